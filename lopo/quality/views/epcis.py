"""EPCIS out and in: the events of a lot or a span of days as a file, and a file taken into the book."""

import datetime as dt

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused, read_date
from lopo.facts.text import Text
from lopo.producers.models import Business
from lopo.quality.correction_book import Why
from lopo.quality.epcis_book import happenings_between, happenings_of, kitchen_of, take
from lopo.quality.epcis_undo import undo_import
from lopo.quality.forms.correction import REASON_MOST
from lopo.quality.models import EpcisImport
from lopo.quality.trace.epcis_read import read_document
from lopo.quality.trace.epcis_words import words
from lopo.quality.trace.epcis_write import write_document
from lopo.quality.trace.happening import Happening
from lopo.quality.trace_book import kept_of
from lopo.quality.views.trace import business_in, reader_language

DAYS_MOST = 366
IMPORTS_SHOWN = 20


class EpcisForm(forms.Form):
    """A document of another system."""

    file = forms.FileField(
        label=gettext_lazy("EPCIS file (JSON-LD)"), widget=forms.FileInput(attrs={"accept": ".json,.jsonld"})
    )


@permitted("trace.record")
def epcis(request: PermittedRequest, business_id: int) -> HttpResponse:
    """The page; with ``unduh`` the file itself; by POST a file is taken in."""
    business = business_in(request, business_id)
    sent = request.method == "POST" and "undo" not in request.POST
    form = EpcisForm(request.POST if sent else None, request.FILES if sent else None)
    error = ""
    try:
        if "unduh" in request.GET and request.method != "POST":
            return _sent(business, _asked(request, business))
        if request.method == "POST" and "undo" in request.POST:
            _undo(request, business)
            return redirect("quality:epcis", business.pk)
        if request.method == "POST" and form.is_valid():
            _take(request, business, form)
            return redirect("quality:epcis", business.pk)
    except Refused as refusal:
        error = refusal.reason.in_language(reader_language())
    today = timezone.localdate()
    context = {
        "business": business,
        "form": form,
        "error": error,
        "first": today - dt.timedelta(days=30),
        "today": today,
        "imports": EpcisImport.objects.filter(business=business)
        .select_related("by")
        .annotate(
            lots=Count("raw_lots", distinct=True),
            made=Count("batches", distinct=True),
            moved=Count("moves", distinct=True),
        )[:IMPORTS_SHOWN],
    }
    return render(request, "quality/trace_epcis.html", context, status=422 if error or form.errors else 200)


def _asked(request: PermittedRequest, business: Business) -> list[Happening]:
    """The happenings of the lot, or of the days, that were asked for."""
    code = request.GET.get("lot", "").strip()
    if code:
        found = kept_of(business, code) or kept_of(business, code.upper())
        if not found:
            raise Refused(Text(f"Tidak ada lot {code}.", f"There is no lot {code}."))
        return happenings_of(found[0])
    today = timezone.localdate()
    last = read_date(request.GET["sampai"]) if request.GET.get("sampai") else today
    first = read_date(request.GET["dari"]) if request.GET.get("dari") else last - dt.timedelta(days=30)
    if not 0 <= (last - first).days <= DAYS_MOST:
        raise Refused(Text("Paling lama satu tahun sekali unduh.", "At most one year at a time."))
    return happenings_between(business, first, last)


def _sent(business: Business, happened: list[Happening]) -> HttpResponse:
    document = write_document(happened, kitchen_of(business), timezone.localtime())
    answer = HttpResponse(document, content_type="application/ld+json")
    answer["Content-Disposition"] = (
        f'attachment; filename="epcis-{slugify(business.name) or business.pk}.jsonld"'
    )
    return answer


def _take(request: PermittedRequest, business: Business, form: EpcisForm) -> None:
    upload = form.cleaned_data["file"]
    content = upload.read(words()["limits"]["bytes"] + 1)
    document = read_document(content)
    taken = take(business, document.happenings, request.user, plain_name(upload.name))
    said = Text(
        f"Masuk: {taken.deliveries} kiriman, {taken.batches} batch, {taken.moves} pengiriman. "
        f"Sudah ada: {taken.known}. Tidak dipakai: {document.left_out}.",
        f"Taken in: {taken.deliveries} deliveries, {taken.batches} batches, {taken.moves} moves. "
        f"Known already: {taken.known}. Not used: {document.left_out}.",
    )
    level = messages.SUCCESS if taken.new or not document.left_out else messages.WARNING
    messages.add_message(request, level, said.in_language(reader_language()))
    for each in document.said_of_left_out():
        messages.warning(request, each.in_language(reader_language()))


def plain_name(name: str | None) -> str:
    """The name of a file as it is shown: without what cannot be printed."""
    return "".join(letter for letter in name or "" if letter.isprintable())


def _undo(request: PermittedRequest, business: Business) -> None:
    chosen = request.POST["undo"]
    rows = EpcisImport.objects.filter(business=business, struck_at=None)
    row = get_object_or_404(rows, pk=int(chosen[:18]) if chosen.isdecimal() else 0)
    reason = " ".join(request.POST.get("reason", "").replace("\x00", "").split())
    if not 0 < len(reason) <= REASON_MOST:
        raise Refused(
            Text(f"Tulis apa yang salah, paling panjang {REASON_MOST} huruf.",
                 f"Write what was wrong, in at most {REASON_MOST} characters.")
        )  # fmt: skip
    undo_import(row, Why(request.user, reason))
    messages.success(request, _("Struck out: all that this file had brought."))

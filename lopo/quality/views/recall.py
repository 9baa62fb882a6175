"""A recall: one question, then one page that says what, how many, where and whom to call."""

import datetime as dt

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lopo.accounts.permission import PermittedRequest, in_reach, permitted
from lopo.accounts.phone import local_form
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.models import Business
from lopo.quality.forms.trace import CountForm, RawCountForm, RecallForm
from lopo.quality.models import Batch, RawLot, Recall, RecallRaw, RecallReturn
from lopo.quality.recall_book import (
    AtPlace,
    RawHere,
    close_recall,
    count_raw,
    count_return,
    look_at,
    open_recall,
)
from lopo.quality.trace.notice import call_address, whatsapp_address
from lopo.quality.trace_book import kept_of
from lopo.quality.views.recall_choice import offered, ticked_lots
from lopo.quality.views.trace import business_in, may_record, reader_language

ASKED = "recall asked"
CODES_OFFERED = 40
RECALLS_SHOWN = 20
PLACES_SHOWN, BATCHES_SHOWN = 12, 40
LONGEST = dt.timedelta(hours=24)
"""A question older than this was left open by mistake and counts from now."""


@permitted("trace.record")
def recall_new(request: PermittedRequest, business_id: int) -> HttpResponse:
    """Which lot, and why?"""
    business = business_in(request, business_id)
    first = {"code": request.GET.get("lot", ""), "drill": request.GET.get("untuk", "drill")}
    form = RecallForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        opened = _opened(request, business, form)
        if opened is not None:
            request.session.pop(ASKED, None)
            return redirect("quality:recall", opened.pk)
    elif request.method != "POST":
        request.session[ASKED] = timezone.now().isoformat()
    codes = [*Batch.objects.filter(business=business).values_list("code", flat=True)[:CODES_OFFERED]]
    codes += RawLot.objects.filter(business=business).values_list("code", flat=True)[:CODES_OFFERED]
    context = {
        "business": business,
        "form": form,
        "codes": codes,
        "offered": offered(business, request.GET),
        "ticked": request.POST.getlist("lot"),
        "recalls": Recall.objects.filter(business=business)
        .select_related("batch", "raw_lot")
        .annotate(more=Count("further"))[:RECALLS_SHOWN],
    }
    return render(request, "quality/recall_new.html", context, status=422 if form.errors else 200)


def _asked(request: PermittedRequest) -> dt.datetime:
    now = timezone.now()
    try:
        asked = dt.datetime.fromisoformat(str(request.session.get(ASKED)))
    except ValueError:
        return now
    return asked if now - LONGEST < asked < now else now


def _opened(request: PermittedRequest, business: Business, form: RecallForm) -> Recall | None:
    code = form.cleaned_data["code"].strip()
    try:
        lot, *further = _lots(business, code, request.POST)
        start = {"batch": lot} if isinstance(lot, Batch) else {"raw_lot": lot}
        return open_recall(
            Recall(
                business=business,
                reason=form.cleaned_data["reason"],
                is_drill=form.cleaned_data["drill"] == "drill",
                asked_at=_asked(request),
                opened_by=request.user,
                **start,
            ),
            further,
        )
    except Refused as refusal:
        form.add_error("code", refusal.reason.in_language(reader_language()))
        return None


def _lots(business: Business, code: str, sent: QueryDict) -> list[RawLot | Batch]:
    """The lot of that code and those that were ticked, each once. Raises :class:`Refused`."""
    found: list[RawLot | Batch] = list(ticked_lots(business, sent))
    if code or not found:
        named = kept_of(business, code) or kept_of(business, code.upper()) if code else []
        if not named:
            raise Refused(
                Text(f"Tidak ada lot {code}. Lihat lagi kodenya di kemasan atau di karung.",
                     f"There is no lot {code}. Look at the code on the pack or the sack again.")
                if code
                else Text("Isi kode lotnya, atau centang lotnya.", "Write a lot code, or tick the lots.")
            )  # fmt: skip
        found = [named[0], *(lot for lot in found if lot != named[0])]
    return found


def _recall(request: PermittedRequest, recall_id: int) -> Recall:
    rows = Recall.objects.filter(in_reach(request.scope, "business__organisation"))
    return get_object_or_404(
        rows.select_related("business", "batch__product", "raw_lot", "opened_by"), pk=recall_id
    )


@permitted("trace.view")
@require_safe
def recall(request: PermittedRequest, recall_id: int) -> HttpResponse:
    """What, how many, where, whom to call; counted until nothing is missing."""
    found = _recall(request, recall_id)
    look = look_at(found)
    seconds = int(found.took.total_seconds())
    whole = "semua" in request.GET
    at_once = len(look.places) + 1 if whole else PLACES_SHOWN
    page = Paginator(look.places, at_once).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "batches": look.batches if whole else look.batches[:BATCHES_SHOWN],
        "hidden": 0 if whole else max(0, len(look.batches) - BATCHES_SHOWN),
        "places_many": len(look.places),
        "recall": found,
        "lots": [_lot_row(lot) for lot in found.lots],
        "look": look,
        "places": [_place_row(each) for each in page],
        "raw": [_raw_row(each) for each in look.raw],
        "minutes": seconds // 60,
        "seconds": seconds % 60,
        "can_record": found.closed_at is None and may_record(request, found.business),
    }
    return render(request, "quality/recall.html", context)


def _lot_row(lot: RawLot | Batch) -> dict[str, object]:
    phone = "" if isinstance(lot, Batch) else lot.supplier_phone
    return {
        "lot": lot,
        "batch": isinstance(lot, Batch),
        "phone": local_form(phone) if phone else "",
        "call": call_address(phone),
    }


def _raw_row(here: RawHere) -> dict[str, object]:
    return {
        "here": here,
        "typed": f"{here.left.normalize():f}".replace(".", ","),
        "unit": _("pieces") if here.lot.unit == "pcs" else here.lot.unit,
    }


def _place_row(at: AtPlace) -> dict[str, object]:
    words = at.words.in_language(reader_language()) if at.words else ""
    phone = at.place.phone if at.place else ""
    return {
        "at": at,
        "words": words,
        "phone": local_form(phone) if phone else "",
        "call": call_address(phone),
        "whatsapp": whatsapp_address(phone, words) if phone else "",
    }


@permitted("trace.record")
@require_POST
def recall_count(request: PermittedRequest, recall_id: int) -> HttpResponse:
    """So many came back, or are gone; or so much of the delivery itself was set apart or destroyed."""
    found = _recall(request, recall_id)
    language = reader_language()
    if "raw_lot" in request.POST:
        return _count_raw(request, found, language)
    form = CountForm(request.POST)
    if not form.is_valid():
        messages.error(request, Text("Tulis berapa kemasan.", "Write how many packs.").in_language(language))
        return redirect("quality:recall", found.pk)
    sent = form.cleaned_data
    try:
        _count(request, found, sent["batch"], sent["place"], sent["outcome"], sent["pieces"])
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(language))
    return redirect("quality:recall", found.pk)


def _count(
    request: PermittedRequest, found: Recall, batch: int, place: int | None, outcome: str, pieces: int
) -> None:
    wanted = {(line.batch, line.place) for line in look_at(found).balance.lines}
    if (batch, place) not in wanted:
        raise Refused(Text("Baris itu tidak ada di penarikan ini.", "That line is not of this recall."))
    count_return(
        RecallReturn(
            recall=found,
            batch_id=batch,
            place_id=place,
            outcome=outcome,
            pieces=pieces,
            counted_on=timezone.localdate(),
            by=request.user,
        )
    )


def _count_raw(request: PermittedRequest, found: Recall, language: str) -> HttpResponse:
    form = RawCountForm(request.POST)
    try:
        if not form.is_valid() or not form.cleaned_data["quantity"]:
            raise Refused(Text("Tulis berapa banyak.", "Write how much."))
        sent = form.cleaned_data
        here = {each.lot.pk: each.lot for each in look_at(found).raw}
        if sent["raw_lot"] not in here:
            raise Refused(Text("Baris itu tidak ada di penarikan ini.", "That line is not of this recall."))
        count_raw(
            RecallRaw(
                recall=found,
                raw_lot=here[sent["raw_lot"]],
                outcome=sent["outcome"],
                quantity=sent["quantity"],
                counted_on=timezone.localdate(),
                by=request.user,
            )
        )
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(language))
    return redirect("quality:recall", found.pk)


@permitted("trace.record")
@require_POST
def recall_close(request: PermittedRequest, recall_id: int) -> HttpResponse:
    """Close a recall whose balance is whole."""
    found = _recall(request, recall_id)
    try:
        close_recall(found, request.user)
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(reader_language()))
    return redirect("quality:recall", found.pk)

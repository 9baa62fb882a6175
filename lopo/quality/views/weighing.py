"""Weighing a lot of a product: begin, pack after pack on the scale, the decision, the table to take along."""

import uuid
from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.figures import say_number
from lopo.facts.kinds import Refused
from lopo.producers.models import Product
from lopo.producers.records import dossier_of
from lopo.producers.spreadsheet import FORMS, Row, plain, spreadsheet
from lopo.quality.forms.weighing import BeginForm, ReadingForm
from lopo.quality.models import Weighing
from lopo.quality.views.storage import in_words, product_in_reach
from lopo.quality.weighing.decision import FAILS, OPEN, PASSES
from lopo.quality.weighing.net_content import GROSS, SHORT, shortness
from lopo.quality.weighing.record import Head, weighing_pdf
from lopo.quality.weighing.strip import key_mark, strip, strip_title
from lopo.quality.weighing.unit import UNITS, said_amount
from lopo.quality.weighing.weights_file import BadWeights, weights_from_file
from lopo.quality.weighing_book import (
    Look,
    LotOnScale,
    add_reading,
    begin_weighing,
    end_tare,
    finish,
    label_content,
    look_at,
    looks_at,
    reopen,
    undo_last,
    weigh_from_table,
)

MOST_SHOWN = 30
LAST_SHOWN = 5
STATES = {PASSES: "state-met", FAILS: "state-notmet", OPEN: "state-unknown"}


def weighing_in_reach(request: PermittedRequest, public_id: str, weighing_id: int) -> Weighing:
    """The weighing of a product that the reader reaches."""
    product = product_in_reach(request, public_id)
    row = get_object_or_404(Weighing, product=product, pk=weighing_id)
    row.product = product
    return row


@permitted("quality.record")
def weighings(request: PermittedRequest, public_id: str) -> HttpResponse:
    """What was weighed before, and a lot to begin with."""
    product = product_in_reach(request, public_id)
    content = label_content(dossier_of(product))
    form = BeginForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial={"batch": request.GET.get("batch", "")},
        product=product,
        today=timezone.localdate(),
    )
    if content is not None and request.method == "POST" and form.is_valid():
        row = _begun(request, product, content, form)
        if row is not None:
            return redirect("quality:weighing", public_id, row.pk)
    looks = looks_at(Weighing.objects.filter(product=product)[:MOST_SHOWN])
    context = {
        "product": product,
        "form": form,
        "content": None if content is None else in_words(said_amount(*content)),
        "volume": content is not None and content[1] == "ml",
        "rows": [weighing_row(look) for look in looks],
    }
    return render(request, "quality/weighings.html", context, status=422 if form.errors else 200)


def _begun(
    request: PermittedRequest, product: Product, content: tuple[Decimal, str], form: BeginForm
) -> Weighing | None:
    """A weighing begun, with its whole table where one was sent; nothing, with every fault in the form."""
    answers, (nominal, unit) = form.cleaned_data, content
    lot = LotOnScale(answers["lot"], answers["lot_size"], answers["batch"])
    table: bytes | None = answers["table"]
    if table is None:
        return begin_weighing(product, content, lot, answers["weighed_on"], request.user)
    try:
        weights = weights_from_file(table, nominal, UNITS[unit])
        row = weigh_from_table(product, content, lot, answers["weighed_on"], weights, request.user)
    except BadWeights as bad:
        for problem in bad.problems:
            form.add_error("table", problem.said(get_language() or "id"))
        return None
    except Refused as refusal:
        form.add_error("table", in_words(refusal.reason))
        return None
    if weights.taken is not None:
        messages.info(request, in_words(weights.taken))
    return row


def weighing_row(look: Look) -> dict[str, object]:
    """One weighing as a list shows it."""
    decision = look.decision
    return {
        "weighing": look.row,
        "count": len(look.packs),
        "half_done": look.row.finished_at is None,
        "title": None if decision is None else in_words(decision.title),
        "state": None if decision is None else STATES[decision.state],
        "mean": None if decision is None else in_words(said_amount(decision.verdict.mean, look.row.unit)),
    }


@permitted("quality.record")
def weighing(request: PermittedRequest, public_id: str, weighing_id: int) -> HttpResponse:
    """The scale while it goes on; the decision when it is finished."""
    row = weighing_in_reach(request, public_id, weighing_id)
    form, error = ReadingForm(initial={"sending": uuid.uuid4()}), ""
    if request.method == "POST":
        sent = ReadingForm(request.POST)
        try:
            if sent.is_valid():
                sending = str(sent.cleaned_data["sending"] or "")
                add_reading(row, sent.cleaned_data["amount"], request.user, sending)
                return redirect("quality:weighing", public_id, weighing_id)
            error = _("Write what the scale shows.")
        except Refused as refusal:
            error = in_words(refusal.reason)
        form = ReadingForm(initial={"sending": uuid.uuid4(), "amount": request.POST.get("amount", "")[:30]})
    look = look_at(row)
    if row.finished_at is not None:
        return render(request, "quality/weighing_result.html", _result(look))
    context = {"product": row.product, "weighing": row, "form": form, "error": error, **_scale(look)}
    return render(request, "quality/weighing_scale.html", context, status=422 if error else 200)


def _scale(look: Look) -> dict[str, object]:
    taring = look.row.tare_done_at is None
    readings = look.tares if taring else look.packs
    decision = look.decision
    numbered = list(enumerate((each.amount for each in readings), 1))[-LAST_SHOWN:]
    wanted = look.tares_wanted if taring else look.wanted
    return {
        "taring": taring,
        "count": len(readings),
        "wanted": wanted,
        "enough": len(readings) >= wanted,
        "next": len(readings) + 1,
        "last": [(at, in_words(said_amount(amount, look.row.unit))) for at, amount in reversed(numbered)],
        "mean": None if decision is None else in_words(said_amount(decision.verdict.mean, look.row.unit, 1)),
        "tare": None if look.tare is None else in_words(said_amount(look.tare.mean, look.row.unit)),
        "nominal": in_words(said_amount(look.row.nominal, look.row.unit)),
        "short": 0 if decision is None else decision.verdict.short,
    }


def _result(look: Look) -> dict[str, object]:
    row, decision = look.row, look.decision
    context: dict[str, object] = {"product": row.product, "weighing": row, "count": len(look.packs)}
    if decision is None:
        return context
    language = get_language() or "id"
    verdict = decision.verdict
    shown = {"": _("enough"), SHORT: _("short by more than T"), GROSS: _("short by more than 2T")}
    return context | {
        "decision": decision,
        "title": in_words(decision.title),
        "checks": [{"holds": each.holds, "words": in_words(each.words)} for each in decision.checks],
        "advice": [in_words(each) for each in decision.advice],
        "doubts": [in_words(each) for each in look.tare.doubts] if look.tare else [],
        "tare": None if look.tare is None else in_words(said_amount(look.tare.mean, row.unit)),
        "spread": None if verdict.spread is None else in_words(said_amount(verdict.spread, row.unit)),
        "nominal": in_words(said_amount(row.nominal, row.unit)),
        "lot_size": in_words(say_number(row.lot_size)),
        "picture": strip(verdict, look.contents, row.unit, language),
        "picture_title": in_words(strip_title()),
        "key": [{"mark": key_mark(kind), "words": words} for kind, words in shown.items()],
        "packs": [
            {"at": at, "content": in_words(said_amount(each, row.unit)), "kind": shortness(each, verdict),
             "words": shown[shortness(each, verdict)]}
            for at, each in enumerate(look.contents, 1)
        ],
    }  # fmt: skip


@permitted("quality.record")
@require_POST
def undo(request: PermittedRequest, public_id: str, weighing_id: int) -> HttpResponse:
    """Take the last reading back."""
    row = weighing_in_reach(request, public_id, weighing_id)
    if undo_last(row):
        messages.success(request, _("Taken back."))
    return redirect("quality:weighing", public_id, weighing_id)


@permitted("quality.record")
@require_POST
def tare_done(request: PermittedRequest, public_id: str, weighing_id: int) -> HttpResponse:
    """The empty packs are done; the full ones come."""
    end_tare(weighing_in_reach(request, public_id, weighing_id))
    return redirect("quality:weighing", public_id, weighing_id)


@permitted("quality.record")
@require_POST
def finished(request: PermittedRequest, public_id: str, weighing_id: int) -> HttpResponse:
    """Finish a weighing and see what it says; or take it up again."""
    row = weighing_in_reach(request, public_id, weighing_id)
    if row.finished_at is not None:
        reopen(row)
        return redirect("quality:weighing", public_id, weighing_id)
    try:
        finish(row, request.user, request.scope)
    except Refused as refusal:
        messages.error(request, in_words(refusal.reason))
    return redirect("quality:weighing", public_id, weighing_id)


@permitted("quality.record")
@require_safe
def record(request: PermittedRequest, public_id: str, weighing_id: int) -> HttpResponse:
    """The weighing on one page, to show and to sign."""
    row = weighing_in_reach(request, public_id, weighing_id)
    look = look_at(row)
    if look.decision is None:
        raise Http404
    head = Head(
        row.product.business.name, row.product.name, row.lot, row.lot_size, row.weighed_on, row.begun_by.name,
        request.build_absolute_uri(reverse("quality:weighing", args=[public_id, weighing_id])),
    )  # fmt: skip
    tare = None if look.tare is None else said_amount(look.tare.mean, row.unit)
    content = weighing_pdf(head, look.decision, look.contents, tare, get_language() or "id")
    return as_pdf(content, f"timbang-{row.pk}")


def as_pdf(content: bytes, name: str) -> HttpResponse:
    """A record as it is shown in a browser."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


@permitted("quality.record")
@require_safe
def table(request: PermittedRequest, public_id: str, weighing_id: int, form: str) -> HttpResponseBase:
    """The net contents as a file, in the form that ``lopo net-content`` reads."""
    row = weighing_in_reach(request, public_id, weighing_id)
    if form not in FORMS:
        raise Http404
    rows: list[Row] = [[at, str(each)] for at, each in enumerate(look_at(row).contents, 1)]
    return spreadsheet(form, f"timbang-{row.pk}", ["no", plain(f"isi ({row.unit})")], rows)

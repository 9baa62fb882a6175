"""A wrong delivery or batch put right, or struck out after asking; and what stood before."""

import re
from collections.abc import Mapping
from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, in_reach, permitted
from lopo.accounts.phone import local_form
from lopo.facts.kinds import Refused
from lopo.quality.correction_book import (
    BatchAsMade,
    Lot,
    Why,
    correct_batch,
    correct_delivery,
    is_locked,
    last_change,
    strike,
)
from lopo.quality.forms.correction import CorrectBatchForm, CorrectDeliveryForm, WhyForm
from lopo.quality.models import Batch, RawLot
from lopo.quality.trace_book import stock_of
from lopo.quality.trace_search import spread
from lopo.quality.views.batch import amount_typed, lots_typed, number_typed
from lopo.quality.views.trace import batch_in, reader_language

FREE_ROWS = 2
LOTS_OFFERED = 120
SOURCES_OFFERED = 60


def raw_lot_in(request: PermittedRequest, raw_lot_id: int) -> RawLot:
    """The delivery, within the reader's reach."""
    rows = RawLot.objects.filter(in_reach(request.scope, "business__organisation"))
    return get_object_or_404(rows.select_related("business"), pk=raw_lot_id)


def _why(request: PermittedRequest, form: WhyForm) -> Why:
    return Why(request.user, form.cleaned_data["reason"], form.cleaned_data["seen"])


def _done(request: PermittedRequest, *, changed: bool) -> None:
    if changed:
        messages.success(request, _("Corrected. What stood before is kept below."))
    else:
        messages.info(request, _("Nothing was changed."))


@permitted("trace.record")
def correct_raw(request: PermittedRequest, raw_lot_id: int) -> HttpResponse:
    """A delivery as it really was."""
    lot = raw_lot_in(request, raw_lot_id)
    first = {name: getattr(lot, name) for name in CorrectDeliveryForm.base_fields if hasattr(lot, name)}
    first["quantity"] = f"{lot.quantity.normalize():f}".replace(".", ",")
    first["supplier_phone"] = local_form(lot.supplier_phone) if lot.supplier_phone else ""
    first["seen"] = last_change(lot)
    data = request.POST if request.method == "POST" else None
    form = CorrectDeliveryForm(data, initial=first, ingredients=[], suppliers=[])
    if request.method == "POST" and form.is_valid():
        told = {name: value for name, value in form.cleaned_data.items() if name not in ("reason", "seen")}
        try:
            kept = raw_lot_in(request, raw_lot_id)
            changed = correct_delivery(kept, told, _why(request, form))
        except Refused as refusal:
            form.add_error(None, refusal.reason.in_language(reader_language()))
        else:
            _done(request, changed=changed)
            if kept.aside is not None:
                messages.warning(request, kept.aside.in_language(reader_language()))
            return redirect("quality:trace_raw", lot.pk)
    context = {"lot": lot, "form": form, "locked": is_locked(lot.business)}
    return render(request, "quality/correct_raw.html", context, status=422 if form.errors else 200)


@permitted("trace.record")
def correct_made(request: PermittedRequest, batch_id: int) -> HttpResponse:
    """A batch as it really was: its count, its days, the lots in it."""
    batch = batch_in(request, batch_id)
    first = {"pieces": batch.pieces, "made_on": batch.made_on, "expires_on": batch.expires_on}
    data = request.POST if request.method == "POST" else None
    form = CorrectBatchForm(data, initial=first | {"seen": last_change(batch)})
    if request.method == "POST" and form.is_valid():
        try:
            changed = correct_batch(batch_in(request, batch_id), _as_made(request, form), _why(request, form))
        except Refused as refusal:
            form.add_error(None, refusal.reason.in_language(reader_language()))
        else:
            _done(request, changed=changed)
            return redirect("quality:trace", batch.pk)
    context = {
        "batch": batch,
        "form": form,
        "rows": _raw_rows(batch, data),
        "source_rows": _source_rows(batch, data),
        "locked": is_locked(batch.business),
    }
    return render(request, "quality/correct_batch.html", context, status=422 if form.errors else 200)


def _as_made(request: PermittedRequest, form: CorrectBatchForm) -> BatchAsMade:
    sources: dict[int, Decimal | None] = {}
    for name in [name for name in request.POST if re.fullmatch(r"source-[0-9]{1,3}", name)]:
        if request.POST[name].isdecimal():
            amount = request.POST.get(name.replace("source", "packs"), "")
            sources[number_typed(request.POST[name])] = amount_typed(amount)
    return BatchAsMade(
        pieces=form.cleaned_data["pieces"],
        made_on=form.cleaned_data["made_on"],
        expires_on=form.cleaned_data["expires_on"],
        inputs=lots_typed(request.POST),
        sources=sources,
    )


def _typed(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount.normalize():f}".replace(".", ",")


def _rows(
    taken: list[tuple[int, Decimal | None]], data: Mapping[str, str] | None, names: tuple[str, str]
) -> list[dict[str, object]]:
    """A row for each lot that was written down, and some to add others; as typed once something was sent."""
    rows = [(str(pk), _typed(amount)) for pk, amount in taken] + [("", "")] * FREE_ROWS
    which, much = names
    return [
        {
            "number": number,
            "chosen": data.get(f"{which}-{number}", "") if data else pk,
            "amount": data.get(f"{much}-{number}", "") if data else amount,
        }
        for number, (pk, amount) in enumerate(rows)
    ]


def _raw_rows(batch: Batch, data: Mapping[str, str] | None) -> dict[str, object]:
    inputs = list(batch.inputs.exclude(raw_lot=None).order_by("pk"))
    own = {each.raw_lot_id: each.quantity or 0 for each in inputs}
    codes = dict(RawLot.objects.filter(business=batch.business_id).values_list("pk", "code"))
    stocks = sorted(stock_of(batch.business, whole=True), key=lambda each: (each.id in own, each.received_on))
    lots = [
        {
            "id": str(stock.id),
            "title": f"{codes[stock.id]} {stock.ingredient}",
            "left": _typed(stock.left + own.get(stock.id, 0)) or "0",
            "unit": stock.unit,
        }
        for stock in reversed(stocks)
        if stock.left > 0 or stock.id in own
    ]
    taken = [(each.raw_lot_id or 0, each.quantity) for each in inputs]
    return {"lots": lots[:LOTS_OFFERED], "rows": _rows(taken, data, ("lot", "amount"))}


def _source_rows(batch: Batch, data: Mapping[str, str] | None) -> dict[str, object]:
    inputs = list(batch.inputs.exclude(source=None).order_by("pk"))
    own = {each.source_id: each.quantity or 0 for each in inputs}
    earlier = list(
        Batch.objects.filter(business=batch.business_id, pk__lt=batch.pk).select_related("product")[
            :SOURCES_OFFERED
        ]
    )
    earlier += list(
        Batch.objects.filter(pk__in={pk for pk in own if pk} - {each.pk for each in earlier}).select_related(
            "product"
        )
    )
    here = spread(earlier)
    lots = [
        {"id": str(each.pk), "title": f"{each.code} {each.product.name}", "left": int(left)}
        for each in earlier
        if (left := here.at.get((each.pk, None), 0) + own.get(each.pk, 0)) > 0
    ]
    taken = [(each.source_id or 0, each.quantity) for each in inputs]
    return {"lots": lots, "rows": _rows(taken, data, ("source", "packs")) if lots else []}


@permitted("trace.record")
def strike_raw(request: PermittedRequest, raw_lot_id: int) -> HttpResponse:
    """Strike a delivery out, after asking."""
    return _strike(request, raw_lot_in(request, raw_lot_id))


@permitted("trace.record")
def strike_made(request: PermittedRequest, batch_id: int) -> HttpResponse:
    """Strike a batch out, after asking."""
    return _strike(request, batch_in(request, batch_id))


def _strike(request: PermittedRequest, lot: Lot) -> HttpResponse:
    form = WhyForm(request.POST if request.method == "POST" else None, initial={"seen": last_change(lot)})
    if request.method == "POST" and form.is_valid():
        try:
            strike(lot, _why(request, form))
        except Refused as refusal:
            form.add_error(None, refusal.reason.in_language(reader_language()))
        else:
            messages.success(request, _("Struck out. What it said is kept at the end of this page."))
            if isinstance(lot, Batch):
                return redirect("quality:batches", lot.product.public_id)
            return redirect("quality:raw_lots", lot.business_id)
    context = {
        "lot": lot,
        "is_batch": isinstance(lot, Batch),
        "form": form,
        "locked": is_locked(lot.business),
    }
    return render(request, "quality/correct_strike.html", context, status=422 if form.errors else 200)

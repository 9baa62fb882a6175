"""A batch made in three taps, moved on, and measured."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused, read_decimal
from lopo.facts.text import Text
from lopo.producers.models import Product
from lopo.quality.forms.trace import BatchForm, LimitForm, MoveForm, ValueForm
from lopo.quality.models import Batch, Move, Place, ProcessLimit, RawLot
from lopo.quality.recalled import Stopped, stopped_in
from lopo.quality.trace.stock import Offer, Stock
from lopo.quality.trace_book import (
    NewBatch,
    make_batch,
    measure,
    move,
    next_code,
    offers_for,
    place_named,
    usual,
)
from lopo.quality.trace_search import spread
from lopo.quality.views.trace import batch_in, product_in, reader_language

LOTS_MOST = 120
"""Lots that one batch can name in the form."""
SOURCES_SHOWN = 30
OFFERS_SHOWN, LOTS_SHOWN, PAST_SHOWN = 20, 10, 3
"""Ingredients in the form before it is asked for all; deliveries of each, good ones and past their day."""
AMOUNT_MOST = Decimal(10) ** 9


@permitted("trace.record")
def batch_new(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Made today, usual amounts, these lots: all filled in, one tap saves."""
    product = product_in(request, public_id)
    today = timezone.localdate()
    pieces, _wanted = usual(product)
    first = {"pieces": pieces, "made_on": today, "code": next_code(product.business, product.name, today)}
    form = BatchForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        batch = _made(request, product, form)
        if batch is not None:
            messages.success(request, _("Batch saved."))
            return redirect("quality:trace", batch.pk)
    typed = request.POST if request.method == "POST" else None
    stopped = stopped_in(product.business)
    offers = offers_for(product, today)
    shown = offers if "semua" in request.GET else offers[:OFFERS_SHOWN]
    context = {
        "hidden": len(offers) - len(shown),
        "product": product,
        "form": form,
        "rows": [_row(number, each, typed) for number, each in enumerate(shown)],
        "sources": _sources(product, stopped),
        "held": _held(product, stopped),
        "source": typed.get("source", "") if typed else "",
        "source_amount": typed.get("source_amount", "") if typed else "",
    }
    return render(request, "quality/batch_new.html", context, status=422 if form.errors else 200)


def _row(number: int, offer: Offer, typed: Mapping[str, str] | None) -> dict[str, object]:
    chosen = str(offer.chosen or "")
    amount = "" if offer.amount is None else f"{offer.amount.normalize():f}".replace(".", ",")
    if typed is not None:
        chosen, amount = typed.get(f"lot-{number}", ""), typed.get(f"amount-{number}", "")
    second = typed.get(f"lot-{number}-b", "") if typed else ""
    today = timezone.localdate()
    lots = [
        {
            "id": str(lot.id),
            "code": lot.code,
            "expires_on": lot.expires_on,
            "received_on": lot.received_on,
            "left": f"{lot.left.normalize():f}".replace(".", ","),
            "unit": lot.unit,
            "spoiled": lot.expires_on is not None and lot.expires_on < today,
        }
        for lot in _few(offer.lots, {chosen, second}, today)
    ]
    unit = next((lot["unit"] for lot in lots if lot["id"] == chosen), lots[0]["unit"] if lots else "")
    return {
        "number": number,
        "ingredient": offer.ingredient,
        "lots": lots,
        "chosen": chosen,
        "amount": amount,
        "unit": unit,
        "usual": offer.chosen is not None,
        "second": second,
        "second_amount": typed.get(f"amount-{number}-b", "") if typed else "",
    }


def _few(lots: Sequence[Stock], chosen: set[str], today: dt.date) -> list[Stock]:
    """The deliveries to choose from: good ones that expire first, a few past their day, and those chosen."""
    some = [each for each in lots if each.left > 0]
    good = [each for each in some if each.expires_on is None or each.expires_on >= today]
    past = [each for each in some if each not in good]
    kept = {each.id for each in (*good[:LOTS_SHOWN], *past[:PAST_SHOWN])}
    return [each for each in lots if each.id in kept or str(each.id) in chosen]


def _held(product: Product, stopped: Stopped) -> list[dict[str, object]]:
    """What is in the kitchen and recalled: the form names it, so that nobody looks for it in vain."""
    if not stopped.raw:
        return []
    lots = RawLot.objects.filter(pk__in=stopped.raw, business=product.business, used_up_at=None)
    return [{"lot": lot, "what": lot.ingredient, "recall": stopped.of(lot)} for lot in lots[:SOURCES_SHOWN]]


def _sources(product: Product, stopped: Stopped) -> list[Batch]:
    """Earlier batches of the business of which something is in the kitchen, and that are not recalled."""
    rows = Batch.objects.filter(business=product.business).select_related("product")[:SOURCES_SHOWN]
    here = spread(list(rows))
    return [each for each in rows if here.at.get((each.pk, None), 0) and each.pk not in stopped.batches]


def _made(request: PermittedRequest, product: Product, form: BatchForm) -> Batch | None:
    """The batch, written down; or nothing, and the form says why not."""
    try:
        inputs = lots_typed(request.POST)
        sources: dict[int, Decimal | None] = {}
        if request.POST.get("source", "").isdecimal():
            sources[number_typed(request.POST["source"])] = amount_typed(
                request.POST.get("source_amount", "")
            )
        return make_batch(
            NewBatch(product, inputs=inputs, sources=sources, **form.cleaned_data), request.user
        )
    except Refused as refusal:
        form.add_error(None, refusal.reason.in_language(reader_language()))
        return None


def lots_typed(sent: Mapping[str, str]) -> dict[int, Decimal | None]:
    """The deliveries that were chosen, each with all that is taken of it."""
    inputs: dict[int, Decimal | None] = {}
    names = [name for name in sent if re.fullmatch(r"lot-[0-9]{1,3}(-b)?", name)]
    for name in names[:LOTS_MOST]:
        if not sent[name].isdecimal():
            continue
        lot, amount = number_typed(sent[name]), amount_typed(sent.get(name.replace("lot", "amount", 1), ""))
        before = inputs.get(lot)
        inputs[lot] = amount if before is None or amount is None else before + amount
    return inputs


def number_typed(typed: str) -> int:
    """A key as it was sent; a number too long is no key at all."""
    return int(typed[:18])


def amount_typed(typed: str) -> Decimal | None:
    """An amount as it was typed; nothing where nothing was. Raises :class:`Refused`."""
    if not typed.strip():
        return None
    amount = read_decimal(typed)
    if not 0 <= amount < AMOUNT_MOST:
        raise Refused(Text(f"Jumlah {typed} tidak masuk akal.", f"The amount {typed} makes no sense."))
    return round(amount, 3)


@permitted("trace.record")
def batch_move(request: PermittedRequest, batch_id: int) -> HttpResponse:
    """Where do these packs go?"""
    batch = batch_in(request, batch_id)
    places = list(Place.objects.filter(business=batch.business))
    left = spread([batch]).at.get((batch.pk, None), 0)
    first = {"moved_on": timezone.localdate(), "pieces": left or None, "kind": "shop"}
    data = request.POST if request.method == "POST" else None
    form = MoveForm(data, initial=first, places=[place.name for place in places])
    if request.method == "POST" and form.is_valid():
        try:
            _move(request, batch, form)
        except Refused as refusal:
            form.add_error("pieces", refusal.reason.in_language(reader_language()))
        else:
            return redirect("quality:trace", batch.pk)
    recall = stopped_in(batch.business).of(batch)
    context = {"batch": batch, "form": form, "left": left, "recall": recall}
    return render(request, "quality/batch_move.html", context, status=422 if form.errors else 200)


def _move(request: PermittedRequest, batch: Batch, form: MoveForm) -> None:
    sent = form.cleaned_data
    place = place_named(batch.business, sent["place"], sent["kind"], sent["phone"])
    move(
        Move(
            batch=batch,
            destination=place,
            pieces=sent["pieces"],
            moved_on=sent["moved_on"],
            sending=sent["sending"],
            by=request.user,
        )
    )


@permitted("trace.record")
def batch_measure(request: PermittedRequest, batch_id: int, limit_id: int) -> HttpResponse:
    """One value for one batch. Outside its limits the page says what to do, and asks what was done."""
    batch = batch_in(request, batch_id)
    limits = ProcessLimit.objects.filter(product=batch.product_id, put_away_at=None)
    limit = get_object_or_404(limits, pk=limit_id)
    form = ValueForm(request.POST if request.method == "POST" else None)
    outside = ""
    if request.method == "POST" and form.is_valid():
        try:
            measure(batch, limit, form.cleaned_data["value"], form.cleaned_data["action"], request.user)
        except Refused as refusal:
            outside = refusal.reason.in_language(reader_language())
        else:
            return redirect("quality:trace", batch.pk)
    context = {"batch": batch, "limit": limit, "form": form, "outside": outside}
    status = 422 if form.errors or outside else 200
    return render(request, "quality/batch_measure.html", context, status=status)


@permitted("trace.record")
def process_limits(request: PermittedRequest, public_id: str) -> HttpResponse:
    """What is measured while this product is made; one more can be added, one put away."""
    product = product_in(request, public_id)
    rows = ProcessLimit.objects.filter(product=product, put_away_at=None)
    if request.method == "POST" and "put_away" in request.POST:
        chosen = request.POST["put_away"]
        if chosen.isdecimal():
            rows.filter(pk=number_typed(chosen)).update(put_away_at=timezone.now())
        return redirect("quality:process_limits", public_id)
    form = LimitForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if rows.filter(name=form.cleaned_data["name"]).exists():
            form.add_error("name", _("This is measured already. Put the old one away first."))
        else:
            ProcessLimit.objects.create(product=product, **form.cleaned_data)
            return redirect("quality:process_limits", public_id)
    context = {"product": product, "rows": rows, "form": form}
    return render(request, "quality/batch_limits.html", context, status=422 if form.errors else 200)

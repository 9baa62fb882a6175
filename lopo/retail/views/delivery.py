"""Goods: sent by the kitchen, counted by the shop, sent back, told as sold."""

from typing import Any

from django.contrib import messages
from django.db.models import Sum
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.retail.books import delivery as book
from lopo.retail.books.order_reach import deliveries_in, side_of_order
from lopo.retail.books.progress import CountedLine, lines_of
from lopo.retail.books.returning import ToldReturn, take_back, tell_sold
from lopo.retail.forms.delivery import BACK, ReceiveForm, ReturnForm, SendForm, SoldForm
from lopo.retail.models import Delivery, DeliveryLine, Order
from lopo.retail.terms.words import CONSIGNMENT, PAYER_TITLES
from lopo.retail.trade.life import LifeLeft, life_left
from lopo.retail.trade.reasons import RETURN, title_of
from lopo.retail.trade.transitions import BUYER, KITCHEN, may
from lopo.retail.views.order import delivery_row, language, order_of, standing


def delivery_of(request: PermittedRequest, delivery_public: str) -> Delivery:
    """The delivery of an address, if the scope reaches it."""
    return get_object_or_404(deliveries_in(request.scope), public_id=delivery_public)


def _only(request: PermittedRequest, order: Order, *sides: str) -> str:
    side = side_of_order(request.scope, order)
    if side not in sides:
        raise Http404
    return side


@permitted("order.fill")
def send(request: PermittedRequest, order_public: str) -> HttpResponse:
    """Which lots go, and how many of each; what expires first stands first and is filled in already."""
    order = order_of(request, order_public)
    _only(request, order, KITCHEN)
    today = timezone.localdate()
    lots = book.lots_offered(order, today)
    counted = {each.line.pk: each for each in lines_of([order.pk])[order.pk]}
    first = _first_picked(lots, {pk: each.count.outstanding for pk, each in counted.items()})
    form = SendForm(
        request.POST if request.method == "POST" else None, lots=lots, initial={"sent_on": today, **first}
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            sent = book.send(order.pk, form.picked(), told["sent_on"], request.user, told["client_id"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Sent. Take the delivery note along."))
            return redirect("retail:delivery", sent.public_id)
    context = {
        "order": order,
        "form": form,
        "rows": [_lots_of_line(form, counted[pk], offered) for pk, offered in lots.items()],
        "state": standing(order),
        "has_lots": any(lots.values()),
        "open": may("send", order.state, KITCHEN)
        and any(each.count.outstanding for each in counted.values()),
        "asks_percent": order.terms.remaining_life_percent,
    }
    return render(request, "retail/delivery_send.html", context, status=422 if form.errors else 200)


def _lots_of_line(form: SendForm, line: CountedLine, offered: list[book.OfferedLot]) -> dict[str, Any]:
    """A line of the order, and each lot that may go for it with its field."""
    lots = [
        {
            "lot": each,
            "words": each.life.words.in_language(language()),
            "field": form[f"lot-{line.line.pk}-{each.batch.pk}"],
        }
        for each in offered
    ]
    return {"line": line.line, "count": line.count, "lots": lots}


def _first_picked(lots: dict[int, list[book.OfferedLot]], outstanding: dict[int, int]) -> dict[str, int]:
    """What expires first fills what is still to be sent."""
    first: dict[str, int] = {}
    for line, offered in lots.items():
        left = outstanding[line]
        for each in offered:
            if each.ok and left:
                first[f"lot-{line}-{each.batch.pk}"] = min(left, each.left)
                left -= first[f"lot-{line}-{each.batch.pk}"]
    return first


@permitted("order.view")
def delivery(request: PermittedRequest, delivery_public: str) -> HttpResponse:
    """One delivery as both sides see it: lots, what was counted, what differs, what came back."""
    found = delivery_of(request, delivery_public)
    side = side_of_order(request.scope, found.order)
    lines = list(
        found.lines.select_related("batch", "order_line__product").annotate(back=Sum("returns__pieces"))
    )
    rows = [{**delivery_row(each), "life": _life(each, found)} for each in lines]
    context = {
        "delivery": found,
        "order": found.order,
        "side": side,
        "rows": rows,
        "sent": sum(each.pieces for each in lines),
        "accepted": sum(each.accepted or 0 for each in lines),
        "refused": sum(each.refused or 0 for each in lines),
        "missing": sum(row["missing"] for row in rows),
        "returns": _returns(found),
        "can_receive": side == BUYER and found.received_on is None,
        "can_return": side == BUYER
        and may("return", found.order.state, BUYER)
        and any((each.accepted or 0) > (each.back or 0) for each in lines),
    }
    return render(request, "retail/delivery.html", context)


def _life(line: DeliveryLine, found: Delivery) -> dict[str, Any]:
    spoils = line.order_line.product.kind == "food"
    wanted = found.order.terms.remaining_life_percent
    on = found.received_on or found.sent_on
    left: LifeLeft = life_left(line.batch.made_on, line.expires_on, on, wanted, spoils=spoils)
    return {"ok": left.ok, "words": left.words.in_language(language())}


def _returns(found: Delivery) -> list[dict[str, Any]]:
    rows = []
    for line in found.lines.prefetch_related("returns__by", "returns__credits__invoice", "batch"):
        for each in line.returns.all():
            reason = title_of(RETURN, each.reason)
            rows.append(
                {
                    "returned": each,
                    "lot": line.batch.code,
                    "reason": reason.in_language(language()) if reason else "",
                    "cost": PAYER_TITLES[each.at_cost_of].in_language(language()),
                    "credits": list(each.credits.all()),
                }
            )
    return rows


@permitted("order.make")
def receive(request: PermittedRequest, delivery_public: str) -> HttpResponse:
    """The shop counts: accepted and refused of each lot, with the reason."""
    found = delivery_of(request, delivery_public)
    _only(request, found.order, BUYER)
    lines = list(found.lines.select_related("batch", "order_line__product"))
    form = ReceiveForm(
        request.POST if request.method == "POST" else None,
        lines=lines,
        initial={"received_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            book.receive(found.pk, form.counted(), told["received_on"], request.user, told["client_id"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Counted. The kitchen sees the same figures."))
            return redirect("retail:delivery", found.public_id)
    context = {
        "delivery": found,
        "order": found.order,
        "form": form,
        "open": found.received_on is None,
        "rows": [
            {
                "line": each,
                "life": _life(each, found),
                **{name: form[f"{name}-{each.pk}"] for name in ("accepted", "refused", "reason", "back")},
            }
            for each in lines
        ],
    }
    return render(request, "retail/delivery_receive.html", context, status=422 if form.errors else 200)


@permitted("order.make")
def give_back(request: PermittedRequest, delivery_public: str) -> HttpResponse:
    """Accepted pieces that go back afterwards; the terms say who bears it."""
    found = delivery_of(request, delivery_public)
    order = found.order
    _only(request, order, BUYER)
    rows = found.lines.select_related("batch", "order_line__product").annotate(back=Sum("returns__pieces"))
    lines = [(each, (each.accepted or 0) - (each.back or 0)) for each in rows]
    lines = [(each, left) for each, left in lines if left > 0]
    form = ReturnForm(
        request.POST if request.method == "POST" else None, lines=lines, initial={"on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        returned = ToldReturn(
            int(told["line"]),
            told["pieces"],
            told["reason"],
            told["on"],
            told["words"],
            told["where"] == BACK,
        )
        try:
            take_back(returned, request.user, told["client_id"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The return is written down. The kitchen is told."))
            return redirect("retail:delivery", found.public_id)
    paid_by = order.terms.returns_paid_by
    context = {
        "delivery": found,
        "order": order,
        "form": form,
        "open": bool(lines) and may("return", order.state, BUYER),
        "taken": order.terms.returns_taken,
        "paid_by": PAYER_TITLES[paid_by].in_language(language()) if paid_by else "",
    }
    return render(request, "retail/delivery_return.html", context, status=422 if form.errors else 200)


@permitted("order.settle")
def sold(request: PermittedRequest, order_public: str) -> HttpResponse:
    """What of consigned goods sold, told by hand where no report of the tills comes."""
    order = order_of(request, order_public)
    side = _only(request, order, BUYER, KITCHEN)
    counted = lines_of([order.pk])[order.pk]
    lines = [(each.line, each.count.unsold) for each in counted if each.count.unsold]
    form = SoldForm(
        request.POST if request.method == "POST" else None, lines=lines, initial={"on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            tell_sold(int(told["line"]), told["pieces"], told["on"], request.user, told["client_id"], side)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Written down. It can be billed now."))
            return redirect("retail:order", order.public_id)
    context = {
        "order": order,
        "form": form,
        "rows": counted,
        "open": bool(lines) and order.mode == CONSIGNMENT and may("tell-sold", order.state, side),
    }
    return render(request, "retail/order_sold.html", context, status=422 if form.errors else 200)

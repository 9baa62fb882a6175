"""One order as both sides see it, and what either may do with it: answer, cancel, close."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.facts.own_number import is_own_number, new_client_id
from lopo.retail.books import order as book
from lopo.retail.books.capacity import loads, promised_elsewhere
from lopo.retail.books.order_reach import CITY, orders_in, side_of_order
from lopo.retail.books.payment import bill_of
from lopo.retail.books.progress import CountedLine, lines_of
from lopo.retail.forms.order import AnswerForm, CancelForm
from lopo.retail.models import Order
from lopo.retail.terms.words import CONSIGNMENT, MODE_TITLES
from lopo.retail.trade.payment_clock import STATE_CLASSES as CLOCK_CLASSES
from lopo.retail.trade.payment_clock import STATE_TITLES as CLOCK_TITLES
from lopo.retail.trade.payment_clock import clock
from lopo.retail.trade.reasons import CANCEL, GOODS, LESS, RETURN, title_of
from lopo.retail.trade.transitions import (
    BUYER,
    CANCELLED,
    KITCHEN,
    STATE_CLASSES,
    STATE_TITLES,
    TRANSITIONS,
    acts,
    turn,
)
from lopo.retail.trade.week import WeekLoad, say_week

STEP_REASONS = {
    "confirm-less": LESS, "refuse": LESS, "cancel": CANCEL, "return": RETURN,
    "receive": GOODS, "receive-one": GOODS,
}  # fmt: skip
STEPS_SHOWN = 60


def language() -> str:
    """The reader's language."""
    return get_language() or "id"


def order_of(request: PermittedRequest, order_public: str) -> Order:
    """The order of an address, if the scope reaches it."""
    return get_object_or_404(orders_in(request.scope), public_id=order_public)


def standing(order: Order) -> dict[str, Any]:
    """The state of an order in words and its mark."""
    return {"title": STATE_TITLES[order.state].in_language(language()), "mark": STATE_CLASSES[order.state]}


@permitted("order.view")
def order(request: PermittedRequest, order_public: str) -> HttpResponse:
    """Everything about one order, and the one next thing for whoever reads."""
    found = order_of(request, order_public)
    side = side_of_order(request.scope, found)
    lines = lines_of([found.pk])[found.pk]
    consigned = found.mode == CONSIGNMENT
    allowed = acts(found.state, side) if side != CITY else ()
    context = {
        "order": found,
        "side": side,
        "state": standing(found),
        "mode": MODE_TITLES[found.mode].in_language(language()),
        "consigned": consigned,
        "rows": [_row(each) for each in lines],
        "asked_idr": sum(each.line.pieces * each.line.price_idr for each in lines),
        "why": why_ended(found),
        "deliveries": _deliveries(found),
        "invoices": invoice_rows(found),
        "steps": _steps(found),
        "is_mine": turn(found.state) == side,
        "can": {each.replace("-", "_"): True for each in allowed if _has_goods_for(each, lines)},
        "to_bill": sum(each.count.to_bill(consigned=consigned) for each in lines),
        "to_send": sum(each.count.outstanding for each in lines),
        "differences": any(each.count.missing or each.count.refused for each in lines),
        "client_id": new_client_id(),
    }
    return render(request, "retail/order.html", context)


def _has_goods_for(act: str, lines: list[CountedLine]) -> bool:
    """Whether the shop has what would go back or sell; other acts need no goods with the shop."""
    if act == "return":
        return any(each.count.kept for each in lines)
    return act != "tell-sold" or any(each.count.unsold for each in lines)


def _row(each: CountedLine) -> dict[str, Any]:
    reason = title_of(LESS, each.line.reason)
    return {
        "line": each.line,
        "count": each.count,
        "amount": each.line.pieces * each.line.price_idr,
        "reason": reason.in_language(language()) if reason else "",
    }


def why_ended(found: Order) -> list[str]:
    """Why an order was refused or cancelled: the reason, and what was written with it."""
    reason = title_of(CANCEL if found.state == CANCELLED else LESS, found.reason)
    if reason is None:
        return []
    last = found.steps.filter(transition__in=("refuse", "cancel")).last()
    return [reason.in_language(language()), *filter(None, [last.words if last else ""])]


def _deliveries(found: Order) -> list[dict[str, Any]]:
    rows = found.deliveries.select_related("sent_by", "received_by").prefetch_related(
        "lines__batch", "lines__order_line__product"
    )
    return [{"delivery": each, "lines": [delivery_row(line) for line in each.lines.all()]} for each in rows]


def delivery_row(line: Any) -> dict[str, Any]:
    """One lot of a delivery, with what was missing and why."""
    counted = line.accepted is not None
    reason = title_of(GOODS, line.reason)
    return {
        "line": line,
        "missing": line.pieces - line.accepted - line.refused if counted else 0,
        "reason": reason.in_language(language()) if reason else "",
    }


def invoice_rows(found: Order) -> list[dict[str, Any]]:
    """The invoices of an order with their clocks."""
    today = timezone.localdate()
    rows = []
    for each in found.invoices.prefetch_related("payments", "credits"):
        state = clock(bill_of(each), today)
        rows.append(
            {
                "invoice": each,
                "clock": state,
                "words": state.words.in_language(language()),
                "title": CLOCK_TITLES[state.state].in_language(language()),
                "mark": CLOCK_CLASSES[state.state],
            }
        )
    return rows


def _steps(found: Order) -> list[dict[str, Any]]:
    rows = []
    for each in found.steps.select_related("by").order_by("-at", "-pk")[:STEPS_SHOWN]:
        transition = TRANSITIONS.get(each.transition)
        reason = title_of(STEP_REASONS.get(each.transition, ""), each.reason) if each.reason else None
        rows.append(
            {
                "step": each,
                "title": transition.title.in_language(language()) if transition else _("Ordered"),
                "reason": reason.in_language(language()) if reason else "",
            }
        )
    return rows


def _refuse_side(found: Order, request: PermittedRequest, side: str) -> None:
    if side_of_order(request.scope, found) != side:
        raise Http404


@permitted("order.fill")
def answer(request: PermittedRequest, order_public: str) -> HttpResponse:
    """The kitchen answers: all of it, less, or not at all; her week and what she promised stand beside."""
    found = order_of(request, order_public)
    _refuse_side(found, request, KITCHEN)
    lines = list(found.lines.select_related("product"))
    load = loads(found, timezone.localdate())
    form = AnswerForm(_answered(request, lines), lines=lines, initial=_fitting(lines, load))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            done = book.answer(
                found.pk, form.confirmed(), request.user, told["client_id"], told["reason"], told["words"]
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            _say_answer(request, done)
            return redirect("retail:order", found.public_id)
    context = {
        "order": found,
        "form": form,
        "state": standing(found),
        "rows": [
            {
                "line": each,
                "load": load[each.product_id],
                "too_much": load[each.product_id].is_too_much(each.pieces),
                "field": form[f"line-{each.pk}"],
            }
            for each in lines
        ],
        "week": say_week(found.wanted_on).in_language(language()),
        "elsewhere": promised_elsewhere(found),
        "too_much": any(load[each.product_id].is_too_much(each.pieces) for each in lines),
        "asked_idr": sum(each.pieces * each.price_idr for each in lines),
        "open": found.state == "placed",
        "less": bool(form.errors) or "kurang" in request.GET,
    }
    return render(request, "retail/order_answer.html", context, status=422 if form.errors else 200)


def _fitting(lines: list[Any], load: dict[int, WeekLoad]) -> dict[str, int]:
    """Where an order is more than the week holds, what there is room for is filled in."""
    return {
        f"line-{each.pk}": load[each.product_id].room or 0
        for each in lines
        if load[each.product_id].is_too_much(each.pieces)
    }


def _answered(request: PermittedRequest, lines: list[Any]) -> Any:
    """What was sent; one tap on "all" or "none" fills in the lines."""
    if request.method != "POST":
        return None
    if "all" in request.POST or "none" in request.POST:
        data = request.POST.copy()
        for each in lines:
            data[f"line-{each.pk}"] = str(each.pieces if "all" in request.POST else 0)
        return data
    return request.POST


def _say_answer(request: PermittedRequest, done: Order) -> None:
    if done.state == "refused":
        messages.success(request, _("The shop is told that you cannot."))
    else:
        messages.success(request, _("Confirmed. The shop counts on you."))


@permitted("order.make")
def cancel(request: PermittedRequest, order_public: str) -> HttpResponse:
    """The buyer takes an order back, with the reason."""
    found = order_of(request, order_public)
    _refuse_side(found, request, BUYER)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            book.cancel(found.pk, request.user, told["reason"], told["words"], told["client_id"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Cancelled. The kitchen is told."))
            return redirect("retail:order", found.public_id)
    context = {"order": found, "form": form, "state": standing(found)}
    return render(request, "retail/order_cancel.html", context, status=422 if form.errors else 200)


@permitted("order.make")
@require_POST
def close(request: PermittedRequest, order_public: str) -> HttpResponse:
    """The buyer waits for nothing more."""
    found = order_of(request, order_public)
    _refuse_side(found, request, BUYER)
    try:
        sent = request.POST.get("client_id", "")
        book.close(found.pk, request.user, sent if is_own_number(sent) else "")
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(language()))
    else:
        messages.success(request, _("Closed. Nothing more is waited for."))
    return redirect("retail:order", found.public_id)

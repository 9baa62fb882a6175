"""Invoices and the clock that runs on them: both sides read the same page."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.models import Organisation, Person
from lopo.accounts.permission import PermittedRequest, permitted
from lopo.accounts.roles import Kind, Role
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.retail.books import payment as book
from lopo.retail.books.invoice import bill, due_of, to_bill
from lopo.retail.books.order_reach import invoices_in, side_of_order
from lopo.retail.books.payer import payer_records
from lopo.retail.forms.settlement import BillForm, PaymentForm
from lopo.retail.models import Invoice, Payment
from lopo.retail.terms.payment import PaymentRule
from lopo.retail.terms.words import CONFIDENCE_TITLES
from lopo.retail.trade.deduction import Deduction
from lopo.retail.trade.demand import Demand, demand_words
from lopo.retail.trade.payment_clock import STATE_CLASSES, STATE_TITLES, clock, read_rules
from lopo.retail.trade.transitions import BUYER, KITCHEN, may
from lopo.retail.views.order import language, order_of


def invoice_of(request: PermittedRequest, invoice_public: str) -> Invoice:
    """The invoice of an address, if the scope reaches it."""
    return get_object_or_404(invoices_in(request.scope), public_id=invoice_public)


def rule_words(rule: PaymentRule) -> dict[str, Any]:
    """A rule as a page shows it, always with how sure we are of it."""
    said = language()
    return {
        "rule": rule,
        "title": rule.title.in_language(said),
        "says": rule.says.in_language(said),
        "source": rule.source.in_language(said),
        "confidence": CONFIDENCE_TITLES[rule.confidence].in_language(said),
        "mark": "state-met" if rule.binds else "state-unknown",
    }


@permitted("order.fill")
def bill_new(request: PermittedRequest, order_public: str) -> HttpResponse:
    """What will be billed, and until when it is to be paid; then the invoice."""
    order = order_of(request, order_public)
    if side_of_order(request.scope, order) != KITCHEN:
        raise Http404
    today = timezone.localdate()
    form = BillForm(request.POST if request.method == "POST" else None, initial={"issued_on": today})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = bill(order.pk, request.user, told["issued_on"], told["client_id"], told["number"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The invoice is made. The clock runs."))
            return redirect("retail:invoice", made.public_id)
    lines = to_bill(order)
    rows = [
        {"line": each.line, "pieces": pieces, "amount": pieces * each.line.price_idr}
        for each, pieces in lines
    ]
    goods = sum(pieces * each.line.price_idr for each, pieces in lines)
    fee = Deduction(order.terms.fee_percent, goods)
    due = due_of(order, goods, today) if rows else None
    context = {
        "order": order,
        "form": form,
        "rows": rows,
        "goods": goods,
        "fee": fee if fee.amount_idr else None,
        "amount": goods - fee.amount_idr,
        "due": due,
        "rule": rule_words(due.runs_on) if due else None,
        "open": bool(rows) and may("bill", order.state, KITCHEN),
    }
    return render(request, "retail/invoice_new.html", context, status=422 if form.errors else 200)


@permitted("order.view")
def invoice(request: PermittedRequest, invoice_public: str) -> HttpResponse:
    """One invoice: what it bills, the clock and what it runs on, the money that came, what was credited."""
    found = invoice_of(request, invoice_public)
    side = side_of_order(request.scope, found.order)
    bill_told = book.bill_of(found)
    state = clock(bill_told, timezone.localdate())
    runs_on, others = read_rules(found.rule)
    credits = list(found.credits.select_related("of_return__line__batch"))
    context = {
        "invoice": found,
        "order": found.order,
        "side": side,
        "clock": state,
        "words": state.words.in_language(language()),
        "title": STATE_TITLES[state.state].in_language(language()),
        "mark": STATE_CLASSES[state.state],
        "rule": rule_words(runs_on),
        "others": [rule_words(each) for each in others],
        "payments": found.payments.select_related("told_by", "confirmed_by"),
        "credits": credits,
        "fee": Deduction(found.fee_percent, found.goods_idr) if found.fee_idr else None,
        "credited": sum(each.amount_idr for each in credits),
        "came": sum(each.amount_idr for each in bill_told.payments if each.came),
        "may_settle": side in (BUYER, KITCHEN),
        "whatsapp": _whatsapp(request, found) if side == KITCHEN and state.settled_on is None else "",
    }
    return render(request, "retail/invoice.html", context)


def demand_of(request: PermittedRequest, found: Invoice) -> Demand:
    """What an owner writes to the shop about an invoice."""
    runs_on, others = read_rules(found.rule)
    return Demand(
        business=found.order.business.name,
        retailer=found.order.retailer.name,
        number=found.number,
        order=found.order.number,
        issued_on=found.issued_on,
        clock=clock(book.bill_of(found), timezone.localdate()),
        amount_idr=found.amount_idr,
        rule=runs_on,
        others=others,
        link=request.build_absolute_uri(reverse("retail:invoice", args=[found.public_id])),
        today=timezone.localdate(),
    )


def _whatsapp(request: PermittedRequest, found: Invoice) -> str:
    """A chat with a buyer of the shop, with the words typed."""
    buyer = Person.objects.filter(
        memberships__organisation=found.order.retailer_id, memberships__role=Role.BUYER, is_active=True
    ).exclude(phone=None)
    first = buyer.order_by("pk").first()
    phone = (first.phone or "").removeprefix("+") if first else ""
    words: Text = demand_words(demand_of(request, found))
    return f"https://wa.me/{phone}?text={quote(words.in_language(language()))}"


@permitted("order.settle")
def pay(request: PermittedRequest, invoice_public: str) -> HttpResponse:
    """The shop tells what it paid; the kitchen tells what came."""
    found = invoice_of(request, invoice_public)
    side = side_of_order(request.scope, found.order)
    if side not in (BUYER, KITCHEN):
        raise Http404
    state = clock(book.bill_of(found), timezone.localdate())
    left = max(0, state.open_idr - state.told_idr)
    form = PaymentForm(
        request.POST if request.method == "POST" else None,
        initial={"paid_on": timezone.localdate(), "amount_idr": left or None},
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            book.tell_payment(
                found.pk,
                told["amount_idr"],
                told["paid_on"],
                told["reference"],
                request.user,
                told["client_id"],
                side,
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            if side == BUYER:
                messages.success(request, _("Written down. It counts once the kitchen says it came."))
            else:
                messages.success(request, _("Written down: the money came."))
            return redirect("retail:invoice", found.public_id)
    context = {"invoice": found, "order": found.order, "form": form, "side": side, "left": left}
    return render(request, "retail/invoice_pay.html", context, status=422 if form.errors else 200)


@permitted("order.fill")
@require_POST
def payment_answer(request: PermittedRequest, payment_id: int) -> HttpResponse:
    """The kitchen says whether money that the shop told came."""
    reached = invoices_in(request.scope).values("pk")
    found = get_object_or_404(Payment.objects.filter(invoice__in=reached), pk=payment_id)
    if side_of_order(request.scope, found.invoice.order) != KITCHEN:
        raise Http404
    came = "came" in request.POST
    try:
        book.confirm_payment(found.pk, request.user, came=came)
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(language()))
    else:
        if came:
            messages.success(request, _("The money came. The clock knows."))
        else:
            messages.warning(request, _("Told: this money did not come. The clock runs on."))
    return redirect("retail:invoice", found.invoice.public_id)


@permitted("order.view")
def payer(request: PermittedRequest, retailer_id: int) -> HttpResponse:
    """How one retailer pays: for owners before they apply, for the city; a buyer sees her own only."""
    rows = Organisation.objects.filter(kind=Kind.RETAILER)
    own = request.scope.own_ids
    is_retailer = not request.scope.everything and rows.filter(pk__in=own).exists()
    found = get_object_or_404(rows.filter(pk__in=own) if is_retailer else rows, pk=retailer_id)
    record = payer_records([found.pk], timezone.localdate())[found.pk]
    context = {"retailer": found, "record": record, "words": record.words.in_language(language())}
    return render(request, "retail/payer.html", context)

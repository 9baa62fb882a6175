"""What a return takes off the invoices of its order."""

from collections import defaultdict

from django.db.models import Sum

from lopo.accounts.models import Person
from lopo.retail.books.payment import settle
from lopo.retail.books.progress import lines_of
from lopo.retail.models import Credit, Invoice, Order, Return
from lopo.retail.terms.words import CONSIGNMENT
from lopo.retail.trade import numbers
from lopo.retail.trade.deduction import Deduction
from lopo.retail.trade.progress import credited_idr, spread_credit
from lopo.retail.trade.reasons import PRODUCER, SHARED


def credit_return(made: Return, order: Order, by: Person) -> list[Credit]:
    """Credit a return against what was billed already; of a locked order, the return already written.

    At the producer's cost the pieces billed beyond what is payable now are taken off whole. Where the cost is
    shared, half the price of the returned pieces. Consigned goods that come back were never billed.
    """
    if order.mode == CONSIGNMENT or made.at_cost_of not in (PRODUCER, SHARED):
        return []
    shared = made.at_cost_of == SHARED
    counted = {each.line.pk: each for each in lines_of([order.pk])[order.pk]}[made.line.order_line_id]
    wanted = counted.count.overbilled(consigned=False)
    if shared:
        wanted = made.pieces - sum(each.pieces for each in made.credits.all())
    halved = _halved(made)
    before = sum(halved.values())
    whole = {invoice: pieces - halved.get(invoice, 0) for invoice, pieces in counted.billed.items()}
    credits = []
    for pk, pieces in spread_credit(wanted, whole).items():
        invoice = Invoice.objects.get(pk=pk)
        goods = credited_idr(pieces, counted.line.price_idr, shared=shared, before=before)
        credits.append(_credit(invoice, made, pieces, goods, by))
        settle(invoice)
        before += pieces
    return credits


def _halved(made: Return) -> dict[int, int]:
    """The pieces of the line of which each invoice bills half only, after shared returns."""
    halved: dict[int, int] = defaultdict(int)
    rows = Credit.objects.filter(
        of_return__line__order_line=made.line.order_line_id, of_return__at_cost_of=SHARED
    )
    for invoice, pieces in rows.values_list("invoice", "pieces"):
        halved[invoice] += pieces
    return halved


def credit_shared(order: Order, by: Person) -> None:
    """Credit shared returns that came before the bill, once there is one."""
    rows = Return.objects.filter(line__delivery__order=order, at_cost_of=SHARED)
    for made in rows.select_related("line").prefetch_related("credits"):
        credit_return(made, order, by)


def _credit(invoice: Invoice, made: Return, pieces: int, goods: int, by: Person) -> Credit:
    """Take goods off an invoice; of its deduction, the part that goes with them is given back."""
    sums = invoice.credits.aggregate(net=Sum("amount_idr"), fee=Sum("fee_idr"))
    before = (sums["net"] or 0) + (sums["fee"] or 0)
    fee = Deduction(invoice.fee_percent, invoice.goods_idr).of_credit(before, goods)
    taken = Credit.objects.filter(invoice__order__business=made.line.delivery.order.business_id)
    on = max(made.on, invoice.issued_on)  # what came back before the bill is taken off once there is one
    number = numbers.next_number(numbers.CREDIT, on, set(taken.values_list("number", flat=True)))
    credit, is_new = Credit.objects.get_or_create(
        invoice=invoice,
        of_return=made,
        defaults={
            "number": number,
            "on": on,
            "pieces": pieces,
            "amount_idr": goods - fee,
            "fee_idr": fee,
            "by": by,
        },
    )
    if not is_new:
        credit.pieces += pieces
        credit.amount_idr += goods - fee
        credit.fee_idr += fee
        credit.save(update_fields=["pieces", "amount_idr", "fee_idr"])
    return credit

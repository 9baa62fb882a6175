"""All papers of one order as plain data (:mod:`lopo.retail.trade.papers`), with a fixed number of queries."""

from collections.abc import Mapping, Sequence

from django.utils import timezone

from lopo.facts.text import Text
from lopo.producers.models import Business
from lopo.producers.records import dossiers_of
from lopo.retail.models import Credit, Delivery, Invoice, Order, OrderLine, OrderStep, Store
from lopo.retail.trade import papers
from lopo.retail.trade.papers import Papers, Party
from lopo.retail.trade.payment_clock import read_rules
from lopo.retail.trade.reasons import GOODS, LESS, RETURN, title_of

CITY = "Kota Kupang"
_ANSWERS = {"confirm": papers.ACCEPTED, "confirm-less": papers.PARTLY, "refuse": papers.REFUSED}


def papers_of(order: Order) -> Papers:
    """Everything written about ``order`` so far."""
    lines = list(order.lines.select_related("product"))
    numbers = {line.pk: count for count, line in enumerate(lines, 1)}
    deliveries = list(
        order.deliveries.select_related("sent_by", "received_by").prefetch_related("lines__batch")
    )
    invoices = list(order.invoices.all())
    credits = Credit.objects.filter(invoice__in=[each.pk for each in invoices])
    return Papers(
        order=_order(order, lines),
        response=_response(order, lines, numbers),
        despatches=_despatches(deliveries, lines, numbers),
        receipts=tuple(_receipt(each, lines, numbers) for each in deliveries if each.received_on),
        invoices=tuple(_invoice(each, numbers) for each in invoices),
        credits=tuple(
            _credit(each, lines, numbers)
            for each in credits.select_related("invoice", "of_return__line__batch").order_by("on", "pk")
        ),
    )


def seller_of(business: Business) -> Party:
    """The kitchen as a party; its address, phone and tax number as far as they were told."""
    products = list(business.products.all()[:1])
    dossier = dossiers_of(products).get(products[0].pk) if products else None

    def told(fact: str) -> str:
        value = dossier.value(fact) if dossier is not None else None
        return str(value) if value is not None else ""

    owner = business.organisation.memberships.filter(role="owner").select_related("person").first()
    return Party(
        id=f"b{business.pk}",
        name=business.name,
        address=told("business.address") or (business.kelurahan.name if business.kelurahan else ""),
        city=CITY,
        phone=(owner.person.phone or "") if owner else "",
        contact=business.owner_name or (str(owner.person) if owner else ""),
        tax_id=told("business.npwp"),
    )


def shop_of(store: Store) -> Party:
    """The shop goods go to."""
    return Party(
        id=f"s{store.pk}",
        name=store.name,
        address=store.address or (store.kelurahan.name if store.kelurahan else ""),
        city=CITY,
        phone=store.phone,
        contact=store.contact,
        gln=store.gln,
        code=store.code,
    )


def _order(order: Order, lines: Sequence[OrderLine]) -> papers.OrderPaper:
    return papers.OrderPaper(
        id=order.public_id,
        number=order.number,
        ordered_on=order.ordered_on,
        wanted_on=order.wanted_on,
        buyer=Party(f"o{order.retailer_id}", order.retailer.name, city=CITY),
        seller=seller_of(order.business),
        deliver_to=shop_of(order.store),
        mode=order.mode,
        days_to_pay=order.days_to_pay,
        counts_from=order.counts_from,
        lines=tuple(
            papers.OrderPaperLine(
                count,
                line.product.public_id,
                line.product.name,
                line.gtin,
                line.pieces,
                line.price_idr,
                line.carton_pieces,
            )
            for count, line in enumerate(lines, 1)
        ),
        words=order.words,
        state=order.state,
    )


def _response(
    order: Order, lines: Sequence[OrderLine], numbers: Mapping[int, int]
) -> papers.ResponsePaper | None:
    step = OrderStep.objects.filter(order=order, transition__in=_ANSWERS).last()
    if step is None:
        return None
    return papers.ResponsePaper(
        number=order.number,
        answer=_ANSWERS[step.transition],
        answered_on=timezone.localdate(step.at),
        lines=tuple(
            papers.ResponseLine(
                numbers[line.pk], line.pieces, line.confirmed or 0, line.reason, title_of(LESS, line.reason)
            )
            for line in lines
        ),
        reason=step.reason,
        reason_title=title_of(LESS, step.reason),
        words=step.words,
    )


def _despatches(
    deliveries: Sequence[Delivery], lines: Sequence[OrderLine], numbers: Mapping[int, int]
) -> tuple[papers.DespatchPaper, ...]:
    """The delivery notes; what is outstanding of a line after each counts the earlier ones, too."""
    left = {line.pk: line.confirmed or 0 for line in lines}
    known = {line.pk: line for line in lines}
    found = []
    for delivery in deliveries:
        rows = list(delivery.lines.all())
        for row in rows:
            left[row.order_line_id] -= row.pieces
        found.append(
            papers.DespatchPaper(
                id=delivery.public_id,
                number=delivery.number,
                sent_on=delivery.sent_on,
                sent_by=str(delivery.sent_by),
                sscc=delivery.sscc,
                lines=tuple(
                    papers.DespatchLine(
                        line=numbers[row.order_line_id],
                        name=known[row.order_line_id].product.name,
                        gtin=known[row.order_line_id].gtin,
                        pieces=row.pieces,
                        carton_pieces=known[row.order_line_id].carton_pieces,
                        lot=row.batch.code,
                        made_on=row.batch.made_on,
                        expires_on=row.expires_on,
                        outstanding=max(0, left[row.order_line_id]),
                    )
                    for row in rows
                ),
            )
        )
        for row in rows:  # what was not taken may be sent again
            if row.accepted is not None:
                left[row.order_line_id] += row.pieces - row.accepted
    return tuple(found)


def _receipt(
    delivery: Delivery, lines: Sequence[OrderLine], numbers: Mapping[int, int]
) -> papers.ReceiptPaper:
    known = {line.pk: line for line in lines}
    assert delivery.received_on is not None  # noqa: S101 - only counted ones come here
    return papers.ReceiptPaper(
        number=delivery.number,
        received_on=delivery.received_on,
        received_by=str(delivery.received_by),
        lines=tuple(
            papers.ReceiptLine(
                line=numbers[row.order_line_id],
                name=known[row.order_line_id].product.name,
                gtin=known[row.order_line_id].gtin,
                lot=row.batch.code,
                sent=row.pieces,
                accepted=row.accepted or 0,
                refused=row.refused or 0,
                reason=row.reason,
                reason_title=title_of(GOODS, row.reason),
                went_back=row.went_back,
            )
            for row in delivery.lines.all()
        ),
    )


def _invoice(invoice: Invoice, numbers: Mapping[int, int]) -> papers.InvoicePaper:
    runs_on, _others = read_rules(invoice.rule)
    return papers.InvoicePaper(
        id=invoice.public_id,
        number=invoice.number,
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        lines=tuple(
            papers.InvoicePaperLine(
                numbers[each["line"]],
                each["name"],
                each["gtin"],
                each["pieces"],
                each["price_idr"],
                tuple(each["lots"]),
            )
            for each in invoice.lines
        ),
        amount_idr=invoice.amount_idr,
        rule_title=runs_on.title,
        rule_says=runs_on.says,
        deliveries=tuple(
            dict.fromkeys(number for each in invoice.lines for number in each.get("deliveries", ()))
        ),
        fee_percent=invoice.fee_percent,
        fee_idr=invoice.fee_idr,
    )


def _credit(credit: Credit, lines: Sequence[OrderLine], numbers: Mapping[int, int]) -> papers.CreditPaper:
    row = credit.of_return.line
    line = next(each for each in lines if each.pk == row.order_line_id)
    return papers.CreditPaper(
        number=credit.number,
        invoice_number=credit.invoice.number,
        issued_on=credit.on,
        lines=(
            papers.CreditPaperLine(
                numbers[line.pk],
                line.product.name,
                line.gtin,
                credit.pieces,
                line.price_idr,
                credit.amount_idr + credit.fee_idr,
                row.batch.code,
            ),
        ),
        amount_idr=credit.amount_idr,
        reason=credit.of_return.reason,
        reason_title=title_of(RETURN, credit.of_return.reason) or Text.same(credit.of_return.reason),
        fee_percent=credit.invoice.fee_percent,
        fee_idr=credit.fee_idr,
    )

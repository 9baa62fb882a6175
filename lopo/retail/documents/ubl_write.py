"""The papers of an order as UBL 2.1 documents.

Each function takes plain papers and gives a whole document as bytes, its elements in the order of the
schema (``tests/retail/documents`` holds every one against OASIS' own). No tax is stated: whether PPN is
in a price is the business of the parties, and a document must not guess it.
"""

from collections.abc import Mapping

from lopo.facts.text import Text
from lopo.retail.documents.ubl import Part, basic, document, group, money, pieces
from lopo.retail.documents.ubl_parts import (
    currency,
    delivery,
    document_reference,
    item,
    line_reference,
    order_reference,
    shipment,
    wrapped,
)
from lopo.retail.trade.deduction import TITLE
from lopo.retail.trade.papers import (
    ACCEPTED,
    PARTLY,
    REFUSED,
    CreditPaper,
    DespatchPaper,
    InvoicePaper,
    OrderPaper,
    OrderPaperLine,
    ReceiptLine,
    ReceiptPaper,
    ResponseLine,
    ResponsePaper,
)

RESPONSE_CODES: Mapping[str, str] = {ACCEPTED: "AP", PARTLY: "CA", REFUSED: "RE"}
"""UNCL 4343: accepted, conditionally accepted, rejected."""
ORDER_TYPE, INVOICE_TYPE, CREDIT_TYPE = "220", "380", "381"
"""UNCL 1001: purchase order, commercial invoice, credit note."""


def write_order(order: OrderPaper) -> bytes:
    """The order (surat pesanan)."""
    return document(
        "Order",
        basic("ID", order.number),
        basic("SalesOrderID", order.id),
        basic("IssueDate", order.ordered_on),
        basic("OrderTypeCode", ORDER_TYPE),
        basic("Note", order.words),
        currency(),
        basic("LineCountNumeric", len(order.lines)),
        wrapped("BuyerCustomerParty", order.buyer),
        wrapped("SellerSupplierParty", order.seller),
        delivery(order),
        _terms(order),
        group("TransactionConditions", basic("ActionCode", order.mode)),
        group(
            "AnticipatedMonetaryTotal",
            money("LineExtensionAmount", order.amount_idr),
            money("PayableAmount", order.amount_idr),
        ),
        *(group("OrderLine", _order_line(each)) for each in order.lines),
    )


def _terms(order: OrderPaper) -> Part:
    return group(
        "PaymentTerms",
        basic("Note", f"{order.days_to_pay} hari / days"),
        basic("ReferenceEventCode", order.counts_from),
        group("SettlementPeriod", basic("DurationMeasure", order.days_to_pay, unitCode="DAY")),
    )


def _order_line(line: OrderPaperLine, confirmed: ResponseLine | None = None) -> Part:
    count = line.pieces if confirmed is None else confirmed.confirmed
    return group(
        "LineItem",
        basic("ID", line.line),
        _reason(confirmed.reason, confirmed.reason_title) if confirmed else None,
        pieces("Quantity", count),
        money("LineExtensionAmount", count * line.price_idr),
        pieces("MaximumBackorderQuantity", line.pieces - count) if count < line.pieces else None,
        _price(line.price_idr),
        item(line.name, line.gtin, line.product, carton=line.carton_pieces),
    )


def _price(amount: int) -> Part:
    return group("Price", money("PriceAmount", amount), pieces("BaseQuantity", 1))


def _reason(code: str, title: Text | None) -> Part:
    """Why, in the words of both languages; the bare code where there are none."""
    return basic("Note", f"{title.id} / {title.en}" if title else code)


def write_response(order: OrderPaper, response: ResponsePaper) -> bytes:
    """The kitchen's answer (konfirmasi pesanan)."""
    answered = {each.line: each for each in response.lines}
    return document(
        "OrderResponse",
        basic("ID", response.number),
        basic("IssueDate", response.answered_on),
        basic("OrderResponseCode", RESPONSE_CODES[response.answer]),
        _reason(response.reason, response.reason_title),
        basic("Note", response.words),
        currency(),
        basic("LineCountNumeric", len(order.lines)),
        order_reference(order),
        wrapped("SellerSupplierParty", order.seller),
        wrapped("BuyerCustomerParty", order.buyer),
        delivery(order),
        *(
            group("OrderLine", _order_line(each, answered.get(each.line)))
            for each in order.lines
            if each.line in answered
        ),
    )


def write_cancellation(order: OrderPaper, on: object, why: str) -> bytes:
    """The order taken back; ``why`` is said in words."""
    return document(
        "OrderCancellation",
        basic("ID", f"{order.number}-B"),
        basic("IssueDate", on),
        basic("CancellationNote", why or "-"),
        order_reference(order),
        wrapped("BuyerCustomerParty", order.buyer),
        wrapped("SellerSupplierParty", order.seller),
    )


def write_despatch(order: OrderPaper, sent: DespatchPaper) -> bytes:
    """The delivery note (surat jalan)."""
    return document(
        "DespatchAdvice",
        basic("ID", sent.number),
        basic("UUID", sent.id),
        basic("IssueDate", sent.sent_on),
        basic("LineCountNumeric", len(sent.lines)),
        order_reference(order),
        wrapped("DespatchSupplierParty", order.seller),
        wrapped("DeliveryCustomerParty", order.deliver_to),
        wrapped("BuyerCustomerParty", order.buyer),
        shipment(order, sent),
        *(
            group(
                "DespatchLine",
                basic("ID", number),
                pieces("DeliveredQuantity", each.pieces),
                pieces("OutstandingQuantity", each.outstanding) if each.outstanding else None,
                line_reference(each.line),
                item(
                    each.name,
                    each.gtin,
                    carton=each.carton_pieces,
                    lots=(each.lot,),
                    made_on=each.made_on,
                    expires_on=each.expires_on,
                ),
            )
            for number, each in enumerate(sent.lines, 1)
        ),
    )


def write_receipt(order: OrderPaper, receipt: ReceiptPaper) -> bytes:
    """What the shop took (bukti terima barang)."""
    return document(
        "ReceiptAdvice",
        basic("ID", f"{receipt.number}-T"),
        basic("IssueDate", receipt.received_on),
        basic("LineCountNumeric", len(receipt.lines)),
        order_reference(order),
        document_reference("DespatchDocumentReference", receipt.number),
        wrapped("DeliveryCustomerParty", order.deliver_to),
        wrapped("DespatchSupplierParty", order.seller),
        wrapped("BuyerCustomerParty", order.buyer),
        *(
            _receipt_line(number, each, receipt)
            for number, each in enumerate(receipt.lines, 1)
        ),
    )  # fmt: skip


def _receipt_line(number: int, line: ReceiptLine, receipt: ReceiptPaper) -> Part:
    why = line.reason_title
    return group(
        "ReceiptLine",
        basic("ID", number),
        pieces("ReceivedQuantity", line.accepted),
        pieces("ShortQuantity", line.missing) if line.missing else None,
        pieces("RejectedQuantity", line.refused) if line.refused else None,
        basic("RejectReasonCode", line.reason) if line.refused else None,
        basic("RejectReason", f"{why.id} / {why.en}") if line.refused and why else None,
        basic("RejectActionCode", "RETURN") if line.went_back else None,
        basic("ReceivedDate", receipt.received_on),
        line_reference(line.line),
        item(line.name, line.gtin, lots=(line.lot,)),
    )


def write_invoice(order: OrderPaper, invoice: InvoicePaper) -> bytes:
    """The bill (faktur), with the day it is due and the rule that day rests on."""
    return document(
        "Invoice",
        basic("ID", invoice.number),
        basic("UUID", invoice.id),
        basic("IssueDate", invoice.issued_on),
        basic("DueDate", invoice.due_on),
        basic("InvoiceTypeCode", INVOICE_TYPE),
        basic("Note", f"{invoice.rule_title.id} / {invoice.rule_title.en}"),
        currency(),
        basic("LineCountNumeric", len(invoice.lines)),
        order_reference(order),
        *(document_reference("DespatchDocumentReference", each) for each in invoice.deliveries),
        wrapped("AccountingSupplierParty", order.seller),
        wrapped("AccountingCustomerParty", order.buyer),
        delivery(order, wanted=False),
        group(
            "PaymentTerms",
            basic("Note", f"{invoice.rule_says.id} / {invoice.rule_says.en}"),
            basic("PaymentDueDate", invoice.due_on),
        ),
        _deduction(invoice),
        _total(invoice),
        *(
            group(
                "InvoiceLine",
                basic("ID", number),
                pieces("InvoicedQuantity", each.pieces),
                money("LineExtensionAmount", each.amount_idr),
                line_reference(each.line),
                item(each.name, each.gtin, lots=each.lots),
                _price(each.price_idr),
            )
            for number, each in enumerate(invoice.lines, 1)
        ),
    )


def write_credit(order: OrderPaper, credit: CreditPaper) -> bytes:
    """What a return takes off an invoice (nota retur)."""
    why = f"{credit.reason_title.id} / {credit.reason_title.en}"
    return document(
        "CreditNote",
        basic("ID", credit.number),
        basic("IssueDate", credit.issued_on),
        basic("CreditNoteTypeCode", CREDIT_TYPE),
        basic("Note", why),
        currency(),
        basic("LineCountNumeric", len(credit.lines)),
        group("DiscrepancyResponse", basic("ResponseCode", credit.reason), basic("Description", why)),
        order_reference(order),
        group("BillingReference", document_reference("InvoiceDocumentReference", credit.invoice_number))
        if credit.invoice_number
        else None,
        wrapped("AccountingSupplierParty", order.seller),
        wrapped("AccountingCustomerParty", order.buyer),
        _deduction(credit),
        _total(credit),
        *(
            group(
                "CreditNoteLine",
                basic("ID", number),
                pieces("CreditedQuantity", each.pieces),
                money("LineExtensionAmount", each.amount_idr),
                line_reference(each.line),
                item(each.name, each.gtin, lots=(each.lot,) if each.lot else ()),
                _price(each.price_idr),
            )
            for number, each in enumerate(credit.lines, 1)
        ),
    )


def _deduction(paper: InvoicePaper | CreditPaper) -> Part:
    """What the terms take off, with what it is a share of; nothing where they take nothing."""
    if not paper.fee_idr:
        return None
    return group(
        "AllowanceCharge",
        basic("ChargeIndicator", "false"),
        basic("AllowanceChargeReason", f"{TITLE.id} / {TITLE.en}"),
        basic("MultiplierFactorNumeric", format((paper.fee_percent / 100).normalize(), "f")),
        money("Amount", paper.fee_idr),
        money("BaseAmount", paper.goods_idr),
    )


def _total(paper: InvoicePaper | CreditPaper) -> Part:
    return group(
        "LegalMonetaryTotal",
        money("LineExtensionAmount", paper.goods_idr),
        money("AllowanceTotalAmount", paper.fee_idr) if paper.fee_idr else None,
        money("PayableAmount", paper.amount_idr),
    )

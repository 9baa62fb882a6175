"""The papers of one order as plain data: what every document of it says, whatever it is written as.

This is the contract with those who write documents (UBL 2.1, Excel, PDF):
``lopo.retail.books.papers.papers_of`` makes a :class:`Papers` of an order with a fixed number of queries,
and nothing else is asked of the database. Money is whole rupiah, amounts are pieces, days are those of the
city. ``line`` always counts the lines of the order from 1, so that every document of an order names the same
line by the same number.
"""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from lopo.facts.text import Text

ACCEPTED, PARTLY, REFUSED = "accepted", "partly", "refused"


@dataclass(frozen=True, slots=True)
class Party:
    """One side, or the shop goods go to. What is not known is empty."""

    id: str
    """How the house names it: ``o12`` an organisation, ``b7`` a business, ``s3`` a shop."""
    name: str
    address: str = ""
    city: str = ""
    phone: str = ""
    contact: str = ""
    gln: str = ""
    code: str = ""
    """A shop as its retailer calls it."""
    tax_id: str = ""
    """NPWP, where the business told it."""


@dataclass(frozen=True, slots=True)
class OrderPaperLine:
    """One product asked for."""

    line: int
    product: str
    """Its public id."""
    name: str
    gtin: str
    pieces: int
    price_idr: int
    carton_pieces: int = 1

    @property
    def amount_idr(self) -> int:
        """Of the whole line."""
        return self.pieces * self.price_idr


@dataclass(frozen=True, slots=True)
class OrderPaper:
    """The order (surat pesanan)."""

    id: str
    """Its public id."""
    number: str
    ordered_on: dt.date
    wanted_on: dt.date
    buyer: Party
    seller: Party
    deliver_to: Party
    mode: str
    """``purchase`` or ``consignment``."""
    days_to_pay: int
    counts_from: str
    lines: tuple[OrderPaperLine, ...]
    words: str = ""
    state: str = ""

    @property
    def amount_idr(self) -> int:
        """Of all lines as asked."""
        return sum(each.amount_idr for each in self.lines)


@dataclass(frozen=True, slots=True)
class ResponseLine:
    """What was asked and what is confirmed of one line; ``reason`` is a code, ``reason_title`` its words."""

    line: int
    pieces: int
    confirmed: int
    reason: str = ""
    reason_title: Text | None = None


@dataclass(frozen=True, slots=True)
class ResponsePaper:
    """The kitchen's answer (konfirmasi pesanan)."""

    number: str
    answer: str
    """:data:`ACCEPTED`, :data:`PARTLY` or :data:`REFUSED`."""
    answered_on: dt.date
    lines: tuple[ResponseLine, ...]
    reason: str = ""
    reason_title: Text | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class DespatchLine:
    """Pieces of one lot."""

    line: int
    name: str
    gtin: str
    pieces: int
    carton_pieces: int
    lot: str
    made_on: dt.date
    expires_on: dt.date | None
    outstanding: int = 0
    """Of the order's line, what was confirmed and is not in this delivery nor in an earlier one."""


@dataclass(frozen=True, slots=True)
class DespatchPaper:
    """The delivery note (surat jalan)."""

    id: str
    number: str
    sent_on: dt.date
    sent_by: str
    sscc: str
    lines: tuple[DespatchLine, ...]

    @property
    def pieces(self) -> int:
        """Of all lots."""
        return sum(each.pieces for each in self.lines)


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """What the shop counted of one lot. ``missing`` is what is neither accepted nor refused."""

    line: int
    name: str
    gtin: str
    lot: str
    sent: int
    accepted: int
    refused: int
    reason: str = ""
    reason_title: Text | None = None
    went_back: bool = False
    """Whether what was refused went back to the kitchen."""

    @property
    def missing(self) -> int:
        """Sent, but not there."""
        return self.sent - self.accepted - self.refused


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """What the shop took (bukti terima barang)."""

    number: str
    """That of the delivery."""
    received_on: dt.date
    received_by: str
    lines: tuple[ReceiptLine, ...]


@dataclass(frozen=True, slots=True)
class InvoicePaperLine:
    """Pieces billed, and the lots they are of."""

    line: int
    name: str
    gtin: str
    pieces: int
    price_idr: int
    lots: tuple[str, ...] = ()

    @property
    def amount_idr(self) -> int:
        """Of the whole line."""
        return self.pieces * self.price_idr


@dataclass(frozen=True, slots=True)
class InvoicePaper:
    """The bill (faktur): what was accepted, or on consignment sold."""

    id: str
    number: str
    issued_on: dt.date
    due_on: dt.date
    lines: tuple[InvoicePaperLine, ...]
    amount_idr: int
    rule_title: Text
    """What the due day rests on, in few words."""
    rule_says: Text
    deliveries: tuple[str, ...] = ()
    """Numbers of the deliveries it is about."""
    fee_percent: Decimal = Decimal(0)
    fee_idr: int = 0
    """What the terms deduct; ``amount_idr`` is what is left to be paid."""

    @property
    def goods_idr(self) -> int:
        """Of all lines: what the deduction is a share of."""
        return self.amount_idr + self.fee_idr


@dataclass(frozen=True, slots=True)
class CreditPaperLine:
    """Pieces that came back. ``amount_idr`` is what they take off, before the deduction: less than their
    price where it is shared."""

    line: int
    name: str
    gtin: str
    pieces: int
    price_idr: int
    amount_idr: int
    lot: str = ""


@dataclass(frozen=True, slots=True)
class CreditPaper:
    """What a return takes off an invoice (nota retur)."""

    number: str
    invoice_number: str
    issued_on: dt.date
    lines: tuple[CreditPaperLine, ...]
    amount_idr: int
    reason: str
    reason_title: Text
    fee_percent: Decimal = Decimal(0)
    fee_idr: int = 0
    """The part of the invoice's deduction that goes with these goods; ``amount_idr`` is less by it."""

    @property
    def goods_idr(self) -> int:
        """Of all lines, before the deduction."""
        return self.amount_idr + self.fee_idr


@dataclass(frozen=True, slots=True)
class Papers:
    """Everything written about one order, in the order in which it happened."""

    order: OrderPaper
    response: ResponsePaper | None = None
    despatches: tuple[DespatchPaper, ...] = field(default=())
    receipts: tuple[ReceiptPaper, ...] = field(default=())
    invoices: tuple[InvoicePaper, ...] = field(default=())
    credits: tuple[CreditPaper, ...] = field(default=())

"""The papers of an order as rows of a sheet: one line of the paper a row."""

from collections.abc import Callable, Mapping
from typing import Any

from lopo.facts.figures import say_number
from lopo.facts.text import Text
from lopo.retail.trade.deduction import TITLE
from lopo.retail.trade.papers import Papers

Row = list[object]
ORDER, RESPONSE, DESPATCH, RECEIPT, INVOICE, CREDIT = KINDS = (
    "order", "response", "despatch", "receipt", "invoice", "credit",
)  # fmt: skip
TITLES: Mapping[str, Text] = {
    ORDER: Text("Surat pesanan", "Order"),
    RESPONSE: Text("Jawaban pesanan", "Answer to the order"),
    DESPATCH: Text("Surat jalan", "Delivery note"),
    RECEIPT: Text("Bukti terima barang", "Receipt of goods"),
    INVOICE: Text("Faktur", "Invoice"),
    CREDIT: Text("Nota retur", "Credit note"),
}
_HEADS: Mapping[str, tuple[Text, ...]] = {
    ORDER: (
        Text("Baris", "Line"), Text("Produk", "Product"), Text("GTIN", "GTIN"), Text("Buah", "Pieces"),
        Text("Harga (Rp)", "Price (Rp)"), Text("Jumlah (Rp)", "Amount (Rp)"),
    ),
    RESPONSE: (
        Text("Baris", "Line"), Text("Dipesan", "Ordered"), Text("Disanggupi", "Confirmed"),
        Text("Alasan", "Reason"),
    ),
    DESPATCH: (
        Text("Baris", "Line"), Text("Produk", "Product"), Text("GTIN", "GTIN"), Text("Buah", "Pieces"),
        Text("Lot", "Lot"), Text("Dibuat", "Made on"), Text("Kedaluwarsa", "Expires on"),
        Text("Menyusul", "To follow"),
    ),
    RECEIPT: (
        Text("Baris", "Line"), Text("Produk", "Product"), Text("Lot", "Lot"), Text("Dikirim", "Sent"),
        Text("Diterima", "Accepted"), Text("Ditolak", "Refused"), Text("Kurang", "Missing"),
        Text("Alasan", "Reason"),
    ),
    INVOICE: (
        Text("Baris", "Line"), Text("Produk", "Product"), Text("GTIN", "GTIN"), Text("Buah", "Pieces"),
        Text("Harga (Rp)", "Price (Rp)"), Text("Jumlah (Rp)", "Amount (Rp)"), Text("Lot", "Lot"),
    ),
    CREDIT: (
        Text("Baris", "Line"), Text("Produk", "Product"), Text("Buah", "Pieces"),
        Text("Harga (Rp)", "Price (Rp)"), Text("Potongan (Rp)", "Taken off (Rp)"), Text("Lot", "Lot"),
    ),
}  # fmt: skip


def head_of(kind: str, language: str) -> Row:
    """The titles of the columns of a paper."""
    return [each.in_language(language) for each in _HEADS[kind]]


def rows_of(kind: str, paper: Any, language: str) -> list[Row]:
    """Its lines."""

    def said(text: Text | None, code: str) -> str:
        return text.in_language(language) if text else code

    makers: Mapping[str, Callable[[Any], Row]] = {
        ORDER: lambda e: [e.line, e.name, e.gtin, e.pieces, e.price_idr, e.amount_idr],
        RESPONSE: lambda e: [e.line, e.pieces, e.confirmed, said(e.reason_title, e.reason)],
        DESPATCH: lambda e: [e.line, e.name, e.gtin, e.pieces, e.lot, e.made_on, e.expires_on, e.outstanding],
        RECEIPT: lambda e: [
            e.line, e.name, e.lot, e.sent, e.accepted, e.refused, e.missing, said(e.reason_title, e.reason)
        ],
        INVOICE: lambda e: [e.line, e.name, e.gtin, e.pieces, e.price_idr, e.amount_idr, ", ".join(e.lots)],
        CREDIT: lambda e: [e.line, e.name, e.pieces, e.price_idr, e.amount_idr, e.lot],
    }  # fmt: skip
    return [makers[kind](each) for each in paper.lines] + _deducted(kind, paper, language)


def _deducted(kind: str, paper: Any, language: str) -> list[Row]:
    """A row of its own for what the terms take off a bill or a credit note, with its share."""
    if kind not in (INVOICE, CREDIT) or not paper.fee_idr:
        return []
    title = f"{TITLE.in_language(language)} ({say_number(paper.fee_percent).in_language(language)}%)"
    before: Row = [None, title, None, None, None] if kind == INVOICE else [None, title, None, None]
    return [[*before, -paper.fee_idr, None]]


def papers_by_kind(papers: Papers) -> dict[str, list[Any]]:
    """All papers of an order, those of a kind in the order in which they were written."""
    return {
        ORDER: [papers.order],
        RESPONSE: [papers.response] if papers.response else [],
        DESPATCH: list(papers.despatches),
        RECEIPT: list(papers.receipts),
        INVOICE: list(papers.invoices),
        CREDIT: list(papers.credits),
    }

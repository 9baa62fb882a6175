"""The delivery note, the invoice and the letter as PDFs on A4, set in type with Typst.

Data goes in as JSON and is never read as markup. Each takes the plain data of
:mod:`lopo.retail.trade.papers`.
"""

import datetime as dt
import functools
import importlib.resources
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import segno
import typst

from lopo.facts.figures import say_number, say_rupiah
from lopo.facts.text import Text
from lopo.facts.wording import say_date
from lopo.producers.typefaces import fonts
from lopo.retail.terms.payment import PaymentRule
from lopo.retail.terms.words import CONFIDENCE_TITLES, MODE_TITLES
from lopo.retail.trade.deduction import TITLE
from lopo.retail.trade.demand import Demand, letter_parts
from lopo.retail.trade.papers import (
    CreditPaper,
    DespatchPaper,
    InvoicePaper,
    OrderPaper,
    Party,
    ReceiptPaper,
)

Say = Callable[[Text], str]


def delivery_note_pdf(
    order: OrderPaper, despatch: DespatchPaper, link: str, language: str, receipt: ReceiptPaper | None = None
) -> bytes:
    """Surat jalan: what goes, of which lots, and lines to sign; what was counted where it was."""
    say: Say = functools.partial(Text.in_language, language=language)
    short = sum({each.line: each.outstanding for each in despatch.lines}.values())
    told = {
        **_shared(order, _W["note"], despatch.number, link, language),
        "facts": [
            _titled("order", order.number, say),
            _titled("sent", say_date(despatch.sent_on), say),
            _titled("wanted", say_date(order.wanted_on), say),
            _titled("how", MODE_TITLES[order.mode], say),
        ],
        **_despatch_table(despatch, receipt, say),
        "totals": [_titled("total_pieces", say_number(despatch.pieces), say)],
        "notes": [_note(say(_W["short"].filled(pieces=say_number(short))), "", strong=True)] if short else [],
        "signatures": [
            {"title": say(_W["sender"]), "under": despatch.sent_by},
            {"title": say(_W["driver"]), "under": say(_W["name"])},
            {"title": say(_W["receiver"]), "under": receipt.received_by if receipt else say(_W["name"])},
        ],
    }
    return _compiled("paper.typ", told)


def _despatch_table(despatch: DespatchPaper, receipt: ReceiptPaper | None, say: Say) -> dict[str, Any]:
    """The lots that go, and what was counted of each where it was."""
    counted = {(each.line, each.lot): each for each in receipt.lines} if receipt else {}
    rows = []
    for each in despatch.lines:
        found = counted.get((each.line, each.lot))
        rows.append(
            [
                _cell(each.name, f"GTIN {each.gtin}" if each.gtin else ""),
                _cell(each.lot),
                _cell(_short(each.made_on)),
                _cell(_short(each.expires_on) if each.expires_on else "–"),
                _cell(say(say_number(each.pieces)), _cartons(each.pieces, each.carton_pieces, say)),
                _cell(say(say_number(found.accepted)) if found else ""),
            ]
        )
    return {
        "columns": [
            _column(say(_W["product"]), wide=True),
            _column(say(_W["lot"])),
            _column(say(_W["made"])),
            _column(say(_W["until"])),
            _column(say(_W["pieces"]), number=True),
            _column(say(_W["accepted"]), number=True),
        ],
        "rows": rows,
    }


def invoice_pdf(
    order: OrderPaper,
    invoice: InvoicePaper,
    credits: Sequence[CreditPaper],
    rules: Sequence[PaymentRule],
    link: str,
    language: str,
) -> bytes:
    """Faktur: what was accepted or sold, until when it is to be paid, and what that rests on. The first rule
    runs.
    """
    say: Say = functools.partial(Text.in_language, language=language)
    told = {
        **_shared(order, _W["invoice"], invoice.number, link, language),
        "facts": [
            _titled("order", order.number, say),
            _titled("delivery", ", ".join(invoice.deliveries) or "–", say),
            _titled("issued", say_date(invoice.issued_on), say),
            _titled("due", say_date(invoice.due_on), say),
        ],
        **_bill_table(invoice, say),
        "totals": _bill_totals(invoice, credits, say),
        "notes": [_rule_note(each, number == 0, say) for number, each in enumerate(rules)],
        "signatures": [
            {"title": order.seller.name, "under": order.seller.contact or say(_W["name"])},
            {"title": order.buyer.name, "under": say(_W["name"])},
        ],
    }
    return _compiled("paper.typ", told)


def _bill_table(invoice: InvoicePaper, say: Say) -> dict[str, Any]:
    """What is billed, line by line."""
    return {
        "columns": [
            _column(say(_W["product"]), wide=True),
            _column(say(_W["pieces"]), number=True),
            _column(say(_W["price"]), number=True),
            _column(say(_W["amount"]), number=True),
        ],
        "rows": [
            [
                _cell(each.name, f"{say(_W['lot'])} {', '.join(each.lots)}" if each.lots else ""),
                _cell(say(say_number(each.pieces))),
                _cell(say(say_rupiah(each.price_idr))),
                _cell(say(say_rupiah(each.amount_idr))),
            ]
            for each in invoice.lines
        ],
    }


def _bill_totals(invoice: InvoicePaper, credits: Sequence[CreditPaper], say: Say) -> list[dict[str, str]]:
    """From the price of the goods to what is to be paid: the deduction, the bill, what returns take off."""
    totals = _deducted(invoice, say)
    if credits:
        totals.append(_titled("sum", say_rupiah(invoice.amount_idr), say))
    for each in credits:
        words = f"{say(_W['credit'])} {each.number}, {say(each.reason_title)}"
        totals.append({"title": words, "value": f"– {say(say_rupiah(each.amount_idr))}"})
    taken = sum(each.amount_idr for each in credits)
    return [*totals, _titled("to_pay", say_rupiah(invoice.amount_idr - taken), say)]


def _deducted(invoice: InvoicePaper, say: Say) -> list[dict[str, str]]:
    """The price of the goods and what the terms take off it; nothing where they take nothing."""
    if not invoice.fee_idr:
        return []
    off = f"{say(TITLE)} ({say(say_number(invoice.fee_percent))}%)"
    return [
        _titled("goods", say_rupiah(invoice.goods_idr), say),
        {"title": off, "value": f"– {say(say_rupiah(invoice.fee_idr))}"},
    ]


def letter_pdf(demand: Demand, seller: Party, shop: Party, language: str) -> bytes:
    """The letter of an owner about money that is due."""
    say: Say = functools.partial(Text.in_language, language=language)
    late = demand.clock.days_late
    subject = (_W["late_subject"] if late else _W["subject"]).filled(number=demand.number)
    told = {
        "language": language,
        "subject": say(subject),
        "from": {
            "name": seller.name,
            "lines": [each for each in (seller.address, seller.city, seller.phone) if each],
            "contact": seller.contact or seller.name,
        },
        "to": {
            "name": demand.retailer,
            "lines": [each for each in (shop.name, shop.address, shop.city) if each],
        },
        "to_word": say(_W["to"]),
        "about_word": say(_W["about"]),
        "place_and_day": f"Kupang, {say(say_date(demand.today))}",
        "paragraphs": [say(each) for each in letter_parts(demand)],
        "sums": [
            _titled("sum", say_rupiah(demand.amount_idr), say),
            _titled("still", say_rupiah(demand.clock.open_idr), say),
            _titled("due", say_date(demand.clock.due_on), say),
        ],
        "closing": say(_W["closing"]),
        "qr": _qr(demand.link),
        "live": say(_W["live"]),
        "footnote": say(_W["footnote"]),
        "page_word": say(_W["page"]),
    }
    return _compiled("letter.typ", told)


def _shared(order: OrderPaper, title: Text, number: str, link: str, language: str) -> dict[str, Any]:
    say: Say = functools.partial(Text.in_language, language=language)
    return {
        "language": language,
        "title": say(title),
        "number_title": say(_W["number"]),
        "number": number,
        "parties": [
            _party(say(_W["seller"]), order.seller),
            _party(say(_W["buyer"]), order.buyer),
            _party(say(_W["to_shop"]), order.deliver_to),
        ],
        "qr": _qr(link),
        "live": say(_W["live"]),
        "footnote": say(_W["footnote"]),
        "page_word": say(_W["page"]),
    }


def _party(title: str, party: Party) -> dict[str, Any]:
    tax, gln = (f"NPWP {party.tax_id}" if party.tax_id else ""), (f"GLN {party.gln}" if party.gln else "")
    known = (party.address, party.city, party.phone, party.contact, tax, gln, party.code)
    return {"title": title, "name": party.name, "lines": [each for each in known if each]}


def _titled(name: str, value: str | Text, say: Say) -> dict[str, str]:
    return {"title": say(_W[name]), "value": say(value) if isinstance(value, Text) else value}


def _column(title: str, *, wide: bool = False, number: bool = False) -> dict[str, Any]:
    return {"title": title, "wide": wide, "number": number}


def _cell(words: str, below: str = "") -> list[str]:
    return [words, below] if below else [words]


def _cartons(pieces: int, each: int, say: Say) -> str:
    if each <= 1:
        return ""
    whole, loose = divmod(pieces, each)
    words = say(_W["cartons"].filled(count=say_number(whole), each=say_number(each)))
    return f"{words} + {loose}" if loose else words


def _note(title: str, words: str, source: str = "", *, strong: bool = False) -> dict[str, Any]:
    return {"title": title, "words": words, "source": source, "strong": strong}


def _rule_note(rule: PaymentRule, runs: bool, say: Say) -> dict[str, Any]:
    lead = _W["runs_on"] if runs else _W["also"]
    confidence = say(CONFIDENCE_TITLES[rule.confidence])
    title = f"{say(lead)}: {say(rule.title)} ({confidence})"
    return _note(title, say(rule.says), "" if runs else say(rule.source), strong=runs)


def _short(day: dt.date) -> str:
    return f"{day:%d-%m-%Y}"


def _qr(link: str) -> str:
    drawn = io.BytesIO()
    segno.make_qr(link, error="m").save(drawn, kind="svg", border=0, omitsize=True)
    return drawn.getvalue().decode()


def _compiled(template: str, told: dict[str, Any]) -> bytes:
    root = Path(str(importlib.resources.files("lopo.retail.trade"))) / "typst"
    made = typst.Compiler(
        str(root / template),
        root=str(root),
        font_paths=fonts(),
        sys_inputs={"data": json.dumps(told, ensure_ascii=False)},
    ).compile(format="pdf")
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file
    return made


_W = {
    "note": Text("Surat jalan", "Delivery note"),
    "invoice": Text("Faktur", "Invoice"),
    "number": Text("No.", "No."),
    "seller": Text("Dari", "From"),
    "buyer": Text("Kepada", "To"),
    "to_shop": Text("Toko tujuan", "Delivered to"),
    "order": Text("Pesanan", "Order"),
    "delivery": Text("Surat jalan", "Delivery note"),
    "sent": Text("Dikirim", "Sent on"),
    "wanted": Text("Dibutuhkan", "Wanted on"),
    "how": Text("Cara dagang", "Terms"),
    "issued": Text("Tanggal faktur", "Issued on"),
    "due": Text("Jatuh tempo", "Due on"),
    "product": Text("Produk", "Product"),
    "lot": Text("Lot", "Lot"),
    "made": Text("Dibuat", "Made on"),
    "until": Text("Baik sampai", "Good until"),
    "pieces": Text("Jumlah", "Pieces"),
    "accepted": Text("Diterima", "Accepted"),
    "price": Text("Harga", "Price"),
    "amount": Text("Jumlah rupiah", "Amount"),
    "goods": Text("Harga barang", "Price of the goods"),
    "sum": Text("Jumlah faktur", "Amount billed"),
    "credit": Text("Nota retur", "Credit note"),
    "to_pay": Text("Harus dibayar", "To be paid"),
    "still": Text("Belum dibayar", "Not paid yet"),
    "total_pieces": Text("Jumlah kemasan", "Pieces in all"),
    "short": Text(
        "Masih kurang {pieces} dari yang disanggupi.", "{pieces} of what was promised are still to come."
    ),
    "cartons": Text("{count} karton isi {each}", "{count} cartons of {each}"),
    "sender": Text("Yang mengirim", "Sent by"),
    "driver": Text("Yang mengantar", "Brought by"),
    "receiver": Text("Yang menerima", "Received by"),
    "name": Text("nama, tanggal, cap", "name, date, stamp"),
    "runs_on": Text("Tenggat bayar menurut", "The due day rests on"),
    "also": Text("Juga dibaca", "Also read"),
    "subject": Text("Pengingat pembayaran faktur {number}", "Reminder of invoice {number}"),
    "late_subject": Text(
        "Pembayaran faktur {number} yang sudah lewat tempo", "Invoice {number}, which is overdue"
    ),
    "to": Text("Kepada Yth.", "To"),
    "about": Text("Hal:", "About:"),
    "closing": Text("Terima kasih atas kerja samanya. Hormat kami,", "Thank you. Yours sincerely,"),
    "live": Text("Halaman langsung", "The live page"),
    "footnote": Text(
        "Dicatat di Lopo; kedua pihak melihat angka yang sama",
        "Kept in Lopo; both sides see the same figures",
    ),
    "page": Text("Halaman", "Page"),
}

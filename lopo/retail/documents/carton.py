"""The label of a carton: what is in it, for people and for scanners, on A6 or four to an A4.

A carton whose number is given in the house's book has an ITF-14; lot and day stand in a GS1-128 beside it.
A carton with an SSCC of its own has two GS1-128 instead: one label shows a number once. Sizes, heights and
quiet zones are those of ``lopo.labels.codes.size`` for a warehouse; a code that the label is too narrow for
is left to the words. The data goes in as JSON and is never read as markup.
"""

import datetime as dt
import functools
import importlib.resources
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import typst
from babel.dates import format_date

from lopo.facts.figures import say_number
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.labels.codes.size import CASE, size_of
from lopo.labels.codes.symbol import GS1_128, ITF_14, Symbol, make_symbol
from lopo.producers.typefaces import fonts

A6, A4 = FORMATS = ("a6", "a4")
WIDEST = Decimal(101)
"""Mm that a code with its quiet zones may take on a label of 105 mm."""
MOST_LABELS = 400

MARKS: dict[str, Text] = {
    "fragile": Text("JANGAN DIBANTING", "FRAGILE"),
    "up": Text("SISI INI DI ATAS", "THIS SIDE UP"),
    "dry": Text("JAUHKAN DARI AIR", "KEEP DRY"),
    "sun": Text("JAUHKAN DARI PANAS", "KEEP AWAY FROM HEAT"),
    "cold": Text("SIMPAN DINGIN", "KEEP COLD"),
    "frozen": Text("SIMPAN BEKU", "KEEP FROZEN"),
}
"""Handling marks, by what the kitchen chooses."""


@dataclass(frozen=True, slots=True)
class Carton:
    """One label. Numbers that are not hers are empty; ``why`` says what is missing in words.

    ``unit_gtin`` and ``case_gtin`` are GTINs issued to the maker, ``sscc`` one of her own serial numbers.
    """

    product: str
    brand: str
    net: str
    count: int
    lot: str
    made_on: dt.date | None
    expires_on: dt.date | None
    maker: str
    address: str
    registration: str
    gross_g: int | None = None
    unit_gtin: str = ""
    case_gtin: str = ""
    sscc: str = ""
    marks: tuple[str, ...] = ()
    order: str = ""
    ship_to: str = ""
    number: int = 1
    of: int = 1


def symbols_of(carton: Carton) -> tuple[Symbol, ...]:
    """The codes of a label, each narrow enough for it."""
    if carton.sscc:
        goods = _goods(carton)
        found = [_narrow(f"{goods}{_day(carton)}") or _narrow(goods)] if goods else []
        return tuple(each for each in (*found, _narrow(f"(00){carton.sscc}")) if each)
    if not carton.case_gtin:
        return ()
    told = f"{_day(carton)}{_lot(carton)}"
    beside = _narrow(told) or _narrow(_lot(carton)) or _narrow(_day(carton))
    return tuple(each for each in (make_symbol(ITF_14, carton.case_gtin), beside) if each)


def _goods(carton: Carton) -> str:
    """What is in it: the number of the case, else of the pieces in it and how many (AIs 01, or 02 and 37)."""
    if carton.case_gtin:
        return f"(01){carton.case_gtin}"
    return f"(02){carton.unit_gtin.zfill(14)}(37){carton.count}" if carton.unit_gtin else ""


def _day(carton: Carton) -> str:
    """Best before (AI 15), as food is labelled here."""
    return f"(15){carton.expires_on:%y%m%d}" if carton.expires_on else ""


def _lot(carton: Carton) -> str:
    return f"(10){carton.lot}" if carton.lot else ""


def _narrow(content: str) -> Symbol | None:
    """The code of ``content``, or nothing where it is empty, cannot be written, or is too wide."""
    if not content:
        return None
    try:
        symbol = make_symbol(GS1_128, content)
        return symbol if size_of(symbol, place=CASE).width_mm <= WIDEST else None
    except Refused:
        return None


def carton_pdf(cartons: Sequence[Carton], form: str, language: str) -> bytes:
    """The labels as a PDF, in the order given: a page each on A6, four a page on A4."""
    data = {
        "language": language,
        "form": form if form in FORMATS else A6,
        "words": {name: text.in_language(language) for name, text in _WORDS.items()},
        "labels": [_label(each, language) for each in cartons[:MOST_LABELS]],
    }
    root = Path(str(importlib.resources.files("lopo.retail.documents"))) / "typst"
    compiler = typst.Compiler(
        str(root / "carton.typ"), root=str(root), font_paths=fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )  # fmt: skip
    made = compiler.compile(format="pdf")
    assert isinstance(made, bytes)  # noqa: S101 - one PDF, no output file was named
    return made


def _label(carton: Carton, language: str) -> dict[str, Any]:
    said = functools.partial(Text.in_language, language=language)

    def day(value: dt.date | None) -> str:
        return format_date(value, "dd MMM y", locale=language) if value else ""

    weight = ""
    if carton.gross_g:
        weight = f"{said(say_number(Decimal(carton.gross_g) / 1000))} kg"
    facts = [
        ("inside", f"{carton.count} × {carton.net}" if carton.net else str(carton.count)),
        ("lot", carton.lot),
        ("made", day(carton.made_on)),
        ("expires", day(carton.expires_on)),
        ("gross", weight),
        ("order", carton.order),
        ("to", carton.ship_to),
    ]
    return {
        "product": carton.product,
        "brand": carton.brand,
        "facts": [[said(_WORDS[name]), value, name] for name, value in facts if value],
        "maker": carton.maker,
        "address": carton.address,
        "registration": carton.registration.replace(" ", "\N{NO-BREAK SPACE}"),
        "marks": [said(MARKS[each]) for each in carton.marks if each in MARKS],
        "codes": [_code(each) for each in symbols_of(carton)],
        "place": f"{carton.number}/{carton.of}",
    }


def _code(symbol: Symbol) -> dict[str, Any]:
    size = size_of(symbol, place=CASE)
    return {
        "kind": symbol.kind,
        "x": float(size.x_mm),
        "height": float(size.bar_height_mm),
        "quiet": float(size.quiet_left_mm),
        "width": float(size.width_mm),
        "bars": [list(each) for each in symbol.bars],
        "text": symbol.text,
        "frame": symbol.kind == ITF_14,
    }


_WORDS = {
    "title": Text("Label karton", "Carton label"),
    "inside": Text("Isi", "Contents"),
    "lot": Text("Kode produksi", "Lot"),
    "made": Text("Dibuat", "Made on"),
    "expires": Text("Baik digunakan sebelum", "Best before"),
    "gross": Text("Berat kotor", "Gross weight"),
    "order": Text("Pesanan", "Order"),
    "to": Text("Untuk", "For"),
    "maker": Text("Dibuat oleh", "Made by"),
    "carton": Text("Karton", "Carton"),
}

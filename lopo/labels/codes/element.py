"""One piece of GS1 data: its identifier, what it is called, its value, and what the value means.

The identifiers and their formats come from the package biip; titles, dates, decimals and check digits from
``gs1.toml``. A problem says which character of which element is wrong.
"""

import calendar
import datetime as dt
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from biip import ParseError
from biip.gs1_application_identifiers import GS1ApplicationIdentifier
from stdnum import ean

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.producers.gtin_faults import name_of_sign

_PART = re.compile(r"(\[)?\+?\[?([NXYZ])(\d*)(\.\.[NXYZ]?)?(\d*)\]?")

WRONG_SIGN = Text(
    "tanda ke-{place}, {sign}, tidak boleh. {may}", "character {place}, {sign}, is not allowed. {may}"
)
DIGIT = Text("Di situ harus angka.", "A digit belongs there.")
LETTER = Text("Pakai huruf A–Z, angka, atau tanda - . / _.", "Use letters A–Z, digits, or the signs - . / _.")
WRONG_LENGTH = Text(
    "isinya {found} tanda, padahal harus {wanted}.", "it has {found} characters; {wanted} are wanted."
)
WRONG_FORM = Text("isinya tidak mengikuti bentuk {form}.", "its value does not have the form {form}.")
NO_MONTH = Text(
    "bulan {month} tidak ada (tahun-bulan-hari).", "there is no month {month} (year, month, day)."
)


@dataclass(frozen=True, slots=True)
class Element:
    """An identifier and its value; ``meaning`` is the date or the amount in it, if there is one."""

    ai: str
    title: Text
    value: str
    meaning: dt.date | Decimal | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """How long a value may be, and the kind (N, X, Y, Z) of each character; the last kind goes on."""

    least: int
    most: int
    kinds: str


@functools.lru_cache(maxsize=4096)
def identifier_at(text: str) -> GS1ApplicationIdentifier | None:
    """The identifier that ``text`` (four characters are enough) begins with."""
    try:
        return GS1ApplicationIdentifier.extract(text)
    except ParseError:
        return None


def shape_of(identifier: GS1ApplicationIdentifier) -> Shape:
    """The shape of a value from biip's format, such as ``N2+N14`` or ``N4+N3+X..27``."""
    least = most = 0
    kinds = ""
    for optional, kind, exact, to, upper in _PART.findall(identifier.format.split("+", 1)[1]):
        length = int(upper if to else exact)
        kinds += kind * length
        most += length
        if not optional and not to.endswith(("N", "X")):
            least += 1 if to else length
    return Shape(least, most, kinds)


def has_fixed_length(identifier: GS1ApplicationIdentifier) -> bool:
    """Whether the next element may follow without a separator."""
    return not identifier.separator_required


def read_element(
    identifier: GS1ApplicationIdentifier, value: str, on: dt.date
) -> tuple[Element, tuple[Text, ...]]:
    """An element and what is wrong with its value; ``on`` is today, for years of two digits."""
    ai, title = identifier.ai, title_of(identifier)
    problem = (
        _wrong_sign(identifier, value) or _wrong_length(identifier, value) or _wrong_check_digit(ai, value)
    )
    if problem is None and ai in gs1_table()["dates"]["identifiers"]:
        day = date_in(value[:6], on)
        if isinstance(day, Text):
            problem = day
        else:
            return Element(ai, title, value, day), ()
    if problem is None and not re.fullmatch(identifier.pattern, ai + value):
        problem = WRONG_FORM.filled(form=identifier.format)
    if problem is None:
        return Element(ai, title, value, _decimal_in(ai, value)), ()
    sentence = Text("({ai}) {title}: {problem}", "({ai}) {title}: {problem}")
    return Element(ai, title, value), (sentence.filled(ai=ai, title=title, problem=problem),)


def title_of(identifier: GS1ApplicationIdentifier) -> Text:
    """What an identifier is called; in English only where it is rare."""
    titles = gs1_table()["titles"]
    names = (identifier.ai, identifier.ai[:3]) if len(identifier.ai) == 4 else (identifier.ai,)
    for name in names:
        if name in titles:
            return Text.from_table(titles[name], f"gs1.toml: {name}")
    return Text.same(identifier.description)


def _wrong_sign(identifier: GS1ApplicationIdentifier, value: str) -> Text | None:
    shape, sets = shape_of(identifier), gs1_table()["characters"]
    for place, sign in enumerate(value):
        kind = shape.kinds[min(place, len(shape.kinds) - 1)]
        if re.fullmatch(f"[{sets[kind]}]", sign):
            continue
        return WRONG_SIGN.filled(
            place=str(place + 1), sign=name_of_sign(sign), may=DIGIT if kind == "N" else LETTER
        )
    return None


def _wrong_length(identifier: GS1ApplicationIdentifier, value: str) -> Text | None:
    shape, found = shape_of(identifier), len(value)
    if shape.least <= found <= shape.most:
        return None
    wanted = str(shape.most) if shape.least == shape.most else f"{shape.least}–{shape.most}"
    return WRONG_LENGTH.filled(found=str(found), wanted=wanted)


def _wrong_check_digit(ai: str, value: str) -> Text | None:
    length = gs1_table()["check_digits"].get(ai)
    if length is None or length > len(value):
        return None
    found, wanted = value[length - 1], str(ean.calc_check_digit(value[: length - 1]))
    if found == wanted:
        return None
    return Text(
        f"angka ke-{length}, {found}, tidak cocok; hitungannya {wanted}.",
        f"digit {length}, {found}, does not fit; {wanted} comes out.",
    )


def date_in(digits: str, on: dt.date) -> dt.date | Text:
    """The date of six digits (year, month, day; day 00 is the last of the month), or why it is none."""
    year, month, day = (int(digits[place : place + 2]) for place in (0, 2, 4))
    year = _full_year(year, on)
    if not 1 <= month <= 12:
        return NO_MONTH.filled(month=digits[2:4])
    last = calendar.monthrange(year, month)[1]
    if day > last:
        return Text(
            f"bulan {digits[2:4]} tahun {year} hanya sampai tanggal {last}, bukan {day}.",
            f"month {digits[2:4]} of {year} ends on day {last}, not {day}.",
        )
    return dt.date(year, month, day or last)


def _full_year(two_digits: int, on: dt.date) -> int:
    year = on.year - on.year % 100 + two_digits
    ahead = int(gs1_table()["dates"]["years_ahead"])
    if year > on.year + ahead:
        return year - 100
    return year + 100 if year <= on.year + ahead - 100 else year


def _decimal_in(ai: str, value: str) -> Decimal | None:
    decimals = gs1_table()["decimals"]
    if len(ai) != 4 or not ai.startswith(tuple(decimals["families"])):
        return None
    digits = value[3:] if ai[:3] in decimals["currency"] else value
    return Decimal(digits).scaleb(-int(ai[3]))


@functools.cache
def gs1_table() -> Mapping[str, Any]:
    """The figures of ``gs1.toml``."""
    return read_toml("lopo.labels.codes", "gs1.toml")

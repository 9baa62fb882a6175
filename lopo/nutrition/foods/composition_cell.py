"""One amount of a composition table, as it stands in a cell.

Tables write numbers with a point or a comma, leave out what is not known, and write ``Tr`` where there is a
trace. ``1.250`` may be a little more than one or a good thousand: the other cells of the table decide, and
where they do not, the cell is refused.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.nutrition.foods.composition_faults import (
    A_DATE,
    FAILED_FORMULA,
    FORMULA,
    NOT_A_NUMBER,
    TWO_MEANINGS,
)
from lopo.nutrition.foods.composition_layout import tables

POINT, COMMA, EITHER = "point", "comma", "either"
_DECIMALS = Decimal("0.000001")
"""Finer than any table; it takes away what a spreadsheet's arithmetic leaves behind (8.399999999999999)."""
_LONGEST = 40
_NUMBER = re.compile(r"[+-]?\d[\d.,]*|[+-]?[.,]\d+", re.ASCII)
_BOTH = re.compile(r"[+-]?\d{1,3}([.,])\d{3}(?:\1\d{3})*(?!\1)[.,]\d+", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}([.,]\d{3})+", re.ASCII)
_GROUPED = re.compile(r"(?<=\d)\s(?=\d{3}(?!\d))")
"""A space between thousands; a space of no width or no break is one, too."""
_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
"""What a spreadsheet shows in place of a result."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An amount, or nothing where it is not known; ``trace`` where the table says there is a trace of it."""

    amount: Decimal | None
    trace: bool = False


def decimal_mark(cells: Iterable[object]) -> str:
    """``point`` or ``comma``, as the typed cells show it; ``either`` when they show both or neither."""
    marks = set()
    for cell in cells:
        if not isinstance(cell, str):
            continue
        text = _bare(cell)
        if len(text) > _LONGEST or not _NUMBER.fullmatch(text) or _THOUSANDS.fullmatch(text):
            continue
        last = max(text.rfind("."), text.rfind(","))
        if last >= 0:
            marks.add(POINT if text[last] == "." else COMMA)
    return marks.pop() if len(marks) == 1 else EITHER


def read_cell(cell: object, mark: str) -> Reading:
    """Read one cell of a table whose decimal mark is ``mark``; raises :class:`Refused`."""
    if cell is None:
        return Reading(None)
    if isinstance(cell, bool):
        raise Refused(NOT_A_NUMBER)
    if isinstance(cell, dt.date | dt.time | dt.timedelta):
        raise Refused(A_DATE)
    if isinstance(cell, int | float | Decimal):
        return Reading(_tidy(_number(str(cell))))
    return _read_text(_bare(str(cell)), mark)


def is_formula(cell: object) -> bool:
    """Whether a spreadsheet would compute this cell. A number with its sign is none."""
    text = cell.strip() if isinstance(cell, str) else ""
    return text[:1] in ("=", "@") or (text[:1] in ("+", "-") and text[1:2].isalpha())


def _read_text(text: str, mark: str) -> Reading:
    reading = tables()["reading"]
    if text.casefold() in reading["unknown"]:
        return Reading(None)
    if text.casefold() in reading["trace"]:
        return Reading(Decimal(0), trace=True)
    if is_formula(text):
        raise Refused(FORMULA)
    if text in _ERRORS:
        raise Refused(FAILED_FORMULA)
    bare = text.removesuffix("*")
    if len(bare) > _LONGEST or not _NUMBER.fullmatch(bare):
        raise Refused(NOT_A_NUMBER)
    return Reading(_tidy(_number(_with_point(bare, mark))))


def _with_point(text: str, mark: str) -> str:
    if both := _BOTH.fullmatch(text):
        return text.replace(both[1], "").replace(",", ".")
    if text.count(".") + text.count(",") > 1 and not _THOUSANDS.fullmatch(text):
        raise Refused(NOT_A_NUMBER)
    if _THOUSANDS.fullmatch(text):
        return _thousands_or_not(text, mark)
    return text.replace(",", ".")


def _thousands_or_not(text: str, mark: str) -> str:
    """``1.250``: decimals where the table's mark is this one, thousands where it is the other."""
    used = "." if "." in text else ","
    if text.count(used) != len(re.findall(r"[.,]", text)):
        raise Refused(NOT_A_NUMBER)
    if mark == (POINT if used == "." else COMMA) and text.count(used) == 1:
        return text.replace(",", ".")
    if mark != EITHER or text.count(used) > 1:
        return text.replace(used, "")
    whole, rest = text.replace(used, ""), text.replace(used, ",").rstrip("0").rstrip(",")
    part_of_one = Text(rest, rest.replace(",", "."))
    raise Refused(TWO_MEANINGS.filled(whole=whole, part=part_of_one))


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise Refused(NOT_A_NUMBER) from None
    if not number.is_finite() or number.adjusted() > 12:
        raise Refused(NOT_A_NUMBER)
    return number


def _tidy(number: Decimal) -> Decimal:
    tidy = number.quantize(_DECIMALS, ROUND_HALF_UP).normalize()
    return tidy.quantize(Decimal(1)) if int(tidy.as_tuple().exponent) > 0 else tidy + Decimal(0)


def _bare(text: str) -> str:
    """The text without the spaces around it and between its thousands, and with a plain minus."""
    return _GROUPED.sub("", text[: _LONGEST * 2].strip()).replace("\u2212", "-")

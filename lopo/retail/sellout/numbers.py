"""Counts and amounts as retailers write them: ``1.234,00``, ``1,234.00``, ``Rp 12.500``, ``(5)``, ``5-``.

Which mark parts decimals is told by the column itself. Where nothing in it tells, a mark before exactly three
digits parts thousands, as in Kupang.
"""

import functools
import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from lopo.facts.text import Text
from lopo.retail.sellout.words import spaced, words

MOST = Decimal(10) ** 12
NOTHING = frozenset(
    {"-", "–", "—", ".", "n/a", "#n/a", "na", "null", "none", "nil", "nan", "#ref!", "#value!"}
)
"""Written where there is no number."""
DASHES = frozenset("-–—")
_MONEY = re.compile(r"^(rp\.?|idr)\s*|\s*(rp\.?|idr)$|,-$|\.-$|,–$", re.IGNORECASE)
_UNIT = re.compile(r"\s*([a-z]+)\.?$", re.IGNORECASE)
_DIGITS = re.compile(r"\d[\d.,'’\s]*")
_THREE_BEHIND = re.compile(r"\d{1,3}([.,])\d{3}")
UNSURE = "?"
"""The mark of a column that nobody but the sender can tell."""
_MINUS = "-−–"


class Unread(ValueError):
    """A cell that cannot be read; ``reason`` says why and how to mend it."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


def is_blank(cell: object) -> bool:
    """Whether nothing is told in a cell."""
    return cell is None or (isinstance(cell, str) and _is_nothing(cell))


@functools.lru_cache(maxsize=16_384)
def _is_nothing(text: str) -> bool:
    return spaced(text).casefold() in {"", *NOTHING}


def looks_numeric(cell: object) -> bool:
    """Whether a cell may hold a count or an amount."""
    if isinstance(cell, bool):
        return False
    if isinstance(cell, int | float | Decimal):
        return True
    if not isinstance(cell, str) or is_blank(cell):
        return False
    return _is_figure(cell)


@functools.lru_cache(maxsize=16_384)
def _is_figure(text: str) -> bool:
    _sign, body = _body(unit_apart(text)[0])
    return bool(body) and _DIGITS.fullmatch(body) is not None


def unit_apart(text: str) -> tuple[str, str]:
    """A count and the carton or dozen that is written behind it: ``2 CTN``; no unit where it is pieces."""
    found = _UNIT.search(spaced(text))
    unit = found[1].casefold() if found else ""
    if found and (unit in words().cartons or unit in words().dozens):
        return spaced(text)[: found.start()], unit
    return text, ""


@functools.lru_cache(maxsize=16_384)
def _body(text: str) -> tuple[int, str]:
    """The sign, and what is left without brackets, currency and unit."""
    body, sign = _MONEY.sub("", spaced(text)), 1
    if body.startswith("(") and body.endswith(")"):
        body, sign = _MONEY.sub("", body[1:-1].strip()), -1
    found = _UNIT.search(body)
    if found and found[1].casefold() in words().pieces:
        body = body[: found.start()]
    body = body.strip()
    if body[:1] in _MINUS and len(body) > 1:
        body, sign = _MONEY.sub("", body[1:].strip()), -sign
    elif body[-1:] in _MINUS and len(body) > 1:
        body, sign = body[:-1].strip(), -sign
    return sign, body.removeprefix("+").strip()


def decimal_mark(cells: Iterable[object]) -> str:
    """The mark before decimals in a column, ``,`` or ``.``; empty where nothing tells."""
    told = {",": 0, ".": 0}
    for cell in cells:
        if isinstance(cell, str) and looks_numeric(cell) and (mark := _mark_of(_body(cell)[1])):
            told[mark] += 1
    if told[","] == told["."]:
        return ""
    return max(told, key=lambda mark: told[mark])


def _mark_of(body: str) -> str:
    """What one number tells of the mark: the last of two kinds, or one that can part no thousands."""
    marks = [each for each in body if each in ",."]
    if not marks:
        return ""
    last = marks[-1]
    other = "." if last == "," else ","
    if other in marks:
        return last
    whole, _mark, rest = body.rpartition(last)
    if len(marks) > 1:
        return other
    if len(rest) != 3 or not whole or len(whole) > 3 or whole.startswith("0"):
        return last
    return ""


def mark_by_price(sales: Iterable[tuple[object, object]]) -> str:
    """The mark before decimals of counts that all have three digits behind one, such as ``1.000``.

    ``sales`` are counts, each with its amount in rupiah: what a piece then costs tells whether they are
    thousands. :data:`UNSURE` where nothing tells.
    """
    counted = [(cell, value) for cell, value in sales if looks_numeric(cell)]
    marks = {_three_behind(cell) for cell, _value in counted}
    if len(marks) != 1 or not (mark := marks.pop()):
        return ""
    prices = []
    for cell, value in counted:
        try:
            pieces, amount = read_number(cell), read_number(value)
        except Unread:
            continue
        if pieces and amount:
            prices.append(abs(amount / pieces))
    price = sorted(prices)[len(prices) // 2] if prices else None
    if price is None or words().least_price <= price < words().sure_price:
        return UNSURE
    return mark if price < words().least_price else ""


def _three_behind(cell: object) -> str:
    """The mark of a count such as ``1.000``; nothing for any other."""
    found = _THREE_BEHIND.fullmatch(_body(cell)[1]) if isinstance(cell, str) else None
    return found[1] if found else ""


def read_number(cell: object, mark: str = "") -> Decimal:
    """The number in a cell; raises :class:`Unread`. ``mark`` is what :func:`decimal_mark` told."""
    if isinstance(cell, bool):
        raise _no_number(cell)
    if isinstance(cell, int | float | Decimal):
        number = Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell)
        return _bounded(number, cell)
    if not isinstance(cell, str):
        raise _no_number(cell)
    if unit_apart(cell)[1]:
        raise Unread(
            Text(f"{_shown(cell)} tidak dihitung dalam buah. Tulis dalam buah (pcs).",
                 f"{_shown(cell)} is not counted in pieces. Write it in pieces.")
        )  # fmt: skip
    sign, body = _body(cell)
    if not body or not _DIGITS.fullmatch(body):
        raise _no_number(cell)
    digits = re.sub(r"[\s'’]", "", body)
    if mark == UNSURE:
        raise Unread(
            Text(f"{_shown(cell)} bisa berarti satuan atau ribuan. Sebut dulu yang mana.",
                 f"{_shown(cell)} may be pieces or thousands of them. Say first which.")
        )  # fmt: skip
    own = _mark_of(digits)
    mark = own if own and not mark else mark or own
    if not mark:
        digits = digits.replace(",", "").replace(".", "")
    else:
        if digits.count(mark) > 1:
            mark = "." if mark == "," else ","
        digits = digits.replace("." if mark == "," else ",", "").replace(mark, ".")
    try:
        return _bounded(sign * Decimal(digits), cell)
    except InvalidOperation:
        raise _no_number(cell) from None


def _bounded(number: Decimal, cell: object) -> Decimal:
    if not number.is_finite() or abs(number) > MOST:
        raise Unread(
            Text(f"{_shown(cell)} terlalu besar untuk jumlah.", f"{_shown(cell)} is too large for a count.")
        )
    return number


def _no_number(cell: object) -> Unread:
    return Unread(Text(f"{_shown(cell)} bukan angka.", f"{_shown(cell)} is no number."))


def _shown(cell: object) -> str:
    text = "".join(each for each in spaced(cell) if each.isprintable())
    return f'"{text[:40]}"'


def read_pieces(cell: object, mark: str = "") -> int:
    """A whole count of pieces; less than nothing where goods came back."""
    number = read_number(cell, mark)
    if number != number.to_integral_value():
        raise Unread(
            Text(f"{_shown(cell)} bukan jumlah bulat. Tulis dalam buah (pcs).",
                 f"{_shown(cell)} is not a whole count. Write it in pieces.")
        )  # fmt: skip
    return int(number)


def read_rupiah(cell: object, mark: str = "") -> int:
    """An amount in whole rupiah, half a rupiah rounded up."""
    return int(read_number(cell, mark).quantize(Decimal(1), ROUND_HALF_UP))

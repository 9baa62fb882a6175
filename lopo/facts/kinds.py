"""The kinds of value a fact can have: how each is read from what people type, and how it is shown.

A kind turns hostile input (a TOML value, a form string, a JSON value) into one Python value or refuses it
with a sentence. Values are always immutable.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from lopo.facts.text import Text

MAX_TEXT = 2_000
MAX_ITEMS = 200
MAX_NUMBER = Decimal(10) ** 15
MAX_DECIMALS = 18
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list of things with parts: an ingredient, an additive, a fibre.

    ``amount`` is in the unit that the fact declares (grams, mg/kg, per cent) and may be unknown.
    """

    name: str
    amount: Decimal | None = None
    group: str = ""


Value = bool | int | Decimal | str | dt.date | tuple[str, ...] | tuple[Item, ...]


class Refused(ValueError):
    """A value that cannot be taken. ``reason`` says why and how to mend it, in both languages."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


_SPACES = re.compile(r"\s+")
_HIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""Control and direction marks, spaces of no width, and halves of characters."""
_RUPIAH = re.compile(r"^\s*rp\.?|,-\s*$|\s+", re.IGNORECASE)
"""What is written around the digits of an amount: ``Rp``, ``,-`` and spaces."""
_DOTTED_THOUSANDS = re.compile(r"[+-]?(?!0)\d{1,3}(\.\d{3})+(,\d+)?")
_COMMA_DECIMAL = re.compile(r"[+-]?\d+,\d+")
_COMMA_THOUSANDS = re.compile(r"[+-]?(?!0)\d{1,3}(,\d{3})+")
_YES = {"yes", "y", "true", "1", "ya", "ada", "sudah", "on"}
_NO = {"no", "n", "false", "0", "tidak", "belum", "off"}


def read_yes_no(raw: object) -> bool:
    """Read yes or no, from a boolean or one of the usual words in both languages."""
    if isinstance(raw, bool):
        return raw
    word = str(raw).strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Refused(Text("Jawab ya atau tidak.", "Answer yes or no."))


def read_decimal(raw: object) -> Decimal:
    """Read a number; a typed string may use Indonesian marks (``1.250,5``) or a plain decimal point.

    ``1.250`` is one thousand two hundred and fifty, as it is read in Kupang; ``0.250`` is a quarter.
    """
    number_wanted = Text(
        "Tulis angka saja, misalnya 250 atau 1.250,5.", "Write a number only, such as 250 or 1250.5."
    )
    if isinstance(raw, bool):
        raise Refused(number_wanted)
    text = raw
    if isinstance(raw, str):
        text = _RUPIAH.sub("", raw)
        if _DOTTED_THOUSANDS.fullmatch(text):
            text = text.replace(".", "")
        if _COMMA_DECIMAL.fullmatch(text):
            text = text.replace(",", ".")
    try:
        number = Decimal(str(text))
    except (InvalidOperation, ValueError):
        raise Refused(number_wanted) from None
    if number.is_nan():
        raise Refused(number_wanted)
    if not number.is_finite() or number.copy_abs() > MAX_NUMBER:
        raise Refused(Text("Angka ini terlalu besar untuk benar.", "This number is too large to be true."))
    if -int(number.as_tuple().exponent) > MAX_DECIMALS:
        raise Refused(
            Text(f"Paling banyak {MAX_DECIMALS} angka di belakang koma.",
                 f"At most {MAX_DECIMALS} digits after the decimal mark.")
        )  # fmt: skip
    return _unmistakable(number)


def _unmistakable(number: Decimal) -> Decimal:
    """The same number, never written with exactly three decimals: ``1.255`` reads as thousands."""
    return number.quantize(Decimal("0.0001")) if number.as_tuple().exponent == -3 else number


def read_whole(raw: object) -> int:
    """Read a whole number: ``1.000`` and ``1,000`` are both a thousand, since neither can have decimals."""
    if isinstance(raw, str) and _COMMA_THOUSANDS.fullmatch(_RUPIAH.sub("", raw)):
        raw = raw.replace(",", "")
    number = read_decimal(raw)
    if number != number.to_integral_value():
        raise Refused(
            Text("Tulis angka bulat, misalnya 12 atau 1.000.", "Write a whole number, such as 12 or 1,000.")
        )
    return int(number)


def read_date(raw: object) -> dt.date:
    """Read a date: a TOML date, ``2026-11-23`` or ``23/11/2026``."""
    day = _date_of(raw)
    if day is None:
        raise Refused(
            Text("Tulis tanggal seperti 23/11/2026.", "Write the date as 23/11/2026 or 2026-11-23.")
        )
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused(
            Text(
                f"Tahun {day.year} tidak mungkin benar di sini.", f"The year {day.year} cannot be right here."
            )
        )
    return day


def _date_of(raw: object) -> dt.date | None:
    if isinstance(raw, dt.datetime):
        return raw.date()
    if isinstance(raw, dt.date):
        return raw
    text = str(raw).strip()
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
        try:
            return dt.datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def read_text(raw: object) -> str:
    """Read one line of text: spaces tidied, control and direction-changing characters refused."""
    if not isinstance(raw, str):
        raise Refused(Text("Tulis teks di antara tanda kutip.", "Write a text between quotation marks."))
    text = _SPACES.sub(" ", raw.replace("\n", " ").replace("\t", " ")).strip()
    if _HIDDEN.search(text):
        raise Refused(
            Text("Teks ini memuat tanda tersembunyi. Ketik ulang.", "This text has hidden marks. Retype it.")
        )
    if len(text) > MAX_TEXT:
        raise Refused(
            Text(f"Teks paling panjang {MAX_TEXT} huruf.", f"A text has at most {MAX_TEXT} characters.")
        )
    return text


def read_list(raw: object) -> tuple[str, ...]:
    """Read a list of texts; a typed string is split at commas, semicolons or lines."""
    parts = re.split(r"[,;\n]", raw) if isinstance(raw, str) else raw
    if not isinstance(parts, list | tuple):
        raise Refused(Text('Tulis daftar, misalnya ["a", "b"].', 'Write a list, such as ["a", "b"].'))
    if len(parts) > MAX_ITEMS:
        raise Refused(Text(f"Paling banyak {MAX_ITEMS} baris.", f"At most {MAX_ITEMS} entries."))
    texts = (read_text(part) for part in parts)
    return tuple(text for text in texts if text)


def read_item(raw: object) -> Item:
    """Read one item: a name, or a table with ``name``, ``amount`` and ``group``."""
    if isinstance(raw, Item):
        return raw
    if isinstance(raw, str):
        raw = {"name": raw}
    if not isinstance(raw, Mapping) or not isinstance(raw.get("name"), str):
        raise Refused(
            Text('Setiap baris perlu "name", misalnya {name = "gula", amount = 10}.',
                 'Each line needs a "name", such as {name = "sugar", amount = 10}.')
        )  # fmt: skip
    if extra := sorted(str(key) for key in set(raw) - {"name", "amount", "group"}):
        raise Refused(Text(f"Bagian {extra[0]!r} tidak dikenal.", f"The part {extra[0]!r} is not known."))
    name = read_text(raw["name"])
    if not name:
        raise Refused(Text("Nama bahan masih kosong.", "The name of a line is empty."))
    amount = None if raw.get("amount") is None else read_decimal(raw["amount"])
    if amount is not None and amount <= 0:
        raise Refused(
            Text(f"Takaran {name} harus lebih dari nol.", f"The amount of {name} must be more than zero.")
        )
    return Item(name, amount, read_text(raw.get("group", "")))


def read_items(raw: object) -> tuple[Item, ...]:
    """Read a list of items."""
    if not isinstance(raw, list | tuple):
        raise Refused(Text("Tulis daftar bahan.", "Write a list of lines."))
    if len(raw) > MAX_ITEMS:
        raise Refused(Text(f"Paling banyak {MAX_ITEMS} baris.", f"At most {MAX_ITEMS} lines."))
    return tuple(read_item(part) for part in raw)


READERS: dict[str, Callable[[object], Value]] = {
    "yes_no": read_yes_no,
    "whole": read_whole,
    "rupiah": read_whole,
    "decimal": read_decimal,
    "date": read_date,
    "text": read_text,
    "choice": read_text,
    "list": read_list,
    "items": read_items,
}
"""Every kind of fact, and the function that reads it."""

NUMBERS = frozenset({"whole", "rupiah", "decimal"})
LISTS = frozenset({"list", "items"})


def to_plain(value: Value) -> object:
    """The value as JSON or TOML can carry it; :data:`READERS` reads it back to the same value."""
    if isinstance(value, Decimal):
        return str(_unmistakable(value))
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain_item(part) if isinstance(part, Item) else part for part in value]
    return value


def _plain_item(item: Item) -> dict[str, str]:
    plain = {"name": item.name}
    if item.amount is not None:
        plain["amount"] = str(_unmistakable(item.amount))
    if item.group:
        plain["group"] = item.group
    return plain

"""How a value is said in a sentence: with its unit, in both languages."""

import datetime as dt
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

from lopo.facts.definition import FactDefinition
from lopo.facts.kinds import Item, Value
from lopo.facts.text import LANGUAGES, Text

YES, NO = Text("ya", "yes"), Text("tidak", "no")
EMPTY = Text("kosong", "empty")
NOT_KNOWN = Text("belum diketahui", "not known")

UNITS = {
    "": Text("", ""),
    "%": Text("%", "%"),
    "days": Text("hari", "days"),
    "months": Text("bulan", "months"),
    "pieces/month": Text("buah per bulan", "pieces a month"),
    "pieces": Text("buah", "pieces"),
    "points": Text("poin", "points"),
    "g": Text("g", "g"),
    "kg": Text("kg", "kg"),
    "ml": Text("ml", "ml"),
    "mm": Text("mm", "mm"),
    "cm": Text("cm", "cm"),
    "mg": Text("mg", "mg"),
    "mg/kg": Text("mg/kg", "mg/kg"),
    "kcal": Text("kkal", "kcal"),
    "kJ": Text("kJ", "kJ"),
    "°C": Text("°C", "°C"),
    "digits": Text("angka", "digits"),
    "IDR": Text("", ""),
    "findings": Text("temuan", "findings"),
    "servings": Text("sajian", "servings"),
    "temperatures": Text("suhu", "temperatures"),
    "colony/g": Text("koloni/g", "colonies/g"),
}
"""Every unit a fact may have. A fact with another unit is refused by the tests."""

ONE = {
    "days": "day",
    "months": "month",
    "pieces/month": "piece a month",
    "pieces": "piece",
    "points": "point",
    "digits": "digit",
    "findings": "finding",
    "servings": "serving",
    "temperatures": "temperature",
    "colony/g": "colony/g",
}
"""The English word after exactly one; Indonesian has one word for both."""


def say_number(number: int | Decimal) -> Text:
    """1.250,5 in Indonesian, 1,250.5 in English."""
    return Text(
        *(format_decimal(number, locale=language, decimal_quantization=False) for language in LANGUAGES)
    )


def say_rupiah(amount: int) -> Text:
    """``Rp25.000`` in Indonesian, ``Rp25,000`` in English."""
    number = say_number(amount)
    return Text(f"Rp{number.id}", f"Rp{number.en}")


def say_date(day: dt.date) -> Text:
    """12 Maret 2026 / 12 March 2026."""
    return Text(*(format_date(day, "d MMMM y", locale=language) for language in LANGUAGES))


def with_unit(text: Text, unit: str) -> Text:
    """A number's text followed by its unit's word: ``90 hari``, ``1 day``, ``12,5%``."""
    word = UNITS.get(unit, Text.same(unit))
    english = ONE.get(unit, word.en) if text.en == "1" else word.en
    gap = "" if unit == "%" else " "
    return Text(f"{text.id}{gap}{word.id}".strip(), f"{text.en}{gap}{english}".strip())


def say(definition: FactDefinition, value: Value) -> Text:
    """The value of a fact as a person would say it."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, tuple):
        return _say_list(definition, value)
    if isinstance(value, dt.date):
        return say_date(value)
    if definition.kind == "rupiah" and isinstance(value, int):
        return say_rupiah(value)
    if isinstance(value, int | Decimal):
        return with_unit(say_number(value), definition.unit)
    if value == "":
        return EMPTY
    return definition.choices.get(value, Text.same(value))


def _say_list(definition: FactDefinition, parts: tuple[str, ...] | tuple[Item, ...]) -> Text:
    if not parts:
        return EMPTY
    texts = [
        _say_item(definition, part)
        if isinstance(part, Item)
        else definition.choices.get(part, Text.same(part))
        for part in parts
    ]
    return Text(", ".join(text.id for text in texts), ", ".join(text.en for text in texts))


def _say_item(definition: FactDefinition, item: Item) -> Text:
    if item.amount is None:
        return Text.same(item.name)
    amount = with_unit(say_number(item.amount), definition.unit)
    return Text(f"{item.name} ({amount.id})", f"{item.name} ({amount.en})")

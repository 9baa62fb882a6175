"""How a value is said in a sentence: with its unit, in both languages."""

import datetime as dt
from decimal import Decimal

from babel.dates import format_date

from lopo.facts.definition import FactDefinition
from lopo.facts.figures import say_number, say_rupiah
from lopo.facts.kinds import Item, Value
from lopo.facts.text import LANGUAGES, Text
from lopo.facts.units import with_unit

__all__ = ["EMPTY", "NO", "NOT_KNOWN", "YES", "say", "say_date", "say_number", "say_rupiah", "with_unit"]

YES, NO = Text("ya", "yes"), Text("tidak", "no")
EMPTY = Text("kosong", "empty")
NOT_KNOWN = Text("belum diketahui", "not known")


def say_date(day: dt.date) -> Text:
    """12 Maret 2026 / 12 March 2026."""
    return Text(*(format_date(day, "d MMMM y", locale=language) for language in LANGUAGES))


def say_days(first: dt.date, last: dt.date) -> Text:
    """One day, or from when to when, with month and year said once: 29–30 November 2026."""
    start, end = say_date(first), say_date(last)
    if first == last:
        return start
    if (first.year, first.month) == (last.year, last.month):
        return Text(f"{first.day}–{end.id}", f"{first.day}–{end.en}")
    if first.year == last.year:
        start = Text(*(said.removesuffix(f" {first.year}") for said in (start.id, start.en)))
    return Text(f"{start.id} – {end.id}", f"{start.en} – {end.en}")


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

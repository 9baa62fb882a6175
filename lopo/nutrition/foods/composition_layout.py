"""How the heading of a composition table is read: which column holds what, in which unit.

Layouts, headings and units: ``composition_layouts.toml``.
"""

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.nutrition.foods.nutrients import nutrients

_WORD = re.compile(r"[a-z0-9]+|%")
_MICRO = str.maketrans({"µ": "u", "μ": "u", "æ": "u", "\ufffd": "u", "β": "b", "ß": "b"})
"""Marks that stand for micro, also after a wrong encoding on the way, and the Greek beta."""

_AT_LEAST = 3
"""So many units, or titles, make a row a part of the heading."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A known layout. ``family`` is the source which a newer table takes the place of.

    ``called`` and ``code_prefix`` begin the source and the code of its foods; ``decimal`` is the mark of a
    table whose own cells do not show one; ``caution`` is what a reader of its values must know.
    """

    id: str
    family: str
    title: Text
    marks: tuple[tuple[str, ...], ...]
    called: str = ""
    code_prefix: str = ""
    code_digits: int = 0
    decimal: str = "either"
    caution: Text | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """Where a field stands: ``field`` is a nutrient's id or a word of ``[fields]``; ``title`` as printed."""

    place: int
    field: str
    unit: str
    title: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A recognised heading: the layout, its columns, and the titles that nobody knew."""

    layout: Layout
    columns: tuple[Column, ...]
    not_known: tuple[str, ...] = ()


@functools.cache
def layouts() -> tuple[Layout, ...]:
    """Every layout, in the order in which they are tried."""
    return tuple(_layout(row) for row in tables()["layout"])


def layout_named(layout_id: str) -> Layout | None:
    """The layout of this id, or nothing."""
    return next((each for each in layouts() if each.id == layout_id), None)


def recognised(rows: Sequence[Sequence[object]]) -> tuple[Heading, int] | None:
    """The heading that ``rows`` begin with and how many rows it takes, or nothing.

    A heading may stand in one row or, with a title over several columns, in two; units may follow below it.
    """
    for height in (1, 2):
        titles = _titles(rows[:height])
        layout = _layout_of({_split(title)[0] for title in titles})
        if layout is None:
            continue
        units: Sequence[object] = ()
        if len(rows) > height and is_units_row(rows[height]):
            units = rows[height]
        return _heading(layout, titles, units), height + bool(units)
    return None


def is_units_row(row: Sequence[object]) -> bool:
    """Whether a row holds nothing but units, such as ``(g)``, ``(Kal)``, ``(mcg)``."""
    said = [_said(cell) for cell in row if _said(cell)]
    return len(said) >= _AT_LEAST and all(_unit_of(_WORD.findall(_plain(each))) for each in said)


def is_part_of_heading(row: Sequence[object]) -> bool:
    """Whether a row repeats a part of the heading, as printed tables do on every page."""
    said = [_said(cell) for cell in row if cell not in (None, "")]
    known = [each for each in said if _split(each)[0] in _fields()]
    return len(known) >= _AT_LEAST and not any(each[:1].isdigit() or not each for each in said)


def convert(amount: Decimal, unit: str, wanted: str) -> Decimal | None:
    """``amount`` of ``unit`` in the unit ``wanted``; nothing where the one cannot become the other."""
    units = tables()["units"]
    if unit == wanted:
        return amount
    if unit not in units or wanted not in units or units[unit]["kind"] != units[wanted]["kind"]:
        return None
    return amount * _factor(units[unit]) / _factor(units[wanted])


@functools.cache
def tables() -> Mapping[str, Any]:
    """``composition_layouts.toml`` as it stands."""
    return read_toml("lopo.nutrition.foods", "composition_layouts.toml")


def wanted_unit(field: str) -> str:
    """The unit in which the house keeps a field: that of the nutrient, else that of ``[fields]``."""
    nutrient = nutrients().get(field)
    return nutrient.unit if nutrient else str(tables()["fields"].get(field, {}).get("unit", ""))


def _factor(unit: Mapping[str, str]) -> Decimal:
    return Decimal(unit["factor"]) if "factor" in unit else 1 / Decimal(unit["divide"])


def _layout(row: Mapping[str, Any]) -> Layout:
    return Layout(
        id=row["id"],
        family=row["family"],
        title=Text(row["title"]["id"], row["title"]["en"]),
        marks=tuple(tuple(mark) for mark in row["marks"]),
        called=row.get("called", ""),
        code_prefix=row.get("code_prefix", ""),
        code_digits=row.get("code_digits", 0),
        decimal=row.get("decimal", "either"),
        caution=Text(row["caution"]["id"], row["caution"]["en"]) if "caution" in row else None,
    )


def _layout_of(keys: set[str]) -> Layout | None:
    return next((each for each in layouts() if all(keys & set(mark) for mark in each.marks)), None)


def _titles(rows: Sequence[Sequence[object]]) -> list[str]:
    """One title a column: of two rows, the lower one counts where it says anything."""
    width = max((len(row) for row in rows), default=0)
    said = [[_said(row[place]) if place < len(row) else "" for place in range(width)] for row in rows]
    return [next((row[place] for row in reversed(said) if row[place]), "") for place in range(width)]


def _heading(layout: Layout, titles: Sequence[str], units: Sequence[object]) -> Heading:
    best: dict[str, Column] = {}
    not_known: list[str] = []
    for place, title in enumerate(titles):
        key, unit = _split(title)
        below = _said(units[place]) if place < len(units) else ""
        field = _fields().get(key)
        if field is None and key:
            not_known.append(title)
        if field in (None, "ignore"):
            continue
        found = _unit_of(_WORD.findall(_plain(below))) or unit or _stated_unit(str(field))
        column = Column(place, str(field), found, title)
        if _better(column, best.get(column.field)):
            best[column.field] = column
    return Heading(layout, tuple(best.values()), tuple(not_known))


def _better(column: Column, before: Column | None) -> bool:
    """Of two columns for one field (kcal and kJ, RAE and IU) the one in the house's own unit."""
    wanted = wanted_unit(column.field)
    if wanted and convert(Decimal(1), column.unit, wanted) is None:
        return False
    return before is None or (before.unit != wanted and column.unit == wanted)


def _stated_unit(field: str) -> str:
    return str(tables()["fields"][field].get("unit", ""))


@functools.cache
def _fields() -> Mapping[str, str]:
    rows = tables()["fields"]
    return {heading: field for field, row in rows.items() for heading in row["headings"]}


@functools.cache
def _unit_words() -> Mapping[str, str]:
    return {word: unit for unit, row in tables()["units"].items() for word in row["words"]}


def _unit_of(words: Sequence[str]) -> str:
    """The unit that ``words`` name and nothing beside, or ""."""
    return _unit_words().get(words[0], "") if len(words) == 1 else ""


def _split(title: str) -> tuple[str, str]:
    """A title as its key and the unit at its end: ``Water_(g)`` is ``water`` and ``g``."""
    words = _WORD.findall(_plain(title))
    unit = _unit_words().get(words[-1], "") if len(words) > 1 else ""
    return "".join(words[:-1] if unit else words), unit


def _plain(text: str) -> str:
    return text.lower().translate(_MICRO)


def _said(cell: object) -> str:
    """A cell of a heading as text, shortened: nobody's heading is a page long."""
    return " ".join(cell.split())[:80] if isinstance(cell, str) else ""

"""A table with typed columns, and how a cell is said on a page."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from babel.numbers import format_decimal

from lopo.facts.figures import say_number, say_rupiah
from lopo.facts.text import Text
from lopo.facts.wording import say_date

Cell = str | int | float | dt.date | Text | None
"""``None`` is "not known", never nought."""

TEXT, COUNT, PERCENT, POINTS, DAYS, DATE, RUPIAH = (
    "text", "count", "percent", "points", "days", "date", "rupiah",
)  # fmt: skip
"""Kinds of a column. Percent and points are shares of 1; days are a number of days."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in CSV and JSON, its head, its kind, and what it says."""

    key: str
    title: Text
    kind: str = TEXT
    says: Text | None = None

    @property
    def is_number(self) -> bool:
        return self.kind not in (TEXT, DATE)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below columns; ``name`` is that of its address and of its sheet."""

    name: str
    title: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def cells(self, row: Sequence[Cell], language: str) -> list[str]:
        """A row in words and figures."""
        return [say(cell, column.kind, language) for cell, column in zip(row, self.columns, strict=True)]


YES, NO = Text("ya", "yes"), Text("tidak", "no")


def say(cell: Cell, kind: str, language: str) -> str:
    """One cell as a person reads it."""
    if cell is None:
        return "–"
    if isinstance(cell, bool):
        cell = YES if cell else NO
    if isinstance(cell, Text):
        return cell.in_language(language)
    if isinstance(cell, dt.date):
        return say_date(cell).in_language(language)
    if isinstance(cell, str):
        return cell
    if kind == RUPIAH:
        return say_rupiah(int(cell)).in_language(language)
    if kind == PERCENT:
        return say_percent(float(cell)).in_language(language)
    if kind == POINTS:
        return say_points(float(cell)).in_language(language)
    if isinstance(cell, float):
        return _decimal(cell, language, "#,##0.#")
    return say_number(cell).in_language(language)


def say_percent(share: float) -> Text:
    """``42 %``; what is more than nought and less than a half per cent is ``< 1 %``, never ``0 %``."""
    percent = round(100 * share)
    if percent == 0 and share > 0:
        return Text.same("< 1 %")
    if percent == 100 and share < 1:
        return Text.same("> 99 %")
    return Text.same(f"{percent} %")


def say_points(difference: float) -> Text:
    """``+12 poin`` / ``+12 points``: the difference of two percentages; below one point with a tenth."""
    points = 100 * difference
    places = 1 if 0.05 <= abs(points) < 0.95 else 0
    figure = f"{abs(points):.{places}f}"
    sign = "" if not float(figure) else ("+" if points > 0 else "−")
    return Text(f"{sign}{figure.replace('.', ',')} poin", f"{sign}{figure} points")


def _decimal(number: float, language: str, pattern: str) -> str:
    return str(format_decimal(number, format=pattern, locale="en" if language.startswith("en") else "id"))

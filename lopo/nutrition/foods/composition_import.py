"""Read a whole food composition table (TKPI, USDA, our own columns) into foods, and say what is wrong in it.

A row with a fault gives no food at all: half a food would be worse than none. A doubt only is said and noted.
Amounts come out per 100 g edible portion in the units of ``nutrients.toml``; what is not known stays absent.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from lopo.facts.kinds import Refused
from lopo.facts.table_file import MAX_ROWS, Row, Sheet
from lopo.nutrition.foods.composition_cell import EITHER, decimal_mark
from lopo.nutrition.foods.composition_faults import (
    NO_FOODS,
    NO_HEADING,
    ONLY_TEXT,
    TOO_MANY,
    TWICE,
    TWO_KINDS,
    Problem,
)
from lopo.nutrition.foods.composition_layout import (
    Heading,
    Layout,
    is_part_of_heading,
    is_units_row,
    recognised,
    tables,
)
from lopo.nutrition.foods.composition_row import Line, read_line
from lopo.nutrition.foods.food import Food
from lopo.nutrition.foods.nutrients import nutrients

MOST_KEPT = 500
"""Problems and doubts kept word for word; the others are only counted."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a table gave. ``problems`` cost their rows; ``doubts`` did not.

    ``problem_rows`` counts the rows left out; ``not_used`` are headings that nobody knew.
    """

    layout: Layout
    foods: tuple[Food, ...]
    problems: tuple[Problem, ...]
    doubts: tuple[Problem, ...] = ()
    problem_rows: int = 0
    doubt_count: int = 0
    not_used: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    """What has been read so far."""

    headings: list[Heading] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)


def read_table(rows: Iterable[Row], called: str = "") -> Imported:
    """Read the rows of one sheet; ``called`` is what its source is called, such as ``TKPI 2019``.

    Raises :class:`Refused` where no heading is recognised, or nothing at all stands below it.
    """
    return read_sheets([Sheet("", rows)], called)


def read_sheets(sheets: Iterable[Sheet], called: str = "") -> Imported:
    """Read a file of several sheets as one table: those without a recognised heading are passed over."""
    found = _Found()
    for sheet in sheets:
        _gather(sheet, found)
    if not found.headings:
        raise Refused(NO_HEADING)
    layout = found.headings[0].layout
    if any(heading.layout.family != layout.family for heading in found.headings):
        raise Refused(TWO_KINDS)
    if not found.lines:
        raise Refused(NO_FOODS)
    return _imported(layout, found, called)


def _imported(layout: Layout, found: _Found, called: str) -> Imported:
    mark = decimal_mark(cell for line in found.lines for cell in line.amounts.values())
    mark = layout.decimal if mark == EITHER and not _shows_both(found.lines) else mark
    foods: dict[str, Food] = {}
    problems: list[Problem] = []
    doubts: list[Problem] = list(found.skipped)
    first_at: dict[str, int] = {}
    problem_rows = 0
    for line in found.lines:
        food, faults, notes = read_line(line, mark, called)
        if food is not None and food.code in foods:
            faults, food = (_twice(line, first_at[food.code]),), None
        if food is None:
            problem_rows += 1
            problems += faults
            continue
        doubts += notes
        foods[food.code] = food
        first_at[food.code] = line.row
    return Imported(
        layout=layout,
        foods=tuple(foods.values()),
        problems=tuple(problems[:MOST_KEPT]),
        doubts=tuple(doubts[:MOST_KEPT]),
        problem_rows=problem_rows,
        doubt_count=len(doubts),
        not_used=tuple(dict.fromkeys(title for each in found.headings for title in each.not_known))[:50],
    )


def _shows_both(lines: Sequence[Line]) -> bool:
    """Whether some cells use a decimal point and others a decimal comma."""
    marks = {decimal_mark([cell]) for line in lines for cell in line.amounts.values()}
    return len(marks - {EITHER}) == 2


def _twice(line: Line, first: int) -> Problem:
    return line.problem("code", line.code, TWICE.filled(row=str(first)))


# Rows, one sheet at a time


def _gather(sheet: Sheet, found: _Found) -> None:
    """Find the heading of a sheet, and sort what stands below it into foods, groups, and the rest."""
    rows = iter(enumerate(sheet.rows, 1))
    start = _to_heading(rows)
    if start is None:
        return
    heading, below = start
    found.headings.append(heading)
    group = ""
    for number, row in chain(below, rows):
        if _is_blank(row):
            continue
        line = Line.of(sheet.name, number, row, heading, group)
        if line.has_amounts:
            found.lines.append(line)
        elif (again := recognised([row])) is not None:
            heading = again[0]
        elif is_units_row(row) or is_part_of_heading(row):
            continue
        elif not line.is_text_only:
            found.lines.append(line)
        elif (title := _group_title(row, group)) is not None:
            group = title
        else:
            found.skipped.append(_only_text(line, row))
        if len(found.lines) > MAX_ROWS:
            raise Refused(TOO_MANY)


def _to_heading(rows: Iterator[tuple[int, Row]]) -> tuple[Heading, list[tuple[int, Row]]] | None:
    """The heading, and the rows already taken from below it."""
    within = int(tables()["reading"]["heading_within_rows"])
    head = list(islice(rows, within))
    for place in range(len(head)):
        if (known := recognised([row for _number, row in head[place : place + 3]])) is not None:
            heading, height = known
            return heading, head[place + height :]
    return None


def _is_blank(row: Row) -> bool:
    return not any(cell.strip() if isinstance(cell, str) else cell is not None for cell in row)


def _group_title(row: Row, before: str) -> str | None:
    """The group that a row of nothing but a title begins.

    A numbered title does (``4.1. SEREALIA``); one in capitals only where the table numbers none, for below
    the numbered ones stand ``TUNGGAL`` and ``OLAHAN``.
    """
    said = [" ".join(cell.split()) for cell in row if isinstance(cell, str) and cell.strip()]
    if len(said) != 1:
        return None
    title = said[0].lstrip("0123456789. ")
    if title and title != said[0]:
        return said[0][:80]
    return (before if before[:1].isdigit() else title[:80]) if title.isupper() else None


def _only_text(line: Line, row: Row) -> Problem:
    said = next((cell.strip() for cell in row if isinstance(cell, str) and cell.strip()), "")
    return Problem(line.sheet, line.row, "", said[:60], ONLY_TEXT)


def columns_of(foods: Iterable[Food]) -> tuple[str, ...]:
    """The nutrients that any of ``foods`` has, in the house's order."""
    known = {nutrient for food in foods for nutrient in food.per_100}
    return tuple(each for each in nutrients() if each in known)

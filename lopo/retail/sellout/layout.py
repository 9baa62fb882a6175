"""How the columns of one shape of file are meant: guessed once, confirmed by a person, then kept.

A layout knows its columns by what their headings say, never by their place alone, so that a file whose shape
changed is noticed.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lopo.retail.sellout.grid import Grid
from lopo.retail.sellout.words import ONCE, ROLES, plain, spaced

BY_COLUMN, BY_GROUP, BY_BELOW, BY_TITLE, BY_SHEET, ASKED = SOURCES = (
    "column", "group", "below", "title", "sheet", "asked",
)  # fmt: skip
"""Where the shop, or the days, of a row are told; ``group`` is a row of its own above its rows, ``below`` (of
shops alone) the sum under them."""
LONG, BY_STORE, BY_DAY, BY_PRODUCT = WIDES = ("", "store", "day", "product")
"""Whether a row is one count, or has a column for each shop, each day or each product."""
USED = tuple(role for role in ROLES if role != "other")
LOOK_AT, FIND_IN = 80, 400
"""Rows in which a heading is guessed, and in which one that is known is looked for."""
MOST_LETTERS = 60


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a heading: its place (from 0) and its words, of two rows where it is two rows high."""

    place: int
    upper: str
    lower: str
    shown: str

    @property
    def text(self) -> str:
        """Both rows as one."""
        return f"{self.upper} {self.lower}".strip() if self.upper != self.lower else self.lower


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading, the ``nth`` (from 0) of that heading; ``role`` is one of the words' roles."""

    heading: str
    nth: int
    role: str


@dataclass(frozen=True, slots=True)
class Layout:
    """One shape of file. ``wide_measure`` is what the columns of shops or days count where they do not say.

    ``columns`` are those of a fixed meaning; in a wide file all others are shops or days.
    """

    columns: tuple[Column, ...]
    high: int = 1
    wide: str = LONG
    wide_measure: str = "pieces"
    store_from: str = ASKED
    days_from: str = ASKED
    bare_groups: bool = False
    """Whether a row of one text alone names the shop of the rows below it."""

    @property
    def shape(self) -> str:
        """A digest of what must be the same in the next file."""
        told = "\n".join(f"{each.nth} {each.heading}" for each in self.columns)
        return hashlib.sha256(f"{self.high}|{self.wide}|{told}".encode()).hexdigest()

    def place_of(self, placed: Mapping[Column, int], role: str) -> int | None:
        """Where the column of a role stands, once the columns were found."""
        return next((placed[each] for each in self.columns if each.role == role and each in placed), None)


def as_json(layout: Layout) -> dict[str, Any]:
    """As it is kept."""
    return {
        "columns": [[each.heading, each.nth, each.role] for each in layout.columns],
        "high": layout.high,
        "wide": layout.wide,
        "wide_measure": layout.wide_measure,
        "store_from": layout.store_from,
        "days_from": layout.days_from,
        "bare_groups": layout.bare_groups,
    }


def from_json(kept: Mapping[str, Any]) -> Layout:
    """Out of what was kept, or of a file; raises :class:`ValueError` for what is none."""
    try:
        columns = tuple(Column(str(text), int(nth), str(role)) for text, nth, role in kept["columns"])
        layout = Layout(
            columns,
            int(kept["high"]),
            str(kept["wide"]),
            str(kept["wide_measure"]),
            str(kept["store_from"]),
            str(kept["days_from"]),
            bool(kept.get("bare_groups")),
        )
    except (KeyError, TypeError) as fault:
        raise ValueError(f"no layout: {fault}") from None
    roles = Counter(each.role for each in columns if each.role in ONCE)
    fits = (
        layout.high in (1, 2)
        and layout.wide in WIDES
        and layout.store_from in SOURCES
        and layout.days_from in SOURCES
        and layout.days_from != BY_BELOW
        and {each.role for each in columns} <= set(ROLES)
        and max(roles.values(), default=0) <= 1
    )
    if not fits:
        raise ValueError("no layout: a word in it is not known")
    return layout


def headings_at(grid: Grid, row: int, high: int) -> tuple[Heading, ...]:
    """The heading that begins in ``row`` (from 0); words of an upper row reach over the columns they head."""
    upper = grid.rows[row]
    if high == 1:
        return tuple(
            Heading(place, "", plain(cell)[:MOST_LETTERS], _shown(cell))
            for place, cell in enumerate(upper)
            if plain(cell)
        )
    lower = grid.rows[row + 1] if row + 1 < len(grid.rows) else ()
    reach = _reached(grid, row, upper, lower)
    found = []
    for place in range(max(len(upper), len(lower))):
        above, below = reach.get(place, ""), lower[place] if place < len(lower) else ""
        if plain(above) or plain(below):
            shown = " ".join(filter(None, (_shown(above), _shown(below))))
            found.append(Heading(place, plain(above)[:MOST_LETTERS], plain(below)[:MOST_LETTERS], shown))
    return tuple(found)


def _reached(grid: Grid, row: int, upper: Sequence[object], lower: Sequence[object]) -> dict[int, object]:
    """The upper word of each column: its own, that of the merged cell, or of the group it continues."""
    told: dict[int, object] = {place: cell for place, cell in enumerate(upper) if plain(cell)}
    for top, left, bottom, right in grid.merged:
        if top <= row <= bottom and left in told:
            told.update(dict.fromkeys(range(left, right + 1), told[left]))
    group: object = ""
    for place in range(max(len(upper), len(lower))):
        below = plain(lower[place]) if place < len(lower) else ""
        if place in told:
            group = told[place] if below else ""
        elif below and group:
            told[place] = group
    return told


def _shown(cell: object) -> str:
    return "".join(each for each in spaced(cell) if each.isprintable())[:MOST_LETTERS] if plain(cell) else ""


def numbered(headings: Iterable[Heading]) -> list[tuple[Heading, int]]:
    """Each heading with how many of the same words stand before it."""
    seen: Counter[str] = Counter()
    counted = []
    for heading in headings:
        counted.append((heading, seen[heading.text]))
        seen[heading.text] += 1
    return counted


def find(grid: Grid, layout: Layout) -> tuple[int, dict[Column, int]] | None:
    """Where the heading of ``layout`` begins in a sheet (row from 0), and its columns; nothing without it.

    A file that is not wide must have the very same headings; in a wide one those of shops and days change.
    """
    wanted = [(each.heading, each.nth) for each in layout.columns]
    for row in range(min(len(grid.rows), FIND_IN)):
        found = {(each.text, nth): each.place for each, nth in numbered(headings_at(grid, row, layout.high))}
        fits = list(found) == wanted if not layout.wide else _in_order(wanted, list(found))
        if fits and wanted:
            return row, {each: found[each.heading, each.nth] for each in layout.columns}
    return None


def _in_order(wanted: list[tuple[str, int]], found: list[tuple[str, int]]) -> bool:
    rest = iter(found)
    return all(each in rest for each in wanted)

"""A first reading of a file that nobody has explained yet: which row heads it and what each column means.

Only a guess, made from the words of headings and from what stands below them: a person sees it and
confirms it before anything is kept.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from lopo.retail.sellout.columns import count_or_money, roles_of
from lopo.retail.sellout.days import Around, period_told, span_in
from lopo.retail.sellout.grid import Cells, Grid
from lopo.retail.sellout.layout import (
    ASKED,
    BY_BELOW,
    BY_COLUMN,
    BY_DAY,
    BY_GROUP,
    BY_SHEET,
    BY_STORE,
    BY_TITLE,
    LOOK_AT,
    Column,
    Heading,
    Layout,
    find,
    headings_at,
    numbered,
)
from lopo.retail.sellout.numbers import Unread, is_blank, looks_numeric, read_number
from lopo.retail.sellout.outline import heads_of
from lopo.retail.sellout.rows import group_of, lone_text, row_texts, store_summed, store_told, total_kind
from lopo.retail.sellout.spread import is_total, shop_above, split_label, spread_of
from lopo.retail.sellout.words import MEASURES, WHO, plain, words

SAMPLE = 120
"""Rows below a heading that are looked at."""
DAYS_ACROSS = 0.5
"""How much surer a heading is with a row of days in it."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A layout, the sheet it was read from, and the row (from 0) of its heading."""

    layout: Layout
    sheet: int
    row: int
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    score: float
    row: int
    high: int
    headings: tuple[Heading, ...]
    roles: Mapping[int, str]


def guess(
    grids: Sequence[Grid],
    today: dt.date,
    *,
    stores: Collection[str] = (),
    known: Mapping[str, str] | None = None,
) -> Guess | None:
    """The likeliest layout of a file, or nothing where no heading is found.

    ``stores`` are names and codes of the retailer's shops, ``known`` the roles that headings had in its last
    layout.
    """
    best: tuple[float, int, _Found] | None = None
    for sheet, grid in enumerate(grids):
        found = _heading(grid, today, known or {})
        if found is not None and (best is None or found.score > best[0]):
            best = (found.score, sheet, found)
    if best is None:
        return None
    _score, sheet, found = best
    names = frozenset(plain(each) for each in stores)
    layout = _layout(grids, sheet, found, today, names)
    return Guess(layout, sheet, found.row, found.headings)


def guess_at(
    grids: Sequence[Grid],
    sheet: int,
    row: int,
    high: int,
    today: dt.date,
    *,
    stores: Collection[str] = (),
    known: Mapping[str, str] | None = None,
) -> Guess | None:
    """The layout under a heading that a person pointed at (rows from 0); nothing where there is no row."""
    if not 0 <= sheet < len(grids) or not row >= 0 or row + high > len(grids[sheet].rows):
        return None
    headings = headings_at(grids[sheet], row, high)
    if not headings:
        return None
    below = _goods(grids[sheet].rows[row + high : row + high + SAMPLE])
    roles, sure = roles_of(headings, below, today, known or {})
    found = _Found(sure, row, high, headings, roles)
    names = frozenset(plain(each) for each in stores)
    return Guess(_layout(grids, sheet, found, today, names), sheet, row, headings)


# Which row heads the file


def _heading(grid: Grid, today: dt.date, known: Mapping[str, str]) -> _Found | None:
    best = None
    for row in range(min(len(grid.rows), LOOK_AT)):
        for high in (1, 2):
            found = _tried(grid, row, high, today, known)
            if found is not None and (best is None or found.score > best.score + 0.01):
                best = found
    return best


def _tried(grid: Grid, row: int, high: int, today: dt.date, known: Mapping[str, str]) -> _Found | None:
    """A heading in this row, if it has a product and a count below it."""
    if row + high >= len(grid.rows) or sum(bool(plain(cell)) for cell in grid.rows[row]) < 2:
        return None
    if any(_is_figure(cell) for cell in grid.rows[row]) and high == 2:
        return None
    lowest = grid.rows[row + high - 1]
    if high == 2 and (sum(bool(plain(cell)) for cell in lowest) < 2 or _holds_figures(lowest)):
        return None
    if high == 2 and len(row_texts(grid.rows[row])) <= 2 and _is_title(grid.rows[row]):
        return None  # the shop or the period above the heading is no part of it
    if high == 1 and _is_upper(grid, row):
        return None
    headings = headings_at(grid, row, high)
    below = _goods(grid.rows[row + high : row + high + SAMPLE])
    roles, sure = roles_of(headings, below, today, known)
    told = set(roles.values())
    wide, _spread = spread_of(headings, roles, below, today, frozenset())
    if not told & {*WHO, "day"} or not (told & set(MEASURES) or wide):
        return None
    sure += (DAYS_ACROSS if wide == BY_DAY else 0) - (0.05 if high == 2 else 0)
    return _Found(sure, row, high, headings, roles)


def _is_title(row: Cells) -> bool:
    return bool(store_told(row)) or plain(row_texts(row)[0]) in words().rows["period"]


def _is_upper(grid: Grid, row: int) -> bool:
    """Whether words of a row are merged over several columns, each with its own word below."""
    over = any(top == row == bottom and left < right for top, left, bottom, right in grid.merged)
    below = grid.rows[row + 1]
    return over and sum(bool(plain(cell)) for cell in below) >= 2 and not any(map(looks_numeric, below))


def _goods(rows: Sequence[Cells]) -> list[Cells]:
    """The rows that may be sales: neither sums nor names of groups, nor signatures below the table."""
    rows = [row for row in rows if not any(map(total_kind, row_texts(row))) and not group_of(row)[0]]
    return [row for row in rows if any(map(looks_numeric, row))] or rows


def _is_figure(cell: object) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _holds_figures(cells: Cells) -> bool:
    """Whether a row holds counts, as no heading does but one of days of the month."""
    figures = [cell for cell in cells if looks_numeric(cell) and span_in(cell, Around(dt.date.max)) is None]
    return bool(figures) and not _is_month_row(figures)


def _is_month_row(cells: Sequence[object]) -> bool:
    try:
        days = [int(read_number(cell)) for cell in cells]
    except Unread:
        return False
    return len(days) > 2 and days == sorted(set(days)) and days[0] > 0 and days[-1] <= 31


# The whole layout


def _layout(
    grids: Sequence[Grid], sheet: int, found: _Found, today: dt.date, stores: Collection[str]
) -> Layout:
    grid = grids[sheet]
    below = grid.rows[found.row + found.high :]
    goods = _goods(below[:SAMPLE])
    wide, spread = spread_of(found.headings, found.roles, goods, today, stores)
    apart = {each.place for each in spread}
    columns = tuple(
        Column(each.text, nth, _kept_role(each, found.roles, wide))
        for each, nth in numbered(found.headings)
        if each.place not in apart
    )
    layout = Layout(columns, found.high, wide)
    measures = {split_label(each)[1] for each in spread} - {""}
    if wide and len(measures) == 1:
        layout = replace(layout, wide_measure=measures.pop())
    elif (
        wide
        and not measures
        and count_or_money([cell for row in goods for cell in _at(row, apart)]) == "value"
    ):
        layout = replace(layout, wide_measure="value")
    alike = sum(find(each, layout) is not None for each in grids)
    titles = [line for row in grid.rows[: found.row] if (line := " ".join(row_texts(row)))]
    layout = _with_stores(layout, grid, found, below, today, alike, stores)
    return replace(layout, days_from=_days_from(layout, grid, found, below, titles, today, alike))


def _kept_role(heading: Heading, roles: Mapping[int, str], wide: str) -> str:
    role = roles.get(heading.place, "other") or "other"
    return "other" if wide and role in MEASURES and is_total(heading.text) else role


def _at(row: Cells, places: Collection[int]) -> list[object]:
    return [row[place] for place in places if place < len(row) and not is_blank(row[place])]


def _with_stores(
    layout: Layout,
    grid: Grid,
    found: _Found,
    below: Sequence[Cells],
    today: dt.date,
    alike: int,
    stores: Collection[str],
) -> Layout:
    told = {each.role for each in layout.columns}
    if layout.wide == BY_STORE or told & {"store", "store_code"}:
        return replace(layout, store_from=BY_COLUMN)
    if any(group_of(row)[0] == "store" for row in below):
        return replace(layout, store_from=BY_GROUP)
    if any(map(store_summed, below)) and not any(map(store_told, grid.rows[: found.row])):
        return replace(layout, store_from=BY_BELOW)
    if heads_of(below, {role: place for place, role in found.roles.items()}):
        return replace(layout, store_from=BY_GROUP)
    lone = [text for row in below if (text := lone_text(row))]
    if any(plain(text) in stores for text in lone):
        return replace(layout, store_from=BY_GROUP, bare_groups=True)
    above = any(map(store_told, grid.rows[: found.row]))
    if above or (layout.wide == BY_DAY and any(map(shop_above, found.headings))):
        return replace(layout, store_from=BY_TITLE)
    dated = span_in(grid.name, Around(today)) is not None
    if (alike > 1 and not dated) or plain(grid.name) in stores:
        return replace(layout, store_from=BY_SHEET)
    return replace(layout, store_from=ASKED)


def _days_from(
    layout: Layout,
    grid: Grid,
    found: _Found,
    below: Sequence[Cells],
    titles: Sequence[str],
    today: dt.date,
    alike: int,
) -> str:
    told = {each.role for each in layout.columns}
    if layout.wide == BY_DAY or "day" in told or {"from", "until"} <= told:
        return BY_COLUMN
    around = Around(today)
    if any(group_of(row)[0] == "day" and span_in(group_of(row)[1], around) for row in below):
        return BY_GROUP
    if period_told(titles, around):
        return BY_TITLE
    return BY_SHEET if span_in(grid.name, around) and layout.store_from != BY_SHEET else ASKED

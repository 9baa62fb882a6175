"""A first reading of a file that nobody has explained yet: which row heads it and what each column means.

Only a guess, made from the words of headings and from what stands below them: a person sees it and
confirms it before anything is kept.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from lopo.labels.codes.gtin import check
from lopo.retail.sellout.codes import read_code
from lopo.retail.sellout.days import Around, day_of_month, period_told, span_in, whole_month
from lopo.retail.sellout.layout import (
    ASKED,
    BY_COLUMN,
    BY_DAY,
    BY_GROUP,
    BY_SHEET,
    BY_STORE,
    BY_TITLE,
    LONG,
    LOOK_AT,
    Column,
    Heading,
    Layout,
    find,
    headings_at,
    numbered,
)
from lopo.retail.sellout.numbers import Unread, is_blank, looks_numeric, read_number
from lopo.retail.sellout.rows import group_of, lone_text, row_texts, total_kind
from lopo.retail.sellout.table import Cells, Grid
from lopo.retail.sellout.words import MEASURES, ONCE, WHO, begins_with, plain, role_of, words

SAMPLE = 120
"""Rows below a heading that are looked at."""
_ANY_MONTH = whole_month(2024, 1)
"""A month of 31 days, to tell a day of the month by."""
DATED = 0.6
"""Of the cells of a column, how many must be days for it to be one of days."""


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
    roles, sure = _roles(headings, below, today, known or {})
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
    headings = headings_at(grid, row, high)
    below = _goods(grid.rows[row + high : row + high + SAMPLE])
    roles, sure = _roles(headings, below, today, known)
    told = set(roles.values())
    if not told & {*WHO, "day"} or not (told & set(MEASURES) or _is_wide(headings, roles, below, today)):
        return None
    return _Found(sure - (0.05 if high == 2 else 0), row, high, headings, roles)


def _goods(rows: Sequence[Cells]) -> list[Cells]:
    """The rows that may be sales: neither sums nor names of groups."""
    return [row for row in rows if not any(map(total_kind, row_texts(row))) and not group_of(row)[0]]


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


# What each column means


def _roles(
    headings: Sequence[Heading], below: Sequence[Cells], today: dt.date, known: Mapping[str, str]
) -> tuple[dict[int, str], float]:
    """The role of each column whose heading or content tells it, and how sure all are together."""
    wishes: list[tuple[float, int, str]] = []
    others = 0.0
    for heading in headings:
        cells = [row[heading.place] for row in below if heading.place < len(row)]
        cells = [cell for cell in cells if not is_blank(cell)]
        role, sure = _wish(heading, cells, known)
        role = _by_content(role, cells, today)
        if role == "other":
            others += 0.3 * sure
        elif role:
            wishes.append((sure, heading.place, role))
    roles: dict[int, str] = {}
    total = others
    for sure, place, role in sorted(wishes, key=lambda each: (-each[0], each[1])):
        if role in ONCE and role in roles.values():
            continue
        roles[place] = role
        total += sure
    _settle(roles, headings, below)
    return roles, total


def _wish(heading: Heading, cells: Sequence[object], known: Mapping[str, str]) -> tuple[str, float]:
    if heading.text in known:
        return known[heading.text], 2.0
    for text in (heading.text, heading.lower, heading.upper):
        if text in words().uncertain:
            return _count_or_money(cells), 0.7
    tried = [role_of(text) for text in dict.fromkeys((heading.text, heading.lower, heading.upper)) if text]
    return max(tried, key=lambda each: each[1], default=("", 0.0))


def _count_or_money(cells: Sequence[object]) -> str:
    numbers = []
    for cell in cells:
        try:
            numbers.append(abs(read_number(cell)))
        except Unread:
            continue
    if not numbers:
        return ""
    large = sum(number >= words().money_from for number in numbers)
    return "value" if large * 2 > len(numbers) else "pieces"


def _by_content(role: str, cells: Sequence[object], today: dt.date) -> str:
    """The role that the cells allow: no count without numbers, no day without days."""
    if not cells:
        return role
    numeric = sum(looks_numeric(cell) for cell in cells) / len(cells)
    if role in MEASURES and numeric < 0.5:
        return ""
    if role == "unit" and numeric > 0.8:
        return "pieces"
    if role in ("day", "from", "until"):
        dated = sum(span_in(cell, Around(today)) is not None for cell in cells) / len(cells)
        return role if dated >= DATED else ""
    if role == "code" and _are_gtins(cells):
        return "gtin"
    return role


def _are_gtins(cells: Sequence[object]) -> bool:
    codes = [read_code(cell) for cell in cells]
    good = sum(not each.lost and len(each.text) >= 8 and check(each.text).valid for each in codes)
    return good * 10 >= len(codes) * 6


def _settle(roles: dict[int, str], headings: Sequence[Heading], below: Sequence[Cells]) -> None:
    """Codes that are names, and names that are codes, by what stands in them."""
    taken = set(roles.values())
    for heading in headings:
        role = roles.get(heading.place)
        cells = [row[heading.place] for row in below if heading.place < len(row)]
        coded = _are_codes([cell for cell in cells if not is_blank(cell)])
        if role == "code" and not coded and "name" not in taken:
            roles[heading.place] = "name"
        elif role == "name" and coded and not taken & {"code", "gtin"}:
            roles[heading.place] = "code"
        taken = set(roles.values())


def _are_codes(cells: Sequence[object]) -> bool:
    if not cells:
        return True
    texts = [str(cell).strip() for cell in cells]
    return sum(any(each.isdigit() for each in text) and " " not in text for text in texts) * 2 > len(texts)


# A column for each shop or day


def split_label(heading: Heading) -> tuple[str, str]:
    """What a column of a wide file is of, and what it counts (empty where it does not say)."""
    upper_role, lower_role = role_of(heading.upper), role_of(heading.lower)
    if heading.upper and lower_role[0] in MEASURES and lower_role[1] == 1.0:
        return heading.upper, lower_role[0]
    if heading.lower and upper_role[0] in MEASURES and upper_role[1] == 1.0:
        return heading.lower, upper_role[0]
    parts = heading.text.split()
    for size in range(min(3, len(parts) - 1), 0, -1):
        for phrase, rest in ((parts[:size], parts[size:]), (parts[-size:], parts[:-size])):
            role, sure = role_of(" ".join(phrase))
            if role in MEASURES and sure == 1.0:
                return " ".join(rest), role
    return heading.text, ""


def is_total(label: str) -> bool:
    """Whether a column sums others."""
    return any(begins_with(label, kind) for kind in ("grand", "sub", "total"))


def _is_wide(
    headings: Sequence[Heading], roles: Mapping[int, str], below: Sequence[Cells], today: dt.date
) -> bool:
    return bool(_wide_kind(headings, roles, below, today, frozenset())[0])


def _wide_kind(
    headings: Sequence[Heading],
    roles: Mapping[int, str],
    below: Sequence[Cells],
    today: dt.date,
    stores: Collection[str],
) -> tuple[str, list[Heading]]:
    """Whether columns are days or shops, and which they are."""
    counting = [
        each
        for each in headings
        if roles.get(each.place, "") in ("", *MEASURES) and not is_total(each.text) and _counts(each, below)
    ]
    month = Around(today)
    days = [each for each in counting if _day_label(split_label(each)[0], month)]
    if len(days) >= 2 and len({split_label(each)[0] for each in days}) >= 2:
        return BY_DAY, days
    told = set(roles.values())
    if told & {"store", "store_code"}:
        return LONG, []
    shops = [each for each in counting if _is_shop(each, stores)]
    labels = {split_label(each)[0] for each in shops}
    named = labels & set(stores)
    if len(labels) >= 2 and (named or "pieces" not in told or _repeats(shops)):
        return BY_STORE, shops
    return LONG, []


def _counts(heading: Heading, below: Sequence[Cells]) -> bool:
    """Whether what stands in a column are counts, or nothing."""
    cells = [row[heading.place] for row in below if heading.place < len(row)]
    cells = [cell for cell in cells if not is_blank(cell)]
    return sum(looks_numeric(cell) for cell in cells) >= len(cells) * 0.7


def _day_label(label: str, around: Around) -> bool:
    return span_in(label, around) is not None or day_of_month(label, _ANY_MONTH) is not None


def _is_shop(heading: Heading, stores: Collection[str]) -> bool:
    label, measure = split_label(heading)
    if label in stores:
        return True
    if role_of(heading.text)[1] == 1.0:
        return False  # a heading that is known whole, such as "Saldo awal", is no shop
    role, sure = role_of(label)
    return bool(label) and (not role or sure < 0.5 or (bool(measure) and sure < 1.0))


def _repeats(headings: Sequence[Heading]) -> bool:
    """Whether one and the same count is told of several."""
    told = [split_label(each)[1] for each in headings]
    return any(told.count(each) >= 2 for each in set(told) - {""})


# The whole layout


def _layout(
    grids: Sequence[Grid], sheet: int, found: _Found, today: dt.date, stores: Collection[str]
) -> Layout:
    grid = grids[sheet]
    below = grid.rows[found.row + found.high :]
    goods = _goods(below[:SAMPLE])
    wide, spread = _wide_kind(found.headings, found.roles, goods, today, stores)
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
        and _count_or_money([cell for row in goods for cell in _at(row, apart)]) == "value"
    ):
        layout = replace(layout, wide_measure="value")
    alike = sum(find(each, layout) is not None for each in grids)
    titles = [line for row in grid.rows[: found.row] if (line := " ".join(row_texts(row)))]
    layout = _with_stores(layout, grid, found, below, alike, stores)
    return replace(layout, days_from=_days_from(layout, grid, found, below, titles, today, alike))


def _kept_role(heading: Heading, roles: Mapping[int, str], wide: str) -> str:
    role = roles.get(heading.place, "other") or "other"
    return "other" if wide and role in MEASURES and is_total(heading.text) else role


def _at(row: Cells, places: Collection[int]) -> list[object]:
    return [row[place] for place in places if place < len(row) and not is_blank(row[place])]


def _with_stores(
    layout: Layout, grid: Grid, found: _Found, below: Sequence[Cells], alike: int, stores: Collection[str]
) -> Layout:
    told = {each.role for each in layout.columns}
    if layout.wide == BY_STORE or told & {"store", "store_code"}:
        return replace(layout, store_from=BY_COLUMN)
    if any(group_of(row)[0] == "store" for row in below):
        return replace(layout, store_from=BY_GROUP)
    lone = [text for row in below if (text := lone_text(row))]
    if any(plain(text) in stores for text in lone):
        return replace(layout, store_from=BY_GROUP, bare_groups=True)
    if any(group_of(row)[0] == "store" for row in grid.rows[: found.row]):
        return replace(layout, store_from=BY_TITLE)
    if alike > 1 or plain(grid.name) in stores:
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

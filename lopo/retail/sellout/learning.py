"""What holds for a whole sheet before its rows are read: shop, days, marks before decimals, columns."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lopo.facts.text import Text
from lopo.retail.sellout.across import WideColumn, across
from lopo.retail.sellout.days import (
    Around,
    day_order,
    month_told,
    period_told,
    says_week,
    span_in,
    year_told,
)
from lopo.retail.sellout.grid import Cells, Grid
from lopo.retail.sellout.layout import BY_BELOW, BY_GROUP, BY_SHEET, BY_TITLE, Column, Layout
from lopo.retail.sellout.numbers import UNSURE, decimal_mark, looks_numeric, mark_by_price
from lopo.retail.sellout.outline import heads_of
from lopo.retail.sellout.result import Answers
from lopo.retail.sellout.rows import row_texts, store_summed, store_told, total_kind
from lopo.retail.sellout.sale import Above, cell_letters
from lopo.retail.sellout.scale import SCALED, SCALES, scale_told
from lopo.retail.sellout.words import MEASURES, plain, spaced, words

_COUNTS = ("pieces", "stock", "returned")
_NO_FIGURES = ("gtin", "code", "name", "store_code", "store", "day", "from", "until")
TURNED = Text(
    "Excel membaca sebagian tanggal terbalik (3/10 jadi 10 Maret); itu dikembalikan.",
    "Excel had read some days the wrong way round (3/10 as 10 March); they were turned back.",
)
CARTONS_APART = Text(
    'Kolom "{column}" berisi karton dan tidak ikut dihitung. Kalau terjual juga, tulis dalam buah.',
    'The column "{column}" is of cartons and does not count. If they were sold, too, write them in pieces.',
)
HIDDEN = Text(
    "Kolom {columns} tersembunyi di Excel, tetapi dipakai di sini. Kalau tidak boleh dihitung, hapus dulu.",
    "Column {columns} is hidden in Excel, but used here. If it must not count, delete it first.",
)


@dataclass
class Learnt:
    """A sheet as far as its title, its heading and its columns as a whole tell it."""

    above: Above
    titles: Sequence[str]
    heads: Sequence[Sequence[str]]
    printed: frozenset[tuple[str, ...]]
    """Rows of the title, which may come again on the next printed page."""
    pivot_shops: frozenset[int] = frozenset()
    """Rows of a pivot table that name a shop and sum its goods."""
    sums: tuple[WideColumn, ...] = ()
    below: list[tuple[int, str]] = field(default_factory=list)
    """Rows that sum a shop, and its name."""
    notes: list[Text] = field(default_factory=list)


def learn(
    grid: Grid, layout: Layout, found: tuple[int, Mapping[Column, int]], today: dt.date, answers: Answers
) -> Learnt:
    """All that holds for a sheet whose heading was found; what it does not tell is answered."""
    start, placed = found
    end = start + layout.high
    title, body = grid.rows[:start], grid.rows[end:]
    above = Above(grid, layout, Around(today))
    above.places = {each.role: place for each, place in placed.items() if each.role != "other"}
    learnt = Learnt(
        above,
        [" ".join(row_texts(row)) for row in title],
        [[plain(cell) for cell in grid.rows[row]] for row in range(start, end)],
        frozenset(tuple(row_texts(row)) for row in title if row_texts(row)),
    )
    _learn_days(learnt, body, answers)
    _learn_store(learnt, title, body, answers)
    _learn_columns(learnt, start, placed)
    _learn_marks(learnt, body, answers)
    _learn_scale(learnt, title)
    if layout.store_from == BY_GROUP:
        learnt.pivot_shops = frozenset(end + row + 1 for row in heads_of(body, above.places))
    return learnt


def _cells(above: Above, body: Sequence[Cells], role: str) -> list[object]:
    place = above.places.get(role)
    return [] if place is None else [row[place] for row in body if place < len(row)]


def _learn_days(learnt: Learnt, body: Sequence[Cells], answers: Answers) -> None:
    above, titles = learnt.above, learnt.titles
    dated = [cell for role in ("day", "from", "until") for cell in _cells(above, body, role)]
    around = Around(above.around.today, day_order(dated, above.around.today))
    told = period_told(titles, around)
    by_sheet = span_in(above.grid.name, around)
    if above.layout.days_from == BY_TITLE:
        above.span = told
    elif above.layout.days_from == BY_SHEET:
        above.span = by_sheet
    named = (*titles, above.grid.name)
    place = above.places.get("day", -1)
    above.around = replace(
        around,
        span=above.span or told or answers.span or by_sheet,
        year=year_told(named),
        month=month_told(named),
        by_week=any(says_week(head[place]) for head in learnt.heads if 0 <= place < len(head)),
    )
    above.span = above.span or answers.span
    if _are_turned(_cells(above, body, "day"), above.around):
        above.swapped = True
        learnt.notes.append(TURNED)


def _are_turned(cells: Sequence[object], around: Around) -> bool:
    """Whether Excel took day for month where it could (3/10 as 10 March) and left 13/10 as a text."""
    days = [each for each in cells if isinstance(each, dt.date)]
    if not days or any(day.day > 12 for day in days):
        return False
    texts = [span for each in cells if isinstance(each, str) and (span := span_in(each, around))]
    if texts:
        months = {(span.first.year, span.first.month) for span in texts}
        turned = all((day.year, day.day) in months for day in days)
        return (
            all(span.first.day > 12 for span in texts)
            and turned
            and any((day.year, day.month) not in months for day in days)
        )
    span = around.span
    return span is not None and all(
        not span.first <= dt.date(day.year, day.month, day.day) <= span.last
        and span.first <= dt.date(day.year, day.day, day.month) <= span.last
        for day in days
    )


def _learn_store(learnt: Learnt, title: Sequence[Cells], body: Sequence[Cells], answers: Answers) -> None:
    above = learnt.above
    if above.layout.store_from in (BY_TITLE, BY_GROUP):
        above.store = next((name for row in reversed(title) if (name := store_told(row))), "")
    elif above.layout.store_from == BY_SHEET:
        above.store = above.grid.name
    elif above.layout.store_from == BY_BELOW:
        first = len(above.grid.rows) - len(body) + 1
        learnt.below = [
            (number, name) for number, row in enumerate(body, first) if (name := store_summed(row))
        ]
    above.store = above.store or answers.store


def _learn_columns(learnt: Learnt, start: int, placed: Mapping[Column, int]) -> None:
    above = learnt.above
    found = across(above.grid, above.layout, start, placed, above.around)
    above.wide, above.wants_span, learnt.sums = found.columns, found.wants_span, found.sums
    learnt.notes.extend(found.notes)
    used = {*above.places.values(), *(each.place for each in found.columns)}
    for column in _uncounted_cartons(learnt, used):
        learnt.notes.append(CARTONS_APART.filled(column=Text.same(column)))
    if unseen := sorted(used & above.grid.hidden_columns):
        learnt.notes.append(HIDDEN.filled(columns=", ".join(map(cell_letters, unseen))))


def _uncounted_cartons(learnt: Learnt, used: set[int]) -> list[str]:
    """Columns of cartons beside the one of pieces, in which something stands."""
    head = learnt.heads[-1]
    cartons = [place for place, text in enumerate(head)
               if place not in used and set(text.split()) & words().cartons]  # fmt: skip
    filled = {place for row in learnt.above.grid.rows for place in cartons
              if place < len(row) and looks_numeric(row[place]) and spaced(row[place]) != "0"}  # fmt: skip
    return [head[place] for place in cartons if place in filled]


def _learn_marks(learnt: Learnt, body: Sequence[Cells], answers: Answers) -> None:
    """The mark before decimals of each measure. In amounts three digits are thousands of rupiah."""
    above = learnt.above
    above.marks = {role: decimal_mark(_cells(above, body, role)) for role in MEASURES}
    named = {above.places.get(role) for role in _NO_FIGURES}
    everywhere = decimal_mark(
        cell for row in body for place, cell in enumerate(row) if place not in named and looks_numeric(cell)
    )
    goods = [row for row in body if not any(map(total_kind, row_texts(row)))]
    if not (above.marks["pieces"] or answers.mark or everywhere):
        priced = list(_priced(above, goods))
        above.marks["pieces"] = mark_by_price(priced)
        if above.marks["pieces"] == UNSURE:
            above.unsure_count = next(spaced(cell) for cell, _value in priced if looks_numeric(cell))
    for role in _COUNTS:
        above.marks[role] = above.marks[role] or answers.mark or everywhere


def _priced(above: Above, goods: Iterable[Cells]) -> Iterable[tuple[object, object]]:
    """Each count of the goods with its amount, where it has one."""
    pairs = [(above.places.get("pieces"), above.places.get("value"))]
    if above.wide:
        values = {(each.label, each.span): each.place for each in above.wide if each.measure == "value"}
        pairs = [(each.place, values.get((each.label, each.span)))
                 for each in above.wide if each.measure == "pieces"]  # fmt: skip
    for row in goods:
        for places in pairs:
            count, value = (row[each] if each is not None and each < len(row) else None for each in places)
            yield count, value


def _learn_scale(learnt: Learnt, title: Sequence[Cells]) -> None:
    """Whether the file's rupiah are in thousands, as a title or the heading of the column says."""
    above = learnt.above
    places = [above.places.get("value", -1), *(each.place for each in above.wide if each.measure == "value")]
    headings = [head[place] for head in learnt.heads for place in places if 0 <= place < len(head)]
    above.scale = scale_told([text for row in title for text in row_texts(row)], headings)
    if above.scale > 1:
        learnt.notes.append(SCALED.filled(scale=SCALES[above.scale]))

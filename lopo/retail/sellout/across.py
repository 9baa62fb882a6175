"""The columns of a wide file: of which shop, days or product each is, and what it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lopo.facts.text import Text
from lopo.retail.sellout.day_columns import column_span, of_one_month
from lopo.retail.sellout.days import Around, Span, day_of_month, span_in
from lopo.retail.sellout.grid import Grid
from lopo.retail.sellout.layout import BY_DAY, Column, Heading, Layout, headings_at, numbered
from lopo.retail.sellout.numbers import is_blank, looks_numeric
from lopo.retail.sellout.spread import is_total, shop_above, split_label
from lopo.retail.sellout.words import NET, plain, role_of

NO_DAY = Text(
    'Kolom "{name}" tidak terbaca sebagai hari dan tidak dihitung.',
    'The column "{name}" cannot be read as a day and is not counted.',
)
WEEKS_TOGETHER = Text(
    "{weeks} dijumlahkan untuk {first} sampai {last}: berkas ini tidak menyebut hari tiap minggunya.",
    "{weeks} were added up for {first} to {last}: the file does not say the days of each week.",
)


@dataclass(frozen=True, slots=True)
class WideColumn:
    """A column of a shop, of days or of a product; ``shop`` is what stands above a column of days."""

    place: int
    label: str
    shown: str
    measure: str
    span: Span | None = None
    shop: str = ""


@dataclass(frozen=True, slots=True)
class Across:
    """The columns that count, what has to be said of the others, and whether the days must be asked."""

    columns: tuple[WideColumn, ...] = ()
    sums: tuple[WideColumn, ...] = ()
    """Columns of the file that add the others up, one at most of each count."""
    notes: tuple[Text, ...] = ()
    wants_span: bool = False


def across(grid: Grid, layout: Layout, start: int, placed: Mapping[Column, int], around: Around) -> Across:
    """The columns of a wide file, whose heading begins in row ``start`` (from 0)."""
    if not layout.wide:
        return Across()
    headings = headings_at(grid, start, layout.high)
    sums = _sums(headings, layout)
    columns = [column for heading, _nth in numbered(headings)
               if (column := _column(heading, layout, set(placed.values()))) is not None]  # fmt: skip
    columns = _once(columns, {each.place: each.text for each in headings})
    if layout.wide != BY_DAY:
        return Across(tuple(columns), sums)
    if around.span is not None and of_one_month([each.label for each in columns], around.span):
        return replace(_weeks_of(around.span, columns), sums=sums)
    found, notes, wants = [], [], False
    by_place = {each.place: each for each in headings}
    for each in columns:
        span = _span_of(grid, start, layout.high, by_place[each.place], each, around)
        if span is not None:
            found.append(replace(each, span=span, shop=shop_above(by_place[each.place])))
            continue
        wants = wants or around.span is None
        if any(looks_numeric(row[each.place]) for row in grid.rows[start + layout.high :]
               if each.place < len(row)):  # fmt: skip
            notes.append(NO_DAY.filled(name=Text.same(each.shown)))
    return Across(tuple(found), sums, tuple(notes), wants)


def _column(heading: Heading, layout: Layout, fixed: set[int]) -> WideColumn | None:
    label, measure = split_label(heading)
    if heading.place in fixed or is_total(heading.text) or is_total(label) or _is_of_no_use(heading):
        return None
    shown = _label_shown(heading.shown, label)
    return WideColumn(heading.place, label, shown, measure or layout.wide_measure)


def _once(columns: list[WideColumn], texts: Mapping[int, str]) -> list[WideColumn]:
    """Gross and net of one shop are one amount: of several headings of it the net one, else the first."""
    kept: dict[tuple[str, str], WideColumn] = {}
    for each in columns:
        first = kept.setdefault((each.label, each.measure), each)
        if set(texts[each.place].split()) & NET and not set(texts[first.place].split()) & NET:
            kept[each.label, each.measure] = each
    return [each for each in columns if texts[each.place] == texts[kept[each.label, each.measure].place]]


def _sums(headings: Sequence[Heading], layout: Layout) -> tuple[WideColumn, ...]:
    """The columns that say they sum the others, where there is but one of each count."""
    found = []
    for heading in headings:
        label, measure = split_label(heading)
        if is_total(heading.text) or is_total(label):
            found.append(WideColumn(heading.place, label, heading.shown, measure or layout.wide_measure))
    told = [each.measure for each in found]
    return tuple(each for each in found if told.count(each.measure) == 1)


def _is_of_no_use(heading: Heading) -> bool:
    """Whether what a column counts is of no use here: a growth, a share, a price."""
    role, sure = role_of(heading.lower)
    return bool(heading.upper) and role == "other" and sure >= 0.9


def _weeks_of(span: Span, columns: list[WideColumn]) -> Across:
    """Weeks whose days nobody says are the sales of the whole span together."""
    told = list(dict.fromkeys(each.shown for each in columns))
    said = WEEKS_TOGETHER.filled(
        weeks=Text.same(", ".join(told)),
        first=Text.same(f"{span.first:%d/%m/%Y}"),
        last=Text.same(f"{span.last:%d/%m/%Y}"),
    )
    return Across(tuple(replace(each, span=span) for each in columns), notes=(said,))


def _span_of(
    grid: Grid, start: int, high: int, heading: Heading, column: WideColumn, around: Around
) -> Span | None:
    """The days of a column: told by its own cells, a day of the month by the month above it."""
    rows = grid.rows[start : start + high]
    place = heading.place
    cells = [row[place] for row in reversed(rows) if place < len(row) and not is_blank(row[place])]
    month = span_in(heading.upper, around) if heading.upper else None
    if month is not None and cells and (day := day_of_month(cells[0], month)):
        return day
    told = [_without_count(cell) if isinstance(cell, str) else cell for cell in cells]
    return next((found for cell in (*told, column.label) if (found := column_span(cell, around))), None)


def _without_count(cell: str) -> str:
    """The label of a column without the count that it may be told with, as it was written."""
    parts = cell.split()
    kept = [each for each in parts if plain(each) not in ("qty", "jml", "pcs", "nilai", "terjual", "tgl")]
    return " ".join(kept) or cell


def _label_shown(shown: str, label: str) -> str:
    """The label of a column as the file writes it."""
    wanted = label.split()
    kept = [
        each for each in shown.split() if plain(each) and all(part in wanted for part in plain(each).split())
    ]
    return " ".join(kept) or label

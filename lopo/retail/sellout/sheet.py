"""The walk down one sheet: what each row is, and what it says for the rows below it."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from lopo.facts.text import Text
from lopo.retail.sellout.days import (
    Around,
    Span,
    day_of_month,
    day_order,
    period_told,
    says_week,
    span_in,
    span_of_cell,
    year_told,
)
from lopo.retail.sellout.layout import (
    BY_DAY,
    BY_GROUP,
    BY_SHEET,
    BY_TITLE,
    Column,
    Layout,
    headings_at,
    numbered,
)
from lopo.retail.sellout.numbers import (
    Unread,
    decimal_mark,
    is_blank,
    looks_numeric,
    read_pieces,
    read_rupiah,
)
from lopo.retail.sellout.outline import heads_of
from lopo.retail.sellout.result import (
    BLANK,
    FOOTER,
    GROUP,
    HEADING,
    SALE,
    TITLE,
    TOTAL,
    UNREAD,
    Answers,
    Line,
    RowResult,
    Total,
)
from lopo.retail.sellout.rows import group_of, is_footer, lone_text, row_texts, total_kind
from lopo.retail.sellout.sale import Above, BadCell, WideColumn
from lopo.retail.sellout.spread import is_total, shop_above, split_label
from lopo.retail.sellout.table import Cells, Grid
from lopo.retail.sellout.words import MEASURES, plain, spaced


class Sheet:
    """One sheet, read row by row from the top."""

    def __init__(
        self,
        grid: Grid,
        layout: Layout,
        found: tuple[int, Mapping[Column, int]],
        today: dt.date,
        answers: Answers,
    ) -> None:
        self.grid, self.layout, self.found, self.answers = grid, layout, found, answers
        self.above = Above(grid, layout, Around(today))
        self.lines: list[Line] = []
        self.rows: list[RowResult] = []
        self.totals: list[Total] = []
        self.notes: list[Text] = []
        self.pieces = 0
        self.since = 0
        self.closed = False
        self.printed: set[tuple[str, ...]] = set()
        self.same: Counter[Cells] = Counter()
        self.pivot_shops: frozenset[int] = frozenset()
        """Rows of a pivot table that name a shop and sum its goods."""

    def read(self) -> None:
        start, placed = self.found
        end = start + self.layout.high
        self.above.places = {each.role: place for each, place in placed.items() if each.role != "other"}
        self.heads = [[plain(cell) for cell in self.grid.rows[row]] for row in range(start, end)]
        body = self.grid.rows[end:]
        self._learn(self.grid.rows[:start], body)
        self.above.wide = self._wide(start, placed)
        if self.layout.store_from == BY_GROUP:
            self.pivot_shops = frozenset(end + row + 1 for row in heads_of(body, self.above.places))
        for number, row in enumerate(self.grid.rows, 1):
            if number <= start:
                self._take(number, TITLE if row_texts(row) else BLANK)
            elif number <= end:
                self._take(number, HEADING)
            else:
                self._row(number, row)
        self._say_same()

    def _say_same(self) -> None:
        """Rows that stand there twice may be two sales, or a paste too many: a person has to look."""
        twice = sum(count - 1 for count in self.same.values())
        if twice:
            self.notes.append(
                Text(
                    f"{twice} baris persis sama dengan baris lain dan ikut dihitung. "
                    "Kalau tertempel dua kali, perbaiki berkasnya dulu.",
                    f"{twice} rows are exactly like another one, and count. "
                    "If they were pasted twice, mend the file first.",
                )
            )

    # What holds for the whole sheet

    def _learn(self, above: Sequence[Cells], body: Sequence[Cells]) -> None:
        """Marks and order of days by the columns themselves; shop and days as the title tells them."""
        measured = {role: self._cells(body, role) for role in MEASURES}
        everywhere = decimal_mark(cell for row in body for cell in row if looks_numeric(cell))
        self.above.marks = {role: decimal_mark(cells) or everywhere for role, cells in measured.items()}
        self.above.everywhere = everywhere
        dated = [cell for role in ("day", "from", "until") for cell in self._cells(body, role)]
        self.above.around = Around(self.above.around.today, day_order(dated, self.above.around.today))
        titles = [" ".join(row_texts(row)) for row in above]
        if self.layout.days_from == BY_TITLE:
            self.above.span = period_told(titles, self.above.around)
        elif self.layout.days_from == BY_SHEET:
            self.above.span = span_in(self.grid.name, self.above.around)
        title_span = self.above.span or period_told(titles, self.above.around)
        self.above.span = self.answers.span or self.above.span
        around_span = self.answers.span or title_span or span_in(self.grid.name, self.above.around)
        year = year_told((*titles, self.grid.name))
        self.above.around = Around(
            self.above.around.today, self.above.around.order, around_span, year, self._by_week()
        )
        self.printed = {tuple(row_texts(row)) for row in above if row_texts(row)}
        self._mend_swapped()
        for row in above:
            kind, named = group_of(row)
            if kind == "store" and self.layout.store_from in (BY_TITLE, BY_GROUP):
                self.above.store = named
        if self.layout.store_from == BY_SHEET:
            self.above.store = self.grid.name
        self.above.store = self.answers.store or self.above.store

    def _by_week(self) -> bool:
        place = self.above.places.get("day", -1)
        return any(says_week(head[place]) for head in self.heads if 0 <= place < len(head))

    def _cells(self, body: Sequence[Cells], role: str) -> list[object]:
        place = self.above.places.get(role)
        return [] if place is None else [row[place] for row in body if place < len(row)]

    def _mend_swapped(self) -> None:
        """Whether Excel took day for month where it could (3/10 as 10 March) and left 13/10 as a text."""
        place = self.above.places.get("day")
        cells = [] if place is None else [row[place] for row in self.grid.rows if place < len(row)]
        days = [each for each in cells if isinstance(each, dt.date)]
        texts = [span_in(each, self.above.around) for each in cells if isinstance(each, str)]
        months = {(span.first.year, span.first.month) for span in texts if span and span.first.day > 12}
        told = all(span.first.day > 12 for span in texts if span) and bool(months)
        if not (days and told and all(day.day <= 12 for day in days)):
            return
        if all((day.year, day.day) in months for day in days) and any(
            (day.year, day.month) not in months for day in days
        ):
            self.above.swapped = True
            self.notes.append(
                Text(
                    "Excel membaca sebagian tanggal terbalik (3/10 jadi 10 Maret); itu dikembalikan.",
                    "Excel had read some days the wrong way round (3/10 as 10 March); they were turned back.",
                )
            )

    def _wide(self, start: int, placed: Mapping[Column, int]) -> list[WideColumn]:
        if not self.layout.wide:
            return []
        fixed = set(placed.values())
        spread = []
        for heading, _nth in numbered(headings_at(self.grid, start, self.layout.high)):
            label, measure = split_label(heading)
            if heading.place in fixed or is_total(heading.text) or is_total(label):
                continue
            each = WideColumn(
                heading.place, label, _label_shown(heading.shown, label), measure or self.layout.wide_measure
            )
            if self.layout.wide == BY_DAY:
                each.span = self._column_span(start, heading.place)
                if each.span is None:
                    self._skip_column(each)
                    continue
                each.shop = shop_above(heading)
            spread.append(each)
        return spread

    def _skip_column(self, column: WideColumn) -> None:
        """A column that is none of a day: ask for the days if nothing tells them, else say so."""
        self.above.wants_span = self.above.wants_span or self.above.around.span is None
        if any(looks_numeric(row[column.place]) for row in self.grid.rows if column.place < len(row)):
            said = Text('Kolom "{name}" tidak terbaca sebagai hari dan tidak dihitung.',
                        'The column "{name}" cannot be read as a day and is not counted.')  # fmt: skip
            self.notes.append(said.filled(name=Text.same(column.shown)))

    def _day_cells(self, start: int, place: int) -> list[object]:
        rows = self.grid.rows[start : start + self.layout.high]
        return [row[place] for row in reversed(rows) if place < len(row) and not is_blank(row[place])]

    def _column_span(self, start: int, place: int) -> Span | None:
        """The days of a column: told by its own cell, a day of the month by the month above it."""
        heading = next(
            each for each in headings_at(self.grid, start, self.layout.high) if each.place == place
        )
        month = span_in(heading.upper, self.above.around) if heading.upper else None
        cells = self._day_cells(start, place)
        if month is not None and cells and (day := day_of_month(cells[0], month)):
            return day
        return next((found for cell in cells if (found := self._day_of(cell))), None)

    def _day_of(self, cell: object) -> Span | None:
        text = cell if not isinstance(cell, str) else split_text(cell)
        around = self.above.around
        found = day_of_month(text, around.span) or span_in(text, around)
        return found or span_of_cell(text, around)

    # One row

    def _take(self, number: int, kind: str, said: Text | None = None, cell: str = "", lines: int = 0) -> None:
        self.rows.append(RowResult(self.grid.name, number, kind, said, cell, lines))

    def _row(self, number: int, row: Cells) -> None:
        if not row_texts(row):
            self._take(number, BLANK)
        elif tuple(row_texts(row)) in self.printed and not self._counts(row):
            self._take(number, TITLE)  # the title once more, on the next printed page
        elif self._is_heading(row):
            self._take(number, HEADING)
        elif number in self.pivot_shops:
            self.above.store, self.above.last = spaced(self.above.at(row, "name")), {}
            self._take(number, GROUP)
        elif kind := self._total(number, row):
            self._take(number, kind)
        elif self._group(row):
            self._take(number, GROUP)
        elif not self._counts(row) and (self.closed or is_footer(row)):
            self._take(number, FOOTER)
        elif not self._counts(row) and not self._names_product(row):
            self._take(number, GROUP if self.lines else TITLE)
        else:
            self._sale(number, row)

    def _is_heading(self, row: Cells) -> bool:
        told = [(place, plain(cell)) for place, cell in enumerate(row) if plain(cell)]
        for head in self.heads:
            same = sum(place < len(head) and head[place] == text for place, text in told)
            if len(told) >= 2 and same * 10 >= len(told) * 7:
                return True
        return False

    def _counts(self, row: Cells) -> bool:
        """Whether a row tells any count."""
        if self.above.wide:
            return any(each.place < len(row) and looks_numeric(row[each.place]) for each in self.above.wide)
        return any(looks_numeric(self.above.at(row, role)) for role in MEASURES)

    def _names_product(self, row: Cells) -> bool:
        """Whether a row names a product as one of sales does: by a code, or a name beside something else."""
        coded = any(self.above.at(row, role) is not None for role in ("gtin", "code"))
        return coded or (self.above.at(row, "name") is not None and len(row_texts(row)) > 1)

    def _total(self, number: int, row: Cells) -> str:
        """Of a row that sums others: that it is one; its sums are kept to be held against ours."""
        counting = {self.above.places.get(role, -1) for role in MEASURES}
        counting |= {each.place for each in self.above.wide}
        texts = [cell for place, cell in enumerate(row) if place not in counting and isinstance(cell, str)]
        label = next((kind for text in texts if not is_blank(text) and (kind := total_kind(text))), "")
        if not label:
            return self._bare_total(number, row)
        ids = [self.above.at(row, role) for role in ("gtin", "code")]
        named = any(each is not None and not total_kind(str(each)) for each in ids)
        if named or (self.above.at(row, "name") is not None and not self._sums(row)):
            return ""
        groups = [self.above.at(row, role) for role in ("store", "day")]
        if label == "total" and any(each is not None and not total_kind(str(each)) for each in groups):
            label = "sub"
        self._keep_total(number, row, label)
        return TOTAL

    def _sums(self, row: Cells) -> bool:
        """Whether the name itself is the label of a sum."""
        return bool(total_kind(str(self.above.at(row, "name"))))

    def _bare_total(self, number: int, row: Cells) -> str:
        """A row of sums without a label: no product, no shop, no day, and just what came before."""
        if any(self.above.at(row, role) is not None for role in ("gtin", "code", "name", "store", "day")):
            return ""
        told = self._wide_total(row) if self.above.wide else self._read_total(row)[0]
        if (
            told is None
            or self.above.product
            or not self.lines
            or told not in (self.pieces, self.pieces - self.since)
        ):
            return ""
        self._keep_total(number, row, "total" if told == self.pieces else "sub")
        return TOTAL

    def _read_total(self, row: Cells) -> tuple[int | None, int | None]:
        sums: dict[str, int | None] = {}
        for role, reads in (("pieces", read_pieces), ("returned", read_pieces), ("value", read_rupiah)):
            try:
                sums[role] = reads(self.above.at(row, role), self.above.marks[role])
            except Unread:
                sums[role] = None
        sold = sums["pieces"]
        return None if sold is None else sold - abs(sums["returned"] or 0), sums["value"]

    def _keep_total(self, number: int, row: Cells, kind: str) -> None:
        pieces, value = self._read_total(row)
        if self.above.wide and self.layout.wide_measure == "pieces":
            pieces = self._wide_total(row)
        self.totals.append(Total(self.grid.name, number, kind, pieces, value))
        self.since = self.pieces
        self.closed = self.closed or kind == "grand" or (kind == "total" and pieces == self.pieces)

    def _wide_total(self, row: Cells) -> int | None:
        """What a row of sums adds up to over the columns of shops or days."""
        counted = [each for each in self.above.wide if each.place < len(row) and each.measure == "pieces"]
        cells = [row[each.place] for each in counted if not is_blank(row[each.place])]
        try:
            return sum(read_pieces(each, self.above.everywhere) for each in cells) if cells else None
        except Unread:
            return None

    def _group(self, row: Cells) -> bool:
        """Whether a row names the shop, the product or the day of the rows below it."""
        if self._counts(row):
            return False
        kind, named = group_of(row)
        if kind == "store" and self.layout.store_from in (BY_GROUP, BY_TITLE):
            self.above.store, self.above.last = named, {}
            return True
        if kind == "day" and (span := span_in(named, self.above.around)):
            self.above.span = span
            return True
        if kind == "product" and not {"gtin", "code", "name"} & set(self.above.places):
            self.above.product = named
            return True
        if self.layout.bare_groups and (text := lone_text(row)):
            self.above.store, self.above.last = text, {}
            return True
        return bool(kind)

    def _sale(self, number: int, row: Cells) -> None:
        try:
            lines, said = self.above.lines_of(number, row)
        except BadCell as fault:
            self._take(number, UNREAD, fault.said, fault.cell)
            return
        self.lines.extend(lines)
        self.same[row] += 1
        self.pieces += sum(each.pieces for each in lines)
        self._take(number, SALE, said, lines=len(lines))


def split_text(cell: str) -> str:
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

"""A file read by its layout: the sales in it, and what became of every single row.

Nothing is dropped silently. A row is a sale, or it is named: a title, a heading repeated on a printed page, a
group, a sum, a footer, blank, or unreadable with its cell and the reason.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lopo.facts.text import Text
from lopo.retail.sellout.codes import Code, read_code
from lopo.retail.sellout.days import Around, Span, day_of_month, day_order, period_told, read_span, span_in
from lopo.retail.sellout.guess import is_total, split_label
from lopo.retail.sellout.layout import (
    BY_COLUMN,
    BY_DAY,
    BY_GROUP,
    BY_SHEET,
    BY_STORE,
    BY_TITLE,
    Column,
    Layout,
    find,
    headings_at,
    numbered,
)
from lopo.retail.sellout.numbers import (
    Unread,
    decimal_mark,
    is_blank,
    looks_numeric,
    read_number,
    read_pieces,
    read_rupiah,
)
from lopo.retail.sellout.rows import group_of, is_footer, lone_text, row_texts, total_kind
from lopo.retail.sellout.table import Cells, Grid
from lopo.retail.sellout.words import MEASURES, plain, spaced, words

SALE, TITLE, HEADING, BLANK, GROUP, TOTAL, FOOTER, UNREAD, ELSEWHERE = KINDS = (
    "sale", "title", "heading", "blank", "group", "total", "footer", "unread", "elsewhere",
)  # fmt: skip
KIND_TITLES: Mapping[str, Text] = {
    SALE: Text("penjualan", "sales"),
    TITLE: Text("judul", "title"),
    HEADING: Text("kepala kolom", "column heading"),
    BLANK: Text("kosong", "blank"),
    GROUP: Text("nama kelompok", "name of a group"),
    TOTAL: Text("jumlah", "sum"),
    FOOTER: Text("kaki halaman", "footer"),
    UNREAD: Text("tidak terbaca", "unreadable"),
    ELSEWHERE: Text("lembar lain, bukan tabel penjualan", "another sheet, no table of sales"),
}
MOST_PIECES = 10_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One count of one product in one shop. ``store`` is as the file says it, ``stock`` at the last day."""

    sheet: str
    row: int
    store: str
    code: Code
    other_code: Code
    name: str
    span: Span
    pieces: int
    value_idr: int | None = None
    stock: int | None = None


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of a row of the file; ``cell`` and ``said`` tell what is wrong with one that was not read."""

    sheet: str
    row: int
    kind: str
    said: Text | None = None
    cell: str = ""
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Total:
    """A sum that the file itself states; what it does not is nothing."""

    sheet: str
    row: int
    kind: str
    pieces: int | None
    value_idr: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file. ``shape_found`` is false where no sheet has the headings of the layout."""

    lines: tuple[Line, ...]
    rows: tuple[RowResult, ...]
    totals: tuple[Total, ...]
    shape_found: bool
    wants_span: bool = False
    wants_store: bool = False
    hidden_rows: int = 0
    notes: tuple[Text, ...] = ()

    @property
    def pieces(self) -> int:
        return sum(each.pieces for each in self.lines)

    @property
    def value_idr(self) -> int:
        return sum(each.value_idr or 0 for each in self.lines)

    def counted(self) -> dict[str, int]:
        """How many rows there are of each kind."""
        told = dict.fromkeys(KINDS, 0)
        for each in self.rows:
            told[each.kind] += 1
        return told

    @property
    def own_total(self) -> tuple[int | None, int | None]:
        """Pieces and rupiah as the file itself sums them, over all its sheets; nothing where it does not."""
        pieces, value = [], []
        for sheet in dict.fromkeys(each.sheet for each in self.totals):
            told = _grand([each for each in self.totals if each.sheet == sheet])
            pieces.append(told[0])
            value.append(told[1])
        return _added(pieces), _added(value)


def _added(parts: Sequence[int | None]) -> int | None:
    return None if not parts or any(each is None for each in parts) else sum(each or 0 for each in parts)


def _grand(totals: Sequence[Total]) -> tuple[int | None, int | None]:
    """The sum of a sheet: its grand total, its last one where that sums the others, else all together."""
    told = [each for each in totals if each.kind == "grand"] or [
        each for each in totals if each.kind == "total" and each.pieces is not None
    ]
    told = told or list(totals)
    if not told:
        return None, None
    *before, last = told
    if len(told) == 1 or last.kind == "grand" or last.pieces == sum(each.pieces or 0 for each in before):
        return last.pieces, last.value_idr
    return _added([each.pieces for each in told]), _added([each.value_idr for each in told])


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person told of this file alone, where the file does not say it."""

    span: Span | None = None
    store: str = ""


def read(
    grids: Sequence[Grid], layout: Layout, today: dt.date, answers: Answers = Answers(), file_name: str = ""
) -> Reading:
    """Read all sheets by a layout; sheets without its headings are accounted for as such."""
    lines: list[Line] = []
    rows: list[RowResult] = []
    totals: list[Total] = []
    notes: list[Text] = []
    found_any = wants_span = wants_store = False
    for grid in grids:
        found = find(grid, layout)
        if found is None:
            kinds = (BLANK if not row_texts(row) else ELSEWHERE for row in grid.rows)
            rows.extend(RowResult(grid.name, number, kind) for number, kind in enumerate(kinds, 1))
            continue
        found_any = True
        sheet = _Sheet(grid, layout, found, Around(today), answers, file_name)
        sheet.read()
        lines.extend(sheet.lines)
        rows.extend(sheet.rows)
        totals.extend(sheet.totals)
        notes.extend(sheet.notes)
        wants_span, wants_store = wants_span or sheet.wants_span, wants_store or sheet.wants_store
    hidden = sum(len(grid.hidden) for grid in grids)
    return Reading(
        tuple(lines), tuple(rows), tuple(totals), found_any, wants_span, wants_store, hidden,
        tuple(dict.fromkeys(notes)),
    )  # fmt: skip


@dataclass
class _Wide:
    """A column of a shop or a day."""

    place: int
    label: str
    shown: str
    measure: str
    span: Span | None = None


@dataclass
class _Sheet:
    """The walk down one sheet: what was said above holds for the rows below."""

    grid: Grid
    layout: Layout
    found: tuple[int, Mapping[Column, int]]
    around: Around
    answers: Answers
    file_name: str
    lines: list[Line] = field(default_factory=list)
    rows: list[RowResult] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    wants_span: bool = False
    wants_store: bool = False
    store: str = ""
    product: str = ""
    span: Span | None = None
    last: dict[str, object] = field(default_factory=dict)
    since: tuple[int, int] = (0, 0)

    def read(self) -> None:
        start, placed = self.found
        end = start + self.layout.high
        self.places = {each.role: place for each, place in placed.items() if each.role != "other"}
        self.heads = [[plain(cell) for cell in self.grid.rows[row]] for row in range(start, end)]
        body = self.grid.rows[end:]
        self._learn(self.grid.rows[:start], body)
        self.wide = self._wide(start, placed)
        for number, row in enumerate(self.grid.rows, 1):
            if number <= start:
                self._take(number, TITLE if row_texts(row) else BLANK)
            elif number <= end:
                self._take(number, HEADING)
            else:
                self._row(number, row)

    # What holds for the whole sheet

    def _learn(self, above: Sequence[Cells], body: Sequence[Cells]) -> None:
        """Marks and order of days by the columns themselves; shop and days as the title tells them."""
        measured = {role: self._cells(body, role) for role in MEASURES}
        everywhere = decimal_mark(cell for row in body for cell in row if looks_numeric(cell))
        self.marks = {role: decimal_mark(cells) or everywhere for role, cells in measured.items()}
        self.everywhere = everywhere
        dated = [cell for role in ("day", "from", "until") for cell in self._cells(body, role)]
        self.around = Around(self.around.today, day_order(dated, self.around.today))
        titles = [" ".join(row_texts(row)) for row in above]
        if self.layout.days_from == BY_TITLE:
            self.span = period_told(titles, self.around)
        elif self.layout.days_from == BY_SHEET:
            self.span = span_in(self.grid.name, self.around)
        title_span = self.span or period_told(titles, self.around)
        self.span = self.answers.span or self.span
        around_span = self.answers.span or title_span or span_in(self.grid.name, self.around)
        self.around = Around(self.around.today, self.around.order, around_span)
        self._mend_swapped()
        for row in above:
            kind, named = group_of(row)
            if kind == "store" and self.layout.store_from in (BY_TITLE, BY_GROUP):
                self.store = named
        if self.layout.store_from == BY_SHEET:
            self.store = self.grid.name
        self.store = self.answers.store or self.store

    def _cells(self, body: Sequence[Cells], role: str) -> list[object]:
        place = self.places.get(role)
        return [] if place is None else [row[place] for row in body if place < len(row)]

    def _mend_swapped(self) -> None:
        """Whether Excel took day for month where it could (3/10 as 10 March) and left 13/10 as a text."""
        self.swapped = False
        place = self.places.get("day")
        cells = [] if place is None else [row[place] for row in self.grid.rows if place < len(row)]
        days = [
            each.date() if isinstance(each, dt.datetime) else each
            for each in cells
            if isinstance(each, dt.date)
        ]
        texts = [span_in(each, self.around) for each in cells if isinstance(each, str)]
        months = {(span.first.year, span.first.month) for span in texts if span and span.first.day > 12}
        told = all(span.first.day > 12 for span in texts if span) and bool(months)
        if not (days and told and all(day.day <= 12 for day in days)):
            return
        if all((day.year, day.day) in months for day in days) and any(
            (day.year, day.month) not in months for day in days
        ):
            self.swapped = True
            self.notes.append(
                Text("Excel membaca sebagian tanggal terbalik (3/10 jadi 10 Maret); hari dan bulannya dikembalikan.",
                     "Excel had read some days the wrong way round (3/10 as 10 March); they were turned back.")
            )  # fmt: skip

    def _wide(self, start: int, placed: Mapping[Column, int]) -> list[_Wide]:
        if not self.layout.wide:
            return []
        fixed = set(placed.values())
        spread = []
        for heading, _nth in numbered(headings_at(self.grid, start, self.layout.high)):
            label, measure = split_label(heading)
            if heading.place in fixed or is_total(heading.text) or is_total(label):
                continue
            each = _Wide(
                heading.place, label, _label_shown(heading.shown, label), measure or self.layout.wide_measure
            )
            if self.layout.wide == BY_DAY:
                raw = self._day_cells(start, heading.place)
                each.span = next((found for cell in raw if (found := self._day_of(cell))), None)
                if each.span is None:
                    self.wants_span = self.wants_span or self.around.span is None
                    continue
            spread.append(each)
        return spread

    def _day_cells(self, start: int, place: int) -> list[object]:
        rows = self.grid.rows[start : start + self.layout.high]
        return [row[place] for row in reversed(rows) if place < len(row) and not is_blank(row[place])]

    def _day_of(self, cell: object) -> Span | None:
        text = cell if not isinstance(cell, str) else split_text(cell)
        return day_of_month(text, self.around.span) or span_in(text, self.around)

    # One row

    def _take(self, number: int, kind: str, said: Text | None = None, cell: str = "", lines: int = 0) -> None:
        self.rows.append(RowResult(self.grid.name, number, kind, said, cell, lines))

    def _row(self, number: int, row: Cells) -> None:
        if not row_texts(row):
            self._take(number, BLANK)
        elif self._is_heading(row):
            self._take(number, HEADING)
        elif kind := self._total(number, row):
            self._take(number, kind)
        elif self._group(row):
            self._take(number, GROUP)
        elif is_footer(row) and not self._counts(row):
            self._take(number, FOOTER)
        elif not self._counts(row) and not self._names_product(row):
            self._take(number, FOOTER if self.lines else TITLE)
        else:
            self._sale(number, row)

    def _is_heading(self, row: Cells) -> bool:
        told = [(place, plain(cell)) for place, cell in enumerate(row) if plain(cell)]
        for head in self.heads:
            same = sum(place < len(head) and head[place] == text for place, text in told)
            if len(told) >= 2 and same * 10 >= len(told) * 7:
                return True
        return False

    def _at(self, row: Cells, role: str) -> object:
        place = self.places.get(role)
        return None if place is None or place >= len(row) or is_blank(row[place]) else row[place]

    def _counts(self, row: Cells) -> bool:
        """Whether a row tells any count."""
        if self.wide:
            return any(each.place < len(row) and looks_numeric(row[each.place]) for each in self.wide)
        return any(looks_numeric(self._at(row, role)) for role in MEASURES)

    def _names_product(self, row: Cells) -> bool:
        """Whether a row names a product as a row of sales does: by a code, or a name beside something else."""
        coded = any(self._at(row, role) is not None for role in ("gtin", "code"))
        return coded or (self._at(row, "name") is not None and len(row_texts(row)) > 1)

    def _total(self, number: int, row: Cells) -> str:
        """Of a row that sums others: that it is one; its sums are kept to be held against ours."""
        counting = set(self.places.get(role, -1) for role in MEASURES) | {each.place for each in self.wide}
        label = ""
        for place, cell in enumerate(row):
            if (
                place not in counting
                and isinstance(cell, str)
                and not is_blank(cell)
                and (kind := total_kind(cell))
            ):
                label = kind
                break
        else:
            return self._bare_total(number, row)
        ids = [self._at(row, role) for role in ("gtin", "code")]
        named = [each for each in ids if each is not None and not total_kind(str(each))]
        if named or (self._at(row, "name") is not None and not self._sums(row)):
            return ""
        if label == "total" and (self._at(row, "store") is not None or self._at(row, "day") is not None):
            label = (
                "sub"
                if not any(total_kind(str(self._at(row, role) or "")) for role in ("store", "day"))
                else label
            )
        self._keep_total(number, row, label)
        return TOTAL

    def _sums(self, row: Cells) -> bool:
        """Whether the name itself is the label of a sum."""
        return bool(total_kind(str(self._at(row, "name"))))

    def _bare_total(self, number: int, row: Cells) -> str:
        """A row of sums without a label: no product, no shop, no day, and just what came before."""
        if self.wide or any(
            self._at(row, role) is not None for role in ("gtin", "code", "name", "store", "day")
        ):
            return ""
        told = self._read_total(row)
        if told[0] is None or self.product:
            return ""
        whole = sum(each.pieces for each in self.lines)
        since = whole - self.since[0]
        if not self.lines or told[0] not in (whole, since):
            return ""
        self._keep_total(number, row, "total" if told[0] == whole else "sub")
        return TOTAL

    def _read_total(self, row: Cells) -> tuple[int | None, int | None]:
        sums: list[int | None] = []
        for role, reads in (("pieces", read_pieces), ("value", read_rupiah)):
            try:
                sums.append(reads(self._at(row, role), self.marks[role]))
            except Unread:
                sums.append(None)
        return sums[0], sums[1]

    def _keep_total(self, number: int, row: Cells, kind: str) -> None:
        pieces, value = self._read_total(row)
        if self.wide and self.layout.wide_measure == "pieces":
            counts = [
                row[each.place] for each in self.wide if each.place < len(row) and each.measure == "pieces"
            ]
            try:
                pieces = sum(read_pieces(each, self.everywhere) for each in counts if not is_blank(each))
            except Unread:
                pieces = None
        self.totals.append(Total(self.grid.name, number, kind, pieces, value))
        self.since = (sum(each.pieces for each in self.lines), len(self.lines))

    def _group(self, row: Cells) -> bool:
        """Whether a row names the shop, the product or the day of the rows below it."""
        if self._counts(row):
            return False
        kind, named = group_of(row)
        if kind == "store" and self.layout.store_from in (BY_GROUP, BY_TITLE):
            self.store, self.last = named, {}
            return True
        if kind == "day" and (span := span_in(named, self.around)):
            self.span = span
            return True
        if kind == "product" and not {"gtin", "code", "name"} & set(self.places):
            self.product = named
            return True
        if self.layout.bare_groups and (text := lone_text(row)):
            self.store, self.last = text, {}
            return True
        return bool(kind)

    # A row of sales

    def _sale(self, number: int, row: Cells) -> None:
        try:
            lines, said = self._lines(number, row)
        except _Cell as fault:
            self._take(number, UNREAD, fault.said, fault.cell)
            return
        self.lines.extend(lines)
        self._take(number, SALE, said, lines=len(lines))

    def _lines(self, number: int, row: Cells) -> tuple[list[Line], Text | None]:
        code, other, name = self._who(number, row)
        self._refuse_cartons(number, row)
        if self.wide:
            return self._wide_lines(number, row, code, other, name), None
        span, store = self._when(number, row), self._where(number, row)
        pieces, note = self._pieces(number, row)
        value, unread_value = self._softly(row, "value", number)
        stock, unread_stock = self._softly(row, "stock", number)
        line = Line(self.grid.name, number, store, code, other, name, span, pieces, value, stock)
        return [line], note or unread_value or unread_stock

    def _who(self, number: int, row: Cells) -> tuple[Code, Code, str]:
        """The codes and the name of the product; those of the row above where only they are left out."""
        codes = [read_code(self._at(row, role)) for role in ("gtin", "code")]
        name = spaced(self._at(row, "name") or "")
        if not any(each.text for each in codes) and not name:
            if self.product:
                named = read_code(self.product.split()[0])
                return named if named.gtin else Code(""), Code(""), self.product
            carried = self.last.get("who")
            if carried and (self._at(row, "day") is not None or self._at(row, "store") is not None):
                return carried  # type: ignore[return-value]
            raise _Cell(
                self._cell(number, "code", "gtin", "name"),
                Text("Tidak ada kode atau nama produk di baris ini.",
                     "There is neither a code nor a name of a product in this row."),
            )  # fmt: skip
        lost = [each for each in codes if each.lost]
        if lost and not name and not any(each.text and not each.lost for each in codes):
            raise _Cell(
                self._cell(number, "gtin", "code"),
                Text(f"Excel sudah membulatkan kode ini ({lost[0].text}). Ubah kolomnya jadi Teks, isi lagi kodenya.",
                     f"Excel has rounded this code ({lost[0].text}). Make the column Text and write the code again."),
            )  # fmt: skip
        kept = [Code("") if each.lost else each for each in codes]
        who = (kept[0], kept[1], name)
        self.last["who"] = who
        return who

    def _refuse_cartons(self, number: int, row: Cells) -> None:
        unit = plain(self._at(row, "unit") or "")
        if unit and unit.split()[0] in words().cartons:
            raise _Cell(
                self._cell(number, "unit"),
                Text(f'Baris ini dihitung per "{unit}", bukan per buah. Minta laporan dalam pcs.',
                     f'This row counts "{unit}", not pieces. Ask for the report in pieces.'),
            )  # fmt: skip

    def _when(self, number: int, row: Cells) -> Span:
        told = {role: self._at(row, role) for role in ("day", "from", "until")}
        place = "day" if told["day"] is not None else "from"
        try:
            if told["from"] is not None and told["until"] is not None:
                first, last = (self._span_of(told[role]) for role in ("from", "until"))
                if first.first > last.last:
                    raise Unread(
                        Text("Tanggal awalnya sesudah tanggal akhirnya.", "It begins after it ends.")
                    )
                span = Span(first.first, last.last)
            elif told["day"] is not None or told["from"] is not None:
                span = self._span_of(told["day"] if told["day"] is not None else told["from"])
            else:
                return self._span_above(number)
        except Unread as fault:
            raise _Cell(self._cell(number, place), fault.reason) from None
        if span.first > self.around.today:
            raise _Cell(
                self._cell(number, place),
                Text(f"Tanggal {span.first:%d/%m/%Y} belum lewat.", f"{span.first:%d/%m/%Y} lies ahead."),
            )
        self.last["span"] = span
        return span

    def _span_of(self, cell: object) -> Span:
        span = day_of_month(cell, self.around.span) or read_span(cell, self.around)
        if self.swapped and isinstance(cell, dt.date):
            turned = dt.date(span.first.year, span.first.day, span.first.month)
            return Span(turned, turned)
        return span

    def _span_above(self, number: int) -> Span:
        if self.layout.days_from == BY_COLUMN and isinstance(self.last.get("span"), Span):
            return self.last["span"]  # type: ignore[return-value]
        if self.span is not None:
            return self.span
        if self.layout.days_from != BY_COLUMN:
            self.wants_span = True
        raise _Cell(
            self._cell(number, "day"),
            Text("Tanggal penjualannya tidak tertulis.", "The days of the sales are not told."),
        )

    def _where(self, number: int, row: Cells) -> str:
        parts = [spaced(self._at(row, role) or "") for role in ("store_code", "store")]
        told = " ".join(
            read_code(each).text if place == 0 else each for place, each in enumerate(parts) if each
        )
        if told:
            self.last["store"] = told
            return told
        if self.layout.store_from == BY_COLUMN and self.last.get("store"):
            return str(self.last["store"])
        if self.store:
            return self.store
        if self.layout.store_from != BY_COLUMN:
            self.wants_store = True
        raise _Cell(
            self._cell(number, "store", "store_code"),
            Text("Tokonya tidak tertulis.", "The shop is not told."),
        )

    def _pieces(self, number: int, row: Cells) -> tuple[int, Text | None]:
        cell, back = self._at(row, "pieces"), self._at(row, "returned")
        if cell is None and back is None:
            if self._at(row, "stock") is not None:
                return 0, None
            raise _Cell(
                self._cell(number, "pieces"), Text("Jumlah terjual kosong.", "The count sold is empty.")
            )
        sold = 0 if cell is None else self._count(number, "pieces", cell)
        return sold - (0 if back is None else abs(self._count(number, "returned", back))), None

    def _count(self, number: int, role: str, cell: object) -> int:
        try:
            pieces = read_pieces(cell, self.marks[role])
        except Unread as fault:
            raise _Cell(self._cell(number, role), fault.reason) from None
        if abs(pieces) > MOST_PIECES:
            raise _Cell(
                self._cell(number, role),
                Text(
                    f"Jumlah {pieces} terlalu besar untuk benar.",
                    f"A count of {pieces} is too large to be true.",
                ),
            )
        return pieces

    def _softly(self, row: Cells, role: str, number: int) -> tuple[int | None, Text | None]:
        """An amount that the row is taken without, too; then that is said."""
        cell = self._at(row, role)
        if cell is None:
            return None, None
        try:
            number_read = read_number(cell, self.marks[role])
            return int(read_rupiah(number_read)), None
        except Unread as fault:
            where = self._cell(number, role)
            return None, Text(f"{where}: {fault.reason.id}", f"{where}: {fault.reason.en}")

    def _wide_lines(self, number: int, row: Cells, code: Code, other: Code, name: str) -> list[Line]:
        """A line for each shop or day that is told; what is left blank is not told."""
        told: dict[tuple[str, Span | None], dict[str, int]] = {}
        for each in self.wide:
            cell = row[each.place] if each.place < len(row) else None
            if is_blank(cell):
                continue
            key = (each.shown if self.layout.wide == BY_STORE else "", each.span)
            try:
                count = (
                    read_pieces(cell, self.everywhere)
                    if each.measure != "value"
                    else read_rupiah(cell, self.everywhere)
                )
            except Unread as fault:
                raise _Cell(_letters(each.place) + str(number), fault.reason) from None
            told.setdefault(key, {})[each.measure] = count
        lines = []
        for (shop, span), counts in told.items():
            if not {"pieces", "stock", "returned"} & set(counts):
                raise _Cell(
                    self._cell(number, "name", "code"),
                    Text(
                        "Hanya nilai rupiah yang tertulis, bukan jumlahnya.",
                        "Only rupiah are told, no count.",
                    ),
                )
            lines.append(
                Line(
                    self.grid.name, number,
                    shop or self._where(number, row), code, other, name,
                    span or self._when(number, row),
                    counts.get("pieces", 0) - abs(counts.get("returned", 0)),
                    counts.get("value"), counts.get("stock"),
                )
            )  # fmt: skip
        return lines

    def _cell(self, number: int, *roles: str) -> str:
        """The name of a cell as Excel shows it."""
        place = next((self.places[role] for role in roles if role in self.places), 0)
        return f"{_letters(place)}{number}"


class _Cell(Exception):
    """A row that cannot be read, by the cell that is to blame."""

    def __init__(self, cell: str, said: Text) -> None:
        super().__init__(said.en)
        self.cell, self.said = cell, said


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


def _letters(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters

"""The walk down one sheet: what each row is, and what it says for the rows below it."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from lopo.facts.text import Text
from lopo.retail.sellout.codes import read_code
from lopo.retail.sellout.days import (
    span_in,
)
from lopo.retail.sellout.grid import Cells, Grid
from lopo.retail.sellout.layout import (
    BY_BELOW,
    BY_GROUP,
    BY_TITLE,
    Column,
    Layout,
)
from lopo.retail.sellout.learning import learn
from lopo.retail.sellout.numbers import (
    Unread,
    is_blank,
    looks_numeric,
    read_number,
    read_pieces,
    read_rupiah,
)
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
from lopo.retail.sellout.returns import Back
from lopo.retail.sellout.rows import (
    group_of,
    is_footer,
    lone_text,
    row_texts,
    total_kind,
)
from lopo.retail.sellout.sale import BadCell
from lopo.retail.sellout.words import MEASURES, plain, spaced

UNLIKE = Text(
    "Di {count} baris (baris {rows}) jumlah menurut berkas lain dari kolom yang dibaca. Periksa dulu.",
    "In {count} rows (row {rows}) the file's own sum is not that of the columns read. Look at them first.",
)
SHOWN = 5


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
        self.grid, self.layout, self.start = grid, layout, found[0]
        self.learnt = learn(grid, layout, found, today, answers)
        self.above = self.learnt.above
        self.lines: list[Line] = []
        self.rows: list[RowResult] = []
        self.totals: list[Total] = []
        self.notes = list(self.learnt.notes)
        self.pieces = 0
        self.since = 0
        self.closed = False
        self.same: Counter[Cells] = Counter()
        self.back = Back()
        self.back.titled(self.learnt.titles)
        self.unlike: list[int] = []
        """Rows whose own sum is not that of the columns that were read."""

    def read(self) -> None:
        """Walk down the rows, each of which becomes something."""
        end = self.start + self.layout.high
        for number, row in enumerate(self.grid.rows, 1):
            if number <= self.start:
                self._take(number, TITLE if row_texts(row) else BLANK)
            elif number <= end:
                self._take(number, HEADING)
                self.notes.extend(self.back.headed(end))
            else:
                self._row(number, row)
        self._say_same()
        if self.unlike:
            told = ", ".join(map(str, self.unlike[:SHOWN]))
            self.notes.append(UNLIKE.filled(count=str(len(self.unlike)), rows=told))

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

    # One row

    def _take(self, number: int, kind: str, said: Text | None = None, cell: str = "", lines: int = 0) -> None:
        self.rows.append(RowResult(self.grid.name, number, kind, said, cell, lines))

    def _row(self, number: int, row: Cells) -> None:
        if not row_texts(row):
            self._take(number, BLANK)
        elif tuple(row_texts(row)) in self.learnt.printed and not self._counts(row):
            self._take(number, TITLE)  # the title once more, on the next printed page
        elif self._is_heading(row):
            self._take(number, HEADING)
            self.notes.extend(self.back.headed(number))
        elif number in self.learnt.pivot_shops:
            self.above.store, self.above.last = spaced(self.above.at(row, "name")), {}
            self._take(number, GROUP)
        elif kind := self._total(number, row):
            self._take(number, kind)
        elif self._group(row):
            self._take(number, GROUP)
        elif not self._counts(row) and (self.closed or is_footer(row)):
            self.back.titled(row_texts(row))
            self._take(number, FOOTER)
        elif not self._counts(row) and not self._names_product(row):
            self.back.titled(row_texts(row))
            self._take(number, GROUP if self.lines else TITLE)
        else:
            self._sale(number, row)

    def _is_heading(self, row: Cells) -> bool:
        told = [(place, plain(cell)) for place, cell in enumerate(row) if plain(cell)]
        for head in self.learnt.heads:
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
        codes = [spaced(self.above.at(row, role) or "") for role in ("gtin", "code")]
        coded = any(each and (" " not in each or read_code(each).text.isdecimal()) for each in codes)
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
        value = None if sums["value"] is None else sums["value"] * self.above.scale
        return None if sold is None else sold - abs(sums["returned"] or 0), value

    def _keep_total(self, number: int, row: Cells, kind: str) -> None:
        pieces, value = self._read_total(row)
        if self.back.now:
            pieces, value = (None if each is None else -abs(each) for each in (pieces, value))
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
            return sum(read_pieces(each, self.above.marks["pieces"]) for each in cells) if cells else None
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
        if self.layout.store_from == BY_BELOW:
            self.above.store = next((name for place, name in self.learnt.below if place > number), "")
        try:
            lines, said = self.above.lines_of(number, row)
        except BadCell as fault:
            self._take(number, UNREAD, fault.said, fault.cell)
            return
        if self.back.now:
            lines = [each.brought_back() for each in lines]
        self.lines.extend(lines)
        self._hold_against(number, row, lines)
        self.same[row] += 1
        self.pieces += sum(each.pieces for each in lines)
        self._take(number, SALE, said, lines=len(lines))

    def _hold_against(self, number: int, row: Cells, lines: Sequence[Line]) -> None:
        """The sum that a row of a wide file states of itself, against what was read of it."""
        for each in self.learnt.sums:
            told = row[each.place] if each.place < len(row) else None
            if is_blank(told) or each.measure not in ("pieces", "value"):
                continue
            try:
                own = read_number(told, self.above.marks[each.measure])
            except Unread:
                continue
            if each.measure == "pieces":
                off = abs(own - sum(line.pieces for line in lines)) >= 1
            else:
                value = sum(line.value_idr or 0 for line in lines)
                off = abs(own * self.above.scale - value) > len(self.above.wide)  # each may have been rounded
            if off:
                self.unlike.append(number)

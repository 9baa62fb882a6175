"""One row of sales: what, when, where and how many; where it cannot be read, the cell that is to blame."""

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from lopo.facts.text import Text
from lopo.retail.sellout.across import WideColumn
from lopo.retail.sellout.codes import Code, read_code
from lopo.retail.sellout.days import Around, Span, day_of_month, read_span
from lopo.retail.sellout.grid import Cells, Grid
from lopo.retail.sellout.layout import BY_COLUMN, BY_PRODUCT, BY_STORE, Layout
from lopo.retail.sellout.numbers import (
    DASHES,
    Unread,
    is_blank,
    read_number,
    read_pieces,
    read_rupiah,
    unit_apart,
)
from lopo.retail.sellout.result import MOST_PIECES, Line
from lopo.retail.sellout.words import plain, spaced, words

_UNIT_PARTS = re.compile(r"[a-z]+|\d+")


class BadCell(Exception):
    """A row that cannot be read, by the cell that is to blame."""

    def __init__(self, cell: str, said: Text) -> None:
        super().__init__(said.en)
        self.cell, self.said = cell, said


@dataclass
class Above:
    """What holds for the rows that come now: told by the title, by groups, and by the row before."""

    grid: Grid
    layout: Layout
    around: Around
    places: dict[str, int] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    wide: tuple[WideColumn, ...] = ()
    swapped: bool = False
    store: str = ""
    product: str = ""
    span: Span | None = None
    last: dict[str, object] = field(default_factory=dict)
    wants_span: bool = False
    wants_store: bool = False
    unsure_count: str = ""
    scale: int = 1
    """By what the file's rupiah are multiplied."""

    def at(self, row: Cells, role: str) -> object:
        """The cell of a role, nothing where it is blank."""
        place = self.places.get(role)
        return None if place is None or place >= len(row) or is_blank(row[place]) else row[place]

    def lines_of(self, number: int, row: Cells) -> tuple[list[Line], Text | None]:
        """The sales in a row, and what of it was not read; raises :class:`BadCell` where it tells none."""
        if self.layout.wide == BY_PRODUCT:
            return self._wide_lines(number, row, Code(""), Code(""), ""), None
        code, other, name = self._who(number, row)
        unit, inside = carton_in(self._unit(row))
        if self.wide:
            lines = self._wide_lines(number, row, code, other, name)
            return [replace(each, unit=unit, inside=inside) for each in lines], None
        span, store = self._when(number, row), self._where(number, row)
        pieces = self._pieces(number, row)
        value, unread_value = self._softly(row, "value", number)
        stock, unread_stock = self._softly(row, "stock", number)
        line = Line(
            self.grid.name, number, store, code, other, name, span, pieces, value, stock, unit, inside
        )
        return [line], unread_value or unread_stock

    def _who(self, number: int, row: Cells) -> tuple[Code, Code, str]:
        """The codes and the name of the product; those of the row above where only they are left out."""
        codes = [read_code(self.at(row, role)) for role in ("gtin", "code")]
        name = spaced(self.at(row, "name") or "")
        if not any(each.text for each in codes) and not name:
            if self.product:
                named = read_code(self.product.split()[0])
                return named if named.gtin else Code(""), Code(""), self.product
            carried = self.last.get("who")
            if carried and (self.at(row, "day") is not None or self.at(row, "store") is not None):
                return carried  # type: ignore[return-value]
            raise BadCell(
                self._cell(number, "code", "gtin", "name"),
                Text("Tidak ada kode atau nama produk di baris ini.",
                     "There is neither a code nor a name of a product in this row."),
            )  # fmt: skip
        lost = [each for each in codes if each.lost]
        if lost and not name and not any(each.text and not each.lost for each in codes):
            raise BadCell(
                self._cell(number, "gtin", "code"),
                Text(
                    f"Excel sudah membulatkan kode ini ({lost[0].text}). Ubah kolomnya jadi Teks, isi lagi.",
                    f"Excel has rounded this code ({lost[0].text}). Make the column Text and write it again.",
                ),
            )
        kept = [Code("") if each.lost else each for each in codes]
        who = (kept[0], kept[1], name)
        self.last["who"] = who
        return who

    def _when(self, number: int, row: Cells) -> Span:
        told = {role: self.at(row, role) for role in ("day", "from", "until")}
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
            raise BadCell(self._cell(number, place), fault.reason) from None
        if span.first > self.around.today:
            raise BadCell(
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
        raise BadCell(
            self._cell(number, "day"),
            Text("Tanggal penjualannya tidak tertulis.", "The days of the sales are not told."),
        )

    def _where(self, number: int, row: Cells) -> str:
        parts = [spaced(self.at(row, role) or "") for role in ("store_code", "store")]
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
        raise BadCell(
            self._cell(number, "store", "store_code"),
            Text("Tokonya tidak tertulis.", "The shop is not told."),
        )

    def _pieces(self, number: int, row: Cells) -> int:
        """Sold, less what came back over the counter."""
        cell, back = self._sold(row), self.at(row, "returned")
        if cell is None and back is None:
            if self.at(row, "stock") is not None:
                return 0
            raise BadCell(
                self._cell(number, "pieces"), Text("Jumlah terjual kosong.", "The count sold is empty.")
            )
        sold = 0 if cell is None else self._count(number, "pieces", cell)
        return sold - (0 if back is None else abs(self._count(number, "returned", back)))

    def _sold(self, row: Cells) -> object:
        """The count as it stands there; a dash, as Excel shows nought, is nought."""
        place = self.places.get("pieces")
        raw = None if place is None or place >= len(row) else row[place]
        return 0 if isinstance(raw, str) and spaced(raw) in DASHES else self.at(row, "pieces")

    def _unit(self, row: Cells) -> object:
        """The unit of a row, of its own column or behind the count."""
        cell = self.at(row, "pieces")
        return (unit_apart(cell)[1] if isinstance(cell, str) else "") or self.at(row, "unit")

    def _count(self, number: int, role: str, cell: object) -> int:
        try:
            counted = unit_apart(cell)[0] if role == "pieces" and isinstance(cell, str) else cell
            pieces = read_pieces(counted, self.marks[role])
        except Unread as fault:
            raise BadCell(self._cell(number, role), fault.reason) from None
        if abs(pieces) > MOST_PIECES:
            raise BadCell(
                self._cell(number, role),
                Text(
                    f"Jumlah {pieces} terlalu besar untuk benar.",
                    f"A count of {pieces} is too large to be true.",
                ),
            )
        return pieces

    def _softly(self, row: Cells, role: str, number: int) -> tuple[int | None, Text | None]:
        """An amount that the row is taken without, too; then that is said."""
        cell = self.at(row, role)
        if cell is None:
            return None, None
        try:
            read = read_number(cell, self.marks[role])
            return read_rupiah(read * (self.scale if role == "value" else 1)), None
        except Unread as fault:
            where = self._cell(number, role)
            return None, Text(f"{where}: {fault.reason.id}", f"{where}: {fault.reason.en}")

    def _wide_lines(self, number: int, row: Cells, code: Code, other: Code, name: str) -> list[Line]:
        """A line for each shop or day that is told; what is left blank is not told."""
        told: dict[tuple[str, Span | None, str], dict[str, int]] = {}
        for each in self.wide:
            cell = row[each.place] if each.place < len(row) else None
            if is_blank(cell):
                continue
            product = each.shown if self.layout.wide == BY_PRODUCT else ""
            key = (each.shown if self.layout.wide == BY_STORE else each.shop, each.span, product)
            try:
                count = (
                    read_pieces(cell, self.marks["pieces"])
                    if each.measure != "value"
                    else read_rupiah(read_number(cell, self.marks["value"]) * self.scale)
                )
            except Unread as fault:
                raise BadCell(cell_letters(each.place) + str(number), fault.reason) from None
            counts = told.setdefault(key, {})
            counts[each.measure] = count + (counts.get(each.measure, 0) if each.measure != "stock" else 0)
        lines = []
        for (shop, span, product), counts in told.items():
            if not {"pieces", "stock", "returned"} & set(counts):
                raise BadCell(
                    self._cell(number, "name", "code"),
                    Text(
                        "Hanya nilai rupiah yang tertulis, bukan jumlahnya.",
                        "Only rupiah are told, no count.",
                    ),
                )
            lines.append(
                Line(
                    self.grid.name, number,
                    shop or self._where(number, row), code, other, product or name,
                    span or self._when(number, row),
                    counts.get("pieces", 0) - abs(counts.get("returned", 0)),
                    counts.get("value"), counts.get("stock"),
                )
            )  # fmt: skip
        return lines

    def _cell(self, number: int, *roles: str) -> str:
        """The name of a cell as Excel shows it."""
        place = next((self.places[role] for role in roles if role in self.places), 0)
        return f"{cell_letters(place)}{number}"


def carton_in(cell: object) -> tuple[str, int | None]:
    """The carton that a unit means, and the pieces in it where the unit says them: ``DUS 12``, ``lusin``.

    Empty for pieces, and for a word that nobody knows.
    """
    parts = _UNIT_PARTS.findall(plain(cell or ""))
    if not parts:
        return "", None
    if parts[0] in words().dozens:
        return parts[0], words().dozens[parts[0]]
    if parts[0] not in words().cartons:
        return "", None
    told = [int(each) for each in parts[1:] if each.isdecimal() and len(each) < 5]
    return parts[0], told[0] if len(told) == 1 and told[0] > 0 else None


def cell_letters(place: int) -> str:
    """The name of a column as Excel shows it."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters

"""The sheet on which a buyer orders: made with her products on it, read back whoever filled it in.

Whatever cannot be read is named by row and column with how to mend it; nothing is guessed.
"""

import datetime as dt
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from lopo.facts.text import Text
from lopo.labels.codes.gtin import check
from lopo.retail.documents.draft import Fault, Wanted, WantedLine
from lopo.retail.sellout.codes import read_code
from lopo.retail.sellout.days import Around, span_in
from lopo.retail.sellout.grid import Cells, Grid
from lopo.retail.sellout.numbers import Unread, decimal_mark, is_blank, read_pieces, read_rupiah
from lopo.retail.sellout.words import plain, spaced
from lopo.retail.trade.order import MOST_LINES, MOST_PIECES

FORMULA = ("=", "+", "-", "@")
TOP = {
    "store": Text("Kode toko tujuan", "Code of the shop"),
    "wanted_on": Text("Tanggal dibutuhkan", "Wanted on"),
    "number": Text("Nomor pesanan", "Order number"),
    "words": Text("Catatan", "Note"),
}
COLUMNS = {
    "code": Text("Kode", "Code"),
    "name": Text("Produk", "Product"),
    "kitchen": Text("Dapur", "Kitchen"),
    "gtin": Text("Barcode", "Barcode"),
    "price": Text("Harga satu buah (Rp)", "Price of one (Rp)"),
    "carton": Text("Isi karton", "In a carton"),
    "pieces": Text("Jumlah pesan (buah)", "Pieces ordered"),
}
_ALSO = {
    "code": ("kode produk", "kode barang", "sku"),
    "name": ("nama produk", "nama barang"),
    "gtin": ("gtin", "ean"),
    "price": ("harga", "harga satuan", "price"),
    "carton": ("isi per karton",),
    "pieces": ("jumlah", "qty", "jumlah pesan", "pesan", "quantity"),
}
LOOK_AT = 40
NO_HEADING = Text(
    "Tidak ada baris kepala dengan kolom Kode dan Jumlah pesan. Pakai lembar dari halaman ini.",
    "There is no heading with the columns Code and Pieces ordered. Use the sheet of this page.",
)

SEVERAL_ORDERS = Text(
    "Ada pesanan di beberapa lembar. Satu berkas satu pesanan: kirim satu per satu.",
    "Several sheets hold an order. One file holds one order: send them one by one.",
)
BROKEN_FORMULA = Text(
    "Rumus di sel ini rusak. Tulis angkanya.", "The formula in this cell is broken. Write the number."
)


@dataclass(frozen=True, slots=True)
class Offered:
    """One product that a buyer may order, as the sheet shows it."""

    code: str
    name: str
    kitchen: str
    gtin: str
    price_idr: int
    carton_pieces: int = 1


def make_sheet(
    offered: Sequence[Offered], stores: Sequence[tuple[str, str]], wanted_on: dt.date, language: str
) -> bytes:
    """The sheet to fill in, as Excel: only the yellow cells are the buyer's."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has a sheet
    sheet.title = "Lopo"
    mine = PatternFill("solid", fgColor="FFF4CC")
    first = stores[0][0] if len(stores) == 1 else ""
    for row, (name, value) in enumerate(
        (("store", first), ("wanted_on", wanted_on), ("number", ""), ("words", "")), 1
    ):
        sheet.cell(row, 1, TOP[name].in_language(language)).font = Font(bold=True)
        cell = sheet.cell(row, 2, value)
        cell.fill = mine
        if name == "wanted_on":
            cell.number_format = "dd/mm/yyyy"
    sheet.cell(1, 3, "; ".join(f"{_safe(code)} = {_safe(name)}" for code, name in stores)[:500])
    for place, title in enumerate(COLUMNS.values(), 1):
        cell = sheet.cell(6, place, title.in_language(language))
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True)
    for row, each in enumerate(offered, 7):
        values = (each.code, each.name, each.kitchen, each.gtin, each.price_idr, each.carton_pieces, None)
        for place, value in enumerate(values, 1):
            sheet.cell(row, place, _safe(value) if isinstance(value, str) else value)
        sheet.cell(row, 4).number_format = "@"
        sheet.cell(row, 7).fill = mine
    for place, width in enumerate((16, 34, 28, 17, 14, 11, 16), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A7"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _safe(text: str) -> str:
    """A text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def read_sheet(grids: Sequence[Grid], today: dt.date) -> Wanted:
    """What was filled in; every fault by its row and column. One file holds one order."""
    read = [(grid.name, found) for grid in grids if (found := _read_grid(grid, today)) is not None]
    if not read:
        return Wanted((), faults=(Fault("", NO_HEADING),))
    filled = [(name, wanted) for name, wanted in read if wanted.lines]
    if len(filled) > 1:
        named = " + ".join(name for name, _wanted in filled)
        return Wanted((), faults=(Fault(named, SEVERAL_ORDERS),))
    return filled[0][1] if filled else read[0][1]


def _read_grid(grid: Grid, today: dt.date) -> Wanted | None:
    """What one sheet orders; nothing where it has no heading of an order."""
    for row in range(min(len(grid.rows), LOOK_AT)):
        places = _places(grid.rows[row])
        if "pieces" in places and {"code", "gtin", "name"} & set(places):
            return _read(grid, row, places, today)
    return None


def _places(cells: Cells) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        text = plain(cell)
        for name, title in COLUMNS.items():
            if text and text in (plain(title.id), plain(title.en), *_ALSO.get(name, ())):
                found.setdefault(name, place)
    return found


def _read(grid: Grid, head: int, places: dict[str, int], today: dt.date) -> Wanted:
    faults: list[Fault] = []
    told = _top(grid.rows[:head])
    wanted_on = None
    row, cell = told.get("wanted_on", (0, None))
    if not is_blank(cell):
        span = span_in(cell, Around(today))
        if span is None or span.first != span.last:
            faults.append(_fault(grid, row, 1, Text("bukan tanggal. Tulis seperti 09/03/2026.",
                                                    "is no day. Write it as 09/03/2026."), cell))  # fmt: skip
        else:
            wanted_on = span.first
    marks: dict[str, str] = {
        name: decimal_mark(line[places[name]] for line in grid.rows[head + 1 :] if places[name] < len(line))
        for name in ("pieces", "price", "carton")
        if name in places
    }
    lines = []
    for number, cells in enumerate(grid.rows[head + 1 :], head + 2):
        try:
            line = _line(number, _Row(cells, places, marks))
        except _BadCell as bad:
            faults.append(_fault(grid, number, places.get(bad.column, 0), bad.said))
        else:
            lines += [line] if line else []
    if not lines and not faults:
        faults.append(Fault("", Text("Belum ada jumlah yang diisi.", "No count is filled in yet.")))
    if len(lines) > MOST_LINES:
        faults.append(Fault("", Text(f"Paling banyak {MOST_LINES} produk dalam satu berkas.",
                                     f"At most {MOST_LINES} products in one file.")))  # fmt: skip
    texts = {name: spaced(cell or "") for name, (_row, cell) in told.items() if name != "wanted_on"}
    store = read_code(told["store"][1]).text if "store" in told else ""
    return Wanted(
        tuple(lines),
        (store,) if store else (),
        wanted_on,
        today,
        texts.get("number", "").removesuffix(".0"),
        texts.get("words", ""),
        tuple(faults),
    )


def _top(rows: Sequence[Cells]) -> dict[str, tuple[int, object]]:
    """What stands beside each label above the table: its row and its value."""
    found = {}
    for number, cells in enumerate(rows, 1):
        label = plain(cells[0]) if cells else ""
        for name, title in TOP.items():
            if label in (plain(title.id), plain(title.en)):
                found[name] = (number, cells[1] if len(cells) > 1 else None)
    return found


class _BadCell(Exception):
    """A row that cannot be ordered, by the column that is to blame."""

    def __init__(self, column: str, said: Text) -> None:
        super().__init__(said.en)
        self.column, self.said = column, said


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the table below its heading."""

    cells: Cells
    places: Mapping[str, int]
    marks: Mapping[str, str]

    def at(self, name: str) -> object:
        """The cell of a column, nothing where it is blank."""
        place = self.places.get(name, len(self.cells))
        cell = self.cells[place] if place < len(self.cells) else None
        if isinstance(cell, str) and cell.startswith("#"):
            raise _BadCell(name, BROKEN_FORMULA)
        return None if is_blank(cell) else cell

    def number(self, name: str, reads: Callable[[object, str], int]) -> int | None:
        """The number in a cell, nothing where it is blank."""
        if self.at(name) is None:
            return None
        try:
            return reads(self.at(name), self.marks.get(name, ""))
        except Unread as unread:
            raise _BadCell(name, unread.reason) from None

    def codes(self) -> tuple[str, str, str]:
        """Our code, the GTIN and the name of the product; one of them must be there."""
        code, gtin, name = (
            read_code(self.at("code")),
            read_code(self.at("gtin")),
            spaced(self.at("name") or ""),
        )
        if not code.text and (gtin.lost or (gtin.text and not gtin.gtin)):
            raise _BadCell("gtin", BROKEN_CODE)
        if not (code.text or gtin.gtin or name):
            raise _BadCell("code", NO_PRODUCT)
        return code.text, check(gtin.gtin).at_the_till or gtin.gtin, name


BROKEN_CODE = Text(
    "Barcode ini tidak utuh. Isi kolom Kode, atau tulis barcode sebagai Teks.",
    "This barcode is not whole. Fill in the code, or write the barcode as Text.",
)
NO_PRODUCT = Text("Jumlah diisi, tetapi produknya tidak disebut.", "A count without a product.")


def _line(number: int, row: _Row) -> WantedLine | None:
    """What a row orders, nothing where it orders nothing; raises :class:`_BadCell`."""
    pieces = row.number("pieces", read_pieces)
    if not pieces:
        return None
    if not 1 <= pieces <= MOST_PIECES:
        raise _BadCell(
            "pieces", Text(f"Jumlah dari 1 sampai {MOST_PIECES}.", f"From 1 to {MOST_PIECES} pieces.")
        )
    price, (code, gtin, name) = row.number("price", read_rupiah), row.codes()
    carton = row.number("carton", read_pieces)
    return WantedLine(str(number), code, gtin, name, pieces, price, 1 if carton is None else carton)


def _fault(grid: Grid, number: int, place: int, said: Text, cell: object = None) -> Fault:
    where = f"{get_column_letter(place + 1)}{number}"
    sheet = f"{grid.name}!" if grid.name and grid.name != "Lopo" else ""
    if cell is not None:
        shown = spaced(cell)[:30]
        said = Text(f'"{shown}" {said.id}', f'"{shown}" {said.en}')
    return Fault(f"{sheet}{where}", said)

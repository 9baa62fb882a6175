"""A retailer's list of shops out of a table: the columns by their heads, every row read or refused with why.

Pure: takes rows of cells, gives shops and refusals; nothing is left out in silence.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from stdnum import ean

from lopo.facts.kinds import Refused, read_text
from lopo.facts.text import Text
from lopo.retail.terms.words import FORMATS

HEADS: Mapping[str, tuple[str, ...]] = {
    "code": ("kode", "kode toko", "kode gerai", "code", "store code", "id"),
    "name": ("nama", "nama toko", "nama gerai", "name", "store", "store name"),
    "gln": ("gln",),
    "format": ("format", "jenis", "type"),
    "address": ("alamat", "address"),
    "contact": ("kontak", "contact", "nama kontak", "contact name"),
    "phone": ("telepon", "hp", "no hp", "phone", "telp"),
}
"""What the head of each column may say."""
LONGEST = {"code": 30, "name": 120, "address": 200, "contact": 120, "phone": 20}
MOST_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class StoreRow:
    """One shop as the list tells it; an empty text is what it does not tell."""

    code: str
    name: str
    format: str
    gln: str = ""
    address: str = ""
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class RowRefused:
    """A row that cannot be taken: its number in the file, from 1, and why."""

    number: int
    reason: Text


def read_gln(raw: object) -> str:
    """A GLN, 13 digits with their check digit; empty stays empty. Raises :class:`Refused`."""
    typed = "".join(str(raw or "").split())
    digits = typed.removesuffix(".0") if typed.endswith(".0") else typed
    if not digits:
        return ""
    if len(digits) != 13 or not (digits.isascii() and digits.isdigit()):
        raise Refused(Text("GLN punya 13 angka.", "A GLN has 13 digits."))
    if not ean.is_valid(digits):
        raise Refused(
            Text("Angka pemeriksa GLN ini tidak cocok. Periksa ketikannya.",
                 "The check digit of this GLN does not fit. Look at it again.")
        )  # fmt: skip
    return digits


def read_stores(
    rows: Iterable[Sequence[object]], usual_format: str
) -> tuple[tuple[StoreRow, ...], tuple[RowRefused, ...]]:
    """The shops of a table whose first filled row names the columns, and the rows that were refused.

    A row without a format has ``usual_format``. Raises :class:`Refused` where the heads cannot be told.
    """
    columns: dict[str, int] = {}
    stores: dict[str, StoreRow] = {}
    refused = []
    for number, row in enumerate(rows, 1):
        if all(cell in (None, "") for cell in row):
            continue
        if not columns:
            columns = _columns(row)
            continue
        if number > MOST_ROWS + 1:
            raise Refused(Text("Paling banyak 2.000 gerai sekali kirim.", "At most 2,000 shops at a time."))
        try:
            store = _read(row, columns, usual_format)
            if store.code in stores:
                raise Refused(Text("Kode ini sudah ada di atas.", "This code stands above already."))
            stores[store.code] = store
        except Refused as refusal:
            refused.append(RowRefused(number, refusal.reason))
    if not columns:
        raise Refused(Text("Tabel ini kosong.", "This table is empty."))
    return tuple(stores.values()), tuple(refused)


def _columns(row: Sequence[object]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        head = " ".join(str(cell or "").strip().casefold().replace("_", " ").replace(".", " ").split())
        for name, heads in HEADS.items():
            if head in heads and name not in found:
                found[name] = place
    if missing := [name for name in ("code", "name") if name not in found]:
        raise Refused(
            Text("Baris pertama harus menamai kolom. Yang belum ada: {missing}.",
                 "The first row must name the columns. Still missing: {missing}.").filled(
                missing=Text(", ".join(HEADS[name][0] for name in missing), ", ".join(missing)))
        )  # fmt: skip
    return found


def _read(row: Sequence[object], columns: Mapping[str, int], usual_format: str) -> StoreRow:
    cells = {name: _cell(row, place) for name, place in columns.items()}
    texts = {}
    for name, most in LONGEST.items():
        text = read_text(cells.get(name, ""))
        if len(text) > most:
            raise Refused(
                Text(f"Kolom {HEADS[name][0]} paling panjang {most} huruf.",
                     f"The column {name} has at most {most} characters.")
            )  # fmt: skip
        texts[name] = text
    for name in ("code", "name"):
        if not texts[name]:
            raise Refused(Text(f"Kolom {HEADS[name][0]} masih kosong.", f"The column {name} is empty."))
    format = cells.get("format", "").strip().casefold() or usual_format
    if format not in FORMATS:
        raise Refused(
            Text(f"“{format}” bukan format. Pilih: {', '.join(FORMATS)}.",
                 f"“{format}” is no format. Choose one of: {', '.join(FORMATS)}.")
        )  # fmt: skip
    return StoreRow(format=format, gln=read_gln(cells.get("gln", "")), **texts)


def _cell(row: Sequence[object], place: int) -> str:
    cell = row[place] if place < len(row) else ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell)

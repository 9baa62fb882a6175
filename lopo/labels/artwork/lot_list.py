"""A list of lots to print, as CSV: ``lot,made_on,expires_on,count``, the expiry empty where it follows."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from lopo.facts.kinds import Refused, read_date, read_text, read_whole
from lopo.facts.text import Text
from lopo.labels.artwork.order import LOT_MOST
from lopo.labels.artwork.run import MOST

COLUMNS = ("lot", "made_on", "expires_on", "count")
LONGEST_FILE = 2_000_000
"""Characters; a list of as many lots as a run may have is far shorter."""
ValueT = TypeVar("ValueT")


@dataclass(frozen=True, slots=True)
class ListedLot:
    """One lot of a list: its code, its days, and how many labels of it."""

    lot: str
    made_on: dt.date
    expires_on: dt.date | None
    count: int


def read_lots(content: bytes) -> tuple[ListedLot, ...]:
    """The lots of a CSV file, in its order. Raises :class:`Refused` naming the row that is wrong."""
    rows = csv.DictReader(io.StringIO(_text(content)), restkey="", strict=True)
    try:
        if missing := [name for name in COLUMNS if name not in (rows.fieldnames or ())]:
            raise Refused(_NO_COLUMN.filled(columns=", ".join(missing), first=",".join(COLUMNS)))
        lots = tuple(_lots(rows))
    except csv.Error:
        raise Refused(_NO_TABLE.filled(row=str(rows.line_num))) from None
    if not lots:
        raise Refused(_EMPTY)
    return lots


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(_NO_TEXT) from None
    if len(text) > LONGEST_FILE:
        raise Refused(_TOO_LONG)
    head = text.partition("\n")[0]
    return text.replace(";", ",") if ";" in head and "," not in head else text


def _lots(rows: "csv.DictReader[str]") -> Iterator[ListedLot]:
    seen: set[str] = set()
    for row in rows:
        found = _lot(row, rows.line_num)
        if found.lot in seen:
            raise _wrong(rows.line_num, _TWICE.filled(lot=found.lot))
        seen.add(found.lot)
        yield found


def _lot(row: Mapping[str, str | None], number: int) -> ListedLot:
    told = {name: (row[name] or "").strip() for name in COLUMNS}
    lot = _read(read_text, told["lot"], "lot", number)
    if not 1 <= len(lot) <= LOT_MOST:
        raise _wrong(number, _LOT_LENGTH.filled(most=str(LOT_MOST)))
    made_on = _read(read_date, told["made_on"], "made_on", number)
    expires_on = _read(read_date, told["expires_on"], "expires_on", number) if told["expires_on"] else None
    if expires_on is not None and expires_on < made_on:
        raise _wrong(number, _TOO_SOON)
    count = _read(read_whole, told["count"], "count", number)
    if not 1 <= count <= MOST:
        raise _wrong(number, _COUNT.filled(most=str(MOST)))
    return ListedLot(lot, made_on, expires_on, count)


def _read(how: Callable[[object], ValueT], told: str, column: str, number: int) -> ValueT:
    try:
        return how(told)
    except Refused as refusal:
        reason = refusal.reason
        raise _wrong(number, Text(f"{column}: {reason.id}", f"{column}: {reason.en}")) from None


def _wrong(number: int, reason: Text) -> Refused:
    return Refused(Text(f"Baris {number}: {reason.id}", f"Row {number}: {reason.en}"))


_NO_COLUMN = Text(
    "Kolom {columns} tidak ada. Baris pertama harus: {first}",
    "There is no column {columns}. The first row must be: {first}",
)
_NO_TABLE = Text("Baris {row}: bukan tabel CSV yang utuh.", "Row {row}: this is no whole CSV table.")
_EMPTY = Text("Daftar kode produksi ini kosong.", "This list of lots is empty.")
_NO_TEXT = Text(
    "Berkas ini bukan CSV. Simpan tabelnya sebagai CSV (UTF-8).",
    "This file is no CSV. Save the table as CSV (UTF-8).",
)
_TOO_LONG = Text("Daftar ini terlalu panjang.", "This list is too long.")
_TWICE = Text("kode produksi {lot} sudah ada di atas.", "the lot {lot} stands above already.")
_LOT_LENGTH = Text("kode produksi harus 1 sampai {most} huruf.", "a lot code has 1 to {most} characters.")
_TOO_SOON = Text(
    "kedaluwarsa tidak boleh sebelum hari produksi.", "the expiry cannot be before the day of production."
)
_COUNT = Text("banyaknya dari 1 sampai {most}.", "the number is from 1 to {most}.")

"""A table as a file: rows out of CSV or Excel, whatever bytes somebody sends.

Pure but for openpyxl: takes bytes, gives rows. What it is decides, not what it is called.
"""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from openpyxl import load_workbook

from lopo.facts.kinds import Refused
from lopo.facts.text import Text

MAX_BYTES = 8 * 1024 * 1024
MAX_UNPACKED = 160 * 1024 * 1024
"""Bytes of an Excel file once unpacked: the whole of USDA SR is a quarter of it."""
MAX_PARTS = 500
MAX_ROWS = 20_000
"""Rows of one sheet, blank ones between counted; USDA SR28 has 8,790 foods."""
MAX_COLUMNS = 200
_LAST_ROW = 1_048_576
"""Of an Excel sheet; what a sheet says of its own size may be wrong."""
_LOOK_AT = 40
"""Rows by which the separator of a CSV is told."""

_ZIP, _OLD_EXCEL, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
_MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml")
_SEPARATORS = ";,\t|"

_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError)

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet; a CSV is one sheet without a name. ``rows`` can be walked once."""

    name: str
    rows: Iterable[Row]


def check_size(size: int) -> None:
    """Raise :class:`Refused` for a file of more than :data:`MAX_BYTES`."""
    if size > MAX_BYTES:
        raise Refused(
            Text("Berkas ini lebih besar dari 8 MB. Simpan tabelnya saja, tanpa gambar, lalu kirim lagi.",
                 "This file is larger than 8 MB. Save the table alone, without pictures, and send it again.")
        )  # fmt: skip


def sheets_of(content: bytes) -> Iterator[Sheet]:
    """The sheets of a CSV or Excel file; raises :class:`Refused` for anything else, also while it is read."""
    check_size(len(content))
    if not content.strip(b"\x00\xef\xbb\xbf \t\r\n"):
        raise Refused(Text("Berkas ini kosong. Pilih berkas lain.", "This file is empty. Choose another."))
    head = content[:400].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content.startswith(_OLD_EXCEL):
        raise Refused(
            Text("Ini Excel lama (.xls). Buka di Excel, simpan sebagai .xlsx atau CSV, lalu kirim lagi.",
                 "This is an old Excel file (.xls). Open it, save it as .xlsx or CSV, and send it again.")
        )  # fmt: skip
    if content.startswith(_PDF) or head.startswith(_MARKUP):
        raise _no_table()
    if content.startswith(_ZIP):
        return _excel(content)
    return iter([Sheet("", _csv(_decoded(content)))])


def _no_table() -> Refused:
    return Refused(
        Text("Ini bukan tabel yang bisa dibaca. Kirim berkas Excel (.xlsx) atau CSV.",
             "This is not a table that can be read. Send an Excel file (.xlsx) or a CSV.")
    )  # fmt: skip


def _too_many_rows() -> Refused:
    return Refused(
        Text(f"Tabel ini lebih dari {MAX_ROWS:,} baris. Kirim per bagian.".replace(",", "."),
             f"This table has more than {MAX_ROWS:,} rows. Send it in parts.")
    )  # fmt: skip


def _counted(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows as they come, as far as a table goes; blank ones below it do no harm."""
    for number, row in enumerate(rows, 1):
        if number <= MAX_ROWS:
            yield row
        elif any(cell not in (None, "") for cell in row):
            raise _too_many_rows()


# CSV


def _decoded(content: bytes) -> str:
    """The text of a CSV: UTF-8, UTF-16 with its mark, or what Windows writes in Kupang (cp1252)."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    if "\x00" in text:
        raise _no_table()
    return text


def _csv(text: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        yield from _counted(row[:MAX_COLUMNS] for row in reader)
    except csv.Error:
        raise _no_table() from None


def _separator(text: str) -> str:
    """The separator that cuts the first rows into most columns."""
    first = "\n".join(text[:60_000].splitlines()[:_LOOK_AT])

    def width(separator: str) -> int:
        try:
            return max((len(row) for row in csv.reader(io.StringIO(first), delimiter=separator)), default=0)
        except csv.Error:
            return 0

    return max(_SEPARATORS, key=width)


# Excel


def _excel(content: bytes) -> Iterator[Sheet]:
    check_package(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    except Exception:  # hostile packages fail in every way
        raise _no_table() from None
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                yield Sheet(sheet.title[:80], _counted(_cells(sheet)))
    finally:
        book.close()


def _cells(sheet: object) -> Iterator[Row]:
    """The rows of a sheet, whatever size it says of itself; a formula comes as it was typed."""
    try:
        yield from sheet.iter_rows(  # type: ignore[attr-defined]
            min_row=1, max_row=_LAST_ROW, min_col=1, max_col=MAX_COLUMNS, values_only=True
        )
    except Exception:  # a broken sheet fails in every way
        raise _no_table() from None


def check_package(content: bytes) -> None:
    """Refuse a package that grows out of all measure when unpacked, or that declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise Refused(
                    Text("Berkas Excel ini terlalu besar isinya. Simpan satu lembar saja sebagai CSV.",
                         "This Excel file is too large once opened. Save one sheet alone as CSV.")
                )  # fmt: skip
            for part in parts:
                with package.open(part) as opened:
                    if b"<!doctype" in opened.read(2048).lower():
                        raise _no_table()
    except _BROKEN:
        raise _no_table() from None

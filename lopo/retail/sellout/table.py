"""The rows of a file, whatever a retailer's system wrote: Excel, old Excel, CSV, or a page saved as .xls.

Takes bytes, gives plain cells; knows nothing of what they mean. Bytes are hostile: sizes are bounded,
packages checked before they are unpacked, nothing is fetched.
"""

import csv
import io
import math
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import lxml.html
import xlrd
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook

from lopo.facts.kinds import Refused
from lopo.facts.table_file import MAX_ROWS, check_package, check_size
from lopo.facts.text import Text

_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
_LOOK_AT = 80
MOST_COLUMNS = 400
"""A column for each shop of a chain, and one for its rupiah."""
MOST_CELLS = 2_000_000
_SCANNED_XML = 48 * 1024 * 1024
"""Bytes of one sheet's XML in which hidden rows and merged cells are looked for."""
_SEPARATORS = ";\t,|"
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_ROW_NUMBER = re.compile(rb'\br="(\d{1,7})"')
_FILLED = (b"<v>", b"<is>", b":v>", b":is>")
"""What a cell that holds something has in a sheet's XML, with or without a prefix."""
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref=\"([A-Z]+)(\d+):([A-Z]+)(\d+)\"")
_SPREADSHEET_ML = b"urn:schemas-microsoft-com:office:spreadsheet"
_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"

NO_TABLE = Text(
    "Ini bukan tabel yang bisa dibaca. Buka di Excel, simpan sebagai .xlsx atau CSV, lalu kirim lagi.",
    "This is not a table that can be read. Open it in Excel, save it as .xlsx or CSV, and send it again.",
)
LOCKED = Text(
    "Berkas ini dikunci kata sandi. Buka di Excel, hapus sandinya, simpan, lalu kirim lagi.",
    "This file is locked with a password. Open it in Excel, take the password off, save it, send it again.",
)
EMPTY = Text("Berkas ini kosong. Pilih berkas lain.", "This file is empty. Choose another.")
TOO_LONG = Text(
    f"Ada lembar dengan lebih dari {MAX_ROWS // 1000}.000 baris. Kirim per bagian, misalnya per minggu.",
    f"A sheet has more than {MAX_ROWS:,} rows. Send it in parts, a week at a time perhaps.",
)
TOO_WIDE = Text(
    f"Ada lembar dengan lebih dari {MOST_COLUMNS} kolom. Kirim per bagian, misalnya per wilayah.",
    f"A sheet has more than {MOST_COLUMNS} columns. Send it in parts, a region at a time perhaps.",
)

Cells = tuple[object, ...]
Merged = tuple[int, int, int, int]
"""First row, first column, last row and last column of merged cells, from 0."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its rows from the first, blank ones kept, so that a row's number is that of the file.

    ``hidden`` are numbers (from 1) of rows that Excel does not show; ``merged`` the spans of merged cells as
    (first row, first column, last row, last column), from 0.
    """

    name: str
    rows: tuple[Cells, ...]
    hidden: frozenset[int] = frozenset()
    merged: tuple[Merged, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """The sheets of a file that are shown, and how many are hidden."""

    grids: tuple[Grid, ...]
    hidden_sheets: int = 0


def read_file(content: bytes) -> File:
    """The sheets of a file. Raises :class:`Refused` with what to do where there are none."""
    check_size(len(content))
    if not content.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise Refused(EMPTY)
    head = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content.startswith(_ZIP):
        file = _excel(content)
    elif content.startswith(_OLE):
        file = _old_excel(content)
    elif content.startswith(_PDF) or b"\x00\x00\x00\x00" in content[:64]:
        raise Refused(NO_TABLE)
    elif head.startswith(b"<?xml") and _SPREADSHEET_ML in head:
        file = _spreadsheet_ml(content)
    elif head.startswith((b"<", b"mime-version")):
        file = _page(content)
    else:
        file = File((Grid("", _kept(_csv(_decoded(content)))),))
    kept = tuple(each for each in file.grids if each.rows)
    if not kept:
        raise Refused(EMPTY)
    return File(kept, file.hidden_sheets)


def _kept(rows: Iterable[Iterable[object]]) -> tuple[Cells, ...]:
    """The rows without blank ones below and blank cells to the right; refuses endless ones."""
    kept: list[Cells] = []
    last = filled = 0
    for number, row in enumerate(rows, 1):
        cells = list(row)
        while cells and (cells[-1] is None or (isinstance(cells[-1], str) and not cells[-1].strip())):
            cells.pop()
        if cells:
            filled += len(cells)
            if number > MAX_ROWS or filled > MOST_CELLS:
                raise Refused(TOO_LONG)
            if len(cells) > MOST_COLUMNS:
                raise Refused(TOO_WIDE)
            last = number
        if number <= MAX_ROWS:
            kept.append(tuple(cells))
    return tuple(kept[:last])


# CSV


def _decoded(content: bytes) -> str:
    """UTF-8, UTF-16 with or without its mark, or what Windows writes in Indonesia (cp1252)."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    sample = content[:4000]
    if sample.count(b"\x00") > len(sample) // 4:
        little = sample[1::2].count(b"\x00") >= sample[::2].count(b"\x00")
        return content.decode("utf-16-le" if little else "utf-16-be", "replace")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\x00" in text:
        raise Refused(NO_TABLE)
    return text


def _csv(text: str) -> Iterator[list[str]]:
    """The records of a CSV; each line that was quoted as a whole is taken apart once more."""
    separator = _separator(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        raise Refused(NO_TABLE) from None
    alone = [row[0] for row in rows if len(row) == 1]
    filled = sum(any(row) for row in rows)
    if len(alone) > filled * 0.8 and (inner := _separator("\n".join(alone[:_LOOK_AT]))) and filled > 1:
        again = [next(csv.reader([row[0]], delimiter=inner), []) if len(row) == 1 else row for row in rows]
        if sum(len(row) > 2 for row in again) > filled / 2:
            return iter(again)
    return iter(rows)


def _separator(text: str) -> str:
    """The separator by which most rows have one and the same width, the wider the better."""
    lines = text[:120_000].splitlines(keepends=True)[:_LOOK_AT]
    if lines and lines[0].lower().startswith("sep=") and lines[0][4:5]:
        return lines[0][4]

    def fit(separator: str) -> int:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator))
        except csv.Error:
            return 0
        return max((count * (width - 1) for width, count in widths.items() if width > 1), default=0)

    return max(_SEPARATORS, key=fit)


# Excel


def _excel(content: bytes) -> File:
    try:
        check_package(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except Refused:
        raise
    except Exception:  # hostile packages fail in every way
        raise Refused(NO_TABLE) from None
    grids, hidden = [], 0
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                hidden += 1
                continue
            part = getattr(sheet, "_worksheet_path", "")
            unseen, merged = _looks(content, str(part))
            grids.append(Grid(str(sheet.title)[:80], _kept(_cells(sheet)), unseen, merged))
    finally:
        book.close()
    return File(tuple(grids), hidden)


def _cells(sheet: object) -> Iterator[Iterable[object]]:
    try:
        yield from sheet.iter_rows(  # type: ignore[attr-defined]
            min_row=1, max_row=MAX_ROWS + 1, min_col=1, max_col=MOST_COLUMNS + 1, values_only=True
        )
    except Refused:
        raise
    except Exception:  # a broken sheet fails in every way
        raise Refused(NO_TABLE) from None


def _looks(content: bytes, part: str) -> tuple[frozenset[int], tuple[Merged, ...]]:
    """Hidden rows and merged cells, which the reader of rows does not tell; nothing where they are unread."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package, package.open(part.lstrip("/")) as opened:
            xml = opened.read(_SCANNED_XML)
    except Exception:  # only how the sheet looks; its rows were read or refused elsewhere
        return frozenset(), ()
    hidden = set()
    last_filled = max(xml.rfind(mark) for mark in _FILLED)
    for found in _ROW.finditer(xml):
        tag, number = found[0], _ROW_NUMBER.search(found[0])
        if number and int(number[1]) > MAX_ROWS and last_filled > found.end():
            raise Refused(TOO_LONG)
        if number and (b'hidden="1"' in tag or b'hidden="true"' in tag):
            hidden.add(int(number[1]))
    merged = tuple(
        (int(row) - 1, _column(left), int(last) - 1, _column(right))
        for left, row, right, last in (found.groups() for found in _MERGED.finditer(xml))
    )
    return frozenset(hidden), merged


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:4]:
        number = number * 26 + letter - 64
    return number - 1


def _old_excel(content: bytes) -> File:
    """An Excel file from before 2007; one that is locked looks the same from outside."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Refused(LOCKED)
    try:
        book = xlrd.open_workbook(
            file_contents=content, ragged_rows=True, formatting_info=False, logfile=io.StringIO()
        )
        grids = []
        for sheet in book.sheets():
            if sheet.visibility:
                continue
            rows = ([_old_cell(cell, book.datemode) for cell in sheet.row(row)] for row in range(sheet.nrows))
            merged = tuple(
                (top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells
            )
            grids.append(Grid(sheet.name[:80], _kept(rows), merged=merged))
        return File(tuple(grids), sum(bool(sheet.visibility) for sheet in book.sheets()))
    except Refused:
        raise
    except Exception as fault:  # hostile files fail in every way
        raise Refused(LOCKED if "encrypted" in str(fault).lower() else NO_TABLE) from None


def _old_cell(cell: object, datemode: int) -> object:
    kind, value = cell.ctype, cell.value  # type: ignore[attr-defined]
    if kind == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate.xldate_as_datetime(value, datemode)
        except Exception:  # a day before 1900 stays a number
            return value
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return None
    if kind == xlrd.XL_CELL_NUMBER and value == int(value) and abs(value) < 1e15:
        return int(value)
    return bool(value) if kind == xlrd.XL_CELL_BOOLEAN else value


# What reporting systems call .xls


def _page(content: bytes) -> File:
    """The tables of a page, one below the other: title and goods are often a table each."""
    try:
        root = lxml.html.fromstring(_decoded(content).encode("utf-8"), parser=_parser())
    except Refused:
        raise
    except Exception:  # hostile markup fails in every way
        raise Refused(NO_TABLE) from None
    rows: list[list[object]] = []
    merged: list[Merged] = []
    table: object = None
    reach: dict[int, int] = {}
    for row in root.iter("tr"):
        if (around := next(row.iterancestors("table"), None)) is not table:
            table, reach = around, {}
        rows.append(_page_row(row, len(rows), reach, merged))
        if len(rows) > MAX_ROWS:
            raise Refused(TOO_LONG)
    if not any(len(row) > 1 for row in rows):
        raise Refused(NO_TABLE)
    return File((Grid("", _kept(rows), merged=tuple(merged)),))


def _page_row(
    row: lxml.html.HtmlElement, number: int, reach: dict[int, int], merged: list[Merged]
) -> list[object]:
    """The cells of one row of a page, each in its column; ``reach`` is down to where each column is taken."""
    cells: list[object] = []
    for cell in row:
        if cell.tag not in ("td", "th"):
            continue
        while reach.get(len(cells), -1) >= number:
            cells.append("")
        across, down = _spanned(cell, "colspan", MOST_COLUMNS), _spanned(cell, "rowspan", MAX_ROWS)
        last = min(len(cells) + across, MOST_COLUMNS)
        if across > 1 or down > 1:
            merged.append((number, len(cells), number + down - 1, last - 1))
            reach.update(dict.fromkeys(range(len(cells), last), number + down - 1))
        cells.append(" ".join(cell.text_content().split()))
        cells.extend("" for _ in range(across - 1))
        if len(cells) > MOST_COLUMNS:
            break
    return cells[: MOST_COLUMNS + 1]


def _spanned(cell: lxml.html.HtmlElement, name: str, most: int) -> int:
    told = str(cell.get(name) or "1").strip()
    return min(max(int(told), 1), most) if told.isdecimal() and len(told) < 6 else 1


def _parser() -> lxml.html.HTMLParser:
    return lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)


def _spreadsheet_ml(content: bytes) -> File:
    """Excel's XML of 2003."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except (DefusedXmlException, SyntaxError, ValueError, LookupError, RecursionError):
        raise Refused(NO_TABLE) from None
    grids = []
    for sheet in root.iter(f"{_SS}Worksheet"):
        rows: list[list[object]] = []
        for row in sheet.iter(f"{_SS}Row"):
            place = str(row.get(f"{_SS}Index") or "")
            while place.isdecimal() and len(rows) < min(int(place) - 1, MAX_ROWS):
                rows.append([])
            rows.append(_ml_cells(row))
        grids.append(Grid(str(sheet.get(f"{_SS}Name") or "")[:80], _kept(rows)))
    return File(tuple(grids))


def _ml_cells(row: object) -> list[object]:
    cells: list[object] = []
    for cell in row.iter(f"{_SS}Cell"):  # type: ignore[attr-defined]
        place = str(cell.get(f"{_SS}Index") or "")
        while place.isdecimal() and len(cells) < min(int(place) - 1, MOST_COLUMNS + 1):
            cells.append(None)
        data = cell.find(f"{_SS}Data")
        cells.append("" if data is None else _ml_value("".join(data.itertext()), data.get(f"{_SS}Type")))
        across = str(cell.get(f"{_SS}MergeAcross") or "")
        cells.extend([None] * (min(int(across), MOST_COLUMNS) if across.isdecimal() else 0))
    return cells[: MOST_COLUMNS + 1]


def _ml_value(text: str, kind: str | None) -> object:
    """What a cell of Excel's XML holds: a number may be written as ``1.5E3``."""
    if kind != "Number":
        return text
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if math.isfinite(number) and number == int(number) and abs(number) < 1e15 else number

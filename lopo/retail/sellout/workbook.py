"""The sheets of an Excel file, new or old; packages are checked before they are unpacked."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

import xlrd
from openpyxl import load_workbook

from lopo.facts.kinds import Refused
from lopo.facts.table_file import check_package
from lopo.facts.text import Text
from lopo.retail.sellout.grid import (
    LOCKED,
    MOST_COLUMNS,
    MOST_ROWS,
    NO_TABLE,
    TOO_LONG,
    File,
    Grid,
    Merged,
    kept,
)

_SCANNED_XML = 48 * 1024 * 1024
"""Bytes of one sheet's XML in which hidden rows and merged cells are looked for."""
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_ROW_NUMBER = re.compile(rb'\br="(\d{1,7})"')
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_ENDS = re.compile(rb'\b(min|max)="(\d{1,5})"')
_BEFORE_ROWS = 200_000
"""Bytes of a sheet's XML within which its columns are described."""
_UNRECKONED = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]{1,3}\d{1,7})"(?![^>]*t="str")[^>]*><(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)'
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
"""A formula without its value."""
UNRECKONED = Text(
    "Rumus di sel {cell} belum dihitung, jadi angkanya tidak ada. Buka di Excel, simpan, lalu kirim lagi.",
    "The formula in cell {cell} was never reckoned, so its figure is missing. Open it in Excel and save it.",
)
_FILLED = (b"<v>", b"<is>", b":v>", b":is>")
"""What a cell that holds something has in a sheet's XML, with or without a prefix."""
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref=\"([A-Z]+)(\d+):([A-Z]+)(\d+)\"")


def excel(content: bytes) -> File:
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
            rows, columns, merged = _looks(content, str(part))
            grids.append(Grid(str(sheet.title)[:80], kept(_cells(sheet)), rows, merged, columns))
    finally:
        book.close()
    return File(tuple(grids), hidden)


def _cells(sheet: object) -> Iterator[Iterable[object]]:
    try:
        yield from sheet.iter_rows(  # type: ignore[attr-defined]
            min_row=1, max_row=MOST_ROWS + 1, min_col=1, max_col=MOST_COLUMNS + 1, values_only=True
        )
    except Refused:
        raise
    except Exception:  # a broken sheet fails in every way
        raise Refused(NO_TABLE) from None


def _looks(content: bytes, part: str) -> tuple[frozenset[int], frozenset[int], tuple[Merged, ...]]:
    """Hidden rows and columns and merged cells, which the reader of rows does not tell; nothing where unread.

    Raises :class:`Refused` where a formula was never reckoned.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package, package.open(part.lstrip("/")) as opened:
            xml = opened.read(_SCANNED_XML)
    except Exception:  # only how the sheet looks; its rows were read or refused elsewhere
        return frozenset(), frozenset(), ()
    if lacking := _UNRECKONED.search(xml):
        cell = lacking[1].decode("ascii", "replace")
        raise Refused(UNRECKONED.filled(cell=cell))
    hidden = set()
    last_filled = max(xml.rfind(mark) for mark in _FILLED)
    for found in _ROW.finditer(xml):
        tag, number = found[0], _ROW_NUMBER.search(found[0])
        if number and int(number[1]) > MOST_ROWS and last_filled > found.end():
            raise Refused(TOO_LONG)
        if number and (b'hidden="1"' in tag or b'hidden="true"' in tag):
            hidden.add(int(number[1]))
    merged = tuple(
        (int(row) - 1, _column(left), int(last) - 1, _column(right))
        for left, row, right, last in (found.groups() for found in _MERGED.finditer(xml))
    )
    return frozenset(hidden), _hidden_columns(xml), merged


def _hidden_columns(xml: bytes) -> frozenset[int]:
    """The places of the columns that Excel does not show."""
    hidden: set[int] = set()
    for tag in _COLUMN.findall(xml[:_BEFORE_ROWS]):
        told = {name: int(number) for name, number in _ENDS.findall(tag)}
        if (b'hidden="1"' in tag or b'hidden="true"' in tag) and len(told) == 2:
            hidden.update(range(told[b"min"] - 1, min(told[b"max"], MOST_COLUMNS)))
    return frozenset(hidden)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:4]:
        number = number * 26 + letter - 64
    return number - 1


def old_excel(content: bytes) -> File:
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
            grids.append(Grid(sheet.name[:80], kept(rows), merged=merged))
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

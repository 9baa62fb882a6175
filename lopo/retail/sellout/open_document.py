"""The sheets of a LibreOffice file (.ods), whose rows and cells may be written once for many."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from lopo.facts.kinds import Refused
from lopo.facts.table_file import check_package
from lopo.retail.sellout.grid import LOCKED, MOST_COLUMNS, MOST_ROWS, NO_TABLE, File, Grid, Merged, kept

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_MOST_XML = 48 * 1024 * 1024


def open_document(content: bytes) -> File:
    """The sheets of the file; raises :class:`Refused` for one that is locked, or no spreadsheet."""
    check_package(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if b"encryption-data" in package.read("META-INF/manifest.xml"):
                raise Refused(LOCKED)
            xml = package.open("content.xml").read(_MOST_XML + 1)
        root = fromstring(xml[: _MOST_XML + 1], forbid_dtd=True)
    except Refused:
        raise
    except (DefusedXmlException, SyntaxError, ValueError, LookupError, RecursionError, OSError,
            zipfile.BadZipFile):  # fmt: skip
        raise Refused(NO_TABLE) from None
    sheets = list(root.iter(f"{_TABLE}table"))
    if not sheets:
        raise Refused(NO_TABLE)
    return File(tuple(_sheet(each) for each in sheets))


def _sheet(table: Element) -> Grid:
    merged: list[Merged] = []
    hidden: set[int] = set()
    rows: list[list[object]] = []
    for row in table.iter(f"{_TABLE}table-row"):
        again = _number(row, "number-rows-repeated", MOST_ROWS + 1)
        cells = _cells(row, len(rows), merged)
        if row.get(f"{_TABLE}visibility", "visible") != "visible" and cells:
            hidden.update(range(len(rows) + 1, len(rows) + again + 1))
        if not cells and len(rows) + again > MOST_ROWS:
            break  # the blank rest of the sheet
        rows.extend(cells for _time in range(min(again, MOST_ROWS + 1 - len(rows))))
    columns: set[int] = set()
    place = 0
    for column in table.iter(f"{_TABLE}table-column"):
        again = _number(column, "number-columns-repeated", MOST_COLUMNS)
        if column.get(f"{_TABLE}visibility", "visible") != "visible":
            columns.update(range(place, place + again))
        place += again
    name = str(table.get(f"{_TABLE}name") or "")[:80]
    return Grid(name, kept(rows), frozenset(hidden), tuple(merged), frozenset(columns))


def _number(element: Element, name: str, most: int) -> int:
    told = str(element.get(f"{_TABLE}{name}") or "1")
    return min(max(int(told), 1), most) if told.isdecimal() and len(told) < 8 else 1


def _cells(row: Element, number: int, merged: list[Merged]) -> list[object]:
    cells: list[object] = []
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        value = _value(cell)
        across, down = (_number(cell, f"number-{each}-spanned", MOST_ROWS) for each in ("columns", "rows"))
        if across > 1 or down > 1:
            merged.append((number, len(cells), number + down - 1, len(cells) + across - 1))
        again = _number(cell, "number-columns-repeated", MOST_COLUMNS + 1)
        cells.extend(value for _time in range(min(again, MOST_COLUMNS + 1 - len(cells))))
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _value(cell: Element) -> object:
    """What a cell holds: a number, a day, else the text that is shown."""
    kind = cell.get(f"{_OFFICE}value-type")
    shown = "\n".join(_spoken(each) for each in cell.iter(f"{_TEXT}p"))
    if kind in ("float", "currency", "percentage"):
        return _figure(cell.get(f"{_OFFICE}value") or shown)
    if kind == "date":
        try:
            return dt.datetime.fromisoformat(cell.get(f"{_OFFICE}date-value") or "")
        except ValueError:
            return shown
    return shown or None


def _figure(told: str) -> object:
    try:
        number = float(told)
    except ValueError:
        return told
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _spoken(paragraph: Element) -> str:
    return "".join(_letters(paragraph))


def _letters(element: Element) -> Iterator[str]:
    """The text of a paragraph, in which blanks are elements of their own."""
    yield element.text or ""
    for part in element:
        yield " " if part.tag in (f"{_TEXT}s", f"{_TEXT}tab") else "".join(_letters(part))
        yield part.tail or ""

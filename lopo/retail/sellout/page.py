"""What reporting systems call .xls: a page of tables, or Excel's XML of 2003."""

import math

import lxml.html
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from lopo.facts.kinds import Refused
from lopo.retail.sellout.grid import MOST_COLUMNS, MOST_ROWS, NO_TABLE, TOO_LONG, File, Grid, Merged, kept
from lopo.retail.sellout.text_rows import decoded

SPREADSHEET_ML = b"urn:schemas-microsoft-com:office:spreadsheet"
_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"


def page(content: bytes) -> File:
    """The tables of a page, one below the other: title and goods are often a table each."""
    try:
        root = lxml.html.fromstring(decoded(content).encode("utf-8"), parser=_parser())
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
        if len(rows) > MOST_ROWS:
            raise Refused(TOO_LONG)
    if not any(len(row) > 1 for row in rows):
        raise Refused(NO_TABLE)
    return File((Grid("", kept(rows), merged=tuple(merged)),))


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
        across, down = _spanned(cell, "colspan", MOST_COLUMNS), _spanned(cell, "rowspan", MOST_ROWS)
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


def spreadsheet_ml(content: bytes) -> File:
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
            while place.isdecimal() and len(rows) < min(int(place) - 1, MOST_ROWS):
                rows.append([])
            rows.append(_ml_cells(row))
        grids.append(Grid(str(sheet.get(f"{_SS}Name") or "")[:80], kept(rows)))
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

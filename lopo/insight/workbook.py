"""Tables taken along: one as CSV or Excel, or all of them as one book with a sheet each."""

import datetime as dt
import io
from collections.abc import Iterable

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from lopo.facts.text import Text
from lopo.insight.tables.table import DATE, PERCENT, POINTS, RUPIAH, Cell, Column, Table
from lopo.producers.spreadsheet import EXCEL, FORMS, plain, spreadsheet

__all__ = ["FORMS", "book", "table_file"]

SHEETS = {
    "funnel": Text("Corong", "Funnel"),
    "products": Text("Produk", "Products"),
    "demands": Text("Syarat", "Demands"),
    "places": Text("Kecamatan", "Kecamatan"),
    "learning": Text("Belajar", "Learning"),
    "comparison": Text("Perbandingan", "Comparison"),
    "pairs": Text("Pasangan", "Pairs"),
    "cost": Text("Biaya", "Cost"),
}
"""What the sheet of a table is called."""

_FORMATS = {PERCENT: "0.0%", POINTS: "+0.0%;-0.0%;0.0%", RUPIAH: '"Rp"#,##0', DATE: "d mmm yyyy"}
"""How Excel shows a kind of column; the cell itself stays a number or a day."""
_WIDE, _NARROW = 34, 13


def table_file(table: Table, form: str, language: str, on: dt.date) -> HttpResponseBase:
    """One table as ``csv`` or ``xlsx``. Shares are in per cent in CSV."""
    name = f"lopo-{table.name}-{on.isoformat()}"
    if form == "xlsx":
        return _sent(_saved([table], (), language), name)
    head: list[object] = [
        f"{column.title.in_language(language)}{' (%)' if column.kind in (PERCENT, POINTS) else ''}"
        for column in table.columns
    ]
    rows = (
        [_flat(cell, column, language) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    )
    return spreadsheet(form, name, head, rows)


def book(tables: Iterable[Table], notes: Iterable[str], language: str, on: dt.date) -> HttpResponse:
    """All tables as one book; ``notes`` stand on the first sheet."""
    return _sent(_saved(tables, tuple(notes), language), f"lopo-hasil-{on.isoformat()}")


def _flat(cell: Cell, column: Column, language: str) -> object:
    """A cell for CSV; what is not known is empty."""
    if column.kind in (PERCENT, POINTS) and isinstance(cell, int | float):
        return round(100 * cell, 1)
    return _typed(cell, language)


def _typed(cell: Cell, language: str) -> object:
    if cell is None:
        return ""
    if isinstance(cell, Text):
        return plain(cell.in_language(language))
    return plain(cell) if isinstance(cell, str) else cell


def _saved(tables: Iterable[Table], notes: tuple[str, ...], language: str) -> bytes:
    made = Workbook(write_only=True)
    if notes:
        sheet = made.create_sheet("Lopo")
        sheet.column_dimensions["A"].width = 110
        for note in notes:
            cell = WriteOnlyCell(sheet, plain(note))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            sheet.append([cell])
    for table in tables:
        _sheet(made, table, language)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def _sheet(made: Workbook, table: Table, language: str) -> None:
    sheet = made.create_sheet(SHEETS.get(table.name, Text.same("Lopo")).in_language(language))
    sheet.freeze_panes = "A2"
    for place, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = _NARROW if column.kind != "text" else _WIDE
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    sheet.append([_head(sheet, column.title.in_language(language)) for column in table.columns])
    for row in table.rows:
        sheet.append(
            [
                _cell(sheet, cell, column, language)
                for cell, column in zip(row, table.columns, strict=True)
            ]
        )  # fmt: skip


def _head(sheet: object, title: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, title)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(sheet: object, cell: Cell, column: Column, language: str) -> object:
    value = _typed(cell, language)
    if value == "":
        return None
    if column.kind not in _FORMATS or isinstance(value, str):
        return value
    made = WriteOnlyCell(sheet, value)
    made.number_format = _FORMATS[column.kind]
    return made


def _sent(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response

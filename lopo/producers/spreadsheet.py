"""A table taken along: for a spreadsheet, row after row as they come."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

Row = list[object]
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_BEGINS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet may take for the beginning of a formula, also in full width."""


def plain(text: str) -> str:
    """A text that a spreadsheet will not take for a formula, without marks that it cannot hold."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    return f"'{text}" if text.lstrip()[:1] in FORMULA_BEGINS and text.strip() else text


class _Line:
    """Where the writer of CSV leaves a line: it is sent at once and nothing is kept."""

    def write(self, line: str) -> str:
        return line


def _csv(head: Row, rows: Iterable[Row]) -> HttpResponseBase:
    def lines() -> Iterator[str]:
        writer = csv.writer(_Line())
        yield "\ufeff" + writer.writerow(head)
        for row in rows:
            yield writer.writerow(row)

    return StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")


def _xlsx(head: Row, rows: Iterable[Row]) -> HttpResponseBase:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Lopo")
    sheet.freeze_panes = "A2"
    sheet.append([_bold(sheet, title) for title in head])
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return HttpResponse(content.getvalue(), content_type=EXCEL)


def _bold(sheet: object, title: object) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, title)
    cell.font = Font(bold=True)
    return cell


_WRITERS: Mapping[str, Callable[[Row, Iterable[Row]], HttpResponseBase]] = {"csv": _csv, "xlsx": _xlsx}
FORMS = frozenset(_WRITERS)
"""The kinds of file there are."""


def spreadsheet(form: str, name: str, head: Row, rows: Iterable[Row]) -> HttpResponseBase:
    """``rows`` below ``head`` as a file to keep, ``name`` without its ending; ``form`` is one of FORMS."""
    response = _WRITERS[form](head, rows)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response

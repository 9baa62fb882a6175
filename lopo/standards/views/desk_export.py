"""The officer's table taken along: for a spreadsheet, whole, row after row as the database gives them."""

import csv
import io
from collections.abc import Iterable, Iterator

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.producers.models import Product
from lopo.producers.reach import products_in
from lopo.standards.desk import DeskFilter, desk_products
from lopo.standards.standings import today
from lopo.standards.views.desk import row_of, rung_titles

Row = list[object]
AT_A_TIME = 1000
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_BEGINS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet may take for the beginning of a formula, also in full width."""


@permitted("desk.export")
def export(request: PermittedRequest, form: str) -> HttpResponseBase:
    """All rows of the filtered table, for Excel (``xlsx``) or as ``csv``."""
    if form not in WRITERS:
        raise Http404
    products = desk_products(products_in(request.scope), DeskFilter.from_query(request.GET), today())
    titles = rung_titles(get_language() or "id")
    rows = (_cells(each, titles) for each in products.iterator(AT_A_TIME))
    head: Row = [
        _("Business"), _("Product"), _("Kelurahan"), _("Kecamatan"), _("Rung"), _("Next rung, % met"),
        _("Still open"), _("Days on this rung"), _("Overdue tasks"), _("Next step"),
    ]  # fmt: skip
    response = WRITERS[form](head, rows)
    response["Content-Disposition"] = f'attachment; filename="lopo-{today().isoformat()}.{form}"'
    return response


def _cells(product: Product, titles: dict[str, str]) -> Row:
    row = row_of(product, titles)
    ward = product.business.kelurahan
    place = [ward.name, ward.kecamatan] if ward else ["", ""]
    counted = [row[name] for name in ("rung", "percent", "open", "age", "overdue", "next")]
    return [_plain(product.business.name), _plain(product.name), *place, *counted]


def _plain(text: str) -> str:
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


WRITERS = {"csv": _csv, "xlsx": _xlsx}

"""The officer's table taken along, whole."""

import itertools
from collections.abc import Iterable

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.producers.models import Business, Product
from lopo.producers.reach import businesses_in, products_in
from lopo.producers.spreadsheet import FORMS, Row, plain, spreadsheet
from lopo.standards.desk import DeskFilter, businesses_without_product, desk_products
from lopo.standards.standings import today
from lopo.standards.views.desk import row_of, rung_titles

AT_A_TIME = 1000


@permitted("desk.export")
def export(request: PermittedRequest, form: str) -> HttpResponseBase:
    """All rows of the filtered table, for Excel (``xlsx``) or as ``csv``."""
    if form not in FORMS:
        raise Http404
    wanted = DeskFilter.from_query(request.GET)
    lone = businesses_without_product(businesses_in(request.scope), wanted)
    products = desk_products(products_in(request.scope), wanted, today())
    titles = rung_titles(get_language() or "id")
    listed: Iterable[Business | Product] = itertools.chain(
        lone.iterator(AT_A_TIME), products.iterator(AT_A_TIME)
    )
    rows = (_cells(each, titles) for each in listed)
    head: Row = [
        _("Business"), _("Product"), _("Kelurahan"), _("Kecamatan"), _("Rung"), _("Next rung, % met"),
        _("Still open"), _("Days on this rung"), _("Overdue tasks"), _("Next step"),
    ]  # fmt: skip
    return spreadsheet(form, f"lopo-{today().isoformat()}", head, rows)


def _cells(each: Product | Business, titles: dict[str, str]) -> Row:
    row = row_of(each, titles)
    business, name = (each, "") if isinstance(each, Business) else (each.business, each.name)
    ward = business.kelurahan
    place = [ward.name, ward.kecamatan] if ward else ["", ""]
    counted = [row[name] for name in ("rung", "percent", "open", "age", "overdue", "next")]
    return [plain(business.name), plain(name), *place, *counted]

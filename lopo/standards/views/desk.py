"""The officer's desk: every product in one table that can be filtered and sent as a link."""

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.producers.models import Business, Kelurahan, Paper, Product
from lopo.producers.reach import businesses_in, products_in
from lopo.quality.recalled import recalls_for
from lopo.standards.desk import BELOW, SORTS, DeskFilter, DeskList, businesses_without_product, desk_products
from lopo.standards.house_library import edition_on
from lopo.standards.models import GateStanding
from lopo.standards.next_step import next_step_words
from lopo.standards.requirement import RUNGS
from lopo.standards.standings import today
from lopo.standards.tasks import open_tasks, overdue
from lopo.standards.views.products import tiers_of

PAGE = 30


@permitted("desk.view")
def index(request: PermittedRequest) -> HttpResponse:
    """The table, 30 rows a page, with the counts of each rung above it."""
    wanted = DeskFilter.from_query(request.GET)
    products = products_in(request.scope)
    found = desk_products(products, wanted, today())
    gates = Prefetch("standing__gates", GateStanding.objects.only("standing_id", "gate", "met", "total"))
    lone = businesses_without_product(businesses_in(request.scope), wanted)
    listed = DeskList(lone, found.prefetch_related(gates))
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    language = get_language() or "id"
    query = request.GET.copy()
    query.pop("page", None)
    titles = rung_titles(language)
    context = {
        "page": page,
        "lone": listed.lone,
        "made": listed.made,
        "rows": [row_of(each, titles) | _ladder(each) for each in page],
        "columns": _columns(wanted, query),
        "totals": _totals(listed),
        "papers_waiting": _papers_waiting(products),
        "wanted": wanted,
        "recalls": recalls_for(request.user),
        "query": query.urlencode(),
        "counts": _counts(products, titles),
        "rungs": [(BELOW, titles[""]), *((rung, titles[rung]) for rung in RUNGS)],
        "gates": [(g.id, g.title.in_language(language)) for g in edition_on(today()).gates.values()],
        "wards": Kelurahan.objects.order_by("kecamatan", "name"),
        "kinds": Product._meta.get_field("kind").choices,
    }
    return render(request, "standards/desk.html", context)


def rung_titles(language: str) -> dict[str, str]:
    """What each rung is called, and ``""`` for standing below them all."""
    rungs = edition_on(today()).ladders[0].rungs
    return {"": _("Below the ladder"), **{each.rung: each.title.in_language(language) for each in rungs}}


def _counts(products: QuerySet[Product], titles: dict[str, str]) -> list[tuple[str, str, int]]:
    fields = {f"rung_{rung}": Count("pk", filter=Q(standing__rung=rung)) for rung in ("", *RUNGS)}
    counted = products.filter(archived_at=None).aggregate(**fields)
    return [(rung or BELOW, titles[rung], counted[f"rung_{rung}"]) for rung in ("", *RUNGS)]


def _totals(listed: DeskList) -> dict[str, float]:
    """What the foot of the table says of all its pages together."""
    return listed.sums | {"overdue": overdue(open_tasks(listed.products), today()).count()}


def _papers_waiting(products: QuerySet[Product]) -> int:
    businesses = products.order_by().values("business")
    waiting = Paper.objects.filter(verified_at=None, refused_at=None, superseded_at=None)
    return waiting.filter(business__in=businesses).count()


def _columns(wanted: DeskFilter, query: QueryDict) -> list[dict[str, object]]:
    """The heads of the table: a click sorts by the column, a second click the other way round."""
    heads = [
        ("business", _("Business"), False),
        ("name", _("Product"), False),
        ("kelurahan", _("Kelurahan"), False),
        ("rung", _("Rung"), False),
        ("progress", _("Next rung"), True),
        ("open", _("Open"), True),
        ("age", _("Days here"), True),
        ("overdue", _("Overdue"), True),
    ]
    return [_column(sort, title, is_number, wanted, query) for sort, title, is_number in heads]


def _column(
    sort: str, title: str, is_number: bool, wanted: DeskFilter, query: QueryDict
) -> dict[str, object]:
    link = query.copy()
    link["sort"] = f"-{sort}" if wanted.sort == sort else sort
    column = {"title": title, "is_number": is_number, "href": f"?{link.urlencode()}", "sorted": ""}
    if wanted.sort.removeprefix("-") == sort:
        falls = SORTS[sort][0].startswith("-") != wanted.sort.startswith("-")
        # Days on a rung rise as the day it was reached falls.
        column["sorted"] = "descending" if falls != (sort == "age") else "ascending"
    return column


def _ladder(product: Product | Business) -> dict[str, object]:
    standing = getattr(product, "standing", None)
    return {} if standing is None else {"tiers": tiers_of(standing, edition_on(today()))}


def row_of(each: Product | Business, titles: dict[str, str]) -> dict[str, object]:
    """One row of the table, in words and figures; empty of what was never assessed or is not there."""
    empty: dict[str, object] = {"rung": "", "percent": 0, "open": "", "age": "", "next": ""}
    if isinstance(each, Business):
        empty |= {"percent": "", "overdue": "", "next": _("Enter the first product")}
        return empty | {"business": each, "product": None}
    standing = getattr(each, "standing", None)
    row: dict[str, object] = {
        "business": each.business,
        "product": each,
        "overdue": each.overdue_count,  # type: ignore[attr-defined]
    }
    if standing is None:
        return empty | row
    return {
        **row,
        "rung": titles[standing.rung],
        "percent": standing.next_percent,
        "open": standing.next_open,
        "age": (today() - standing.rung_since).days,
        "next": next_step_words(standing),
    }

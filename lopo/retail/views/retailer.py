"""A retailer for everybody to read: who it is, what it asks, its terms now and before, its shops."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lopo.accounts.models import Organisation
from lopo.accounts.permission import PermittedRequest, in_reach, permitted, reaches, scope_for
from lopo.accounts.roles import Kind
from lopo.producers.forms import language
from lopo.retail.books.retailer import doors, gates_of
from lopo.retail.books.terms import draft_of, law_says, published_terms
from lopo.retail.models import RetailTerms, Store
from lopo.retail.terms.caps import Held
from lopo.retail.terms.sentences import Sentence, one_line, sentences
from lopo.retail.terms.words import CONFIDENCE_TITLES
from lopo.standards.home_cards import Link
from lopo.standards.house_library import edition_on
from lopo.standards.standings import today

PAGE = 50
VERSIONS_SHOWN = 20


def retailers() -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind=Kind.RETAILER)


def own_retailer(request: PermittedRequest, retailer_id: int) -> Organisation:
    """The retailer whose terms and shops the reader may write; else not found."""
    return get_object_or_404(retailers().filter(in_reach(request.scope, "pk")), pk=retailer_id)


@permitted("standards.view")
def index(request: HttpRequest) -> HttpResponse:
    """Every shop of the programme, with its terms in one line where it has published any."""
    page = Paginator(retailers().order_by("name", "pk"), PAGE).get_page(request.GET.get("page"))
    terms = {door.retailer.pk: one_line(door.terms).in_language(language()) for door in doors(today())}
    rows = [{"retailer": each, "terms": terms.get(each.pk, "")} for each in page]
    return render(request, "retail/retailers.html", {"page": page, "rows": rows})


@permitted("standards.edit")
def own(request: PermittedRequest) -> HttpResponse:
    """The page of the shop whose terms the reader writes; every shop where there are several."""
    found = list(retailers().filter(in_reach(request.scope, "pk")).values_list("pk", flat=True)[:2])
    return redirect("retail:retailer", found[0]) if len(found) == 1 else redirect("retail:retailers")


@permitted("standards.view")
def retailer(request: HttpRequest, retailer_id: int) -> HttpResponse:
    """One shop: its gate, its terms with what the law says of them, its outlets."""
    found = get_object_or_404(retailers(), pk=retailer_id)
    versions = list(published_terms(found)[:VERSIONS_SHOWN])
    now = next((each for each in versions if each.valid_from <= today()), None)
    scope = scope_for(request.user, "standards.edit")
    may_edit = scope is not None and reaches(scope, found.pk)
    stores = Store.objects.filter(retailer=found, closed_at=None).select_related("kelurahan").order_by("name")
    context = {
        "retailer": found,
        "gates": gate_rows(gates_of([found.pk], today()).get(found.pk, ())),
        "now": {"terms": now, "rows": term_rows(sentences(now)), "law": law_rows(law_says(now))}
        if now
        else None,
        "ahead": [version(each) for each in versions if each.valid_from > today()],
        "before": [
            version(each)
            for each in versions
            if each.valid_from <= today() and (not now or each.pk != now.pk)
        ],
        "page": Paginator(stores, PAGE).get_page(request.GET.get("page")),
        "may_edit": may_edit,
        "has_draft": may_edit and draft_of(found) is not None,
    }
    return render(request, "retail/retailer.html", context)


def gate_rows(codes: Iterable[str]) -> list[dict[str, str]]:
    """Gates by their codes, with what each says of itself."""
    gates = edition_on(today()).gates
    return [
        {
            "id": code,
            "title": gates[code].title.in_language(language()),
            "about": gates[code].about.in_language(language()),
        }
        for code in codes
    ]


def version(terms: RetailTerms) -> dict[str, object]:
    return {"terms": terms, "rows": term_rows(sentences(terms))}


def term_rows(said: Iterable[Sentence]) -> list[tuple[str, str]]:
    """Terms in the reader's language: what each figure is called, and what it says."""
    return [(each.title.in_language(language()), each.says.in_language(language())) for each in said]


def law_rows(said: Iterable[Held]) -> list[dict[str, object]]:
    """What the law says of terms, with how sure we are of each rule."""
    said_in = language()
    return [
        {
            "field": each.field,
            "says": each.says.in_language(said_in),
            "rule": each.rule.in_language(said_in),
            "source": each.source.in_language(said_in),
            "links": each.links,
            "confidence": CONFIDENCE_TITLES[each.confidence].in_language(said_in),
            "refuses": each.refuses,
        }
        for each in said
    ]


def owner_link(owner: Organisation) -> Link | None:
    """From a gate to the page of the shop that wrote it."""
    if owner.kind != Kind.RETAILER:
        return None
    return Link(_("The shop, its terms and outlets"), reverse("retail:retailer", args=[owner.pk]))

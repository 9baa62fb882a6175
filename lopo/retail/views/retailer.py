"""A retailer for everybody to read: who it is, what it asks, its terms now and before, its shops."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lopo.accounts.models import Organisation
from lopo.accounts.permission import PermittedRequest, in_reach, permitted, reaches, scope_for
from lopo.accounts.roles import Kind
from lopo.facts.figures import say_number, say_rupiah
from lopo.retail.books.retailer import gates_of
from lopo.retail.books.terms import draft_of, law_says, published_terms
from lopo.retail.models import RetailTerms, Store
from lopo.retail.terms.caps import Held
from lopo.retail.terms.words import (
    CONFIDENCE_TITLES,
    COUNTS_FROM_TITLES,
    FORMAT_TITLES,
    MODE_TITLES,
    PAYER_TITLES,
)
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
    """Every shop of the programme."""
    page = Paginator(retailers().order_by("name", "pk"), PAGE).get_page(request.GET.get("page"))
    return render(request, "retail/retailers.html", {"page": page})


@permitted("standards.view")
def retailer(request: HttpRequest, retailer_id: int) -> HttpResponse:
    """One shop: its gate, its terms with what the law says of them, its outlets."""
    found = get_object_or_404(retailers(), pk=retailer_id)
    versions = list(published_terms(found)[:VERSIONS_SHOWN])
    now = next((each for each in versions if each.valid_from <= today()), None)
    scope = scope_for(request.user, "standards.edit")
    may_edit = scope is not None and reaches(scope, found.pk)
    gate = edition_on(today()).gates.get(gates_of([found.pk], today()).get(found.pk, ""))
    stores = Store.objects.filter(retailer=found, closed_at=None).select_related("kelurahan").order_by("name")
    context = {
        "retailer": found,
        "gate": {"id": gate.id, "title": gate.title.in_language(_language())} if gate else None,
        "now": {"terms": now, "rows": term_rows(now), "law": law_rows(law_says(now))} if now else None,
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


def _language() -> str:
    return get_language() or "id"


def version(terms: RetailTerms) -> dict[str, object]:
    return {"terms": terms, "rows": term_rows(terms)}


def term_rows(terms: RetailTerms) -> list[tuple[str, str]]:
    """Terms in words: what each figure is called, and what it says."""
    language = _language()
    returned = PAYER_TITLES[terms.returns_paid_by].in_language(language) if terms.returns_paid_by else ""
    rows = [
        (_("How goods are bought"), MODE_TITLES[terms.mode].in_language(language)),
        (_("Format of the shop"), FORMAT_TITLES[terms.format].in_language(language)),
        (
            _("The shop's share of the shelf price"),
            f"{say_number(terms.margin_percent).in_language(language)}%",
        ),
        (
            _("Deductions from the price to the shop"),
            f"{say_number(terms.fee_percent).in_language(language)}%",
        ),
        (
            _("Registration of a new item"),
            _("%(outlet)s an outlet, at most %(all)s in all")
            % {
                "outlet": say_rupiah(terms.registration_outlet_idr).in_language(language),
                "all": say_rupiah(terms.registration_all_idr).in_language(language),
            }
            if terms.registration_outlet_idr or terms.registration_all_idr
            else _("none"),
        ),
        (
            _("Payment"),
            _("%(days)s days after %(start)s")
            % {
                "days": terms.days_to_pay,
                "start": COUNTS_FROM_TITLES[terms.counts_from].in_language(language),
            },
        ),
        (
            _("Unsold or damaged goods"),
            _("go back to the producer; the cost is borne by: %(who)s") % {"who": returned}
            if terms.returns_taken
            else _("stay with the shop"),
        ),
        (
            _("Shelf life left on receipt"),
            _("at least %(percent)s%%") % {"percent": terms.remaining_life_percent},
        ),
    ]
    if terms.pulled_days_before_expiry is not None:
        days = _("%(days)s days before expiry") % {"days": terms.pulled_days_before_expiry}
        rows.append((_("Taken off the shelf"), days))
    if terms.notes:
        rows.append((_("Besides"), terms.notes))
    return rows


def law_rows(said: Iterable[Held]) -> list[dict[str, object]]:
    """What the law says of terms, with how sure we are of each rule."""
    language = _language()
    return [
        {
            "field": each.field,
            "says": each.says.in_language(language),
            "rule": each.rule.in_language(language),
            "source": each.source.in_language(language),
            "links": each.links,
            "confidence": CONFIDENCE_TITLES[each.confidence].in_language(language),
            "refuses": each.refuses,
        }
        for each in said
    ]


def owner_link(owner: Organisation) -> Link | None:
    """From a gate to the page of the shop that wrote it."""
    if owner.kind != Kind.RETAILER:
        return None
    return Link(_("The shop, its terms and outlets"), reverse("retail:retailer", args=[owner.pk]))

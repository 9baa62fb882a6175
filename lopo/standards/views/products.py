"""The list of products a person may see, each with its rung and its next step."""

from collections.abc import Iterable

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from lopo.accounts.models import Person
from lopo.accounts.permission import PermittedRequest, permitted, scope_for
from lopo.accounts.scope import Scope
from lopo.producers.models import Product
from lopo.producers.reach import businesses_in, products_in, sees_whole
from lopo.standards.home_cards import cards_for
from lopo.standards.house_library import edition_on
from lopo.standards.library import Edition
from lopo.standards.models import GateStanding, Standing
from lopo.standards.next_step import Waiting, next_step_words, waiting_for
from lopo.standards.picture import TierRow, counted_tiers
from lopo.standards.shelf_states import states_of
from lopo.standards.standings import today

PAGE = 30
PUT_AWAY_SHOWN = 50


@permitted("account.own")
def products(request: PermittedRequest) -> HttpResponse:
    """My products, or those that are shown to me; and the one thing to do next."""
    scope = scope_for(request.user, "product.view")
    own = bool(scope.own_ids) if scope is not None else not request.user.roles()
    listed = Product.objects.none() if scope is None else products_in(scope)
    page, put_away = _pages(listed, request.GET.get("page"), own)
    cards = cards_for(request.user)
    first = [each for each in cards if each.first]
    context = {
        "page": page,
        "waiting": _waiting(scope, listed, page) if own and not first else Waiting(None),
        "rows": _rows(page, scope, request.user),
        "own": own,
        "with_ladders": own or (scope is not None and scope.everything),
        "has_business": own and scope is not None and _has_business(scope, page),
        "first": first,
        "urgent": [each for each in cards if each.urgent and not each.first],
        "cards": [each for each in cards if not each.urgent and not each.first],
        "put_away": put_away,
    }
    return render(request, "standards/products.html", context)


def _with_standing(found: QuerySet[Product]) -> QuerySet[Product]:
    gates = Prefetch("standing__gates", GateStanding.objects.only("standing_id", "gate", "met", "total"))
    return found.select_related("business", "standing").prefetch_related(gates)


def _pages(listed: QuerySet[Product], number: str | None, own: bool) -> tuple[Page[Product], list[Product]]:
    """A page of the products, and those that an owner has put away: one query where all are few and hers."""
    every = _with_standing(listed).order_by("business__name", "name", "pk")
    few = list(every[: PAGE + 1]) if own else []
    if own and len(few) <= PAGE:
        made = [each for each in few if each.archived_at is None]
        return Paginator(made, PAGE).get_page(number), [each for each in few if each.archived_at is not None]
    page = Paginator(every.filter(archived_at=None), PAGE).get_page(number)
    return page, list(listed.exclude(archived_at=None)[:PUT_AWAY_SHOWN]) if own else []


def _has_business(scope: Scope, page: Iterable[Product]) -> bool:
    """Whether a business of hers is on record; who has a product on the page has one."""
    hers = any(each.business.organisation_id in scope.own_ids for each in page)
    return hers or businesses_in(scope).exists()


def _waiting(scope: Scope | None, listed: QuerySet[Product], page: Iterable[Product]) -> Waiting:
    return Waiting(None) if scope is None else waiting_for(listed.filter(archived_at=None), page, today())


def _rows(products: Iterable[Product], scope: Scope | None, person: Person) -> list[dict[str, object]]:
    """A partner gets the names only: what is remembered was worked out from the whole dossier."""
    edition = edition_on(today())
    on_shelves = states_of(person, [product.pk for product in products])
    rows = []
    for product in products:
        standing = getattr(product, "standing", None) if sees_whole(scope, product.business) else None
        row: dict[str, object] = {"product": product}
        if product.pk in on_shelves:
            row["shelves"] = on_shelves[product.pk]
        if standing is not None:
            row |= {"tiers": tiers_of(standing, edition), "next": next_step_words(standing)}
        rows.append(row)
    return rows


def tiers_of(standing: Standing, edition: Edition) -> list[TierRow]:
    """The small ladder of a remembered standing."""
    ladder = next((each for each in edition.ladders if each.id == standing.ladder), edition.ladders[0])
    counts = {each.gate: (each.met, each.total) for each in standing.gates.all()}
    return counted_tiers(ladder, standing.rung, counts, get_language() or "id")

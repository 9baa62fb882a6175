"""On a buyer's first page: listings that wait for her. On a product's page: where to sell it."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lopo.accounts.models import Person
from lopo.accounts.permission import scope_for
from lopo.accounts.roles import PRODUCER_ROLES, Role
from lopo.producers.models import Product
from lopo.retail.books.listing_work import reason_of, waiting_to_be_mended
from lopo.retail.listing.price_change import PROPOSED
from lopo.retail.listing.transitions import BUYER, LISTED, OWNER, table
from lopo.retail.models import Listing, PriceChange
from lopo.standards.home_cards import Card, Link

MOST = 3


def desk_card(person: Person) -> Card | None:
    """How many applications and new prices wait for a shop's answer, and how many too long; one query."""
    shops = person.organisation_ids(Role.BUYER)
    if not shops:
        return None
    turns = [id for id, state in table().states.items() if state.turn == BUYER]
    priced = PriceChange.objects.filter(
        state=PROPOSED, side=OWNER, answer_by__gte=timezone.localdate(), listing__retailer__in=shops
    )
    is_turn, is_priced = Q(state__in=turns), Q(state=LISTED, pk__in=priced.values("listing"))
    counted = Listing.objects.filter(is_turn | is_priced, retailer__in=shops).aggregate(
        waiting=Count("pk", filter=is_turn),
        late=Count("pk", filter=is_turn & Q(due_on__lt=timezone.localdate())),
        prices=Count("pk", filter=is_priced),
    )
    waits = counted["waiting"] or counted["prices"]
    return Card("retail/_desk_card.html", counted, urgent=True) if waits else None


def where_to_sell_link(person: Person, product: Product) -> Link | None:
    """To the shops, and what each still asks; for the kitchen and the city."""
    scope = scope_for(person, "listing.view")
    owner = product.business.organisation_id
    if scope is None or product.archived_at is not None:
        return None
    if not scope.everything and owner not in person.organisation_ids(*PRODUCER_ROLES):
        return None
    return Link(_("Where to sell"), reverse("retail:where_to_sell", args=[product.public_id]))


def mend_card(person: Person, product: Product) -> Card | None:
    """What shops said has to be mended before this product is applied for again."""
    found = waiting_to_be_mended(Listing.objects.filter(product=product)).select_related(
        "retailer", "product"
    )
    language = get_language() or "id"
    rows = []
    for each in found.order_by("-state_since", "-pk")[:MOST]:
        reason = reason_of(each)
        if reason is not None and reason.mends:
            rows.append(
                {
                    "listing": each,
                    "reason": reason.title.in_language(language),
                    "says": reason.says.in_language(language),
                    "does": reason.does.in_language(language),
                }
            )
    return Card("retail/_mend_card.html", {"rows": rows}) if rows else None

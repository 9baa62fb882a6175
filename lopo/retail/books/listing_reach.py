"""Which listings a person may see, and what she is to each of them."""

from collections.abc import Callable

from django.db.models import Q, QuerySet

from lopo.accounts.models import Person
from lopo.accounts.permission import scope_for
from lopo.accounts.roles import Role
from lopo.accounts.scope import Scope
from lopo.producers.models import Product
from lopo.retail.listing.transitions import BUYER, CITY, HELPER, OWNER
from lopo.retail.models import Listing

_PARTY_OF = {Role.OWNER: OWNER, Role.HELPER: HELPER, Role.BUYER: BUYER}


def listings_in(scope: Scope) -> QuerySet[Listing]:
    """The listings of the shops and of the kitchens that a scope reaches."""
    found = Listing.objects.select_related("product__business__organisation", "retailer", "terms")
    if scope.everything:
        return found
    ids = scope.own_ids
    return found.filter(Q(retailer__in=ids) | Q(product__business__organisation__in=ids))


def shelf_listings_in(scope: Scope) -> QuerySet[Listing]:
    """The listings of the shops alone that a scope reaches, so that an index can give their order."""
    found = Listing.objects.select_related("retailer")
    return found if scope.everything else found.filter(retailer__in=scope.own_ids)


def listings_for(person: object, permission: str = "listing.view") -> QuerySet[Listing]:
    """The listings over which ``person`` holds ``permission``; none when she does not hold it."""
    scope = scope_for(person, permission)
    return Listing.objects.none() if scope is None else listings_in(scope)


def parties_of(person: Person, listing: Listing) -> frozenset[str]:
    """What ``person`` is to a listing: owner or helper of its kitchen, buyer of its shop, the city."""
    return sides_of(person)(listing)


def sides_of(person: Person) -> Callable[[Listing], frozenset[str]]:
    """What ``person`` is to each of many listings; her memberships are read once."""
    held = [(each.organisation_id, each.role) for each in person.held_memberships() if each.role in _PARTY_OF]
    scope = scope_for(person, "listing.view")
    everywhere = {CITY} if scope is not None and scope.everything else set()

    def parties(listing: Listing) -> frozenset[str]:
        sides = {listing.retailer_id, listing.product.business.organisation_id}
        return frozenset({_PARTY_OF[Role(role)] for where, role in held if where in sides} | everywhere)

    return parties


def owners_product(person: Person, public_id: str, permission: str = "listing.view") -> QuerySet[Product]:
    """The product of that name, where ``person`` belongs to its kitchen, or to the city."""
    scope = scope_for(person, permission)
    if scope is None:
        return Product.objects.none()
    found = Product.objects.filter(public_id=public_id).select_related("business__organisation")
    return found if scope.everything else found.filter(business__organisation__in=scope.own_ids)

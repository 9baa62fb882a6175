"""Which businesses and products a person may see or change."""

from django.db.models import QuerySet

from lopo.accounts.permission import in_reach, scope_for
from lopo.accounts.scope import Scope
from lopo.producers.models import Business, Product


def products_in(scope: Scope) -> QuerySet[Product]:
    """The products that a scope reaches."""
    return Product.objects.filter(in_reach(scope, "business__organisation"))


def products_for(person: object, permission: str = "product.view") -> QuerySet[Product]:
    """The products over which ``person`` holds ``permission``; none when she does not hold it."""
    scope = scope_for(person, permission)
    return Product.objects.none() if scope is None else products_in(scope)


def businesses_in(scope: Scope) -> QuerySet[Business]:
    """The businesses that a scope reaches."""
    return Business.objects.filter(in_reach(scope, "organisation"))


def sees_whole(scope: Scope | None, business: Business) -> bool:
    """Whether everything about ``business`` is shown: its own people and the city; never a partner.

    What is remembered of an assessment was worked out from the whole dossier, and is for them only.
    """
    return scope is not None and (scope.everything or business.organisation_id in scope.own_ids)


def may_edit(person: object, business: Business) -> bool:
    """Whether ``person`` may change what is told about ``business``."""
    return sees_whole(scope_for(person, "product.edit"), business)

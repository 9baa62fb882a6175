"""Which orders, deliveries, invoices and pools somebody reaches, and on which side of them she stands."""

from django.db.models import Q, QuerySet

from lopo.accounts.models import Person
from lopo.accounts.permission import scope_for
from lopo.accounts.scope import Scope
from lopo.retail.books.orderable import ORDERABLE
from lopo.retail.models import Delivery, Invoice, Listing, Order, Pool, PoolOffer
from lopo.retail.trade.transitions import BUYER, KITCHEN

CITY = "city"


def _of(scope: Scope, order: str = "") -> Q:
    if scope.everything:
        return Q()
    own = scope.own_ids
    return Q(**{f"{order}retailer__in": own}) | Q(**{f"{order}business__organisation__in": own})


def orders_in(scope: Scope) -> QuerySet[Order]:
    """The orders of the retailers and the kitchens of a scope."""
    return Order.objects.filter(_of(scope)).select_related("retailer", "business", "store", "terms", "pool")


def deliveries_in(scope: Scope) -> QuerySet[Delivery]:
    """Their deliveries."""
    rows = Delivery.objects.filter(_of(scope, "order__"))
    return rows.select_related("order__retailer", "order__business", "order__store", "order__terms")


def invoices_in(scope: Scope) -> QuerySet[Invoice]:
    """Their invoices."""
    rows = Invoice.objects.filter(_of(scope, "order__"))
    return rows.select_related("order__retailer", "order__business", "order__store")


def pools_in(scope: Scope) -> QuerySet[Pool]:
    """Pools of a retailer; for a kitchen those of retailers that sell a product of it, and those it is in."""
    rows = Pool.objects.select_related("retailer", "store")
    if scope.everything:
        return rows
    own = scope.own_ids
    listed = Listing.objects.filter(product__business__organisation__in=own, state__in=ORDERABLE)
    offered = PoolOffer.objects.filter(business__organisation__in=own)
    ordered = Order.objects.filter(business__organisation__in=own, pool__isnull=False)
    return rows.filter(
        Q(retailer__in=own)
        | Q(retailer__in=listed.order_by().values("retailer"))
        | Q(pk__in=offered.order_by().values("pool"))
        | Q(pk__in=ordered.order_by().values("pool"))
    )


def side_of(scope: Scope, retailer: int, producer: int) -> str:
    """``buyer``, ``kitchen`` or ``city``: on which side of an order somebody stands whose scope it is."""
    if retailer in scope.own_ids:
        return BUYER
    return KITCHEN if producer in scope.own_ids else CITY


def side_of_order(scope: Scope, order: Order) -> str:
    """On which side of ``order`` a scope stands."""
    return side_of(scope, order.retailer_id, order.business.organisation_id)


def is_buyer(person: Person) -> bool:
    """Whether somebody orders for a retailer."""
    return scope_for(person, "order.make") is not None


def is_kitchen(person: Person) -> bool:
    """Whether somebody answers orders for a kitchen."""
    return scope_for(person, "order.fill") is not None

"""What a buyer has on her shelves, and at which price: for whoever prints cards for the shelf."""

from django.utils import timezone

from lopo.accounts.models import Person
from lopo.accounts.roles import Role
from lopo.retail.books.listing_price import priced
from lopo.retail.listing.transitions import LISTED, ON_TRIAL, TRIAL_AGREED
from lopo.retail.models import Listing

ON_SHELF = (TRIAL_AGREED, ON_TRIAL, "verdict-due", LISTED)
"""States in which goods stand in the shop, or are about to."""


def shelf_goods(person: Person) -> dict[int, int]:
    """Products by primary key with the price on the shelf today; none for who buys for nobody.

    One query, and one more while a price that has just begun or ended is not written down yet.
    """
    shops = person.organisation_ids(Role.BUYER)
    if not shops:
        return {}
    rows = Listing.objects.filter(retailer__in=shops, state__in=ON_SHELF).order_by("pk")
    rows = rows.only("product_id", "price_idr", "shelf_price_idr", "price_from", "price_until")
    return {each.product_id: each.shelf_price_idr for each in priced(rows, timezone.localdate())}

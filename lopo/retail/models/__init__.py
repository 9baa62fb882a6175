"""What retail keeps."""

from lopo.retail.models.listing import Listing, ListingStep, Tasting, Trial
from lopo.retail.models.store import Store
from lopo.retail.models.terms import RetailTerms
from lopo.retail.models.trade import (
    Delivery,
    DeliveryLine,
    Invoice,
    Order,
    OrderLine,
    Payment,
    Pool,
    Return,
)

__all__ = [
    "Delivery",
    "DeliveryLine",
    "Invoice",
    "Listing",
    "ListingStep",
    "Order",
    "OrderLine",
    "Payment",
    "Pool",
    "RetailTerms",
    "Return",
    "Store",
    "Tasting",
    "Trial",
]

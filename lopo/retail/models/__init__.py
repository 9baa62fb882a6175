"""What retail keeps."""

from lopo.retail.models.listing import Listing, ListingStep, Tasting, Trial
from lopo.retail.models.sellout import (
    ArticleCode,
    LogisticUnit,
    SellOutImport,
    SellOutLayout,
    SellOutRow,
    StoreName,
)
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
    "ArticleCode",
    "Delivery",
    "DeliveryLine",
    "Invoice",
    "Listing",
    "ListingStep",
    "LogisticUnit",
    "Order",
    "OrderLine",
    "Payment",
    "Pool",
    "RetailTerms",
    "Return",
    "SellOutImport",
    "SellOutLayout",
    "SellOutRow",
    "Store",
    "StoreName",
    "Tasting",
    "Trial",
]

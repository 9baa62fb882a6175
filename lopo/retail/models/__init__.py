"""What retail keeps."""

from lopo.retail.models.gate import RetailerGate
from lopo.retail.models.listing import Listing, ListingStep, Tasting, Trial
from lopo.retail.models.order_step import OrderStep, StorePlace
from lopo.retail.models.pooling import PoolOffer
from lopo.retail.models.price_change import PriceChange
from lopo.retail.models.sellout import (
    ArticleCode,
    CartonSize,
    LogisticUnit,
    SellOutImport,
    SellOutLayout,
    SellOutRow,
    StoreName,
)
from lopo.retail.models.settlement import Credit, PaymentReminder, SoldReport
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
    "CartonSize",
    "Credit",
    "Delivery",
    "DeliveryLine",
    "Invoice",
    "Listing",
    "ListingStep",
    "LogisticUnit",
    "Order",
    "OrderLine",
    "OrderStep",
    "Payment",
    "PaymentReminder",
    "Pool",
    "PoolOffer",
    "PriceChange",
    "RetailTerms",
    "RetailerGate",
    "Return",
    "SellOutImport",
    "SellOutLayout",
    "SellOutRow",
    "SoldReport",
    "Store",
    "StoreName",
    "StorePlace",
    "Tasting",
    "Trial",
]

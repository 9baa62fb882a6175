"""How the shelf and the market of the demo city are taken away: from the money back to the stores."""

from typing import Any

from django.db.models import Model, Q
from django.db.models.fields.files import FieldFile

from lopo.market.books import shops
from lopo.market.books.counts import count_anew
from lopo.market.books.index import forget_empty_words
from lopo.market.models import (
    CatalogueEntry,
    CatalogueSale,
    CatalogueSubmission,
    Feedback,
    MakerPage,
    PhotoTry,
    ProductPhoto,
    ProductText,
    SearchPosting,
)
from lopo.retail.models import (
    ArticleCode,
    CartonSize,
    Credit,
    Delivery,
    DeliveryLine,
    Invoice,
    Listing,
    LogisticUnit,
    Order,
    Payment,
    Pool,
    PoolOffer,
    RetailerGate,
    RetailTerms,
    Return,
    SellOutImport,
    SellOutLayout,
    SellOutRow,
    SoldReport,
    Store,
    StoreName,
    StorePlace,
)
from lopo.standards.models import GateEdition, OwnGate

Ids = list[int]


def shelf_taken_away(businesses: Ids, organisations: Ids) -> list[FieldFile]:
    """Orders, listings, terms and stores; the files that are left without a record."""
    orders = Q(retailer__in=organisations) | Q(business__in=businesses)
    ids = list(Order.objects.filter(orders).values_list("pk", flat=True))
    imports = SellOutImport.objects.filter(retailer__in=organisations)
    files = [each.file for each in imports]
    listings = Q(retailer__in=organisations) | Q(product__business__in=businesses)
    _gone(
        (LogisticUnit, Q(order__in=ids) | Q(delivery__order__in=ids)),
        (Payment, Q(invoice__order__in=ids)),
        (Credit, Q(invoice__order__in=ids)),
        (SoldReport, Q(line__order__in=ids)),
        (Return, Q(line__delivery__order__in=ids)),
        (Invoice, Q(order__in=ids)),
        (DeliveryLine, Q(delivery__order__in=ids)),
        (Delivery, Q(order__in=ids)),
        (Order, Q(pk__in=ids)),
        (PoolOffer, Q(pool__retailer__in=organisations) | Q(business__in=businesses)),
        (Pool, Q(retailer__in=organisations)),
        (StorePlace, Q(business__in=businesses) | Q(store__retailer__in=organisations)),
        (Listing, listings),
        (SellOutRow, Q(source__in=imports) | Q(product__business__in=businesses)),
        (SellOutImport, Q(retailer__in=organisations)),
        (SellOutLayout, Q(retailer__in=organisations)),
        (CartonSize, Q(retailer__in=organisations) | Q(product__business__in=businesses)),
        (ArticleCode, Q(retailer__in=organisations)),
        (StoreName, Q(retailer__in=organisations)),
        (RetailTerms, Q(retailer__in=organisations)),
        (RetailerGate, Q(retailer__in=organisations)),
        (Store, Q(retailer__in=organisations)),
        (GateEdition, Q(gate__owner__in=organisations)),
        (OwnGate, Q(owner__in=organisations)),
    )
    return files


def market_taken_away(businesses: Ids) -> list[FieldFile]:
    """The catalogue's pages with what was said on them, and the way into the government's catalogue."""
    theirs = Q(product__business__in=businesses)
    files = [each.photo for each in Feedback.objects.filter(theirs).exclude(photo="")]
    entries = list(CatalogueEntry.objects.filter(theirs).values_list("pk", flat=True))
    _gone(
        (Feedback, theirs),
        (PhotoTry, theirs),
        (ProductPhoto, theirs),
        (ProductText, theirs),
        (CatalogueSale, Q(submission__product__business__in=businesses)),
        (CatalogueSubmission, theirs),
        (SearchPosting, Q(entry__in=entries)),
        (CatalogueEntry, theirs),
        (MakerPage, Q(business__in=businesses)),
    )
    forget_empty_words()
    count_anew()
    shops.count_anew()
    return files


def _gone(*rows: tuple[type[Model], Q]) -> None:
    """Delete them in this order; what only hangs on a row goes with it."""
    for model, which in rows:
        _objects(model).filter(which).delete()


def _objects(model: type[Model]) -> Any:
    return model._default_manager

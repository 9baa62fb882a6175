"""What the house knows of a retailer's shops, codes and products, for a file to be held against."""

from collections.abc import Collection

from lopo.accounts.models import Organisation
from lopo.labels.models import AssignedGtin
from lopo.labels.models.gtin import CASE, UNIT
from lopo.producers.models import Product, Statement
from lopo.retail.models import ArticleCode, CartonSize, Listing, OrderLine, SellOutRow, Store, StoreName
from lopo.retail.models.sellout import TAKEN
from lopo.retail.sellout.codes import read_code
from lopo.retail.sellout.days import Span
from lopo.retail.sellout.matching import Key, Known, Matched, Told, store_keys
from lopo.retail.sellout.words import plain

NUMBER = "permit.gtin.number"


def products_of(retailer: Organisation | int) -> dict[int, Product]:
    """The products that ever came before a retailer, with their businesses, by name."""
    listed = Listing.objects.filter(retailer=retailer).order_by().values("product")
    ordered = OrderLine.objects.filter(order__retailer=retailer).order_by().values("product")
    rows = Product.objects.filter(pk__in=listed) | Product.objects.filter(pk__in=ordered)
    return {each.pk: each for each in rows.select_related("business").order_by("name", "pk").distinct()}


def known_of(retailer: int) -> Known:
    """Numbers, codes, names and shops, in a fixed number of queries. A name that two share is nobody's."""
    products = products_of(retailer)
    names: dict[str, int | None] = {}
    for pk, product in products.items():
        label = plain(product.name)
        names[label] = pk if label not in names else None
    return Known(
        by_gtin=gtins_of(products),
        told={
            Key(kind, text): product
            for kind, text, product in ArticleCode.objects.filter(retailer=retailer).values_list(
                "kind", "text", "product"
            )
        },
        by_name={label: pk for label, pk in names.items() if pk is not None},
        stores=_stores(retailer),
        inside={
            (product, unit): pieces
            for product, unit, pieces in CartonSize.objects.filter(retailer=retailer).values_list(
                "product", "unit", "pieces"
            )
        },
        cases=cases_of(products),
    )


def cases_of(products: Collection[int]) -> dict[str, tuple[int, int]]:
    """The numbers of whole cartons in the makers' books: whose they are, and the pieces in one."""
    rows = AssignedGtin.objects.filter(product__in=products, pack=CASE, withdrawn_at=None)
    return {
        gtin: (product, inside)
        for gtin, product, inside in rows.values_list("gtin", "product", "units_inside")
        if product is not None and inside
    }


def gtins_of(products: dict[int, Product]) -> dict[str, int]:
    """The 14 digits under which each product is sold one by one, in any order, in the book, or as told."""
    found: dict[str, int] = {}
    told = Statement.objects.filter(product__in=products, fact=NUMBER, superseded_at=None)
    ordered = OrderLine.objects.filter(product__in=products).exclude(gtin="").order_by()
    book = AssignedGtin.objects.filter(product__in=products, pack=UNIT)
    for rows in (
        ordered.values_list("gtin", "product").distinct(),
        book.values_list("gtin", "product"),
        told.values_list("value", "product"),
    ):
        for number, product in rows:
            if product is not None and (gtin := read_code(str(number)).gtin):
                found[gtin] = product
    return found


def _stores(retailer: int) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for pk, code, name, gln in Store.objects.filter(retailer=retailer).values_list(
        "pk", "code", "name", "gln"
    ):
        found |= dict.fromkeys(store_keys(code, name, gln), pk)
    return found | dict(StoreName.objects.filter(retailer=retailer).values_list("text", "store"))


def told_before(matched: Matched) -> list[Told]:
    """The sales that hold now for the shops, products and days of a file."""
    rows = SellOutRow.objects.filter(
        replaced_by=None,
        source__state=TAKEN,
        store__in={each.store for each in matched.sums},
        product__in={each.product for each in matched.sums},
        from_day__lte=max(each.span.last for each in matched.sums),
        until_day__gte=min(each.span.first for each in matched.sums),
    ).order_by()
    return [
        Told(pk, store, product, Span(first, last), pieces, value, stock)
        for pk, store, product, first, last, pieces, value, stock in rows.values_list(
            "pk", "store", "product", "from_day", "until_day", "pieces", "value_idr", "stock"
        )
    ]

"""What the tills say of products on shelves: sold in a span, standing today, what to order next.

``sold_in`` and ``suggested_pieces`` are the contract with trials and orders.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from lopo.accounts.models import Organisation
from lopo.producers.models import Product
from lopo.retail.books.orderable import Suggestion
from lopo.retail.models import DeliveryLine, Listing, OrderLine, RetailTerms, Return, SellOutRow, Store
from lopo.retail.models.sellout import TAKEN
from lopo.retail.sellout.shelf import (
    AtRisk,
    EmptyShelf,
    Lot,
    Rate,
    Sale,
    TooFew,
    cover_days,
    empty_shelf,
    expiry_risk,
    lots_left,
    sell_rate,
    usual_lead,
)
from lopo.retail.sellout.suggestion import Shelf, Suggested, suggest

MOST_LOTS = 400
"""Days of deliveries that are looked back at."""

Place = tuple[int, int]
"""A shop and a product, by their primary keys."""


@dataclass(frozen=True, slots=True)
class SoldIn:
    """Pieces in files that lie wholly within the days asked for; ``days`` of them are told."""

    pieces: int
    days: int


def current_rows() -> QuerySet[SellOutRow]:
    """The sales that hold now: of files taken in, not told otherwise by a later one."""
    return SellOutRow.objects.filter(replaced_by=None, source__state=TAKEN)


def sold_in(
    product: Product | int, stores: Collection[Store], first: dt.date, last: dt.date
) -> SoldIn | None:
    """What the tills of ``stores`` sold from a day until a day; nothing where no file tells it.

    A row that reaches beyond these days is not counted: what of it fell within cannot be told.
    """
    rows = current_rows().filter(product=product, store__in=stores, from_day__gte=first, until_day__lte=last)
    told = rows.order_by().values_list("from_day", "until_day", "pieces")
    if not told:
        return None
    days = {
        start + dt.timedelta(days=n) for start, end, _pieces in told for n in range((end - start).days + 1)
    }
    return SoldIn(sum(pieces for _start, _end, pieces in told), len(days))


@dataclass(frozen=True, slots=True)
class Standing:
    """A product in a shop as it stands today."""

    store: Store
    product: Product
    rate: Rate | TooFew
    told_until: dt.date | None
    sold: int
    value_idr: int
    stock: int | None
    stock_on: dt.date | None
    stock_reckoned: bool
    on_order: int
    cover: int | None
    risks: tuple[AtRisk, ...] | None
    empty: EmptyShelf | None
    suggested: Suggested

    @property
    def at_risk(self) -> int | None:
        """Pieces that will be pulled unsold."""
        return None if self.risks is None else sum(each.pieces for each in self.risks)


def standings(pairs: Iterable[Place], today: dt.date) -> list[Standing]:
    """How products stand in shops, in a fixed number of queries, in the order of ``pairs``."""
    wanted = list(dict.fromkeys(pairs))
    stores = Store.objects.select_related("retailer").in_bulk({store for store, _product in wanted})
    products = Product.objects.select_related("business").in_bulk({product for _store, product in wanted})
    gathered = _Gathered(set(stores), set(products), today)
    return [gathered.standing(stores[store], products[product]) for store, product in wanted]


def places_in(scope_rows: QuerySet[SellOutRow], listings: QuerySet[Listing]) -> set[Place]:
    """Every shop and product that has sales, or goods that came, among what somebody may see."""
    sold = set(scope_rows.order_by().values_list("store", "product").distinct())
    came = (
        DeliveryLine.objects.filter(
            delivery__received_on__isnull=False,
            order_line__product__in=listings.order_by().values("product"),
            delivery__order__retailer__in=listings.order_by().values("retailer"),
        )
        .order_by()
        .values_list("delivery__order__store", "order_line__product")
        .distinct()
    )
    return sold | set(came)


class _Gathered:
    """All that standings of some shops and products rest on."""

    def __init__(self, stores: Collection[int], products: Collection[int], today: dt.date) -> None:
        self.today = today
        self.sales: dict[Place, list[Sale]] = defaultdict(list)
        self.values: dict[Place, int] = defaultdict(int)
        since = today - dt.timedelta(days=MOST_LOTS)
        rows = current_rows().filter(store__in=stores, product__in=products, until_day__gte=since)
        for store, product, first, last, pieces, stock, value in rows.order_by("until_day", "pk").values_list(
            "store", "product", "from_day", "until_day", "pieces", "stock", "value_idr"
        ):
            self.sales[store, product].append(Sale(first, last, pieces, stock))
            self.values[store, product] += value or 0
        self.pulled = _pulled_days(stores, today)
        self._gather_deliveries(stores, products, since)
        self.coming: dict[Place, int] = defaultdict(int)
        self.cartons: dict[Place, int] = {}
        self._gather_orders(stores, products)

    def _gather_deliveries(self, stores: Collection[int], products: Collection[int], since: dt.date) -> None:
        self.came: dict[Place, list[tuple[Lot, int]]] = defaultdict(list)
        self.leads: dict[Place, list[int]] = defaultdict(list)
        self.lives: dict[Place, list[int]] = defaultdict(list)
        lines = DeliveryLine.objects.filter(
            delivery__received_on__gte=since,
            delivery__order__store__in=stores,
            order_line__product__in=products,
            accepted__isnull=False,
        )
        back = dict(
            Return.objects.filter(line__in=lines).order_by().values_list("line").annotate(sum=Sum("pieces"))
        )
        for pk, store, product, ordered, received, accepted, expires, code in lines.order_by().values_list(
            "pk", "delivery__order__store", "order_line__product", "delivery__order__ordered_on",
            "delivery__received_on", "accepted", "expires_on", "batch__code",
        ):  # fmt: skip
            if accepted is None or received is None:
                continue  # the filter leaves none such; the types do not know it
            place, pulled = (store, product), self.pulled.get(store, 0)
            pull_on = expires - dt.timedelta(days=pulled) if expires else None
            self.came[place].append((Lot(code, accepted, pull_on, received), int(back.get(pk, 0))))
            self.leads[place].append((received - ordered).days)
            if pull_on is not None:
                self.lives[place].append((pull_on - received).days)

    def _gather_orders(self, stores: Collection[int], products: Collection[int]) -> None:
        lines = OrderLine.objects.filter(order__store__in=stores, product__in=products).exclude(
            order__state__in=("refused", "cancelled", "closed")
        )
        counted = lines.annotate(came=Sum("delivered__pieces", filter=Q(delivered__accepted__isnull=False)))
        for store, product, pieces, confirmed, came, carton in counted.order_by("pk").values_list(
            "order__store", "product", "pieces", "confirmed", "came", "carton_pieces"
        ):
            promised = pieces if confirmed is None else confirmed
            self.coming[store, product] += max(0, promised - (came or 0))
            self.cartons[store, product] = carton

    def standing(self, store: Store, product: Product) -> Standing:
        """One product in one shop."""
        place = (store.pk, product.pk)
        sales, came = self.sales.get(place, []), self.came.get(place, [])
        rate = sell_rate(sales)
        stock, stock_on, reckoned = _stock(sales, came)
        lots = [Lot(lot.code, lot.pieces - back, lot.pull_on, lot.came_on) for lot, back in came]
        risks = None
        if stock is not None and lots:
            risks = expiry_risk(lots_left(lots, stock), rate, self.today)
        lead, _house = usual_lead(self.leads.get(place, []))
        lives = self.lives.get(place)
        suggested = suggest(
            Shelf(
                rate, stock, self.coming.get(place, 0), self.cartons.get(place, 1), lead,
                max(lives) if lives else None, reckoned,
            )
        )  # fmt: skip
        return Standing(
            store=store,
            product=product,
            rate=rate,
            told_until=sales[-1].last if sales else None,
            sold=sum(each.pieces for each in sales),
            value_idr=self.values.get(place, 0),
            stock=stock,
            stock_on=stock_on,
            stock_reckoned=reckoned,
            on_order=self.coming.get(place, 0),
            cover=cover_days(stock, rate),
            risks=risks,
            empty=empty_shelf(sales, rate),
            suggested=suggested,
        )


def _pulled_days(stores: Collection[int], today: dt.date) -> dict[int, int]:
    """How many days before expiry goods are pulled, by shop, as its retailer's terms say; nought unsaid."""
    retailers = dict(Store.objects.filter(pk__in=stores).order_by().values_list("pk", "retailer"))
    terms = RetailTerms.objects.filter(
        retailer__in=set(retailers.values()), published_at__isnull=False, valid_from__lte=today
    )
    told: dict[int, int] = {}
    for retailer, days in terms.order_by("valid_from", "pk").values_list(
        "retailer", "pulled_days_before_expiry"
    ):
        told[retailer] = days or 0
    return {store: told.get(retailer, 0) for store, retailer in retailers.items()}


def _stock(sales: list[Sale], came: list[tuple[Lot, int]]) -> tuple[int | None, dt.date | None, bool]:
    """What stands on the shelf: as last told with what came since, else what came less what was sold.

    Nothing where sales are told of goods that never came through the house: then nobody knows.
    """
    told = [each for each in sales if each.stock is not None]
    if told:
        last = max(told, key=lambda each: each.last)
        since = sum(lot.pieces - back for lot, back in came if lot.came_on and lot.came_on > last.last)
        gone = sum(each.pieces for each in sales if each.first > last.last)
        return max(0, (last.stock or 0) + since - gone), last.last, False
    if not came or not sales:
        return None, None, False
    first = min(lot.came_on for lot, _back in came if lot.came_on is not None)
    if any(each.first < first for each in sales):
        return None, None, False
    stock = sum(lot.pieces - back for lot, back in came) - sum(each.pieces for each in sales)
    return (stock, max(each.last for each in sales), True) if stock >= 0 else (None, None, False)


def suggested_pieces(
    retailer: Organisation | int, store: Store, products: Collection[int], today: dt.date
) -> dict[int, Suggested]:
    """What a shop should order next of each product, with the reason, also where there is no number."""
    key = retailer if isinstance(retailer, int) else retailer.pk
    if store.retailer_id != key or not products:
        return {}
    return {each.product.pk: each.suggested for each in standings([(store.pk, p) for p in products], today)}


def suggester(store: Store, products: Collection[int], wanted_on: dt.date) -> dict[int, Suggestion]:
    """For the order page: those products of which some are suggested."""
    found = suggested_pieces(store.retailer_id, store, products, timezone.localdate())
    return {
        product: Suggestion(each.pieces, each.why)
        for product, each in found.items()
        if each.pieces is not None
    }

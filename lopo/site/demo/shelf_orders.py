"""Orders of the demo city, from the first line to the money, through the books that the pages use."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from lopo.accounts.models import Person
from lopo.producers.models import Business, Product
from lopo.quality.trace_book import NewBatch, make_batch
from lopo.retail.books.delivery import Counted, Picked, lots_offered, receive, send
from lopo.retail.books.invoice import bill
from lopo.retail.books.order import answer, close, place_order
from lopo.retail.books.payment import confirm_payment, tell_payment
from lopo.retail.books.pool import agree, offer
from lopo.retail.books.returning import ToldReturn, take_back, tell_sold
from lopo.retail.models import Delivery, Order, Pool, Store
from lopo.retail.trade.order import NewLine, NewOrder
from lopo.retail.trade.transitions import BUYER, RECEIVED
from lopo.site.demo.courses import demo_id
from lopo.site.demo.shelf_plan import OrderPlan, PoolPlan
from lopo.site.demo.told_days import Act

BATCH = 30
"""Packs in the least batch that is made where the kitchen's book holds too few."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Who orders and who makes: both with their products by name."""

    buyer: Person
    store: Store
    owner: Person
    business: Business
    products: dict[str, Product]


class ToldOrder:
    """One order; each of its acts is done on its own day."""

    def __init__(self, plan: OrderPlan, sides: Sides, on: dt.date) -> None:
        self.plan, self.sides = plan, sides
        self.placed_on = on - dt.timedelta(days=plan.ago)
        self.order_id = 0

    def acts(self) -> Iterator[Act]:
        """What happened, on its days; deliveries are counted a day after they were sent."""
        plan = self.plan
        yield self._on(0, self.place)
        yield self._on(plan.answered, self.answer)
        for day, percent in plan.sent:
            yield self._on(day, partial(self.send, day, percent))
            yield self._on(day + 1, self.count)
        for day, pieces in plan.sold:
            yield self._on(day, partial(self.tell_sold, day, pieces))
        if plan.back is not None:
            yield self._on(plan.back[0], self.give_back)
        yield self._on(plan.billed, self.bill)
        if plan.paid:
            yield self._on(plan.paid, self.pay)
            if not plan.doubted:
                yield self._on(plan.paid + 1, self.confirm_money)
        if plan.less is not None or plan.missing or plan.refused or plan.sent[-1][1] < 100:
            yield self._on(plan.sent[-1][0] + 3, self.close)

    def _on(self, days: int, does: Callable[[], None]) -> Act:
        return Act(self._day(days), self.plan.place, does)

    def _day(self, days: int) -> dt.date:
        return self.placed_on + dt.timedelta(days=days)

    def _id(self, *parts: object) -> str:
        plan = self.plan
        return demo_id("order", plan.store, plan.business, plan.lines[0][0], plan.ago, *parts)

    @property
    def order(self) -> Order:
        return Order.objects.get(pk=self.order_id)

    def place(self) -> None:
        """The buyer orders."""
        sides = self.sides
        new = NewOrder(
            retailer=sides.store.retailer_id,
            business=sides.business.pk,
            store=sides.store.pk,
            ordered_on=self.placed_on,
            wanted_on=self._day(self.plan.wanted),
            lines=tuple(NewLine(sides.products[name].pk, pieces) for name, pieces in self.plan.lines),
            client_id=self._id(),
        )
        self.order_id = place_order(new, sides.buyer).pk

    def answer(self) -> None:
        """The kitchen confirms, all of it or less of the first line."""
        first = self.order.lines.first()
        less = {first.pk: self.plan.less} if first is not None and self.plan.less is not None else {}
        answer(self.order_id, less, self.sides.owner, self._id("answer"), self.plan.reason, self.plan.words)

    def send(self, day: int, percent: int) -> None:
        """A share of what was promised goes out, of lots that are there or were made the day before."""
        wanted = [
            (line.pk, line.product, (line.confirmed or 0) * percent // 100) for line in self.order.lines.all()
        ]
        send_lots(self.order, wanted, self._day(day), self.sides.owner, self._id("send", day))

    def count(self) -> None:
        """The shop counts what came last; the first line bears what was missing or refused."""
        plan = self.plan
        delivery = Delivery.objects.filter(order=self.order_id, received_on=None).latest("pk")
        counted, missing, refused = {}, plan.missing, plan.refused
        for line in delivery.lines.order_by("pk"):
            counted[line.pk] = Counted(
                line.pieces - missing - refused, refused, plan.refused_for if refused else "", bool(refused)
            )
            missing = refused = 0
        day = delivery.sent_on + dt.timedelta(days=1)
        receive(delivery.pk, counted, day, self.sides.buyer, self._id("count", delivery.number))

    def tell_sold(self, day: int, pieces: int) -> None:
        """The shop tells what of its consigned goods sold."""
        line = self.order.lines.get()
        tell_sold(line.pk, pieces, self._day(day), self.sides.buyer, self._id("sold", day))

    def give_back(self) -> None:
        """Some go back, of the first lot that was taken."""
        assert self.plan.back is not None  # noqa: S101 - an act of a plan that says so
        days, pieces, reason = self.plan.back
        line = Delivery.objects.filter(order=self.order_id).earliest("pk").lines.order_by("pk")[0]
        told = ToldReturn(line.pk, pieces, reason, self._day(days))
        take_back(told, self.sides.buyer, self._id("back"))

    def bill(self) -> None:
        """The kitchen bills what was taken, or what sold."""
        bill(self.order_id, self.sides.owner, self._day(self.plan.billed), self._id("bill"))

    def pay(self) -> None:
        """The shop pays the whole invoice."""
        invoice = self.order.invoices.get()
        left = invoice.amount_idr - sum(each.amount_idr for each in invoice.credits.all())
        day, number = self._day(self.plan.paid), self._id("pay")
        tell_payment(invoice.pk, left, day, f"TRF-{invoice.number}", self.sides.buyer, number, BUYER)

    def confirm_money(self) -> None:
        """The kitchen says that it came."""
        confirm_payment(self.order.invoices.get().payments.get().pk, self.sides.owner, came=True)

    def close(self) -> None:
        """Nothing more is waited for of an order that came short."""
        if self.order.state == RECEIVED:
            close(self.order_id, self.sides.buyer, self._id("close"))


def send_lots(
    order: Order, wanted: Sequence[tuple[int, Product, int]], on: dt.date, owner: Person, client_id: str
) -> None:
    """Send so many pieces of each line; where the kitchen holds too few, it made a batch the day before."""
    picked: list[Picked] = []
    for line, product, pieces in wanted:
        left = pieces
        for lot in lots_offered(order, on)[line]:
            if lot.ok and lot.batch.made_on <= on and left:
                picked.append(Picked(line, lot.batch.pk, min(left, lot.left)))
                left -= picked[-1].pieces
        if left:
            made_on = on - dt.timedelta(days=1)
            batch = make_batch(NewBatch(product, made_on, max(left, BATCH), {}, {}), owner)
            picked.append(Picked(line, batch.pk, left))
    send(order.pk, picked, on, owner, client_id)


class ToldPool:
    """One order of several kitchens."""

    def __init__(
        self, plan: PoolPlan, buyer: Person, store: Store, sides: dict[str, Sides], on: dt.date
    ) -> None:
        self.plan, self.buyer, self.store, self.sides = plan, buyer, store, sides
        self.opened_on = on - dt.timedelta(days=plan.ago)
        self.pool: Pool | None = None

    def acts(self) -> Iterator[Act]:
        """Opened, answered the days after, shared out, and sent by those who have sent."""
        plan = self.plan
        yield self._on(0, self.open)
        for days, (business, product, pieces) in enumerate(plan.offers, 1):
            yield self._on(days, partial(self.offer, business, product, pieces))
        yield self._on(plan.agreed, self.agree)
        for business, days in plan.sent:
            yield self._on(days, partial(self.send, business, days))

    def _on(self, days: int, does: Callable[[], None]) -> Act:
        place = f"shelf.toml: {self.plan.title}"
        return Act(self.opened_on + dt.timedelta(days=days), place, does)

    @property
    def opened(self) -> Pool:
        assert self.pool is not None  # noqa: S101 - opened by its first act
        return self.pool

    def open(self) -> None:
        """The shop says what it wants."""
        plan = self.plan
        self.pool = Pool.objects.create(
            retailer=self.store.retailer,
            title=plan.title,
            standard=plan.standard,
            pieces=plan.pieces,
            price_idr=plan.price,
            wanted_on=self.opened_on + dt.timedelta(days=plan.wanted),
            store=self.store,
            made_by=self.buyer,
            client_id=demo_id("pool", plan.title),
        )

    def offer(self, business: str, product: str, pieces: int) -> None:
        """A kitchen says what it can make."""
        sides = self.sides[business]
        offer(self.opened.pk, sides.products[product], pieces, sides.owner)

    def agree(self) -> None:
        """The shop agrees the shares."""
        agree(self.opened.pk, self.buyer, 0)

    def send(self, business: str, days: int) -> None:
        """A kitchen sends its share."""
        order = Order.objects.get(pool=self.opened, business=self.sides[business].business)
        wanted = [(line.pk, line.product, line.confirmed or 0) for line in order.lines.all()]
        day = self.opened_on + dt.timedelta(days=days)
        send_lots(order, wanted, day, self.sides[business].owner, demo_id("pool", self.plan.title, business))

"""Orders driven over HTTP in any order, twice and wrongly; whatever comes of it, goods and money add up.

What is owed is worked out here once more, from what the two sides were told, not from the house's own books.
"""

import json
from collections import Counter, defaultdict
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from lopo.accounts.api_token import create_token
from lopo.quality.models import Batch, Move
from lopo.quality.trace_search import spread
from lopo.retail.books.invoice import to_bill
from lopo.retail.books.payment import bill_of
from lopo.retail.models import Credit, Delivery, DeliveryLine, Invoice, Order, Payment, Return, SoldReport
from lopo.retail.trade.payment_clock import clock
from tests.retail.trading import Trade, a_batch, a_shop, a_trade, days, own_number

pytestmark = [pytest.mark.database, pytest.mark.django_db]

PRICE, PERCENT = 12_345, Decimal("2.5")
"""An odd price and a deduction, so that halves of a rupiah come up."""
EXAMPLES = 6
TERMS = ("producer", "shared", "retailer", "consignment")
few = st.integers(0, 30)


def rounded(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


class Trading(RuleBasedStateMachine):
    """Two people who do whatever they like to one order of 30 pieces."""

    trades: dict[str, Trade]
    tokens: dict[int, str]

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.client = Client(raise_request_exception=True)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @initialize(terms=st.sampled_from(TERMS), begun=st.integers(0, 3))
    def order(self, terms: str, begun: int) -> None:
        """An order that is placed, confirmed, delivered in two parts, or billed in two parts already."""
        self.trade = self.trades[terms]
        self.consigned = terms == "consignment"
        self.product = self.trade.kitchen.product.public_id
        self.lots = [a_batch(self.trade.kitchen, 25, code=code) for code in ("L-1", "L-2")]
        line = {"product_id": self.product, "pieces": 30}
        body = {"store": "01", "wanted_on": days(3).isoformat(), "lines": [line]}
        assert self.call(self.trade.buyer, "", body) == 200
        self.order = Order.objects.get()
        self.ordered = 30
        if begun:
            self.act("kitchen", "confirm")
        for lot, pieces in (("L-1", 10), ("L-2", 8)) if begun > 1 else ():
            self.act("kitchen", "send", lots=[{"product_id": self.product, "lot": lot, "pieces": pieces}])
            self.receive(missing=0, refused=1, back=True, twice=False)
            if begun > 2:
                self.sell(pieces=5, side="buyer", twice=False)
                self.act("kitchen", "bill")

    def call(self, person: object, path: str, body: dict) -> int:
        cache.clear()
        answer = self.client.post(
            f"/api/v1/orders{path}", json.dumps(body), content_type="application/json",
            headers={"Authorization": f"Bearer {self.tokens[person.pk]}"},
        )  # fmt: skip
        assert answer.status_code in (200, 409, 422), answer.content
        if answer.status_code != 200:
            assert json.loads(answer.content)["problems"][0]["reason"]
        return answer.status_code

    def act(self, side: str, name: str, twice: bool = False, **body: object) -> None:
        """An act; sent twice under one number it counts once."""
        body = {"client_id": own_number()} | body
        person = self.trade.owner if side == "kitchen" else self.trade.buyer
        path = f"/{self.order.public_id}/{name}"
        first = self.call(person, path, body)
        if twice and first == 200:
            before = self.everything()
            assert self.call(person, path, body) == 200
            assert self.everything() == before

    def everything(self) -> list[int]:
        kinds = (Order, Delivery, DeliveryLine, Return, Invoice, Credit, Payment, SoldReport, Move)
        return [kind.objects.count() for kind in kinds]

    @rule(pieces=few, twice=st.booleans())
    def confirm(self, pieces: int, twice: bool) -> None:
        lines = [{"product_id": self.product, "pieces": pieces}]
        self.act("kitchen", "confirm-less", twice, lines=lines, reason="capacity")

    @rule(twice=st.booleans())
    def confirm_all(self, twice: bool) -> None:
        self.act("kitchen", "confirm", twice)

    @rule(side=st.sampled_from(["kitchen", "buyer"]), name=st.sampled_from(["refuse", "cancel", "close"]))
    def end(self, side: str, name: str) -> None:
        if self.order.deliveries.exists() or name == "close":
            self.act(side, name, reason="other")

    @rule(first=few, second=few, twice=st.booleans())
    def send(self, first: int, second: int, twice: bool) -> None:
        lots = [{"product_id": self.product, "lot": code, "pieces": pieces}
                for code, pieces in (("L-1", first), ("L-2", second)) if pieces]  # fmt: skip
        self.act("kitchen", "send", twice, lots=lots)

    @rule(missing=st.integers(0, 4), refused=st.integers(0, 6), back=st.booleans(), twice=st.booleans())
    def receive(self, missing: int, refused: int, back: bool, twice: bool) -> None:
        delivery = self.order.deliveries.filter(received_on=None).first()
        if delivery is None:
            self.act("buyer", "receive", counted=[])
            return
        counted = []
        for line in delivery.lines.select_related("batch"):
            gone = min(missing, line.pieces)
            bad = min(refused, line.pieces - gone)
            row = {"product_id": self.product, "lot": line.batch.code, "refused": bad, "went_back": back}
            counted.append(row | {"accepted": line.pieces - gone - bad, "reason": "leaks" if bad else ""})
        self.act("buyer", "receive", twice, counted=counted, delivery=delivery.public_id)

    @rule(
        data=st.data(), pieces=st.integers(1, 12), back=st.booleans(), twice=st.booleans(),
        reason=st.sampled_from(["defect", "unsold", "damaged-shop"]),
    )  # fmt: skip
    def give_back(self, data: st.DataObject, pieces: int, back: bool, twice: bool, reason: str) -> None:
        lines = list(DeliveryLine.objects.select_related("batch", "delivery").order_by("pk"))
        if lines:
            line = data.draw(st.sampled_from(lines))
            lot = {"product_id": self.product, "lot": line.batch.code, "pieces": pieces}
            self.act("buyer", "return", twice, lots=[lot], reason=reason, went_back=back,
                     delivery=line.delivery.public_id)  # fmt: skip

    @rule(pieces=st.integers(1, 12), side=st.sampled_from(["kitchen", "buyer"]), twice=st.booleans())
    def sell(self, pieces: int, side: str, twice: bool) -> None:
        self.act(side, "tell-sold", twice, lines=[{"product_id": self.product, "pieces": pieces}])

    @rule(twice=st.booleans())
    def bill(self, twice: bool) -> None:
        self.act("kitchen", "bill", twice)

    @rule(
        data=st.data(), side=st.sampled_from(["kitchen", "buyer"]), part=st.integers(1, 110),
        twice=st.booleans(),
    )  # fmt: skip
    def pay(self, data: st.DataObject, side: str, part: int, twice: bool) -> None:
        invoices = list(Invoice.objects.order_by("pk"))
        if invoices:
            invoice = data.draw(st.sampled_from(invoices))
            amount = max(1, invoice.amount_idr * part // 100)
            self.act(side, "pay", twice, invoice=invoice.public_id, amount_idr=amount)

    @rule(came=st.booleans(), side=st.sampled_from(["kitchen", "buyer"]))
    def answer_money(self, came: bool, side: str) -> None:
        payment = Payment.objects.filter(confirmed_at=None, denied_at=None).first()
        if payment is not None:
            self.act(side, "pay", payment=payment.pk, came=came)

    @invariant()
    def goods_add_up(self) -> None:
        lines = list(DeliveryLine.objects.all())
        line = self.order.lines.get()
        assert (line.confirmed or 0) <= line.pieces == self.ordered
        counted = [each for each in lines if each.accepted is not None]
        missing = [each.pieces - each.accepted - each.refused for each in counted]
        assert all(each >= 0 for each in missing)
        under_way = sum(each.pieces for each in lines if each.accepted is None)
        assert sum(each.accepted for each in counted) + under_way <= (line.confirmed or 0)
        back: dict[int, int] = defaultdict(int)
        for each in Return.objects.all():
            back[each.line_id] += each.pieces
        assert all(back[each.pk] <= (each.accepted or 0) for each in lines)
        sold = sum(each.pieces for each in SoldReport.objects.all())
        assert sold + sum(back.values()) <= sum(each.accepted for each in counted) or not sold

    @invariant()
    def the_book_of_lots_is_what_went_and_came(self) -> None:
        here = spread(self.lots).at
        gone: dict[int, int] = defaultdict(int)
        for each in DeliveryLine.objects.prefetch_related("returns"):
            gone[each.batch_id] += each.pieces - ((each.refused or 0) if each.went_back else 0)
            gone[each.batch_id] -= sum(back.pieces for back in each.returns.all() if back.went_back)
        for batch in Batch.objects.all():
            assert here.get((batch.pk, None), 0) == batch.pieces - gone[batch.pk]
            at_shop = sum(count for (lot, place), count in here.items() if lot == batch.pk and place)
            assert at_shop == gone[batch.pk]

    def owed(self) -> int:
        """The price of the goods that the shop owes by its terms, before the deduction."""
        if self.consigned:
            return PRICE * sum(each.pieces for each in SoldReport.objects.all())
        back = Counter()
        for each in Return.objects.all():
            back[each.at_cost_of] += each.pieces
        pieces = sum(each.accepted or 0 for each in DeliveryLine.objects.all()) - back["producer"]
        return PRICE * pieces - rounded(Decimal(PRICE * back["shared"]) / 2)

    @invariant()
    def money_adds_up(self) -> None:
        goods = billed = open_now = paid = over = 0
        for invoice in Invoice.objects.prefetch_related("credits", "payments"):
            assert invoice.goods_idr == sum(each["amount_idr"] for each in invoice.lines)
            assert invoice.fee_idr == rounded(invoice.goods_idr * PERCENT / 100)
            credits = list(invoice.credits.all())
            taken = sum(each.amount_idr + each.fee_idr for each in credits)
            assert taken <= invoice.goods_idr, "no more is taken off a bill than it bills"
            assert sum(each.fee_idr for each in credits) == rounded(taken * PERCENT / 100)
            assert all(each.on >= invoice.issued_on for each in credits)
            state = clock(bill_of(invoice), days(0))
            came = sum(each.amount_idr for each in invoice.payments.all() if each.confirmed_at)
            net = invoice.amount_idr - sum(each.amount_idr for each in credits)
            assert came + state.open_idr == net + state.over_idr
            assert (invoice.settled_on is not None) == (state.open_idr == 0)
            goods += invoice.goods_idr - taken
            billed, paid = billed + net, paid + came
            open_now, over = open_now + state.open_idr, over + state.over_idr
        assert paid + open_now == billed + over
        left = self.left_to_bill()
        assert goods + left == self.owed()

    def left_to_bill(self) -> int:
        """The price of what is owed and on no bill yet; shared returns wait for their bill, too."""
        pieces = sum(count for _line, count in to_bill(self.order))
        if self.consigned:
            return PRICE * pieces
        shared = Return.objects.filter(at_cost_of="shared")
        whole = sum(each.pieces for each in shared)
        done = sum(each.pieces for each in Credit.objects.filter(of_return__in=shared))
        return PRICE * pieces - (rounded(Decimal(PRICE * whole) / 2) - rounded(Decimal(PRICE * done) / 2))


def trade_by(terms: str) -> Trade:
    """A kitchen and a shop that bears returns as ``terms`` say, at an odd price."""
    told = {"mode": "consignment"} if terms == "consignment" else {"returns_paid_by": terms}
    made = a_trade(f"Dapur {terms}", shop=a_shop(f"Toko {terms}", fee_percent=PERCENT, **told))
    made.listing.price_idr = PRICE
    made.listing.save()
    return made


def test_whatever_two_sides_do_goods_and_money_add_up() -> None:
    Trading.trades = {each: trade_by(each) for each in TERMS}
    people = [person for trade in Trading.trades.values() for person in (trade.owner, trade.buyer)]
    Trading.tokens = {person.pk: create_token(person, "kantor")[1] for person in people}
    run_state_machine_as_test(
        Trading,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=25, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip

"""Two people at the same moment on one order: one is taken, the other is told, nothing is counted twice."""

import pytest

from lopo.accounts.roles import Role
from lopo.facts.kinds import Refused
from lopo.quality.models import Move
from lopo.quality.trace_search import spread
from lopo.retail.books.delivery import Counted, Picked, receive, send
from lopo.retail.books.invoice import bill
from lopo.retail.books.order import answer, cancel, place_order
from lopo.retail.books.payment import bill_of, confirm_payment, tell_payment
from lopo.retail.books.pool import agree, offer
from lopo.retail.books.returning import ToldReturn, take_back, tell_sold
from lopo.retail.models import Delivery, DeliveryLine, Invoice, Order, Payment, Pool, SoldReport
from lopo.retail.trade.payment_clock import clock
from tests.accounts.factories import a_person
from tests.race import at_once, own_connections
from tests.retail.trading import a_batch, a_trade, days, own_number

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def trade(transactional_db):
    return a_trade()


def told(given):
    """The refusals; anything else that was raised fails the test."""
    faults = [each for each in given if isinstance(each, Exception)]
    assert [each for each in faults if not isinstance(each, Refused)] == []
    return [each.reason.id for each in faults]


def test_of_two_buyers_who_count_one_delivery_one_is_taken(trade):
    delivery = trade.sent(60)
    line = delivery.lines.get().pk
    second = a_person(Role.BUYER, trade.shop.organisation, name="Pak Gudang")
    counts = [({line: Counted(60, 0)}, trade.buyer), ({line: Counted(50, 10, "leaks", True)}, second)]
    with own_connections():
        said = told(at_once(*(lambda c=c, p=p: receive(delivery.pk, c, days(0), p) for c, p in counts)))
        assert len(said) == 1
        assert "sudah dihitung oleh" in said[0]
        row = DeliveryLine.objects.get()
        assert (row.accepted, row.refused) in ((60, 0), (50, 10))
        assert Move.objects.filter(destination=None).count() == (1 if row.refused else 0)


def test_two_clicks_and_two_people_make_one_invoice(trade):
    order = trade.received(60).order_id
    helper = a_person(Role.HELPER, trade.kitchen.business.organisation)
    number = own_number()
    acts = [
        lambda: bill(order, trade.owner, days(0), number),
        lambda: bill(order, trade.owner, days(0), number),
        lambda: bill(order, helper, days(0), own_number()),
    ]
    with own_connections():
        told(at_once(*acts))
        assert Invoice.objects.count() == 1
        assert Invoice.objects.get().amount_idr == 60 * 20_000


def test_an_order_is_confirmed_or_cancelled_never_both(trade):
    order = trade.placed()
    with own_connections():
        given = at_once(
            lambda: answer(order.pk, {}, trade.owner), lambda: cancel(order.pk, trade.buyer, "mistake")
        )
        said, found = told(given), Order.objects.get()
        # A confirmed order may still be cancelled; one that was cancelled is never confirmed.
        if said:
            assert "dibatalkan" in said[0]
            assert found.lines.get().confirmed is None
        assert found.state == "cancelled"
        assert found.version == (1 if said else 2)


def test_an_order_and_a_delivery_sent_twice_at_once_are_one(trade):
    new = trade.new(60)
    with own_connections():
        assert told(at_once(*[lambda: place_order(new, trade.buyer)] * 3)) == []
        order = Order.objects.get()
        answer(order.pk, {}, trade.owner)
        batch, number = a_batch(trade.kitchen, 60), own_number()
        picked = [Picked(order.lines.get().pk, batch.pk, 60)]
        assert told(at_once(*[lambda: send(order.pk, picked, days(0), trade.owner, number)] * 3)) == []
        assert Delivery.objects.count() == 1
        assert Move.objects.count() == 1


def test_one_lot_is_not_sent_twice_by_two_people(trade):
    order = trade.confirmed(100)
    batch = a_batch(trade.kitchen, 60)
    picked = [Picked(order.lines.get().pk, batch.pk, 50)]
    with own_connections():
        acts = [lambda: send(order.pk, picked, days(0), trade.owner, own_number())] * 2
        assert len(told(at_once(*acts))) == 1
        assert spread([batch]).at[(batch.pk, None)] == 10


def test_money_and_returns_told_twice_at_once_count_once(trade):
    invoice = trade.billed(60)
    line = invoice.order.deliveries.get().lines.get().pk
    number = own_number()
    pay = ("", trade.owner, own_number(), "kitchen")
    with own_connections():
        back = ToldReturn(line, 40, "defect", days(0))
        assert told(at_once(*[lambda: take_back(back, trade.buyer, number)] * 2)) == []
        assert len(told(at_once(*[lambda: take_back(back, trade.buyer, own_number())] * 2))) == 2
        assert told(at_once(*[lambda: tell_payment(invoice.pk, 400_000, days(0), *pay)] * 2)) == []
        assert Payment.objects.count() == 1
        assert Invoice.objects.get().settled_on == days(0)


def test_shares_of_a_pool_are_agreed_once(trade):
    pool = Pool.objects.create(
        retailer=trade.shop.organisation, title="Bersama", standard="150 g", pieces=50, price_idr=18_000,
        wanted_on=days(9), store=trade.shop.store, made_by=trade.buyer,
    )  # fmt: skip
    offer(pool.pk, trade.kitchen.product, 80 - 40, trade.owner)
    with own_connections():
        assert len(told(at_once(*[lambda: agree(pool.pk, trade.buyer, 0)] * 2))) == 1
        assert Order.objects.count() == 1


def test_an_order_is_sent_or_cancelled_never_both(trade):
    order = trade.confirmed(60)
    picked = [Picked(order.lines.get().pk, a_batch(trade.kitchen, 60).pk, 60)]
    with own_connections():
        acts = (
            lambda: send(order.pk, picked, days(0), trade.owner, own_number()),
            lambda: cancel(order.pk, trade.buyer, "mistake"),
        )
        assert len(told(at_once(*acts))) == 1
        state = Order.objects.get().state
        assert (state, Delivery.objects.count(), Move.objects.count()) in (
            ("sent", 1, 1),
            ("cancelled", 0, 0),
        )


def test_money_came_or_did_not_whoever_answers_first(trade):
    invoice = trade.billed(60)
    owed = tell_payment(invoice.pk, 1_200_000, days(0), "", trade.buyer, own_number(), "buyer")
    helper = a_person(Role.HELPER, trade.kitchen.business.organisation)
    with own_connections():
        acts = (
            lambda: confirm_payment(owed.pk, trade.owner, came=True),
            lambda: confirm_payment(owed.pk, helper, came=False),
        )
        assert len(told(at_once(*acts))) == 1
        found, kept = Invoice.objects.get(), Payment.objects.get()
        assert (kept.confirmed_at is None) != (kept.denied_at is None)
        assert (found.settled_on is None) == (clock(bill_of(found), days(0)).open_idr > 0)


def test_both_sides_tell_what_sold_and_no_piece_sells_twice():
    trade = a_trade(mode="consignment")
    line = trade.received(10).lines.get()
    sold = line.order_line_id
    with own_connections():
        acts = (
            lambda: tell_sold(sold, 7, days(0), trade.buyer, own_number(), "buyer"),
            lambda: tell_sold(sold, 7, days(0), trade.owner, own_number(), "kitchen"),
            lambda: take_back(ToldReturn(line.pk, 7, "unsold", days(0)), trade.buyer, own_number()),
        )
        assert len(told(at_once(*acts))) == 2
        gone = sum(each.pieces for each in SoldReport.objects.all())
        assert gone + sum(each.pieces for each in line.returns.all()) == 7


def test_a_bill_and_a_return_at_once_leave_what_is_owed(trade):
    delivery = trade.received(60)
    line = delivery.lines.get().pk
    with own_connections():
        acts = (
            lambda: bill(delivery.order_id, trade.owner, days(0), own_number()),
            lambda: take_back(ToldReturn(line, 20, "defect", days(0)), trade.buyer, own_number()),
        )
        assert told(at_once(*acts)) == []
        assert clock(bill_of(Invoice.objects.get()), days(0)).open_idr == 40 * 20_000

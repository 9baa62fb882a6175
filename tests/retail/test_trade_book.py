"""Orders from the first line to the money: what the books take, refuse, and how they add up."""

import pytest

from lopo.accounts.roles import Role
from lopo.facts.kinds import Refused
from lopo.quality.models import Move, Recall
from lopo.quality.recall_book import open_recall
from lopo.quality.trace_search import report, spread
from lopo.retail.books.capacity import loads
from lopo.retail.books.delivery import Counted, Picked, lots_offered, receive, send
from lopo.retail.books.invoice import bill
from lopo.retail.books.order import answer, cancel, close, place_order
from lopo.retail.books.papers import papers_of
from lopo.retail.books.payer import payer_records
from lopo.retail.books.payment import confirm_payment, tell_payment
from lopo.retail.books.progress import lines_of
from lopo.retail.books.returning import ToldReturn, sold_from_import, take_back, tell_sold
from lopo.retail.models import Credit, Delivery, Invoice, Order
from lopo.retail.trade.order import NewLine
from tests.accounts.factories import a_person
from tests.city import tell
from tests.retail.trading import a_batch, a_listing, a_shop, a_trade, days, own_number

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def trade():
    return a_trade()


def count_of(order):
    return lines_of([order.pk])[order.pk][0].count


# Placing


def test_an_order_is_placed_once_with_the_price_and_terms_agreed(trade):
    new = trade.new(40)
    order, again = place_order(new, trade.buyer), place_order(new, trade.buyer)
    assert order == again
    assert Order.objects.count() == 1
    line = order.lines.get()
    assert (line.pieces, line.price_idr, line.confirmed) == (40, 20_000, None)
    assert (order.mode, order.days_to_pay, order.counts_from) == ("purchase", 14, "invoice")
    assert order.number.startswith("PO-")
    assert trade.placed().number != order.number


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"wanted_on": days(-1)}, "lebih awal"),
        ({"wanted_on": days(500)}, "setahun"),
        ({"lines": ()}, "Belum ada barang"),
        ({"store": 0}, "tidak dikenal"),
    ],
)
def test_what_cannot_be_ordered_is_said(trade, told, says):
    with pytest.raises(Refused) as refused:
        place_order(trade.new(**told), trade.buyer)
    assert says in refused.value.reason.id
    assert not Order.objects.exists()


def test_another_price_another_product_and_a_number_used_are_refused(trade):
    product = trade.kitchen.product.pk
    for lines, says in [
        ((NewLine(product, 5, 19_000),), "tidak sama"),
        ((NewLine(product, 0),), "jumlah"),
        ((NewLine(product, 5), NewLine(product, 6)), "satu baris"),
        ((NewLine(product + 999, 5),), "tidak (lagi) ada"),
    ]:
        with pytest.raises(Refused) as refused:
            place_order(trade.new(lines=lines), trade.buyer)
        assert says.casefold() in refused.value.reason.id.casefold()
    trade.placed(number="4711")
    with pytest.raises(Refused, match="used"):
        trade.placed(number="4711")


@pytest.mark.parametrize("state", ["applied", "rejected", "delisted", "sample-asked"])
def test_only_what_is_on_the_shelf_or_on_trial_is_ordered(trade, state):
    trade.listing.state = state
    trade.listing.save()
    with pytest.raises(Refused, match="shelf"):
        trade.placed()


def test_a_recalled_product_cannot_be_ordered_nor_its_lot_sent(trade):
    order = trade.confirmed()
    batch = a_batch(trade.kitchen)
    open_recall(
        Recall(
            business=trade.kitchen.business, batch=batch, reason="kaca", is_drill=False, opened_by=trade.owner
        )
    )
    with pytest.raises(Refused, match="recalled"):
        trade.placed()
    with pytest.raises(Refused, match="recalled"):
        send(order.pk, [Picked(order.lines.get().pk, batch.pk, 10)], days(0), trade.owner, own_number())
    assert not Delivery.objects.exists()


# Answering


def test_the_kitchen_confirms_less_with_a_reason_and_no_more_than_asked(trade):
    order = trade.placed(60)
    line = order.lines.get().pk
    with pytest.raises(Refused, match="reason"):
        answer(order.pk, {line: 40}, trade.owner)
    with pytest.raises(Refused, match="at most 60"):
        answer(order.pk, {line: 61}, trade.owner, reason="capacity")
    number = own_number()
    assert answer(order.pk, {line: 40}, trade.owner, number, "capacity").state == "partly"
    assert answer(order.pk, {line: 40}, trade.owner, number, "capacity").state == "partly"
    assert order.steps.filter(transition="confirm-less").count() == 1
    assert order.lines.get().reason == "capacity"
    with pytest.raises(Refused, match="cannot be done any more"):
        answer(order.pk, {}, trade.owner)


def test_nothing_confirmed_is_a_refusal_and_a_cancelled_order_cannot_be_confirmed(trade):
    order = trade.placed()
    assert answer(order.pk, {order.lines.get().pk: 0}, trade.owner, reason="family").state == "refused"
    other = trade.placed()
    cancel(other.pk, trade.buyer, "mistake")
    with pytest.raises(Refused) as refused:
        answer(other.pk, {}, trade.owner)
    assert "dibatalkan" in refused.value.reason.id
    assert "Ibu Pembeli" in refused.value.reason.id


def test_what_was_promised_elsewhere_in_the_week_is_held_against_the_capacity(trade):
    tell(trade.kitchen, {"supply.monthly_capacity": "520"})  # 120 a week
    trade.confirmed(70)
    order = trade.placed(60)
    load = loads(order, days(0))[trade.kitchen.product.pk]
    assert (load.asked, load.elsewhere, load.can, load.room) == (60, 70, 120, 50)
    assert load.is_too_much(60)
    assert not load.is_too_much(50)


# Sending and receiving


def test_a_lot_leaves_the_kitchen_for_the_shop_in_the_one_book_of_lots(trade):
    delivery = trade.sent(60, send_pieces=50)
    batch = delivery.lines.get().batch
    held = report(batch).held
    assert [(each.place, each.pieces) for each in held] == [("Swalayan Contoh, Toko Oebobo", 50)]
    assert held[0].phone == "+6281234000001"
    assert delivery.number.startswith("SJ-")
    assert count_of(delivery.order).outstanding == 10
    assert Order.objects.get().state == "sent"


def test_only_a_lot_of_hers_of_this_product_with_life_left_is_sent(trade):
    other = a_trade("Dapur Lain", trade.shop)
    order = trade.confirmed(60)
    line = order.lines.get().pk
    good, old, few = a_batch(trade.kitchen), a_batch(trade.kitchen, made=-60), a_batch(trade.kitchen, 5)
    for batch, pieces, says in [
        (a_batch(other.kitchen), 10, "not of this product"),
        (old, 10, "50% asked"),
        (few, 10, "only 5"),
        (good, 61, "60 are still to be sent"),
        (good, 0, "Nothing is sent"),
    ]:
        with pytest.raises(Refused, match=says):
            send(order.pk, [Picked(line, batch.pk, pieces)], days(0), trade.owner, own_number())
    assert not Move.objects.exists()
    offered = lots_offered(order, days(0))[line]
    assert [(each.batch, each.ok) for each in offered] == [(good, True), (few, True), (old, False)]


def test_a_delivery_sent_twice_is_one(trade):
    order = trade.confirmed(60)
    batch, number = a_batch(trade.kitchen), own_number()
    picked = [Picked(order.lines.get().pk, batch.pk, 30)]
    assert send(order.pk, picked, days(0), trade.owner, number) == send(
        order.pk, picked, days(0), trade.owner, number
    )
    assert Move.objects.count() == 1
    with pytest.raises(Refused, match="other content"):
        send(order.pk, [Picked(order.lines.get().pk, batch.pk, 31)], days(0), trade.owner, number)


def test_differences_are_kept_and_what_was_refused_goes_back(trade):
    delivery = trade.received(60, accepted=50, refused=6)
    batch = delivery.lines.get().batch
    here = spread([batch])
    assert here.at[(batch.pk, None)] == 6
    count = count_of(delivery.order)
    assert (count.accepted, count.refused, count.missing, count.outstanding) == (50, 6, 4, 10)
    assert delivery.order.state == "received"
    assert Order.objects.get().state == "received"
    with pytest.raises(Refused, match="counted already by Ibu Pembeli"):
        receive(delivery.pk, {delivery.lines.get().pk: Counted(60, 0)}, days(0), trade.buyer)


@pytest.mark.parametrize(
    ("counted", "says"),
    [(Counted(58, 5, "damaged"), "together"), (Counted(50, 5), "reason"), (None, "how many")],
)
def test_a_count_that_cannot_be_is_refused_and_nothing_is_saved(trade, counted, says):
    delivery = trade.sent(60)
    with pytest.raises(Refused, match=says):
        receive(delivery.pk, {delivery.lines.get().pk: counted} if counted else {}, days(0), trade.buyer)
    assert Delivery.objects.get().received_on is None
    assert delivery.lines.get().accepted is None


def test_an_order_of_which_all_came_closes_by_itself_and_the_rest_can_follow(trade):
    assert Order.objects.get(pk=trade.received(60).order_id).state == "closed"
    short = trade.received(60, send_pieces=40)
    order = Order.objects.get(pk=short.order_id)
    assert order.state == "received"
    batch = a_batch(trade.kitchen)
    second = send(order.pk, [Picked(order.lines.get().pk, batch.pk, 20)], days(0), trade.owner, own_number())
    assert (
        receive(second.pk, {second.lines.get().pk: Counted(20, 0)}, days(0), trade.buyer).order.state
        == "closed"
    )
    third = trade.received(60, send_pieces=30)
    assert close(third.order_id, trade.buyer).state == "closed"


# Billing, returning, paying


def test_a_bill_is_for_what_was_accepted_and_never_made_twice(trade):
    delivery = trade.received(60, accepted=50, refused=6)
    number = own_number()
    invoice = bill(delivery.order_id, trade.owner, days(0), number)
    assert invoice == bill(delivery.order_id, trade.owner, days(0), number)
    assert invoice.amount_idr == 50 * 20_000
    assert invoice.due_on == days(14)
    assert invoice.rule["runs_on"] == "contract"
    assert [each["id"] for each in invoice.rule["rules"]] == ["contract", "perpres-112-2007"]
    with pytest.raises(Refused, match="All of it is billed"):
        bill(delivery.order_id, trade.owner, days(0), own_number())


def test_a_return_goes_back_in_the_book_and_off_the_bill(trade):
    invoice = trade.billed(60)
    line = invoice.order.deliveries.get().lines.get()
    number = own_number()
    told = ToldReturn(line.pk, 10, "defect", days(0))
    assert take_back(told, trade.buyer, number) == take_back(told, trade.buyer, number)
    credit = Credit.objects.get()
    assert (credit.pieces, credit.amount_idr, credit.invoice) == (10, 200_000, invoice)
    assert spread([line.batch]).at[(line.batch_id, None)] == 10
    with pytest.raises(Refused, match="50 can go back"):
        take_back(ToldReturn(line.pk, 51, "defect", days(0)), trade.buyer, own_number())


def test_a_return_before_the_bill_is_not_billed(trade):
    delivery = trade.received(60)
    take_back(ToldReturn(delivery.lines.get().pk, 10, "unsold", days(0)), trade.buyer, own_number())
    assert bill(delivery.order_id, trade.owner, days(0), own_number()).amount_idr == 50 * 20_000
    assert not Credit.objects.exists()


@pytest.mark.parametrize(
    ("terms", "reason", "credited"),
    [
        ({"returns_paid_by": "shared"}, "unsold", 100_000),
        ({"returns_paid_by": "retailer"}, "unsold", 0),
        ({"returns_paid_by": "retailer"}, "defect", 200_000),
        ({}, "damaged-shop", 0),
    ],
)
def test_who_bears_a_return_is_said_by_the_terms(terms, reason, credited):
    trade = a_trade(**terms)
    invoice = trade.billed(60)
    line = invoice.order.deliveries.get().lines.get()
    take_back(ToldReturn(line.pk, 10, reason, days(0)), trade.buyer, own_number())
    assert sum(each.amount_idr for each in Credit.objects.all()) == credited


def test_a_shared_return_before_the_bill_is_credited_with_it():
    trade = a_trade(returns_paid_by="shared")
    delivery = trade.received(60)
    take_back(ToldReturn(delivery.lines.get().pk, 9, "unsold", days(0)), trade.buyer, own_number())
    invoice = bill(delivery.order_id, trade.owner, days(0), own_number())
    assert invoice.amount_idr == 60 * 20_000
    assert Credit.objects.get().amount_idr == 90_000


def test_where_nothing_is_taken_back_only_a_fault_of_the_making_goes():
    trade = a_trade(returns_taken=False, returns_paid_by="")
    line = trade.received(60).lines.get()
    with pytest.raises(Refused, match="do not go back"):
        take_back(ToldReturn(line.pk, 1, "unsold", days(0)), trade.buyer, own_number())
    assert (
        take_back(ToldReturn(line.pk, 1, "defect", days(0)), trade.buyer, own_number()).at_cost_of
        == "producer"
    )


def test_money_counts_once_the_kitchen_says_it_came(trade):
    invoice = trade.billed(60)
    payment = tell_payment(invoice.pk, 1_200_000, days(0), "TF 1", trade.buyer, own_number(), "buyer")
    assert Invoice.objects.get().settled_on is None
    assert confirm_payment(payment.pk, trade.owner, came=True).confirmed_by == trade.owner
    assert Invoice.objects.get().settled_on == days(0)
    with pytest.raises(Refused, match="answered already"):
        confirm_payment(payment.pk, trade.owner, came=False)
    with pytest.raises(Refused, match="not paid yet"):
        tell_payment(invoice.pk, 1, days(0), "", trade.buyer, own_number(), "buyer")


def test_money_that_did_not_come_may_be_told_anew(trade):
    invoice = trade.billed(60)
    payment = tell_payment(invoice.pk, 1_200_000, days(0), "", trade.buyer, own_number(), "buyer")
    confirm_payment(payment.pk, trade.owner, came=False)
    number = own_number()
    again = tell_payment(invoice.pk, 700_000, days(0), "", trade.owner, number, "kitchen")
    assert again == tell_payment(invoice.pk, 700_000, days(0), "", trade.owner, number, "kitchen")
    tell_payment(invoice.pk, 500_000, days(0), "", trade.owner, own_number(), "kitchen")
    assert Invoice.objects.get().settled_on == days(0)


def test_how_a_shop_pays_is_told_of_its_bills(trade):
    late = trade.billed(60)
    Invoice.objects.filter(pk=late.pk).update(starts_on=days(-40), issued_on=days(-40), due_on=days(-26))
    record = payer_records([trade.shop.organisation.pk], days(0))[trade.shop.organisation.pk]
    assert (record.fell_due, record.late, record.late_now, record.late_percent) == (1, 1, 1, 100)
    tell_payment(late.pk, 1_200_000, days(0), "", trade.owner, own_number(), "kitchen")
    record = payer_records([trade.shop.organisation.pk], days(0))[trade.shop.organisation.pk]
    assert (record.late, record.late_now, record.median_days, record.longest_late_days) == (1, 0, 40, 26)
    assert payer_records([a_shop("Lain").organisation.pk], days(0)).popitem()[1].late_percent is None


# Consignment


def test_consigned_goods_are_billed_as_they_sell_and_the_rest_is_the_producers():
    trade = a_trade(mode="consignment", counts_from="sales-report", days_to_pay=7)
    delivery = trade.received(60)
    with pytest.raises(Refused, match="Nothing sold yet"):
        bill(delivery.order_id, trade.owner, days(0), own_number())
    line = delivery.lines.get()
    Delivery.objects.update(sent_on=days(-2), received_on=days(-2))  # sold a day after it came
    tell_sold(line.order_line_id, 20, days(-1), trade.buyer, own_number())
    invoice = bill(delivery.order_id, trade.owner, days(0), own_number())
    assert (invoice.amount_idr, invoice.due_on) == (400_000, days(6))
    with pytest.raises(Refused, match="40 are with the shop"):
        tell_sold(line.order_line_id, 41, days(0), trade.buyer, own_number())
    take_back(ToldReturn(line.pk, 30, "unsold", days(0)), trade.buyer, own_number())
    assert count_of(delivery.order).unsold == 10
    with pytest.raises(Refused, match="10 can go back"):
        take_back(ToldReturn(line.pk, 11, "unsold", days(0)), trade.buyer, own_number())
    assert not Credit.objects.exists()


def test_sales_of_the_tills_go_to_what_came_first_and_count_once():
    trade = a_trade(mode="consignment")
    first, second = trade.received(30), trade.received(30)
    keys = (trade.shop.organisation.pk, trade.shop.store.pk, trade.kitchen.product.pk)
    number = own_number()
    assert sold_from_import(*keys, 40, days(0), trade.buyer, number) == 40
    assert sold_from_import(*keys, 40, days(0), trade.buyer, number) == 40
    assert count_of(first.order).sold == 30
    assert count_of(second.order).sold == 10
    assert sold_from_import(*keys, 99, days(0), trade.buyer, own_number()) == 20


# Papers


def test_the_papers_say_what_happened(trade, django_assert_num_queries):
    order = trade.confirmed(60, confirm=50)
    line = order.lines.get()
    batch = a_batch(trade.kitchen)
    delivery = send(order.pk, [Picked(line.pk, batch.pk, 40)], days(0), trade.owner, own_number())
    receive(delivery.pk, {delivery.lines.get().pk: Counted(36, 3, "damaged", True)}, days(0), trade.buyer)
    bill(order.pk, trade.owner, days(0), own_number())
    take_back(ToldReturn(delivery.lines.get().pk, 2, "defect", days(0)), trade.buyer, own_number())
    papers = papers_of(Order.objects.get())
    assert papers.order.amount_idr == 1_200_000
    assert papers.response.answer == "partly"
    assert papers.response.lines[0].confirmed == 50
    assert (papers.despatches[0].lines[0].outstanding, papers.despatches[0].lines[0].lot) == (10, batch.code)
    assert papers.receipts[0].lines[0].missing == 1
    assert papers.invoices[0].amount_idr == 36 * 20_000
    assert papers.credits[0].amount_idr == 40_000
    assert papers.order.deliver_to.code == "01"


def test_another_buyer_has_no_part_in_it(trade):
    with pytest.raises(Refused, match="not known"):
        place_order(
            trade.new(store=a_shop("Toko Lain").store.pk), a_person(Role.BUYER, trade.shop.organisation)
        )
    a_listing(a_shop("Toko Ketiga"), trade.kitchen)


def test_no_day_runs_ahead_of_the_goods():
    """A bill of an earlier day would be late before it was owed; a lot cannot go before it was made."""
    trade = a_trade()
    order = trade.received(20).order
    with pytest.raises(Refused, match="accepted the goods"):
        bill(order.pk, trade.owner, days(-30), own_number())
    assert not Invoice.objects.exists()
    confirmed = trade.confirmed(10, ordered_on=days(-5))
    picked = [Picked(confirmed.lines.get().pk, a_batch(trade.kitchen, 10, made=-1).pk, 10)]
    for on, words in ((days(-3), "after the day of sending"), (days(1), "not come yet")):
        with pytest.raises(Refused, match=words):
            send(confirmed.pk, picked, on, trade.owner, own_number())
    assert Delivery.objects.count() == 1
    consigned = a_trade("Dapur Titip", a_shop("Toko Titip", mode="consignment"))
    line = consigned.received(5).order.lines.get()
    with pytest.raises(Refused, match="accepted the goods"):
        tell_sold(line.pk, 1, days(-9), consigned.owner, own_number(), "kitchen")

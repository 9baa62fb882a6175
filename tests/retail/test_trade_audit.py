"""What an auditor asks of bills and credit notes: of which goods, of which day, to the rupiah, said once."""

from decimal import Decimal

import pytest
from django.urls import reverse

from lopo.facts.kinds import Refused
from lopo.retail.books.capacity import promised_elsewhere
from lopo.retail.books.delivery import Counted, Picked, receive, send
from lopo.retail.books.invoice import bill
from lopo.retail.books.order import answer, cancel, place_order
from lopo.retail.books.papers import papers_of
from lopo.retail.books.payer import payer_records
from lopo.retail.books.payment import bill_of, tell_payment
from lopo.retail.books.payment_telling import remind_buyers
from lopo.retail.books.pool import agree, offer
from lopo.retail.books.returning import ToldReturn, take_back, tell_sold
from lopo.retail.models import Credit, Delivery, Invoice, Order, Pool
from lopo.retail.trade.order import NewLine
from lopo.retail.trade.payment_clock import clock
from lopo.retail.trade.progress import next_share
from lopo.retail.trade.reasons import CANCEL, reason_named
from tests.retail.trading import a_batch, a_trade, days, own_number

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def trade():
    return a_trade()


def part(trade, order, pieces, on=0, code=""):
    """So many pieces of an order out of a lot of their own, sent and counted on one day."""
    lot = a_batch(trade.kitchen, pieces, made=-30, code=code)
    sent = send(order.pk, [Picked(order.lines.get().pk, lot.pk, pieces)], days(on), trade.owner, own_number())
    return receive(sent.pk, {sent.lines.get().pk: Counted(pieces, 0)}, days(on), trade.buyer).lines.get()


def back(trade, line, pieces, reason, on=0):
    return take_back(ToldReturn(line.pk, pieces, reason, days(on)), trade.buyer, own_number())


def since(trade, order, day):
    """The order, as if it had been placed so many days ago."""
    Order.objects.filter(pk=order.pk).update(ordered_on=days(day))
    order.refresh_from_db()
    return order


def test_a_fault_of_the_making_is_not_taken_off_pieces_that_were_halved_already():
    trade = a_trade(returns_paid_by="shared")
    order = trade.confirmed(20)
    first = part(trade, order, 10)
    bill(order.pk, trade.owner, days(0), own_number())
    second = part(trade, order, 10)
    bill(order.pk, trade.owner, days(0), own_number())
    back(trade, second, 10, "unsold")
    back(trade, first, 4, "defect")
    invoices = list(Invoice.objects.order_by("pk"))
    taken = [sum(each.amount_idr for each in invoice.credits.all()) for invoice in invoices]
    assert taken == [4 * 20_000, 10 * 20_000 // 2]
    assert sum(clock(bill_of(each), days(0)).open_idr for each in invoices) == 6 * 20_000 + 100_000


def test_half_a_rupiah_is_rounded_once_however_many_returns_there_are():
    trade = a_trade(returns_paid_by="shared")
    trade.listing.price_idr = 12_345
    trade.listing.save()
    line = trade.billed(10).order.deliveries.get().lines.get()
    for _time in range(4):
        back(trade, line, 1, "unsold")
    assert sum(each.amount_idr for each in Credit.objects.all()) == 4 * 12_345 // 2


def test_each_bill_names_the_lots_and_the_deliveries_of_its_own_pieces(trade):
    order = trade.confirmed(30)
    part(trade, order, 10, code="LOT-A")
    bill(order.pk, trade.owner, days(0), own_number())
    part(trade, order, 8, code="LOT-B")
    part(trade, order, 5, code="LOT-C")
    bill(order.pk, trade.owner, days(0), own_number())
    first, second = papers_of(Order.objects.get()).invoices
    sent = list(Delivery.objects.order_by("pk").values_list("number", flat=True))
    assert (first.lines[0].lots, first.deliveries) == (("LOT-A",), (sent[0],))
    assert (second.lines[0].lots, second.deliveries) == (("LOT-B", "LOT-C"), (sent[1], sent[2]))


def test_pieces_sold_are_of_the_lots_that_came_first():
    assert next_share(5, 8, {"a": 6, "b": 6, "c": 6}) == {"b": 4, "c": 1}
    assert next_share(5, 0, {"a": 3}) == {"a": 3}


def test_no_bill_is_older_than_what_it_bills(trade):
    order = since(trade, trade.confirmed(30), -10)
    part(trade, order, 10, on=-9)
    bill(order.pk, trade.owner, days(-9), own_number())
    part(trade, order, 10, on=-1)
    with pytest.raises(Refused) as refusal:
        bill(order.pk, trade.owner, days(-8), own_number())
    assert "baru menerima" in refusal.value.reason.id
    assert bill(order.pk, trade.owner, days(-1), own_number()).due_on == days(13)


def test_no_bill_is_older_than_the_report_of_what_sold():
    trade = a_trade(mode="consignment", counts_from="sales-report")
    order = since(trade, trade.confirmed(30), -10)
    part(trade, order, 10, on=-9)
    tell_sold(order.lines.get().pk, 6, days(-2), trade.buyer, own_number())
    with pytest.raises(Refused) as refusal:
        bill(order.pk, trade.owner, days(-5), own_number())
    assert "baru dilaporkan" in refusal.value.reason.id
    assert bill(order.pk, trade.owner, days(0), own_number()).due_on == days(12)


def test_a_credit_note_is_not_older_than_its_invoice():
    trade = a_trade(returns_paid_by="shared")
    order = since(trade, trade.confirmed(10), -10)
    line = part(trade, order, 10, on=-9)
    back(trade, line, 4, "unsold", on=-5)
    invoice = bill(order.pk, trade.owner, days(-1), own_number())
    assert [each.on for each in invoice.credits.all()] == [days(-1)]


def test_late_money_is_what_is_still_open_on_the_day(trade):
    invoice = trade.billed(60)
    Invoice.objects.update(issued_on=days(-30), starts_on=days(-30), due_on=days(-16))
    tell_payment(invoice.pk, 1_000_000, days(0), "", trade.owner, own_number(), "kitchen")
    tell_payment(invoice.pk, 50_000, days(0), "", trade.buyer, own_number(), "buyer")
    back(trade, invoice.order.deliveries.get().lines.get(), 2, "defect")
    shop = trade.shop.organisation.pk
    record = payer_records([shop], days(0))[shop]
    invoice.refresh_from_db()
    assert record.late_now_idr == clock(bill_of(invoice), days(0)).open_idr == 1_200_000 - 1_000_000 - 40_000


def test_who_said_that_she_paid_is_not_asked_to_pay(trade, mailoutbox):
    invoice = trade.billed(60)
    Invoice.objects.update(issued_on=days(-30), starts_on=days(-30), due_on=days(-16))
    tell_payment(invoice.pk, 1_200_000, days(0), "TRF", trade.buyer, own_number(), "buyer")
    mailoutbox.clear()
    assert list(remind_buyers(days(0))) == []
    assert clock(bill_of(Invoice.objects.get()), days(0)).state == "late"


@pytest.mark.parametrize("day", range(7))
def test_a_day_of_payment_is_so_many_calendar_days_on_whatever_weekday_it_falls(trade, day):
    order = since(trade, trade.confirmed(10), -20)
    part(trade, order, 10, on=-15)
    made = bill(order.pk, trade.owner, days(-day), own_number())
    assert (made.due_on - made.issued_on).days == 14


def test_a_bill_of_nothing_is_settled_and_waits_for_nobody():
    trade = a_trade(fee_percent=Decimal(100))
    invoice = trade.billed(10)
    assert (invoice.amount_idr, invoice.settled_on) == (0, days(0))


def test_a_form_sent_again_with_other_content_is_not_taken_for_the_first(trade):
    number = own_number()
    order = trade.placed(60, client_id=number)
    with pytest.raises(Refused):
        place_order(trade.new(60, client_id=number, wanted_on=days(9)), trade.buyer)
    line = order.lines.get().pk
    answer(order.pk, {line: 40}, trade.owner, own_once := own_number(), "capacity")
    with pytest.raises(Refused):
        answer(order.pk, {line: 30}, trade.owner, own_once, "capacity")
    delivery = trade.sent(10)
    row = delivery.lines.get().pk
    receive(delivery.pk, {row: Counted(10, 0)}, days(0), trade.buyer, number := own_number())
    receive(delivery.pk, {row: Counted(10, 0)}, days(0), trade.buyer, number)
    with pytest.raises(Refused):
        receive(delivery.pk, {row: Counted(9, 0)}, days(0), trade.buyer, number)


def test_a_bill_sent_again_for_another_order_is_refused(trade):
    first, second = trade.billed(10), trade.received(10).order
    with pytest.raises(Refused):
        bill(second.pk, trade.owner, days(0), first.client_id)
    assert bill(second.pk, trade.owner, days(0), own_number()).order == second


def test_what_the_buyer_wrote_stays_beside_why_it_ended(client, trade):
    order = trade.placed(words="Antar lewat pintu belakang")
    cancel(order.pk, trade.buyer, "enough", "Gudang penuh")
    order.refresh_from_db()
    assert order.words == "Antar lewat pintu belakang"
    client.force_login(trade.owner)
    page = client.get(reverse("retail:order", args=[order.public_id])).content.decode()
    assert "Gudang penuh" in page
    assert "pintu belakang" in page
    taken_back = reverse("retail:document", args=[order.public_id, "cancellation", 1, "xml"])
    written = client.get(taken_back).content.decode()
    assert reason_named(CANCEL, "enough").title.id in written
    assert "Gudang penuh" in written
    assert f"<cbc:IssueDate>{days(0)}</cbc:IssueDate>" in written


def test_what_was_promised_elsewhere_is_what_is_still_to_come(trade):
    week = {"wanted_on": days(3)}
    trade.received(40, **week)
    other = trade.confirmed(25, **week)
    assert promised_elsewhere(trade.placed(10, **week)) == [(other, 25)]


def test_a_kitchen_that_left_the_shelf_does_not_hold_up_the_pool(trade):
    shop = trade.shop
    gone = a_trade("Dapur Kedua", shop)
    pool = Pool.objects.create(
        retailer=shop.organisation, title="Bersama", standard="150 g", pieces=50, price_idr=18_000,
        wanted_on=days(9), store=shop.store, made_by=shop.buyer,
    )  # fmt: skip
    for each in (trade, gone):
        offer(pool.pk, each.kitchen.product, 40, each.owner)
    gone.listing.state = "delisted"
    gone.listing.save()
    (made,) = agree(pool.pk, shop.buyer, 0)
    assert (made.business, made.lines.get().pieces) == (trade.kitchen.business, 40)


def test_a_carton_holds_no_more_than_any_does(trade):
    product = trade.kitchen.product.pk
    with pytest.raises(Refused) as refusal:
        place_order(trade.new(lines=(NewLine(product, 60, carton_pieces=40_000),)), trade.buyer)
    assert "isi karton" in refusal.value.reason.id

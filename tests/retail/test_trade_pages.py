"""The pages of orders: the whole round, who sees what, what is said where it cannot be, their weight."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lopo.accounts.roles import Role
from lopo.retail.books.payment import tell_payment
from lopo.retail.books.pool import agree, offer
from lopo.retail.models import Delivery, Invoice, Order, Payment, Pool, Return
from tests.accounts.factories import a_person
from tests.retail.trading import a_batch, a_shop, a_trade, days, own_number

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def trade():
    return a_trade()


def at(name, *arguments):
    return reverse(f"retail:{name}", args=arguments)


def page_of(client, person, address, status=200):
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode(errors="replace")


def sent(client, person, address, data, status=302):
    client.force_login(person)
    answer = client.post(address, data)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer


def order_form(trade, pieces=60, **told):
    return {
        "client_id": own_number(), "store": trade.shop.store.pk, "wanted_on": days(3).isoformat(),
        "number": "", "words": "", f"pieces-{trade.kitchen.product.pk}": str(pieces),
    } | told  # fmt: skip


def ordered_twice_it_is_there_once(client, trade):
    form = order_form(trade, 60, words="Antar sebelum jam 9")
    first = sent(client, trade.buyer, at("order_new"), form)
    again = sent(client, trade.buyer, at("order_new"), form)
    assert first.url == again.url
    order = Order.objects.get()
    address = at("order", order.public_id)
    assert "Antar sebelum jam 9" in page_of(client, trade.owner, address)


def answered_with_less(client, trade):
    order = Order.objects.get()
    page = page_of(client, trade.owner, at("order_answer", order.public_id))
    assert "60" in page
    line = order.lines.get()
    answer = {
        "client_id": own_number(),
        f"line-{line.pk}": "50",
        "reason": "capacity",
        "words": "",
        "some": "",
    }
    sent(client, trade.owner, at("order_answer", order.public_id), answer)
    assert Order.objects.get().state == "partly"


def sent_with_its_lot(client, trade):
    order = Order.objects.get()
    line = order.lines.get()
    batch = a_batch(trade.kitchen, 80)
    assert batch.code in page_of(client, trade.owner, at("order_send", order.public_id))
    send = {"client_id": own_number(), "sent_on": days(0).isoformat(), f"lot-{line.pk}-{batch.pk}": "45"}
    to = sent(client, trade.owner, at("order_send", order.public_id), send).url
    delivery = Delivery.objects.get()
    assert to == at("delivery", delivery.public_id)


def counted_with_a_difference_that_both_see(client, trade):
    delivery = Delivery.objects.get()
    row = delivery.lines.get()
    count = {
        "client_id": own_number(), "received_on": days(0).isoformat(), f"accepted-{row.pk}": "40",
        f"refused-{row.pk}": "3", f"reason-{row.pk}": "leaks", f"back-{row.pk}": "on",
    }  # fmt: skip
    sent(client, trade.buyer, at("delivery_receive", delivery.public_id), count)
    for person in (trade.owner, trade.buyer):
        page = page_of(client, person, at("delivery", delivery.public_id))
        assert "2 kurang" in page
        assert "Kemasan bocor" in page


def taken_back_at_the_cost_of_the_kitchen(client, trade):
    delivery = Delivery.objects.get()
    row = delivery.lines.get()
    told = {
        "client_id": own_number(), "line": row.pk, "pieces": "5", "reason": "defect", "where": "back",
        "on": days(0).isoformat(), "words": "",
    }  # fmt: skip
    sent(client, trade.buyer, at("delivery_return", delivery.public_id), told)
    assert Return.objects.get().at_cost_of == "producer"


def billed_and_late(client, trade):
    order = Order.objects.get()
    bill = {"client_id": own_number(), "issued_on": days(0).isoformat(), "number": ""}
    sent(client, trade.owner, at("invoice_new", order.public_id), bill)
    invoice = Invoice.objects.get()
    assert invoice.amount_idr == 35 * 20_000
    Invoice.objects.update(issued_on=days(-30), starts_on=days(-30), due_on=days(-16))
    for person in (trade.owner, trade.buyer, a_person(Role.OFFICER)):
        assert "terlambat 16 hari" in page_of(client, person, at("invoice", invoice.public_id))


def paid_late_and_on_paper(client, trade):
    delivery, invoice = Delivery.objects.get(), Invoice.objects.get()
    pay = {
        "client_id": own_number(),
        "amount_idr": "Rp700.000",
        "paid_on": days(0).isoformat(),
        "reference": "x",
    }
    sent(client, trade.buyer, at("invoice_pay", invoice.public_id), pay)
    assert "belum memastikan" in page_of(client, trade.owner, at("invoice", invoice.public_id))
    sent(client, trade.owner, at("payment_answer", Payment.objects.get().pk), {"came": ""})
    for person in (trade.owner, trade.buyer):
        assert "terlambat 16 hari" in page_of(client, person, at("invoice", invoice.public_id))
    assert "100%" in page_of(client, trade.owner, at("payer", trade.shop.organisation.pk))
    for name, public in [
        ("delivery_note", delivery),
        ("invoice_paper", invoice),
        ("invoice_letter", invoice),
    ]:
        client.force_login(trade.owner)
        assert client.get(at(name, public.public_id)).content[:5] == b"%PDF-"


def test_the_whole_round_through_the_pages(client, trade):
    ordered_twice_it_is_there_once(client, trade)
    answered_with_less(client, trade)
    sent_with_its_lot(client, trade)
    counted_with_a_difference_that_both_see(client, trade)
    taken_back_at_the_cost_of_the_kitchen(client, trade)
    billed_and_late(client, trade)
    paid_late_and_on_paper(client, trade)


def test_what_was_typed_stays_and_the_fault_is_said(client, trade):
    form = order_form(trade, 5, wanted_on=days(-2).isoformat(), words="tolong cepat")
    page = sent(client, trade.buyer, at("order_new"), form, 422).content.decode()
    assert "tolong cepat" in page
    assert 'value="5"' in page
    assert not Order.objects.exists()
    page = sent(client, trade.buyer, at("order_new"), order_form(trade, ""), 422).content.decode()
    assert "Belum ada" in page
    page = sent(client, trade.buyer, at("order_new"), order_form(trade, "banyak"), 422).content.decode()
    assert "angka bulat" in page


def test_one_page_orders_of_several_kitchens(client, trade):
    other = a_trade("Dapur Kedua", trade.shop)
    form = order_form(trade, 10) | {f"pieces-{other.kitchen.product.pk}": "20"}
    sent(client, trade.buyer, at("order_new"), form)
    sent(client, trade.buyer, at("order_new"), form)
    assert sorted(Order.objects.values_list("business__name", "lines__pieces")) == [
        ("Dapur Kedua", 20), ("Dapur Mama Yuliana", 10),
    ]  # fmt: skip


def test_one_tap_confirms_all_or_none(client, trade):
    order = trade.placed()
    address = at("order_answer", order.public_id)
    blank = {"client_id": own_number(), "reason": "", "words": "", "none": ""}
    assert "Pilih" in sent(client, trade.owner, address, blank, 422).content.decode()
    sent(client, trade.owner, address, {"client_id": own_number(), "reason": "", "words": "", "all": ""})
    assert Order.objects.get().state == "confirmed"
    page = page_of(client, trade.owner, address)
    assert "sudah dijawab" in page


def pages_of(order, delivery, invoice):
    return [
        at("order", order.public_id), at("delivery", delivery.public_id), at("invoice", invoice.public_id),
        at("delivery_note", delivery.public_id), at("invoice_paper", invoice.public_id),
    ]  # fmt: skip


def test_strangers_find_nothing_and_each_side_only_its_own_acts(client, trade):
    invoice = trade.billed(60)
    order, delivery = invoice.order, invoice.order.deliveries.get()
    stranger, rival = a_trade("Dapur Lain"), a_shop("Toko Saingan")
    for address in pages_of(order, delivery, invoice):
        for person in (stranger.owner, rival.buyer):
            page_of(client, person, address, 404)
        for person in (trade.owner, trade.buyer, a_person(Role.OFFICER)):
            page_of(client, person, address)
        page_of(client, a_person(Role.INSPECTOR), address, 403)
    for name, public in [
        ("order_answer", order), ("order_send", order), ("invoice_new", order), ("invoice_letter", invoice),
    ]:  # fmt: skip
        page_of(client, stranger.owner, at(name, public.public_id), 404)
        page_of(client, trade.buyer, at(name, public.public_id), 403)
    for name, public in [
        ("order_cancel", order),
        ("delivery_receive", delivery),
        ("delivery_return", delivery),
    ]:
        page_of(client, rival.buyer, at(name, public.public_id), 404)
        page_of(client, trade.owner, at(name, public.public_id), 403)
    page_of(client, rival.buyer, at("payer", trade.shop.organisation.pk), 404)
    page_of(client, trade.owner, at("payer", rival.organisation.pk))


def many(trade, count):
    orders = [
        Order(
            number=f"N{number}", retailer=trade.shop.organisation, business=trade.kitchen.business,
            store=trade.shop.store, terms=trade.shop.terms, mode="purchase", days_to_pay=14,
            counts_from="invoice", source="page", ordered_on=days(-3), wanted_on=days(0), state="received",
            state_since=Order.objects.first().state_since, made_by=trade.buyer,
        )
        for number in range(count)
    ]  # fmt: skip
    made = Order.objects.bulk_create(orders)
    line = Order.objects.order_by("pk").first().lines.get()
    line.__class__.objects.bulk_create(
        line.__class__(order=each, product=trade.kitchen.product, pieces=5, price_idr=20_000, confirmed=5)
        for each in made
    )
    invoice = Invoice.objects.first()
    Invoice.objects.bulk_create(
        Invoice(
            order=each, number=f"I{each.pk}", issued_on=days(-30), starts_on=days(-30), due_on=days(-16),
            lines=invoice.lines, amount_idr=100_000, rule=invoice.rule, issued_by=trade.owner,
        )
        for each in made
    )  # fmt: skip


LISTS = ["orders", "invoices", "supply", "pools", "order_new"]


def looked(client, people):
    found = {}
    for who, person in people.items():
        client.force_login(person)
        for name in LISTS:
            if name == "order_new" and who != "buyer":
                continue
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(at(name))
            assert answer.status_code == 200, (name, who)
            found[name, who] = (len(queries), len(answer.content))
    return found


def test_lists_ask_as_much_of_the_database_for_many_rows_and_stay_light(client, trade):
    people = {"owner": trade.owner, "buyer": trade.buyer, "officer": a_person(Role.OFFICER)}
    looked(client, people)
    trade.billed(60)
    one = looked(client, people)
    many(trade, 5000)
    lots = looked(client, people)
    assert {key: (one[key][0], said[0]) for key, said in lots.items() if said[0] > one[key][0]} == {}
    assert {key: said[1] for key, said in lots.items() if said[1] > 60_000} == {}


def test_lists_are_filtered_by_the_address_and_taken_along(client, trade):
    trade.billed(60)
    trade.placed(10)
    client.force_login(trade.buyer)
    assert client.get(at("orders"), {"giliran": "answer"}).context["found"] == 1
    assert client.get(at("orders"), {"cari": "Yuliana"}).context["pieces"] == 70
    assert client.get(at("orders"), {"keadaan": "placed", "dari": "ngawur"}).context["found"] == 1
    assert client.get(at("orders"), {"telat": "1"}).context["found"] == 0
    Invoice.objects.update(issued_on=days(-30), due_on=days(-16))
    assert client.get(at("orders"), {"telat": "1"}).context["found"] == 1
    for query in ("keadaan=%00&cari=%27%25&page=zz", "keadaan=late", "minggu=9999", "minggu=4&cari=x"):
        for name in ("orders", "invoices", "supply"):
            assert client.get(f"{at(name)}?{query}").status_code == 200
    rows = b"".join(client.get(at("orders_export", "csv")).streaming_content).decode().splitlines()
    assert len(rows) == 3
    assert client.get(at("invoices_export", "xlsx")).content[:2] == b"PK"
    assert "60,60,60" in b"".join(client.get(at("supply_export", "csv")).streaming_content).decode()
    assert client.get(at("supply_export", "exe")).status_code == 404


def test_without_a_lot_the_page_leads_to_the_batch_and_has_nothing_to_send(client, trade):
    where = at("order_send", trade.confirmed(60).public_id)
    to_batch = f'href="{reverse("quality:batch_new", args=[trade.kitchen.product.public_id])}"'
    text = page_of(client, trade.owner, where)
    assert f'class="button" {to_batch}' in text
    assert 'name="sent_on"' not in text
    a_batch(trade.kitchen, 60)
    text = page_of(client, trade.owner, where)
    assert to_batch not in text
    assert 'name="sent_on"' in text


def test_a_count_left_empty_is_no_count_of_nothing(client, trade):
    delivery = trade.sent(20)
    line = delivery.lines.get().pk
    form = {"client_id": own_number(), "received_on": days(0).isoformat(), f"refused-{line}": "0"}
    where = at("delivery_receive", delivery.public_id)
    page = sent(client, trade.buyer, where, form | {f"accepted-{line}": ""}, 422)
    assert "0 kalau tidak ada" in page.content.decode()
    delivery.refresh_from_db()
    assert delivery.received_on is None
    sent(client, trade.buyer, where, form | {f"accepted-{line}": "0"})
    assert delivery.lines.get().accepted == 0


def test_what_the_shop_has_not_is_not_offered_to_be_returned_or_sold(client):
    trade = a_trade(mode="consignment")
    nothing, some = (trade.received(20, accepted=count).order for count in (0, 15))
    for order, offered in ((nothing, False), (some, True)):
        text = page_of(client, trade.buyer, at("order", order.public_id))
        assert (at("delivery_return", order.deliveries.get().public_id) in text) == offered
        assert (at("order_sold", order.public_id) in text) == offered


def test_late_money_stands_first_and_what_is_settled_last(client, trade):
    told = {"due_on": days(9), "settled_on": None}, {"due_on": days(-40), "settled_on": days(-30)}
    told += {"due_on": days(-3), "settled_on": None}, {"due_on": days(-50), "settled_on": days(-20)}
    told += ({"due_on": days(-12), "settled_on": None},)
    for number, each in enumerate(told):
        made = trade.billed(1)
        Invoice.objects.filter(pk=made.pk).update(number=f"I{number}", issued_on=days(-60), **each)
    for person in (trade.buyer, trade.owner):
        client.force_login(person)
        shown = [row["invoice"].number for row in client.get(at("invoices")).context["rows"]]
        assert shown == ["I4", "I2", "I0", "I3", "I1"]
        rows = b"".join(client.get(at("invoices_export", "csv")).streaming_content).decode().splitlines()
        assert [row.split(",")[0] for row in rows[1:]] == shown


# Pools


def test_the_late_sum_is_what_is_still_to_be_paid(client, trade):
    part_paid, told_only = trade.billed(30), trade.billed(20)
    Invoice.objects.update(issued_on=days(-40), starts_on=days(-40), due_on=days(-26))
    trade.billed(10)
    tell_payment(part_paid.pk, 100_000, days(0), "", trade.owner, own_number(), "kitchen")
    tell_payment(told_only.pk, 50_000, days(0), "", trade.buyer, own_number(), "buyer")
    assert part_paid.amount_idr + told_only.amount_idr - 100_000 == 900_000
    assert "Terlambat sekarang: Rp900.000 belum dibayar." in page_of(client, trade.owner, at("invoices"))


def a_pool(trade, pieces=100):
    return Pool.objects.create(
        retailer=trade.shop.organisation, title="Sambal untuk Natal", standard="150 g, pedas sedang",
        pieces=pieces, price_idr=18_000, wanted_on=days(9), store=trade.shop.store, made_by=trade.buyer,
    )  # fmt: skip


def test_a_pool_from_the_question_to_the_shares(client, trade):
    other = a_trade("Dapur Kedua", trade.shop)
    form = {
        "client_id": own_number(), "title": "Sambal untuk Natal", "standard": "150 g", "pieces": "100",
        "price_idr": "18.000", "store": trade.shop.store.pk, "wanted_on": days(9).isoformat(),
    }  # fmt: skip
    assert (
        sent(client, trade.buyer, at("pool_new"), form).url
        == sent(client, trade.buyer, at("pool_new"), form).url
    )
    pool = Pool.objects.get()
    for each, pieces in ((trade, 80), (other, 40)):
        told = {"product": each.kitchen.product.pk, "pieces": pieces}
        sent(client, each.owner, at("pool_offer", pool.public_id, each.kitchen.business.pk), told)
    page = page_of(client, trade.owner, at("pool", pool.public_id))
    assert "Dapur Kedua" not in page
    sent(client, trade.buyer, at("pool_agree", pool.public_id), {"round": "0"})
    sent(client, trade.buyer, at("pool_agree", pool.public_id), {"round": "0"})
    orders = Order.objects.filter(pool=pool)
    assert sorted(orders.values_list("lines__confirmed", "state")) == [(33, "confirmed"), (67, "confirmed")]
    assert set(orders.values_list("lines__price_idr", flat=True)) == {18_000}
    assert "Dapur Kedua" in page_of(client, trade.buyer, at("pool", pool.public_id))
    stranger = a_trade("Dapur Asing")
    page_of(client, stranger.owner, at("pool", pool.public_id), 404)
    page_of(client, a_shop("Toko Asing").buyer, at("pool", pool.public_id), 404)


def test_what_one_kitchen_lacks_is_offered_to_the_others(client, trade):
    other = a_trade("Dapur Kedua", trade.shop)
    pool = a_pool(trade)
    offer(pool.pk, trade.kitchen.product, 60, trade.owner)
    offer(pool.pk, other.kitchen.product, 60, other.owner)
    orders = agree(pool.pk, trade.buyer, 0)
    first = next(each for each in orders if each.business == trade.kitchen.business)
    sent(
        client,
        trade.buyer,
        at("order_cancel", first.public_id),
        {"client_id": own_number(), "reason": "late"},
    )
    page = page_of(client, trade.buyer, at("pool", pool.public_id))
    assert "50" in page
    sent(client, trade.buyer, at("pool_open_again", pool.public_id), {})
    offer(pool.pk, other.kitchen.product, 100, other.owner)
    made = agree(pool.pk, trade.buyer, 1)
    assert [(each.business, each.lines.get().pieces) for each in made] == [(other.kitchen.business, 50)]

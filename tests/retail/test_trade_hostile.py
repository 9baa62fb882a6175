"""Forms of trade filled in by somebody who means ill: a sentence each time, never a fault, nothing saved."""

import pytest
from django.urls import reverse

from lopo.retail.models import (
    Delivery,
    DeliveryLine,
    Invoice,
    Order,
    OrderStep,
    Payment,
    Pool,
    PoolOffer,
    Return,
)
from tests.retail.trading import a_batch, a_trade, days, own_number

pytestmark = [pytest.mark.database, pytest.mark.django_db]

HUGE = "9" * 1_000_000
COUNTS = ("-1", "1e12", "1E400", "NaN", "0x10", "2.5", "5\x00", "9" * 30, "=1+1")
DAYS = ("0001-01-01", "9999-12-31", "2026-02-30", "besok", "\x00")
NUMBERS = ("", "x", "\x00", "../../etc", "4542CEFC-CDCF-4A77-990A-C748E80426AE", HUGE)
OTHER_DIGITS = ("\N{ARABIC-INDIC DIGIT THREE}", "\N{FULLWIDTH DIGIT THREE}")


def kept():
    kinds = (Order, OrderStep, Delivery, DeliveryLine, Return, Invoice, Payment, Pool, PoolOffer)
    return [list(kind.objects.order_by("pk").values()) for kind in kinds]


class Forms:
    """One form of each act, right in every field, on goods that are there for it."""

    def __init__(self):
        self.trade = trade = a_trade()
        placed, confirmed, sent = trade.placed(), trade.confirmed(10), trade.sent(10)
        came, billed = trade.received(10), trade.billed(10)
        consigned = a_trade("Dapur Titip", mode="consignment")
        with_shop = consigned.received(10).order
        pool = Pool.objects.create(
            retailer=trade.shop.organisation, title="Bersama", standard="150 g", pieces=50, price_idr=18_000,
            wanted_on=days(9), store=trade.shop.store, made_by=trade.buyer,
        )  # fmt: skip
        lot, row, back = a_batch(trade.kitchen, 10), sent.lines.get().pk, came.lines.get().pk
        store, ahead, today = str(trade.shop.store.pk), days(3).isoformat(), days(0).isoformat()
        product = trade.kitchen.product.pk
        self.all = [
            (trade.buyer, "order_new", (), {"store": store, "wanted_on": ahead, f"pieces-{product}": "5"}),
            (trade.owner, "order_answer", (placed.public_id,), {f"line-{placed.lines.get().pk}": "60"}),
            (trade.owner, "order_send", (confirmed.public_id,),
             {"sent_on": today, f"lot-{confirmed.lines.get().pk}-{lot.pk}": "5"}),
            (trade.buyer, "delivery_receive", (sent.public_id,),
             {"received_on": today, f"accepted-{row}": "10", f"refused-{row}": "0"}),
            (trade.buyer, "delivery_return", (came.public_id,),
             {"line": str(back), "pieces": "1", "reason": "defect", "where": "back", "on": today}),
            (consigned.buyer, "order_sold", (with_shop.public_id,),
             {"line": str(with_shop.lines.get().pk), "pieces": "1", "on": today}),
            (trade.owner, "invoice_new", (came.order.public_id,), {"issued_on": today, "number": "F-1"}),
            (trade.buyer, "invoice_pay", (billed.public_id,),
             {"amount_idr": "1000", "paid_on": today, "reference": "TRF"}),
            (trade.buyer, "pool_new", (), {"title": "A", "standard": "B", "pieces": "5", "price_idr": "5",
                                           "store": store, "wanted_on": ahead}),
            (trade.owner, "pool_offer", (pool.public_id, trade.kitchen.business.pk),
             {"product": str(product), "pieces": "5"}),
        ]  # fmt: skip


def worse(field):
    """What is put into a field: by what it is for."""
    if field == "client_id":
        return NUMBERS
    return DAYS if field.endswith("_on") or field == "on" else COUNTS


FREE = {"title", "standard", "number", "reference"}
"""Fields of words: what is refused in them is only what no database keeps, or what is too long."""


def test_what_cannot_be_is_refused_on_the_page_and_nothing_is_kept(client):
    forms = Forms()
    before, wrong = kept(), []
    for person, name, arguments, right in forms.all:
        client.force_login(person)
        address = reverse(f"retail:{name}", args=arguments)
        for field in (*right, "client_id"):
            values = ("\x00", HUGE) if field in FREE else worse(field)
            if name == "pool_offer" and field == "client_id":
                continue  # said again, the newer offer counts
            for value in values:
                answer = client.post(address, {"client_id": own_number()} | right | {field: value})
                if answer.status_code != 422:
                    wrong.append((name, field, value[:20], answer.status_code))
    assert wrong == []
    assert kept() == before


@pytest.mark.parametrize("digit", OTHER_DIGITS)
def test_digits_of_another_script_are_the_number_they_say(client, digit):
    trade = a_trade()
    client.force_login(trade.buyer)
    told = {"store": trade.shop.store.pk, "wanted_on": days(3).isoformat(), "client_id": own_number()}
    client.post(reverse("retail:order_new"), told | {f"pieces-{trade.kitchen.product.pk}": digit})
    assert Order.objects.get().lines.get().pieces == 3


@pytest.mark.parametrize("number", NUMBERS)
def test_an_order_is_closed_whatever_number_came_with_it(client, number):
    trade = a_trade()
    order = trade.received(60, accepted=50).order
    client.force_login(trade.buyer)
    address = reverse("retail:order_close", args=[order.public_id])
    assert client.post(address, {"client_id": number[:50]}).status_code == 302
    order.refresh_from_db()
    assert order.state == "closed"


def test_a_price_no_piece_has_is_refused(client):
    trade = a_trade()
    client.force_login(trade.buyer)
    told = {
        "client_id": own_number(), "title": "A", "standard": "B", "pieces": "5", "price_idr": "3.000.000.000",
        "store": trade.shop.store.pk, "wanted_on": days(3).isoformat(),
    }  # fmt: skip
    answer = client.post(reverse("retail:pool_new"), told)
    assert (answer.status_code, "Paling banyak Rp1.000.000.000" in answer.content.decode()) == (422, True)
    assert not Pool.objects.exists()

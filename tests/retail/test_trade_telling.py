"""Who hears of what: the other side of each step, tasks of an owner, reminders of payment, the first page."""

import pytest
from django.urls import reverse

from lopo.accounts.models import Person
from lopo.quality.dated_work import work_changed
from lopo.retail.books.order import answer, cancel
from lopo.retail.books.payment import tell_payment
from lopo.retail.books.payment_telling import remind_buyers
from lopo.retail.cards.trade import trade_card
from lopo.retail.models import Invoice, PaymentReminder
from lopo.standards.further_work import place_of_further
from lopo.standards.models import Task
from tests.retail.trading import a_trade, days, own_number

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def trade():
    found = a_trade()
    Person.objects.filter(pk=found.owner.pk).update(email="mama@example.com")
    Person.objects.filter(pk=found.buyer.pk).update(email="ibu@example.com")
    return found


def told(mailoutbox):
    """To whom and what, since the last time it was asked."""
    found = [(each.to[0].partition("@")[0], each.body) for each in mailoutbox]
    mailoutbox.clear()
    return found


def test_each_side_hears_what_the_other_did(trade, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        order = trade.placed(60)
    ((who, words),) = told(mailoutbox)
    assert who == "mama"
    assert "memesan 60" in words
    assert order.public_id in words
    with django_capture_on_commit_callbacks(execute=True):
        answer(order.pk, {order.lines.get().pk: 50}, trade.owner, reason="capacity")
    ((who, words),) = told(mailoutbox)
    assert who == "ibu"
    assert "sebagian" in words
    with django_capture_on_commit_callbacks(execute=True):
        cancel(order.pk, trade.buyer, "enough")
    ((who, words),) = told(mailoutbox)
    assert (who, "Jangan dibuat lagi" in words) == ("mama", True)


def test_of_money_the_side_hears_that_did_not_tell(trade, mailoutbox, django_capture_on_commit_callbacks):
    invoice = trade.billed(60)
    told(mailoutbox)
    with django_capture_on_commit_callbacks(execute=True):
        tell_payment(invoice.pk, 1_000, days(0), "", trade.buyer, own_number(), "buyer")
    assert [who for who, _words in told(mailoutbox)] == ["mama"]
    with django_capture_on_commit_callbacks(execute=True):
        tell_payment(invoice.pk, 1_000, days(0), "", trade.owner, own_number(), "kitchen")
    assert [who for who, _words in told(mailoutbox)] == ["ibu"]


def test_what_an_owner_has_to_do_stands_among_her_tasks(trade, django_capture_on_commit_callbacks):
    def open_rules():
        return sorted(
            Task.objects.filter(done_on=None, kept=False, rule__startswith="order-").values_list("rule")
        )

    with django_capture_on_commit_callbacks(execute=True):
        order = trade.placed(60)
    assert open_rules() == [("order-answer",)]
    task = Task.objects.get(rule="order-answer")
    assert place_of_further(task) == reverse("retail:order_answer", args=[order.public_id])
    with django_capture_on_commit_callbacks(execute=True):
        answer(order.pk, {}, trade.owner)
    assert open_rules() == [("order-send",)]
    assert Task.objects.get(rule="order-send").due == order.wanted_on
    with django_capture_on_commit_callbacks(execute=True):
        cancel(order.pk, trade.buyer, "late")
        invoice = trade.billed(30)
    assert open_rules() == [("order-money",)]
    money = Task.objects.get(rule="order-money")
    assert (money.due, money.remind_from) == (invoice.due_on, invoice.due_on)
    assert place_of_further(money) == reverse("retail:invoice", args=[invoice.public_id])
    with django_capture_on_commit_callbacks(execute=True):
        tell_payment(invoice.pk, 600_000, days(0), "", trade.owner, own_number(), "kitchen")
    assert open_rules() == []


def test_a_buyer_is_reminded_once_a_day_that_counts(trade, mailoutbox):
    invoice = trade.billed(60)
    told(mailoutbox)
    due = invoice.due_on
    assert list(remind_buyers(days(0))) == []
    assert list(remind_buyers(days(11))) == ["1 pengingat pembayaran dikirim."]
    assert list(remind_buyers(days(12))) == []
    ((who, words),) = told(mailoutbox)
    assert who == "ibu"
    assert "paling lambat" in words
    assert list(remind_buyers(days(16)))
    ((_who, words),) = told(mailoutbox)
    assert "lewat 2 hari" in words
    assert [each.day - due for each in PaymentReminder.objects.order_by("day")] == [
        days(-3) - days(0),
        days(1) - days(0),
    ]
    tell_payment(invoice.pk, 1_200_000, days(0), "", trade.owner, own_number(), "kitchen")
    assert list(remind_buyers(days(40))) == []


def test_the_first_page_says_what_waits_and_what_is_late(trade, client):
    assert trade_card(trade.buyer) is None
    trade.billed(30)
    Invoice.objects.update(issued_on=days(-30), due_on=days(-16))
    assert trade_card(trade.owner) is None
    assert [each["days"] for each in trade_card(trade.buyer).card["late"]] == [16]
    work_changed(trade.kitchen.business.pk)
    client.force_login(trade.owner)
    assert "terlambat 16 hari" in client.get("/produk/").content.decode()

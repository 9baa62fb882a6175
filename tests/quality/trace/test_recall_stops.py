"""A real recall holds its lots still: not used, not sent, not offered, until it is closed."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from lopo.facts.kinds import Refused
from lopo.quality.models import Batch, Move, RawLot, RecallRaw, RecallReturn
from lopo.quality.models.recall_raw import APART, DESTROYED
from lopo.quality.models.trace import BACK
from lopo.quality.recall_book import close_recall, count_raw, count_return, look_at
from lopo.quality.recalled import stopped_in
from lopo.quality.trace_book import by_day_left, offers_for, stock_of
from tests.city import a_kitchen
from tests.quality.trace.test_trace_book import a_batch, a_lot, a_recall, sent

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def kitchen(client):
    kitchen = a_kitchen(recipe__ingredients=[{"name": "cabai rawit", "amount": "600"}])
    client.force_login(kitchen.owner)
    return kitchen


def today():
    return timezone.localdate()


def page(client, name, key):
    return client.get(reverse(f"quality:{name}", args=[key])).content.decode()


def counted(kitchen, recall, lot, outcome, quantity):
    return count_raw(
        RecallRaw(recall=recall, raw_lot=lot, outcome=outcome, quantity=Decimal(quantity),
                  counted_on=today(), by=kitchen.owner)
    )  # fmt: skip


def test_a_recalled_lot_is_neither_offered_nor_taken(client, kitchen):
    lot = a_lot(kitchen, expires_on=today())
    other = a_lot(kitchen)
    paste = a_batch(kitchen, lot)
    recall = a_recall(kitchen, lot)
    (offer,) = offers_for(kitchen.product, today())
    assert [each.id for each in offer.lots] == [other.pk]
    shown = page(client, "batch_new", kitchen.product.public_id)
    offered = {said.split()[0] for said in re.findall(r"<option[^>]*>([^<]+)", shown)}
    assert other.code in offered
    assert not {lot.code, paste.code} & offered
    assert reverse("quality:recall", args=[recall.pk]) in shown
    with pytest.raises(Refused, match=f"{lot.code} is recalled since .*Bau apek"):
        a_batch(kitchen, lot)
    with pytest.raises(Refused, match=f"{paste.code} is recalled"):
        a_batch(kitchen, other, sources=[paste])
    typed = {"pieces": "5", "made_on": str(today()), "lot-0": str(lot.pk), "amount-0": "1"}
    answer = client.post(reverse("quality:batch_new", args=[kitchen.product.public_id]), typed)
    assert answer.status_code == 422
    assert "sedang ditarik" in answer.content.decode()
    assert Batch.objects.count() == 1


def test_a_drill_holds_nothing(kitchen):
    lot = a_lot(kitchen)
    a_recall(kitchen, lot, drill=True)
    batch = a_batch(kitchen, lot)
    assert sent(kitchen, batch).pieces == 40
    assert not stopped_in(kitchen.business).raw


def test_packs_of_a_recalled_batch_stay_in_the_kitchen(client, kitchen):
    lot = a_lot(kitchen)
    batch = a_batch(kitchen, lot, pieces=100)
    later = a_batch(kitchen, sources=[batch], pieces=10)
    recall = a_recall(kitchen, lot)
    for each in (batch, later):
        with pytest.raises(Refused, match=f"{each.code} is recalled since"):
            sent(kitchen, each, 5)
    typed = {"place": "Toko Sinar", "pieces": "5", "kind": "shop", "moved_on": str(today())}
    answer = client.post(reverse("quality:batch_move", args=[batch.pk]), typed)
    assert answer.status_code == 422
    assert "sedang ditarik" in answer.content.decode()
    assert not Move.objects.exists()
    shown = page(client, "trace", batch.pk)
    assert reverse("quality:recall", args=[recall.pk]) in shown
    assert reverse("quality:batch_move", args=[batch.pk]) not in shown


def test_what_had_left_before_the_recall_can_still_be_told(kitchen):
    yesterday = today() - dt.timedelta(days=1)
    batch = a_batch(kitchen)
    Batch.objects.filter(pk=batch.pk).update(made_on=yesterday)
    batch.refresh_from_db()
    recall = a_recall(kitchen, batch)
    sent(kitchen, batch, 30, moved_on=yesterday)
    assert look_at(recall).spread.out == 30
    count_return(RecallReturn(recall=recall, batch=batch, outcome=BACK, pieces=60, counted_on=today(),
                              by=kitchen.owner))  # fmt: skip
    with pytest.raises(Refused, match="only 10 are not counted"):
        sent(kitchen, batch, 11, moved_on=yesterday)


def test_lists_say_so_in_a_word_and_lead_to_the_recall(client, kitchen):
    first = a_lot(kitchen, expires_on=today())
    second = a_lot(kitchen)
    batch = a_batch(kitchen, first)
    recall = a_recall(kitchen, first)
    link = reverse("quality:recall", args=[recall.pk])
    assert list(by_day_left(kitchen.business, stopped_in(kitchen.business).raw)) == [second, first]
    for name, key in (
        ("raw_lots", kitchen.business.pk),
        ("batches", kitchen.product.public_id),
        ("trace_raw", first.pk),
        ("trace", batch.pk),
    ):
        shown = page(client, name, key)
        assert link in shown
        assert '<span class="badge state-notmet">ditarik</span>' in shown
    lots = page(client, "raw_lots", kitchen.business.pk)
    assert lots.index(second.code) < lots.index(first.code + " ")
    recall.closed_at, recall.closed_by = timezone.now(), kitchen.owner
    recall.save()
    assert "state-notmet" not in page(client, "trace_raw", first.pk)


def test_what_is_left_of_the_delivery_is_on_the_balance(client, kitchen):
    lot = a_lot(kitchen, quantity=10)
    recall = a_recall(kitchen, lot)
    (here,) = look_at(recall).raw
    assert (here.amount, here.left) == (10, 10)
    with pytest.raises(Refused, match=f"{lot.code} 10 kg"):
        close_recall(recall, kitchen.owner)
    counted(kitchen, recall, lot, APART, "4")
    with pytest.raises(Refused, match="6 kg are not accounted for"):
        counted(kitchen, recall, lot, DESTROYED, "6.001")
    answer = client.post(
        reverse("quality:recall_count", args=[recall.pk]),
        {"raw_lot": lot.pk, "quantity": "6", "outcome": "destroyed"},
    )
    assert answer.status_code == 302
    (here,) = look_at(recall).raw
    assert (here.amount, here.left) == (10, 0)
    assert close_recall(recall, kitchen.owner).closed_at
    assert [each.left for each in stock_of(kitchen.business)] == [4]
    with pytest.raises(Refused, match="closed"):
        counted(kitchen, recall, lot, APART, "1")


def test_a_delivery_that_was_destroyed_is_used_up(kitchen):
    lot = a_lot(kitchen)
    batch = a_batch(kitchen, lot)
    recall = a_recall(kitchen, lot)
    counted(kitchen, recall, lot, DESTROYED, "9")
    assert RawLot.objects.get().used_up_at is not None
    assert not stock_of(kitchen.business)
    count_return(RecallReturn(recall=recall, batch=batch, outcome=BACK, pieces=100, counted_on=today(),
                              by=kitchen.owner))  # fmt: skip
    assert close_recall(recall, kitchen.owner).closed_at


def test_a_drill_counts_the_delivery_and_leaves_the_stock(kitchen):
    lot = a_lot(kitchen)
    drill = a_recall(kitchen, lot, drill=True)
    counted(kitchen, drill, lot, DESTROYED, "10")
    (here,) = look_at(drill).raw
    assert (here.amount, here.left) == (10, 0)
    assert [each.left for each in stock_of(kitchen.business)] == [10]


@pytest.mark.parametrize("quantity", ["", "0", "-1", "banyak", "99999"])
def test_an_amount_that_makes_no_sense_counts_nothing(client, kitchen, quantity):
    lot = a_lot(kitchen)
    recall = a_recall(kitchen, lot)
    sent_in = {"raw_lot": lot.pk, "quantity": quantity, "outcome": "apart"}
    assert client.post(reverse("quality:recall_count", args=[recall.pk]), sent_in).status_code == 302
    assert not RecallRaw.objects.exists()


def test_a_lot_of_another_recall_is_not_counted_here(client, kitchen):
    lot, other = a_lot(kitchen), a_lot(kitchen)
    recall = a_recall(kitchen, lot)
    sent_in = {"raw_lot": other.pk, "quantity": "1", "outcome": "apart"}
    client.post(reverse("quality:recall_count", args=[recall.pk]), sent_in)
    assert not RecallRaw.objects.exists()


@pytest.mark.parametrize("many", [1, 12])
def test_lists_ask_as_often_for_one_as_for_many(client, kitchen, many, django_assert_max_num_queries):
    lots = [a_lot(kitchen) for _ in range(many)]
    for lot in lots:
        a_batch(kitchen, lot)
    a_recall(kitchen, lots[0])
    for name, key in (("raw_lots", kitchen.business.pk), ("batches", kitchen.product.public_id)):
        with django_assert_max_num_queries(24):
            page(client, name, key)

"""Lots in the database: batches take deliveries, go to shops, and are found again in both directions."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lopo.facts.kinds import Refused
from lopo.producers.records import dossier_of
from lopo.quality.models import Batch, BatchInput, Move, ProcessLimit, RawLot, Recall, RecallRaw, RecallReturn
from lopo.quality.models.recall_raw import APART
from lopo.quality.models.trace import BACK, GONE
from lopo.quality.recall_book import close_recall, count_raw, count_return, look_at, open_recall
from lopo.quality.trace_book import NewBatch, make_batch, measure, move, offers_for, place_named, receive
from lopo.quality.trace_search import back, forward, spread
from tests.city import a_kitchen

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def a_lot(kitchen, ingredient="cabai rawit", quantity=10, unit="kg", **fields):
    fields = {"supplier": "Pasar Oebobo", "received_on": timezone.localdate(), "code": "", **fields}
    return receive(
        RawLot(business=kitchen.business, ingredient=ingredient, quantity=Decimal(quantity), unit=unit,
               by=kitchen.owner, **fields)
    )  # fmt: skip


def a_batch(kitchen, *lots, pieces=100, sources=(), **fields):
    new = NewBatch(
        product=kitchen.product,
        made_on=timezone.localdate(),
        pieces=pieces,
        inputs={lot.pk: Decimal(1) for lot in lots},
        sources={batch.pk: Decimal(10) for batch in sources},
        **fields,
    )
    return make_batch(new, kitchen.owner)


def sent(kitchen, batch, pieces=40, shop="Toko Sinar", **fields):
    place = place_named(kitchen.business, shop, "shop", "+6281234567890")
    fields = {"moved_on": timezone.localdate(), "destination": place, "by": kitchen.owner, **fields}
    return move(Move(batch=batch, pieces=pieces, **fields))


@pytest.fixture
def kitchen():
    return a_kitchen()


def a_recall(kitchen, lot, drill=False):
    start = {"raw_lot": lot} if isinstance(lot, RawLot) else {"batch": lot}
    return open_recall(
        Recall(business=kitchen.business, reason="Bau apek", is_drill=drill, opened_by=kitchen.owner, **start)
    )


def test_a_batch_is_found_from_its_delivery_and_the_delivery_from_the_batch(kitchen):
    chilli, salt = a_lot(kitchen), a_lot(kitchen, "garam")
    paste = a_batch(kitchen, chilli)
    sambal = a_batch(kitchen, salt, sources=[paste])
    apart = a_batch(kitchen, salt)
    assert [each.code for each in forward(chilli).batches] == [paste.code, sambal.code]
    assert set(forward(salt).batches) == {sambal, apart}
    assert set(back(sambal).raw_lots) == {chilli, salt}
    assert back(sambal).batches == (sambal, paste)
    assert back(paste).raw_lots == (chilli,)


def test_codes_of_a_day_differ(kitchen):
    first, second = a_batch(kitchen), a_batch(kitchen)
    assert (first.code + "B") == second.code
    with pytest.raises(Refused, match="used already"):
        a_batch(kitchen, code=first.code.lower())


def test_more_than_there_is_cannot_be_taken(kitchen):
    lot = a_lot(kitchen, quantity=1)
    a_batch(kitchen, lot)
    with pytest.raises(Refused):
        a_batch(kitchen, lot)
    assert Batch.objects.count() == 1
    assert offers_for(kitchen.product, timezone.localdate())[0].chosen is None


def test_a_lot_of_another_business_is_not_known(kitchen):
    other = a_kitchen("Dapur Lain", "Abon")
    with pytest.raises(Refused, match="not one of this business"):
        a_batch(kitchen, a_lot(other))


def test_more_than_was_made_cannot_be_moved(kitchen):
    batch = a_batch(kitchen, pieces=50)
    sent(kitchen, batch, 40)
    with pytest.raises(Refused, match="only 10"):
        sent(kitchen, batch, 11)
    assert spread([batch]).in_kitchen == 10


def test_what_a_kitchen_does_is_told_as_facts(kitchen):
    batch = a_batch(kitchen, a_lot(kitchen))
    sent(kitchen, batch)
    limit = ProcessLimit.objects.create(
        product=kitchen.product, name="Suhu goreng", unit="°C", least=160, most=190, to_do="Besarkan api."
    )
    measure(batch, limit, Decimal(170), "", kitchen.owner)
    dossier = dossier_of(kitchen.product)
    assert dossier.value("quality.trace.back") is True
    assert dossier.value("quality.trace.forward") is True
    assert dossier.value("quality.trace.process_kept_on") == timezone.localdate()


def test_a_value_outside_its_limits_needs_what_was_done(kitchen):
    limit = ProcessLimit.objects.create(
        product=kitchen.product, name="Suhu goreng", unit="°C", least=160, most=190, to_do="Besarkan api."
    )
    batch = a_batch(kitchen)
    with pytest.raises(Refused, match="Besarkan api"):
        measure(batch, limit, Decimal("159.99"), " ", kitchen.owner)
    record = measure(batch, limit, Decimal("159.99"), "Digoreng ulang", kitchen.owner)
    assert not record.is_within
    assert measure(batch, limit, Decimal(160), "", kitchen.owner).is_within


def test_the_search_has_two_queries_however_many_batches(kitchen, django_assert_num_queries):
    lot = a_lot(kitchen, quantity=100)
    for _ in range(5):
        a_batch(kitchen, lot)
    with django_assert_num_queries(2):
        assert len(forward(lot).batches) == 5


def test_the_database_itself_refuses_a_batch_out_of_itself(kitchen):
    batch = a_batch(kitchen)
    with pytest.raises(IntegrityError), transaction.atomic():
        BatchInput.objects.create(batch=batch, source=batch, quantity=1)


def test_a_recall_is_counted_until_nothing_is_missing(kitchen):
    lot = a_lot(kitchen)
    batch = a_batch(kitchen, lot, pieces=100)
    shop = sent(kitchen, batch, 40).destination
    recall = a_recall(kitchen, lot)
    look = look_at(recall)
    assert (look.made, look.sent, look.spread.out, look.balance.left) == (100, 40, 40, 100)
    assert look.places[0].place == shop
    assert batch.code in look.places[0].words.id
    count(kitchen, recall, batch, 30, BACK, shop)
    with pytest.raises(Refused, match="70 packs"):
        close_recall(recall, kitchen.owner)
    with pytest.raises(Refused, match="Only 10"):
        count(kitchen, recall, batch, 11, GONE, shop)
    count(kitchen, recall, batch, 10, GONE, shop)
    count(kitchen, recall, batch, 60, BACK, None)
    set_apart(kitchen, recall, lot, 9)
    look = look_at(recall)
    assert (look.balance.pieces, look.balance.left) == (100, 0)
    assert close_recall(recall, kitchen.owner).closed_at is not None
    assert spread([batch]).in_kitchen == 90
    with pytest.raises(Refused, match="closed"):
        count(kitchen, recall, batch, 1, GONE, shop)


def set_apart(kitchen, recall, lot, quantity):
    return count_raw(
        RecallRaw(recall=recall, raw_lot=lot, outcome=APART, quantity=Decimal(quantity),
                  counted_on=timezone.localdate(), by=kitchen.owner)
    )  # fmt: skip


def count(kitchen, recall, batch, pieces, outcome, place):
    return count_return(
        RecallReturn(recall=recall, batch=batch, place=place, outcome=outcome, pieces=pieces,
                     counted_on=timezone.localdate(), by=kitchen.owner)
    )  # fmt: skip


def test_a_drill_moves_nothing_and_is_told_with_its_minutes(kitchen):
    batch = a_batch(kitchen)
    shop = sent(kitchen, batch, 40).destination
    asked = timezone.now() - dt.timedelta(seconds=61)
    drill = open_recall(
        Recall(business=kitchen.business, batch=batch, reason="Latihan", is_drill=True, asked_at=asked,
               opened_by=kitchen.owner)
    )  # fmt: skip
    count(kitchen, drill, batch, 40, BACK, shop)
    assert Move.objects.count() == 1
    assert "LATIHAN" in look_at(drill).places[0].words.id
    dossier = dossier_of(kitchen.product)
    assert dossier.value("quality.trace.drill_on") == timezone.localdate()
    assert dossier.value("quality.trace.drill_minutes") == 2
    close_recall(drill, kitchen.owner)

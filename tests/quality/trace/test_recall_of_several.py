"""A recall that begins at several lots, and packs that move on from a shop, in a recall or outside of one."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lopo.facts.kinds import Refused
from lopo.quality.models import Move, Recall, RecallLot, RecallReturn
from lopo.quality.models.trace import BACK, GONE
from lopo.quality.recall_book import close_recall, count_return, look_at, open_recall
from lopo.quality.trace_book import move
from lopo.quality.trace_search import spread
from tests.city import a_kitchen
from tests.quality.trace.test_trace_book import a_batch, a_lot, a_recall, sent

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def kitchen(client):
    kitchen = a_kitchen()
    client.force_login(kitchen.owner)
    return kitchen


def today():
    return timezone.localdate()


def page_of(kitchen):
    return reverse("quality:recall_new", args=[kitchen.business.pk])


def recalled(client, kitchen, **typed):
    asked = {"code": "", "reason": "Bau apek", "drill": "real", **typed}
    return client.post(page_of(kitchen), asked)


def several(kitchen, lots):
    recall = Recall(business=kitchen.business, raw_lot=lots[0], reason="x", is_drill=False,
                    opened_by=kitchen.owner)  # fmt: skip
    return open_recall(recall, lots[1:])


def test_all_deliveries_of_a_supplier_between_two_days_are_recalled_as_one(client, kitchen):
    old = a_lot(kitchen, received_on=today() - dt.timedelta(days=90))
    first, second = a_lot(kitchen), a_lot(kitchen, "bawang")
    other = a_lot(kitchen, supplier="Toko Lain")
    batches = [a_batch(kitchen, lot) for lot in (first, second)]
    both = a_batch(kitchen, first, second)
    a_batch(kitchen, other)
    page = client.get(page_of(kitchen), {"dari_siapa": "s:Pasar Oebobo"})
    offered = [each["key"] for each in page.context["offered"]["lots"]]
    assert set(offered) == {f"r{first.pk}", f"r{second.pk}"}
    assert f"r{old.pk}" not in offered
    answer = recalled(client, kitchen, lot=offered)
    recall = Recall.objects.get()
    assert answer["Location"] == reverse("quality:recall", args=[recall.pk])
    assert set(recall.lots) == {first, second}
    look = look_at(recall)
    assert {each.pk for each in look.batches} == {each.pk for each in (*batches, both)}
    assert (look.made, look.balance.left) == (300, 300)
    shown = client.get(answer["Location"]).content.decode()
    assert first.code in shown
    assert second.code in shown


def test_batches_of_a_product_and_a_code_together(client, kitchen):
    one, two = a_batch(kitchen), a_batch(kitchen)
    page = client.get(page_of(kitchen), {"dari_siapa": f"p:{kitchen.product.pk}"})
    assert len(page.context["offered"]["lots"]) == 2
    recalled(client, kitchen, code=one.code, lot=[f"b{one.pk}", f"b{two.pk}"])
    recall = Recall.objects.get()
    assert recall.lot == one
    assert recall.lots == [one, two]


@pytest.mark.parametrize("lots", [[], ["r999999999"], ["x"], ["r"], ["b٣"], ["r" + "9" * 40]])
def test_lots_that_are_not_hers_are_refused(client, kitchen, lots):
    assert recalled(client, kitchen, lot=lots).status_code == 422
    hers = a_lot(a_kitchen("Lain"))
    assert recalled(client, kitchen, lot=[f"r{hers.pk}"]).status_code == 422
    assert not Recall.objects.exists()


@pytest.mark.parametrize("asked", [{"dari_siapa": "p:x"}, {"dari_siapa": "s:\x00"}, {"mulai": "kemarin"}])
def test_strange_addresses_offer_nothing(client, kitchen, asked):
    assert client.get(page_of(kitchen), asked).status_code == 200


def test_a_lot_stands_once_in_a_recall(kitchen):
    lot = a_lot(kitchen)
    recall = a_recall(kitchen, lot)
    RecallLot.objects.create(recall=recall, raw_lot=lot)
    with pytest.raises(IntegrityError), transaction.atomic():
        RecallLot.objects.create(recall=recall, raw_lot=lot)
    with pytest.raises(IntegrityError), transaction.atomic():
        RecallLot.objects.create(recall=recall)


def test_the_page_takes_as_many_queries_for_many_lots(client, kitchen):
    counts = []
    for many in (2, 6):
        lots = [a_lot(kitchen) for _ in range(many)]
        for lot in lots:
            sent(kitchen, a_batch(kitchen, lot), 1)
        address = reverse("quality:recall", args=[several(kitchen, lots).pk])
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]


# Moving on


def moved(client, batch, **typed):
    asked = {"back": "kitchen", "moved_on": today().isoformat(), "pieces": "10", **typed}
    return client.post(reverse("quality:batch_move_on", args=[batch.pk]), asked)


def test_packs_come_back_or_go_on_to_another_shop(client, kitchen):
    batch = a_batch(kitchen)
    shop = sent(kitchen, batch, 40).destination
    link = reverse("quality:batch_move_on", args=[batch.pk])
    assert f"{link}?dari={shop.pk}" in client.get(reverse("quality:trace", args=[batch.pk])).content.decode()
    assert 'value="40"' in client.get(link, {"dari": shop.pk}).content.decode()
    assert moved(client, batch, origin=shop.pk).status_code == 302
    answer = moved(client, batch, origin=shop.pk, back="place", place="Toko Dua", phone="081234567891")
    assert answer.status_code == 302
    here = spread([batch])
    assert {name: pieces for (_batch, name), pieces in here.at.items()} == {
        None: 70, shop.pk: 20, Move.objects.last().destination_id: 10,
    }  # fmt: skip
    assert here.returned[batch.pk] == 10


@pytest.mark.parametrize(
    "wrong",
    [
        {"pieces": "41"},
        {"pieces": "0"},
        {"origin": "999999"},
        {"back": "place"},
        {"back": "place", "place": "Toko Sinar"},
        {"moved_on": "2199-01-01"},
    ],
)
def test_what_cannot_move_on_is_refused(client, kitchen, wrong):
    batch = a_batch(kitchen)
    shop = sent(kitchen, batch, 40).destination
    assert moved(client, batch, **{"origin": shop.pk, **wrong}).status_code == 422
    assert Move.objects.count() == 1


def test_a_batch_that_is_nowhere_says_so(client, kitchen):
    batch = a_batch(kitchen)
    page = client.get(reverse("quality:batch_move_on", args=[batch.pk])).content.decode()
    assert "<form" not in page.split("<main")[1].split("</main")[0]


def test_what_was_counted_for_a_recall_does_not_move_on(kitchen):
    batch = a_batch(kitchen)
    shop = sent(kitchen, batch, 40).destination
    recall = a_recall(kitchen, batch)
    count = {"recall": recall, "batch": batch, "counted_on": today(), "by": kitchen.owner}
    count_return(RecallReturn(**count, place=shop, outcome=GONE, pieces=30))

    def going(pieces):
        return Move(batch=batch, origin=shop, pieces=pieces, moved_on=today(), by=kitchen.owner)

    with pytest.raises(Refused, match="counted for the recall"):
        move(going(11))
    move(going(10))
    look = look_at(recall)
    assert look.balance.left == 70
    count_return(RecallReturn(**count, outcome=BACK, pieces=70))
    close_recall(recall, kitchen.owner)

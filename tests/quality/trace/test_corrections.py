"""Wrong lots put right: what stood before is kept, nothing impossible gets in, no recall loses its count."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lopo.accounts.roles import Role
from lopo.facts.kinds import Refused
from lopo.quality.correction_book import BatchAsMade, Why, correct_batch, strike
from lopo.quality.models import Batch, LotCorrection, ProcessLimit, RawLot
from lopo.quality.recall_book import close_recall, look_at
from lopo.quality.trace_book import measure, stock_of
from lopo.quality.trace_search import forward, spread
from tests.accounts.factories import a_person
from tests.city import a_kitchen
from tests.quality.trace.test_trace_book import a_batch, a_lot, a_recall, sent

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def kitchen(client):
    kitchen = a_kitchen()
    client.force_login(kitchen.owner)
    return kitchen


def at(name, lot):
    return reverse(f"quality:{name}", args=[lot.pk])


def today():
    return timezone.localdate()


def shown(response):
    return response.content.decode()


def delivery(lot, **typed):
    return {
        "ingredient": lot.ingredient, "quantity": f"{lot.quantity.normalize():f}".replace(".", ","),
        "unit": lot.unit, "supplier": lot.supplier, "received_on": lot.received_on.isoformat(),
        "reason": "Salah ketik", "seen": str(lot.corrections.count()), **typed,
    }  # fmt: skip


def made(batch, **typed):
    sent = {"pieces": batch.pieces, "made_on": batch.made_on.isoformat(), "reason": "Salah hitung"}
    sent["seen"] = str(batch.corrections.count())
    for number, each in enumerate(batch.inputs.exclude(raw_lot=None).order_by("pk")):
        sent |= {f"lot-{number}": each.raw_lot_id, f"amount-{number}": f"{each.quantity:f}".replace(".", ",")}
    for number, each in enumerate(batch.inputs.exclude(source=None).order_by("pk")):
        sent |= {f"source-{number}": each.source_id, f"packs-{number}": f"{each.quantity:.0f}"}
    return sent | typed


def test_a_wrong_delivery_is_put_right_and_shows_what_stood_before(client, kitchen):
    lot = a_lot(kitchen, quantity=100)
    a_batch(kitchen, lot)
    assert at("correct_raw", lot) in shown(client.get(at("trace_raw", lot)))
    page = client.get(at("correct_raw", lot))
    assert 'value="100"' in shown(page)
    answer = client.post(at("correct_raw", lot), delivery(lot, quantity="10", supplier="Toko Baru"))
    assert answer["Location"] == at("trace_raw", lot)
    lot.refresh_from_db()
    assert (lot.quantity, lot.supplier) == (Decimal(10), "Toko Baru")
    kept = LotCorrection.objects.get()
    assert (kept.before["quantity"], kept.after["quantity"], kept.by) == ("100 kg", "10 kg", kitchen.owner)
    history = shown(client.get(at("trace_raw", lot)))
    for words in ("100 kg", "10 kg", "Pasar Oebobo", "Salah ketik"):
        assert words in history
    client.post(at("correct_raw", lot), delivery(lot))
    assert LotCorrection.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"quantity": "0,5"},
        {"unit": "g"},
        {"received_on": "2199-01-01"},
        {"expires_on": "2001-01-01"},
        {"reason": ""},
        {"quantity": "banyak"},
        {"seen": "7"},
    ],
)
def test_what_cannot_have_been_is_refused_and_nothing_is_saved(client, kitchen, wrong):
    lot = a_lot(kitchen)
    a_batch(kitchen, lot)
    before = RawLot.objects.values().get(pk=lot.pk)
    answer = client.post(at("correct_raw", lot), delivery(lot, **wrong))
    assert answer.status_code == 422
    assert 'class="error"' in shown(answer)
    assert RawLot.objects.values().get(pk=lot.pk) == before
    assert not LotCorrection.objects.exists()


def test_a_delivery_is_offered_again_when_there_was_more_of_it(client, kitchen):
    lot = a_lot(kitchen, quantity=1)
    a_batch(kitchen, lot)
    lot.refresh_from_db()
    assert lot.used_up_at is not None
    client.post(at("correct_raw", lot), delivery(lot, quantity="5"))
    assert [stock.left for stock in stock_of(kitchen.business)] == [Decimal(4)]


def test_a_wrong_batch_gets_its_count_its_day_and_its_lots(client, kitchen):
    wrong, right = a_lot(kitchen, received_on=today() - dt.timedelta(days=9)), a_lot(
        kitchen, "garam", received_on=today() - dt.timedelta(days=9)
    )  # fmt: skip
    batch = a_batch(kitchen, wrong)
    page = shown(client.get(at("correct_made", batch)))
    assert f'<option value="{wrong.pk}" selected>' in page
    yesterday = (today() - dt.timedelta(days=1)).isoformat()
    typed = made(batch, pieces="90", made_on=yesterday) | {"lot-0": right.pk, "amount-0": "2,5"}
    assert client.post(at("correct_made", batch), typed)["Location"] == at("trace", batch)
    batch.refresh_from_db()
    assert (batch.pieces, batch.made_on.isoformat()) == (90, yesterday)
    assert forward(wrong).batches == ()
    assert forward(right).batches == (batch,)
    assert {stock.id: stock.left for stock in stock_of(kitchen.business)} == {
        wrong.pk: Decimal(10), right.pk: Decimal("7.5"),
    }  # fmt: skip
    kept = LotCorrection.objects.get()
    assert (kept.before["inputs"], kept.after["inputs"]) == (
        f"{wrong.code} 1 kg",
        f"{right.code} 2.5 kg",
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"pieces": "39"},
        {"pieces": "0"},
        {"made_on": "2001-01-01"},
        {"made_on": "2199-01-01"},
        {"expires_on": "2001-01-01"},
        {"amount-0": "99"},
        {"amount-0": "-1"},
        {"lot-0": "99999999999999999999"},
        {"source-0": "99999999999999999999", "packs-0": "1"},
        {"reason": " "},
    ],
)
def test_an_impossible_batch_is_refused(client, kitchen, wrong):
    batch = a_batch(kitchen, a_lot(kitchen))
    sent(kitchen, batch, 40)
    before = (Batch.objects.values().get(pk=batch.pk), list(batch.inputs.values()))
    answer = client.post(at("correct_made", batch), made(batch, **wrong))
    assert answer.status_code == 422
    assert 'class="error"' in shown(answer)
    assert (Batch.objects.values().get(pk=batch.pk), list(batch.inputs.values())) == before


def test_no_batch_is_made_of_a_later_one(client, kitchen):
    paste = a_batch(kitchen)
    sambal = a_batch(kitchen, sources=[paste])
    answer = client.post(at("correct_made", paste), made(paste, **{"source-0": sambal.pk, "packs-0": "1"}))
    assert answer.status_code == 422
    typed = made(sambal, **{"packs-0": "25"})
    assert client.post(at("correct_made", sambal), typed).status_code == 302
    assert spread([paste]).at[paste.pk, None] == 75


def test_of_two_who_correct_the_second_is_told(client, kitchen):
    batch = a_batch(kitchen, a_lot(kitchen))
    typed = made(batch, pieces="90")
    assert client.post(at("correct_made", batch), typed).status_code == 302
    assert client.post(at("correct_made", batch), typed | {"pieces": "80"}).status_code == 422
    batch.refresh_from_db()
    assert batch.pieces == 90


def test_while_a_real_recall_is_open_nothing_is_changed(client, kitchen):
    lot = a_lot(kitchen)
    batch = a_batch(kitchen, lot)
    other = a_batch(kitchen)
    recall = a_recall(kitchen, lot)
    for name, each, typed in (
        ("correct_raw", lot, delivery(lot, quantity="11")),
        ("correct_made", batch, made(batch, pieces="90")),
        ("correct_made", other, made(other, pieces="90")),
        ("strike_made", other, {"reason": "x"}),
    ):
        assert "Penarikan sungguhan masih terbuka" in shown(client.get(at(name, each)))
        assert client.post(at(name, each), typed).status_code == 422
    assert look_at(recall).balance.left == 100
    assert not LotCorrection.objects.exists()


def test_a_batch_of_a_closed_recall_keeps_its_count_and_a_drill_binds_nothing(kitchen):
    batch = a_batch(kitchen)
    drill = a_recall(kitchen, batch, drill=True)
    why = Why(kitchen.owner, "Salah hitung")
    as_made = BatchAsMade(90, today(), None, {}, {})
    assert correct_batch(batch, as_made, why)
    assert look_at(drill).made == 90
    recall = a_recall(kitchen, batch)
    recall.closed_at, recall.closed_by = timezone.now(), kitchen.owner
    recall.save()
    with pytest.raises(Refused, match="recalled on"):
        correct_batch(batch, BatchAsMade(80, today(), None, {}, {}), why)
    batch.refresh_from_db()
    assert batch.pieces == 90
    assert correct_batch(batch, BatchAsMade(90, today(), today(), {}, {}), why)
    close_recall(recall, kitchen.owner)


def test_a_lot_that_never_was_is_struck_out_and_what_it_said_is_kept(client, kitchen):
    lot = a_lot(kitchen, quantity=1)
    batch = a_batch(kitchen, lot)
    limit = ProcessLimit.objects.create(
        product=kitchen.product, name="Goreng", unit="°C", least=160, to_do="x"
    )
    measure(batch, limit, Decimal(170), "", kitchen.owner)
    assert client.get(at("strike_made", batch)).status_code == 200
    answer = client.post(at("strike_made", batch), {"reason": "Dobel"})
    assert answer["Location"] == reverse("quality:batches", args=[kitchen.product.public_id])
    assert not Batch.objects.exists()
    page = shown(client.get(answer["Location"]))
    for words in (batch.code, "Dobel", "Goreng 170"):
        assert words in page
    assert [stock.left for stock in stock_of(kitchen.business)] == [Decimal(1)]
    answer = client.post(at("strike_raw", lot), {"reason": "Tidak jadi"})
    assert "Tidak jadi" in shown(client.get(answer["Location"]))
    assert not RawLot.objects.exists()


def test_what_was_used_sent_or_recalled_is_not_struck_out(kitchen):
    lot = a_lot(kitchen)
    paste, gone, drilled = a_batch(kitchen, lot), a_batch(kitchen), a_batch(kitchen)
    a_batch(kitchen, sources=[paste])
    sent(kitchen, gone, 1)
    a_recall(kitchen, drilled, drill=True)
    for each in (lot, paste, gone, drilled):
        with pytest.raises(Refused):
            strike(each, Why(kitchen.owner, "x"))
    assert not LotCorrection.objects.exists()


def test_only_who_may_write_lots_corrects_them(client, kitchen):
    lot, batch = a_lot(kitchen), a_batch(kitchen)
    for person, status in ((a_kitchen("Lain").owner, 404), (a_person(Role.INSPECTOR), 403)):
        client.force_login(person)
        for name, each in (("correct_raw", lot), ("correct_made", batch), ("strike_raw", lot),
                           ("strike_made", batch)):  # fmt: skip
            assert client.get(at(name, each)).status_code == status
            assert client.post(at(name, each), {"reason": "x"}).status_code == status
    assert RawLot.objects.exists()


@given(st.lists(st.tuples(st.integers(1, 200), st.integers(0, 12)), min_size=1, max_size=6))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_corrected_nothing_is_lost_or_below_nought(kitchen, tries):
    lot = a_lot(kitchen, quantity=10)
    batch = a_batch(kitchen, lot)
    sent(kitchen, batch, 40)
    for pieces, amount in tries:
        asked = BatchAsMade(pieces, today(), None, {lot.pk: Decimal(amount)}, {})
        try:
            correct_batch(Batch.objects.get(pk=batch.pk), asked, Why(kitchen.owner, "x"))
        except Refused:
            assert pieces < 40 or amount > 10
        now = Batch.objects.get(pk=batch.pk)
        here = spread([now])
        assert sum(here.at.values()) == now.pieces
        assert here.out == 40
        assert all(stock.left >= 0 for stock in stock_of(kitchen.business, whole=True))

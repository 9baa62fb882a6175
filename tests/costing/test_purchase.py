import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.costing.purchase import Bought, Pack, name_key, prices_on, read_pack, read_purchase, written
from lopo.facts.kinds import Item, Refused

DAY = dt.date(2026, 11, 24)


def chilli(paid, day=None, pack="1 kg"):
    return Bought("Cabai merah", Decimal(paid), read_pack(pack), day)


@pytest.mark.parametrize(
    ("words", "grams"),
    [
        ("1 kg", 1000),
        ("500 gram", 500),
        ("1,5 kilo", 1500),
        ("2 ons", 200),
        ("1.000 g", 1000),
        ("25kg", 25000),
        ("30 butir @ 60 g", 1800),
        ("2 lusin @ 50 g", 1200),
        ("1 jeriken @ 4,6 kg", 4600),
        ("2 liter @ 920 g", 1840),
        ("tidak dibeli", 0),
    ],
)
def test_packs_are_read_as_people_say_them(words, grams):
    pack = read_pack(words)
    assert (pack.grams, pack.guessed) == (grams, False)


@pytest.mark.parametrize(("words", "grams"), [("1 liter", 1000), ("600 ml", 600)])
def test_a_volume_is_taken_for_water_and_said_to_be_a_guess(words, grams):
    pack = read_pack(words)
    assert (pack.grams, pack.guessed) == (grams, True)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "1 kg"),
        ("banyak", "1 kg"),
        ("1 tampah", "tampah"),
        ("3 ikat", "Berapa gram satu ikat"),
        ("3 butir @ 2 buah", "@ 60 g"),
        ("0 kg", "lebih dari nol"),
        ("9999999999 kg", "masuk akal"),
        ("1 kg" + "x" * 80, "Paling panjang"),
        ("1..2 kg", "angka"),
    ],
)
def test_a_pack_that_cannot_be_weighed_is_refused_with_the_way_to_mend_it(words, reason):
    with pytest.raises(Refused) as refused:
        read_pack(words)
    assert reason in refused.value.reason.id


def test_the_last_purchase_up_to_the_day_counts():
    book = [chilli(40_000, dt.date(2026, 10, 1)), chilli(55_000, dt.date(2026, 11, 20)), chilli(30_000)]
    assert prices_on(book, DAY)["cabai merah"].paid_idr == 55_000
    assert prices_on(book, dt.date(2026, 11, 1))["cabai merah"].paid_idr == 40_000
    assert prices_on(book, dt.date(2026, 9, 1))["cabai merah"].paid_idr == 30_000
    assert prices_on(book[:1], dt.date(2026, 9, 1)) == {}


def test_of_two_purchases_on_a_day_the_one_told_last_counts():
    book = [chilli(40_000, DAY), chilli(42_000, DAY)]
    assert prices_on(book, DAY)["cabai merah"].paid_idr == 42_000


def test_a_line_of_a_file_tells_the_day_at_its_end():
    bought = read_purchase(Item("telur", Decimal(60_000), "30 butir @ 60 g 2026-11-02"))
    assert (bought.day, bought.per_kg) == (dt.date(2026, 11, 2), Fraction(100_000, 3))


def test_a_line_without_a_price_names_its_ingredient():
    with pytest.raises(Refused) as refused:
        read_purchase(Item("garam", None, "1 kg"))
    assert refused.value.reason.id.startswith("garam: ")


def test_an_old_price_is_known_as_old():
    assert chilli(1, dt.date(2026, 6, 1)).is_old(DAY)
    assert not chilli(1, dt.date(2026, 11, 1)).is_old(DAY)
    assert not chilli(1).is_old(DAY)


@given(
    st.decimals(1, 10**9, places=2),
    st.sampled_from(["1 kg", "250 g", "30 butir @ 60 g", "2 liter"]),
    st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)),
)
def test_what_is_written_is_read_back(paid, pack, day):
    bought = Bought("gula", paid, read_pack(pack), day)
    assert read_purchase(written(bought)) == bought


@given(st.text(max_size=70))
def test_whatever_is_typed_is_weighed_or_refused(words):
    try:
        pack = read_pack(words)
    except Refused:
        return
    assert isinstance(pack, Pack)


def test_names_are_matched_however_they_are_typed():
    assert name_key("  Cabai   MERAH ") == "cabai merah"

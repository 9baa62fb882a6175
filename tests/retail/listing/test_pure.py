"""Likeness, readiness, tasting, offers, trials, changes: examples first, then what always holds."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.dossier import Dossier, Fact
from lopo.facts.kinds import Refused
from lopo.retail.listing import likeness as alike
from lopo.retail.listing.changes import Changed, changed_since
from lopo.retail.listing.offer import (
    Offer,
    ShopTerms,
    channel_of,
    check_offer,
    kept_of,
    proposal,
    shelf_price,
    weekly_of,
)
from lopo.retail.listing.readiness import Lapse, lapses, readiness
from lopo.retail.listing.sell_through import SellThrough, read_sold
from lopo.retail.listing.tasting import aspects_of, overall, read_scores, summarise
from lopo.retail.listing.trial import TrialTold, check_trial, proposed

TODAY = dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Keripik Pisang Manis", "food:keripik:pisang"),
        ("KRIPIK pisang kepok Mama Ida 200 g", "food:keripik:pisang"),
        ("Banana chips original", "food:keripik:pisang"),
        ("Keripik singkong balado", "food:keripik:singkong"),
        ("Sambal lu’at", "food:sambal:"),
        ("Se'i sapi", "food:sei:sapi"),
        ("Kopi Flores Bajawa bubuk 200 g", "food:kopi:"),
        ("Rumput laut kering", "food:rumput-laut:rumput-laut"),
        ("200 g", ""),
    ],
)
def test_a_name_gives_what_a_product_is_alike_by(name, key):
    assert alike.likeness("food", name).key == key


def test_where_the_name_does_not_tell_the_first_ingredient_does():
    assert alike.likeness("food", "Keripik renyah Oma", "pisang kepok, minyak").key == "food:keripik:pisang"
    assert alike.likeness("food", "Keripik pisang", "singkong").stuff == "pisang"


def test_a_tenth_banana_chip_is_shown_as_such():
    key = alike.likeness("food", "Kripik pisang").key
    assert alike.say_novelty(key, 9).id == "yang ke-10 keripik pisang di sini"
    assert alike.say_novelty(key, 0).en == "the first keripik pisang here"
    assert alike.say_novelty("", 0).id == "belum bisa dibandingkan"


@given(st.text(max_size=160), st.text(max_size=160))
def test_any_words_give_a_key_that_fits_its_column_and_the_same_each_time(name, ingredients):
    key = alike.likeness("food", name, ingredients).key
    assert len(key) <= alike.LONGEST_KEY
    assert key == alike.likeness("food", name.upper(), ingredients).key or not name.isascii()


def test_a_paper_that_runs_out_soon_counts_as_not_met():
    halal = Lapse("halal", TODAY + dt.timedelta(days=20))
    pirt = Lapse("pirt", TODAY + dt.timedelta(days=400))
    assert readiness(10, 10, [pirt], TODAY).percent == 100
    found = readiness(10, 10, [halal, pirt], TODAY)
    assert (found.percent, found.lapses_on, found.soon) == (90, halal.on, 1)
    assert readiness(0, 0, [], TODAY).percent == 0


def test_the_papers_of_a_dossier_by_their_last_day():
    dossier = Dossier(
        {
            "permit.halal.valid_until": Fact(dt.date(2027, 1, 1)),
            "permit.pirt.valid_until": Fact(dt.date(2026, 5, 1)),
            "permit.pirt.expires_on": Fact(dt.date(2026, 8, 1)),
            "permit.nib.number": Fact("912"),
        }
    )
    found = [(each.paper, each.on) for each in lapses(dossier)]
    assert found == [("pirt", dt.date(2026, 8, 1)), ("halal", dt.date(2027, 1, 1))]


@given(st.integers(0, 60), st.integers(0, 60), st.lists(st.integers(-90, 900), max_size=8))
def test_readiness_is_a_share_and_never_above_the_gate(met, more, days):
    papers = [Lapse("halal", TODAY + dt.timedelta(days=each)) for each in days]
    found = readiness(met, met + more, papers, TODAY)
    whole = 100 * met // (met + more) if met + more else 0
    assert 0 <= found.percent <= whole
    assert found.lapses_on is None or found.lapses_on >= TODAY


def test_scores_their_mean_and_how_far_they_lie_apart():
    first = read_scores("food", {"taste": "5", "pack": "3", "smell": ""})
    second = read_scores("food", {"taste": "2", "pack": "4"})
    by = {each.aspect.id: each for each in summarise("food", [first, second])}
    assert (by["taste"].mean, by["taste"].apart) == (Decimal("3.5"), True)
    assert (by["pack"].mean, by["pack"].apart) == (Decimal("3.5"), False)
    assert "smell" not in by
    assert overall([first, second]) == Decimal("3.5")
    assert overall([]) is None


@pytest.mark.parametrize("score", ["0", "6", "-1", "4.5", "banyak", "৩"])
def test_a_score_outside_the_scale_is_refused(score):
    with pytest.raises(Refused):
        read_scores("food", {"taste": score})
    with pytest.raises(Refused):
        read_scores("food", {})


@given(st.lists(st.fixed_dictionaries({"taste": st.integers(1, 5)}), min_size=1, max_size=20))
def test_a_mean_lies_between_the_lowest_and_the_highest(given_scores):
    (found,) = summarise("food", given_scores)
    assert found.lowest <= found.mean <= found.highest
    assert found.tasters == len(given_scores)


def test_every_kind_of_product_is_scored_by_its_own_aspects():
    assert {each.id for each in aspects_of("textile")} == {"work", "look", "touch", "pack"}
    assert "taste" in {each.id for each in aspects_of("drink")}


TERMS = ShopTerms("consignment", Decimal(25), Decimal(2), 30)


def test_the_form_of_an_offer_begins_with_what_is_known():
    channel = channel_of(TERMS)
    told = proposal(channel, 15_000, 18_000, 9_000, 400)
    assert (told.price_idr, told.shelf_price_idr, told.weekly_pieces) == (15_000, 20_000, 92)
    assert proposal(channel, 15_000, 25_000, None, None).shelf_price_idr == 25_000
    unknown = proposal(channel, None, None, None, None)
    assert (unknown.price_idr, unknown.shelf_price_idr, unknown.weekly_pieces) == (None, None, None)
    from_cost = proposal(channel, None, None, 9_000, 10)
    assert from_cost.price_idr is not None
    assert kept_of(channel, 9_000, Offer(from_cost.price_idr, from_cost.shelf_price_idr or 0, 2)).survives


def test_weeks_of_a_month():
    assert weekly_of(52) == 12
    assert weekly_of(4) is None
    assert weekly_of(None) is None


@given(st.integers(1, 5_000_000), st.integers(0, 90))
def test_the_shelf_price_leaves_the_shop_its_share_and_not_a_step_more(price, margin):
    shelf = shelf_price(price, Decimal(margin))
    assert shelf % 100 == 0
    assert (shelf - price) * 100 >= margin * shelf
    assert (shelf - 100 - price) * 100 < margin * (shelf - 100) or shelf - 100 < price


@pytest.mark.parametrize(
    "offer", [Offer(0, 100, 1), Offer(200, 100, 1), Offer(100, 200, 0), Offer(100, 10**9, 1)]
)
def test_an_offer_that_cannot_be_is_refused(offer):
    with pytest.raises(Refused):
        check_offer(offer)


def a_trial(**other):
    told = {
        "stores": (1,), "starts_on": TODAY, "ends_on": TODAY + dt.timedelta(days=41),
        "pieces": 120, "wanted_percent": 60,
    }  # fmt: skip
    return TrialTold(**(told | other))


def test_what_the_form_of_a_trial_begins_with_can_be_agreed():
    begins = proposed(TODAY, 40, (1,))
    assert check_trial(begins, TODAY) == begins
    assert begins.days == 42


@pytest.mark.parametrize(
    "wrong",
    [
        {"stores": ()},
        {"starts_on": TODAY - dt.timedelta(days=1)},
        {"ends_on": TODAY - dt.timedelta(days=1)},
        {"ends_on": TODAY + dt.timedelta(days=400)},
        {"pieces": 0},
        {"wanted_percent": 0},
        {"wanted_percent": 101},
    ],
)
def test_a_trial_that_cannot_be_is_refused(wrong):
    check_trial(a_trial(), TODAY)
    with pytest.raises(Refused):
        check_trial(a_trial(**wrong), TODAY)


def test_sold_of_what_stood_there_against_what_was_agreed():
    found = SellThrough(120, 71, 60)
    assert (found.percent, found.wanted_pieces, found.reached) == (59, 72, False)
    assert SellThrough(120, 72, 60).reached
    assert read_sold(0, 120) == 0
    for wrong in (None, 121):
        with pytest.raises(Refused):
            read_sold(wrong, 120)


@given(st.integers(1, 10_000), st.integers(1, 100), st.data())
def test_reached_means_at_least_the_share_that_was_agreed(pieces, wanted, data):
    sold = data.draw(st.integers(0, pieces))
    assert SellThrough(pieces, sold, wanted).reached is (sold * 100 >= wanted * pieces)


def test_what_changed_between_two_applications():
    before = {"label.net_quantity": "150", "price.to_shop_idr": 15_000, "business.name": "Lama"}
    now = {
        "label.net_quantity": "200",
        "price.to_shop_idr": 15_000,
        "business.name": "Baru",
        "label.brand": "Oma",
    }
    assert changed_since(before, now) == [
        Changed("label.brand", None, "Oma"),
        Changed("label.net_quantity", "150", "200"),
    ]

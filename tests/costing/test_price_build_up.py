"""Channels: the shares of a price add up, and the lowest price really is the lowest."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.costing.break_even import break_even
from lopo.costing.capacity import Capacity, capacity, wanted
from lopo.costing.channel import FIGURES, Terms, beyond_law, channels, figures, law, read_term, written_terms
from lopo.costing.making import making_of
from lopo.costing.price_build_up import build_up, lowest_price
from lopo.costing.unit_cost import unit_cost
from lopo.costing.what_if import dearer, stops_paying_at
from lopo.facts.kinds import Refused
from tests.costing.kitchens import SAMBAL
from tests.sample_dossier import TODAY, dossier

COST = Fraction(14_750)
CHANNELS = {each.id: each for each in channels()}
PERCENT = st.decimals(0, 90, places=2)
TERMS = st.builds(
    Terms,
    margin_percent=PERCENT,
    fee_percent=PERCENT,
    returns_percent=PERCENT,
    delivery_idr=st.decimals(0, 10**6, places=0),
    days_to_payment=st.decimals(0, 730, places=0),
    waiting_percent=st.decimals(0, 100, places=2),
    registration_idr=st.decimals(0, 10**7, places=0),
    ppn_percent=st.decimals(0, 50, places=2),
)
ANY_CHANNEL = st.builds(lambda terms: replace(CHANNELS["consignment"], terms=terms), TERMS)
ANY_COST = st.fractions(0, 10**6, max_denominator=500)


def with_terms(id, **terms):
    return replace(
        CHANNELS[id], terms=replace(CHANNELS[id].terms, **{k: Decimal(v) for k, v in terms.items()})
    )


def test_at_an_own_stall_everything_above_the_cost_stays():
    steps = build_up(CHANNELS["own-stall"], COST, 25_000)
    assert (steps.kept_idr, steps.to_shop_idr) == (10_250, 25_000)


def test_a_consigned_jar_step_by_step():
    shop = with_terms(
        "consignment", margin_percent=25, fee_percent=10, returns_percent=5, delivery_idr=250, ppn_percent=0
    )
    built = build_up(shop, COST, 25_000)
    # 25,000 - 6,250 = 18,750; -10% 1,875; of 16,875 5% 843.75; 15,000 wait 30 days at 6%: 73.97
    assert {step.kind: step.idr for step in built.steps} == {
        "ppn": 0, "margin": 6250, "fee": 1875, "returns": 844, "cost": 14750,
        "delivery": 250, "waiting": 74, "kept": 957,
    }  # fmt: skip
    assert built.survives


def test_the_tax_in_the_shelf_price_goes_before_the_sellers_share():
    shop = with_terms("outright", margin_percent=22, ppn_percent=11, days_to_payment=0)
    built = build_up(shop, Fraction(8000), 15_000)
    # 15,000 / 1.11 = 13,513.51; x 0.78 = 10,540.54; - 8,000
    steps = {step.kind: step.idr for step in built.steps}
    assert (steps["ppn"], built.to_shop_idr, built.kept_idr) == (1487, 10_540, 2_540)
    assert CHANNELS["outright"].terms.ppn_percent == 11 and CHANNELS["own-stall"].terms.ppn_percent == 0
    assert lowest_price(shop, Fraction(8000)).shelf_idr == 11_385  # 8,000 / 0.78 x 1.11 = 11,384.6


def test_a_price_agreed_with_shops_counts_before_the_assumed_share():
    built = build_up(CHANNELS["outright"], COST, 25_000, 14_000)
    assert (built.to_shop_idr, built.survives) == (14_000, False)


@given(ANY_CHANNEL, ANY_COST, st.integers(1, 10**7), st.none() | st.integers(0, 10**7))
def test_the_shares_of_a_price_add_up_to_it(channel, cost, shelf, to_shop):
    built = build_up(channel, cost, shelf, to_shop)
    assert sum(step.idr for step in built.steps) == shelf


@given(ANY_CHANNEL, ANY_COST)
def test_the_lowest_price_survives_and_a_rupiah_less_does_not(channel, cost):
    lowest = lowest_price(channel, cost)
    assert build_up(channel, cost, lowest.shelf_idr).survives
    assert build_up(channel, cost, lowest.shelf_idr, lowest.to_shop_idr).survives
    if lowest.to_shop_idr > 0:
        assert not build_up(channel, cost, lowest.shelf_idr - 1).survives
        assert not build_up(channel, cost, lowest.shelf_idr, lowest.to_shop_idr - 1).survives


@given(ANY_CHANNEL, ANY_COST, st.integers(1, 10**6))
def test_a_dearer_piece_never_has_a_lower_price(channel, cost, more):
    assert lowest_price(channel, cost + more).shelf_idr >= lowest_price(channel, cost).shelf_idr


@given(ANY_CHANNEL, ANY_COST, st.sampled_from(FIGURES))
def test_harder_terms_never_leave_more(channel, cost, figure):
    most = figures()[figure].most
    harder = replace(channel, terms=replace(channel.terms, **{figure: most}))
    assert build_up(harder, cost, 25_000).exact_kept <= build_up(channel, cost, 25_000).exact_kept


# The owner's own terms, and the law


def test_own_terms_replace_the_assumed_and_are_marked():
    found = {each.id: each for each in channels(["consignment.margin_percent = 30"])}["consignment"]
    assert (found.terms.margin_percent, found.changed) == (30, {"margin_percent"})
    assert channels(()) == tuple(CHANNELS.values())


@pytest.mark.parametrize(
    "line", ["", "consignment", "market.fee_percent = 3", "consignment.fee = 3",
             "consignment.fee_percent = -1", "consignment.fee_percent = 95", "consignment.fee_percent = x"],
)  # fmt: skip
def test_a_term_that_cannot_be_is_refused(line):
    with pytest.raises(Refused):
        read_term(line)


@given(TERMS)
def test_own_terms_are_read_back_as_they_were_written(terms):
    own = {"outright": {name: getattr(terms, name) for name in FIGURES}}
    assert {each.id: each for each in channels(written_terms(own))}["outright"].terms == terms


def test_deductions_above_the_legal_cap_are_said():
    assert beyond_law(with_terms("consignment", fee_percent=15)) == ()
    (said,) = beyond_law(with_terms("consignment", fee_percent="15.5"))
    assert "15%" in said.id and "Permendag 23/2021" in said.id
    assert beyond_law(with_terms("reseller", fee_percent=30)) == ()
    assert beyond_law(with_terms("outright", registration_idr=20_000_001)) != ()


def test_the_caps_are_those_of_article_11():
    assert law().fee_percent_most == 15
    assert [(cap.format.en, cap.each_outlet_idr, cap.all_outlets_idr) for cap in law().registration] == [
        ("minimarket", 50_000, 20_000_000),
        ("supermarket", 75_000, 10_000_000),
        ("hypermarket", 150_000, 10_000_000),
    ]
    assert all(each.source and each.confidence for each in CHANNELS.values())


# Break-even


def test_the_fixed_costs_of_a_month_are_earned_back_by_so_many():
    cost = unit_cost(making_of(dossier(SAMBAL), TODAY))
    even = break_even(CHANNELS["own-stall"], cost.variable, 200_000, 25_000)
    # 25,000 - 13,416.67 = 11,583.33 a jar
    assert even.pieces_month == 18
    assert break_even(CHANNELS["own-stall"], cost.variable, 200_000, 13_000).pieces_month is None


@given(ANY_CHANNEL, ANY_COST, st.integers(1, 10**8), st.integers(1, 10**6))
def test_at_break_even_a_month_loses_nothing_and_one_piece_less_does(channel, cost, fixed, shelf):
    even = break_even(channel, cost, fixed, shelf)
    if even.pieces_month is not None:
        assert even.pieces_month * even.brings_idr >= fixed > (even.pieces_month - 1) * even.brings_idr


# What if


def test_chilli_a_fifth_dearer():
    making = making_of(dossier(SAMBAL), TODAY)
    change = dearer(making, "Cabai merah", Decimal(20))
    assert (change.before.idr, change.after.idr) == (14_750, 15_750)


def test_at_the_price_where_it_stops_paying_nothing_is_left():
    making = making_of(dossier(SAMBAL), TODAY)
    chilli, shop = making.materials[0], CHANNELS["consignment"]
    at = stops_paying_at(making, chilli, COST, shop, 25_000)
    change = dearer(making, "cabai merah", Decimal(at.numerator) / at.denominator / 450 - 100)
    assert abs(build_up(shop, change.after.exact, 25_000).exact_kept) < Fraction(1, 1000)
    assert stops_paying_at(making, chilli, COST, shop, 5_000) is None


def test_an_ingredient_that_is_not_in_it_or_is_not_priced_changes_nothing():
    making = making_of(dossier(SAMBAL), TODAY)
    assert dearer(making, "emas", Decimal(20)) is None
    assert dearer(replace(making, energy_idr=None), "cabai merah", Decimal(20)) is None


# Capacity


def test_an_order_is_held_against_what_can_be_made():
    making = making_of(dossier(SAMBAL), TODAY)
    can = capacity(making, 2, 100)
    assert can == Capacity(40, by_batches=True)
    order = wanted(making, can, 60, Fraction(13_000), 14)
    assert (order.batches, order.hours, order.fits, order.tied_up_idr) == (3, 18, False, 60 * 3 * 13_000)
    assert wanted(making, can, 40, COST).fits


def test_without_batches_the_month_is_taken():
    making = making_of(dossier(SAMBAL), TODAY)
    assert capacity(making, None, 104) == Capacity(24, by_batches=False)
    assert capacity(making, None, None) is None

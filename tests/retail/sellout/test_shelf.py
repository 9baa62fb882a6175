"""Rates, cover, expiry and the next order: worked examples, then what must hold for all."""

import datetime as dt
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lopo.retail.sellout.rules import rules
from lopo.retail.sellout.shelf import (
    AtRisk,
    Lot,
    Rate,
    Sale,
    TooFew,
    cover_days,
    empty_shelf,
    expiry_risk,
    lots_left,
    sell_rate,
    usual_lead,
)
from lopo.retail.sellout.suggestion import Shelf, suggest

TODAY = dt.date(2026, 3, 15)
DAY = dt.timedelta(days=1)


def daily(count: int, pieces: int = 2, stock: int | None = None, until: dt.date = TODAY) -> list[Sale]:
    return [Sale(until - DAY * n, until - DAY * n, pieces, stock) for n in range(count)]


def test_a_rate_is_pieces_by_told_days() -> None:
    rate = sell_rate(daily(14))
    assert rate == Rate(28, 14, TODAY)
    assert rate.a_day == 2


def test_thirteen_days_are_too_few_and_no_number_is_shown() -> None:
    rate = sell_rate(daily(13))
    assert rate == TooFew(13, 26, 14, 3)
    said = suggest(Shelf(rate, 10))
    assert said.pieces is None
    assert "13 hari" in said.why.id
    assert cover_days(10, rate) is None


def test_two_pieces_are_too_few_whatever_the_days() -> None:
    rate = sell_rate([Sale(TODAY - DAY * 29, TODAY, 2)])
    assert isinstance(rate, TooFew)
    assert "2 buah terjual dalam 30 hari" in suggest(Shelf(rate, 10)).why.id


def test_days_of_an_empty_shelf_do_not_slow_the_rate_and_are_counted_as_lost() -> None:
    sales = [*daily(14, 2, 10, TODAY - DAY * 3), *daily(3, 0, 0)]
    rate = sell_rate(sales)
    assert rate == Rate(28, 14, TODAY)
    assert empty_shelf(sales, rate).days == 3
    assert empty_shelf(sales, rate).lost == 6
    assert empty_shelf(daily(20), sell_rate(daily(20))) is None


def test_what_sold_long_ago_does_not_count() -> None:
    assert sell_rate([*daily(14), *daily(30, 50, until=TODAY - DAY * 100)]) == Rate(28, 14, TODAY)


def test_what_expires_first_is_sold_first() -> None:
    lots = [Lot("B", 20, TODAY + DAY * 30), Lot("A", 10, TODAY + DAY * 5)]
    assert lots_left(lots, 24) == [Lot("A", 4, TODAY + DAY * 5), Lot("B", 20, TODAY + DAY * 30)]
    assert lots_left(lots, 99) == [lots[1], lots[0]][::-1] or len(lots_left(lots, 99)) == 2


def test_pieces_that_will_be_pulled_unsold() -> None:
    rate = Rate(28, 14, TODAY)  # two a day
    lots = [Lot("A", 14, TODAY + DAY * 5), Lot("B", 20, TODAY + DAY * 12)]
    # ten of A in five days, four are pulled; then seven days are left for B: fourteen of twenty
    assert expiry_risk(lots, rate, TODAY) == (
        AtRisk("A", 4, TODAY + DAY * 5),
        AtRisk("B", 6, TODAY + DAY * 12),
    )
    assert expiry_risk([Lot("C", 500, None)], rate, TODAY) == ()


def test_what_is_overdue_is_at_risk_without_any_rate() -> None:
    few = TooFew(3, 1, 14, 3)
    assert expiry_risk([Lot("A", 4, TODAY)], few, TODAY) == (AtRisk("A", 4, TODAY),)
    assert expiry_risk([Lot("A", 4, TODAY + DAY)], few, TODAY) is None


def test_a_suggestion_says_its_reason() -> None:
    said = suggest(Shelf(Rate(28, 14, TODAY), stock=10, on_order=6, carton=12, lead_days=7))
    # two a day over 7 + 14 days are 42; less 10 and 6 are 26; three cartons of 12
    assert said.pieces == 36
    for part in (
        "2,0 buah sehari",
        "28 buah dalam 14 hari",
        "perlu 42",
        "stok 10",
        "sudah dipesan 6",
        "karton isi 12",
    ):
        assert part in said.why.id


def test_a_short_life_shortens_the_cover() -> None:
    said = suggest(Shelf(Rate(28, 14, TODAY), stock=0, lead_days=3, life_days=5))
    assert said.pieces == 16
    assert "ditarik" in said.why.id


def test_without_a_known_stock_there_is_no_number() -> None:
    assert suggest(Shelf(Rate(28, 14, TODAY), None)).pieces is None


def test_the_lead_is_the_middle_of_what_deliveries_took() -> None:
    assert usual_lead([2, 9, 4]) == (4, False)
    assert usual_lead([]) == (rules().lead_days, True)
    assert usual_lead([400]) == (rules().lead_days, True)


lots = st.lists(
    st.builds(
        Lot,
        st.text("ABC", min_size=1, max_size=2),
        st.integers(1, 200),
        st.one_of(st.none(), st.integers(-20, 200).map(lambda n: TODAY + DAY * n)),
    ),
    max_size=6,
)
rates = st.builds(Rate, st.integers(0, 2_000), st.integers(14, 56), st.just(TODAY))


@given(lots, st.integers(0, 1_500))
def test_lots_left_are_the_stock_and_never_more_than_came(came: list[Lot], stock: int) -> None:
    left = lots_left(came, stock)
    assert sum(each.pieces for each in left) == min(stock, sum(each.pieces for each in came))


@given(lots, rates)
def test_risk_is_never_more_than_what_stands_there(came: list[Lot], rate: Rate) -> None:
    risks = expiry_risk(came, rate, TODAY)
    assert risks is not None
    assert sum(each.pieces for each in risks) <= sum(each.pieces for each in came if each.pull_on)
    late = sum(each.pieces for each in came if each.pull_on and each.pull_on <= TODAY)
    assert sum(each.pieces for each in risks) >= late


@given(lots, rates, rates)
def test_who_sells_faster_pulls_no_more(came: list[Lot], one: Rate, other: Rate) -> None:
    slow, fast = sorted((one, other), key=lambda each: each.a_day)
    pulled = [sum(each.pieces for each in expiry_risk(came, rate, TODAY)) for rate in (slow, fast)]
    assert pulled[1] <= pulled[0] + len(came)  # whole pieces are rounded down once a lot


@given(rates, st.integers(0, 500), st.integers(0, 500), st.integers(1, 48), st.integers(0, 30))
def test_an_order_is_whole_cartons_and_just_enough(
    rate: Rate, stock: int, on_order: int, carton: int, lead: int
) -> None:
    said = suggest(Shelf(rate, stock, on_order, carton, lead))
    assert said.pieces is not None
    assert said.pieces % carton == 0
    need = rate.a_day * (lead + rules().cover_days)
    assert said.pieces + stock + on_order >= need
    assert said.pieces == 0 or said.pieces + stock + on_order < need + carton + 1


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)), min_size=1, max_size=10))
def test_a_day_told_twice_is_one_day(spans: list[tuple[int, int]]) -> None:
    sales = [Sale(TODAY - DAY * start, TODAY - DAY * max(0, start - size + 1), 5) for start, size in spans]
    days = {each.first + DAY * n for each in sales for n in range(each.days)}
    rate = sell_rate(sales)
    assert rate.days <= len(days)
    if isinstance(rate, Rate):
        assert rate.a_day >= Fraction(0)

"""Gaps closed beside similar producers, learning, cost: numbers on both sides, and refusals."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.insight.house import CohortRow, SheetRow
from lopo.insight.outcomes.cost import costs
from lopo.insight.outcomes.learning import gains, mean_gain
from lopo.insight.outcomes.matching import comparisons
from lopo.insight.outcomes.rules import horizons, whole
from lopo.insight.tables.outcomes import (
    comparison_sentence,
    comparison_table,
    cost_sentence,
    cost_table,
    learning_table,
)
from lopo.insight.wanted import Wanted
from tests.insight.houses import TODAY, a_house, a_lesson, a_product, a_programme, ago

LEAST = whole("comparison", "pairs_least")


def compared(house, days=90, **wanted):
    return next(each for each in comparisons(house, Wanted(**wanted)) if each.days == days)


def test_both_sides_with_their_numbers_and_the_difference():
    found = compared(a_programme(30, 40, closed=24, closed_beside=10))
    assert (found.closed.count, found.closed.of) == (24, 30)
    assert (found.closed_beside.count, found.closed_beside.of) == (10, 30)
    assert found.difference.points == pytest.approx(14 / 30) and found.difference.beyond_chance
    said = comparison_sentence(found)
    assert "24 dari 30" in said.id and "+47 poin" in said.id and "+47 points" in said.en


def test_below_the_least_number_of_pairs_no_difference_is_stated():
    found = compared(a_programme(LEAST - 1, LEAST, closed=9))
    assert len(found.pairs) == LEAST - 1 and found.difference is None
    row = comparison_table([found]).rows[0]
    assert row[6:9] == (None, None, None) and str(LEAST) in row[-1].id
    assert compared(a_programme(LEAST, LEAST)).difference is not None


def test_a_difference_that_may_be_chance_is_said_to_be():
    found = compared(a_programme(30, 30, closed=11, closed_beside=10))
    assert "kebetulan" in comparison_sentence(found).id


def test_without_a_similar_producer_it_is_counted_as_unmatched():
    found = compared(a_programme(3, 1))
    assert (len(found.pairs), found.unmatched) == (1, 2)


def two(beside, lesson_of_beside=(), changes=(), now=("not_met", "met", "met"), rung_changes=()):
    """One trained producer, and one that may be put beside it."""
    house = a_house(
        [a_product(1), beside],
        [a_lesson(1, ago(200)), *lesson_of_beside],
        {1: ("not_met", "met", "met"), beside.id: now},
        changes,
        rung_changes,
    )
    return compared(house)


def test_a_similar_one_is_of_the_same_kind_rung_and_about_as_many_gaps():
    assert len(two(a_product(2)).pairs) == 1
    assert not two(a_product(2, kind="craft")).pairs
    assert not two(a_product(2, rung="taman")).pairs
    assert not two(a_product(2, entered=ago(150))).pairs
    assert not two(a_product(2), now=("met", "met", "not_met")).pairs, "a gap in what was not taught"
    assert not two(a_product(2), now=("not_known", "met", "met")).pairs, "not known is no gap"


def test_what_held_on_the_day_counts_and_not_what_holds_today():
    risen = two(a_product(2, rung="taman"), rung_changes=[(2, "", "taman", ago(150))])
    assert len(risen.pairs) == 1, "on that day both stood below the ladder"
    mended = two(a_product(2), now=("met", "met", "met"), changes=[(2, 0, "not_met", "met", ago(190))])
    assert mended.pairs[0].closed_beside == 1


def test_one_that_was_trained_meanwhile_is_followed_until_then_only():
    later = [a_lesson(2, ago(150))]
    house = a_house(
        [a_product(1), a_product(2)],
        [a_lesson(1, ago(200)), *later],
        {1: ("not_met", "met", "met"), 2: ("not_met", "met", "met")},
    )
    assert len(compared(house, 30).pairs) == 1
    assert not compared(house, 90).pairs


def test_another_product_of_a_trained_business_is_nobody_to_compare_with():
    products = [a_product(1, business=1), a_product(2, business=1)]
    house = a_house(
        products, [a_lesson(1, ago(200), product=1)], dict.fromkeys((1, 2), ("not_met", "met", "met"))
    )
    assert not compared(house).pairs


def test_a_business_counts_once_however_many_products_it_has():
    products = [*(a_product(id, business=1) for id in range(1, 6)), a_product(6), a_product(7)]
    now = {each.id: ("not_met", "met", "met") for each in products} | {3: ("not_met", "not_met", "met")}
    found = compared(a_house(products, [a_lesson(1, ago(200))], now))
    assert [(pair.trained.id, pair.gaps) for pair in found.pairs] == [(3, 2)]


def test_whose_day_has_not_come_is_told_apart():
    house = a_programme(4, 4, start=ago(60))
    assert [(each.days, len(each.pairs), each.too_recent) for each in comparisons(house, Wanted())] == [
        (30, 4, 0), (90, 0, 4), (180, 0, 4),
    ]  # fmt: skip


def test_who_was_trained_before_in_another_course_is_not_counted_for_this_one():
    cohorts = {id: CohortRow(id, "x", ago(300), None, None) for id in (1, 2)}
    house = a_house(
        [a_product(1), a_product(2)],
        [a_lesson(1, ago(250)), a_lesson(1, ago(200), cohort=2)],
        {1: ("not_met", "met", "met"), 2: ("not_met", "met", "met")},
        cohorts=cohorts,
    )
    assert compared(house, cohort=1).pairs and not compared(house, cohort=2).pairs


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))
def test_nobody_is_lost_and_nobody_stands_beside_two(trained, beside, closed, closed_beside):
    house = a_programme(trained, beside, min(closed, trained), min(closed_beside, beside))
    for found in comparisons(house, Wanted()):
        assert len(found.pairs) + found.unmatched + found.without_gap + found.too_recent == trained
        assert len({pair.beside.business for pair in found.pairs}) == len(found.pairs)
        first = {lesson.business for lesson in house.lessons}
        assert not first & {pair.beside.business for pair in found.pairs}


def a_sheet(enrolment, moment, right, asked=10, module="hygiene"):
    return SheetRow(enrolment, enrolment, "Oebobo", 1, module, moment, right, asked, ago(100))


def test_the_gain_of_those_who_took_both_tests():
    sheets = [a_sheet(id, "before", 4 + id % 2) for id in range(12)]
    sheets += [a_sheet(id, "after", 8) for id in range(10)]
    (gain,) = gains(a_house([], sheets=tuple(sheets)), Wanted())
    assert (gain.pairs, gain.only_before, gain.only_after) == (10, 2, 0)
    assert (gain.before, gain.after) == pytest.approx((0.45, 0.8))
    assert gain.interval.low < 0.35 < gain.interval.high and gain.interval.beyond_chance


def test_few_tested_or_nothing_asked_states_no_gain():
    sheets = (a_sheet(1, "before", 4), a_sheet(1, "after", 8), a_sheet(2, "before", 0, 0))
    (gain,) = gains(a_house([], sheets=sheets), Wanted())
    assert (gain.pairs, gain.only_before, gain.interval) == (1, 0, None)
    assert gains(a_house([]), Wanted()) == ()
    assert gains(a_house([], sheets=sheets), Wanted(kelurahan="Lasiana")) == ()


def test_where_all_gained_the_same_no_bounds_are_stated():
    sheets = tuple(a_sheet(id, *each) for id in range(12) for each in (("before", 4), ("after", 7)))
    house = a_house([], sheets=sheets)
    row = learning_table(house, gains(house, Wanted())).rows[0]
    assert row[4] == pytest.approx(0.3) and row[5:7] == (None, None) and "sama banyak" in row[-1].id


def test_the_interval_of_a_mean_is_students():
    found = mean_gain([0.4, 0.5, 0.6], [0.6, 0.8, 1.0], 0.95)
    assert found.points == pytest.approx(0.3)
    assert (found.low, found.high) == pytest.approx((0.3 - 0.24841, 0.3 + 0.24841), abs=1e-4)
    with pytest.raises(ValueError, match="two"):
        mean_gain([0.1], [0.2], 0.95)


def test_the_cost_of_a_product_that_rose_in_time():
    house = a_house(
        [a_product(1, rung="taman"), a_product(2), a_product(3, rung="taman")],
        [a_lesson(id, ago(190)) for id in (1, 2, 3)],
        rung_changes=[(1, "", "taman", ago(50)), (3, "", "taman", ago(5))],
    )
    (row,), total = costs(house, Wanted())
    assert (row.products, row.risen, row.waiting, row.each_idr) == (3, 1, 0, 6_000_000)
    assert "Rp6.000.000" in cost_sentence(total).id
    assert cost_table([row]).rows[0][-1] is None


def test_a_cost_that_nobody_said_is_not_nought():
    cohorts = {1: CohortRow(1, "Satu", ago(190), None, None)}
    house = a_house(
        [a_product(1, rung="taman")],
        [a_lesson(1, ago(190))],
        rung_changes=[(1, "", "taman", ago(50))],
        cohorts=cohorts,
    )
    (row,), total = costs(house, Wanted())
    assert row.each_idr is None and "belum dikatakan" in cost_table([row]).rows[0][-1].id
    assert total.each_idr is None and "tidak diketahui" in cost_sentence(total).id


def test_nothing_rose_cannot_be_divided():
    house = a_programme(3, start=ago(190))
    (row,), total = costs(house, Wanted())
    assert (row.risen, row.waiting, row.each_idr, total.each_idr) == (0, 0, None, None)
    assert "tidak ada produk yang naik" in cost_sentence(total).id


def test_a_course_that_begins_does_not_change_what_the_others_cost_each():
    products = [a_product(1, rung="taman"), a_product(2)]
    lessons, rises = [a_lesson(1, ago(190))], [(1, "", "taman", ago(50))]
    before = costs(a_house(products, lessons, rung_changes=rises), Wanted())[1]
    cohorts = {id: CohortRow(id, "x", ago(9), 6_000_000, None) for id in (1, 2)}
    house = a_house(products, [*lessons, a_lesson(2, ago(0), cohort=2)], rung_changes=rises, cohorts=cohorts)
    rows, total = costs(house, Wanted())
    assert (before.each_idr, total.each_idr, total.running) == (6_000_000, 6_000_000, 1)
    assert "masih berjalan" in cost_sentence(total).id and "1 still running" in cost_sentence(total).en
    assert [row.running for row in rows] == [True, False]
    assert "masih berjalan" in cost_table(rows).rows[0][-1].id


def test_where_every_course_is_still_running_no_cost_is_stated():
    house = a_house([a_product(1, rung="taman")], [a_lesson(1, ago(20))],
                    rung_changes=[(1, "", "taman", ago(5))])  # fmt: skip
    (row,), total = costs(house, Wanted())
    assert (row.each_idr, total.each_idr, total.running) == (6_000_000, None, 1)
    assert "belum dihitung" in cost_sentence(total).id
    assert "Sementara" in cost_table([row]).rows[0][-1].id


def test_a_known_and_an_unknown_cost_are_told_apart():
    house = a_programme(2, start=ago(190))
    cohorts = house.cohorts | {2: CohortRow(2, "Dua", ago(185), None, None)}
    house = dataclasses.replace(
        house, cohorts=cohorts, lessons=(*house.lessons, a_lesson(2, ago(185), cohort=2))
    )
    rows, total = costs(house, Wanted())
    assert [row.cohort.id for row in rows] == [2, 1]
    assert (total.courses, total.unknown, total.known_idr) == (2, 1, 6_000_000)
    assert "1 pelatihan lain" in cost_sentence(total).id
    assert horizons() == (30, 90, 180) and TODAY

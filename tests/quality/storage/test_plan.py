import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.quality.storage.attributes import attributes
from lopo.quality.storage.plan import HEATS, proposed_plan, still_open
from lopo.quality.storage.rules import rules
from lopo.quality.storage.study import ACCELERATED, REAL_TIME, STORAGES

MADE = dt.date(2026, 11, 2)


def test_kept_as_sold_it_runs_beyond_the_life_that_is_hoped_for():
    plan = proposed_plan(REAL_TIME, 90)
    assert [series.celsius for series in plan.series] == [30]
    assert plan.last_day * 0.8 >= 90
    assert plan.packs == 7 * 2 + 2


def test_warmer_packs_are_measured_sooner():
    plan = proposed_plan(ACCELERATED, 180, heat="dry")
    assert [series.celsius for series in plan.series] == [40, 50, 60]
    last = [series.days[-1] for series in plan.series]
    assert last == [90, 45, 23]
    assert plan.packs == (1 + 3 * 6) * 2 + 2


def test_the_calendar_has_dates_and_day_0_serves_every_temperature():
    calendar = proposed_plan(ACCELERATED, 180).calendar(MADE)
    assert calendar[0].on == MADE and calendar[0].temperatures == (40, 50, 60)
    assert calendar[1].on == MADE + dt.timedelta(days=calendar[1].day)
    left = still_open(calendar, [(40, 0)])
    assert left[0].day > 0


def test_a_day_is_done_by_what_was_measured_nearest_to_it():
    calendar = proposed_plan(REAL_TIME, 90).calendar(MADE)
    second = calendar[1].day
    left = still_open(calendar, [(30, 0), (30, second + 1)])
    assert left[0].day == calendar[2].day
    assert len(still_open(calendar, [])) == len(calendar)


@pytest.mark.parametrize("days", [0, -3, 731])
def test_an_expectation_out_of_bounds_is_refused(days):
    with pytest.raises(ValueError):
        proposed_plan(REAL_TIME, days)


@given(st.integers(1, 730), st.sampled_from(STORAGES), st.sampled_from(HEATS))
def test_every_plan_measures_often_enough_to_be_judged(days, storage, heat):
    for method in (REAL_TIME, ACCELERATED):
        for series in proposed_plan(method, days, storage, heat).series:
            assert series.days[0] == 0
            assert len(set(series.days)) == len(series.days) >= rules()["fit"]["days_least"]


def test_every_attribute_says_what_it_is_in_both_languages():
    for each in attributes().values():
        assert each.direction in ("rises", "falls")
        assert each.title.id and each.title.en and each.how.id and each.how.en

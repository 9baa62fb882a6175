import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.quality.hygiene.level import (
    LEVELS,
    FindingCounts,
    audit_rhythm,
    count_findings,
    hygiene_level,
    mend_by,
    next_audit,
    too_many,
)


@pytest.mark.parametrize(
    ("major", "serious", "critical", "level"),
    [
        (0, 0, 0, "I"),
        (1, 0, 0, "I"),
        (2, 0, 0, "II"),
        (3, 0, 0, "II"),
        (4, 0, 0, "III"),
        (6, 0, 0, "III"),
        (0, 1, 0, "III"),
        (1, 4, 0, "III"),
        (0, 5, 0, "IV"),
        (0, 0, 1, "IV"),
        (6, 16, 14, "IV"),
    ],
)
def test_level_by_the_counts(major, serious, critical, level):
    assert hygiene_level(FindingCounts(major, serious, critical)) == level


def test_one_critical_decides_although_the_rest_is_not_known():
    assert hygiene_level(FindingCounts(critical=1)) == "IV"


def test_what_is_not_known_is_not_taken_as_none():
    assert hygiene_level(FindingCounts(major=0, serious=0)) is None
    assert hygiene_level(FindingCounts()) is None


def test_ticks_are_counted_by_severity_each_once():
    assert count_findings([1, 3, 3, 2, 36]) == FindingCounts(major=1, serious=2, critical=0, minor=1)
    assert hygiene_level(count_findings([])) == "I"
    assert hygiene_level(count_findings([31])) == "IV"


def test_a_number_outside_the_checklist_is_refused():
    with pytest.raises(ValueError, match="38"):
        count_findings([38])


@pytest.mark.parametrize(
    ("level", "due"),
    [("I", (2027, 2, 28)), ("II", (2027, 1, 31)), ("III", (2027, 1, 14)), ("IV", (2027, 1, 1))],
)
def test_own_checks_come_oftener_at_a_worse_level(level, due):
    assert next_audit(level, dt.date(2026, 12, 31)) == dt.date(*due)


def test_rhythm_of_level_three_is_two_weeks():
    assert audit_rhythm("III").days == 14


@given(st.sets(st.integers(1, 37)), st.integers(1, 37))
def test_another_finding_never_betters_the_level(ticked, more):
    before, after = hygiene_level(count_findings(ticked)), hygiene_level(count_findings(ticked | {more}))
    assert LEVELS.index(after) >= LEVELS.index(before)


def test_the_graver_a_finding_the_sooner_it_is_mended():
    days = [
        mend_by(severity, dt.date(2026, 11, 24)) for severity in ("critical", "serious", "major", "minor")
    ]
    assert days == sorted(days)
    assert days[0] > dt.date(2026, 11, 24)


def test_what_is_beyond_a_level_is_counted_by_severity():
    counts = FindingCounts(major=4, serious=2, critical=1, minor=0)
    assert too_many(counts, "I") == {"major": 3, "serious": 2, "critical": 1}
    assert too_many(counts, "III") == {"critical": 1}
    assert too_many(counts, "IV") == {}

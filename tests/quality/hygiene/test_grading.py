import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.quality.hygiene.checklist import elements
from lopo.quality.hygiene.grading import grade, mend_first, way_up
from lopo.quality.hygiene.level import LEVELS
from lopo.quality.hygiene.sheet import read_sheet

DAY = dt.date(2026, 11, 24)
NUMBERS = [element.number for element in elements()]


def sheet(failing=(), left=()):
    return read_sheet(
        {str(n): "failing" if n in failing else "fine" for n in NUMBERS if n not in left or n in failing}
    )


@pytest.mark.parametrize(
    ("failing", "level", "why"),
    [
        ((), "I", "There are no findings."),
        ((2,), "I", "1 major finding: level I allows that."),
        ((36,), "I", "1 minor finding: level I allows that."),
        ((2, 8), "II", "2 major findings; level I allows at most 1 major."),
        ((3,), "III", "1 serious finding; level II allows no serious."),
        ((2, 8, 10, 17), "III", "4 major findings; level II allows at most 3 major."),
        ((13,), "IV", "1 critical finding; level III allows no critical."),
        (
            (3, 4, 6, 7, 11, 13),
            "IV",
            "1 critical finding and 5 serious findings; level III allows no critical and at most 4 serious.",
        ),
    ],
)
def test_a_whole_sheet_has_its_level_and_says_why(failing, level, why):
    graded = grade(sheet(failing), DAY)
    assert (graded.level, graded.why.en) == (level, why)
    assert graded.next_audit > DAY


def test_what_was_not_looked_at_is_never_fine():
    graded = grade(sheet(left=(21,)), DAY)
    assert (graded.level, graded.next_audit) == (None, None)
    assert [each.number for each in graded.left] == [21]
    assert "1" in graded.why.id


def test_even_with_a_critical_finding_an_unfinished_sheet_has_no_level():
    graded = grade(sheet(failing=(13,), left=(1, 2)), DAY)
    assert graded.level is None
    assert graded.counts.critical == 1


def test_the_gravest_is_mended_first():
    assert [each.number for each in mend_first(sheet((36, 2, 3, 13)))] == [13, 3, 2, 36]


def test_the_way_up_counts_what_is_to_be_mended():
    graded = grade(sheet((3, 13, 21)), DAY)
    assert way_up(graded.counts, graded.level) == ("III", {"critical": 2})
    assert way_up(graded.counts, "I") is None


@given(st.sets(st.sampled_from(NUMBERS)), st.sampled_from(NUMBERS))
def test_another_finding_never_betters_the_level(failing, more):
    before, after = (grade(sheet(each), DAY) for each in (failing, failing | {more}))
    assert LEVELS.index(after.level) >= LEVELS.index(before.level)
    assert after.next_audit <= before.next_audit


@given(st.sets(st.sampled_from(NUMBERS)), st.sets(st.sampled_from(NUMBERS), min_size=1))
def test_there_is_a_level_exactly_when_nothing_is_left(failing, left):
    graded = grade(sheet(failing, left - failing), DAY)
    assert (graded.level is None) == bool(left - failing)
    assert {each.number for each in graded.left} == left - failing


@given(st.sets(st.sampled_from(NUMBERS)))
def test_mending_what_the_way_up_says_reaches_that_level(failing):
    graded = grade(sheet(failing), DAY)
    step = way_up(graded.counts, graded.level)
    if step is None:
        return
    level, to_mend = step
    by_severity = {severity: list(n) for severity, n in _failing_by_severity(failing).items()}
    mended = {number for severity, count in to_mend.items() for number in by_severity[severity][:count]}
    assert LEVELS.index(grade(sheet(failing - mended), DAY).level) <= LEVELS.index(level)


def _failing_by_severity(failing):
    found = {}
    for element in elements():
        if element.number in failing:
            found.setdefault(element.severity, []).append(element.number)
    return found

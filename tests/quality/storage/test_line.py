import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from lopo.quality.storage.line import bend_of, fit_line, student

NUMBERS = st.floats(-1e4, 1e4)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=3, max_size=20))
def test_the_line_is_that_of_scipy(points):
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    assume(max(xs) - min(xs) > 1 and max(ys) - min(ys) > 1)
    line, theirs = fit_line(xs, ys), stats.linregress(xs, ys)
    assert line.slope == pytest.approx(theirs.slope, rel=1e-6, abs=1e-9)
    assert line.intercept == pytest.approx(theirs.intercept, rel=1e-6, abs=1e-5)
    assert line.r_squared == pytest.approx(theirs.rvalue**2, abs=1e-6)
    assert line.slope_error == pytest.approx(theirs.stderr, rel=1e-4, abs=1e-6)


def test_students_t_as_printed_in_tables():
    assert student(0.95, 1) == pytest.approx(6.314, abs=0.001)
    assert student(0.95, 10) == pytest.approx(1.812, abs=0.001)
    assert student(0.95, 0) == math.inf


def test_points_at_one_place_give_no_line():
    with pytest.raises(ValueError):
        fit_line([3, 3], [1, 2])


def test_a_curve_bends_and_a_line_does_not():
    days = list(range(8))
    assert bend_of(days, [day**2 for day in days]).sure > 0.99
    assert bend_of(days, [day**2 for day in days]).upward
    assert bend_of(days, [2 * day + (0.1 if day % 2 else -0.1) for day in days]).sure < 0.9
    assert bend_of([0, 1, 2], [0, 1, 4]) is None

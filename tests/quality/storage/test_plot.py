from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lopo.quality.storage.plot import plot, plot_title, ticks
from lopo.quality.storage.shelf_life import answer
from tests.quality.storage.studies import a_study, kerupuk


def test_the_title_is_a_question():
    assert plot_title(kerupuk()).id == "Kapan kadar air melewati batas 4%?"


def test_every_reading_has_a_mark_and_every_temperature_a_shape():
    picture = ElementTree.fromstring(plot(answer(kerupuk()), "id"))
    marks = [each for each in picture if "plot-mark" in each.get("class", "")]
    assert len(marks) == 15
    assert len({each.get("d") for each in marks}) == 3
    assert "15 hasil ukur pada 20 °C, 25 °C, 30 °C" in picture.get("aria-label")


def test_nothing_measured_is_no_picture():
    assert plot(answer(a_study({})), "id") == ""


@pytest.mark.parametrize(("low", "high"), [(0, 28), (0.98, 4.2), (-3, 3), (1e6, 2e6), (0, 0.0003)])
def test_ticks_are_few_and_round(low, high):
    found = ticks(low, high)
    assert 3 <= len(found) <= 10
    assert all(low <= float(tick) <= high and "E" not in str(tick) for tick in found)


POINTS = st.lists(
    st.tuples(st.integers(0, 60) | st.integers(0, 3650), st.floats(-1e9, 1e9)), min_size=1, max_size=6
)


@settings(max_examples=80)
@given(st.dictionaries(st.integers(-20, 90), POINTS, max_size=7), st.floats(-1e9, 1e9))
def test_whatever_was_measured_is_drawn_within_the_picture(points, limit):
    drawn = plot(answer(a_study(points, limit)), "en")
    assert "nan" not in drawn and "inf" not in drawn
    if drawn:
        ElementTree.fromstring(drawn)

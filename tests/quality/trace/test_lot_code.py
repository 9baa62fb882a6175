"""Lot codes: suggested, made different, read back."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.quality.trace.lot_code import MOST, read_lot_code, suggest_lot_code

DAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Sambal lu'at", "SL261124"),
        ("Se'i sapi asap pedas manis", "SSAP261124"),
        ("ñ", "L261124"),
        ("123", "L261124"),
    ],
)
def test_letters_and_the_day(name, code):
    assert suggest_lot_code(name, DAY) == code


def test_the_second_lot_of_a_day_has_a_letter_more():
    assert suggest_lot_code("Sambal lu'at", DAY, {"SL261124"}) == "SL261124B"
    assert suggest_lot_code("Sambal lu'at", DAY, {"SL261124", "SL261124B"}) == "SL261124C"


@given(st.text(max_size=40), st.integers(0, 60))
def test_a_suggestion_is_new_and_can_be_read(name, many):
    taken = set()
    for _ in range(many):
        code = suggest_lot_code(name, DAY, taken)
        assert code not in taken
        assert read_lot_code(code) == code
        taken.add(code)


@pytest.mark.parametrize("typed", ["", "A B", "x" * (MOST + 1), "-A", "kode;DROP"])
def test_a_code_that_no_scanner_reads_is_refused(typed):
    with pytest.raises(Refused):
        read_lot_code(typed)

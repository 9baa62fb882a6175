from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.quality.weighing.tolerance import AREA, COUNT, LENGTH, doubt, tolerable_deficiency


@pytest.mark.parametrize(
    ("nominal", "tolerance"),
    [
        ("45", "4.1"),
        ("75", "4.5"),
        ("125", "5.7"),
        ("150", "6.8"),
        ("250", "9"),
        ("330", "9.9"),
        ("375", "11.3"),
        ("750", "15"),
        ("1200", "18"),
        # the edges, where the table is continuous
        ("50", "4.5"),
        ("100", "4.5"),
        ("200", "9"),
        ("300", "9"),
        ("500", "15"),
        ("1000", "15"),
        ("10000", "150"),
        ("15000", "150"),
        ("50000", "500"),
        ("1210", "19"),
        # below the Indonesian table
        ("4.9", "0.5"),
        ("3", "0.3"),
        ("0.5", "0.1"),
    ],
)
def test_tolerable_deficiency_of_a_pack(nominal, tolerance):
    assert tolerable_deficiency(Decimal(nominal)) == Decimal(tolerance)


def test_below_the_indonesian_table_it_is_said_to_be_unsure():
    assert doubt(Decimal("4.9")) is not None and doubt(Decimal(5)) is None
    assert doubt(Decimal(1), "count") is None


@pytest.mark.parametrize("nominal", ["0", "-3", "50001"])
def test_outside_the_table_nothing_is_said(nominal):
    assert tolerable_deficiency(Decimal(nominal)) is None


@pytest.mark.parametrize(
    ("nominal", "quantity", "tolerance"),
    [
        ("5", LENGTH, "0"),
        ("10", LENGTH, "0.2"),
        ("2", AREA, "0.06"),
        ("50", COUNT, "0"),
        ("51", COUNT, "1"),
        ("101", COUNT, "2"),
    ],
)
def test_what_is_measured_or_counted(nominal, quantity, tolerance):
    assert tolerable_deficiency(Decimal(nominal), quantity) == Decimal(tolerance)


contents = st.decimals(5, 50_000, places=1)


@given(contents, contents)
def test_a_larger_pack_never_has_a_smaller_tolerance(one, other):
    assert tolerable_deficiency(min(one, other)) <= tolerable_deficiency(max(one, other))


@given(contents)
def test_the_tolerance_never_leaps(nominal):
    """A little more in the pack is at most a little more tolerance, and one step of its rounding."""
    more = min(nominal * Decimal("1.001"), Decimal(50_000))
    step = Decimal("0.1") if more <= 1000 else Decimal(1)
    allowed = (more - nominal) * Decimal("0.09") + step
    assert tolerable_deficiency(more) - tolerable_deficiency(nominal) <= allowed

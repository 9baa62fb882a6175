"""A record's own number: as made by a phone or by us, and nothing else."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.facts.own_number import is_own_number, read_own_number

NUMBER = "e0b123bc-23ed-4322-bbad-6613e46de401"


@given(st.uuids())
def test_a_number_made_anywhere_is_read(number: uuid.UUID) -> None:
    assert read_own_number(str(number)) == str(number)


@pytest.mark.parametrize("raw", [None, 7, "", "x", NUMBER.upper() + "A", NUMBER + "\n", ["a"]])
def test_anything_else_is_refused_with_what_to_do(raw: object) -> None:
    assert not is_own_number(raw)
    with pytest.raises(Refused) as told:
        read_own_number(raw)
    assert "Muat ulang" in told.value.reason.id

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.labels.codes.block import Block
from lopo.labels.codes.gtin import case_gtin, check


def test_a_block_of_nine_digits_has_a_thousand_numbers():
    block = Block("899-000-000")
    assert (block.capacity, block.number(1), block.warnings) == (1000, "8990000000013", ())
    assert block.number(999) == "8990000009993"


@pytest.mark.parametrize(
    ("prefix", "reason"),
    [
        ("899", "7 to 11 digits; this has 3"),
        ("8990000000013", "7 to 11 digits; this has 13"),
        ("89900000x", "Character 9"),
        ("", "empty"),
    ],
)
def test_what_cannot_be_a_prefix_is_refused(prefix, reason):
    with pytest.raises(Refused) as refused:
        Block(prefix)
    assert reason in refused.value.reason.en


def test_a_prefix_that_is_not_from_gs1_indonesia_warns():
    assert "inside one shop" in Block("200000000").warnings[0].en
    assert "GS1 Singapore" in Block("888000000").warnings[0].en


def test_used_numbers_are_skipped_however_they_are_written():
    block = Block("899000000")
    used = ["8990000000006", "0 8990000 00001-3", case_gtin(block.number(2), 3)]
    assert block.next_free(used) == block.number(3)
    assert block.next_free(used, start=7) == block.number(7)


def test_a_wrong_used_number_stops_the_giving():
    with pytest.raises(Refused):
        Block("899000000").next_free(["8990000000007"])


def test_a_full_block_gives_nothing():
    block = Block("89900000001")
    assert block.next_free(block.number(index) for index in range(10)) is None
    with pytest.raises(Refused):
        block.number(10)


prefixes = st.integers(7, 11).flatmap(lambda length: st.from_regex(rf"\A899[0-9]{{{length - 3}}}\Z"))


@given(prefixes, st.data())
def test_number_and_index_undo_each_other(prefix, data):
    block = Block(prefix)
    index = data.draw(st.integers(0, block.capacity - 1))
    number = block.number(index)
    assert check(number, 13).valid and block.index_of(number) == index
    assert number.startswith(prefix)


@given(prefixes, st.sets(st.integers(0, 60)))
def test_no_number_is_given_twice(prefix, taken):
    block = Block(prefix)
    used = [block.number(index) for index in taken if index < block.capacity]
    for _ in range(5):
        number = block.next_free(used)
        assert number not in used
        if number is None:
            assert len(used) == block.capacity
            return
        used.append(number)
    assert len(set(used)) == len(used)

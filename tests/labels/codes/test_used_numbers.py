"""Numbers on old packs as somebody types or pastes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.labels.codes.block import Block
from lopo.labels.codes.used_numbers import UsedNumber, read_used_numbers

# The worked example of the reference, and GS1's own.
FIRST, SECOND = "8990000000013", "9521234543213"


@pytest.mark.parametrize(
    ("line", "label"),
    [
        (FIRST, ""),
        (f"{FIRST} Sambal lu'at 150 g", "Sambal lu'at 150 g"),
        (f"{FIRST}, 150 g botol", "150 g botol"),
        (f"{FIRST};Sambal", "Sambal"),
        (f"{FIRST}\tSambal", "Sambal"),
        ("8 990000 000013 Sambal", "Sambal"),
        ("899-0000-00001-3 - Sambal", "Sambal"),
    ],
)
def test_a_line_is_a_number_and_what_it_is_on(line, label):
    assert read_used_numbers(line) == (UsedNumber(FIRST, label),)


def test_empty_lines_are_passed_over():
    assert [each.gtin for each in read_used_numbers(f"\n{FIRST}\r\n\r\n{SECOND}\n")] == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("8990000000014", 1),
        (f"{FIRST}\nSambal", 2),
        (f"{FIRST}\n18990000000010", 2),
        (f"{FIRST}\n96385074", 2),
        (f"{FIRST}\n{FIRST} lagi", 2),
        (f"\n\n{FIRST}٣", 3),
        (f"{FIRST}\n\u202e{SECOND}", 2),
    ],
)
def test_a_wrong_line_is_named_in_both_languages(text, line):
    with pytest.raises(Refused) as refusal:
        read_used_numbers(text)
    assert f"Baris {line}:" in refusal.value.reason.id
    assert f"Line {line}:" in refusal.value.reason.en


def test_all_wrong_lines_are_named_at_once():
    with pytest.raises(Refused) as refusal:
        read_used_numbers(f"1\n{FIRST}\n2")
    assert "Baris 1:" in refusal.value.reason.id
    assert "Baris 3:" in refusal.value.reason.id


@pytest.mark.parametrize("text", ["", " \n ", "1\n" * 1001])
def test_nothing_and_too_much_are_refused(text):
    with pytest.raises(Refused):
        read_used_numbers(text)


@given(st.lists(st.integers(0, 999), unique=True, min_size=1, max_size=30))
def test_every_number_of_a_block_is_read_back(items):
    numbers = [Block("899000000").number(item) for item in items]
    assert [each.gtin for each in read_used_numbers("\n".join(numbers))] == numbers


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    try:
        assert read_used_numbers(text)
    except Refused as refusal:
        assert refusal.reason.id

"""Numbers of certificates."""

from hypothesis import given
from hypothesis import strategies as st

from lopo.accounts.receipt_number import ALPHABET
from lopo.training.badges.number import new_number, read_number


def test_a_number_is_read_however_it_is_typed():
    number = new_number()
    assert number.startswith("LS-") and len(number) == 12
    for typed in (number, number.lower(), number.replace("-", ""), number[3:], f" {number} "):
        assert read_number(typed) == number


def test_a_receipt_is_no_certificate():
    assert read_number("LP-" + new_number()[3:]) is None
    assert read_number("") is None


@given(st.text(ALPHABET, min_size=7, max_size=7), st.integers(0, 7), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(body, place, other):
    drawn = iter(body)
    number = new_number(lambda _alphabet: next(drawn))
    bare = number[3:].replace("-", "")
    if bare[place] != other:
        assert read_number("LS" + bare[:place] + other + bare[place + 1 :]) is None

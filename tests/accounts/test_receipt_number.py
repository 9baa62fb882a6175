import random

from hypothesis import given
from hypothesis import strategies as st

from lopo.accounts.receipt_number import ALPHABET, new_number, read_number

numbers = st.integers().map(lambda seed: new_number(random.Random(seed).choice))


@given(numbers)
def test_a_number_is_read_back_however_it_is_typed(number):
    assert read_number(number) == number
    assert read_number(number.lower().replace("-", " ")) == number


@given(numbers, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(number, place, other):
    bare = number.removeprefix("LP-").replace("-", "")
    wrong = bare[:place] + other + bare[place + 1 :]
    assert (read_number("LP" + wrong) is None) == (wrong != bare)


@given(numbers, st.integers(0, 6))
def test_two_swapped_neighbours_are_noticed(number, place):
    bare = number.removeprefix("LP-").replace("-", "")
    swapped = bare[:place] + bare[place + 1] + bare[place] + bare[place + 2 :]
    assert (read_number(swapped) is None) == (swapped != bare)

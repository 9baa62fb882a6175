import re

import pytest

from lopo.producers.kbli import all_fields, fields_for


def test_codes_have_five_digits_and_come_once():
    codes = [field.code for field in all_fields()]
    assert len(codes) == len(set(codes)) > 60
    assert all(re.fullmatch(r"\d{5}", code) for code in codes)


@pytest.mark.parametrize(
    ("words", "code"),
    [("keripik pisang", "10794"), ("tenun ikat", "13122"), ("teh kelor", "10762"), ("sambal lu'at", "10772"),
     ("anyaman lontar", "16292"), ("10761", "10761")],
)  # fmt: skip
def test_finds_the_field_of_a_product(words, code):
    assert code in {field.code for field in fields_for(words)}


def test_no_words_find_nothing():
    assert fields_for("  ") == ()

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.accounts.phone import local_form, read_phone
from lopo.facts.text import Text


@pytest.mark.parametrize(
    "typed",
    [
        "0812-3456-7890",
        "0812 3456 7890",
        "62812 3456 7890",
        "+62 812 3456 7890",
        "+62 0812 3456 7890",
        "(+62) 812.3456.7890",
        "0062 812 3456 7890",
        "812 3456 7890",
    ],
)
def test_however_it_is_written_it_is_one_number(typed):
    assert read_phone(typed) == "+6281234567890"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "belum diisi"),
        ("0812-3456-789O", "hanya berisi angka"),
        ("0380 833 555", "diawali 08"),
        ("+1 415 555 2671", "nomor Indonesia"),
        ("0812-345", "kurang panjang"),
        ("0812-3456-7890-12", "terlalu panjang"),
    ],
)
def test_a_bad_number_is_refused_in_both_languages(typed, says):
    answer = read_phone(typed)
    assert isinstance(answer, Text)
    assert says in answer.id
    assert answer.en
    assert answer.en != answer.id


@given(st.text(max_size=30))
def test_whatever_is_typed_gives_a_number_or_a_sentence(typed):
    answer = read_phone(typed)
    if isinstance(answer, str):
        assert read_phone(answer) == answer
        assert read_phone(local_form(answer)) == answer
    else:
        assert answer.id


def test_a_number_is_shown_as_people_say_it():
    assert local_form("+6281234567890") == "0812-3456-7890"

"""What people type, paste and send, turned into one value or refused with a sentence."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import MAX_ITEMS, MAX_NUMBER, MAX_TEXT, READERS, Item, Refused, to_plain


def read(kind, raw):
    return READERS[kind](raw)


def refusal(kind, raw):
    with pytest.raises(Refused) as refused:
        read(kind, raw)
    assert refused.value.reason.id
    assert refused.value.reason.en
    return refused.value.reason.en


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("250", "250"),
        ("1.250,5", "1250.5"),
        ("25.000", "25000"),
        ("1.250.000", "1250000"),
        ("1250.5", "1250.5"),
        ("0,5", "0.5"),
        ("0.250", "0.250"),
        ("12.50", "12.50"),
        ("-3,5", "-3.5"),
        ("Rp25.000", "25000"),
        ("Rp 25.000,-", "25000"),
        ("rp. 25.000", "25000"),
        ("25 000", "25000"),
        ("25\u00a0000", "25000"),
        ("١٢٣", "123"),
        ("１２", "12"),
        ("1e3", "1000"),
    ],
)
def test_a_number_is_read_as_it_is_written_in_indonesia(typed, number):
    assert read("decimal", typed) == Decimal(number)


@pytest.mark.parametrize(
    "raw",
    ["", "abc", "12 gram", "1,250.5", "1..2", "nan", "NaN", "sNaN", "--3", "½", "Ⅷ", "Rp", True, False, None,
     [], {}, [3], float("nan")],
)  # fmt: skip
def test_what_is_no_number_is_refused(raw):
    assert "Write a number" in refusal("decimal", raw)


@pytest.mark.parametrize("raw", ["inf", "-Infinity", float("inf"), "1e16", "9" * 5000, 10**16, "1e999999"])
def test_a_number_too_large_to_be_true_is_refused(raw):
    assert "too large" in refusal("decimal", raw)


def test_a_whole_number_of_thousands_of_digits_is_refused_not_raised():
    assert refusal("decimal", 10**5000)


@pytest.mark.parametrize("raw", ["1e-999999999", "0." + "0" * 40 + "1"])
def test_a_number_with_endless_decimals_is_refused(raw):
    assert "after the decimal mark" in refusal("decimal", raw)


@pytest.mark.parametrize(("raw", "whole"), [("25.000", 25000), ("2,0", 2), (7, 7), (Decimal("3.0"), 3)])
def test_a_whole_number_may_be_written_with_a_nought_after_the_comma(raw, whole):
    value = read("whole", raw)
    assert value == whole
    assert type(value) is int


def test_a_half_is_no_whole_number():
    assert "whole number" in refusal("rupiah", "2,5")


@pytest.mark.parametrize("word", ["ya", "Ya ", "ADA", "sudah", "yes", "true", "1", "on", 1, True])
def test_yes_in_both_languages(word):
    assert read("yes_no", word) is True


@pytest.mark.parametrize("word", ["tidak", "Belum", "no", "false", "0", "off", 0, False])
def test_no_in_both_languages(word):
    assert read("yes_no", word) is False


@pytest.mark.parametrize("word", ["", "mungkin", "maybe", 2, None, [], "ya tidak"])
def test_neither_yes_nor_no_is_refused(word):
    assert "yes or no" in refusal("yes_no", word)


@pytest.mark.parametrize(
    "raw",
    ["2026-11-23", "23/11/2026", "23-11-2026", " 23/11/2026 ", dt.date(2026, 11, 23),
     dt.datetime(2026, 11, 23, 23, 59, tzinfo=dt.UTC)],
)  # fmt: skip
def test_a_date_is_read(raw):
    assert read("date", raw) == dt.date(2026, 11, 23)


@pytest.mark.parametrize("raw", ["", "31/02/2026", "11/23/2026", "besok", "2026", 20261123, None, "23/11/26"])
def test_what_is_no_date_is_refused(raw):
    assert refusal("date", raw)


@pytest.mark.parametrize("raw", [dt.date(1, 1, 1), dt.date(9999, 12, 31), "0026-11-23", "01/01/1899"])
def test_a_year_that_cannot_be_right_is_named(raw):
    assert "cannot be right" in refusal("date", raw)


def test_a_text_is_tidied():
    assert read("text", "  Sambal\tlu'at \n Mama\u00a0Oebobo ") == "Sambal lu'at Mama Oebobo"


@pytest.mark.parametrize("text", ["Sambal 🌶️", "👩‍🍳 Mama", "Kopi “Flobamora” – 100 %", "鲜辣酱", "é"])
def test_a_text_may_hold_any_letter_and_picture(text):
    assert read("text", text) == text


@pytest.mark.parametrize(
    "mark",
    ["\x00", "\x07", "\x1b", "\x7f", "\x9b", "\u202e", "\u2066", "\u200e", "\u200f", "\u061c", "\u200b",
     "\ufeff", "\u2060", "\ud83c"],
)  # fmt: skip
def test_a_text_with_a_hidden_mark_is_refused(mark):
    assert "hidden marks" in refusal("text", f"Sambal{mark}lu'at")


def test_a_long_name_is_taken_and_an_endless_one_is_not():
    assert read("text", "n" * 300) == "n" * 300
    assert str(MAX_TEXT) in refusal("text", "n" * (MAX_TEXT + 1))


@pytest.mark.parametrize("raw", [3, None, True, ["a"], {"a": 1}, dt.date(2026, 1, 1)])
def test_only_a_text_is_a_text(raw):
    assert refusal("text", raw)


@pytest.mark.parametrize("raw", ["cabai, garam;terasi\nminyak", ["cabai", "garam", "terasi", "minyak"]])
def test_a_list_is_typed_or_given(raw):
    assert read("list", raw) == ("cabai", "garam", "terasi", "minyak")


def test_empty_entries_of_a_list_are_left_out():
    assert read("list", "cabai,, ,garam,") == ("cabai", "garam")
    assert read("list", "") == ()


@pytest.mark.parametrize("raw", [3, None, {"a": 1}, [1], ["a", None], [["a"]]])
def test_what_is_no_list_is_refused(raw):
    assert refusal("list", raw)


@pytest.mark.parametrize("kind", ["list", "items"])
def test_a_list_has_an_end(kind):
    assert str(MAX_ITEMS) in refusal(kind, ["a"] * (MAX_ITEMS + 1))


def test_a_line_has_a_name_and_may_have_an_amount_and_a_group():
    assert read("items", ["garam", {"name": " gula ", "amount": "1.250,5", "group": "pemanis"}]) == (
        Item("garam"),
        Item("gula", Decimal("1250.5"), "pemanis"),
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ({"name": " "}, "empty"),
        ({"amount": 3}, "needs a"),
        (3, "needs a"),
        (None, "needs a"),
        ({"name": "gula", "weight": 3}, "'weight' is not known"),
        ({"name": "gula", 3: 3}, "'3' is not known"),
        ({"name": "gula", "amount": 0}, "more than zero"),
        ({"name": "gula", "amount": "-1"}, "more than zero"),
        ({"name": "gula", "amount": "banyak"}, "Write a number"),
        ({"name": "gula", "group": 3}, "Write a text"),
        ({"name": "gula\u202e"}, "hidden marks"),
    ],
)
def test_a_bad_line_is_refused_with_its_reason(line, reason):
    assert reason in refusal("items", [line])


words = st.text(
    st.characters(blacklist_categories=["Cc", "Cf", "Cs", "Zs", "Zl", "Zp"], blacklist_characters=",;"),
    min_size=1,
    max_size=30,
)
numbers = st.decimals(-MAX_NUMBER, MAX_NUMBER, places=6) | st.decimals(-5000, 5000, places=3)
items = st.builds(Item, words, st.none() | st.decimals(Decimal("0.001"), 5000, places=3), words | st.just(""))
VALUES = {
    "yes_no": st.booleans(),
    "whole": st.integers(-(10**15), 10**15),
    "rupiah": st.integers(0, 10**15),
    "decimal": numbers,
    "date": st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31)),
    "text": words | st.just(""),
    "choice": words,
    "list": st.lists(words, max_size=5).map(tuple),
    "items": st.lists(items, max_size=5).map(tuple),
}


@given(st.data(), st.sampled_from(sorted(READERS)))
def test_what_is_written_down_is_read_back(data, kind):
    value = data.draw(VALUES[kind])
    assert read(kind, to_plain(value)) == value


@given(st.decimals(-5000, 5000, places=3))
def test_a_number_of_three_decimals_never_comes_back_a_thousandfold(number):
    taken = read("decimal", number)
    assert read("decimal", str(taken)) == number


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.decimals(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(json_like, st.sampled_from(sorted(READERS)))
def test_anything_is_taken_or_refused(raw, kind):
    try:
        value = read(kind, raw)
    except Refused as refused:
        assert refused.reason.id
    else:
        assert read(kind, to_plain(value)) == value

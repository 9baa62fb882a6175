import time
from decimal import Decimal

import pytest

from lopo.facts.typed_toml import parse_typed


def test_numbers_are_exact():
    assert parse_typed("x = 0.10\ny = 3") == {"x": Decimal("0.10"), "y": 3}


def test_names_of_some_parts_and_texts_with_many_dots_are_taken():
    text = "a.b.c = 1\n[d.e]\nf = '" + "www.example.com, v1.2.3... 1.250.000 " * 50 + "'"
    assert parse_typed(text)["a"] == {"b": {"c": 1}}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a = = 1", "line 1, column 5"),
        ("a = 1\na = 2", "overwrite"),
        ("a = " + "[" * 3000, "too deep"),
        ("a = " + "{b=" * 3000, "too deep"),
        ("a = " + "9" * 5000, "digits"),
        ("a = 1e9999999999999999999", "too large"),
        ("\n\na" + ".d" * 100_000 + " = 1", r"more than 20 parts \(at line 3\)"),
        ("a" + ' . "d"' * 100_000 + " = 1", "more than 20 parts"),
        ("[a" + ".'d'" * 100_000 + "]", "more than 20 parts"),
        ("x = {a" + ".d" * 100_000 + " = 1}", "more than 20 parts"),
    ],
)
def test_what_would_wear_the_reader_out_is_refused_with_a_reason(text, reason):
    with pytest.raises(ValueError, match=reason):
        parse_typed(text)


@pytest.mark.parametrize(
    "text", ["." * 1_000_000, "a" * 1_000_000, ".a" * 19 + '."' * 400_000, "' " * 500_000]
)
def test_a_large_text_is_refused_at_once(text):
    started = time.perf_counter()
    with pytest.raises(ValueError, match=r"at (line 1|end of document)"):
        parse_typed(text)
    assert time.perf_counter() - started < 5

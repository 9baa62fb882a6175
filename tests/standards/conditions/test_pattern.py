"""Patterns: the quick are taken, those that could keep a computer busy for years are refused."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lopo.standards.conditions.condition import leaves
from lopo.standards.conditions.pattern import LONGEST_PATTERN, LONGEST_TEXT, BadPattern, matches, read_pattern
from lopo.standards.library import load_library


@pytest.mark.parametrize(
    "pattern",
    [
        "[0-9]{13}", "(NIB[ .:]*)?([0-9][ .-]?){13}", ".*halal.*", "(ab)*", "[]a]+", "(?:g|kg|ml|l)",
        "a{,3}", "x{2,}", "(ab){1000}", r"\(8\)[0-9]+", "", r"[^\]]+", "(?P<year>[0-9]{4})(?=-)-", "(?i)madu",
        ".*.*.*",
    ],
)  # fmt: skip
def test_a_pattern_that_is_quick_is_taken(pattern):
    assert read_pattern(pattern) == pattern


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+b", "(a*)*b", "(a|a)*b", "(a|aa)+b", "(.*,){12}x", "([a-z]+ ?)*!", "((a?){9}){9}b", "(a?){30}b",
     "a?" * 30 + "a" * 30, ".*.*.*.*x", "(?:(?:x+x+)+)y", "(a{1,9}){9}b"],
)  # fmt: skip
def test_a_pattern_that_could_take_for_ever_is_refused(pattern):
    with pytest.raises(BadPattern, match="could take for ever"):
        read_pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("([a-z", "cannot be read"),
        ("a**", "cannot be read"),
        ("*", "cannot be read"),
        ("\\", "cannot be read"),
        ("(" * 150, "cannot be read"),
        ("a{99999999999999999999}", "cannot be read"),
        ("a" * (LONGEST_PATTERN + 1), "at most 300 are taken"),
    ],
)
def test_a_pattern_that_cannot_be_read_is_refused(pattern, reason):
    with pytest.raises(BadPattern, match=reason):
        read_pattern(pattern)


def test_deep_groups_are_read():
    assert read_pattern("(" * 80 + "a" + ")" * 80)


@pytest.mark.parametrize(
    ("value", "pattern", "form"),
    [("MADU", "mad.", True), ("madu hutan", "madu", False), ("madu", "", False), ("", "", True)],
)
def test_a_pattern_is_of_the_whole_text_capital_or_small(value, pattern, form):
    assert matches(value, pattern) is form


pieces = st.sampled_from(
    ["a", "b", "[ab]", ".", "(", ")", "|", "*", "+", "?", "{2}", "{,3}", "{2,}", "[^a]", "\\.", "(?:"]
)


@settings(max_examples=500)
@given(st.lists(pieces, max_size=14).map("".join), st.sampled_from(["a", "ab", "ba", "aab", "."]))
def test_whatever_is_taken_answers_soon(pattern, part):
    try:
        read_pattern(pattern)
    except BadPattern as fault:
        assert str(fault)
        return
    started = time.perf_counter()
    matches((part * LONGEST_TEXT)[: LONGEST_TEXT - 1] + "!", pattern)
    assert time.perf_counter() - started < 5


def test_every_shipped_pattern_is_taken():
    shipped = {
        leaf.operand.pattern
        for standard in load_library().standards
        for requirement in standard.requirements
        for leaf in leaves(requirement.needs)
        if leaf.operator == "matches"
    }
    assert len(shipped) >= 5
    for pattern in shipped:
        assert read_pattern(pattern) == pattern

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.producers.pirt import Pirt, Problem, check_pirt, parse_pirt, part_meaning, pirt_tables

SEI = Pirt("2", "01", "53", "71", "01", "0001", 2029)


@pytest.mark.parametrize(
    "written",
    [
        "P-IRT 2015371010001-29",
        "PIRT 2015371010001-29",
        "P.IRT 2015371010001-29",
        "P.I.R.T. No. 2015371010001-29",
        "p-irt no: 201537101000129",
        "SPP-IRT 2015371010001-29",
        "  2 01 53 71 01 0001 - 29 ",
        "2.01.53.71.01.0001-29",
        "P-IRT 2015371010001–29",
        "P\u00a0-IRT:２０１5371010001-29",
    ],
)
def test_reads_the_number_as_people_write_it(written):
    assert parse_pirt(written) == SEI


def test_says_it_back_as_it_is_printed():
    assert str(SEI) == "P-IRT 2015371010001-29"
    assert SEI.compact == "201537101000129"
    assert SEI.expires_on == dt.date(2029, 12, 31)


def test_every_part_has_its_meaning():
    assert part_meaning("pack", SEI.pack).id == "plastik"
    assert part_meaning("group", SEI.group).en == "dried meat products"
    assert part_meaning("regency", SEI.province + SEI.regency).id == "Kota Kupang"
    assert part_meaning("group", "16") is None


def test_the_groups_are_one_to_fifteen():
    assert list(pirt_tables()["group"]) == [f"{number:02}" for number in range(1, 16)]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("P-IRT 20153710100O1-29", "“O” (character 12"),
        ("P-IRT 2015371010001", "two digits of the year"),
        ("P-IRT 20153710100012-29", "16 are written"),
        ("206", "3 are written"),
        ("P-IRT", "0 are written"),
        ("MD 123456789012", "“M” (character 1"),
    ],
)
def test_says_what_is_wrong_and_where(written, says):
    problem = parse_pirt(written)
    assert isinstance(problem, Problem)
    assert says in problem.text.en


def test_an_unknown_part_warns_and_does_not_refuse():
    check = check_pirt("P-IRT 9165374010001-29")
    assert check.is_good
    assert check.compact == "916537401000129"
    said = " ".join(warning.en for warning in check.warnings)
    assert "“9” (from digit 1)" in said
    assert "“16” (from digit 2)" in said
    assert "“5374” (from digit 4)" in said
    assert "province" not in said


@pytest.mark.parametrize(
    ("on", "good"), [(dt.date(2029, 12, 31), True), (dt.date(2030, 1, 1), False), (None, True)]
)
def test_a_year_that_has_passed_is_refused(on, good):
    check = check_pirt("P-IRT 2015371010001-29", on)
    assert check.is_good is good
    assert bool(check.compact) is good


def test_nothing_written_is_refused():
    assert not check_pirt("  ").is_good


@given(st.text(alphabet="0123456789", min_size=15, max_size=15))
def test_any_fifteen_digits_come_back_unchanged(digits):
    pirt = parse_pirt(digits)
    assert isinstance(pirt, Pirt)
    assert pirt.compact == digits
    assert parse_pirt(str(pirt)) == pirt


@given(st.text(max_size=60))
def test_any_text_gets_an_answer(text):
    assert isinstance(parse_pirt(text), Pirt | Problem)
    check = check_pirt(text)
    assert check.is_good == bool(check.compact)

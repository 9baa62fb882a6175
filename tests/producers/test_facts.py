import datetime as dt

import pytest

from lopo.producers.facts import derive
from tests.sample_dossier import TODAY, dossier

P_IRT = "P-IRT 2015371010001-29"


def value(name, **facts):
    found = derive(dossier({key.replace("__", "."): raw for key, raw in facts.items()}), TODAY)
    return found[name].value if name in found else None


@pytest.mark.parametrize(("number", "held"), [("1234567890123", True), ("", False), (None, None)])
def test_an_empty_number_means_none_and_no_answer_means_not_known(number, held):
    assert value("permit.nib.held", **({} if number is None else {"permit__nib__number": number})) is held


@pytest.mark.parametrize(
    ("facts", "pirt", "md"),
    [
        ({"permit__pirt__number": P_IRT}, True, False),
        ({"permit__md__number": "MD 123456789012"}, False, True),
        ({"permit__pirt__number": ""}, False, None),
        ({}, None, None),
    ],
)
def test_one_product_has_one_number(facts, pirt, md):
    assert value("permit.pirt.held", **facts) is pirt
    assert value("permit.md.held", **facts) is md


def test_nonhalal_materials_settle_the_halal_question():
    assert value("permit.halal.held", product__halal_materials="non-halal") is False
    assert value("permit.halal.held", product__halal_materials="halal") is None
    assert value("permit.halal.held", permit__halal__number="ID53110000123456789") is True


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("permit.pirt.number_digits", 15),
        ("permit.pirt.province", "53"),
        ("permit.pirt.regency", "71"),
        ("permit.pirt.expires_on", dt.date(2029, 12, 31)),
        ("permit.pirt.held", True),
    ],
)
def test_parts_of_the_number(name, expected):
    assert value(name, permit__pirt__number=P_IRT) == expected


def test_a_short_number_has_a_count_but_no_parts():
    assert value("permit.pirt.number_digits", permit__pirt__number="P-IRT 206") == 3
    assert value("permit.pirt.province", permit__pirt__number="P-IRT 206") is None


@pytest.mark.parametrize(("material", "agrees"), [("plastic", True), ("glass", False)])
def test_the_first_digit_is_the_pack(material, agrees):
    assert value("permit.pirt.pack_agrees", permit__pirt__number=P_IRT, pack__material=material) is agrees


@pytest.mark.parametrize(("group", "agrees"), [("01", True), ("11", False), ("none", False)])
def test_the_next_two_are_the_group(group, agrees):
    assert value("permit.pirt.group_agrees", permit__pirt__number=P_IRT, product__food_group=group) is agrees


def test_the_certificate_knows_the_day_better_than_the_number():
    day = value("permit.pirt.expires_on", permit__pirt__number=P_IRT, permit__pirt__valid_until="2029-05-02")
    assert day == dt.date(2029, 5, 2)


@pytest.mark.parametrize(
    ("issued", "number", "until", "last"),
    [
        ("2019-03-04", "P-IRT 2015371010001-29", None, (2024, 3, 4)),
        ("2019-03-04", None, None, (2024, 3, 4)),
        ("2019-03-04", None, "2023-12-01", (2023, 12, 1)),
        ("2024-02-29", None, "2029-08-17", (2029, 2, 28)),
        ("2025-06-30", "P-IRT 2015371010001-29", None, (2029, 12, 31)),
    ],
)
def test_a_p_irt_lasts_five_years_and_never_longer_than_its_papers_say(issued, number, until, last):
    facts = {"permit__pirt__issued_on": issued}
    facts |= {"permit__pirt__number": number} if number else {}
    facts |= {"permit__pirt__valid_until": until} if until else {}
    assert value("permit.pirt.expires_on", **facts) == dt.date(*last)


@pytest.mark.parametrize(
    ("extended", "due"), [(None, (2026, 4, 30)), ("tidak", (2026, 4, 30)), ("ya", (2026, 7, 31))]
)
def test_commitments_are_due(extended, due):
    facts = {"permit__pirt__issued_on": "2026-01-31"}
    if extended:
        facts["permit__pirt__extended"] = extended
    assert value("permit.pirt.commitments_due", **facts) == dt.date(*due)


@pytest.mark.parametrize(
    ("number", "right"), [("8999999000011", True), ("8999999000012", False), ("899", False), ("", None)]
)
def test_check_digit(number, right):
    assert value("permit.gtin.check_digit_right", permit__gtin__number=number) is right

import datetime as dt
import re

import pytest
from biip.gs1_application_identifiers import _GS1_APPLICATION_IDENTIFIERS

from lopo.labels.codes.element import gs1_table, identifier_at, read_element, shape_of, title_of

IDENTIFIERS = tuple(_GS1_APPLICATION_IDENTIFIERS.values())
ON = dt.date(2026, 11, 24)
NARROWER = {"30", "423", "425", "7004", "7258", "8003", "8010"}
"""Identifiers whose pattern asks more, or less, than their format says."""


@pytest.mark.parametrize("identifier", IDENTIFIERS, ids=lambda each: each.ai)
def test_the_shape_of_every_identifier_is_that_of_its_pattern(identifier):
    shape = shape_of(identifier)
    lengths = [
        length
        for length in range(shape.most + 3)
        if re.fullmatch(identifier.pattern, identifier.ai + "1" * length)
    ]
    assert identifier.ai in NARROWER or (lengths[0], lengths[-1]) == (shape.least, shape.most)


def test_all_that_the_tables_name_exists():
    table = gs1_table()
    known = {each.ai for each in IDENTIFIERS}
    named = {*table["dates"]["identifiers"], *table["check_digits"], *table["link"]["keys"]}
    named |= {qualifier for row in table["link"]["keys"].values() for qualifier in row}
    named |= set(table["link"]["words"].values())
    assert named <= known
    for name in table["titles"]:
        assert any(ai == name or (len(ai) == 4 and ai.startswith(name)) for ai in known), name


def test_a_title_of_a_family_serves_all_its_members():
    assert {title_of(identifier_at(f"310{decimals}")).id for decimals in range(6)} == {"Berat bersih, kg"}
    assert title_of(identifier_at("7003")).en.startswith("Expiration date and time")


@pytest.mark.parametrize("identifier", IDENTIFIERS, ids=lambda each: each.ai)
@pytest.mark.parametrize("value", ["", "A" * 100, "😀", "\u202e1", "1" * 13])
def test_no_value_breaks_the_reading(identifier, value):
    _, problems = read_element(identifier, value, ON)
    assert all(problem.id and problem.en for problem in problems)

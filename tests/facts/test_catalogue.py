"""The catalogue: what it refuses, what it suggests, what it promises."""

import pytest

from lopo.facts.catalogue import (
    Catalogue,
    CatalogueError,
    _parse,
    joined_catalogue,
    load_catalogue,
    read_definitions,
)
from lopo.facts.kinds import Refused
from lopo.facts.units import UNITS

TITLE = {"id": "Berat bersih", "en": "Net weight"}


def defined(**table):
    (definition,) = read_definitions("labels", {"label.net": {"kind": "decimal", "title": TITLE} | table})
    return definition


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ({"kind": "weight"}, "kind 'weight' is not one of"),
        ({"kind": ["text"]}, "is not one of"),
        ({"kind": None}, "kind None is not one of"),
        ({"colour": "red"}, "unknown key 'colour'"),
        ({"subject": "city"}, "subject 'city' is not one of"),
        ({"title": {"id": "Berat"}}, 'the "en" text is missing'),
        ({"title": {"id": "Berat", "en": " "}}, 'the "en" text is missing'),
        ({"title": TITLE | {"tet": "Todan"}}, "unknown language tet"),
        ({"title": "Berat"}, "expected a table"),
        ({"asks": "Berapa?"}, "asks: expected a table"),
        ({"kind": "choice"}, "needs its choices"),
        ({"choices": ["g", "kg"]}, "needs its choices"),
        ({"choices": {"g": "gram"}}, "g: expected a table"),
        ({"unit": 3}, "unit 3 is not a text"),
        ({"least": "much"}, "least 'much' is not a number"),
        ({"most": True}, "most True is not a number"),
        ({"computed_from": "label.name"}, "computed_from is not a list"),
        ({"computed_by": 1}, "computed_by 1 is not a text"),
    ],
)
def test_a_bad_definition_is_refused_with_its_place(table, reason):
    with pytest.raises(CatalogueError, match=reason) as refused:
        defined(**table)
    assert str(refused.value).startswith("labels/facts.toml: label.net: ")


def test_what_is_no_table_is_refused():
    with pytest.raises(CatalogueError, match=r"labels/facts.toml: label: expected a table"):
        read_definitions("labels", {"label": 3})


def test_a_file_that_is_no_toml_is_named():
    with pytest.raises(CatalogueError, match=r"labels/facts.toml: not valid TOML: .*line 1"):
        _parse("labels", "facts.toml", "a = = 1")


def test_a_name_declared_twice_names_both_packages():
    twice = [
        *read_definitions("labels", {"label.net": {"kind": "decimal", "title": TITLE}}),
        *read_definitions("quality", {"label.net": {"kind": "decimal", "title": TITLE}}),
    ]
    with pytest.raises(CatalogueError, match=r"quality/facts.toml: label.net is already declared by labels"):
        joined_catalogue(twice)


def test_a_fact_worked_out_from_nothing_known_is_refused():
    with pytest.raises(CatalogueError, match=r"label.net: computed_from 'label.gross', which no package"):
        joined_catalogue([defined(computed_by="lopo.labels", computed_from=["label.gross"])])


def test_what_a_fact_lapses_with_is_declared():
    with pytest.raises(CatalogueError, match=r"label.net: lapses_with 'label.gross', which no package"):
        joined_catalogue([defined(lapses_with=["label.gross"])])


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [
        ("label.net_quantty", "label.net_quantity"),
        ("permit.nib.numbr", "permit.nib.number"),
        ("zzz", None),
        ("", None),
    ],
)
def test_the_nearest_name_is_offered(misspelt, meant):
    assert load_catalogue().nearest(misspelt) == meant


def test_an_empty_catalogue_offers_nothing():
    assert Catalogue([]).nearest("label.name") is None
    assert Catalogue([]).sections() == ()


@pytest.mark.parametrize("definition", load_catalogue().values(), ids=lambda definition: definition.name)
def test_every_fact_can_be_asked_or_is_worked_out_and_has_a_unit_we_can_say(definition):
    assert definition.unit in UNITS
    assert definition.is_computed == bool(definition.computed_from)
    assert definition.asks or definition.is_computed or definition.help
    assert "." in definition.name


@pytest.mark.parametrize(
    ("bounds", "raw", "reason"),
    [
        ({"least": 0, "unit": "g"}, "-1", "At least 0 g."),
        ({"most": 100, "unit": "%"}, "100,5", "At most 100%."),
        ({"least": 1}, "0", "At least 1."),
        ({"least": 2, "unit": "days"}, "1", "At least 2 days."),
        ({"kind": "rupiah", "least": 25000, "unit": "IDR"}, "100", "At least Rp25,000."),
        ({"most": 9999, "unit": "days"}, "10000", "At most 9,999 days."),
    ],
)
def test_a_number_outside_its_bounds_is_refused_with_the_bound(bounds, raw, reason):
    with pytest.raises(Refused) as refused:
        defined(**bounds).read(raw)
    assert refused.value.reason.en == reason


@pytest.mark.parametrize(
    ("kind", "raw"), [("choice", "oz"), ("choice", ""), ("list", ["g", "oz"]), ("list", "g, oz")]
)
def test_a_word_that_is_no_choice_is_refused_with_the_choices(kind, raw):
    both = {"id": "gram", "en": "gram"}
    with pytest.raises(Refused) as refused:
        defined(kind=kind, choices={"g": both, "kg": both}).read(raw)
    assert "Choose one of: g, kg." in refused.value.reason.en
    assert "Pilih salah satu: g, kg." in refused.value.reason.id


@pytest.mark.parametrize(
    "definition",
    [each for each in load_catalogue().values() if each.kind == "list" and each.choices and each.asks],
    ids=lambda definition: definition.name,
)
def test_what_is_ticked_is_not_called_a_list(definition):
    if definition.help is not None:
        assert "daftar kosong" not in definition.help.id.lower()
        assert "empty list" not in definition.help.en.lower()

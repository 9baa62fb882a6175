"""What the operators answer, in the words of the design's own examples."""

import datetime as dt

import pytest

from lopo.facts.dossier import Dossier, Fact, nothing
from lopo.standards.conditions.condition import parse_condition
from lopo.standards.conditions.evaluation import explain, judge
from lopo.standards.conditions.truth import Truth
from tests.standards.conditions.strategies import CATALOGUE

ON = dt.date(2026, 11, 23)
LIFE = "quality.shelf_life_days"


def answer(table, **facts):
    dossier = Dossier({name.replace("__", "."): Fact(value) for name, value in facts.items()})
    return judge(parse_condition(table, CATALOGUE), dossier, ON)


@pytest.mark.parametrize(
    ("table", "facts", "expected"),
    [
        ({"fact": LIFE, "at_least": 180}, {"quality__shelf_life_days": 90}, Truth.NOT_MET),
        ({"fact": LIFE, "at_least": 180}, {"quality__shelf_life_days": 180}, Truth.MET),
        ({"fact": LIFE, "at_least": 180}, {}, Truth.NOT_KNOWN),
        ({"fact": LIFE, "at_most": {"fact": "quality.studied_days"}},
         {"quality__shelf_life_days": 90, "quality__studied_days": 120}, Truth.MET),
        ({"fact": LIFE, "at_most": {"fact": "quality.studied_days"}},
         {"quality__shelf_life_days": 90}, Truth.NOT_KNOWN),
        ({"fact": "label.unit", "in": ["g", "kg"]}, {"label__unit": "ml"}, Truth.NOT_MET),
        ({"fact": "label.name", "known": True}, {"label__name": ""}, Truth.NOT_MET),
        ({"fact": "label.name", "known": True}, {}, Truth.NOT_KNOWN),
        ({"fact": "label.claims", "known": False}, {"label__claims": ()}, Truth.MET),
        ({"not": {"fact": "label.claims", "contains": "rendah gula"}},
         {"label__claims": ("Rendah gula",)}, Truth.NOT_MET),
        ({"fact": "permit.valid_until", "after": "today"}, {"permit__valid_until": ON}, Truth.NOT_MET),
        ({"fact": "permit.valid_until", "after": {"today": 30}},
         {"permit__valid_until": dt.date(2027, 1, 1)}, Truth.MET),
        ({"fact": "label.name", "same_as": "label.name"}, {"label__name": "madu"}, Truth.MET),
        ({"fact": "label.name", "matches": "mad."}, {"label__name": "MADU"}, Truth.MET),
        ({"any": [{"fact": LIFE, "at_least": 1}, {"fact": "permit.held", "is": True}]},
         {"permit__held": True}, Truth.MET),
        ({"all": [{"fact": LIFE, "at_least": 1}, {"fact": "permit.held", "is": True}]},
         {"permit__held": False}, Truth.NOT_MET),
    ],
)  # fmt: skip
def test_operators(table, facts, expected):
    assert answer(table, **facts) is expected


def test_the_sentence_says_what_is_found_and_what_is_asked():
    condition = parse_condition({"fact": LIFE, "at_least": 180}, CATALOGUE)
    _sentence, (outcome,) = explain(condition, Dossier({LIFE: Fact(90)}), CATALOGUE, ON)
    assert outcome.sentence.en == "shelf life is 90 days; at least 180 days is asked."
    assert outcome.sentence.id == "shelf life: 90 hari; diminta paling sedikit 180 hari."


def test_a_number_that_stands_nowhere_on_the_label_is_not_met():
    condition = parse_condition({"fact": "label.net_quantity", "known": True}, CATALOGUE)
    assert judge(condition, Dossier({"label.net_quantity": nothing("decimal")}), ON) is Truth.NOT_MET


def test_of_several_demands_only_the_failing_ones_are_explained():
    table = {"all": [{"fact": LIFE, "at_least": 30}, {"fact": "permit.held", "is": True}]}
    dossier = Dossier({LIFE: Fact(90), "permit.held": Fact(False)})
    _sentence, outcomes = explain(parse_condition(table, CATALOGUE), dossier, CATALOGUE, ON)
    assert [outcome.fact for outcome in outcomes] == ["permit.held"]


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ({"any": [{"fact": LIFE, "at_least": 180}, {"fact": "permit.held", "is": True}]},
         "shelf life is 90 days; at least 180 days is asked. Or: permit: no; yes is asked."),
        ({"all": [{"fact": LIFE, "at_least": 180}, {"fact": "permit.held", "is": True}]},
         "shelf life is 90 days; at least 180 days is asked. permit: no; yes is asked."),
        ({"all": [{"fact": LIFE, "at_least": 30},
                  {"any": [{"fact": LIFE, "at_least": 180}, {"fact": "permit.held", "is": True}]}]},
         "shelf life is 90 days; at least 180 days is asked. Or: permit: no; yes is asked."),
        ({"not": {"all": [{"fact": LIFE, "at_least": 30}, {"fact": "permit.held", "is": False}]}},
         "shelf life is 90 days; less than 30 days is asked. Or: permit: no; other than no is asked."),
    ],
)  # fmt: skip
def test_alternatives_are_told_apart_from_demands_that_all_hold(table, sentence):
    dossier = Dossier({LIFE: Fact(90), "permit.held": Fact(False)})
    said, _outcomes = explain(parse_condition(table, CATALOGUE), dossier, CATALOGUE, ON)
    assert said.en == sentence


SUITS = {
    "any": [
        {"all": [{"fact": "product.liquid", "is": False}, {"fact": "label.unit", "in": ["g", "kg"]}]},
        {"all": [{"fact": "product.liquid", "is": True}, {"fact": "label.unit", "in": ["ml"]}]},
    ]
}


@pytest.mark.parametrize(
    ("table", "facts", "sentence"),
    [
        (SUITS, {"product.liquid": False, "label.unit": "ml"},
         "unit: millilitre; one of these is asked: gram, kilogram."),
        ({"not": {"all": [{"fact": "product.liquid", "is": False}, {"fact": "permit.held", "is": False}]}},
         {"product.liquid": False, "permit.held": False},
         "permit: no; other than no is asked."),
        ({"any": [{"fact": "product.liquid", "is": True}]}, {"product.liquid": False},
         "liquid: no; yes is asked."),
    ],
)  # fmt: skip
def test_an_alternative_that_the_product_rules_out_is_not_offered(table, facts, sentence):
    dossier = Dossier({name: Fact(value) for name, value in facts.items()})
    said, _outcomes = explain(parse_condition(table, CATALOGUE), dossier, CATALOGUE, ON)
    assert said.en == sentence


def test_a_text_too_long_for_a_form_has_none():
    assert answer({"fact": "label.name", "matches": "a*"}, label__name="a" * 300) is Truth.MET
    assert answer({"fact": "label.name", "matches": "a*"}, label__name="a" * 301) is Truth.NOT_MET

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lopo.costing.facts
import lopo.labels.facts
import lopo.nutrition.facts
import lopo.producers.facts
import lopo.quality.facts
from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import Dossier, Fact, Provenance
from lopo.facts.kinds import to_plain
from lopo.standards.derivation import OFFERS, complete
from tests.sample_dossier import SAMBAL, TODAY, dossier

RULES = [
    rule
    for package in (lopo.producers, lopo.quality, lopo.costing, lopo.nutrition, lopo.labels)
    for rule in package.facts.RULES
]


class ReadingDossier(Dossier):
    """A dossier that remembers which facts were looked at."""

    def __init__(self, facts):
        super().__init__(facts)
        self.read = set()

    def __getitem__(self, name):
        self.read.add(name)
        return super().__getitem__(name)

    def __contains__(self, name):
        self.read.add(name)
        return super().__contains__(name)

    def value(self, name):
        self.read.add(name)
        return super().value(name)


def test_every_computed_fact_of_the_catalogue_has_its_rule_and_no_rule_is_idle():
    computed = {name for name, definition in load_catalogue().items() if definition.is_computed}
    assert computed == OFFERS
    assert len(RULES) == len(OFFERS)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.fact)
def test_a_rule_names_the_module_that_the_catalogue_names(rule):
    assert rule.by == load_catalogue()[rule.fact].computed_by


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.fact)
@pytest.mark.parametrize("facts", [SAMBAL, {}], ids=["sambal", "nothing"])
def test_a_rule_reads_only_what_the_catalogue_says_it_is_worked_out_from(rule, facts):
    known = ReadingDossier(dict(dossier(facts)))
    known.read.clear()
    rule.work_out(known, TODAY)
    assert known.read <= set(load_catalogue()[rule.fact].computed_from)


def test_nothing_known_gives_nothing():
    assert dict(complete(Dossier(), TODAY)) == {}


def test_what_is_worked_out_is_a_value_that_its_definition_allows():
    for name, fact in complete(dossier(SAMBAL), TODAY).items():
        assert load_catalogue()[name].read(to_plain(fact.value)) == fact.value


def test_the_sambal_worked_out():
    known = complete(dossier(SAMBAL), TODAY)
    worked_out = {name: fact.value for name, fact in known.items() if fact.provenance.said_by == "computed"}
    assert worked_out | {
        "business.size_class": "micro",
        "permit.route": "pirt",
        "permit.nib.held": True,
        "permit.halal.held": False,
        "permit.pirt.group_agrees": True,
        "permit.pirt.pack_agrees": True,
        "permit.pirt.expires_on": dt.date(2029, 12, 31),
        "permit.pirt.commitments_due": dt.date(2027, 1, 31),
        "permit.gtin.check_digit_right": True,
        "label.ingredients_agree": True,
        "label.ingredients_in_order": True,
        "label.additives_named": True,
        "label.allergens_agree": True,
        "label.claim_words": (),
        "label.expiry_grain": "day",
        "label.registration_agrees": True,
        "recipe.allergens": ("crustacean",),
        "recipe.sweeteners": (),
        "recipe.banned_ingredients": (),
        "quality.cppb.level": "II",
        "quality.cppb.next_self_check": dt.date(2026, 12, 1),
        "quality.shelf_life_safe_days": 160,
        "quality.net.mean_is_enough": True,
        "quality.sampling.sample_wanted": 80,
        "nutrition.exempt": True,
        "nutrition.values_rounded": True,
        "nutrition.energy_adds_up": True,
    } == worked_out  # fmt: skip
    assert "recipe.additives_over_limit" not in worked_out  # no sourced limit for benzoate in sambal


@pytest.mark.parametrize(
    ("said_by", "level"), [("owner", "II"), ("officer", "II"), ("inspector", "I"), ("laboratory", "I")]
)
def test_only_an_inspector_or_a_laboratory_stands_against_what_we_work_out(said_by, level):
    stated = Fact("I", Provenance(said_by=said_by))
    known = dossier(SAMBAL).with_facts({"quality.cppb.level": stated})
    assert complete(known, TODAY).value("quality.cppb.level") == level


def test_what_was_stated_stays_where_nothing_can_be_worked_out():
    known = dossier({"business.size_class": "small"})
    assert complete(known, TODAY).value("business.size_class") == "small"


def test_what_was_worked_out_before_does_not_outlive_its_grounds():
    yesterday = complete(dossier(SAMBAL), TODAY)
    today = complete(yesterday.without(["quality.cppb.major"]), TODAY)
    assert "quality.cppb.level" not in today


def test_completing_twice_changes_nothing():
    once = complete(dossier(SAMBAL), TODAY)
    assert dict(complete(once, TODAY)) == dict(once)


@settings(max_examples=60)
@given(st.sets(st.sampled_from(sorted(SAMBAL))), st.sampled_from(sorted(SAMBAL)))
def test_an_unrelated_fact_changes_nothing(names, more):
    facts = {name: SAMBAL[name] for name in names - {more}}
    before, after = (complete(dossier(each), TODAY) for each in (facts, facts | {more: SAMBAL[more]}))
    for name in OFFERS:
        if more not in load_catalogue()[name].computed_from:
            assert before.get(name) == after.get(name)


MAY_CHANGE = {
    "permit.pirt.expires_on": "the date on the certificate replaces the end of the year",
    "permit.pirt.commitments_due": "an extension not known counts as none",
    "business.size_class": "sales replace capital",
    "permit.route": "a number held counts until something speaks against it",
    "recipe.allergens": "recipe and label are each enough, and both are read",
    "permit.pirt.held": "an MD number alone speaks against it",
    "permit.md.held": "a P-IRT number alone speaks against it",
    "recipe.sweeteners": "the label may name more than the recipe",
    "label.allergens_agree": "recipe and label are each enough, and both are read",
}


@settings(max_examples=60)
@given(st.sets(st.sampled_from(sorted(SAMBAL))))
def test_what_is_settled_stays_settled_when_more_becomes_known(names):
    part = complete(dossier({name: SAMBAL[name] for name in names}), TODAY)
    whole = complete(dossier(SAMBAL), TODAY)
    for name in OFFERS - set(MAY_CHANGE):
        if name in part:
            assert part.value(name) == whole.value(name), name


def test_no_fact_is_worked_out_from_itself_by_a_roundabout_way():
    catalogue = load_catalogue()

    def grounds(name, path):
        assert name not in path, path
        for ground in catalogue[name].computed_from:
            grounds(ground, (*path, name))

    for name in OFFERS:
        grounds(name, ())

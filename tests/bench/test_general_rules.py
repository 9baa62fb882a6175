"""A benchmark of different work says nothing: the translated packs must answer as ours do."""

import datetime as dt

import pytest

from bench.general_rules import flat, names_looked_at, translate
from bench.products import examples, varied
from lopo.facts.dossier import Dossier
from lopo.standards.assessment import assess
from lopo.standards.library import edition_on

ON = dt.date(2026, 11, 23)
EDITION = edition_on(ON)
RULES = translate(EDITION)
NAMES = names_looked_at(EDITION)
EXAMPLES = examples(ON)


@pytest.mark.parametrize("dossier", [Dossier(), *EXAMPLES, *varied(EXAMPLES, 20)], ids=repr)
def test_the_translated_packs_answer_as_the_packs_do(dossier):
    facts = flat(dossier, NAMES)
    ours = {name: status.value for name, status in assess(dossier, EDITION).statuses.items()}
    assert {rule.name: rule.status(facts) for rule in RULES} == ours


def test_variations_are_the_same_for_the_same_seed():
    assert [dict(each) for each in varied(EXAMPLES, 5)] == [dict(each) for each in varied(EXAMPLES, 5)]
    assert dict(varied(EXAMPLES, 1, seed=1)[0]) != dict(varied(EXAMPLES, 1, seed=2)[0])

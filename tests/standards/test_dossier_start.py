import re
import tomllib

import pytest

from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier_file import read_dossier
from lopo.standards.dossier_start import KINDS, empty_dossier, facts_asked_of
from lopo.standards.library import edition_on
from tests.sample_dossier import TODAY

CATALOGUE = load_catalogue()
LINE = re.compile(r"^#(?=\S)", re.MULTILINE)


def empty(kind, language="en"):
    return empty_dossier(CATALOGUE, facts_asked_of(kind, edition_on(TODAY)), kind, language)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_as_it_stands_it_says_only_what_kind_of_product_it_is(kind, language):
    dossier = read_dossier(empty(kind, language).encode(), CATALOGUE)
    assert {name: fact.value for name, fact in dossier.items()} == {"product.kind": kind}


@pytest.mark.parametrize("kind", KINDS)
def test_each_line_can_be_taken_as_it_stands(kind):
    text = empty(kind)
    places = [match.start() for match in LINE.finditer(text)]
    for place in places:
        taken = text[:place] + text[place + 1 :]
        key = taken[place:].split(" = ")[0]
        dossier = read_dossier(taken.encode(), CATALOGUE)
        is_head = key in ("on", "said_by", "who", "complete")
        assert is_head or any(name.endswith(key) for name in dossier), key


def test_all_lines_together_are_a_dossier_of_everything_that_is_asked():
    asked = facts_asked_of("food", edition_on(TODAY))
    told = {name for name in asked if not CATALOGUE[name].is_computed}
    dossier = read_dossier(
        LINE.sub("", empty("food")).replace('complete = ["label"]', "").encode(), CATALOGUE
    )
    assert set(dossier) == told | {"product.kind"}


def test_every_question_stands_under_its_section():
    tables = tomllib.loads(LINE.sub("", empty("food")))
    assert next(iter(tables)) == "dossier"
    assert tables["permit"]["nib"]["number"] == "..."
    assert set(tables) - {"dossier"} <= set(CATALOGUE.sections())


def test_a_weaver_is_not_asked_about_the_nutrition_panel():
    assert not any(name.startswith("nutrition.") for name in facts_asked_of("textile", edition_on(TODAY)))
    assert "nutrition.energy_kcal" in facts_asked_of("food", edition_on(TODAY))
    assert "[nutrition]" not in empty("textile")

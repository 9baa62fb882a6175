"""The ladder of cloth and craft, and the gates where cloth is sold."""

import pytest

from lopo.standards.assessment import Status
from lopo.standards.conditions.condition import facts_of
from lopo.standards.library import edition_on
from tests.standards.market_dossiers import SELENDANG, TODAY, hold, refused, still_open

EDITION = edition_on(TODAY)


def test_a_fine_shawl_climbs_the_whole_ladder_of_craft():
    assessment = hold(SELENDANG)
    assert assessment.ladder.ladder.id == "craft"
    assert refused(assessment) == set()
    assert assessment.ladder.reached.gate.id == "craft-internasional"
    assert assessment.ladder.next is None


@pytest.mark.parametrize("gate", ["galeri-dekranasda", "pusat-belanja-kerajinan", "ntt-mart"])
def test_the_shawl_passes_where_cloth_is_sold(gate):
    assessment = hold(SELENDANG)
    assert assessment.standing(gate).passed, still_open(assessment, gate)


def test_a_shawl_is_not_asked_for_the_papers_of_food():
    assessment = hold(SELENDANG)
    assert assessment.standing("minimarket") is None
    assert assessment.standing("amerika-serikat") is None
    assert assessment.statuses["spp-irt/pirt-held"] is Status.NOT_APPLICABLE
    assert assessment.statuses["retail-supply/pack-sealed"] is Status.NOT_APPLICABLE
    assert not {name for name in assessment.standing("ntt-mart").met if name.startswith("halal")}


def test_no_rung_of_craft_asks_how_many():
    ladder = next(ladder for ladder in EDITION.ladders if ladder.id == "craft")
    assert [gate.rung for gate in ladder.rungs] == ["taman", "swalayan", "nasional", "internasional"]
    asked = [name for gate in ladder.rungs for name in EDITION.asked_by[gate.id]]
    assert len(asked) == len(set(asked))
    looked_at = {fact for name in asked for fact in facts_of(EDITION.requirements[name].needs)}
    assert not {fact for fact in looked_at if fact.startswith("supply.")}
    few = hold(SELENDANG, {"supply.monthly_capacity": 1})
    assert few.ladder.reached.gate.id == "craft-internasional"


@pytest.mark.parametrize("ladder", EDITION.ladders, ids=lambda ladder: ladder.id)
def test_a_first_rung_asks_at_most_eight_things(ladder):
    assert len(EDITION.asked_by[ladder.rungs[0].id]) <= 8


@pytest.mark.parametrize("ladder", EDITION.ladders, ids=lambda ladder: ladder.id)
def test_every_rung_asks_something_that_counts(ladder):
    for gate in ladder.rungs:
        assert any(EDITION.requirements[name].mandatory for name in EDITION.asked_by[gate.id]), gate.id


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"craft.label_name": ""}, {"craft-label/name"}),
        ({"craft.label_maker": ""}, {"craft-label/maker"}),
        ({"craft.label_origin": "Made in Timor"}, {"craft-label/origin"}),
        ({"craft.label_origin": "MADE IN INDONESIA"}, set()),
        ({"craft.label_composition": ""}, {"craft-label/composition"}),
        ({"label.languages": ["en"]}, {"craft-label/language"}),
        ({"craft.label_fixed": "none"}, {"craft-label/fixed"}),
        ({"craft.label_size": ""}, {"craft-label/size"}),
        ({"craft.label_care": ""}, {"craft-label/care"}),
        ({"craft.fibres": [{"name": "katun", "amount": "80"}, {"name": "rayon", "amount": "20"}]}, set()),
        ({"craft.fibres": [{"name": "serat", "amount": "33,3"}] * 3}, set()),
        (
            {"craft.fibres": [{"name": "katun", "amount": "80"}, {"name": "rayon", "amount": "15"}]},
            {"craft-label/fibre-total"},
        ),
        ({"craft.ig_name": "Tenun Ikat Sikka", "craft.mpig_member": "tidak"}, {"craft/ig-name-right"}),
        ({"craft.ig_name": "Tenun Ikat Sikka", "craft.mpig_member": "ya"}, set()),
        ({"craft.finish_neat": "tidak"}, {"craft/finish"}),
        ({"craft.handmade": "tidak"}, {"craft/handmade"}),
        ({"craft.dyes": []}, {"craft/dyes-named"}),
        ({"craft.dye_sources": []}, {"craft/dye-sources"}),
        ({"craft.dyes": ["synthetic"], "craft.dye_sources": []}, set()),
        ({"craft.colour_holds": "tidak"}, {"craft/colour-holds"}),
        ({"craft.colour_holds": "tidak", "craft.dyes": ["undyed"]}, set()),
        ({"craft.colour_holds": "tidak", "craft.dyes": ["undyed", "natural"]}, {"craft/colour-holds"}),
        ({"price.cost_idr": 700000}, {"craft/price-pays-work", "retail-supply/own-margin"}),
        ({"craft.story": ""}, {"craft/story"}),
        ({"craft.story_english": "tidak"}, {"craft/story-english"}),
        ({"craft.maker_person": ""}, {"craft/maker-named"}),
    ],
)
def test_one_fault_of_the_shawl_gives_exactly_its_findings(changes, found):
    assert refused(hold(SELENDANG, changes)) == found


def test_without_its_story_the_shawl_stays_national():
    assessment = hold(SELENDANG, {"craft.story": ""})
    assert assessment.ladder.reached.gate.id == "craft-nasional"


def test_a_basket_of_lontar_is_not_asked_for_fibres_or_washing():
    basket = hold(SELENDANG.replace('"textile"', '"craft"'), {"craft.fibres": [], "craft.dyes": ["undyed"]})
    for name in ("craft-label/fibre-total", "craft-label/care", "craft/colour-holds"):
        assert basket.statuses[name] is Status.NOT_APPLICABLE, name
    assert basket.ladder.reached.gate.id == "craft-internasional"


def test_a_product_of_a_kind_not_told_yet_stands_on_the_first_ladder():
    assert hold('[permit]\nnib.number = "1234567890123"\n').ladder.ladder.id == "food"

"""Codex, the United States and the European Union: one fault at a border gives exactly its findings."""

import datetime as dt

import pytest

from lopo.standards.assessment import Status
from lopo.standards.library import edition_on
from tests.standards.market_dossiers import TODAY, keripik, refused

EDITION = edition_on(TODAY)

ENGLISH = {"codex/language", "us/english"}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"label.name": ""}, {"codex/name"}),
        ({"label.batch_code": ""}, {"codex/lot"}),
        ({"label.producer_city": "", "label.producer_address": ""}, {"codex/maker"}),
        ({"label.producer_city": "", "label.producer_address": "Jl. Perintis 12, Oebobo"}, set()),
        ({"label.net_unit": "pieces"}, {"codex/net"}),
        ({"label.languages": ["id"]}, ENGLISH),
        ({"label.languages": ["id", "other"]}, {"us/english"}),
        ({"label.durable": "tidak"}, {"codex/legible"}),
        ({"label.main_panel": ["name"]}, {"codex/main-panel"}),
        ({"label.claims": ["Mengobati maag"]}, {"codex/no-misleading-claims"}),
        ({"label.ingredients": ["gula", "pisang kepok", "minyak kelapa"]}, {"codex/ingredients-order"}),
        ({"quality.shelf_life_days": 90}, {"codex/date"}),
        ({"label.nutrition_panel": "tidak"}, {"codex/nutrition"}),
        ({"export.origin_text": ""}, set()),
        (
            {"export.origin_text": "", "label.producer_country": ""},
            {"codex/origin", "us/origin", "eu/origin"},
        ),
        ({"product.storage": "frozen", "label.storage_text": ""}, {"codex/storage"}),
        ({"permit.haccp.held": "tidak"}, {"export-supply/haccp"}),
        ({"export.hs_code": "2008"}, {"export-supply/hs-code"}),
        ({"export.hs_code": "20089990"}, set()),
        ({"export.us.fda_number": ""}, {"us/facility-registered"}),
        ({"export.us.fda_renewed_on": "2024-05-01"}, {"us/facility-renewed", "us/facility-window"}),
        ({"export.us.fda_renewed_on": "2025-02-01"}, {"us/facility-window"}),
        ({"export.us.agent": ""}, {"us/agent"}),
        ({"export.us.facility_identifier": "tidak"}, {"us/facility-identifier"}),
        ({"export.us.prior_notice": "tidak"}, {"us/prior-notice"}),
        ({"export.importer": ""}, {"us/importer"}),
        ({"export.us.panel_rounded": "tidak"}, {"us/panel-rounded"}),
        ({"export.us.net_text": "150 g"}, {"us/net-both"}),
        ({"export.us.panel": "tidak", "export.us.small_business_exempt": "ya"}, set()),
        ({"export.us.panel": "tidak", "export.us.small_business_exempt": "tidak"}, {"us/panel"}),
        ({"export.eu.x_height_mm": "1,1", "export.eu.small_pack": "tidak"}, {"eu/letter-height"}),
        ({"export.eu.x_height_mm": "0,9", "export.eu.small_pack": "ya"}, set()),
        ({"export.eu.x_height_mm": "0,8", "export.eu.small_pack": "ya"}, {"eu/letter-height"}),
        ({"export.eu.language_fits": "tidak"}, {"eu/language"}),
        ({"export.eu.operator_text": ""}, {"eu/operator"}),
        ({"export.animal_ingredients": "ya", "export.eu.plant_approved": "tidak"}, {"eu/animal-origin"}),
        ({"export.animal_ingredients": "ya", "export.eu.plant_approved": "ya"}, set()),
    ],
)
def test_one_fault_at_a_border_gives_exactly_its_findings(changes, found):
    assert refused(keripik(changes)) == found


SHRIMP = {
    "recipe.ingredients": [{"name": "cabai", "amount": "600"}, {"name": "terasi", "amount": "60"}],
    "label.ingredients": ["cabai", "terasi"],
    "label.allergens_bold": ["terasi"],
}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        (
            {"export.us.allergens_named": ["crustacean"], "export.eu.allergens_emphasised": ["crustacean"]},
            set(),
        ),
        (
            {"export.us.allergens_named": [], "export.eu.allergens_emphasised": []},
            {"us/allergens", "eu/allergens"},
        ),
        (
            {"export.us.allergens_named": ["fish"], "export.eu.allergens_emphasised": ["crustacean"]},
            {"us/allergens"},
        ),
        (
            {
                "export.other_allergens": ["sesame"],
                "export.us.allergens_named": ["crustacean"],
                "export.eu.allergens_emphasised": ["crustacean", "sesame"],
            },
            {"us/allergens"},
        ),
        (
            {
                "export.other_allergens": ["celery"],
                "export.us.allergens_named": ["crustacean"],
                "export.eu.allergens_emphasised": ["crustacean"],
            },
            {"eu/allergens"},
        ),
    ],
)
def test_each_country_names_the_allergens_of_its_own_list(changes, found):
    assert refused(keripik(SHRIMP | changes)) == found


def test_a_list_that_leaves_the_shrimp_out_fails_codex():
    left_out = SHRIMP | {"label.ingredients": ["cabai"], "label.allergens_bold": []}
    assert "codex/hypersensitivity" in refused(keripik(left_out))


def test_pure_coffee_needs_no_list_of_ingredients_abroad():
    coffee = {"label.ingredients": "", "product.single_ingredient": "ya", "product.category": "coffee"}
    assessment = keripik(coffee)
    assert assessment.statuses["codex/ingredients"] is Status.MET
    assert assessment.statuses["us/panel"] is Status.NOT_APPLICABLE
    assert assessment.statuses["eu/nutrition-per-100"] is Status.NOT_APPLICABLE


@pytest.mark.parametrize("missing", ["kj", "salt"])
def test_a_european_panel_with_a_gap_is_not_complete(missing):
    name = {"kj": "export.eu.energy_kj", "salt": "export.eu.salt_g"}[missing]
    assert keripik(without=[name]).statuses["eu/nutrition-per-100"] is Status.NOT_KNOWN


def test_dried_beef_asks_for_an_approved_plant_in_europe():
    beef = keripik({"product.contains_meat": "ya", "export.eu.plant_approved": "tidak"})
    assert beef.statuses["eu/animal-origin"] is Status.NOT_MET
    assert beef.statuses["us/origin"] is Status.MET


def test_the_window_of_the_fda_opens_on_the_first_of_october():
    renewed = {"export.us.fda_renewed_on": "2025-02-01"}
    before, after = (keripik(renewed, on=dt.date(2026, *day)) for day in ((9, 30), (10, 1)))
    assert before.statuses["us/facility-window"] is Status.MET
    assert after.statuses["us/facility-window"] is Status.NOT_MET
    assert after.statuses["us/facility-renewed"] is Status.MET
    closed = keripik(renewed, on=dt.date(2027, 1, 1))
    assert closed.statuses["us/facility-renewed"] is Status.NOT_MET


def test_the_top_of_the_food_ladder_asks_the_codex_basics():
    top = EDITION.ladders[0].rungs[-1]
    assert top.rung == "internasional" and set(EDITION.asked_by[top.id]) == {
        each.name for each in EDITION.standards["codex"].requirements
    }

import datetime as dt
from pathlib import Path

import pytest

import lopo.standards
from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import Fact
from lopo.facts.dossier_file import read_dossier
from lopo.facts.units import UNITS
from lopo.standards.conditions.condition import facts_of, leaves
from lopo.standards.conditions.evaluation import judge
from lopo.standards.conditions.operators import Shape
from lopo.standards.conditions.truth import Truth
from lopo.standards.derivation import complete
from lopo.standards.pack import parse_ladder, parse_standard, parse_steps

FOLDER = Path(lopo.standards.__file__).parent
TODAY = dt.date(2026, 11, 23)
LAW = (
    "nib", "spp-irt-2018", "spp-irt-2024", "bpom-md", "bpom-label", "nutrition-information", "nutri-level",
    "halal", "cppb-irt", "net-content", "brand-and-gtin", "sni", "food-safety", "shelf-life", "sampling",
)  # fmt: skip
CATALOGUE = load_catalogue()
STEPS = parse_steps((FOLDER / "steps.toml").read_text("utf-8"), "steps.toml")
STANDARDS = tuple(
    parse_standard((FOLDER / "packs" / f"{name}.toml").read_text("utf-8"), name, CATALOGUE, STEPS)
    for name in LAW
)
REQUIREMENTS = [requirement for standard in STANDARDS for requirement in standard.requirements]
LADDER = parse_ladder((FOLDER / "ladders" / "food.toml").read_text("utf-8"), "food.toml", CATALOGUE)

KERIPIK = """
[business]
home_premises = true
equipment = "manual"
annual_sales = 60000000
[product]
name = "Keripik pisang manis"
kind = "food"
food_group = "14"
category = "other"
form = "solid"
storage = "room"
prepacked = true
fresh_daily = false
heat_sterilised = false
special_diet = false
alcoholic = false
additive_or_processing_aid = false
sni_compulsory = false
contains_meat = false
halal_materials = "halal"
[recipe]
ingredients = [
    { name = "pisang kepok", amount = 1000 },
    { name = "minyak kelapa", amount = 150 },
    { name = "gula", amount = 120 },
]
additives = []
pork_or_gm = []
shared_line_allergens = []
[pack]
material = "plastic"
[permit]
nib.number = "1234567890123"
pirt.number = "P-IRT 2145371010001-29"
pirt.issued_on = 2024-03-01
pirt.label_done = true
pkp.held = true
halal.number = "ID53110000123450524"
halal.covers_product = true
[label]
name = "Keripik pisang"
brand = "Mawar"
ingredients_heading = "Komposisi:"
ingredients = ["pisang kepok", "minyak kelapa", "gula"]
net_quantity = 100
net_unit = "g"
producer_name = "UKM Mawar"
producer_city = "Kupang"
producer_postcode = "85228"
producer_country = "Indonesia"
halal_logo = true
halal_number = "ID 53110000123450524"
batch_code = "A12"
expiry_text = "Baik digunakan sebelum 03 2027"
registration_number = "PIRT 2145371010001-29"
main_panel = ["name", "net", "producer", "expiry", "registration", "halal"]
languages = ["id"]
smallest_letter_mm = 1.2
claims = ["Renyah dan gurih"]
durable = true
[quality]
shelf_life_days = 120
shelf_life_basis = "real-time"
shelf_life_studied_days = 160
cppb.inspected_on = 2024-05-01
cppb.major = 1
cppb.serious = 0
cppb.critical = 0
"""


def findings(text, changes=None, on=TODAY):
    """Names of the requirements in force by what came of them; ``unclear`` where applying is not known.

    ``changes`` are facts by name that differ from the dossier in ``text``.
    """
    stated = {name: Fact(CATALOGUE[name].read(raw)) for name, raw in (changes or {}).items()}
    dossier = complete(read_dossier(text.encode(), CATALOGUE).with_facts(stated), on)
    return {
        requirement.name: _status(standard, requirement, dossier, on)
        for standard in STANDARDS
        if standard.holds_on(on)
        for requirement in standard.requirements
        if requirement.holds_on(on)
    }


def _status(standard, requirement, dossier, on):
    applies = {judge(standard.applies, dossier, on), judge(requirement.applies, dossier, on)}
    if Truth.NOT_MET in applies:
        return "not_applicable"
    if Truth.NOT_KNOWN in applies:
        return "unclear"
    return judge(requirement.needs, dossier, on).value


def test_there_are_enough_demands_and_each_stands_once_on_any_day():
    assert len(REQUIREMENTS) >= 75
    for day in (dt.date(2023, 6, 1), dt.date(2024, 10, 17), dt.date(2026, 10, 16), TODAY):
        held = [standard for standard in STANDARDS if standard.holds_on(day)]
        names = [r.name for standard in held for r in standard.requirements if r.holds_on(day)]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda r: r.name)
def test_a_demand_speaks_both_languages_and_names_its_source(requirement):
    for text in (requirement.asks, requirement.why, requirement.step.title, requirement.step.how):
        assert text.id.strip() and text.en.strip() and text.id != text.en
    assert requirement.source and "@K" not in requirement.source
    assert all(name in CATALOGUE for name in facts_of(requirement.needs))


def test_nobody_is_shown_a_pattern():
    for requirement in REQUIREMENTS:
        for leaf in leaves(requirement.needs):
            assert not isinstance(leaf.operand, Shape) or leaf.operand.says, requirement.name


def test_a_cost_or_a_number_of_days_names_its_source():
    for step in STEPS.values():
        assert (step.cost_idr is None) == (not step.cost_source), step.id
        assert (step.days is None) == (not step.days_source), step.id


def test_every_fact_can_be_asked_or_is_worked_out():
    for definition in CATALOGUE.values():
        assert definition.asks or definition.is_computed, definition.name
        assert definition.unit in UNITS, definition.name
        assert all(name in CATALOGUE for name in definition.computed_from), definition.name


def test_the_first_rung_asks_at_most_eight_things():
    assert len(LADDER.rungs[0].asks) <= 8
    assert [rung.rung for rung in LADDER.rungs] == ["taman", "swalayan", "nasional", "internasional"]


def test_the_ladder_asks_for_every_demand_of_the_law_once():
    asks = [ask for rung in LADDER.rungs for ask in rung.asks]
    assert len(asks) == len(set(asks))
    covered = set(asks)
    assert {r.name for r in REQUIREMENTS if not {r.name, r.standard} & covered} == set()
    both = {r.name for r in REQUIREMENTS if {r.name, r.standard} <= covered}
    assert both == set()


@pytest.mark.parametrize(
    "name",
    [
        "nib/nib-number-form",
        "spp-irt/pirt-seven-days",
        "spp-irt/pirt-number-group",
        "spp-irt/pkp-score",
        "bpom-md/md-facility-cppob",
        "bpom-md/md-number-form",
        "halal/halal-number-length",
        "sni/sni-if-compulsory",
        "food-safety/microbe-lab",
        "food-safety/metals-lab",
        "food-safety/additive-within-limit",
        "cppb-irt/cppb-level",
        "net-content/bdkt-within-t",
        "nutrition-information/claim-thresholds",
        "nutrition-information/ing-serving-size",
        "shelf-life/shelf-life-safety",
        "sampling/sampling-plan",
    ],
)
def test_what_no_source_confirms_stays_to_be_verified(name):
    assert {r.confidence for r in REQUIREMENTS if r.name == name} == {"to-verify"}


def test_a_good_pack_of_banana_chips():
    found = findings(KERIPIK)
    refused = {name for name, status in found.items() if status == "not_met"}
    assert refused == set()
    assert {found[ask] for ask in LADDER.rungs[0].asks} == {"met"}
    for name in ("spp-irt/pirt-held", "spp-irt/pirt-eligible-kind", "spp-irt/pirt-commitments-met",
                 "bpom-label/label-regno", "bpom-label/label-halal", "cppb-irt/cppb-level",
                 "bpom-label/label-main-panel", "shelf-life/shelf-life-basis"):  # fmt: skip
        assert found[name] == "met", name
    for name in (
        "bpom-md/md-held",
        "bpom-label/label-allergens",
        "bpom-label/label-storage",
        "bpom-label/label-2d-barcode",
        "food-safety/nitrite-lab",
        "sni/sni-if-compulsory",
    ):
        assert found[name] == "not_applicable", name


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"label.claims": ["Kaya akan serat"]}, {"bpom-label/label-no-claims-irt"}),
        ({"label.claims": ["Mengobati maag"]}, {"bpom-label/label-no-medical"}),
        ({"label.brand": "Kelor Sehat"}, {"bpom-label/label-brand-words"}),
        ({"label.batch_code": ""}, {"bpom-label/label-batch"}),
        ({"label.expiry_text": "Exp 03 2027"}, {"bpom-label/label-expiry-form"}),
        ({"quality.shelf_life_days": 90}, {"bpom-label/label-expiry-form"}),
        ({"label.net_unit": "ml"}, {"net-content/bdkt-unit-suits"}),
        ({"label.smallest_letter_mm": "0.8"}, {"bpom-label/label-letter-height"}),
        (
            {"label.main_panel": ["name", "producer", "expiry", "registration", "halal"]},
            {"bpom-label/label-main-panel"},
        ),
        (
            {"label.ingredients": ["gula", "pisang kepok", "minyak kelapa"]},
            {"bpom-label/label-ingredients-order"},
        ),
        ({"label.ingredients": ["pisang kepok", "minyak kelapa"]}, {"bpom-label/label-ingredients-recipe"}),
        (
            {"quality.shelf_life_studied_days": 100},
            {"bpom-label/label-expiry-supported", "shelf-life/shelf-life-safety"},
        ),
        ({"quality.cppb.critical": 1}, {"cppb-irt/cppb-no-kritis", "cppb-irt/cppb-level"}),
        (
            {"permit.halal.number": "KH 123456"},
            {"halal/halal-number-prefix", "halal/halal-number-length", "bpom-label/label-halal"},
        ),
        ({"permit.halal.number": ""}, {"halal/halal-held", "halal/halal-logo-founded"}),
        ({"permit.nib.number": ""}, {"nib/nib-held"}),
        ({"pack.material": "glass"}, {"spp-irt/pirt-number-pack"}),
        ({"permit.pkp.held": False}, {"spp-irt/pkp-certificate", "spp-irt/pirt-commitments-met"}),
    ],
)
def test_one_fault_gives_exactly_its_findings(changes, refused):
    found = findings(KERIPIK, changes)
    assert {name for name, status in found.items() if status == "not_met"} == refused


def test_a_passed_year_refuses_the_permit():
    found = findings(KERIPIK.replace("-29", "-25"))
    assert found["spp-irt/pirt-not-expired"] == "not_met"


@pytest.mark.parametrize(
    ("issued_on", "status"), [("2023-12-31", "not_applicable"), ("2024-01-01", "not_met")]
)
def test_commitments_bind_only_permits_issued_under_their_rule(issued_on, status):
    found = findings(KERIPIK, {"permit.pirt.issued_on": issued_on, "permit.pkp.held": False})
    assert found["spp-irt/pirt-commitments-met"] == status


BY_COUNT = {"label.net_unit": "pieces", "label.net_quantity": 12}


def test_goods_sold_by_the_piece_may_state_their_count():
    found = findings(KERIPIK, BY_COUNT | {"product.sold_by_count": True})
    assert found["bpom-label/label-net"] == found["net-content/bdkt-label-unit"] == "met"
    for weighed in ("bdkt-unit-suits", "bdkt-lot-mean", "bdkt-none-2t", "bdkt-within-t"):
        assert found[f"net-content/{weighed}"] == "not_applicable", weighed


@pytest.mark.parametrize(
    ("by_count", "status"), [({}, "not_known"), ({"product.sold_by_count": False}, "not_met")]
)
def test_a_count_alone_does_not_pass_where_goods_are_sold_by_weight(by_count, status):
    found = findings(KERIPIK, BY_COUNT | by_count)
    assert found["bpom-label/label-net"] == found["net-content/bdkt-label-unit"] == status


SEI = """
[product]
kind = "food"
prepacked = true
fresh_daily = false
storage = "frozen"
contains_meat = true
cured_meat = true
food_group = "01"
"""


def test_frozen_sei_may_not_hold_a_pirt_and_its_nitrite_is_tested():
    found = findings(
        SEI + '[permit]\npirt.number = "P-IRT 2015371010001-29"\n[quality]\nnitrite_mg_per_kg = 64\n'
    )
    for name in ("spp-irt/pirt-eligible-kind", "bpom-md/md-held", "food-safety/nitrite-lab"):
        assert found[name] == "not_met", name
    assert found["spp-irt/pirt-held"] == "not_applicable"


def test_with_an_md_nothing_of_the_pirt_is_asked():
    found = findings(SEI + '[permit]\nmd.number = "BPOM RI MD 213124001345"\n')
    assert found["bpom-md/md-held"] == "met"
    of_pirt = {status for name, status in found.items() if name.startswith(("spp-irt/", "cppb-irt/"))}
    assert of_pirt == {"not_applicable"}


@pytest.mark.parametrize(("statement", "status"), [("Mengandung babi", "met"), ("", "not_met")])
def test_pork_is_welcome_when_the_label_says_so(statement, status):
    text = SEI + f'halal_materials = "non-halal"\n[label]\nnonhalal_statement = "{statement}"\n'
    found = findings(text)
    assert found["halal/halal-held"] == status
    assert found["halal/halal-covers-product"] == "not_applicable"


def test_fresh_cake_sold_unpacked_needs_neither_permit_nor_label():
    found = findings('[product]\nkind = "food"\nfresh_daily = true\nprepacked = false\n')
    prefixes = ("spp-irt/", "bpom-md/", "cppb-irt/", "bpom-label/", "net-content/", "shelf-life/")
    assert {status for name, status in found.items() if name.startswith(prefixes)} == {"not_applicable"}
    assert found["nib/nib-held"] == found["halal/halal-held"] == "not_known"


def test_coffee_needs_no_nutrition_panel_and_crackers_do():
    bare = {"label.nutrition_panel": False}
    assert findings(KERIPIK, bare)["nutrition-information/ing-needed"] == "not_met"
    coffee = findings(KERIPIK, bare | {"product.category": "coffee"})
    assert coffee["nutrition-information/ing-needed"] == "not_applicable"


def test_shrimp_paste_in_a_sambal_is_an_allergen():
    plain = {"label.ingredients": ["cabai", "terasi", "garam"], "label.allergens_bold": []}
    assert findings(KERIPIK, plain)["bpom-label/label-allergens"] == "not_met"
    told = plain | {
        "label.allergens_bold": ["terasi"],
        "label.allergen_statement": "Mengandung alergen, lihat daftar bahan yang dicetak tebal",
    }
    assert findings(KERIPIK, told)["bpom-label/label-allergens"] == "met"


@pytest.mark.parametrize(
    ("day", "sales", "status"),
    [
        (dt.date(2026, 10, 16), 60_000_000, "not_applicable"),
        (dt.date(2026, 10, 17), 60_000_000, "not_met"),
        (dt.date(2024, 10, 17), 40_000_000_000, "not_met"),
        (dt.date(2024, 10, 16), 40_000_000_000, "not_applicable"),
    ],
)
def test_the_halal_duty_came_by_the_size_of_the_business(day, sales, status):
    changes = {"permit.halal.number": "", "business.annual_sales": sales}
    assert findings(KERIPIK, changes, day)["halal/halal-held"] == status


def test_the_rule_of_2018_asked_seven_days():
    short = {"quality.shelf_life_days": 4}
    before = findings(KERIPIK, short, dt.date(2023, 6, 1))
    assert before["spp-irt/pirt-eligible-kind"] == "not_met"
    today = findings(KERIPIK, short)
    assert today["spp-irt/pirt-eligible-kind"] == "met"
    assert today["spp-irt/pirt-seven-days"] == "not_met"

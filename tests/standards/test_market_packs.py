"""The markets: a good product passes each gate, and one fault gives exactly its findings."""

import pytest

from lopo.standards.assessment import Status, assess
from lopo.standards.conditions.condition import facts_of
from lopo.standards.derivation import complete
from lopo.standards.library import edition_on, load_library
from tests.sample_dossier import dossier
from tests.standards.market_dossiers import MARKET, TODAY, hold, keripik, refused, still_open
from tests.standards.test_law_packs import KERIPIK

LIBRARY = load_library()
EDITION = edition_on(TODAY)
DEMANDS = [each for name in MARKET for each in EDITION.standards[name].requirements]
GATES = list(EDITION.gates.values())


def test_there_are_at_least_a_hundred_and_thirty_demands_in_force():
    assert len(EDITION.requirements) >= 130


@pytest.mark.parametrize("demand", DEMANDS, ids=lambda demand: demand.name)
def test_a_demand_speaks_both_languages_and_names_its_source(demand):
    for text in (demand.asks, demand.why, demand.step.title, demand.step.how):
        assert text.id.strip() and text.en.strip() and text.id != text.en
    if demand.confidence != "to-verify":
        assert "." in demand.source and ("http" in demand.source or "fda.gov" in demand.source), demand.source
    assert demand.source and demand.clause
    assert facts_of(demand.needs)


@pytest.mark.parametrize("step", LIBRARY.steps.values(), ids=lambda step: step.id)
def test_a_cost_or_a_number_of_days_names_its_source(step):
    assert (step.cost_idr is None) == (not step.cost_source)
    assert (step.days is None) == (not step.days_source)
    assert step.title.id != step.title.en and step.how.id != step.how.en


def test_every_step_mends_something():
    used = {each.step.id for standard in LIBRARY.standards for each in standard.requirements}
    assert set(LIBRARY.steps) == used


@pytest.mark.parametrize(
    "name",
    [
        "retail-supply/remaining-life",
        "retail-supply/shop-margin",
        "retail-supply/price",
        "retail-supply/returns",
        "e-katalog/photos",
        "e-katalog/weight-and-size",
        "e-katalog/stock",
        "us/prior-notice",
        "us/importer",
        "us/process-filed",
        "us/net-both",
        "craft-label/composition",
        "craft-label/fibre-total",
        "craft-label/care",
        "export-supply/haccp",
    ],
)
def test_what_no_source_confirms_stays_to_be_verified(name):
    assert EDITION.requirements[name].confidence == "to-verify"


@pytest.mark.parametrize("kind", ["food", "textile"])
def test_what_is_not_known_is_neither_met_nor_refused(kind):
    statuses = hold(f'[product]\nkind = "{kind}"\n').statuses
    found = {statuses[demand.name] for demand in DEMANDS}
    assert found == {Status.NOT_KNOWN, Status.NOT_APPLICABLE}


def test_the_markets_of_the_city_are_there():
    kinds = {gate.id: (gate.kind, gate.rung) for gate in GATES}
    assert kinds == {
        "ntt-mart": ("buyer", "swalayan"),
        "minimarket": ("buyer", "swalayan"),
        "hypermarket-titipan": ("buyer", "swalayan"),
        "galeri-dekranasda": ("gallery", "swalayan"),
        "e-katalog": ("procurement", "nasional"),
        "pusat-belanja-kerajinan": ("buyer", "nasional"),
        "amerika-serikat": ("country", "internasional"),
        "uni-eropa": ("country", "internasional"),
    }


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.id)
def test_a_gate_speaks_for_no_chain_by_name(gate):
    texts = [gate.title, gate.about, *(text for term in gate.terms for text in (term.title, term.says))]
    for text in texts:
        assert text.id.strip() and text.en.strip()
        for chain in ("indomaret", "alfamart", "hypermart", "carrefour"):
            assert chain not in text.id.lower() and chain not in text.en.lower()


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.id)
def test_a_term_that_nobody_has_published_is_to_be_agreed_and_verified(gate):
    assert gate.terms
    for term in gate.terms:
        assert term.source.strip()
        if term.id in ("margin", "payment", "returns", "remaining_life", "rent"):
            assert term.confidence == "to-verify", term.id


@pytest.mark.parametrize("id", ["minimarket", "hypermarket-titipan"])
def test_a_shop_names_the_legal_caps_and_what_is_to_be_agreed(id):
    terms = {term.id: term for term in EDITION.gates[id].terms}
    assert {"margin", "payment", "listing_fee", "trading_terms", "returns", "remaining_life"} <= set(terms)
    assert "15 %" in terms["trading_terms"].says.en
    assert ("Rp50,000" if id == "minimarket" else "Rp150,000") in terms["listing_fee"].says.en
    for id in ("margin", "returns", "remaining_life"):
        assert "agree" in terms[id].says.en.lower()


@pytest.mark.parametrize("gate", ["ntt-mart", "minimarket", "hypermarket-titipan"])
def test_a_shop_asks_for_permit_label_and_halal_too(gate):
    asked = set(EDITION.asked_by[gate])
    wanted = {"nib/nib-held", "spp-irt/pirt-held", "bpom-md/md-held", "halal/halal-held"}
    assert wanted | {"bpom-label/label-expiry-form"} <= asked


@pytest.mark.parametrize(
    "gate",
    ["ntt-mart", "minimarket", "hypermarket-titipan", "e-katalog", "amerika-serikat", "uni-eropa"],
)
def test_a_good_pack_of_banana_chips_passes(gate):
    assessment = keripik()
    assert still_open(assessment, gate) == set()
    assert assessment.standing(gate).passed
    assert refused(assessment) == set()


def test_the_province_store_asks_a_dozen_things_and_the_chain_many():
    assessment = keripik()
    assert assessment.standing("ntt-mart").total == 13
    assert assessment.standing("minimarket").total > 40


def test_one_dossier_stands_differently_before_each_gate():
    assessment = hold(KERIPIK)
    percent = {gate: assessment.standing(gate).percent for gate in ("ntt-mart", "minimarket", "e-katalog")}
    assert percent["ntt-mart"] > percent["minimarket"] > percent["e-katalog"] > 0


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"pack.sealed": "tidak"}, {"retail-supply/pack-sealed"}),
        ({"pack.food_grade": "tidak"}, {"retail-supply/pack-food-grade"}),
        ({"label.brand": ""}, {"retail-supply/brand-on-pack"}),
        ({"permit.gtin.number": "8999999000012"}, {"retail-supply/barcode"}),
        ({"permit.gtin.issued_by_gs1": "tidak"}, {"retail-supply/barcode"}),
        ({"supply.monthly_capacity": 0}, {"retail-supply/capacity"}),
        ({"supply.months_without_gap": 0}, set()),
        ({"supply.commitment": "tidak"}, {"retail-supply/commitment"}),
        (
            {"supply.months_without_gap": 0, "supply.commitment": "tidak"},
            {"retail-supply/supply-steady", "retail-supply/commitment"},
        ),
        ({"supply.stock_on_hand": 0}, {"retail-supply/stock", "e-katalog/stock"}),
        ({"supply.sample_ready": "tidak"}, {"retail-supply/samples"}),
        ({"supply.age_at_delivery_days": 40}, set()),
        ({"supply.age_at_delivery_days": 41}, {"retail-supply/remaining-life"}),
        ({"price.retail_idr": 11000}, {"retail-supply/price", "retail-supply/shop-margin"}),
        ({"price.retail_idr": 13000}, {"retail-supply/shop-margin"}),
        ({"price.retail_idr": 13750}, set()),
        ({"price.cost_idr": 12000}, {"retail-supply/own-margin"}),
        ({"price.payment_days_accepted": 7}, {"retail-supply/payment-wait"}),
        ({"price.accepts_consignment": "tidak"}, {"retail-supply/consignment"}),
        ({"price.accepts_returns": "tidak"}, set()),
        ({"business.kbli": []}, {"e-katalog/kbli-on-nib", "e-katalog/kbli-fits-category"}),
        ({"business.kbli": ["56103"]}, {"e-katalog/kbli-fits-category"}),
        ({"product.catalogue_category": ""}, {"e-katalog/category"}),
        ({"business.npwp": "tidak"}, {"e-katalog/npwp"}),
        ({"business.maker_or_brand_owner": "tidak"}, {"e-katalog/maker-or-brand-owner"}),
        ({"product.sku": ""}, set()),
        ({"product.tkdn_percent": 30, "product.tkdn_bmp_percent": 41}, set()),
        ({"product.tkdn_percent": 24, "product.tkdn_bmp_percent": 41}, {"e-katalog/tkdn"}),
        ({"product.tkdn_percent": 30, "product.tkdn_bmp_percent": 39}, {"e-katalog/tkdn"}),
        ({"business.annual_sales": 20_000_000_000}, {"e-katalog/micro-or-small"}),
    ],
)
def test_one_fault_before_a_shop_or_the_catalogue_gives_exactly_its_findings(changes, found):
    assert refused(keripik(changes)) == found


def test_what_is_not_packed_stands_no_higher_than_the_park():
    facts = {
        "product.kind": "food",
        "product.prepacked": "tidak",
        "product.fresh_daily": "ya",
        "product.halal_materials": "halal",
        "permit.nib.number": "9120001234567",
        "permit.halal.number": "ID53110000123450524",
        "permit.halal.covers_product": "ya",
        "recipe.ingredients": [{"name": "tepung beras", "amount": "1000"}],
        "recipe.additives": [],
    }
    ladder = assess(complete(dossier(facts), TODAY), edition_on(TODAY)).ladder
    assert ladder.reached.gate.rung == "taman"
    assert "retail-supply/packed" in ladder.next.open

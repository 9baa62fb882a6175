"""A good product before each market, typed as people type it: what the tests of the markets start from."""

import datetime as dt

from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import Fact
from lopo.facts.dossier_file import read_dossier
from lopo.standards.assessment import Status, assess
from lopo.standards.derivation import complete
from lopo.standards.library import edition_on
from tests.standards.test_law_packs import KERIPIK

TODAY = dt.date(2026, 11, 23)
CATALOGUE = load_catalogue()
MARKET = ("retail-supply", "e-katalog", "codex", "export-supply", "us", "eu", "craft-label", "craft")

WEIGHED = [{"name": str(number), "amount": "101"} for number in range(1, 21)]

SHOP = {
    "supply.monthly_capacity": 600,
    "supply.months_without_gap": 4,
    "supply.can_double": "ya",
    "supply.commitment": "ya",
    "supply.stock_on_hand": 40,
    "supply.sample_ready": "ya",
    "supply.delivers": "ya",
    "supply.lead_days": 3,
    "supply.age_at_delivery_days": 10,
    "pack.sealed": "ya",
    "pack.food_grade": "ya",
    "product.photo": "ya",
    "permit.gtin.number": "8999999000011",
    "permit.gtin.issued_by_gs1": "ya",
    "permit.brand.status": "filed",
    "quality.net.contents": WEIGHED,
    "quality.net.lot_size": 20,
    "quality.scale_verified": "ya",
    "price.cost_idr": "Rp8.000",
    "price.to_shop_idr": "Rp11.000",
    "price.retail_idr": "Rp15.000",
    "price.accepts_consignment": "ya",
    "price.payment_days_accepted": 30,
    "price.accepts_returns": "ya",
}
"""What a shop asks of the banana chips beyond the law."""

CATALOGUE_LISTING = {
    "business.kbli": ["10794"],
    "business.npwp": "ya",
    "business.maker_or_brand_owner": "ya",
    "product.catalogue_category": "Makanan ringan",
    "product.unit_of_sale": "bungkus",
    "product.sku": "KP-100",
    "product.made_in_indonesia": "ya",
    "product.photo_count": 3,
    "product.packed_weight_g": 112,
    "product.packed_size": "18 x 12 x 5",
    "product.tkdn_percent": 41,
}
"""What the government's catalogue asks of them."""

EXPORT = {
    "label.languages": ["id", "en"],
    "label.nutrition_panel": "ya",
    "permit.haccp.held": "ya",
    "quality.microbe_test": "passed",
    "quality.metals_test": "passed",
    "export.hs_code": "2008.99",
    "export.english_sheet": "ya",
    "export.importer": "Timor Foods LLC, Seattle",
    "export.origin_text": "Product of Indonesia",
    "export.other_allergens": [],
    "export.animal_ingredients": "tidak",
}
"""What every foreign buyer asks of them."""

AMERICA = {
    "export.us.fda_number": "12345678901",
    "export.us.fda_renewed_on": "2026-10-15",
    "export.us.agent": "Ana Lay, Seattle",
    "export.us.facility_identifier": "ya",
    "export.us.prior_notice": "ya",
    "export.us.panel": "ya",
    "export.us.panel_rounded": "ya",
    "export.us.net_text": "Net Wt 3.5 oz (100 g)",
}

EUROPE = {
    "export.eu.energy_kj": 2100,
    "export.eu.energy_kcal": 502,
    "export.eu.fat_g": 27,
    "export.eu.saturates_g": 23,
    "export.eu.carbohydrate_g": 62,
    "export.eu.sugars_g": 18,
    "export.eu.protein_g": "1,8",
    "export.eu.salt_g": "0,01",
    "export.eu.x_height_mm": "1,2",
    "export.eu.language_fits": "ya",
    "export.eu.operator_text": "Timor Import BV, Rotterdam",
}

SELENDANG = """
[business]
home_premises = true
[product]
name = "Selendang tenun ikat Amarasi"
kind = "textile"
photo = true
made_in_indonesia = true
[permit]
nib.number = "1234567890123"
gtin.number = "8999999000011"
gtin.issued_by_gs1 = true
brand.status = "filed"
[label]
languages = ["id", "en"]
[craft]
label_name = "Selendang tenun ikat"
label_maker = "Kelompok Tenun Ina Feto, Amarasi, Kabupaten Kupang"
label_origin = "Buatan Indonesia"
label_composition = "Katun 100 %"
label_size = "200 x 60 cm"
label_care = "Cuci tangan, jangan diperas, jemur di tempat teduh"
label_fixed = "attached"
fibres = [{ name = "katun", amount = 100 }]
dyes = ["natural"]
dye_sources = ["tarum", "mengkudu"]
colour_holds = true
technique = "ikat"
handmade = true
finish_neat = true
maker_person = "Yuliana Bani"
making_days = 7
story = "Motif kaif dari Amarasi, dipakai waktu panen."
story_english = true
ig_name = ""
[supply]
monthly_capacity = 6
months_without_gap = 5
sample_ready = true
[price]
cost_idr = 350000
to_shop_idr = 600000
retail_idr = 850000
[export]
hs_code = "6214.90"
english_sheet = true
"""
"""A shawl of Amarasi, six of them a month: small, dear, and right."""

KERIPIK_EVERYWHERE = SHOP | CATALOGUE_LISTING | EXPORT | AMERICA | EUROPE
"""All of it: banana chips that pass every market."""


def hold(text, changes=None, told=None, without=(), on=TODAY):
    """The assessment of a dossier in ``text`` with ``told`` and then ``changes`` over it."""
    facts = {
        name: Fact(CATALOGUE[name].read(raw)) for name, raw in {**(told or {}), **(changes or {})}.items()
    }
    stated = read_dossier(text.encode(), CATALOGUE).with_facts(facts).without(without)
    return assess(complete(stated, on), edition_on(on))


def keripik(changes=None, **options):
    return hold(KERIPIK, changes, told=KERIPIK_EVERYWHERE, **options)


def refused(assessment):
    """Names of the market's demands that are not met."""
    return {
        name
        for name, status in assessment.statuses.items()
        if status is Status.NOT_MET and name.split("/")[0] in MARKET
    }


def still_open(assessment, gate):
    standing = assessment.standing(gate)
    return {*standing.open, *standing.advice}

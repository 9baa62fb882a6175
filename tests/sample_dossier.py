"""Dossiers for tests, typed as people type them."""

import datetime as dt

from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import Dossier, Fact, Provenance

TODAY = dt.date(2026, 11, 23)


def dossier(facts=None, said_by="owner", **by_section):
    """A dossier of typed values; names are dotted keys, read by the catalogue like any input."""
    catalogue = load_catalogue()
    return Dossier(
        {
            name: Fact(catalogue[name].read(raw), Provenance(said_by=said_by))
            for name, raw in {**(facts or {}), **by_section}.items()
        }
    )


SAMBAL = {
    "business.annual_sales": "36000000",
    "business.home_premises": "ya",
    "business.equipment": "semi-automatic",
    "product.kind": "food",
    "product.food_group": "11",
    "product.category": "seasoning",
    "product.form": "semi-solid",
    "product.storage": "room",
    "product.heat_sterilised": "tidak",
    "product.special_diet": "tidak",
    "product.alcoholic": "tidak",
    "product.additive_or_processing_aid": "tidak",
    "product.sni_compulsory": "tidak",
    "product.fresh_daily": "tidak",
    "product.prepacked": "ya",
    "product.halal_materials": "halal",
    "pack.material": "glass",
    "recipe.ingredients": [
        {"name": "cabai rawit", "amount": "600"},
        {"name": "jeruk nipis", "amount": "200"},
        {"name": "terasi", "amount": "60"},
        {"name": "garam", "amount": "40"},
    ],
    "recipe.additives": [{"name": "natrium benzoat", "amount": "500", "group": "pengawet"}],
    "permit.nib.number": "1234567890123",
    "permit.pirt.number": "P-IRT 1115371010001-29",
    "permit.pirt.issued_on": "2026-10-31",
    "permit.halal.number": "",
    "permit.md.number": "",
    "permit.gtin.number": "8999999000011",
    "label.name": "Sambal lu'at",
    "label.brand": "Mama Oebobo",
    "label.claims": ["Pedas segar khas Timor"],
    "label.ingredients": ["Cabai rawit", "jeruk nipis", "terasi", "garam", "pengawet natrium benzoat"],
    "label.allergens_bold": ["terasi"],
    "label.net_quantity": "150",
    "label.net_unit": "g",
    "label.expiry_text": "Baik digunakan sebelum 12 Maret 2027",
    "label.registration_number": "P-IRT No. 1115371010001-29",
    "quality.shelf_life_studied_days": "200",
    "quality.cppb.major": "2",
    "quality.cppb.serious": "0",
    "quality.cppb.critical": "0",
    "quality.cppb.self_checked_on": "2026-11-01",
    "quality.net.contents": [{"name": "1", "amount": "151"}, {"name": "2", "amount": "149.5"}],
    "quality.net.lot_size": "2",
    "quality.sampling.lot_size": "1000",
    "quality.sampling.level": "II",
    "quality.sampling.aql": "2.5",
    "nutrition.serving_g": "15",
    "nutrition.energy_kcal": "10",
    "nutrition.fat_g": "0.5",
    "nutrition.saturated_fat_g": "0",
    "nutrition.protein_g": "0",
    "nutrition.carbohydrate_g": "2",
    "nutrition.sugars_g": "1",
    "nutrition.sodium_mg": "310",
}
"""A jar of sambal lu'at from Oebobo that is nearly right."""

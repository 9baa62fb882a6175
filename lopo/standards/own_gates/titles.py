"""What the form calls severities, rungs and kinds of product."""

from lopo.facts.text import Text

SEVERITY_TITLES = {
    "critical": Text("Mutlak: tanpa ini tidak diterima", "Critical: not taken without it"),
    "major": Text("Wajib", "Mandatory"),
    "minor": Text("Wajib, tapi ringan", "Mandatory, though slight"),
    "advice": Text("Saran saja", "Advice only"),
}
SEVERITY_SHORT = {
    "critical": Text("mutlak", "critical"),
    "major": Text("wajib", "mandatory"),
    "minor": Text("ringan", "slight"),
    "advice": Text("saran", "advice"),
}
SECTION_TITLES = {
    "business": Text("Usaha", "Business"),
    "product": Text("Produk", "Product"),
    "recipe": Text("Resep", "Recipe"),
    "pack": Text("Kemasan", "Pack"),
    "permit": Text("Surat izin", "Permits"),
    "craft": Text("Kerajinan", "Craft"),
    "export": Text("Ekspor", "Export"),
    "supply": Text("Pasokan", "Supply"),
    "quality": Text("Mutu", "Quality"),
    "price": Text("Harga", "Price"),
    "cost": Text("Biaya", "Cost"),
    "nutrition": Text("Gizi", "Nutrition"),
    "label": Text("Label", "Label"),
}
"""The sections of the catalogue of facts, by the first part of a fact's name."""


def section_title(section: str) -> Text:
    return SECTION_TITLES.get(section, Text.same(section.capitalize()))

"""The units of facts, and their words after a number."""

from lopo.facts.text import Text

UNITS = {
    "": Text("", ""),
    "%": Text("%", "%"),
    "minutes": Text("menit", "minutes"),
    "days": Text("hari", "days"),
    "months": Text("bulan", "months"),
    "pieces/month": Text("buah per bulan", "pieces a month"),
    "pieces": Text("buah", "pieces"),
    "batches": Text("kali masak", "batches"),
    "batches/week": Text("kali seminggu", "batches a week"),
    "points": Text("poin", "points"),
    "g": Text("g", "g"),
    "kg": Text("kg", "kg"),
    "ml": Text("ml", "ml"),
    "mm": Text("mm", "mm"),
    "cm": Text("cm", "cm"),
    "mg": Text("mg", "mg"),
    "mcg": Text("mcg", "mcg"),
    "mg/kg": Text("mg/kg", "mg/kg"),
    "kcal": Text("kkal", "kcal"),
    "kJ": Text("kJ", "kJ"),
    "°C": Text("°C", "°C"),
    "digits": Text("angka", "digits"),
    "IDR": Text("", ""),
    "findings": Text("temuan", "findings"),
    "servings": Text("sajian", "servings"),
    "temperatures": Text("suhu", "temperatures"),
    "colony/g": Text("koloni/g", "colonies/g"),
}
"""Every unit a fact may have. A fact with another unit is refused by the tests."""

ONE = {
    "minutes": "minute",
    "batches": "batch",
    "batches/week": "batch a week",
    "days": "day",
    "months": "month",
    "pieces/month": "piece a month",
    "pieces": "piece",
    "points": "point",
    "digits": "digit",
    "findings": "finding",
    "servings": "serving",
    "temperatures": "temperature",
    "colony/g": "colony/g",
}
"""The English word after exactly one; Indonesian has one word for both."""


def with_unit(text: Text, unit: str) -> Text:
    """A number's text followed by its unit's word: ``90 hari``, ``1 day``, ``12,5%``."""
    word = UNITS.get(unit, Text.same(unit))
    english = ONE.get(unit, word.en) if text.en == "1" else word.en
    gap = "" if unit == "%" else " "
    return Text(f"{text.id}{gap}{word.id}".strip(), f"{text.en}{gap}{english}".strip())

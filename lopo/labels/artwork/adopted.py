"""What becomes known about a product when its owner prints a label of ours: every fact that stands there.

The facts are told, not worked out: it is the owner who says that this is the label on her packs.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from lopo.facts.dossier import Dossier
from lopo.labels.artwork.blocks import Block, LabelContent, PanelBlock, Prose
from lopo.labels.artwork.ingredients import bold_words, listed
from lopo.labels.artwork.order import EUROPE, INDONESIA, UNITED_STATES, LabelOrder
from lopo.labels.artwork.typesetting import Artwork
from lopo.labels.rules.allergens import allergen_families, statement
from lopo.labels.rules.substances import sweetener_warnings

Raw = str | bool | list[str]

PANEL_FACTS = {
    "energy": "nutrition.energy_kcal",
    "fat": "nutrition.fat_g",
    "saturated_fat": "nutrition.saturated_fat_g",
    "protein": "nutrition.protein_g",
    "carbohydrate": "nutrition.carbohydrate_g",
    "sugar": "nutrition.sugars_g",
    "sodium": "nutrition.sodium_mg",
}
"""The fact behind each amount of an Indonesian panel."""

EU_FACTS = {
    "fat": "export.eu.fat_g",
    "saturated_fat": "export.eu.saturates_g",
    "carbohydrate": "export.eu.carbohydrate_g",
    "sugar": "export.eu.sugars_g",
    "protein": "export.eu.protein_g",
    "salt": "export.eu.salt_g",
}


def adopted_facts(
    content: LabelContent, order: LabelOrder, artwork: Artwork, dossier: Dossier
) -> dict[str, Raw]:
    """Raw values by fact, as the catalogue reads them; an empty text or list says that it is not there."""
    told: dict[str, Raw] = dict(_words(content, dossier))
    told |= _ingredients(content, order, dossier)
    told["label.languages"] = list(order.languages)
    told["label.smallest_letter_mm"] = str(round(min(each.letter for each in artwork.placed), 2))
    told["label.main_panel"] = _main_panel(content, dossier)
    told["label.claims"] = [content.promise] if content.promise else []
    told |= _panel(content, order)
    if order.market != INDONESIA:
        told |= _export(content, order, dossier)
    return told


def _words(content: LabelContent, dossier: Dossier) -> Iterator[tuple[str, Raw]]:
    yield "label.brand", content.brand if content.name else ""
    yield "label.name", content.name or content.brand
    lines = [
        "".join(run.text for run in line).replace("\N{NO-BREAK SPACE}", " ") for line in content.essentials
    ]
    bold = {
        line: [run.text for run in runs if run.bold]
        for line, runs in zip(lines, content.essentials, strict=True)
    }
    yield "label.producer_country", "Indonesia" if any("Indonesia" in line for line in lines) else ""
    for line in lines:
        if re.match(r"P-IRT|BPOM", line):
            yield "label.registration_number", line
        if bold[line] and line.startswith(("Baik digunakan", "Best before")):
            yield "label.expiry_text", line.replace(":", "")
        if line.startswith(("Diproduksi oleh", "Produced by")):
            yield "label.producer_name", bold[line][0]
    yield "label.halal_logo", content.halal is not None and content.halal.image is not None
    yield "label.halal_number", content.halal.number if content.halal else ""
    if dossier.value("business.kelurahan") and not dossier.value("label.producer_address"):
        yield "label.producer_address", str(dossier.value("business.kelurahan"))


def _ingredients(content: LabelContent, order: LabelOrder, dossier: Dossier) -> dict[str, Raw]:
    entries = listed(dossier.value("recipe.ingredients") or (), dossier.value("recipe.additives") or ())
    names = [each.name for each in entries]
    heading = next((each.heading for each in _prose(content, "ingredients")), "")
    shared = [_said(each) for each in _prose(content, "allergens") if "peralatan" in _said(each)]
    origins = [_said(each) for each in _prose(content, "origin")]
    told: dict[str, Raw] = {
        "label.ingredients_heading": heading,
        "label.ingredients": names,
        "label.allergens_bold": list(bold_words(names)),
        "label.allergen_statement": statement() if allergen_families(names) else "",
        "label.shared_line_statement": shared[0] if shared else "",
        "label.sweetener_warning": ". ".join(sweetener_warnings(names)),
        "label.origin_statement": ". ".join(origins),
        "label.storage_text": next((_said(each) for each in _prose(content, "storage")), ""),
    }
    if order.lot:
        told["label.batch_code"] = order.lot
    return told


def _prose(content: LabelContent, element: str) -> list[Prose]:
    return [block for block in content.blocks if isinstance(block, Prose) and block.element == element]


def _said(block: Prose) -> str:
    return "".join(run.text for run in block.runs)


def _main_panel(content: LabelContent, dossier: Dossier) -> list[str]:
    there = {
        "name": True,
        "net": bool(content.net),
        "producer": True,
        "halal": content.halal is not None,
        "expiry": True,
        "registration": dossier.value("permit.route") != "none",
    }
    return [name for name, stands in there.items() if stands]


def _panel(content: LabelContent, order: LabelOrder) -> dict[str, Raw]:
    panel = _panel_block(content.blocks)
    if order.market != INDONESIA:
        return {}
    told: dict[str, Raw] = {"label.nutrition_panel": panel is not None}
    if panel is not None:
        told |= {"nutrition.percent_akg_shown": True, "nutrition.footnote": bool(panel.panel.footnotes)}
        told |= {"nutrition.proof": panel.panel.proof}
        told |= dict(_amounts(panel, PANEL_FACTS))
    return told


def _panel_block(blocks: tuple[Block, ...]) -> PanelBlock | None:
    return next((block for block in blocks if isinstance(block, PanelBlock)), None)


def _amounts(panel: PanelBlock, facts: dict[str, str]) -> Iterator[tuple[str, str]]:
    for row in panel.panel.rows:
        cell = row.cells[0]
        number = re.search(r"\d[\d,]*(?:\.\d+)?", cell.en) if cell is not None else None
        if row.nutrient in facts and number:
            yield facts[row.nutrient], str(Decimal(number[0].replace(",", "")))


def _export(content: LabelContent, order: LabelOrder, dossier: Dossier) -> dict[str, Raw]:
    panel = _panel_block(content.blocks)
    told: dict[str, Raw] = {
        "export.origin_text": dossier.value("export.origin_text") or "Product of Indonesia"
    }
    families = list(dossier.value("recipe.allergens") or ())
    if order.market == UNITED_STATES:
        named = [family for family in families if family not in ("mollusc", "sulphite")]
        told |= {"export.us.panel": panel is not None, "export.us.panel_rounded": panel is not None}
        told |= {"export.us.net_text": content.net, "export.us.allergens_named": named}
    if order.market == EUROPE:
        told["export.eu.allergens_emphasised"] = families
        if panel is not None:
            told |= dict(_amounts(panel, EU_FACTS)) | dict(_european_energy(panel))
    return told


def _european_energy(panel: PanelBlock) -> Iterator[tuple[str, str]]:
    """ "1850 kJ / 442 kcal" as two amounts."""
    cell = next((row.cells[0] for row in panel.panel.rows if row.nutrient == "energy"), None)
    if cell is not None:
        amounts = [number.replace(",", "") for number in re.findall(r"\d[\d,]*", cell.en)]
        yield from zip(("export.eu.energy_kj", "export.eu.energy_kcal"), amounts, strict=False)

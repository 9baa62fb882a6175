"""Which facts of a dossier the public may see once the owner opened its page, and how they are said there.

What is not named here never leaves the house: no amounts of a recipe, no cost, no supplier, no person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import Dossier
from lopo.facts.figures import say_number
from lopo.facts.kinds import Refused, to_plain
from lopo.facts.text import Text
from lopo.facts.wording import say

NAMES = ("label.name", "label.brand", "export.name_en")
CONTENT = ("label.net_quantity", "label.net_unit")
MADE_OF = ("label.ingredients", "craft.label_composition", "craft.fibres", "craft.dyes", "craft.dye_sources")
ALLERGENS = ("recipe.allergens", "recipe.shared_line_allergens")
KEEPING = ("product.storage", "label.storage_text", "quality.shelf_life_days", "label.nonhalal_statement")
CRAFT = ("craft.technique", "craft.label_size", "craft.label_care", "craft.making_days", "craft.story")
SERVING = ("nutrition.serving_g", "nutrition.serving_ml", "nutrition.servings_per_pack")
NUTRITION = (
    "nutrition.energy_kcal", "nutrition.fat_g", "nutrition.saturated_fat_g", "nutrition.protein_g",
    "nutrition.carbohydrate_g", "nutrition.sugars_g", "nutrition.sodium_mg",
)  # fmt: skip
ORIGIN = ("label.producer_city", "product.made_in_indonesia")
PRICE = "price.retail_idr"

PUBLIC_FACTS = (
    *NAMES, *CONTENT, *MADE_OF, *ALLERGENS, *KEEPING, *CRAFT, *SERVING, *NUTRITION, *ORIGIN, PRICE,
)  # fmt: skip
"""Every fact that may be shown. All of them stand on a pack, a tag or a shelf anyway."""

NUMBERED_PAPERS = ("pirt", "md", "halal")
"""Papers whose number the law prints on the pack; of the others only that they were seen."""

_UNITS = {"g": "g", "kg": "kg", "ml": "ml", "l": "l"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a product's page: what it is called and what it says."""

    name: str
    title: Text
    value: Text


def shown_of(dossier: Dossier) -> dict[str, object]:
    """The public facts of a dossier as plain values; what is not known or empty is left out."""
    return {
        name: to_plain(dossier[name].value)
        for name in PUBLIC_FACTS
        if name in dossier and not dossier[name].is_empty
    }


def rows(shown: Mapping[str, object], names: Iterable[str]) -> list[Row]:
    """The facts ``names`` as a person says them."""
    found: list[Row] = []
    for name in names:
        definition = load_catalogue().get(name)
        if name not in shown or definition is None:
            continue
        try:
            value = say(definition, definition.read(shown[name]))
        except Refused:  # remembered before the catalogue of facts changed
            continue
        found.append(Row(name, definition.title, value))
    return found


def listed(shown: Mapping[str, object], name: str) -> list[Text]:
    """The parts of a fact that is a list, each as a person says it."""
    definition, value = load_catalogue().get(name), shown.get(name)
    if definition is None or not isinstance(value, list):
        return []
    parts = [str(part["name"]) if isinstance(part, dict) else str(part) for part in value]
    return [definition.choices.get(part, Text.same(part)) for part in parts]


def net_content(shown: Mapping[str, object]) -> Text | None:
    """``150 g``; nothing where it is not known or counted otherwise."""
    quantity, unit = shown.get("label.net_quantity"), _UNITS.get(str(shown.get("label.net_unit", "")))
    if quantity is None or unit is None:
        return None
    definition = load_catalogue()["label.net_quantity"]
    try:
        said = say_number(definition.read(quantity))  # type: ignore[arg-type]
    except Refused:
        return None
    return Text(f"{said.id} {unit}", f"{said.en} {unit}")

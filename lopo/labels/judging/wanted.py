"""What a right label of a product would say, as far as the rest of its dossier tells.

The sentences that a rule fixes come from the module of that rule; the rest is the product's own.
"""

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import Dossier
from lopo.facts.kinds import Item, Value
from lopo.facts.toml_file import read_toml
from lopo.labels.rules import allergens, elements, substances
from lopo.producers.pirt import Pirt, parse_pirt

Names = tuple[str, ...]


def wanted_words(place: str, dossier: Dossier) -> str | None:
    """What fills ``{place}`` in a sentence of ``judging.toml``; nothing while it is not known.

    Raises :class:`KeyError` for a place that the house does not know.
    """
    words = _PLACES[place](dossier)
    return ", ".join(words) or None if isinstance(words, tuple) else words or None


def offered_answer(fact: str, dossier: Dossier) -> Value | None:
    """The answer that a right label would give to ``fact``, to be confirmed by whoever looks at the label."""
    place = _ANSWERS.get(fact)
    return None if place is None else _PLACES[place](dossier) or None


def places() -> frozenset[str]:
    """Every place that a sentence may have."""
    return frozenset(_PLACES)


def judging_tables() -> Mapping[str, Any]:
    """The tables of ``judging.toml``."""
    return _tables()


def _composition(dossier: Dossier) -> Names:
    """The ingredients of the recipe, heaviest first as far as weights are known, and then the additives."""
    recipe: tuple[Item, ...] = dossier.value("recipe.ingredients") or ()
    weighed = sorted(recipe, key=lambda item: -item.amount if item.amount is not None else 0)
    additives: tuple[Item, ...] = dossier.value("recipe.additives") or ()
    named = (f"{item.group} {item.name}".strip() for item in additives)
    return (*(item.name for item in weighed), *(named if weighed else ()))


def _allergens_to_bold(dossier: Dossier) -> Names:
    names: Names = dossier.value("label.ingredients") or _composition(dossier)
    return allergens.not_in_bold(names, ())


def _not_bold_yet(dossier: Dossier) -> Names:
    bold: Names = dossier.value("label.allergens_bold") or ()
    return allergens.not_in_bold(_allergens_to_bold(dossier), bold)


def _allergen_statement(dossier: Dossier) -> str:
    return allergens.statement() if dossier.value("recipe.allergens") else ""


def _shared_line(dossier: Dossier) -> str:
    families: Names = dossier.value("recipe.shared_line_allergens") or ()
    choices = load_catalogue()["recipe.shared_line_allergens"].choices
    named = ", ".join(choices[family].id if family in choices else family for family in families)
    return f"{allergens.shared_statement()} {named}" if named else ""


def _sweetener_warning(dossier: Dossier) -> str:
    return (
        substances.sweetener_warning() if "artificial" in (dossier.value("recipe.sweeteners") or ()) else ""
    )


def _registration(dossier: Dossier) -> str:
    if number := dossier.value("permit.md.number"):
        return number if elements.registration_kind(number) else f"BPOM RI MD {number}"
    number = dossier.value("permit.pirt.number") or ""
    pirt = parse_pirt(number) if number else None
    return str(pirt) if isinstance(pirt, Pirt) else number


def _ward(dossier: Dossier) -> str:
    ward = dossier.value("business.kelurahan")
    return f"Kelurahan {ward}" if ward else ""


def _expiry_day(dossier: Dossier) -> str:
    return elements.expiry_day(dossier.value("label.expiry_text") or "") or ""


def _claims_found(dossier: Dossier) -> Names:
    kinds = ("label.medical_words", "label.claim_words", "label.conditional_words")
    return tuple(dict.fromkeys(word for kind in kinds for word in dossier.value(kind) or ()))


def _main_panel(dossier: Dossier) -> Names:
    choices: Iterable[str] = load_catalogue()["label.main_panel"].choices
    certified = dossier.value("permit.halal.held") is True
    return tuple(choice for choice in choices if choice != "halal" or certified)


def _told(fact: str) -> Callable[[Dossier], Any]:
    return lambda dossier: dossier.value(fact)


def _listed(table: str, fact: str) -> Callable[[Dossier], Any]:
    return lambda dossier: _tables()[table].get(dossier.value(fact))


def _fixed(place: str) -> Callable[[Dossier], Any]:
    return lambda dossier: _tables()["place"][place]


_PLACES: Mapping[str, Callable[[Dossier], Any]] = {
    "name": _told("product.name"),
    "brand_words": _told("label.brand_words"),
    "claim_words": _claims_found,
    "net": _listed("net", "product.form"),
    "storage": _listed("storage", "product.storage"),
    "nutri_level": _told("nutrition.nutri_level"),
    "halal_number": _told("permit.halal.number"),
    "gtin": _told("permit.gtin.number"),
    "registration": _registration,
    "main_panel": _main_panel,
    "heading": _fixed("heading"),
    "ingredients": _composition,
    "bold": _not_bold_yet,
    "every_bold": _allergens_to_bold,
    "allergen_statement": _allergen_statement,
    "shared_line": _shared_line,
    "sweetener_warning": _sweetener_warning,
    "producer": _told("business.name"),
    "ward": _ward,
    "city": _fixed("city"),
    "postcode": _told("label.producer_postcode"),
    "country": _fixed("country"),
    "origin": _fixed("origin"),
    "expiry_day": _expiry_day,
    "languages": lambda dossier: ("id",),
}

_ANSWERS = {
    "label.name": "name",
    "label.halal_number": "halal_number",
    "label.registration_number": "registration",
    "label.main_panel": "main_panel",
    "label.ingredients_heading": "heading",
    "label.ingredients": "ingredients",
    "label.allergens_bold": "every_bold",
    "label.allergen_statement": "allergen_statement",
    "label.shared_line_statement": "shared_line",
    "label.sweetener_warning": "sweetener_warning",
    "label.producer_name": "producer",
    "label.producer_address": "ward",
    "label.producer_city": "city",
    "label.producer_country": "country",
    "label.storage_text": "storage",
    "label.languages": "languages",
    "craft.label_name": "name",
    "craft.label_origin": "origin",
}
"""The place whose words answer a question, where there is one."""


@functools.cache
def _tables() -> Mapping[str, Any]:
    return read_toml("lopo.labels.judging", "judging.toml")

"""Groups of dossier fields an owner can show, or not, to a partner."""

from collections.abc import Collection
from enum import StrEnum

from lopo.facts.text import Text


class FieldGroup(StrEnum):
    """What is shown together. ``recipe`` is the owner's secret and never goes with "grant all"."""

    IDENTITY = "identity"
    PAPERS = "papers"
    LABEL = "label"
    QUALITY = "quality"
    SUPPLY = "supply"
    RECIPE = "recipe"
    FINANCE = "finance"


GRANTED_ON_THEIR_OWN = frozenset({FieldGroup.RECIPE, FieldGroup.FINANCE})
"""Groups that must be named one by one."""

TITLES = {
    FieldGroup.IDENTITY: Text("Nama usaha dan produk", "Business and product names"),
    FieldGroup.PAPERS: Text("Surat izin dan bukti", "Permits and evidence"),
    FieldGroup.LABEL: Text("Label dan kemasan", "Label and packaging"),
    FieldGroup.QUALITY: Text("Mutu dan hasil uji", "Quality and test results"),
    FieldGroup.SUPPLY: Text("Kemampuan produksi dan harga", "Capacity and price"),
    FieldGroup.RECIPE: Text("Resep", "Recipe"),
    FieldGroup.FINANCE: Text("Pembukuan dan keuangan", "Books and finance"),
}


def groups_in_grant_all() -> frozenset[FieldGroup]:
    """What "grant all" means: everything but the groups that must be granted on their own."""
    return frozenset(FieldGroup) - GRANTED_ON_THEIR_OWN


GROUP_OF_SECTION = {
    "business": FieldGroup.IDENTITY,
    "product": FieldGroup.IDENTITY,
    "craft": FieldGroup.IDENTITY,
    "export": FieldGroup.IDENTITY,
    "permit": FieldGroup.PAPERS,
    "label": FieldGroup.LABEL,
    "quality": FieldGroup.QUALITY,
    "nutrition": FieldGroup.QUALITY,
    "pack": FieldGroup.QUALITY,
    "supply": FieldGroup.SUPPLY,
    "price": FieldGroup.SUPPLY,
    "cost": FieldGroup.FINANCE,
    "recipe": FieldGroup.RECIPE,
}

GROUP_OF_FACT = {
    "business.annual_sales": FieldGroup.FINANCE,
    "business.capital": FieldGroup.FINANCE,
    "business.size_class": FieldGroup.FINANCE,
    "business.npwp": FieldGroup.PAPERS,
    "export.importer": FieldGroup.SUPPLY,
    "price.cost_idr": FieldGroup.FINANCE,
    "price.own_margin_percent": FieldGroup.FINANCE,
}
"""Facts that are shown apart from their section."""

NEVER_SHOWN = frozenset({"cost"})
"""Sections that stay between owner and city, whatever else an owner shows: how her cost comes about."""


def group_of(fact: str) -> FieldGroup:
    """The group a fact (``label.net_quantity``) or a section (``label``) is shown with.

    Raises :class:`LookupError` for a section that has no group: nothing is shown by accident.
    """
    if fact in GROUP_OF_FACT:
        return GROUP_OF_FACT[fact]
    section = fact.partition(".")[0]
    try:
        return GROUP_OF_SECTION[section]
    except KeyError:
        raise LookupError(f'section "{section}" belongs to no field group in field_groups.py') from None


def is_shown_with(fact: str, groups: Collection[FieldGroup]) -> bool:
    """Whether ``fact`` is shown to a partner to whom the owner shows ``groups``."""
    return fact.partition(".")[0] not in NEVER_SHOWN and group_of(fact) in groups

"""What it takes to make a batch of a product, read from its dossier; and what is still not known of it.

Amounts are rupiah, grams, minutes and per cent, for one batch unless the name says otherwise.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from lopo.costing.purchase import Bought, name_key, prices_on, read_purchase
from lopo.facts.dossier import Dossier
from lopo.facts.kinds import Item, Refused
from lopo.facts.text import Text

PARTS_NEEDED = (
    "cost.batch_pieces",
    "cost.waste_percent",
    "cost.packaging_idr",
    "cost.labour_minutes",
    "cost.wage_per_hour_idr",
    "cost.energy_idr",
    "cost.equipment_idr",
    "cost.equipment_batches",
    "cost.overhead_month_idr",
    "cost.pieces_month",
)
"""The facts that are needed besides the materials, in the order in which they are asked."""
MATERIALS = "cost.materials_batch_idr"
INGREDIENTS = "recipe.ingredients"


@dataclass(frozen=True, slots=True)
class Material:
    """An ingredient of one batch. Without grams or without a price its cost is not known."""

    name: str
    grams: Fraction | None
    price: Bought | None

    @property
    def idr(self) -> Fraction | None:
        """Rupiah for one batch, before waste."""
        if self.price is not None and self.price.pack.is_free:
            return Fraction(0)
        if self.grams is None or self.price is None:
            return None
        return self.grams * self.price.per_gram


@dataclass(frozen=True, slots=True)
class Making:
    """How a batch is made. What is ``None`` is not known.

    ``materials_idr`` is what all materials cost together, told by an owner who does not know each; it counts
    while the materials one by one are not complete.
    """

    pieces: int | None = None
    materials: tuple[Material, ...] = ()
    materials_idr: int | None = None
    waste_percent: Decimal | None = None
    packaging_idr: int | None = None
    labour_minutes: int | None = None
    wage_per_hour_idr: int | None = None
    energy_idr: int | None = None
    equipment_idr: int | None = None
    equipment_batches: int | None = None
    overhead_month_idr: int | None = None
    pieces_month: int | None = None
    faults: tuple[Text, ...] = ()

    @property
    def unpriced(self) -> tuple[str, ...]:
        """The ingredients whose cost is not known."""
        return tuple(each.name for each in self.materials if each.idr is None)

    @property
    def itemised(self) -> bool:
        """Whether the materials are reckoned one by one."""
        return bool(self.materials) and not self.unpriced


def making_of(dossier: Dossier, on: dt.date) -> Making:
    """What the dossier says of making the product, at the prices that count on the day ``on``."""
    bought, faults = purchases_of(dossier)
    return Making(
        pieces=dossier.value("cost.batch_pieces"),
        materials=materials_of(dossier, prices_on(bought, on)),
        materials_idr=dossier.value(MATERIALS),
        waste_percent=dossier.value("cost.waste_percent"),
        packaging_idr=dossier.value("cost.packaging_idr"),
        labour_minutes=dossier.value("cost.labour_minutes"),
        wage_per_hour_idr=dossier.value("cost.wage_per_hour_idr"),
        energy_idr=dossier.value("cost.energy_idr"),
        equipment_idr=dossier.value("cost.equipment_idr"),
        equipment_batches=dossier.value("cost.equipment_batches"),
        overhead_month_idr=dossier.value("cost.overhead_month_idr"),
        pieces_month=dossier.value("cost.pieces_month"),
        faults=faults,
    )


def purchases_of(dossier: Dossier) -> tuple[tuple[Bought, ...], tuple[Text, ...]]:
    """The purchases that the dossier tells, and what is wrong with those that cannot be read."""
    told = dossier.get("cost.purchases")
    if told is None or not isinstance(told.value, tuple):
        return (), ()
    bought, faults = [], []
    for item in told.value:
        try:
            bought.append(read_purchase(item, told.provenance.on))  # type: ignore[arg-type]
        except Refused as refusal:
            faults.append(refusal.reason)
    return tuple(bought), tuple(faults)


def materials_of(dossier: Dossier, prices: Mapping[str, Bought]) -> tuple[Material, ...]:
    """The ingredients of one batch with their prices; a recipe within the recipe by its own ingredients."""
    parts: dict[str, list[Item]] = {}
    for item in dossier.value("recipe.parts") or ():
        parts.setdefault(name_key(item.group), []).append(item)
    grams: dict[str, tuple[str, Fraction | None]] = {}
    for name, amount in _taken_apart(dossier.value(INGREDIENTS) or (), parts):
        known_name, before = grams.get(name_key(name), (name, Fraction(0)))
        together = None if amount is None or before is None else before + amount
        grams[name_key(name)] = (known_name, together)
    return tuple(Material(name, amount, prices.get(key)) for key, (name, amount) in grams.items())


def lacking(making: Making) -> tuple[str, ...]:
    """The facts still to be told before a cost can be worked out, in the order in which they are asked.

    Materials lack as :data:`INGREDIENTS` where a gram is not known, as ``cost.purchases`` where a price is
    not, and as :data:`MATERIALS` where there is no recipe.
    """
    missing = [fact for fact in PARTS_NEEDED if _told(making, fact) is None]
    if making.equipment_idr == 0 and "cost.equipment_batches" in missing:
        missing.remove("cost.equipment_batches")
    if making.overhead_month_idr == 0 and "cost.pieces_month" in missing:
        missing.remove("cost.pieces_month")
    if (material := _material_lacking(making)) is not None:
        missing.insert(1 if missing[:1] == ["cost.batch_pieces"] else 0, material)
    return tuple(missing)


def _material_lacking(making: Making) -> str | None:
    if making.itemised or making.materials_idr is not None:
        return None
    if not making.materials:
        return MATERIALS
    priced = all(each.price is not None for each in making.materials)
    return INGREDIENTS if priced else "cost.purchases"


def _told(making: Making, fact: str) -> object:
    name = fact.removeprefix("cost.")
    return making.pieces if name == "batch_pieces" else getattr(making, name)


def _taken_apart(
    items: Iterable[Item], parts: Mapping[str, list[Item]]
) -> Iterable[tuple[str, Fraction | None]]:
    """Each ingredient with its grams; one that has a recipe of its own as the ingredients of that."""
    for item in items:
        grams = None if item.amount is None else Fraction(item.amount)
        inner = parts.get(name_key(item.name))
        if not inner:
            yield item.name, grams
            continue
        amounts = [each.amount for each in inner]
        known = [Fraction(amount) for amount in amounts if amount is not None]
        whole = sum(known) if len(known) == len(amounts) else None
        for each in inner:
            share = (
                None
                if grams is None or not whole or each.amount is None
                else grams * Fraction(each.amount) / whole
            )
            yield each.name, share

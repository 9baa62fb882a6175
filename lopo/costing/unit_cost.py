"""The cost of one piece, part by part.

Materials at their prices, what of them is wasted, pack, work at an hour's wage, energy, wear of the tools
(their price spread over the batches they last) and fixed costs (a month's spread over the pieces of a month).
Exact inside; rounded to whole rupiah by :mod:`lopo.costing.rupiah` only.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from lopo.costing.making import Making, Material, lacking
from lopo.costing.rupiah import cost_idr, shared_out
from lopo.facts.text import Text

MATERIAL, WASTE, PACKAGING, LABOUR, ENERGY, WEAR, OVERHEAD = (
    "material", "waste", "packaging", "labour", "energy", "wear", "overhead",
)  # fmt: skip
TITLES = {
    MATERIAL: Text("Bahan", "Materials"),
    WASTE: Text("Bahan terbuang", "Wasted materials"),
    PACKAGING: Text("Kemasan", "Pack"),
    LABOUR: Text("Upah", "Work"),
    ENERGY: Text("Gas, listrik, air", "Gas, power, water"),
    WEAR: Text("Aus alat", "Wear of tools"),
    OVERHEAD: Text("Ongkos tetap", "Fixed costs"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the cost of a piece: ``exact`` rupiah, and ``idr`` as it is told."""

    kind: str
    title: Text
    exact: Fraction
    idr: int


@dataclass(frozen=True, slots=True)
class UnitCost:
    """What one piece costs; the whole rupiah of ``parts`` add up to ``idr``."""

    parts: tuple[Part, ...]
    exact: Fraction
    idr: int

    @property
    def fixed(self) -> Fraction:
        """The part that goes out whatever is made: fixed costs."""
        return sum((part.exact for part in self.parts if part.kind == OVERHEAD), Fraction(0))

    @property
    def variable(self) -> Fraction:
        return self.exact - self.fixed

    def by_kind(self) -> tuple[Part, ...]:
        """The parts with all materials together, in the order of :data:`TITLES`, those of nought left out."""
        kinds = {kind: [part for part in self.parts if part.kind == kind] for kind in TITLES}
        return tuple(
            Part(kind, TITLES[kind], sum((p.exact for p in parts), Fraction(0)), sum(p.idr for p in parts))
            for kind, parts in kinds.items()
            if sum(p.exact for p in parts)
        )


def unit_cost(making: Making) -> UnitCost | None:
    """What one piece costs; ``None`` while something is not known."""
    return None if lacking(making) else cost_so_far(making)


def cost_so_far(making: Making) -> UnitCost:
    """The cost of one piece from the parts that are known: at least this much."""
    exact = [(kind, title, amount) for kind, title, amount in _parts(making) if amount is not None]
    whole = sum((amount for _kind, _title, amount in exact), Fraction(0))
    told = shared_out(cost_idr(whole), [amount for _kind, _title, amount in exact])
    parts = tuple(Part(*part, idr) for part, idr in zip(exact, told, strict=True))
    return UnitCost(parts, whole, cost_idr(whole))


def _parts(making: Making) -> list[tuple[str, Text, Fraction | None]]:
    materials = [(MATERIAL, title, _a_piece(making, idr)) for title, idr in _materials(making)]
    bought = [amount for _kind, _title, amount in materials if amount is not None]
    hours = None if making.labour_minutes is None else Fraction(making.labour_minutes, 60)
    return [
        *materials,
        (WASTE, TITLES[WASTE], wasted(sum(bought, Fraction(0)), making.waste_percent)),
        (PACKAGING, TITLES[PACKAGING], _known(making.packaging_idr)),
        (LABOUR, TITLES[LABOUR], _a_piece(making, _times(hours, making.wage_per_hour_idr))),
        (ENERGY, TITLES[ENERGY], _a_piece(making, _known(making.energy_idr))),
        (WEAR, TITLES[WEAR], _a_piece(making, _spread(making.equipment_idr, making.equipment_batches))),
        (OVERHEAD, TITLES[OVERHEAD], _spread(making.overhead_month_idr, making.pieces_month)),
    ]


def _materials(making: Making) -> list[tuple[Text, Fraction | None]]:
    if making.itemised or making.materials_idr is None:
        return [(Text.same(each.name), each.idr) for each in making.materials]
    return [(TITLES[MATERIAL], Fraction(making.materials_idr))]


def wasted(used: Fraction, waste_percent: Decimal | None) -> Fraction | None:
    """What must be bought besides ``used`` where that share of what is bought is thrown away."""
    if waste_percent is None:
        return None
    share = Fraction(waste_percent) / 100
    return used * share / (1 - share)


def material_share(making: Making, material: Material) -> Fraction | None:
    """Grams of ``material`` that one piece takes, with what of it is wasted."""
    if material.grams is None or making.pieces is None or making.waste_percent is None:
        return None
    return material.grams / making.pieces / (1 - Fraction(making.waste_percent) / 100)


def _a_piece(making: Making, of_batch: Fraction | None) -> Fraction | None:
    return None if of_batch is None or making.pieces is None else of_batch / making.pieces


def _known(amount: int | None) -> Fraction | None:
    return None if amount is None else Fraction(amount)


def _times(hours: Fraction | None, wage: int | None) -> Fraction | None:
    return None if hours is None or wage is None else hours * wage


def _spread(amount: int | None, over: int | None) -> Fraction | None:
    """``amount`` over so many; nought needs nothing to be spread over."""
    if amount == 0:
        return Fraction(0)
    return None if amount is None or over is None else Fraction(amount, over)

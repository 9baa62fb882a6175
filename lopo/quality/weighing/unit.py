"""Units of what a pack holds, and numbers with them as a person says them."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from lopo.facts.figures import say_number
from lopo.facts.text import Text
from lopo.facts.units import with_unit
from lopo.quality.weighing.tolerance import AREA, CONTENT, COUNT, LENGTH


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its quantity, the base unit in which it is reckoned, and how many of that it is."""

    name: str
    quantity: str
    base: str
    factor: Decimal

    def in_base(self, amount: Decimal) -> Decimal:
        """The amount in the base unit."""
        return amount * self.factor


_KINDS = {
    (CONTENT, "g"): {"g": "1", "kg": "1000", "mg": "0.001"},
    (CONTENT, "ml"): {"ml": "1", "l": "1000", "cl": "10"},
    (LENGTH, "m"): {"m": "1", "cm": "0.01", "mm": "0.001"},
    (AREA, "m2"): {"m2": "1", "cm2": "0.0001"},
    (COUNT, "pieces"): {"pieces": "1"},
}
UNITS = {
    name: Unit(name, quantity, base, Decimal(factor))
    for (quantity, base), units in _KINDS.items()
    for name, factor in units.items()
}
OTHER_NAMES = {
    "gr": "g",
    "gram": "g",
    "kilo": "kg",
    "liter": "l",
    "litre": "l",
    "meter": "m",
    "m²": "m2",
    "cm²": "cm2",
    "buah": "pieces",
    "pcs": "pieces",
    "biji": "pieces",
    "lembar": "pieces",
}


def find_unit(name: str) -> Unit | None:
    """The unit of this name, as people write it."""
    plain = name.strip().lower().rstrip(".")
    return UNITS.get(OTHER_NAMES.get(plain, plain))


def said(amount: Decimal, places: int = 2) -> Text:
    """A number with at most so many decimals."""
    rounded = amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP).normalize() + 0
    return say_number(rounded)


def said_amount(amount: Decimal, base: str, places: int = 2) -> Text:
    """``251,3 g``; as many decimals as the base unit needs."""
    return with_unit(said(amount, places + 2 if base in ("m", "m2") else places), base.replace("m2", "m²"))

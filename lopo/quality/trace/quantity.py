"""Amounts of lots: grams and kilograms, millilitres and litres, pieces.

Exact decimals. An amount of a recipe (grams) becomes one of a lot only where both are weighed: nobody's
density is guessed.
"""

from decimal import Decimal

UNITS = ("g", "kg", "ml", "l", "pcs")

_IN_BASE = {
    "g": ("g", Decimal(1)),
    "kg": ("g", Decimal(1000)),
    "ml": ("ml", Decimal(1)),
    "l": ("ml", Decimal(1000)),
    "pcs": ("pcs", Decimal(1)),
}


def in_unit(amount: Decimal, unit: str, wanted: str) -> Decimal | None:
    """``amount`` of ``unit`` in the unit ``wanted``; ``None`` where one is weighed and the other is not."""
    base, factor = _IN_BASE[unit]
    wanted_base, wanted_factor = _IN_BASE[wanted]
    return amount * factor / wanted_factor if base == wanted_base else None

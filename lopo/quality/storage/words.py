"""Numbers of a study as a person says them."""

import math
from decimal import Decimal

from lopo.facts.figures import say_number
from lopo.facts.text import Text
from lopo.facts.units import with_unit


def said(number: float, digits: int = 3) -> Text:
    """A number with so many digits that count: ``0,0714``, ``1,72``, ``104``."""
    if not number or not math.isfinite(number):
        return say_number(0) if not number else Text("tak terhingga", "infinite")
    places = max(digits - 1 - math.floor(math.log10(abs(number))), 0)
    return say_number(Decimal(f"{number:.{min(places, 12)}f}").normalize() + 0)


def said_value(number: float, unit: str) -> Text:
    """A measured value with its unit: ``3,16%``, ``4 skor``."""
    return with_unit(said(number, 4), unit)


def said_celsius(celsius: float) -> Text:
    """``30 °C``."""
    return with_unit(said(celsius, 4), "°C")


def said_days(days: float) -> Text:
    """Whole days, rounded down; a tenth below ten days: ``39 hari``."""
    shown = math.floor(days) if days >= 10 else math.floor(days * 10) / 10
    return with_unit(said(shown, 9), "days")

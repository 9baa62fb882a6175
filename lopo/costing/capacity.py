"""What a kitchen can make in a week, held against what a shop wants: batches, hours, money tied up."""

import math
from dataclasses import dataclass
from fractions import Fraction

from lopo.costing.making import Making
from lopo.costing.rupiah import cost_idr

WEEKS_A_MONTH = Fraction(52, 12)
DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Capacity:
    """Pieces that can be made in a week, and where that figure comes from."""

    pieces_week: int
    by_batches: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What it takes to make ``pieces_week``; ``fits`` of ``None`` where the capacity is not known."""

    pieces_week: int
    batches: int
    hours: Fraction
    tied_up_idr: int
    fits: bool | None


def capacity(making: Making, batches_week: int | None, pieces_month: int | None) -> Capacity | None:
    """By the batches of a week where told, else by the pieces of a month (``supply.monthly_capacity``)."""
    if batches_week is not None and making.pieces is not None:
        return Capacity(batches_week * making.pieces, by_batches=True)
    if pieces_month is not None:
        return Capacity(math.floor(pieces_month / WEEKS_A_MONTH), by_batches=False)
    return None


def wanted(
    making: Making, can: Capacity | None, pieces_week: int, variable_cost: Fraction, days_to_payment: int = 0
) -> Wanted | None:
    """What an order of ``pieces_week`` every week asks of the kitchen.

    ``tied_up_idr`` is what has been laid out before the first payment comes: a week's goods, and those of the
    days until paid. ``None`` while it is not known how many pieces a batch makes.
    """
    if making.pieces is None:
        return None
    batches = math.ceil(Fraction(pieces_week, making.pieces))
    pieces = pieces_week * (1 + Fraction(days_to_payment, DAYS_A_WEEK))
    return Wanted(
        pieces_week,
        batches,
        Fraction(batches * (making.labour_minutes or 0), 60),
        cost_idr(pieces * variable_cost),
        None if can is None else can.pieces_week >= pieces_week,
    )

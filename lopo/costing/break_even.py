"""How many pieces a month must be sold before something is left: fixed costs over what each piece brings.

What a piece brings is what is left of its price after everything that it takes with it, fixed costs aside.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

from lopo.costing.channel import Channel
from lopo.costing.price_build_up import build_up


@dataclass(frozen=True, slots=True)
class BreakEven:
    """``pieces_month`` of ``None``: at this price no number of pieces is enough.

    ``registration_pieces`` is how many pieces more earn back what was paid once to be taken up.
    """

    brings_idr: Fraction
    pieces_month: int | None
    registration_pieces: int | None


def break_even(
    channel: Channel,
    variable_cost: Fraction,
    fixed_month_idr: int,
    shelf_idr: int,
    told_to_shop_idr: int | None = None,
) -> BreakEven:
    """Pieces a month at which ``channel`` just pays the fixed costs of the month."""
    brings = build_up(channel, variable_cost, shelf_idr, told_to_shop_idr).exact_kept
    once = Fraction(channel.terms.registration_idr)
    return BreakEven(brings, _pieces(Fraction(fixed_month_idr), brings), _pieces(once, brings))


def _pieces(amount: Fraction, brings: Fraction) -> int | None:
    if amount == 0:
        return 0
    return math.ceil(amount / brings) if brings > 0 else None

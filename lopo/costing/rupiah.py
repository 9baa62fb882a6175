"""From exact shares to whole rupiah: the one place where money on pages about cost is rounded.

A cost is rounded up, so that it is never told smaller than it is; what is left to its owner is rounded down.
The parts of a sum are rounded so that they add up to the sum as it is told.
"""

import math
from collections.abc import Sequence
from fractions import Fraction


def cost_idr(exact: Fraction) -> int:
    """A cost in whole rupiah, rounded up."""
    return math.ceil(exact)


def kept_idr(exact: Fraction) -> int:
    """What stays with its owner in whole rupiah, rounded down; below nought it is a loss."""
    return math.floor(exact)


def shared_out(total: int, exact: Sequence[Fraction]) -> list[int]:
    """``exact`` parts as whole rupiah that add up to ``total``.

    Each is rounded down, and what is missing goes, a rupiah each, to those that lost most by it. Raises
    :class:`ValueError` where ``total`` is not within a rupiah a part of their sum.
    """
    rounded = [math.floor(part) for part in exact]
    missing = total - sum(rounded)
    if not 0 <= missing <= len(exact):
        raise ValueError(f"{total} is not the sum of the parts")
    most_lost = sorted(range(len(exact)), key=lambda place: (rounded[place] - exact[place], place))
    for place in most_lost[:missing]:
        rounded[place] += 1
    return rounded

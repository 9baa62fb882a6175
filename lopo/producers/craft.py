"""Fibres of a woven product: whether the shares make a whole.

The textile annex of Permendag 25/2021 was not read, so what hangs on this is ``to-verify``.
"""

from collections.abc import Sequence
from decimal import Decimal

from lopo.facts.kinds import Item


def fibre_total(fibres: Sequence[Item]) -> Decimal | None:
    """The sum of the shares in per cent; nothing while a share is not known or there is no fibre."""
    shares = [fibre.amount for fibre in fibres if fibre.amount is not None]
    if not fibres or len(shares) < len(fibres):
        return None
    return sum(shares, Decimal(0))

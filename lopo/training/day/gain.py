"""What a lesson added, from the tests before and after it.

The gain is Hake's: of what a group did not know before, how much it knows after::

    >>> gain_of([Pair(4, 7, 10), Pair(6, 9, 10)]).gain
    Decimal('0.60')

It is a number of a group, worked out from the means, never of one participant; with few who answered both
times it says little, and the figures are too few (:attr:`Gain.too_few`). It says that more is known, not why.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lopo.training.day.rules import rules

_HUNDRED, _ONE = Decimal(100), Decimal(1)


@dataclass(frozen=True, slots=True)
class Pair:
    """Right answers of one participant before and after, of so many questions."""

    before: int
    after: int
    asked: int


@dataclass(frozen=True, slots=True)
class Gain:
    """Means in per cent of those who answered both times; ``gain`` from below nothing to 1.

    ``gain`` is ``None`` where nobody answered both times, or where all knew everything before.
    """

    answered: int
    before: Decimal | None
    after: Decimal | None
    gain: Decimal | None

    @property
    def too_few(self) -> bool:
        """Whether fewer answered than a mean asks for."""
        return self.answered < rules().least_answered


def gain_of(pairs: Sequence[Pair]) -> Gain:
    """The means and the gain; whoever was asked nothing does not count."""
    counted = [each for each in pairs if each.asked > 0]
    if not counted:
        return Gain(0, None, None, None)
    before = sum((_HUNDRED * each.before / each.asked for each in counted), Decimal(0)) / len(counted)
    after = sum((_HUNDRED * each.after / each.asked for each in counted), Decimal(0)) / len(counted)
    gain = None if before >= _HUNDRED else ((after - before) / (_HUNDRED - before)).quantize(Decimal("0.01"))
    return Gain(len(counted), before.quantize(_ONE), after.quantize(_ONE), gain)

"""What people knew before a lesson and after it: the same people, the same module."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from lopo.insight.house import House, SheetRow
from lopo.insight.outcomes.difference import Interval
from lopo.insight.outcomes.rules import level, whole
from lopo.insight.wanted import Wanted

BEFORE, AFTER = "before", "after"


@dataclass(frozen=True, slots=True)
class Gain:
    """Of one module: the mean share of right answers before and after, of 1, among those who took both tests.

    ``interval`` is of the gain; ``None`` where too few took both.
    """

    module: str
    pairs: int
    before: float | None
    after: float | None
    interval: Interval | None
    only_before: int
    only_after: int


def gains(house: House, wanted: Wanted) -> tuple[Gain, ...]:
    """The gain of each module of which a test was taken, in the order of their names."""
    sheets: dict[str, list[SheetRow]] = {}
    for sheet in house.sheets:
        if house.chosen(sheet, wanted) and (not wanted.kelurahan or sheet.ward == wanted.kelurahan):
            sheets.setdefault(sheet.module, []).append(sheet)
    return tuple(_gain(module, sheets[module]) for module in sorted(sheets))


def _gain(module: str, sheets: Iterable[SheetRow]) -> Gain:
    shares: dict[str, dict[int, float]] = {BEFORE: {}, AFTER: {}}
    for sheet in sheets:
        if sheet.asked:
            shares[sheet.moment][sheet.enrolment] = sheet.right / sheet.asked
    both = sorted(set(shares[BEFORE]) & set(shares[AFTER]))
    before, after = ([shares[moment][each] for each in both] for moment in (BEFORE, AFTER))
    enough = len(both) >= whole("learning", "pairs_least")
    return Gain(
        module=module,
        pairs=len(both),
        before=math.fsum(before) / len(both) if both else None,
        after=math.fsum(after) / len(both) if both else None,
        interval=mean_gain(before, after, level("learning")) if enough else None,
        only_before=len(shares[BEFORE]) - len(both),
        only_after=len(shares[AFTER]) - len(both),
    )


def mean_gain(before: Sequence[float], after: Sequence[float], sure: float) -> Interval:
    """The mean of ``after`` less ``before`` with Student's interval. Raises :class:`ValueError` below two
    pairs.
    """
    from scipy.special import stdtrit  # seldom wanted, and slow to load

    if len(before) < 2:
        raise ValueError("an interval needs at least two pairs")
    steps = np.asarray(after, float) - np.asarray(before, float)
    mean = float(steps.mean())
    quantile = float(stdtrit(len(steps) - 1, (1 + sure) / 2))
    half = quantile * float(steps.std(ddof=1)) / math.sqrt(len(steps))
    return Interval(mean, mean - half, mean + half)

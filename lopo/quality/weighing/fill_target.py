"""How full to fill: the least mean content with which a lot passes every check as good as always.

An estimate, not law: the contents are taken as normally spread with the standard deviation that was
measured, and the risks of the three checks are added up. Where more packs were short than that curve says,
its tail is raised to what was seen; where it cannot be true at all, nothing is said.
"""

import math
from dataclasses import dataclass
from decimal import Decimal
from statistics import NormalDist

from lopo.quality.weighing.net_content import LotVerdict
from lopo.quality.weighing.rules import plan_of, rules
from lopo.quality.weighing.tolerance import CONTENT, rounded_up, step_of

PACKS = 100
"""Give-away is said for so many packs."""


@dataclass(frozen=True, slots=True)
class FillTarget:
    """Fill to ``mean``; ``above`` is what lies above the nominal quantity, ``change`` what to add to (or,
    negative, take off) what is filled now, ``give_away`` what 100 packs then hold above their labels.
    """

    mean: Decimal
    above: Decimal
    change: Decimal
    give_away: Decimal
    confidence: Decimal
    lot_size: int


def fill_target(verdict: LotVerdict, lot_size: int, quantity: str = CONTENT) -> FillTarget | None:
    """The target for lots of ``lot_size`` packs.

    Nothing where too few were weighed to know the spread, or where they are not spread evenly.
    """
    if verdict.sample < rules()["factor_least"] or verdict.spread is None or not is_even(verdict):
        return None
    step = step_of(verdict.nominal, quantity)
    nominal, spread = float(verdict.nominal), float(verdict.spread)
    level = Decimal(rules()["target"]["confidence_level"])
    risk = 1 - float(level)
    steps = 0 if spread == 0 else _least_steps(verdict, lot_size, nominal, spread, float(step), risk)
    mean = rounded_up(verdict.nominal, step) + steps * step
    above = mean - verdict.nominal
    change = rounded_up(mean - verdict.mean, step)
    return FillTarget(mean, above, change, above * PACKS, level, lot_size)


def is_even(verdict: LotVerdict) -> bool:
    """Whether so many short packs as were seen can be, if the contents are normally spread."""
    least = float(rules()["target"]["contradicted_below"])
    if not verdict.spread:  # all alike: nothing to see
        return True
    chances = zip((verdict.short, verdict.grossly_short), _tails(verdict, float(verdict.mean)), strict=True)
    return all(
        not seen or 1 - _at_most(seen - 1, verdict.sample, chance) >= least for seen, chance in chances
    )


def _tails(verdict: LotVerdict, mean: float) -> tuple[float, float]:
    """The chance of one pack to lack more than T, and more than 2T, by the normal curve about ``mean``."""
    contents = NormalDist(mean, float(verdict.spread or 0))
    return contents.cdf(float(verdict.least_content)), contents.cdf(float(verdict.gross_content))


def _raised(verdict: LotVerdict) -> tuple[float, float]:
    """By how much the tails of the curve are raised to what was seen; never lowered."""
    seen = (verdict.short, verdict.grossly_short)
    by_curve = _tails(verdict, float(verdict.mean))
    found = [
        max(count / verdict.sample / chance, 1.0) if count else 1.0
        for count, chance in zip(seen, by_curve, strict=True)
    ]
    return found[0], found[1]


def _least_steps(
    verdict: LotVerdict, lot_size: int, nominal: float, spread: float, step: float, risk: float
) -> int:
    """By bisection: the chance to fail only falls as more is filled."""

    def fails(steps: int) -> bool:
        return _chance_to_fail(verdict, lot_size, nominal + steps * step, spread) > risk

    low, high = 0, 1
    if not fails(0):
        return 0
    while fails(high):
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fails(middle) else (low, middle)
    return high


def _chance_to_fail(verdict: LotVerdict, lot_size: int, mean: float, spread: float) -> float:
    plan = plan_of(lot_size)
    sample, allowed = (lot_size, 0) if plan is None else (min(plan.sample, lot_size), plan.allowed)
    if plan is None:
        mean_low = NormalDist(mean, spread / math.sqrt(sample)).cdf(float(verdict.nominal))
    else:
        mean_low = float(rules()["mean_risk"])  # at the nominal quantity; less above it
    of_short, of_gross = (
        min(chance * times, 1.0)
        for chance, times in zip(_tails(verdict, mean), _raised(verdict), strict=True)
    )
    short = 1 - _at_most(allowed, sample, of_short)
    gross = 1 - (1 - of_gross) ** sample
    return mean_low + short + gross


def _at_most(most: int, tries: int, chance: float) -> float:
    """The binomial chance of at most so many."""
    return sum(math.comb(tries, k) * chance**k * (1 - chance) ** (tries - k) for k in range(most + 1))

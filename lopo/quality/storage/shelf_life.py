"""What a storage study carries: the life on the shelf and the promise for the label, or why neither.

Accelerated: the life at a temperature is the day on which the one-sided confidence bound reaches the limit,
not the middle of the estimate. Kept as sold: what was studied while every pack was good.
The label promises at most four fifths of it (the house's own margin). Where anything speaks against the
data, there is no number at all, only the reasons.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lopo.facts.text import Text
from lopo.quality.storage.arrhenius import ArrheniusLine, RateAt, distance, fit_arrhenius
from lopo.quality.storage.claim import Claim, label_claim
from lopo.quality.storage.fit import ORDERS, RateFit, better_order, fit_study
from lopo.quality.storage.line import student
from lopo.quality.storage.real_time import against_real_time, is_still_good, lived
from lopo.quality.storage.refusal import (
    Refusal,
    of_the_fits,
    of_the_life,
    of_the_line,
    of_the_packs,
    of_the_plan,
    of_the_reach,
)
from lopo.quality.storage.rules import number, shelf_celsius
from lopo.quality.storage.study import ACCELERATED, Study


@dataclass(frozen=True, slots=True)
class Life:
    """Days at a temperature: the estimate, and its bounds. A life that was only observed has no spread."""

    celsius: float
    days: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What follows from a study. With any refusal, ``lives`` is empty and there is no ``claim``.

    ``fits`` holds both orders where they could be fitted, ``order`` the one that was taken.
    """

    study: Study
    fits: tuple[RateFit, ...] = ()
    order: int | None = None
    line: ArrheniusLine | None = None
    lives: tuple[Life, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    cautions: tuple[Text, ...] = ()

    @property
    def studied_days(self) -> int | None:
        """Whole days that the study carries on the shelf of the label."""
        return math.floor(self.lives[-1].low) if self.lives else None

    @property
    def claim(self) -> Claim | None:
        """What the label may promise."""
        return None if self.studied_days is None else label_claim(self.studied_days)

    @property
    def taken(self) -> tuple[RateFit, ...]:
        """The fits of the order that was taken, coolest first."""
        return tuple(fit for fit in self.fits if fit.order == self.order)


def answer(study: Study) -> Answer:
    """Judge a study. Never raises for what was measured; says why where nothing can be said."""
    return _accelerated(study) if study.method == ACCELERATED else _real_time(study)


def _real_time(study: Study) -> Answer:
    refusals = (*of_the_packs(study), *against_real_time(study))
    found = lived(study)
    if refusals or found is None:
        return Answer(study, refusals=refusals)
    series, days = found
    longer = Text("Contoh masih baik pada hari terakhir; bila diteruskan, umur simpan bisa lebih panjang.",
                  "The samples were good on the last day; if you go on, the life may be longer.")  # fmt: skip
    life = Life(series.celsius, days, days, days)
    return Answer(study, lives=(life,), cautions=(longer,) if is_still_good(study, series) else ())


def _accelerated(study: Study) -> Answer:
    orders = [fit_study(study, order) for order in ORDERS]
    fits = tuple(fit for each in orders for fit in each)
    taken = better_order(orders)
    refusals = [*of_the_packs(study), *of_the_plan(study)]
    if refusals or not taken:
        return Answer(study, fits, taken[0].order if taken else None, refusals=tuple(refusals))
    line = fit_arrhenius([RateAt(fit.celsius, fit.rate, fit.error, fit.line.freedom) for fit in taken])
    refusals += [*of_the_fits(study, taken), *of_the_reach(study)]
    if line is not None:
        refusals += of_the_line(line)
    found = Answer(study, fits, taken[0].order, line, refusals=tuple(refusals))
    return found if refusals or line is None else _with_lives(found, line, taken)


def _with_lives(found: Answer, line: ArrheniusLine, taken: Sequence[RateFit]) -> Answer:
    study = found.study
    reach = min(study.temperatures) - number("reach", "celsius_below")
    shelf = [celsius for celsius in shelf_celsius(study.storage) if celsius >= reach]
    lives = tuple(_life(study, line, taken, celsius) for celsius in shelf)
    refusals = tuple(of_the_life(study, lives[-1].days, lives[-1].low))
    if refusals:
        return Answer(study, found.fits, found.order, line, refusals=refusals)
    return Answer(study, found.fits, found.order, line, lives)


def _life(study: Study, line: ArrheniusLine, taken: Sequence[RateFit], celsius: float) -> Life:
    """Life with its bounds: the margins of the rate and of the way to go, together."""
    start = study.start
    assert start is not None  # noqa: S101 - a study without a start was refused
    order = taken[0].order
    way = distance(start, study.limit, order)
    rate = line.rate_with_bounds(celsius)
    freedom = sum(fit.line.freedom for fit in taken)
    scatter = math.sqrt(sum(fit.line.scatter**2 * fit.line.freedom for fit in taken) / freedom)
    error = scatter / math.sqrt(len(study.starts)) / way
    of_start = student(number("confidence", "level"), freedom) * error if error else 0.0
    margin = math.exp(min(math.hypot(math.log(rate.factor), of_start), 100.0))
    days = way / rate.k
    return Life(celsius, days, days / margin, days * margin)

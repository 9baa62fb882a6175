"""Why no life is stated: every reason, in words, with what to measure next.

The sentences are in ``refusals.toml``, the thresholds in ``rules.toml``. A study with one reason against it
gets no number at all.
"""

import functools
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.quality.storage.arrhenius import ArrheniusLine, is_good_fit
from lopo.quality.storage.fit import RateFit, most_weighty
from lopo.quality.storage.rules import number, rules, shelf_celsius
from lopo.quality.storage.study import Series, Study
from lopo.quality.storage.words import said, said_celsius, said_days, said_value


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason (``code``), said in a sentence, and what to do next."""

    code: str
    reason: Text
    mend: Text


def refusal(code: str, **values: str | Text) -> Refusal:
    """The refusal of ``code``, its sentences filled with ``values``."""
    row = _sentences()[code]
    reason, mend = (
        Text.from_table(row[name], f"{code}.{name}").filled(**values) for name in ("reason", "mend")
    )
    return Refusal(code, reason, mend)


@functools.cache
def _sentences() -> Mapping[str, Any]:
    return read_toml("lopo.quality.storage", "refusals.toml")


def of_the_packs(study: Study) -> Iterator[Refusal]:
    """What is wrong before anything is reckoned."""
    if study.pack_as_sold is not True:
        yield refusal("pack")
    if study.start is not None and (not study.is_good(study.start) or study.start == study.limit):
        yield refusal(
            "start", start=said_value(study.start, study.unit), limit=said_value(study.limit, study.unit)
        )


def of_the_plan(study: Study) -> Iterator[Refusal]:
    """What an accelerated study lacks before it can be fitted."""
    wanted = rules()["fit"]["temperatures"]
    if study.storage != "room":
        yield refusal("cold")
    if len(study.series) < wanted:
        yield refusal("temperatures", count=said(len(study.series)), wanted=said(wanted))
    if study.series and max(study.temperatures) - min(study.temperatures) < number("fit", "celsius_span"):
        yield refusal("close", wanted=said_celsius(number("fit", "celsius_span")))
    if study.start is None:
        yield refusal("no-start")
    days_least = rules()["fit"]["days_least"]
    for series in study.with_starts:
        if len(series.days) < days_least:
            yield refusal(
                "days",
                celsius=said_celsius(series.celsius),
                count=said(len(series.days)),
                wanted=said(days_least),
            )


def of_the_fits(study: Study, fits: Sequence[RateFit]) -> Iterator[Refusal]:
    """What the lines at single temperatures cannot carry. ``fits`` is the order that was taken."""
    for series, fit in zip(study.with_starts, fits, strict=True):
        found = next(_of_one_fit(study, series, fit), None)
        if found is not None:
            yield found
    reached = max(study.part_of_way(mean) for series in study.series for mean in series.means)
    if reached < number("reach", "part_of_way"):
        yield refusal(
            "limit-far",
            part=said(max(round(reached * 100), 0)),
            limit=said_value(study.limit, study.unit),
            wanted=said(number("reach", "part_of_way") * 100),
        )


def _of_one_fit(study: Study, series: Series, fit: RateFit) -> Iterator[Refusal]:
    at = said_celsius(series.celsius)
    if fit.high < 0:
        yield refusal("wrong-way", at=at)
    elif fit.low <= 0:
        yield refusal("no-change", at=at)
    if _back_steps(series, study.toward) > number("trust", "back_steps_most"):
        yield refusal("up-and-down", at=at)
    day, value, change = most_weighty(series, study.toward, fit.order)
    if change > number("trust", "one_reading_most"):
        yield refusal("one-reading", at=at, value=said_value(value, study.unit), day=said(day))
    if fit.r_squared < number("fit", "r_squared_least"):
        yield refusal(
            "poor-fit",
            at=at,
            found=said(max(fit.r_squared, 0), 2),
            wanted=said(number("fit", "r_squared_least")),
        )
    if fit.speeds_up:
        yield refusal("speeds-up", at=at)


def _back_steps(series: Series, toward: int) -> float:
    """The steps away from the limit, as a part of the whole range of the daily means."""
    means = series.means
    back = sum(max(toward * (before - after), 0) for before, after in itertools.pairwise(means))
    across = max(means) - min(means)
    return back / across if across else 0.0


def of_the_line(line: ArrheniusLine) -> Iterator[Refusal]:
    """What the line across temperatures cannot carry."""
    if line.slope <= 0:
        yield refusal("not-faster-warm")
    elif not is_good_fit(line):
        yield refusal(
            "poor-line", found=said(max(line.r_squared, 0), 2), wanted=said(number("fit", "r_squared_least"))
        )


def of_the_reach(study: Study) -> Iterator[Refusal]:
    """Whether the shelf lies too far from the temperatures that were studied."""
    coolest, warmest = min(study.temperatures), max(study.temperatures)
    shelf = shelf_celsius(study.storage)[-1]
    below, above = number("reach", "celsius_below"), number("reach", "celsius_above")
    if not coolest - below <= shelf <= warmest + above:
        yield refusal(
            "celsius-far",
            shelf=said_celsius(shelf),
            coolest=said_celsius(coolest),
            warmest=said_celsius(warmest),
        )


def of_the_life(study: Study, days: float, low: float) -> Iterator[Refusal]:
    """Whether the life on the shelf is further than the study can see, or too unsure to be of use."""
    if days > study.longest * number("reach", "life_times"):
        yield refusal("days-far", longest=said_days(study.longest))
    if low < max(days * number("trust", "low_part_least"), 1):
        yield refusal("too-wide")

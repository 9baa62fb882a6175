"""Kept as it is sold until it is bad (ESS): the life is what was studied while every pack was good.

No line and no guess: the last day on which, and before which, every pack was within the limit.
"""

from collections.abc import Iterator

from lopo.quality.storage.refusal import Refusal, refusal
from lopo.quality.storage.rules import rules, shelf_celsius
from lopo.quality.storage.study import Series, Study
from lopo.quality.storage.words import said, said_celsius


def good_days(study: Study, series: Series) -> tuple[float, ...]:
    """The days up to the first on which some pack was past the limit."""
    good: list[float] = []
    for day in series.days:
        if not all(study.is_good(value) for value in series.on(day)):
            break
        good.append(day)
    return tuple(good)


def warm_enough(study: Study) -> tuple[Series, ...]:
    """The series that were kept at least as warm as the shelf may be."""
    coolest = shelf_celsius(study.storage)[0]
    return tuple(series for series in study.with_starts if series.celsius >= coolest)


def lived(study: Study) -> tuple[Series, float] | None:
    """The series with the shortest life, and that life in days; nothing where none was kept warm enough."""
    lives = [(series, max(good_days(study, series), default=0)) for series in warm_enough(study)]
    return min(lives, key=lambda each: each[1]) if lives else None


def is_still_good(study: Study, series: Series) -> bool:
    """Whether the series never passed the limit: the true life may be longer."""
    return bool(series.days) and good_days(study, series) == series.days


def against_real_time(study: Study) -> Iterator[Refusal]:
    """Why such a study carries no life yet."""
    kept = warm_enough(study)
    if not kept:
        yield refusal("too-cool", least=said_celsius(shelf_celsius(study.storage)[0]))
    for series in kept:
        yield from _against_series(study, series)


def _against_series(study: Study, series: Series) -> Iterator[Refusal]:
    at, good = said_celsius(series.celsius), good_days(study, series)
    days_least, packs_least = rules()["real_time"]["days_least"], rules()["real_time"]["packs_least"]
    if len(series.days) < days_least:
        yield refusal("days", celsius=at, count=said(len(series.days)), wanted=said(days_least))
    thin = [said(day).id for day in good if len(series.on(day)) < packs_least]
    if thin:
        yield refusal("packs", days=", ".join(thin[:5]), celsius=at, wanted=said(packs_least))
    if max(good, default=0) < 1 and len(good) < len(series.days):
        yield refusal("bad-at-once", celsius=at)

"""Kept as it is sold until it is bad (ESS): the life is what was studied while every pack was good.

No line and no guess: the last day on which, and before which, every pack was within the limit.
"""

from collections.abc import Iterator

from lopo.facts.text import Text
from lopo.quality.storage.refusal import Refusal
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
    if not warm_enough(study):
        yield Refusal(
            "too-cool",
            Text("Belum ada yang disimpan di {least} atau lebih, seperti rak di Kupang.",
                 "Nothing was kept at {least} or more, as on a shelf in Kupang.").filled(
                least=said_celsius(shelf_celsius(study.storage)[0])
            ),
            Text("Simpan beberapa kemasan di tempat sehangat rak toko.",
                 "Keep some packs where it is as warm as in a shop."),
        )  # fmt: skip
    for series in warm_enough(study):
        yield from _against_series(study, series)


def _against_series(study: Study, series: Series) -> Iterator[Refusal]:
    at, good = said_celsius(series.celsius), good_days(study, series)
    days_least, packs_least = rules()["real_time"]["days_least"], rules()["real_time"]["packs_least"]
    if len(series.days) < days_least:
        yield Refusal(
            "days",
            Text("Di {celsius} baru {count} hari yang diukur; perlu {wanted}.",
                 "At {celsius} only {count} days were measured; {wanted} are needed.").filled(
                celsius=at, count=said(len(series.days)), wanted=said(days_least)
            ),
            Text("Teruskan menyimpan, dan ukur pada hari-hari berikutnya.",
                 "Go on keeping, and measure on the days to come."),
        )  # fmt: skip
    thin = [day for day in good if len(series.on(day)) < packs_least]
    if thin:
        yield Refusal(
            "packs",
            Text("Pada hari {days} di {celsius} hanya satu kemasan yang diukur; perlu {wanted} tiap kali.",
                 "On day {days} at {celsius} only one pack was measured; {wanted} are needed.").filled(
                days=", ".join(said(day).id for day in thin[:5]), celsius=at, wanted=said(packs_least)
            ),
            Text("Buka dan ukur paling sedikit dua kemasan tiap kali.",
                 "Open and measure at least two packs each time."),
        )  # fmt: skip
    if series.days and max(good, default=0) < 1:
        yield Refusal(
            "bad-at-once",
            Text("Di {celsius} sudah lewat batas pada ukuran pertama sesudah dibuat.",
                 "At {celsius} it was past the limit at the first measurement.").filled(celsius=at),
            Text("Ukur lebih awal dan lebih sering, atau perbaiki kemasannya.",
                 "Measure earlier and more often, or mend the pack."),
        )  # fmt: skip

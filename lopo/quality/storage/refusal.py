"""Why no life is stated: every reason, in words, with what to measure next.

The thresholds are in ``rules.toml``. A study with one reason against it gets no number at all.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lopo.facts.text import Text
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


def _refusal(code: str, reason: Text, mend: Text, **values: str | Text) -> Refusal:
    return Refusal(code, reason.filled(**values), mend.filled(**values))


def of_the_packs(study: Study) -> Iterator[Refusal]:
    """What is wrong before anything is reckoned."""
    if study.pack_as_sold is not True:
        yield _refusal(
            "pack",
            Text("Contoh tidak tercatat disimpan dalam kemasan yang dijual.",
                 "It is not on record that the samples were kept in the pack that is sold."),
            Text("Ulangi dengan kemasan yang dijual; kemasan lain memberi umur simpan lain.",
                 "Do it again in the pack that is sold; another pack gives another life."),
        )  # fmt: skip
    if study.start is not None and (not study.is_good(study.start) or study.start == study.limit):
        yield _refusal(
            "start",
            Text("Pada hari 0 nilainya {start}, sudah di batas {limit}.",
                 "On day 0 the value is {start}, already at the limit {limit}."),
            Text("Periksa lagi batas dan arahnya, atau mulai dengan contoh yang segar.",
                 "Look again at the limit and its direction, or begin with fresh samples."),
            start=said_value(study.start, study.unit),
            limit=said_value(study.limit, study.unit),
        )  # fmt: skip


def of_the_plan(study: Study) -> Iterator[Refusal]:
    """What an accelerated study lacks before it can be fitted."""
    wanted = rules()["fit"]["temperatures"]
    if study.storage != "room":
        yield _refusal(
            "cold",
            Text("Produk dingin atau beku tidak bisa diuji di suhu tinggi: di sana rusaknya lain.",
                 "A chilled or frozen product cannot be tested warm: it spoils in another way there."),
            Text("Simpan sungguhan di suhu jualnya, sampai rusak.",
                 "Keep it as it is sold until it is bad."),
        )  # fmt: skip
    if len(study.series) < wanted:
        yield _refusal(
            "temperatures",
            Text("Baru {count} suhu yang diukur; perlu {wanted}.",
                 "Only {count} temperatures were measured; {wanted} are needed."),
            Text("Simpan juga di suhu lain, dan ukur di sana.",
                 "Keep some at another temperature, too, and measure there."),
            count=said(len(study.series)),
            wanted=said(wanted),
        )  # fmt: skip
    if study.series and max(study.temperatures) - min(study.temperatures) < number("fit", "celsius_span"):
        yield _refusal(
            "close",
            Text("Suhu-suhunya terlalu berdekatan; perlu selisih {wanted}.",
                 "The temperatures are too close; a span of {wanted} is needed."),
            Text("Simpan sebagian di tempat yang lebih panas.", "Keep some where it is warmer."),
            wanted=said_celsius(number("fit", "celsius_span")),
        )  # fmt: skip
    if study.start is None:
        yield _refusal(
            "no-start",
            Text("Belum ada ukuran pada hari 0.", "Nothing was measured on day 0."),
            Text("Ukur contoh segar pada hari dibuat, lalu catat sebagai hari 0.",
                 "Measure a fresh sample on the day it is made, and record it as day 0."),
        )  # fmt: skip
    days_least = rules()["fit"]["days_least"]
    for series in study.with_starts:
        if len(series.days) < days_least:
            yield _refusal(
                "days",
                Text("Di {celsius} baru {count} hari yang diukur; perlu {wanted}.",
                     "At {celsius} only {count} days were measured; {wanted} are needed."),
                Text("Ukur lagi di {celsius} pada hari-hari berikutnya.",
                     "Measure again at {celsius} on later days."),
                celsius=said_celsius(series.celsius),
                count=said(len(series.days)),
                wanted=said(days_least),
            )  # fmt: skip


def of_the_fits(study: Study, fits: Sequence[RateFit]) -> Iterator[Refusal]:
    """What the lines at single temperatures cannot carry. ``fits`` is the order that was taken."""
    for series, fit in zip(study.with_starts, fits, strict=True):
        found = next(_of_one_fit(study, series, fit), None)
        if found is not None:
            yield found
    reached = max(study.part_of_way(mean) for series in study.series for mean in series.means)
    if reached < number("reach", "part_of_way"):
        yield _refusal(
            "limit-far",
            Text("Yang terjauh baru {part}% jalan menuju batas {limit}.",
                 "The furthest has gone {part}% of the way to the limit {limit}."),
            Text("Teruskan menyimpan, sampai di suhu terpanas paling sedikit {wanted}% jalan.",
                 "Go on until at the warmest temperature at least {wanted}% of the way is gone."),
            part=said(max(round(reached * 100), 0)),
            limit=said_value(study.limit, study.unit),
            wanted=said(number("reach", "part_of_way") * 100),
        )  # fmt: skip


def _of_one_fit(study: Study, series: Series, fit: RateFit) -> Iterator[Refusal]:
    at = said_celsius(series.celsius)
    if fit.high < 0:
        yield _refusal(
            "wrong-way",
            Text("Di {at} nilainya bergerak ke arah yang salah: makin lama makin baik.",
                 "At {at} the values go the wrong way: better with time."),
            Text("Periksa arah kerusakan dan catatan angkanya.",
                 "Look again at the direction and at what was written."),
            at=at,
        )  # fmt: skip
    elif fit.low <= 0:
        yield _refusal(
            "no-change",
            Text("Di {at} belum tampak perubahan yang pasti.", "At {at} no sure change is seen yet."),
            Text("Simpan lebih lama di {at}, atau ukur lebih banyak kemasan.",
                 "Keep it longer at {at}, or measure more packs."),
            at=at,
        )  # fmt: skip
    if _back_steps(series, study.toward) > number("trust", "back_steps_most"):
        yield _refusal(
            "up-and-down",
            Text("Di {at} nilainya naik turun.", "At {at} the values rise and fall."),
            Text("Ukur beberapa kemasan sekaligus tiap hari, dengan cara yang sama.",
                 "Measure several packs each day, always in the same way."),
            at=at,
        )  # fmt: skip
    day, value, change = most_weighty(series, study.toward, fit.order)
    if change > number("trust", "one_reading_most"):
        yield _refusal(
            "one-reading",
            Text("Di {at} hasilnya bergantung pada satu angka: {value} pada hari {day}.",
                 "At {at} the result hangs on one value: {value} on day {day}."),
            Text("Ukur lagi satu kemasan dari hari sekitar itu, lalu lanjutkan.",
                 "Measure another pack from about that day, then go on."),
            at=at,
            value=said_value(value, study.unit),
            day=said(day),
        )  # fmt: skip
    if fit.r_squared < number("fit", "r_squared_least"):
        yield _refusal(
            "poor-fit",
            Text("Di {at} titik-titiknya terlalu tersebar (R² {found}; perlu {wanted}).",
                 "At {at} the points scatter too much (R² {found}; {wanted} is needed)."),
            Text("Ukur lebih banyak kemasan tiap kali di {at}, atau lebih lama.",
                 "Measure more packs each time at {at}, or for longer."),
            at=at,
            found=said(max(fit.r_squared, 0), 2),
            wanted=said(number("fit", "r_squared_least")),
        )  # fmt: skip
    if fit.speeds_up:
        yield _refusal(
            "speeds-up",
            Text("Di {at} rusaknya makin lama makin cepat; garis lurus akan menjanjikan terlalu banyak.",
                 "At {at} it spoils faster and faster; a straight line would promise too much."),
            Text("Simpan sungguhan di suhu jual sampai batasnya, tanpa dipercepat.",
                 "Keep it as it is sold until the limit, without haste."),
            at=at,
        )  # fmt: skip


def _back_steps(series: Series, toward: int) -> float:
    """The steps away from the limit, as a part of the whole range of the daily means."""
    means = series.means
    back = sum(max(toward * (before - after), 0) for before, after in itertools.pairwise(means))
    across = max(means) - min(means)
    return back / across if across else 0.0


def of_the_line(line: ArrheniusLine) -> Iterator[Refusal]:
    """What the line across temperatures cannot carry."""
    if line.slope <= 0:
        yield _refusal(
            "not-faster-warm",
            Text("Di suhu lebih panas rusaknya tidak lebih cepat.",
                 "It does not spoil faster where it is warmer."),
            Text("Periksa suhu sungguhan di tiap tempat simpan dengan termometer, lalu ulangi.",
                 "Look at the true temperature of each place with a thermometer, and do it again."),
        )  # fmt: skip
    elif not is_good_fit(line):
        yield _refusal(
            "poor-line",
            Text("Laju di tiap suhu tidak segaris (R² {found}; perlu {wanted}).",
                 "The rates at the temperatures are not on one line (R² {found}; {wanted} is needed)."),
            Text("Tambah satu suhu lagi, atau ulangi suhu yang paling menyimpang.",
                 "Add one more temperature, or do the one again that lies furthest off."),
            found=said(max(line.r_squared, 0), 2),
            wanted=said(number("fit", "r_squared_least")),
        )  # fmt: skip


def of_the_reach(study: Study) -> Iterator[Refusal]:
    """Whether the shelf lies too far from the temperatures that were studied."""
    coolest, warmest = min(study.temperatures), max(study.temperatures)
    shelf = shelf_celsius(study.storage)[-1]
    below, above = number("reach", "celsius_below"), number("reach", "celsius_above")
    if not coolest - below <= shelf <= warmest + above:
        yield _refusal(
            "celsius-far",
            Text("Rak {shelf} terlalu jauh dari suhu yang diuji ({coolest} sampai {warmest}).",
                 "A shelf at {shelf} is too far from the temperatures studied ({coolest} to {warmest})."),
            Text("Simpan juga di suhu yang lebih dekat dengan {shelf}.",
                 "Keep some at a temperature nearer to {shelf}, too."),
            shelf=said_celsius(shelf),
            coolest=said_celsius(coolest),
            warmest=said_celsius(warmest),
        )  # fmt: skip


def of_the_life(study: Study, days: float, low: float) -> Iterator[Refusal]:
    """Whether the life on the shelf is further than the study can see, or too unsure to be of use."""
    if days > study.longest * number("reach", "life_times"):
        yield _refusal(
            "days-far",
            Text("Uji baru {longest}, terlalu singkat untuk umur simpan sepanjang yang diduga.",
                 "The study has lasted {longest}, too short for a life as long as it points to."),
            Text("Teruskan menyimpan dan mengukur.", "Go on keeping and measuring."),
            longest=said_days(study.longest),
        )  # fmt: skip
    if low < max(days * number("trust", "low_part_least"), 1):
        yield _refusal(
            "too-wide",
            Text("Perkiraannya masih terlalu lebar untuk satu tanggal.",
                 "The estimate is still too wide for a date."),
            Text("Ukur lebih banyak kemasan, lebih lama, atau di satu suhu lagi.",
                 "Measure more packs, for longer, or at one more temperature."),
        )  # fmt: skip

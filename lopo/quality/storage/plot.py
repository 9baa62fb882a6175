"""What was measured, as a picture: each temperature with its own mark, its line, and the limit.

Pure: takes an answer, gives SVG. Colours come from the style sheet by class; every temperature also has a
shape of its own, so that nothing hangs on colour. Drawn 340 wide, to be read on a screen of 320 pixels.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from lopo.facts.figures import say_number
from lopo.facts.text import Text
from lopo.quality.storage.fit import RateFit
from lopo.quality.storage.shelf_life import Answer
from lopo.quality.storage.study import Study
from lopo.quality.storage.words import said_celsius, said_value

WIDTH, HEIGHT = 340, 250
LEFT, RIGHT, TOP, BOTTOM = 44, 10, 14, 40
TICKS = 5
SHAPES = (
    "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0Z",
    "M-4-4H4V4H-4Z",
    "M0-5.2 5 3.6H-5Z",
    "M0-5.6 5 0 0 5.6-5 0Z",
    "M-4.5-1.5h3v-3h3v3h3v3h-3v3h-3v-3h-3Z",
)
"""A disc, a square, a triangle, a diamond, a cross: one for each temperature, then again from the first."""

_DAY = Text("hari sejak dibuat", "days since making")
_LIMIT = Text("batas {value}", "limit {value}")
_ASKS = Text("Kapan {attribute} melewati batas {value}?", "When does {attribute} pass the limit {value}?")
_SAYS = Text(
    "{asks} {count} hasil ukur pada {temperatures}.", "{asks} {count} measurements at {temperatures}."
)


@dataclass(frozen=True, slots=True)
class _Scale:
    """From a number to a place on the picture."""

    low: float
    high: float
    start: float
    end: float

    def at(self, number: float) -> float:
        part = (number - self.low) / (self.high - self.low)
        return round(self.start + part * (self.end - self.start), 1)


def plot_title(study: Study) -> Text:
    """The question that the picture answers."""
    attribute = study.attribute[:1].lower() + study.attribute[1:]
    return _ASKS.filled(attribute=attribute, value=said_value(study.limit, study.unit))


def mark(place: int, x: float, y: float) -> str:
    """The mark of the temperature in this ``place``, coolest first."""
    shape = SHAPES[place % len(SHAPES)]
    return f'<path class="plot-mark plot-{place % len(SHAPES)}" transform="translate({x} {y})" d="{shape}"/>'


def legend_mark(place: int) -> str:
    """The same mark alone, for the key beside the picture."""
    return f'<svg class="plot-key" viewBox="-7 -7 14 14" aria-hidden="true">{mark(place, 0, 0)}</svg>'


def plot(found: Answer, language: str) -> str:
    """The picture as SVG; nothing of it moves or needs a program. Empty where nothing was measured."""
    study = found.study
    readings = [reading for series in study.series for reading in series.readings]
    if not readings:
        return ""
    values = [reading.value for reading in readings] + [study.limit]
    low, high = min(values), max(values)
    room = (high - low or abs(high) or 1) * 0.06
    days = _Scale(0, max(study.longest, 1), LEFT, WIDTH - RIGHT)
    scale = _Scale(low - room, high + room, HEIGHT - BOTTOM, TOP)
    parts = [*_axes(days, scale, language), *_limit(study, scale, language)]
    parts += [_curve(fit, place, days, scale) for place, fit in enumerate(found.taken)]
    for place, series in enumerate(study.series):
        parts += [mark(place, days.at(each.day), scale.at(each.value)) for each in series.readings]
    said = _spoken(study, len(readings)).in_language(language)
    head = f'<svg class="plot" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label={quoteattr(said)}>'
    return head + "".join(parts) + "</svg>"


def _spoken(study: Study, count: int) -> Text:
    temperatures = [said_celsius(celsius) for celsius in study.temperatures]
    return _SAYS.filled(
        asks=plot_title(study),
        count=str(count),
        temperatures=Text(", ".join(t.id for t in temperatures), ", ".join(t.en for t in temperatures)),
    )


def _axes(days: _Scale, scale: _Scale, language: str) -> list[str]:
    parts = []
    for tick in ticks(scale.low, scale.high):
        y = scale.at(float(tick))
        parts.append(f'<path class="plot-grid" d="M{LEFT} {y}H{WIDTH - RIGHT}"/>')
        label = say_number(tick).in_language(language)
        parts.append(f'<text class="plot-number" x="{LEFT - 6}" y="{y + 4}" text-anchor="end">{label}</text>')
    base = HEIGHT - BOTTOM
    for tick in ticks(days.low, days.high):
        x = days.at(float(tick))
        label = say_number(tick).in_language(language)
        parts.append(f'<text class="plot-number" x="{x}" y="{base + 16}" text-anchor="middle">{label}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    words = escape(_DAY.in_language(language))
    parts.append(f'<path class="plot-axis" d="M{LEFT} {TOP}V{base}H{WIDTH - RIGHT}"/>')
    parts.append(
        f'<text class="plot-number" x="{middle}" y="{base + 33}" text-anchor="middle">{words}</text>'
    )
    return parts


def _limit(study: Study, scale: _Scale, language: str) -> list[str]:
    y = scale.at(study.limit)
    words = _LIMIT.filled(value=said_value(study.limit, study.unit)).in_language(language)
    above = y - 5 if y - 5 > TOP + 8 else y + 14
    return [
        f'<path class="plot-limit" d="M{LEFT} {y}H{WIDTH - RIGHT}"/>',
        f'<text class="plot-limit-word" x="{LEFT + 6}" y="{above}">{escape(words)}</text>',
    ]


def _curve(fit: RateFit, place: int, days: _Scale, scale: _Scale) -> str:
    """The fitted line as far as the picture goes; a first-order line is a curve."""
    points = []
    for step in range(25):
        day = days.high * step / 24
        value = fit.value_at(day)
        if scale.low <= value <= scale.high:
            points.append(f"{days.at(day)} {scale.at(value)}")
    if len(points) < 2:
        return ""
    return f'<path class="plot-line plot-{place % len(SHAPES)}" d="M{" L".join(points)}"/>'


def ticks(low: float, high: float) -> Sequence[Decimal]:
    """Round numbers between two, about :data:`TICKS` of them."""
    rough = (high - low) / TICKS
    if not rough > 0 or not math.isfinite(rough):
        return ()
    power = Decimal(1).scaleb(math.floor(math.log10(rough)))
    step = next(power * each for each in (1, 2, 5, 10) if float(power * each) >= rough)
    first = math.ceil(Decimal(low) / step)
    count = math.floor(Decimal(high) / step) - first
    return [_plain((first + place) * step) for place in range(min(count, 4 * TICKS) + 1)]


def _plain(number: Decimal) -> Decimal:
    """Without an exponent and without noughts at the end."""
    short = number.normalize()
    return short.quantize(Decimal(1)) if int(short.as_tuple().exponent) > 0 else short

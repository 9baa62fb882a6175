"""Tasting: scores by aspect of several tasters, their mean and how far they lie apart."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that is scored."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Scale:
    """The lowest and highest score; from which distance on tasters do not agree."""

    least: int
    most: int
    apart: int

    @property
    def scores(self) -> range:
        return range(self.least, self.most + 1)


@functools.cache
def _raw() -> Mapping[str, object]:
    return read_toml("lopo.retail.listing", "tasting.toml")


def scale() -> Scale:
    raw = _raw()
    return Scale(int(str(raw["least"])), int(str(raw["most"])), int(str(raw["apart"])))


def aspects_of(kind: str) -> list[Aspect]:
    """What is scored of a product of ``kind`` (food, drink, craft, textile)."""
    table = _raw()[kind]
    assert isinstance(table, Mapping)  # noqa: S101 - our own file
    return [Aspect(id, Text.from_table(title, id)) for id, title in table.items()]


def read_scores(kind: str, raw: Mapping[str, object]) -> dict[str, int]:
    """The scores as sent, by aspect; an aspect may be left out, not all. Raises :class:`Refused`."""
    scores: dict[str, int] = {}
    for aspect in aspects_of(kind):
        typed = str(raw.get(aspect.id) or "").strip()
        if not typed:
            continue
        if not typed.isascii() or not typed.isdigit() or len(typed) > 2 or int(typed) not in scale().scores:
            raise Refused(
                Text("{aspect}: beri nilai {least} sampai {most}.",
                     "{aspect}: give a score from {least} to {most}.")
                .filled(aspect=aspect.title, least=str(scale().least), most=str(scale().most))
            )  # fmt: skip
        scores[aspect.id] = int(typed)
    if not scores:
        raise Refused(Text("Beri nilai paling sedikit satu.", "Give at least one score."))
    return scores


@dataclass(frozen=True, slots=True)
class Scored:
    """One aspect over all tasters. ``mean`` to one decimal."""

    aspect: Aspect
    mean: Decimal
    lowest: int
    highest: int
    tasters: int

    @property
    def apart(self) -> bool:
        """Whether the tasters do not agree."""
        return self.highest - self.lowest >= scale().apart

    @property
    def percent(self) -> int:
        """Where the mean lies on the scale, for a bar."""
        return int(self.mean * 100 / scale().most)


def summarise(kind: str, tastings: Iterable[Mapping[str, int]]) -> list[Scored]:
    """Each aspect that somebody scored, in the order of the table."""
    given = list(tastings)
    found = []
    for aspect in aspects_of(kind):
        scores = [each[aspect.id] for each in given if aspect.id in each]
        if scores:
            found.append(Scored(aspect, _mean(scores), min(scores), max(scores), len(scores)))
    return found


def overall(tastings: Iterable[Mapping[str, int]]) -> Decimal | None:
    """The mean of all scores, to one decimal; nothing where nobody tasted."""
    scores = [score for each in tastings for score in each.values()]
    return _mean(scores) if scores else None


def _mean(scores: list[int]) -> Decimal:
    return (Decimal(sum(scores)) / len(scores)).quantize(Decimal("0.1"), ROUND_HALF_UP)

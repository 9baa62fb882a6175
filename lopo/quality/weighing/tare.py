"""The empty pack: its mean weight, and whether that may be taken off every full pack."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lopo.facts.text import Text
from lopo.quality.weighing.rules import rules


@dataclass(frozen=True, slots=True)
class Tare:
    """Mean and standard deviation of empty packs in g; ``doubts`` say why the mean may mislead."""

    sample: int
    mean: Decimal
    spread: Decimal | None
    doubts: tuple[Text, ...] = ()

    def net(self, gross: Decimal) -> Decimal:
        """What a full pack holds."""
        return gross - self.mean


def tare_of(weights: Sequence[Decimal], nominal: Decimal, tolerance: Decimal | None) -> Tare | None:
    """The tare of weighed empty packs; nothing where none was weighed."""
    if not weights:
        return None
    count = len(weights)
    mean = sum(weights, Decimal(0)) / count
    spread = None
    if count > 1:
        spread = (sum(((each - mean) ** 2 for each in weights), Decimal(0)) / (count - 1)).sqrt()
    return Tare(count, mean, spread, _doubts(count, mean, spread, nominal, tolerance))


def _doubts(
    count: int, mean: Decimal, spread: Decimal | None, nominal: Decimal, tolerance: Decimal | None
) -> tuple[Text, ...]:
    rule, found = rules()["tare"], []
    if count < rule["sample"]:
        found.append(
            Text(f"Baru {count} kemasan kosong ditimbang. Sebaiknya {rule['sample']}.",
                 f"Only {count} empty packs were weighed. {rule['sample']} are better.")
        )  # fmt: skip
    heavy = mean > nominal * Decimal(rule["light_most"])
    if heavy and tolerance and spread is not None and spread > tolerance * Decimal(rule["spread_most"]):
        found.append(
            Text("Kemasan kosongnya berat dan tidak seragam. Timbang tiap kemasan kosong sendiri-sendiri.",
                 "The empty packs are heavy and unlike each other. Weigh each empty pack by itself.")
        )  # fmt: skip
    return tuple(found)

"""Net content of prepackages: the tolerable deficiency T and the three checks of a lot.

Rule: UU 2/1981, Permendag 31/2011, SK Dirjen SPK 26/SPK/KEP/3/2015; see ``net_content.toml``.
Quantities in g or ml, as :class:`decimal.Decimal`.
"""

import functools
import importlib.resources
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Any


def tolerable_deficiency(nominal: Decimal) -> Decimal | None:
    """T for a nominal quantity in g or ml; nothing outside the table (under 5, over 50,000)."""
    table = _tables()
    if nominal < table["least"]:
        return None
    for row in table["row"]:
        if nominal <= row["most"]:
            if "amount" in row:
                return Decimal(row["amount"])
            return _rounded_up(nominal * Decimal(row["percent"]) / 100, nominal)
    return None


def _rounded_up(deficiency: Decimal, nominal: Decimal) -> Decimal:
    rounding = _tables()["rounding"]
    step = Decimal(1) if nominal > rounding["whole_above"] else Decimal(rounding["round_to"])
    return (deficiency / step).to_integral_value(ROUND_CEILING) * step


@dataclass(frozen=True, slots=True)
class LotVerdict:
    """What weighing a sample showed.

    ``mean`` and ``corrected_mean`` in g or ml (the latter ``None`` when the sample is too small for a factor
    and is not the whole lot); ``short`` packs lack more than T, ``grossly_short`` more than 2T.
    """

    sample: int
    mean: Decimal
    corrected_mean: Decimal | None
    mean_is_enough: bool | None
    short: int
    allowed_short: int | None
    grossly_short: int

    @property
    def passes(self) -> bool | None:
        """Three-valued: one failed check fails the lot, one that is not known leaves it not known."""
        within = None if self.allowed_short is None else self.short <= self.allowed_short
        checks = (self.mean_is_enough, within, self.grossly_short == 0)
        if False in checks:
            return False
        return None if None in checks else True


def judge_lot(
    nominal: Decimal, contents: Sequence[Decimal], lot_size: int | None = None
) -> LotVerdict | None:
    """Hold the measured net ``contents`` of packs against their nominal quantity.

    ``lot_size`` tells whether every pack was weighed (then the plain mean counts and nobody may be short by
    more than T: our reading for home lots under 100) and how many short packs a sample may have.
    Nothing without contents or outside the table of T.
    """
    tolerance = tolerable_deficiency(nominal)
    if tolerance is None or not contents:
        return None
    count = len(contents)
    whole_lot = lot_size is not None and count >= lot_size
    mean = sum(contents, Decimal(0)) / count
    corrected = mean if whole_lot else _corrected_mean(mean, contents)
    gross = _tables()["lot"]["gross_shortage"] * tolerance
    return LotVerdict(
        sample=count,
        mean=mean,
        corrected_mean=corrected,
        mean_is_enough=_mean_is_enough(nominal, mean, corrected),
        short=sum(content < nominal - tolerance for content in contents),
        allowed_short=0 if whole_lot else _allowed_short(count, lot_size),
        grossly_short=sum(content < nominal - gross for content in contents),
    )


def _corrected_mean(mean: Decimal, contents: Sequence[Decimal]) -> Decimal | None:
    count = len(contents)
    listed = [row for row in _tables()["lot"]["correction"] if row["sample"] <= count]
    if not listed:
        return None
    spread = (sum((content - mean) ** 2 for content in contents) / (count - 1)).sqrt()  # type: ignore[union-attr]
    return mean + Decimal(listed[-1]["factor"]) * spread


def _mean_is_enough(nominal: Decimal, mean: Decimal, corrected: Decimal | None) -> bool | None:
    if mean >= nominal:  # the correction only ever adds
        return True
    return None if corrected is None else corrected >= nominal


def _allowed_short(sample: int, lot_size: int | None) -> int | None:
    if lot_size is None or lot_size < _tables()["lot"]["plan_least"]:
        return None
    for plan in _tables()["lot"]["plan"]:
        if lot_size <= plan.get("lot_most", lot_size):
            return int(plan["allowed"]) if sample >= plan["sample"] else None
    return None


@functools.cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads((importlib.resources.files("lopo.quality") / "net_content.toml").read_text("utf-8"))

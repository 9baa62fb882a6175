"""The numbers by which a lot is judged: ``net_content.toml`` and ``correction.csv``."""

import csv
import functools
import importlib.resources
import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lopo.facts.toml_file import read_toml


@dataclass(frozen=True, slots=True)
class LotPlan:
    """Of a lot so many packs are weighed, and so many of them may lack more than T.

    ``lot_most`` is the largest lot that the plan is for; nothing where there is no end.
    """

    sample: int
    allowed: int
    lot_most: int | None = None


@functools.cache
def rules() -> Mapping[str, Any]:
    """The tables of ``net_content.toml``."""
    return read_toml("lopo.quality.weighing", "net_content.toml")


def plan_of(lot_size: int) -> LotPlan | None:
    """The plan of a lot; nothing for one so small that every pack is weighed."""
    if lot_size < rules()["plan_least"]:
        return None
    return next(plan for plan in _plans() if plan.lot_most is None or lot_size <= plan.lot_most)


def plan_by_sample(sample: int) -> LotPlan | None:
    """The largest plan that so many packs are enough for; nothing where they are for none."""
    return next((plan for plan in reversed(_plans()) if sample >= plan.sample), None)


def allowed_short(sample: int, lot_size: int) -> int | None:
    """How many of so many weighed packs may lack more than T; nothing where too few were weighed.

    Not one of a lot too small for a plan. Who weighs more than the plan of the lot asks is held against the
    largest plan that the weighed packs are enough for.
    """
    plan = plan_of(lot_size)
    if plan is None:
        return 0 if sample >= lot_size else None
    if sample < plan.sample:
        return None
    larger = (LotPlan(row["sample"], row["allowed"]) for row in rules()["larger_plan"])
    return max(each.allowed for each in (plan, *_plans(), *larger) if sample >= each.sample)


@functools.cache
def correction_factor(sample: int) -> Decimal | None:
    """By how many standard deviations the mean is corrected; nothing for too few packs.

    ``correction.csv`` as far as it goes, then the same formula: t(0.995, n - 1) / sqrt(n).
    """
    if sample < rules()["factor_least"]:
        return None
    listed = _factors().get(sample)
    if listed is not None:
        return listed
    from scipy.special import stdtrit  # seldom wanted, and slow to load

    chance = 1 - float(rules()["mean_risk"])
    return Decimal(f"{float(stdtrit(sample - 1, chance)) / math.sqrt(sample):.3f}")


def _plans() -> tuple[LotPlan, ...]:
    return tuple(LotPlan(row["sample"], row["allowed"], row.get("lot_most")) for row in rules()["plan"])


@functools.cache
def _factors() -> Mapping[int, Decimal]:
    rows = csv.DictReader(_file("correction.csv").splitlines())
    return {int(row["sample"]): Decimal(row["factor"]) for row in rows}


def _file(name: str) -> str:
    return (importlib.resources.files("lopo.quality.weighing") / name).read_text("utf-8")

"""What can be worked out about the making of a product: hygiene level, net content, shelf life, sampling."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from lopo.facts.dossier import Dossier, Fact
from lopo.facts.kinds import Value
from lopo.facts.rule import Rule, offered, worked_out
from lopo.quality.additive_limits import FoodKind, additives_over_limit
from lopo.quality.hygiene.level import FindingCounts, hygiene_level, next_audit
from lopo.quality.storage.claim import supported_days
from lopo.quality.weighing.net_content import LotVerdict, judge_lot
from lopo.quality.weighing.sampling import NORMAL, Plan, sampling_plan

_IN_BASE_UNIT = {"g": 1, "ml": 1, "kg": 1000, "l": 1000}
_CENT = Decimal("0.01")


def derive(dossier: Dossier, on: dt.date) -> dict[str, Fact]:
    """The facts of this package that follow from the dossier on the day ``on``."""
    return worked_out(RULES, dossier, on)


def _hygiene_level(dossier: Dossier, on: dt.date) -> str | None:
    return hygiene_level(
        FindingCounts(
            major=dossier.value("quality.cppb.major"),
            serious=dossier.value("quality.cppb.serious"),
            critical=dossier.value("quality.cppb.critical"),
        )
    )


def _next_self_check(dossier: Dossier, on: dt.date) -> dt.date | None:
    last, level = dossier.value("quality.cppb.self_checked_on"), _hygiene_level(dossier, on)
    return None if last is None or level is None else next_audit(level, last)


def _safe_days(dossier: Dossier, on: dt.date) -> int | None:
    studied = dossier.value("quality.shelf_life_studied_days")
    return None if studied is None else supported_days(studied)


def _over_limit(dossier: Dossier, on: dt.date) -> tuple[str, ...] | None:
    additives = dossier.value("recipe.additives")
    if additives is None:
        return None
    food = FoodKind(dossier.value("product.food_group"), dossier.value("product.cured_meat"))
    over = additives_over_limit(additives, food)
    # Where our table has no limit, somebody who knows it may have looked.
    return () if over is None and dossier.value("recipe.additives_checked") else over


def _contents(dossier: Dossier) -> tuple[Decimal, ...] | None:
    """The weighings, if every one has an amount."""
    packs = dossier.value("quality.net.contents") or ()
    amounts = tuple(pack.amount for pack in packs if pack.amount is not None)
    return amounts if packs and len(amounts) == len(packs) else None


def _mean(dossier: Dossier, on: dt.date) -> Decimal | None:
    contents = _contents(dossier)
    return None if contents is None else (sum(contents, Decimal(0)) / len(contents)).quantize(_CENT)


def _of_lot(
    read: Callable[[LotVerdict], Value | None], *, by_lot_size: bool = False
) -> Callable[[Dossier, dt.date], Value | None]:
    def work_out(dossier: Dossier, on: dt.date) -> Value | None:
        contents, nominal = _contents(dossier), dossier.value("label.net_quantity")
        factor = _IN_BASE_UNIT.get(dossier.value("label.net_unit") or "")
        if contents is None or nominal is None or factor is None:
            return None
        lot_size = dossier.value("quality.net.lot_size") if by_lot_size else None
        if lot_size is not None and len(contents) > lot_size:
            return None  # one of the two cannot be right
        verdict = judge_lot(nominal * factor, contents, lot_size)
        return None if verdict is None else read(verdict)

    return work_out


def _of_plan(read: Callable[[Plan], int]) -> Callable[[Dossier, dt.date], int | None]:
    def work_out(dossier: Dossier, on: dt.date) -> int | None:
        lot, level = dossier.value("quality.sampling.lot_size"), dossier.value("quality.sampling.level")
        aql = dossier.value("quality.sampling.aql")
        if lot is None or level is None or aql is None:
            return None
        plan = sampling_plan(lot, level, aql, dossier.value("quality.sampling.inspection") or NORMAL)
        return None if plan is None else read(plan)

    return work_out


_NET, _SAMPLING = "lopo.quality.weighing.net_content", "lopo.quality.weighing.sampling"

RULES = (
    Rule("quality.cppb.level", "lopo.quality.hygiene", _hygiene_level),
    Rule("quality.cppb.next_self_check", "lopo.quality.hygiene", _next_self_check),
    Rule("quality.shelf_life_safe_days", "lopo.quality.storage.claim", _safe_days),
    Rule("quality.net.mean", _NET, _mean),
    Rule("quality.net.mean_is_enough", _NET, _of_lot(lambda lot: lot.mean_is_enough, by_lot_size=True)),
    Rule("quality.net.short", _NET, _of_lot(lambda lot: lot.short)),
    Rule("quality.net.allowed_short", _NET, _of_lot(lambda lot: lot.allowed_short, by_lot_size=True)),
    Rule("quality.net.grossly_short", _NET, _of_lot(lambda lot: lot.grossly_short)),
    Rule("quality.sampling.sample_wanted", _SAMPLING, _of_plan(lambda plan: plan.sample)),
    Rule("quality.sampling.defects_allowed", _SAMPLING, _of_plan(lambda plan: plan.accept)),
    Rule("recipe.additives_over_limit", "lopo.quality.additive_limits", _over_limit),
)

OFFERS = offered(RULES)

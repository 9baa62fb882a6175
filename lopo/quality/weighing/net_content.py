"""Net content of prepackages: the three checks of a lot.

The corrected mean reaches the nominal quantity; few packs lack more than T; none lacks more than 2T.
Rule: UU 2/1981, Permendag 31/2011, SK Dirjen SPK 26/SPK/KEP/3/2015; see ``net_content.toml``.
Quantities as :class:`decimal.Decimal` in the base unit of the quantity: g or ml, m, m², pieces.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lopo.facts.figures import say_number
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.quality.weighing.rules import allowed_short, correction_factor, plan_by_sample, plan_of, rules
from lopo.quality.weighing.tolerance import CONTENT, tolerable_deficiency

SHORT, GROSS = "short", "gross"
"""Lacks more than T; lacks more than 2T."""


@dataclass(frozen=True, slots=True)
class LotVerdict:
    """What weighing a sample showed.

    ``mean`` and ``corrected_mean`` in the unit of the nominal quantity (the latter ``None`` when the sample
    is too small for a ``factor`` and is not the whole lot); ``short`` packs lack more than T,
    ``grossly_short`` more than 2T. ``spread`` is the standard deviation, ``None`` for one pack.
    ``lot_most`` is said where nobody told how large the lot is: the verdict then holds for lots of up to so
    many packs.
    """

    nominal: Decimal
    tolerance: Decimal
    sample: int
    mean: Decimal
    spread: Decimal | None
    factor: Decimal | None
    corrected_mean: Decimal | None
    mean_is_enough: bool | None
    short: int
    allowed_short: int | None
    grossly_short: int
    whole_lot: bool
    lot_most: int | None = None

    @property
    def few_enough_short(self) -> bool | None:
        """Whether no more packs lack more than T than may; open where it is not known how many may."""
        return None if self.allowed_short is None else self.short <= self.allowed_short

    @property
    def passes(self) -> bool | None:
        """Three-valued: one failed check fails the lot, one that is not known leaves it not known."""
        checks = (self.mean_is_enough, self.few_enough_short, self.grossly_short == 0)
        if False in checks:
            return False
        return None if None in checks else True

    @property
    def least_content(self) -> Decimal:
        """A pack below this lacks more than T."""
        return self.nominal - self.tolerance

    @property
    def gross_content(self) -> Decimal:
        """A pack below this lacks more than 2T."""
        return self.nominal - gross_deficiency(self.tolerance)


def gross_deficiency(tolerance: Decimal) -> Decimal:
    """What no pack may lack: 2T."""
    return int(rules()["gross_shortage"]) * tolerance


def shortness(content: Decimal, verdict: LotVerdict) -> str:
    """``short`` or ``gross`` for a pack that lacks more than T or 2T; empty for a good one."""
    if content < verdict.gross_content:
        return GROSS
    return SHORT if content < verdict.least_content else ""


def packs_wanted(lot_size: int) -> int:
    """How many packs of a lot are weighed: all of a small one."""
    plan = plan_of(lot_size)
    return lot_size if plan is None else min(plan.sample, lot_size)


def check_count(packs: int, lot_size: int) -> None:
    """Raise :class:`Refused` where more packs were weighed than the lot has."""
    if packs > lot_size:
        reason = Text(
            "Ada {packs} hasil timbang, padahal produksinya hanya {lot} kemasan. Periksa lagi keduanya.",
            "There are {packs} weights, but the lot has only {lot} packs. Look at both again.",
        )
        raise Refused(reason.filled(packs=say_number(packs), lot=say_number(lot_size)))


def judge_lot(
    nominal: Decimal, contents: Sequence[Decimal], lot_size: int | None = None, quantity: str = CONTENT
) -> LotVerdict | None:
    """Hold the measured net ``contents`` of packs against their nominal quantity.

    ``lot_size`` tells whether every pack was weighed (then the plain mean counts; of a home lot under 100 not
    one may then be short by more than T: our reading) and how many short packs a sample may have. Without it,
    the largest plan that the sample is enough for tells. Nothing without contents or outside the table of T.
    """
    tolerance = tolerable_deficiency(nominal, quantity)
    if tolerance is None or not contents:
        return None
    count = len(contents)
    whole_lot = lot_size is not None and count >= lot_size
    assumed = plan_by_sample(count) if lot_size is None else None
    mean = sum(contents, Decimal(0)) / count
    spread = _spread(mean, contents)
    factor = Decimal(0) if whole_lot else correction_factor(count)
    corrected = None if factor is None else mean + factor * (spread or 0)
    gross = gross_deficiency(tolerance)
    return LotVerdict(
        nominal=nominal,
        tolerance=tolerance,
        sample=count,
        mean=mean,
        spread=spread,
        factor=factor,
        corrected_mean=corrected,
        mean_is_enough=_mean_is_enough(nominal, mean, corrected),
        short=sum(content < nominal - tolerance for content in contents),
        allowed_short=_allowed_short(count, lot_size),
        grossly_short=sum(content < nominal - gross for content in contents),
        whole_lot=whole_lot,
        lot_most=assumed.lot_most if assumed else None,
    )


def _spread(mean: Decimal, contents: Sequence[Decimal]) -> Decimal | None:
    if len(contents) < 2:
        return None
    return (sum(((content - mean) ** 2 for content in contents), Decimal(0)) / (len(contents) - 1)).sqrt()


def _mean_is_enough(nominal: Decimal, mean: Decimal, corrected: Decimal | None) -> bool | None:
    if mean >= nominal:  # the correction only ever adds
        return True
    return None if corrected is None else corrected >= nominal


def _allowed_short(sample: int, lot_size: int | None) -> int | None:
    if lot_size is not None:
        return allowed_short(sample, lot_size)
    plan = plan_by_sample(sample)
    return None if plan is None else plan.allowed

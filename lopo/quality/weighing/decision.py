"""The decision on a weighed lot in words: what it is, check by check, and what to do next."""

from dataclasses import dataclass
from decimal import Decimal

from lopo.facts.figures import say_number
from lopo.facts.text import Text
from lopo.quality.weighing.fill_target import PACKS, FillTarget, fill_target
from lopo.quality.weighing.net_content import LotVerdict, packs_wanted
from lopo.quality.weighing.rules import rules
from lopo.quality.weighing.tolerance import doubt
from lopo.quality.weighing.unit import said, said_amount

PASSES, FAILS, OPEN = "passes", "fails", "open"


@dataclass(frozen=True, slots=True)
class Check:
    """One of the checks of the lot: whether it holds (nothing where that is not known), and why in words."""

    code: str
    holds: bool | None
    words: Text


@dataclass(frozen=True, slots=True)
class Decision:
    """Everything there is to say of a weighed lot. ``target`` is there only where the data carry one."""

    verdict: LotVerdict
    base: str
    checks: tuple[Check, ...]
    target: FillTarget | None
    advice: tuple[Text, ...]

    @property
    def state(self) -> str:
        """``passes``, ``fails`` or ``open``."""
        return {True: PASSES, False: FAILS, None: OPEN}[self.verdict.passes]

    @property
    def title(self) -> Text:
        """The decision in one sentence."""
        return _TITLES[self.state]


_TITLES = {
    PASSES: Text("Isinya cukup. Boleh dijual.", "The packs hold enough. They may be sold."),
    FAILS: Text("Isinya kurang. Jangan dijual dulu.", "The packs hold too little. Do not sell them yet."),
    OPEN: Text("Belum bisa diputuskan.", "It cannot be decided yet."),
}


def decide(verdict: LotVerdict, base: str, quantity: str, lot_size: int | None) -> Decision:
    """The decision on a lot; ``base`` is the unit of its numbers."""
    size = lot_size or verdict.lot_most or verdict.sample
    target = fill_target(verdict, size, quantity)
    checks = (_mean_check(verdict, base), _short_check(verdict, base, lot_size), _gross_check(verdict, base))
    advice = _advice(verdict, base, target, lot_size)
    unsure = doubt(verdict.nominal, quantity)
    return Decision(verdict, base, checks, target, advice if unsure is None else (*advice, unsure))


def _mean_check(verdict: LotVerdict, base: str) -> Check:
    words = {
        "mean": said_amount(verdict.mean, base),
        "nominal": said_amount(verdict.nominal, base),
        "least": say_number(rules()["factor_least"]),
    }
    if verdict.corrected_mean is not None and verdict.factor:
        words["corrected"] = said_amount(verdict.corrected_mean, base)
        text = Text("Rata-rata {mean}, setelah dikoreksi {corrected}; label {nominal}.",
                    "The mean is {mean}, corrected {corrected}; the label says {nominal}.")  # fmt: skip
    elif verdict.mean_is_enough is None:
        text = Text("Rata-rata {mean} di bawah label {nominal}; timbang {least} kemasan.",
                    "The mean {mean} is below the label, {nominal}; weigh {least} packs.")  # fmt: skip
    else:
        text = Text("Rata-rata {mean}; label {nominal}.", "The mean is {mean}; the label says {nominal}.")
    return Check("mean", verdict.mean_is_enough, text.filled(**words))


def _short_check(verdict: LotVerdict, base: str, lot_size: int | None) -> Check:
    words = {
        "short": say_number(verdict.short),
        "tolerance": said_amount(verdict.tolerance, base),
        "allowed": say_number(verdict.allowed_short or 0),
        "wanted": say_number(packs_wanted(lot_size)) if lot_size else Text.same(""),
    }
    if verdict.allowed_short is not None:
        text = Text("{short} kemasan kurang lebih dari {tolerance} (T); paling banyak {allowed}.",
                    "{short} lack more than {tolerance} (T); at most {allowed} may.")  # fmt: skip
    elif lot_size:
        text = Text("{short} kemasan kurang lebih dari {tolerance} (T); timbang {wanted} kemasan dulu.",
                    "{short} lack more than {tolerance} (T); weigh {wanted} packs first.")  # fmt: skip
    else:
        text = Text("{short} kemasan kurang lebih dari {tolerance} (T); besar produksinya belum disebut.",
                    "{short} lack more than {tolerance} (T); how large the lot is was not told.")  # fmt: skip
    return Check("short", verdict.few_enough_short, text.filled(**words))


def _gross_check(verdict: LotVerdict, base: str) -> Check:
    words = {
        "gross": say_number(verdict.grossly_short),
        "most": said_amount(verdict.nominal - verdict.gross_content, base),
    }
    text = Text("{gross} kemasan kurang lebih dari {most} (2T); satu pun tidak boleh.",
                "{gross} lack more than {most} (2T); not one may.")  # fmt: skip
    return Check("gross", verdict.grossly_short == 0, text.filled(**words))


def _advice(
    verdict: LotVerdict, base: str, target: FillTarget | None, lot_size: int | None
) -> tuple[Text, ...]:
    found = []
    if verdict.passes is False:
        found.append(_mend(verdict))
    if verdict.passes is None:
        found.append(_weigh_more(verdict, lot_size))
    if target is None and verdict.sample >= rules()["factor_least"]:
        found.append(
            Text("Beberapa kemasan jauh lebih kurang dari yang lain: isi lebih seragam dulu. "
                 "Sesudah itu sasaran isi bisa dihitung.",
                 "Some packs hold far less than the others: fill more evenly first. "
                 "Then a fill target can be said.")
        )  # fmt: skip
    elif target is None:
        least = say_number(rules()["factor_least"])
        found.append(
            Text("Untuk sasaran isi, timbang sedikitnya {least} kemasan.",
                 "For a fill target, weigh at least {least} packs.").filled(least=least)
        )  # fmt: skip
    else:
        found.append(say_target(target, base, fails=verdict.passes is False))
    return tuple(found)


def _mend(verdict: LotVerdict) -> Text:
    if verdict.grossly_short or not verdict.few_enough_short:
        return Text("Sisihkan dan isi ulang kemasan yang kurang, lalu timbang lagi.",
                    "Put the short packs aside, fill them up, and weigh again.")  # fmt: skip
    return Text("Tambah isi semua kemasan sedikit, lalu timbang lagi.",
                "Fill every pack a little more, and weigh again.")  # fmt: skip


def _weigh_more(verdict: LotVerdict, lot_size: int | None) -> Text:
    if lot_size is None:
        return Text("Sebutkan berapa kemasan satu produksi itu.", "Tell how many packs the lot has.")
    more = max(packs_wanted(lot_size) - verdict.sample, 1)
    return Text("Timbang {more} kemasan lagi.", "Weigh {more} more packs.").filled(more=say_number(more))


def say_target(target: FillTarget, base: str, *, fails: bool = False) -> Text:
    """The fill target, what it gives away, what to change; a lot that ``fails`` is not told to hold less."""
    words = {
        "mean": said_amount(target.mean, base),
        "confidence": said(target.confidence * 100, 0),
        "give": said_amount(target.give_away, base),
        "packs": say_number(PACKS),
        "change": said_amount(abs(target.change), base),
    }
    aim = Text("Isi rata-rata {mean}: {confidence} dari 100 produksi akan lolos.",
               "Fill to {mean} on average: {confidence} of 100 lots will pass.")  # fmt: skip
    if target.give_away:
        gives = Text(" Kelebihannya {give} tiap {packs} kemasan.", " It gives away {give} in {packs} packs.")
    else:
        gives = Text(" Tanpa kelebihan isi.", " Nothing is given away.")
    if target.change > 0:
        change = Text(" Tambah {change} dari sekarang.", " That is {change} more than now.")
    elif fails:
        change = Text(
            " Rata-ratanya sudah cukup: isi lebih seragam.", " The mean is enough: fill more evenly."
        )
    elif target.change < 0:
        change = Text(" Itu {change} lebih sedikit dari sekarang.", " That is {change} less than now.")
    else:
        change = Text(" Sudah pas.", " It is so already.")
    parts = [aim, gives, change]
    whole = Text("".join(part.id for part in parts), "".join(part.en for part in parts))
    return whole.filled(**words)


def decision_report(decision: Decision, language: str) -> dict[str, object]:
    """The decision for programs: plain values, ready for JSON; numbers in the base unit."""
    verdict, target = decision.verdict, decision.target
    return {
        "unit": decision.base,
        "nominal": _number(verdict.nominal),
        "tolerance": _number(verdict.tolerance),
        "sample": verdict.sample,
        "whole_lot": verdict.whole_lot,
        "lot_most": verdict.lot_most,
        "mean": _number(verdict.mean),
        "standard_deviation": _number(verdict.spread),
        "factor": _number(verdict.factor),
        "corrected_mean": _number(verdict.corrected_mean),
        "mean_is_enough": verdict.mean_is_enough,
        "short": verdict.short,
        "allowed_short": verdict.allowed_short,
        "grossly_short": verdict.grossly_short,
        "passes": verdict.passes,
        "decision": decision.title.in_language(language),
        "checks": [
            {"check": each.code, "holds": each.holds, "words": each.words.in_language(language)}
            for each in decision.checks
        ],
        "fill_target": None
        if target is None
        else {
            "mean": _number(target.mean),
            "above_nominal": _number(target.above),
            "change": _number(target.change),
            "give_away_per_100": _number(target.give_away),
            "confidence": _number(target.confidence),
            "lot_size": target.lot_size,
        },
        "advice": [each.in_language(language) for each in decision.advice],
    }


def _number(amount: Decimal | None) -> float | None:
    """As JSON carries it; four decimals are more than a scale has."""
    return None if amount is None else float(round(amount, 4))

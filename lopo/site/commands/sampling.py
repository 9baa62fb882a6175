"""``lopo sampling``: how many packs of a lot to look at, and how many defects it may have."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import click

from lopo.facts.kinds import Refused, read_decimal, read_whole
from lopo.facts.text import Text
from lopo.quality.weighing.draw import drawn
from lopo.quality.weighing.sampling import (
    INSPECTIONS,
    LEVELS,
    NORMAL,
    Plan,
    counts_defects,
    plan_for,
    provenance,
)
from lopo.site.commands.options import language_option
from lopo.site.commands.refusal import Refusal
from lopo.site.commands.terminal import CONFIDENCE_WORDS, Terminal

MOST_SHOWN = 200
"""Numbers of drawn packs on the terminal; more are for a program."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A quality limit, and the class of defects that it is for; a lone limit is for all of them."""

    aql: Decimal
    name: str = ""


class Aql(click.ParamType[Asked]):
    """A quality limit, with a point or a comma; before it perhaps a class of defects: ``major=2.5``."""

    name = "[class=]number"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Asked:
        name, _sign, number = str(value).rpartition("=")
        try:
            return Asked(read_decimal(number), name.strip())
        except Refused as refusal:
            raise Refusal(Text(f"--aql: {refusal.reason.id}", f"--aql: {refusal.reason.en}")) from None


class Found(click.ParamType[tuple[str, int]]):
    """Defective packs found; before them perhaps their class: ``major=3``."""

    name = "[class=]count"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, int]:
        name, _sign, number = str(value).rpartition("=")
        try:
            count = read_whole(number)
            if count < 0:
                raise Refused(Text("paling sedikit 0.", "at least 0."))
        except Refused as refusal:
            raise Refusal(
                Text(f"--defects: {refusal.reason.id}", f"--defects: {refusal.reason.en}")
            ) from None
        return name.strip(), count


class Level(click.Choice[str]):
    """An inspection level; ``S-2`` is ``S2``."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return super().convert(str(value).upper().replace("-", ""), param, ctx)


@dataclass(frozen=True, slots=True)
class Judged:
    """One class of defects: its plan, what was found, and whether the lot passes."""

    asked: Asked
    plan: Plan
    defects: int | None

    @property
    def accepted(self) -> bool | None:
        return None if self.defects is None else self.plan.accepts(self.defects)


@click.command()
@click.option("--lot", type=int, required=True, help="Packs in the lot.")
@click.option("--level", type=Level(LEVELS), default="II", help="Inspection level; II by default.")
@click.option(
    "--aql",
    "limits",
    type=Aql(),
    required=True,
    multiple=True,
    help="Quality limit, such as 2.5; or one for each class: critical=0, major=2.5, minor=4.",
)
@click.option("--inspection", type=click.Choice(INSPECTIONS), default=NORMAL, help="Normal by default.")
@click.option(
    "--defects", type=Found(), multiple=True, help="Defective packs found (major=3): is the lot accepted?"
)
@click.option("--seed", help="Draw the packs to take; the same seed draws the same ones.")
@language_option
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
def sampling(
    lot: int,
    level: str,
    limits: tuple[Asked, ...],
    inspection: str,
    defects: tuple[tuple[str, int], ...],
    seed: str | None,
    language: str,
    as_json: bool,
) -> None:
    """Find the sampling plan of a lot (ISO 2859-1, single plans).

    The tables of the edition of 1999: the rejection number is always one above the acceptance number. Each
    class of defects may have its own limit; a limit of 0 means that the whole sample may not have one.

    \b
    Exit status:
      0  there is a plan; with --defects, the lot is accepted
      1  with --defects, the lot is refused
      2  an option cannot be used, or there is no such plan
    """
    try:
        judged = _judged(lot, level, limits, inspection, defects)
    except Refused as refusal:
        raise Refusal(refusal.reason) from None
    numbers = None if seed is None else drawn(lot, max(each.plan.sample for each in judged), seed)
    if as_json:
        reports = [_report(each, lot, level, inspection) for each in judged]
        report = (
            reports[0]
            if not judged[0].asked.name
            else _together(reports, [each.asked.name for each in judged])
        )
        report |= {"seed": seed, "take": numbers}
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        _print(judged, inspection, numbers, language)
    sys.exit(1 if any(each.accepted is False for each in judged) else 0)


def _judged(
    lot: int, level: str, limits: tuple[Asked, ...], inspection: str, defects: tuple[tuple[str, int], ...]
) -> list[Judged]:
    names = [each.name for each in limits]
    found = dict(defects)
    if len(set(names)) < len(names) or (len(names) > 1 and "" in names):
        raise Refused(Text("--aql: beri tiap batas kelasnya sendiri, misalnya major=2.5 dan minor=4.",
                           "--aql: give each limit a class of its own: major=2.5, minor=4."))  # fmt: skip
    if len(found) < len(defects) or not set(found) <= set(names):
        raise Refused(Text("--defects: sebutkan kelas yang sama dengan --aql, masing-masing sekali.",
                           "--defects: name the classes of --aql, each once."))  # fmt: skip
    plans = {each: plan_for(lot, level, each.aql, inspection) for each in limits if each.aql}
    if not plans:
        raise Refused(Text("--aql: batas 0 butuh batas lain di sampingnya; dari situ besar contohnya.",
                           "--aql: a limit of 0 needs another one beside it, for the sample."))  # fmt: skip
    largest = max(plans.values(), key=lambda plan: plan.sample)
    judged = [
        Judged(each, plans.get(each) or replace(largest, accept=0), found.get(each.name)) for each in limits
    ]
    for each in judged:
        if (
            each.defects is not None
            and each.defects > each.plan.sample
            and not counts_defects(each.asked.aql)
        ):
            size = each.plan.sample
            raise Refused(Text(f"--defects: lebih banyak dari contohnya ({size}).",
                               f"--defects: more than the sample has ({size})."))  # fmt: skip
    return judged


def _report(each: Judged, lot: int, level: str, inspection: str) -> dict[str, object]:
    (source, confidence), plan = provenance(inspection), each.plan
    return {
        "lot": lot,
        "level": level,
        "aql": float(each.asked.aql),
        "inspection": inspection,
        "code_letter": plan.code,
        "plan_letter": plan.table_code,
        "sample_size": plan.sample,
        "accept": plan.accept,
        "reject": plan.reject,
        "whole_lot": plan.whole_lot,
        "counts": "defects" if counts_defects(each.asked.aql) else "defective_packs",
        "source": source,
        "confidence": confidence,
        "defects": each.defects,
        "accepted": each.accepted,
    }


def _together(reports: list[dict[str, object]], names: Sequence[str]) -> dict[str, object]:
    """What is the same for every class once, the rest class by class."""
    alike = ("lot", "level", "inspection", "code_letter", "source", "confidence")
    verdicts = [each["accepted"] for each in reports]
    classes = [
        {"class": name, **{key: value for key, value in each.items() if key not in alike}}
        for name, each in zip(names, reports, strict=True)
    ]
    return {key: reports[0][key] for key in alike} | {
        "classes": classes,
        "accepted": False if False in verdicts else None if None in verdicts else True,
    }


def _print(judged: list[Judged], inspection: str, numbers: tuple[int, ...] | None, language: str) -> None:
    terminal = Terminal(language)
    largest = max((each.plan for each in judged), key=lambda plan: plan.sample)
    head = (
        terminal.say(f"Periksa semuanya, {largest.sample} kemasan.", f"Look at all {largest.sample} packs.")
        if largest.whole_lot
        else terminal.say(f"Ambil {largest.sample} kemasan.", f"Take {largest.sample} packs.")
    )
    click.secho(head, bold=True)
    for each in judged:
        _print_class(terminal, each, largest.sample)
    if numbers is not None:
        shown = ", ".join(str(each) for each in numbers[:MOST_SHOWN])
        more = " …" if len(numbers) > MOST_SHOWN else ""
        terminal.paragraph(shown + more, terminal.say("  Kemasan ke: ", "  Packs: "))
    verdicts = [each.accepted for each in judged]
    if None not in verdicts or False in verdicts:
        refused = False in verdicts
        verdict = terminal.say("Ditolak.", "Refused.") if refused else terminal.say("Diterima.", "Accepted.")
        click.secho(verdict, bold=True, fg="red" if refused else "green")
    source, confidence = provenance(inspection)
    terminal.paragraph(f"{source}: {terminal.text(CONFIDENCE_WORDS[confidence])}", "  ", dim=True)


def _print_class(terminal: Terminal, each: Judged, taken: int) -> None:
    plan = each.plan
    of_them = terminal.say(
        f" dari {plan.sample} di antaranya, diambil acak", f" of {plan.sample} of them, taken at random"
    )
    first = of_them if plan.sample < taken else ""
    says = terminal.say(
        f"diterima dengan paling banyak {plan.accept} cacat{first}; ditolak mulai {plan.reject}.",
        f"accepted with at most {plan.accept} defective{first}; refused from {plan.reject}.",
    )
    click.echo(f"{each.asked.name}: {says}" if each.asked.name else says[0].upper() + says[1:])
    if counts_defects(each.asked.aql):
        terminal.paragraph(
            terminal.say(
                "AQL setinggi ini menghitung cacat, bukan kemasan: satu kemasan bisa punya beberapa.",
                "So high an AQL counts defects, not packs: one pack may have several.",
            ),
            "  ",
        )
    letters = plan.code if plan.code == plan.table_code else f"{plan.code} → {plan.table_code}"
    click.echo(terminal.say(f"Huruf kode {letters}", f"Code letter {letters}"))

"""``lopo sampling``: how many packs of a lot to look at, and how many defects it may have."""

import json
import sys
from decimal import Decimal

import click

from lopo.facts.kinds import Refused, read_decimal
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


class Aql(click.ParamType[Decimal]):
    """A quality limit, with a point or a comma."""

    name = "number"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        try:
            return read_decimal(value)
        except Refused as refusal:
            raise Refusal(Text(f"--aql: {refusal.reason.id}", f"--aql: {refusal.reason.en}")) from None


class Level(click.Choice[str]):
    """An inspection level; ``S-2`` is ``S2``."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return super().convert(str(value).upper().replace("-", ""), param, ctx)


@click.command()
@click.option("--lot", type=int, required=True, help="Packs in the lot.")
@click.option("--level", type=Level(LEVELS), default="II", help="Inspection level; II by default.")
@click.option("--aql", type=Aql(), required=True, help="Quality limit, such as 2.5.")
@click.option("--inspection", type=click.Choice(INSPECTIONS), default=NORMAL, help="Normal by default.")
@click.option("--defects", type=click.IntRange(0), help="Defective packs found: is the lot accepted?")
@click.option("--seed", help="Draw the packs to take; the same seed draws the same ones.")
@language_option
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
def sampling(
    lot: int,
    level: str,
    aql: Decimal,
    inspection: str,
    defects: int | None,
    seed: str | None,
    language: str,
    as_json: bool,
) -> None:
    """Find the sampling plan of a lot (ISO 2859-1, single plans).

    The tables of the edition of 1999: the rejection number is always one above the acceptance number.

    \b
    Exit status:
      0  there is a plan; with --defects, the lot is accepted
      1  with --defects, the lot is refused
      2  an option cannot be used, or there is no such plan
    """
    try:
        plan = plan_for(lot, level, aql, inspection)
    except Refused as refusal:
        raise Refusal(refusal.reason) from None
    if defects is not None and defects > plan.sample and not counts_defects(aql):
        raise Refusal(
            Text(f"--defects: lebih banyak dari contohnya ({plan.sample}).",
                 f"--defects: more than the sample has ({plan.sample}).")
        )  # fmt: skip
    accepted = None if defects is None else plan.accepts(defects)
    numbers = None if seed is None else drawn(lot, plan.sample, seed)
    if as_json:
        report = _report(plan, lot, level, aql, inspection)
        report |= {"defects": defects, "accepted": accepted, "seed": seed, "take": numbers}
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        _print(plan, aql, inspection, accepted, numbers, language)
    sys.exit(1 if accepted is False else 0)


def _report(plan: Plan, lot: int, level: str, aql: Decimal, inspection: str) -> dict[str, object]:
    source, confidence = provenance(inspection)
    return {
        "lot": lot,
        "level": level,
        "aql": float(aql),
        "inspection": inspection,
        "code_letter": plan.code,
        "plan_letter": plan.table_code,
        "sample_size": plan.sample,
        "accept": plan.accept,
        "reject": plan.reject,
        "whole_lot": plan.whole_lot,
        "counts": "defects" if counts_defects(aql) else "defective packs",
        "source": source,
        "confidence": confidence,
    }


def _print(
    plan: Plan,
    aql: Decimal,
    inspection: str,
    accepted: bool | None,
    numbers: tuple[int, ...] | None,
    language: str,
) -> None:
    terminal = Terminal(language)
    head = (
        terminal.say(f"Periksa semuanya, {plan.sample} kemasan.", f"Look at all {plan.sample} packs.")
        if plan.whole_lot
        else terminal.say(f"Ambil {plan.sample} kemasan.", f"Take {plan.sample} packs.")
    )
    click.secho(head, bold=True)
    click.echo(
        terminal.say(
            f"Diterima dengan paling banyak {plan.accept} cacat; ditolak mulai {plan.reject}.",
            f"Accepted with at most {plan.accept} defective; refused from {plan.reject}.",
        )
    )
    if counts_defects(aql):
        terminal.paragraph(
            terminal.say(
                "AQL setinggi ini menghitung cacat, bukan kemasan: satu kemasan bisa punya beberapa.",
                "So high an AQL counts defects, not packs: one pack may have several.",
            ),
            "  ",
        )
    letters = plan.code if plan.code == plan.table_code else f"{plan.code} → {plan.table_code}"
    click.echo(terminal.say(f"Huruf kode {letters}", f"Code letter {letters}"))
    if numbers is not None:
        shown = ", ".join(str(each) for each in numbers[:MOST_SHOWN])
        more = " …" if len(numbers) > MOST_SHOWN else ""
        terminal.paragraph(shown + more, terminal.say("  Kemasan ke: ", "  Packs: "))
    if accepted is not None:
        verdict = terminal.say("Diterima.", "Accepted.") if accepted else terminal.say("Ditolak.", "Refused.")
        click.secho(verdict, bold=True, fg="green" if accepted else "red")
    source, confidence = provenance(inspection)
    terminal.paragraph(f"{source}: {terminal.text(CONFIDENCE_WORDS[confidence])}", "  ", dim=True)

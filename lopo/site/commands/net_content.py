"""``lopo net-content``: whether the packs of a lot hold what their label says."""

import json
import sys
from decimal import Decimal
from pathlib import Path

import click

from lopo.facts.dossier_file import Problem
from lopo.facts.kinds import Refused, read_decimal
from lopo.facts.table_file import MAX_BYTES
from lopo.facts.text import Text
from lopo.quality.weighing.decision import FAILS, PASSES, Decision, decide, decision_report
from lopo.quality.weighing.net_content import check_count, judge_lot
from lopo.quality.weighing.tare import Tare, tare_of
from lopo.quality.weighing.tolerance import tolerable_deficiency
from lopo.quality.weighing.unit import UNITS, Unit, said, said_amount
from lopo.quality.weighing.weights_file import (
    BadWeights,
    Weights,
    check_amount,
    weights_from_file,
)
from lopo.site.commands.dossier_input import shown_name, unreadable
from lopo.site.commands.options import language_option
from lopo.site.commands.refusal import Refusal, refuse
from lopo.site.commands.terminal import Terminal

_MARKS = {True: ("✓", "green"), False: ("✗", "red"), None: ("?", "yellow")}


class Amount(click.ParamType[Decimal]):
    """A number as it is written in Kupang or elsewhere."""

    name = "number"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        try:
            amount = read_decimal(value)
        except Refused as refusal:
            raise _refusal(param, refusal.reason) from None
        if amount <= 0:
            raise _refusal(param, Text("harus lebih dari nol.", "it must be more than zero."))
        return amount


def _refusal(param: click.Parameter | None, reason: Text) -> Refusal:
    name = param.opts[0] if param else ""
    return Refusal(Text(f"{name}: {reason.id}", f"{name}: {reason.en}"))


@click.command("net-content")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), metavar="WEIGHTS")
@click.option("--nominal", type=Amount(), required=True, help="What the label says, such as 250.")
@click.option("--unit", type=click.Choice(list(UNITS)), default="g", help="Its unit; g by default.")
@click.option("--lot", type=click.IntRange(1), help="Packs in the whole lot.")
@click.option("--tare", type=Amount(), help="Weight of an empty pack, where full packs were weighed.")
@language_option
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
def net_content(
    file: Path,
    nominal: Decimal,
    unit: str,
    lot: int | None,
    tare: Decimal | None,
    language: str,
    as_json: bool,
) -> None:
    """Judge the net content of a lot from weighed packs.

    WEIGHTS is CSV or Excel (- is standard input), one pack a row; docs/weighing.md shows the columns. Without
    --lot the number of packs weighed tells for which lots the answer holds.

    \b
    Exit status:
      0  the lot passes
      1  it fails, or cannot be decided yet
      2  WEIGHTS or an option cannot be used
    """
    its_unit = UNITS[unit]
    base = its_unit.in_base(nominal)
    tolerance = _tolerance(base, its_unit)
    weights = _given_weights(file, base, its_unit, language)
    empty = _tare(weights, base, its_unit, tolerance, tare)
    contents = [empty.net(each) for each in weights.packs] if empty else list(weights.packs)
    _check_net(file, contents, base, its_unit, lot, language)
    verdict = judge_lot(base, contents, lot, its_unit.quantity)
    assert verdict is not None  # noqa: S101 - there are contents and a tolerance
    decision = decide(verdict, its_unit.base, its_unit.quantity, lot)
    if as_json:
        report = {"column": weights.head or None, **_report(decision, empty, lot, language)}
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        _print(decision, empty, language)
        if weights.taken is not None:
            Terminal(language).paragraph(weights.taken.in_language(language), "  ", dim=True)
    sys.exit(0 if decision.state == PASSES else 1)


def _tolerance(nominal: Decimal, unit: Unit) -> Decimal:
    tolerance = tolerable_deficiency(nominal, unit.quantity)
    if tolerance is None:
        said_nominal = said_amount(nominal, unit.base)
        raise Refusal(
            Text(f"--nominal: untuk {said_nominal.id} tidak ada batas di tabel (sampai 50.000 g atau ml).",
                 f"--nominal: the table has no limit for {said_nominal.en} (up to 50,000 g or ml).")
        )  # fmt: skip
    return tolerance


def _given_weights(file: Path, nominal: Decimal, unit: Unit, language: str) -> Weights:
    """The weighings in ``file``. Leaves with 2 where they cannot be read."""
    try:
        with click.open_file(str(file), "rb") as stream:
            content = stream.read(MAX_BYTES + 1)
        return weights_from_file(content, nominal, unit)
    except BadWeights as bad:
        refuse(shown_name(file), bad.problems, language)
    except Refused as refusal:
        refuse(shown_name(file), [Problem("", refusal.reason)], language)
    except (OSError, ValueError) as fault:
        refuse(shown_name(file), [unreadable(fault)], language)


def _tare(
    weights: Weights, nominal: Decimal, unit: Unit, tolerance: Decimal, told: Decimal | None
) -> Tare | None:
    if told is not None:
        return Tare(1, unit.in_base(told), None)
    if not weights.gross:
        return None
    tare = tare_of(weights.tares, nominal, tolerance)
    if tare is None:
        raise Refusal(
            Text("Isinya ditimbang dengan kemasan. Tambahkan --tare, berat kemasan kosongnya.",
                 "The packs were weighed full. Add --tare, the weight of an empty one.")
        )  # fmt: skip
    return tare


def _check_net(
    file: Path, contents: list[Decimal], nominal: Decimal, unit: Unit, lot: int | None, language: str
) -> None:
    try:
        if lot is not None:
            check_count(len(contents), lot)
        for content in contents:
            check_amount(content, nominal, unit.base)
    except Refused as refusal:
        refuse(shown_name(file), [Problem("", refusal.reason)], language)


def _report(decision: Decision, tare: Tare | None, lot: int | None, language: str) -> dict[str, object]:
    report = decision_report(decision, language)
    doubts = [] if tare is None else [each.in_language(language) for each in tare.doubts]
    return {
        "lot": lot,
        "tare": None if tare is None else {"mean": float(round(tare.mean, 4)), "sample": tare.sample},
        **report,
        "doubts": doubts,
    }


def _print(decision: Decision, tare: Tare | None, language: str) -> None:
    terminal, verdict, base = Terminal(language), decision.verdict, decision.base
    colour = {PASSES: "green", FAILS: "red"}.get(decision.state, "yellow")
    click.secho(terminal.text(decision.title), bold=True, fg=colour)
    spread = "–" if verdict.spread is None else terminal.text(said(verdict.spread))
    count = terminal.say(f"{verdict.sample} kemasan ditimbang", f"{verdict.sample} packs weighed")
    click.echo(f"{count}; s = {spread} {base}; T = {terminal.text(said_amount(verdict.tolerance, base))}")
    if tare is not None:
        mean = terminal.text(said_amount(tare.mean, base))
        click.echo(
            terminal.say(f"Kemasan kosong rata-rata {mean}", f"An empty pack weighs {mean} on average")
        )
    for check in decision.checks:
        mark, style = _MARKS[check.holds]
        terminal.paragraph(terminal.text(check.words), f"  {mark} ", fg=style)
    if verdict.lot_most:
        most = f"{verdict.lot_most:,}"
        terminal.paragraph(
            terminal.say(
                f"Berlaku untuk produksi sampai {most.replace(',', '.')} kemasan.",
                f"This holds for lots of up to {most} packs.",
            ),
            "  ",
        )
    for each in decision.advice:
        terminal.paragraph(terminal.text(each), "  → ")
    for doubt in tare.doubts if tare else ():
        terminal.paragraph(terminal.text(doubt), "  ! ", fg="yellow")

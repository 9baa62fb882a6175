"""``lopo check``: hold one dossier file against the ladder and every gate."""

import datetime as dt
import json
import sys
from pathlib import Path

import click

from lopo.facts.text import Text
from lopo.site.commands.check_page import print_check
from lopo.site.commands.dossier_input import given_dossier
from lopo.site.commands.options import complete_gate, day_option, language_option, today
from lopo.site.commands.refusal import Refusal, with_nearest
from lopo.standards.assessment import Assessment, assess
from lopo.standards.derivation import complete
from lopo.standards.library import Edition, edition_on
from lopo.standards.plan import make_plan
from lopo.standards.promises import load_promise_rules, promises
from lopo.standards.report import report


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--gate",
    "gate_id",
    metavar="NAME",
    shell_complete=complete_gate,
    help="Judge this gate only, and plan the way to it.",
)
@day_option
@language_option
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
@click.option("--all", "show_all", is_flag=True, help="Print the findings that are met, too.")
def check(
    file: Path, gate_id: str | None, day: dt.date | None, language: str, as_json: bool, show_all: bool
) -> None:
    """Hold a dossier file against the ladder and the markets.

    Prints where the product stands, what is asked and not met, and the plan. A FILE of - is standard input.
    Without --gate the question is the next rung of the ladder, which is not passed yet by its nature.

    \b
    Exit status:
      0  the gate asked for is passed; without --gate: the whole ladder is climbed
      1  it is not
      2  FILE or an option cannot be used
    """
    on = day or today()
    edition = edition_on(on)
    _refuse_unknown_gate(gate_id, edition)
    assessment = assess(complete(given_dossier(file, language), on), edition)
    gate = _gate(assessment, gate_id)
    plan = make_plan(assessment, gate_id)
    due = promises(assessment.dossier, load_promise_rules(), on)
    if as_json:
        answer = report(assessment, plan, due, language, gate_id)
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        print_check(assessment, plan, due, gate, language, show_all=show_all)
    standing = assessment.standing(gate) if gate else None
    sys.exit(0 if standing is None or standing.passed else 1)


def _refuse_unknown_gate(gate_id: str | None, edition: Edition) -> None:
    known = [gate.id for gate in edition.all_gates]
    if gate_id is not None and gate_id not in known:
        reason = Text(
            f"Gerbang {gate_id!r} tidak ada. Yang ada: {', '.join(known)}.",
            f"There is no gate {gate_id!r}. There are: {', '.join(known)}.",
        )
        raise Refusal(with_nearest(reason, gate_id, known))


def _gate(assessment: Assessment, gate_id: str | None) -> str | None:
    """The gate that decides the exit status: the one asked for, or the next rung."""
    if gate_id is None:
        rung = assessment.ladder.next
        return rung.gate.id if rung else None
    if assessment.standing(gate_id) is not None:
        return gate_id
    standings = (*assessment.ladder.rungs, *assessment.gates)
    known = ", ".join(each.gate.id for each in standings)
    raise Refusal(
        Text(
            f"Gerbang {gate_id!r} bukan untuk produk ini. Yang ada: {known}.",
            f"The gate {gate_id!r} is not for this product. There are: {known}.",
        )
    )

"""``lopo cost``: what one piece costs, and what each way of selling leaves of its price."""

import json
import sys
from pathlib import Path

import click

from lopo.costing.cost_report import cost_report, plain
from lopo.site.commands.cost_page import print_cost
from lopo.site.commands.dossier_input import given_dossier
from lopo.site.commands.options import Day, language_option, today
from lopo.standards.derivation import complete


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--on",
    "day",
    type=Day(),
    default=None,
    metavar="DATE",
    help="At the prices that counted on this day, such as 2026-11-23; today by default.",
)
@language_option
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
def cost(file: Path, day: object, language: str, as_json: bool) -> None:
    """Work out the cost of one piece of a dossier file, and its price in each channel.

    Prints every part of the cost, what is left in each channel at the present price, the lowest price that
    each bears, and how many pieces a month pay the fixed costs. A FILE of - is standard input.

    \b
    Exit status:
      0  the cost is known
      1  something is not known yet
      2  FILE or an option cannot be used
    """
    on = day or today()
    report = cost_report(complete(given_dossier(file, language), on), on)  # type: ignore[arg-type]
    if as_json:
        click.echo(json.dumps(plain(report, language), ensure_ascii=False, indent=2))
    else:
        print_cost(report, language)
    sys.exit(0 if report.basis is not None else 1)

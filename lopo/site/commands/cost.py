"""``lopo cost``: what one piece costs, and what each way of selling leaves of its price."""

import datetime as dt
import json
import sys
from pathlib import Path

import click

from lopo.costing.cost_report import CostReport, cost_report, order_of, plain, plain_dearer, plain_order
from lopo.costing.what_if import Dearer, dearer
from lopo.facts.kinds import Refused, read_decimal, read_whole
from lopo.facts.text import Text
from lopo.site.commands.cost_page import print_cost, print_order
from lopo.site.commands.dossier_input import given_dossier
from lopo.site.commands.options import Day, language_option, today
from lopo.site.commands.refusal import Refusal, with_nearest
from lopo.standards.derivation import complete

MOST_WANTED = 1_000_000


class Pieces(click.ParamType[int]):
    """A count, with or without marks for thousands."""

    name = "pieces"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            count = read_whole(value)
            if not 0 < count <= MOST_WANTED:
                raise Refused(Text("paling sedikit 1.", "at least 1, and not that many."))
        except Refused as refusal:
            reason = Text("--wanted: {reason}", "--wanted: {reason}").filled(reason=refusal.reason)
            raise Refusal(reason) from None
        return count


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
@click.option(
    "--dearer",
    "change",
    type=(str, str),
    default=None,
    metavar="INGREDIENT PERCENT",
    help='What if its price rises by so many per cent, such as --dearer "cabai merah" 20.',
)
@click.option(
    "--wanted", "order", type=Pieces(), help="What if a shop wants so many pieces every week: can it be made?"
)
@language_option
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
def cost(
    file: Path,
    day: dt.date | None,
    change: tuple[str, str] | None,
    order: int | None,
    language: str,
    as_json: bool,
) -> None:
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
    report = cost_report(complete(given_dossier(file, language), on), on)
    tried = None if change is None else _tried(report, *change)
    if as_json:
        answer = plain(report, language) | ({} if tried is None else {"dearer": plain_dearer(report, tried)})
        if order is not None:
            answer["wanted"] = plain_order(order_of(report, order))
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        print_cost(report, language, tried)
        if order is not None:
            print_order(order_of(report, order), language)
    sys.exit(0 if report.basis is not None else 1)


def _tried(report: CostReport, name: str, percent: str) -> Dearer | None:
    """What the rise does; ``None`` while the cost is not known ingredient by ingredient."""
    names = [each.name for each in report.making.materials]
    if name.lower() not in {each.lower() for each in names}:
        reason = Text(f"Bahan {name!r} tidak ada di resep.", f"The recipe has no ingredient {name!r}.")
        raise Refusal(with_nearest(reason, name, names))
    try:
        return dearer(report.making, name, read_decimal(percent.removesuffix("%")))
    except Refused as refusal:
        raise Refusal(
            Text("--dearer: {reason}", "--dearer: {reason}").filled(reason=refusal.reason)
        ) from None

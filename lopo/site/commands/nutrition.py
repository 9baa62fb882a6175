"""``lopo nutrition``: what a recipe holds in 100 g, and the panel of a country."""

import json
import sys
from pathlib import Path

import click

from lopo.nutrition.nutrition_report import nutrition_report
from lopo.nutrition.panels.panel import COUNTRIES
from lopo.nutrition.panels.panel_of import panel_of
from lopo.site.commands.dossier_input import given_dossier
from lopo.site.commands.nutrition_page import print_nutrition
from lopo.site.commands.options import language_option, today
from lopo.standards.derivation import complete


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--panel",
    "country",
    type=click.Choice(COUNTRIES),
    default=COUNTRIES[0],
    help="Whose panel: Indonesia (by default), the United States, the European Union.",
)
@language_option
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
def nutrition(file: Path, country: str, language: str, as_json: bool) -> None:
    """Work out the nutrition panel of a dossier file.

    Prints what each ingredient was taken for, the nutrients in 100 g with the part of the recipe for which
    each is known, and the panel. What is not known stays open. A FILE of - is standard input.

    \b
    Exit status:
      0  every amount of the panel is known
      1  something is not known yet
      2  FILE or an option cannot be used
    """
    dossier = complete(given_dossier(file, language), today())
    if as_json:
        click.echo(json.dumps(nutrition_report(dossier, country, language), ensure_ascii=False, indent=2))
    else:
        print_nutrition(dossier, country, language)
    panel = panel_of(dossier, country)
    sys.exit(0 if panel is not None and panel.complete else 1)

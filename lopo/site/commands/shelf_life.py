"""``lopo shelf-life``: what a storage study carries, or why it carries no date."""

import json
import sys
from pathlib import Path

import click

from lopo.facts.dossier_file import Problem
from lopo.facts.kinds import Refused
from lopo.facts.table_file import MAX_BYTES
from lopo.facts.text import Text
from lopo.quality.storage.report import study_report
from lopo.quality.storage.shelf_life import answer
from lopo.quality.storage.study import Study
from lopo.quality.storage.study_file import BadStudy
from lopo.site.commands.dossier_input import shown_name
from lopo.site.commands.options import language_option
from lopo.site.commands.refusal import refuse
from lopo.site.commands.shelf_life_page import print_study
from lopo.site.study_input import study_of

_FAULTS: dict[type[Exception], Text] = {
    FileNotFoundError: Text("Berkas ini tidak ada.", "There is no such file."),
    IsADirectoryError: Text("Ini folder, bukan berkas.", "This is a folder, not a file."),
    PermissionError: Text("Berkas ini tidak boleh dibaca.", "This file may not be read."),
}


@click.command("shelf-life")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@language_option
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
def shelf_life(file: Path, language: str, as_json: bool) -> None:
    """Judge a storage study: how long the product keeps, and what its label may promise.

    FILE is TOML, CSV or Excel (- is standard input); docs/shelf-life.md shows each. Prints what was measured,
    the lines of both orders, the life at 25, 27 and 30 °C with its bounds, and the promise for the label.
    Where the data carry no date, it says why and what to measure next, and prints no life at all.

    \b
    Exit status:
      0  a life is stated
      1  the data carry no date; the reasons are printed
      2  FILE or an option cannot be used
    """
    found = answer(_given_study(file, language))
    if as_json:
        click.echo(json.dumps(study_report(found, language), ensure_ascii=False, indent=2))
    else:
        print_study(found, language)
    sys.exit(0 if found.lives else 1)


def _given_study(file: Path, language: str) -> Study:
    """The study in ``file``. Leaves with 2 where it cannot be read."""
    try:
        with click.open_file(str(file), "rb") as stream:
            content = stream.read(MAX_BYTES + 1)
        return study_of(content)
    except BadStudy as bad:
        refuse(shown_name(file), bad.problems, language)
    except Refused as refusal:
        refuse(shown_name(file), [Problem("", refusal.reason)], language)
    except (OSError, ValueError) as fault:
        unknown = Text(f"Berkas tidak terbaca: {fault}.", f"The file cannot be read: {fault}.")
        refuse(shown_name(file), [Problem("", _FAULTS.get(type(fault), unknown))], language)

"""``lopo inspect``: the level of a kitchen by its CPPB-IRT sheet, and what to mend first."""

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

import click

from lopo.facts.text import Text
from lopo.facts.wording import say_date
from lopo.quality.hygiene.checklist import SEVERITIES, SEVERITY_TITLES, title
from lopo.quality.hygiene.grading import Grade, grade, mend_first, way_up
from lopo.quality.hygiene.level import mend_by
from lopo.quality.hygiene.sheet_file import MAX_BYTES, BadSheet, SheetFile, read_sheet_file
from lopo.site.commands.dossier_input import shown_name, unreadable
from lopo.site.commands.options import language_option, today
from lopo.site.commands.refusal import refuse
from lopo.site.commands.terminal import Terminal

GOOD_ENOUGH = ("I", "II")
"""The levels that leave with 0."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@language_option
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
def inspect(file: Path, language: str, as_json: bool) -> None:
    """Grade the hygiene inspection (CPPB-IRT) of a home kitchen.

    FILE is TOML: the lists fine, failing and absent hold the numbers of the elements (13, or "1-12"); notes
    and inspected_on may be there. What is in no list was not looked at, and a sheet with such an element has
    no level. A FILE of - is standard input.

    \b
    Exit status:
      0  level I or II
      1  level III or IV, or something was not looked at
      2  FILE or an option cannot be used
    """
    told = _given(file, language)
    on = told.inspected_on or today()
    graded = grade(told.sheet, on)
    if as_json:
        click.echo(json.dumps(_plain(told, graded, on, language), ensure_ascii=False, indent=2))
    else:
        _print(Terminal(language), told, graded, on)
    sys.exit(0 if graded.level in GOOD_ENOUGH else 1)


def _given(file: Path, language: str) -> SheetFile:
    try:
        with click.open_file(str(file), "rb") as stream:
            return read_sheet_file(stream.read(MAX_BYTES + 1))
    except BadSheet as fault:
        refuse(shown_name(file), fault.problems, language)
    except OSError as fault:
        refuse(shown_name(file), (unreadable(fault),), language)


def _plain(told: SheetFile, graded: Grade, on: dt.date, language: str) -> dict[str, Any]:
    step = way_up(graded.counts, graded.level) if graded.level else None
    return {
        "business": told.business or None,
        "inspected_on": on.isoformat(),
        "level": graded.level,
        "why": graded.why.in_language(language),
        "counts": {each: graded.counts.of(each) for each in SEVERITIES},
        "left": [each.number for each in graded.left],
        "next_check": graded.next_audit.isoformat() if graded.next_audit else None,
        "next_level": {"level": step[0], "mend": dict(step[1])} if step else None,
        "findings": [
            {
                "number": each.number,
                "severity": each.severity,
                "failure": each.failure.in_language(language),
                "mend": each.mend.in_language(language),
                "mend_by": mend_by(each.severity, on).isoformat(),
                "note": told.sheet.note_at(each.number),
            }
            for each in mend_first(told.sheet)
        ],
    }


def _print(terminal: Terminal, told: SheetFile, graded: Grade, on: dt.date) -> None:
    click.secho(terminal.text(title()), bold=True)
    place = f"{told.business}, " if told.business else ""
    click.echo(f"{place}{terminal.text(say_date(on))}")
    level = graded.level or terminal.say("belum ada", "none yet")
    colour = {"I": "green", "II": "green", "III": "yellow", "IV": "red"}.get(level)
    terminal.heading(Text(f"Level {level}", f"Level: {level}" if graded.level is None else f"Level {level}"))
    terminal.paragraph(terminal.text(graded.why), fg=colour)
    counts = [
        f"{graded.counts.of(each)} {terminal.text(SEVERITY_TITLES[each])}" for each in reversed(SEVERITIES)
    ]
    click.echo(", ".join(counts))
    if graded.next_audit:
        due = terminal.text(say_date(graded.next_audit))
        click.echo(terminal.say(f"Periksa sendiri lagi paling lambat {due}.", f"Next own check by {due}."))
    if graded.left:
        terminal.heading(Text("Belum dilihat", "Not looked at"))
        for each in graded.left:
            terminal.paragraph(terminal.text(each.question), first=f"{each.number:>4}. ")
    if told.sheet.findings:
        terminal.heading(Text("Benahi dengan urutan ini", "Mend in this order"))
    for each in mend_first(told.sheet):
        by = terminal.text(say_date(mend_by(each.severity, on)))
        terminal.row(
            terminal.text(each.failure), terminal.say(f"s.d. {by}", f"by {by}"), f"{each.number:>4}. "
        )
        terminal.paragraph(
            f"{terminal.text(SEVERITY_TITLES[each.severity])}: {terminal.text(each.mend)}", "      "
        )
        if note := told.sheet.note_at(each.number):
            terminal.paragraph(note, "      ")

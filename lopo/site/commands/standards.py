"""``lopo standards``: list the packs, show one, check a folder of one's own."""

import datetime as dt
from pathlib import Path

import click

from lopo.facts.catalogue import load_catalogue
from lopo.facts.text import Text
from lopo.site.commands.options import (
    complete_name,
    day_option,
    gate_names,
    language_option,
    standard_names,
    today,
)
from lopo.site.commands.refusal import CommandGroup, Refusal, with_nearest
from lopo.site.commands.terminal import CONFIDENCE_WORDS, SEVERITY_WORDS, Terminal
from lopo.standards.library import Edition, edition_on, load_library, read_library
from lopo.standards.pack import BadPack, parse_standard
from lopo.standards.requirement import Gate, Requirement, Standard


@click.group(cls=CommandGroup)
def standards() -> None:
    """The packs: what each standard and each gate asks."""


@standards.command("list")
@day_option
@language_option
def list_(day: dt.date | None, language: str) -> None:
    """List standards and gates as they hold on a day, with the number of their requirements."""
    edition = edition_on(day or today())
    terminal = Terminal(language)
    count = dict.fromkeys(edition.standards, 0)
    for requirement in edition.requirements.values():
        count[requirement.standard] += 1
    width = max(len(id) for id in (*edition.standards, *edition.asked_by))
    terminal.heading(Text("Standar", "Standards"))
    for standard in edition.standards.values():
        title = f"{terminal.text(standard.title)} ({standard.version})"
        click.echo(f"  {standard.id:<{width}}  {standard.rung:<13} {count[standard.id]:>3}  {title}")
    terminal.heading(Text("Gerbang", "Gates"))
    for gate in edition.all_gates:
        asked = len(edition.asked_by[gate.id])
        click.echo(f"  {gate.id:<{width}}  {gate.rung:<13} {asked:>3}  {terminal.text(gate.title)}")
    number = len(edition.requirements)
    click.echo()
    click.echo(terminal.text(Text(f"{number} syarat", f"{number} requirements")))


@standards.command()
@click.argument("name", shell_complete=complete_name)
@day_option
@language_option
def show(name: str, day: dt.date | None, language: str) -> None:
    """Show the standard or the gate NAME with every requirement: what it asks, why, and where it stands."""
    edition = edition_on(day or today())
    terminal = Terminal(language)
    gate = next((each for each in edition.all_gates if each.id == name), None)
    if gate:
        _show_gate(gate, terminal)
        names = edition.asked_by[name]
    elif name in edition.standards:
        _show_standard(edition.standards[name], terminal)
        names = tuple(key for key, each in edition.requirements.items() if each.standard == name)
    else:
        raise _no_such_name(name, edition)
    for key in names:
        _show_requirement(edition.requirements[key], terminal)


def _no_such_name(name: str, edition: Edition) -> Refusal:
    known = (*standard_names(edition, "id"), *gate_names(edition, "id"))
    reason = Text(
        f"Standar atau gerbang {name!r} tidak ada. Lihat: lopo standards list.",
        f"There is no standard or gate {name!r}. See: lopo standards list.",
    )
    return Refusal(with_nearest(reason, name, known))


def _show_standard(standard: Standard, terminal: Terminal) -> None:
    click.secho(f"{terminal.text(standard.title)} ({standard.version})", bold=True)
    terminal.paragraph(f"{standard.authority} · {standard.source}", dim=True)


def _show_gate(gate: Gate, terminal: Terminal) -> None:
    click.secho(terminal.text(gate.title), bold=True)
    terminal.paragraph(terminal.text(gate.about))
    for term in gate.terms:
        terminal.paragraph(f"{terminal.text(term.title)}: {terminal.text(term.says)}", first="  ")


def _show_requirement(requirement: Requirement, terminal: Terminal) -> None:
    severity = terminal.text(SEVERITY_WORDS[requirement.severity])
    confidence = terminal.text(CONFIDENCE_WORDS[requirement.confidence])
    click.echo()
    click.secho(f"{requirement.name}  [{severity}, {confidence}]", bold=True)
    terminal.paragraph(terminal.text(requirement.asks), first="  ")
    terminal.paragraph(terminal.text(requirement.why), first="  ")
    terminal.paragraph(f"{requirement.clause} · {requirement.source}", first="  ", dim=True)


@standards.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
def lint(path: Path | None) -> None:
    """Check a pack or a folder of packs; without PATH, the packs that ship with Lopo.

    A folder has steps*.toml, packs/, gates/ and ladders/. Leaves with 0 when all is well and with 2
    otherwise, naming file, requirement and reason.
    """
    catalogue = load_catalogue()
    try:
        if path is None:
            library = load_library()
        elif path.is_dir():
            library = read_library(path, catalogue)
        else:
            standard = parse_standard(path.read_text("utf-8"), path.name, catalogue, load_library().steps)
            click.echo(f"{path.name}: {len(standard.requirements)} requirements, all well")
            return
    except FileNotFoundError as fault:
        missing = fault.filename
        raise Refusal(Text(f"Berkas {missing} tidak ada.", f"There is no file {missing}.")) from None
    except (BadPack, OSError, UnicodeDecodeError) as fault:
        raise Refusal(Text.same(str(fault))) from None
    count = sum(len(standard.requirements) for standard in library.standards)
    click.echo(
        f"{len(library.standards)} standards, {count} requirements, {len(library.gates)} gates: all well"
    )

"""How the commands on codes print what they found, for people and as JSON."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

import click

from lopo.facts.text import Text
from lopo.facts.wording import say_date, say_number
from lopo.labels.codes.element import Element
from lopo.labels.codes.gs1 import Parsed
from lopo.labels.codes.gtin import GtinCheck
from lopo.labels.codes.scan import Scanned
from lopo.site.commands.terminal import Terminal

WIDEST_TITLE = 34

json_option = click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")


def visible(text: str) -> str:
    """Without marks that hide or turn what stands around them, and without line breaks."""
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)


def print_gtin(terminal: Terminal, code: str, found: GtinCheck) -> None:
    """One line of verdict, and below it what is wrong or unusual."""
    mark, colour = ("✓", "green") if found.valid else ("✗", "red")
    facts = " · ".join(part for part in (found.kind, found.issuer) if part)
    click.secho(f"{mark} {visible(code)}  {facts}".rstrip(), fg=colour)
    _print_notes(terminal, found.problems, found.warnings)


def print_parsed(terminal: Terminal, parsed: Parsed, indent: str = "") -> None:
    """Each element with what it means, and below them what is wrong or unusual."""
    for each in parsed.elements:
        title = terminal.text(each.title)
        value = visible(each.value)
        meaning = _said(terminal, each)
        ai = f"({each.ai})"
        click.echo(f"{indent}{ai:<6} {title:<{WIDEST_TITLE}} {value}{f'  = {meaning}' if meaning else ''}")
    _print_notes(terminal, parsed.problems, parsed.warnings)


def print_scanned(terminal: Terminal, scanned: Scanned) -> None:
    """One code of a photo: its kind, its text and what that says."""
    click.secho(f"{scanned.kind}  {visible(scanned.text)}", bold=True)
    if scanned.gtin is not None:
        print_gtin(terminal, scanned.gtin.digits, scanned.gtin)
    if scanned.gs1 is not None and (scanned.gs1.link or len(scanned.gs1.elements) > 1):
        print_parsed(terminal, scanned.gs1, "  ")


def gtin_plain(code: str, found: GtinCheck, language: str) -> dict[str, object]:
    """The check of a number as JSON."""
    return {
        "code": code,
        "kind": found.kind,
        "digits": found.digits,
        "valid": found.valid,
        "gtin14": found.as_gtin14,
        "issuer": found.issuer,
        "problems": _plain(found.problems, language),
        "warnings": _plain(found.warnings, language),
    }


def parsed_plain(parsed: Parsed, language: str) -> dict[str, object]:
    """What GS1 data say as JSON; dates as 2026-12-31, amounts as text."""
    return {
        "valid": parsed.valid,
        "gtin": parsed.gtin,
        "lot": parsed.lot,
        "expiry": parsed.expiry.isoformat() if parsed.expiry else None,
        "serial": parsed.serial,
        "sscc": parsed.sscc,
        "link": parsed.link,
        "bracketed": parsed.bracketed,
        "elements": [_element_plain(each, language) for each in parsed.elements],
        "problems": _plain(parsed.problems, language),
        "warnings": _plain(parsed.warnings, language),
    }


def scanned_plain(scanned: Scanned, language: str) -> dict[str, object]:
    """One code of a photo as JSON; its corners in pixels, clockwise."""
    return {
        "kind": scanned.kind,
        "text": scanned.text,
        "gtin": gtin_plain(scanned.gtin.digits, scanned.gtin, language) if scanned.gtin else None,
        "gs1": parsed_plain(scanned.gs1, language) if scanned.gs1 else None,
        "position": [list(corner) for corner in scanned.position],
    }


def _element_plain(element: Element, language: str) -> dict[str, object]:
    return {
        "ai": element.ai,
        "title": element.title.in_language(language),
        "value": element.value,
        "meaning": None if element.meaning is None else str(element.meaning),
    }


def _said(terminal: Terminal, element: Element) -> str:
    if isinstance(element.meaning, dt.date):
        return terminal.text(say_date(element.meaning))
    if isinstance(element.meaning, Decimal):
        return terminal.text(say_number(element.meaning))
    return ""


def _print_notes(terminal: Terminal, problems: Iterable[Text], warnings: Iterable[Text]) -> None:
    for problem in problems:
        terminal.paragraph(visible(terminal.text(problem)), "  ✗ ", fg="red")
    for warning in warnings:
        terminal.paragraph(visible(terminal.text(warning)), "  ! ", fg="yellow")


def _plain(texts: Iterable[Text], language: str) -> list[str]:
    return [text.in_language(language) for text in texts]

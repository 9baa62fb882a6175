"""``lopo gtin``: check the numbers under barcodes, and make those of a company's block."""

import json
import re
import sys
from itertools import islice
from pathlib import Path

import click

from lopo.facts.dossier_file import Problem
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.labels.codes.block import Block
from lopo.labels.codes.gtin import case_gtin, check, normal_gtin
from lopo.site.commands.codes_page import gtin_plain, json_option, print_gtin, visible
from lopo.site.commands.options import language_option
from lopo.site.commands.refusal import CommandGroup, Refusal, refuse
from lopo.site.commands.terminal import Terminal

MOST_USED = 20_000_000
"""Bytes of a list of used numbers: more than a million of them."""
MOST_MADE = 100_000


@click.group(cls=CommandGroup)
def gtin() -> None:
    """Product numbers (GTIN), the digits under a barcode."""


@gtin.command("check")
@click.argument("codes", metavar="CODE...", nargs=-1, required=True)
@json_option
@language_option
def check_(codes: tuple[str, ...], as_json: bool, language: str) -> None:
    """Check numbers of 8, 12, 13 or 14 digits. Spaces, dots and hyphens between them do not matter.

    \b
    Exit status:
      0  every number is right
      1  one of them is not
      2  the command cannot be used so
    """
    found = [(code, check(code)) for code in codes]
    if as_json:
        answer = [gtin_plain(code, each, language) for code, each in found]
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        for code, each in found:
            print_gtin(Terminal(language), code, each)
    sys.exit(0 if all(each.valid for _, each in found) else 1)


@gtin.command()
@click.argument("prefix")
@click.option("--count", type=click.IntRange(1, MOST_MADE), default=1, help="How many numbers; 1 by default.")
@click.option(
    "--from", "start", type=click.IntRange(0), default=0, help="The first item to look at; 0 by default."
)
@click.option(
    "--used",
    type=click.Path(path_type=Path, allow_dash=True),
    help="A list of numbers in use, one a line; they are not given again.",
)
@json_option
@language_option
def make(prefix: str, count: int, start: int, used: Path | None, as_json: bool, language: str) -> None:
    """Make the next free numbers of the block with a PREFIX.

    Only a prefix that GS1 gave to the business makes numbers that a supermarket takes; it stands on the
    certificate. A list for --used of - is standard input.

    \b
    Exit status:
      0  all the numbers are there
      1  the block has not so many left
      2  the prefix or the list cannot be used
    """
    try:
        block = Block(prefix)
    except Refused as refusal:
        raise Refusal(_about(visible(prefix), refusal.reason)) from None
    numbers = list(islice(block.free(_used_numbers(used, language), start), count))
    for warning in block.warnings:
        click.secho(f"! {warning.in_language(language)}", fg="yellow", err=True)
    if as_json:
        answer = {
            "prefix": block.prefix,
            "capacity": block.capacity,
            "warnings": [warning.in_language(language) for warning in block.warnings],
            "numbers": [{"gtin": number, "case": case_gtin(number, 1)} for number in numbers],
        }
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        for number in numbers:
            click.echo(number)
    if len(numbers) < count:
        click.echo(_full(block, len(numbers)).in_language(language), err=True)
        sys.exit(1)


def _about(what: str, reason: Text) -> Text:
    return Text(f"{what}: {reason.id}", f"{what}: {reason.en}")


def _full(block: Block, given: int) -> Text:
    return Text(
        f"Blok {block.prefix} ({block.capacity} nomor) tinggal {given} yang kosong.",
        f"Of the block {block.prefix} ({block.capacity} numbers) only {given} are left.",
    )


def _used_numbers(file: Path | None, language: str) -> list[str]:
    """The numbers of a list, the first of each line; a wrong one stops the command with its line."""
    if file is None:
        return []
    numbers, problems = [], []
    for place, line in enumerate(_lines(file), start=1):
        number = re.split(r"[,;\t#]", line)[0].strip()
        if not number:
            continue
        try:
            numbers.append(normal_gtin(number))
        except Refused as refusal:
            line_place = Text(f"baris {place}", f"line {place}").in_language(language)
            problems.append(Problem(line_place, _about(visible(number[:40]), refusal.reason)))
    if problems:
        refuse(str(file), problems[:20], language)
    return numbers


def _lines(file: Path) -> list[str]:
    try:
        with click.open_file(str(file), "rb") as stream:
            content = stream.read(MOST_USED + 1)
        if len(content) > MOST_USED:
            raise Refusal(Text(f"{file} terlalu besar.", f"{file} is too large."))
        return content.decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        reason = Text(
            f"{file} tidak bisa dibaca sebagai daftar nomor.", f"{file} cannot be read as a list of numbers."
        )
        raise Refusal(reason) from None

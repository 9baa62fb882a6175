"""``lopo gs1``: read what scanners send and what stands below barcodes."""

import json
import sys

import click

from lopo.labels.codes.gs1 import parse_gs1
from lopo.site.commands.codes_page import json_option, parsed_plain, print_parsed
from lopo.site.commands.options import language_option, today
from lopo.site.commands.refusal import CommandGroup
from lopo.site.commands.terminal import Terminal


@click.group(cls=CommandGroup)
def gs1() -> None:
    """GS1 data: element strings, the line below a barcode, GS1 Digital Links."""


@gs1.command()
@click.argument("text")
@json_option
@language_option
def parse(text: str, as_json: bool, language: str) -> None:
    """Read TEXT as a scanner or a person gives it.

    The separator (FNC1) may be written as <GS>, {GS} or ^.

    \b
    Exit status:
      0  all of it is right
      1  something in it is not
      2  the command cannot be used so
    """
    parsed = parse_gs1(text, on=today())
    if as_json:
        click.echo(json.dumps(parsed_plain(parsed, language), ensure_ascii=False, indent=2))
    else:
        print_parsed(Terminal(language), parsed)
    sys.exit(0 if parsed.valid else 1)

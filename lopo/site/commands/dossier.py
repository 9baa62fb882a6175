"""``lopo dossier``: start a dossier file, and its JSON Schema for editors."""

import json

import click

from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier_schema import dossier_schema
from lopo.site.commands.options import language_option, today
from lopo.site.commands.refusal import CommandGroup
from lopo.standards.dossier_start import KINDS, empty_dossier, facts_asked_of
from lopo.standards.library import edition_on


@click.group(cls=CommandGroup)
def dossier() -> None:
    """Start a dossier file, or describe dossier files to an editor."""


@dossier.command()
@language_option
def schema(language: str) -> None:
    """Print the JSON Schema of dossier files, for editors that complete and check TOML."""
    click.echo(json.dumps(dossier_schema(load_catalogue(), language), ensure_ascii=False, indent=2))


@dossier.command()
@click.argument("kind", type=click.Choice(KINDS), default="food")
@language_option
def new(kind: str, language: str) -> None:
    """Print an empty dossier for a product of KIND: every question as a comment, to be filled in.

    \b
    lopo dossier new food > sambal.toml
    lopo check sambal.toml
    """
    asked = facts_asked_of(kind, edition_on(today()))
    click.echo(empty_dossier(load_catalogue(), asked, kind, language), nl=False)

"""``lopo facts``: the catalogue of facts."""

import click

from lopo.facts.catalogue import load_catalogue
from lopo.facts.catalogue_page import catalogue_page
from lopo.facts.text import Text
from lopo.site.commands.options import complete_section, language_option
from lopo.site.commands.refusal import CommandGroup, Refusal, with_nearest


@click.group(cls=CommandGroup)
def facts() -> None:
    """The facts a dossier can hold."""


@facts.command("list")
@click.argument("section", required=False, shell_complete=complete_section)
@language_option
def list_(section: str | None, language: str) -> None:
    """List the facts of one SECTION (label, permit ...), or all of them.

    The arrow marks what is worked out and by which module; the rest is told by people.
    """
    catalogue = load_catalogue()
    if section is not None and section not in catalogue.sections():
        known = ", ".join(catalogue.sections())
        reason = Text(
            f"Bagian {section!r} tidak ada. Yang ada: {known}.",
            f"There is no section {section!r}. There are: {known}.",
        )
        raise Refusal(with_nearest(reason, section, catalogue.sections()))
    shown = [each for each in catalogue.values() if section in (None, each.section)]
    width = max(len(each.name) for each in shown)
    for definition in shown:
        by = f"  ← {definition.computed_by}" if definition.is_computed else ""
        kind = f"{definition.kind} {definition.unit}".strip()
        click.echo(f"{definition.name:<{width}}  {kind:<20} {definition.title.in_language(language)}{by}")


@facts.command()
def page() -> None:
    """Print the catalogue as the page docs/facts.md."""
    click.echo(catalogue_page(load_catalogue()), nl=False)

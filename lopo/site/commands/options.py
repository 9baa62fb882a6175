"""What several commands share: the options for language and day, and what a shell may complete."""

import datetime as dt
from zoneinfo import ZoneInfo

import click
from click.shell_completion import CompletionItem

from lopo.facts.catalogue import load_catalogue
from lopo.facts.kinds import Refused, read_date
from lopo.facts.text import LANGUAGES, Text
from lopo.site.commands.refusal import Refusal, default_language
from lopo.standards.library import Edition, edition_on

CITY = ZoneInfo("Asia/Makassar")


def today() -> dt.date:
    """Today in the city."""
    return dt.datetime.now(CITY).date()


class Day(click.ParamType[dt.date]):
    """A calendar day: 2026-11-23 or 23/11/2026."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        try:
            return read_date(value)
        except Refused as refusal:
            name = param.opts[0] if param else "date"
            reason = refusal.reason
            raise Refusal(
                Text(f"{name} {str(value)!r}: {reason.id}", f"{name} {str(value)!r}: {reason.en}")
            ) from None


language_option = click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default=default_language,
    help="Language of the answer; Indonesian unless the shell speaks English.",
)
day_option = click.option(
    "--on",
    "day",
    type=Day(),
    default=None,
    metavar="DATE",
    help="What holds on this day, such as 2026-11-23 or 23/11/2026; today by default.",
)


def gate_names(edition: Edition, language: str) -> dict[str, str]:
    """The title of every rung and market by its id."""
    return {gate.id: gate.title.in_language(language) for gate in edition.all_gates}


def standard_names(edition: Edition, language: str) -> dict[str, str]:
    """The title of every standard in force by its id."""
    return {id: each.title.in_language(language) for id, each in edition.standards.items()}


def complete_gate(ctx: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Ids of gates for the shell."""
    return _begun(gate_names(edition_on(today()), default_language()), begun)


def complete_name(ctx: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Ids of standards and gates for the shell."""
    edition, language = edition_on(today()), default_language()
    return _begun(standard_names(edition, language) | gate_names(edition, language), begun)


def complete_section(ctx: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Sections of the catalogue for the shell."""
    return _begun(dict.fromkeys(load_catalogue().sections(), ""), begun)


def _begun(names: dict[str, str], begun: str) -> list[CompletionItem]:
    return [CompletionItem(name, help=title) for name, title in names.items() if name.startswith(begun)]

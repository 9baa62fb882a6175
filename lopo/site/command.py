"""The ``lopo`` command."""

import os

import click
from click.shell_completion import get_completion_class

from lopo.site.commands.badge import badge
from lopo.site.commands.check import check
from lopo.site.commands.cost import cost
from lopo.site.commands.dossier import dossier
from lopo.site.commands.facts import facts
from lopo.site.commands.gs1 import gs1
from lopo.site.commands.gtin import gtin
from lopo.site.commands.inspect import inspect
from lopo.site.commands.label import label
from lopo.site.commands.net_content import net_content
from lopo.site.commands.nutrition import nutrition
from lopo.site.commands.refusal import CommandGroup
from lopo.site.commands.sampling import sampling
from lopo.site.commands.scan import scan
from lopo.site.commands.seats import seats
from lopo.site.commands.sell_out import sell_out
from lopo.site.commands.shelf_life import shelf_life
from lopo.site.commands.standards import standards
from lopo.site.commands.trace import trace
from lopo.site.commands.ubl import ubl

SHELLS = ("bash", "zsh", "fish")


@click.group("lopo", cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lopo")
def main() -> None:
    """From the home kitchen to the supermarket shelf.

    Begin with "lopo dossier new > product.toml", fill it in, and hold it against the ladder with
    "lopo check product.toml".
    """


@main.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run a command of the site: migrate, demo ..."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lopo.site.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["lopo manage", *arguments])


@main.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the completion script of a shell.

    Then the Tab key completes commands, options, gates and standards.

    \b
    bash:  eval "$(lopo completion bash)"            in ~/.bashrc
    zsh:   eval "$(lopo completion zsh)"             in ~/.zshrc
    fish:  lopo completion fish | source             in config.fish
    """
    maker = get_completion_class(shell)
    assert maker is not None  # noqa: S101 - click has a class for each of SHELLS
    click.echo(maker(main, {}, "lopo", "_LOPO_COMPLETE").source())


for command in (
    badge,
    check,
    cost,
    dossier,
    facts,
    gs1,
    gtin,
    inspect,
    label,
    net_content,
    nutrition,
    sampling,
    scan,
    seats,
    sell_out,
    shelf_life,
    standards,
    trace,
    ubl,
):
    main.add_command(command)

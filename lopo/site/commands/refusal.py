"""How the command refuses: a sentence in the language that was asked for, never a traceback."""

import difflib
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from lopo.facts.dossier_file import Problem
from lopo.facts.text import LANGUAGES, Text

BAD_INPUT = 2
STOPPED = 130
"""What a shell expects of a command stopped with Ctrl-C."""


def default_language() -> str:
    """English when the shell speaks it (``LC_ALL``, ``LANG``), Indonesian otherwise."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "en" if spoken.startswith("en") else "id"


def asked_language(arguments: Sequence[str]) -> str:
    """The language of a command line that could not be read: its ``--lang``, else the shell's."""
    for place, argument in enumerate(arguments):
        option, _, value = argument.partition("=")
        if option == "--lang":
            value = value or "".join(arguments[place + 1 : place + 2])
            if value in LANGUAGES:
                return value
    return default_language()


class Refusal(click.UsageError):
    """A command line that cannot be used, and why, in both languages."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


class CommandGroup(click.Group):
    """A group of commands that refuses in the language asked for, and always leaves with 2 then."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command line. Like :meth:`click.Group.main`, but for the words of a refusal."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # a terminal without our letters gets question marks
                stream.reconfigure(errors="replace")
        try:
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.Abort:
            sys.exit(STOPPED)
        except click.exceptions.NoArgsIsHelpError as fault:
            fault.show()
            sys.exit(BAD_INPUT)
        except click.ClickException as fault:
            language = asked_language(sys.argv[1:] if args is None else list(args))
            click.echo(in_words(fault).in_language(language), err=True)
            sys.exit(BAD_INPUT)
        sys.exit(code if isinstance(code, int) else 0)


def in_words(fault: click.ClickException) -> Text:
    """What is wrong with a command line, and where to look."""
    reason = _reason(fault)
    context = fault.ctx if isinstance(fault, click.UsageError) else None
    command = context.command_path if context else "lopo"
    return Text(f"{reason.id}\nLihat: {command} --help", f"{reason.en}\nSee: {command} --help")


def _reason(fault: click.ClickException) -> Text:
    if isinstance(fault, Refusal):
        return fault.reason
    if isinstance(fault, click.exceptions.NoSuchCommand):
        name = fault.command_name
        reason = Text(f"Perintah {name!r} tidak ada.", f"There is no command {name!r}.")
        return with_nearest(reason, name, fault.possibilities or ())
    if isinstance(fault, click.NoSuchOption):
        name = fault.option_name
        reason = Text(f"Pilihan {name} tidak ada.", f"There is no option {name}.")
        return with_nearest(reason, name, fault.possibilities or ())
    if isinstance(fault, click.BadOptionUsage):
        sentence = fault.format_message()
        return Text(f"Pilihan {fault.option_name} belum ditulis dengan benar.", sentence)
    if isinstance(fault, click.MissingParameter) and fault.param is not None:
        name = _name(fault, fault.param)
        return Text(f"{name} belum ditulis.", f"{name} is missing.")
    if isinstance(fault, click.BadParameter) and fault.param is not None:
        return _bad_value(fault, fault.param)
    sentence = fault.format_message().rstrip(".")
    return Text(f"Perintah ini tidak bisa dibaca: {sentence}.", f"{sentence}.")


def _bad_value(fault: click.BadParameter, param: click.Parameter) -> Text:
    name = _name(fault, param)
    if isinstance(param.type, click.Choice):
        known = ", ".join(str(each) for each in param.type.choices)
        return Text(f"{name}: pilih salah satu: {known}.", f"{name}: choose one of: {known}.")
    return Text(f"{name}: {fault.message}", f"{name}: {fault.message}")


def _name(fault: click.UsageError, param: click.Parameter) -> str:
    """An option by its name, an argument as the help writes it."""
    if isinstance(param, click.Option):
        return param.opts[0]
    return param.make_metavar(fault.ctx) if fault.ctx else str(param.name).upper()


def with_nearest(reason: Text, name: str, known: Sequence[str]) -> Text:
    """The sentence, and " Did you mean ...?" where something known is much like ``name``."""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    if not near:
        return reason
    return Text(f"{reason.id} Maksudnya {near[0]}?", f"{reason.en} Did you mean {near[0]}?")


def refuse(file: str, problems: Sequence[Problem], language: str) -> NoReturn:
    """Print every problem on standard error and leave with 2."""
    heading = Text(f"{file} tidak dapat dipakai:", f"{file} cannot be used:").in_language(language)
    click.echo(heading, err=True)
    for problem in problems:
        click.echo(f"  {problem.said(language)}", err=True)
    sys.exit(BAD_INPUT)

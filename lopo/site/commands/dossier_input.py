"""The dossier file that a command is given, read, or refused with every reason."""

from pathlib import Path

import click

from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import Dossier
from lopo.facts.dossier_file import MAX_BYTES, BadDossier, Problem, read_dossier
from lopo.facts.text import Text
from lopo.site.commands.refusal import refuse

_FAULTS: dict[type[Exception], Text] = {
    FileNotFoundError: Text("Berkas ini tidak ada.", "There is no such file."),
    IsADirectoryError: Text("Ini folder, bukan berkas.", "This is a folder, not a file."),
    PermissionError: Text("Berkas ini tidak boleh dibaca.", "This file may not be read."),
}


def shown_name(file: Path) -> str:
    """The name of a file in a sentence; ``-`` is standard input."""
    return "stdin" if str(file) == "-" else str(file)


def given_dossier(file: Path, language: str) -> Dossier:
    """The dossier in ``file`` (``-`` is standard input). Leaves with 2 where it cannot be read."""
    try:
        with click.open_file(str(file), "rb") as stream:
            content = stream.read(MAX_BYTES + 1)
        return read_dossier(content, load_catalogue())
    except (OSError, ValueError) as fault:
        problems = fault.problems if isinstance(fault, BadDossier) else (unreadable(fault),)
        refuse(shown_name(file), problems, language)


def unreadable(fault: Exception) -> Problem:
    """Why a file cannot be opened, in words."""
    reason = getattr(fault, "strerror", None) or str(fault)
    unknown = Text(f"Berkas tidak terbaca: {reason}.", f"The file cannot be read: {reason}.")
    return Problem("", _FAULTS.get(type(fault), unknown))

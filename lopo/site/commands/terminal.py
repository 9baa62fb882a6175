"""A terminal to print on: its language, its width, and paragraphs that hang. Colour falls away elsewhere."""

import shutil
import textwrap

import click

from lopo.facts.text import Text

NARROWEST, WIDEST = 60, 110
"""Lines shorter or longer than these are hard to read; a wider terminal is not filled."""

SEVERITY_WORDS = {
    "critical": Text("kritis", "critical"),
    "major": Text("besar", "major"),
    "minor": Text("kecil", "minor"),
    "advice": Text("saran", "advice"),
}
CONFIDENCE_WORDS = {
    "law-read": Text("peraturannya dibaca", "the law was read"),
    "corroborated": Text("beberapa sumber sepakat", "several sources agree"),
    "to-verify": Text("masih perlu dipastikan", "still to be verified"),
}


class Terminal:
    """Where a command prints, in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        columns = shutil.get_terminal_size(fallback=(80, 24)).columns
        self.width = min(max(columns, NARROWEST), WIDEST)

    def text(self, text: Text) -> str:
        return text.in_language(self.language)

    def say(self, id: str, en: str) -> str:
        return Text(id, en).in_language(self.language)

    def heading(self, text: Text) -> None:
        click.echo()
        click.secho(self.text(text), bold=True)

    def paragraph(self, text: str, first: str = "", rest: str | None = None, **style: object) -> None:
        """A paragraph wrapped to the width: ``first`` before its first line, ``rest`` before the others."""
        rest = " " * len(first) if rest is None else rest
        lines = textwrap.wrap(
            text,
            self.width,
            initial_indent=first,
            subsequent_indent=rest,
            break_on_hyphens=False,
            break_long_words=False,
        )
        for line in lines:
            click.secho(line, **style)  # type: ignore[arg-type]

    def row(self, left: str, right: str, first: str, **style: object) -> None:
        """``left`` wrapped, and ``right`` at the right margin of its last line, or below a full one."""
        lines = textwrap.wrap(
            left,
            self.width,
            initial_indent=first,
            subsequent_indent=" " * len(first),
            break_on_hyphens=False,
        )
        if len(lines[-1]) + len(right) + 2 > self.width:
            lines.append("")
        lines[-1] += right.rjust(self.width - len(lines[-1]))
        for line in lines:
            click.secho(line, **style)  # type: ignore[arg-type]

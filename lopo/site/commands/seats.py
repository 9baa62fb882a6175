"""``lopo seats``: who gets the seats of a course, and why."""

import json
import sys
from pathlib import Path

import click

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.site.commands.options import language_option
from lopo.site.commands.refusal import Refusal
from lopo.training.seating.applicant import Applicant
from lopo.training.seating.file import read_course
from lopo.training.seating.proposal import Proposal, plain


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@language_option
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
def seats(file: Path, language: str, as_json: bool) -> None:
    """Propose who gets the seats of a course, with a sentence for everybody.

    Most products that would pass their next gate come first, under fair shares; then gaps closed; then who
    asked earlier. A FILE of - is standard input. docs/cohorts.md says what stands in it.

    \b
    Exit status:
      0  nothing better was proven to exist
      1  the time ran out before that was proven; the bound is given
      2  FILE or an option cannot be used
    """
    from lopo.training.seating.propose import propose  # the solver is large, and few commands need it

    try:
        course, applicants = read_course(_text(file))
        proposal = propose(applicants, course)
    except Refused as refusal:
        raise Refusal(Text(f"{file}: {refusal.reason.id}", f"{file}: {refusal.reason.en}")) from None
    if as_json:
        click.echo(json.dumps(plain(proposal), ensure_ascii=False, indent=2))
    else:
        _print(proposal, {each.id: each for each in applicants}, language)
    sys.exit(0 if proposal.proven else 1)


def _text(file: Path) -> str:
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text("utf-8")
    except FileNotFoundError:
        raise Refused(Text("tidak ada berkas ini.", "there is no such file.")) from None
    except (OSError, UnicodeDecodeError):
        raise Refused(
            Text("tidak bisa dibaca sebagai teks UTF-8.", "cannot be read as UTF-8 text.")
        ) from None


def _print(proposal: Proposal, people: dict[int, Applicant], language: str) -> None:
    def say(text: Text) -> str:
        return text.in_language(language)

    lists = [
        (Text("Kursi", "Seats"), [seat.applicant for seat in proposal.seats]),
        (Text("Daftar tunggu", "Waiting list"), list(proposal.waiting)),
        (Text("Tidak ikut dibagi", "Kept out"), list(proposal.out)),
    ]
    for title, ids in lists:
        if ids:
            click.secho(say(title), bold=True)
            for number, id in enumerate(ids, 1):
                click.echo(f"{number:>4}  {people[id].name}: {say(proposal.reasons[id])}")
    click.echo(
        say(Text(
            f"{proposal.passes} produk bisa lulus, {proposal.closes} kekurangan tertutup.",
            f"{proposal.passes} products would pass, {proposal.closes} gaps are closed.",
        ))
    )  # fmt: skip
    if not proposal.proven:
        click.echo(say(Text(f"Paling banyak {proposal.passes_bound}.", f"At most {proposal.passes_bound}.")))
    for floor in proposal.relaxed:
        group = f" ({floor.group})" if floor.group else ""
        click.echo(f"! {say(floor.title)}{group}: {floor.got} / {floor.wanted}")

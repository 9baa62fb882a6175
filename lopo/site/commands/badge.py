"""``lopo badge``: check an Open Badge, of this house or any other, and say what stands in it."""

import datetime as dt
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.util import download_file

from lopo.facts.text import Text
from lopo.site.commands.codes_page import json_option, visible
from lopo.site.commands.options import language_option
from lopo.site.commands.refusal import CommandGroup, Refusal
from lopo.site.commands.terminal import Terminal
from lopo.training.badges.check import (
    MAX_BYTES,
    Checked,
    Outcome,
    Place,
    UnreadableBadge,
    check_badge,
    issuer_of,
    place_of,
    read_badge,
    read_claims,
)
from lopo.training.badges.house import PublicKeys
from lopo.training.badges.published import BadPublication, is_revoked, issuer_keys

COLOURS = {Outcome.VALID: "green", Outcome.UNKNOWN_ISSUER: "yellow", Outcome.NOT_KNOWN: "yellow"}
FILE = click.Path(path_type=Path, allow_dash=True)


@click.group(cls=CommandGroup)
def badge() -> None:
    """Check Open Badges 3.0: a .json, a .jwt, or a picture that carries either."""


@badge.command()
@click.argument("file", type=FILE)
@click.option("--issuer", "keys", type=FILE, help="The issuer's keys: its did.json, or a JSON Web Key Set.")
@click.option("--status", "listed", type=FILE, help="Its list of revocations, as fetched.")
@click.option("--online", is_flag=True, help="Fetch what is not given from the issuer, over https.")
@json_option
@language_option
def verify(
    file: Path, keys: Path | None, listed: Path | None, online: bool, as_json: bool, language: str
) -> None:
    """Check the signature, the issuer and the status of the badge in FILE.

    Without --issuer and --online only what the badge brings along can be checked: that it is whole, not who
    signed it. A FILE of - is standard input.

    \b
    Exit status:
      0  genuine, of an issuer whose keys were given or fetched, and not revoked
      1  changed, revoked, expired, or something of this cannot be known
      2  FILE is no badge, or another file cannot be used
    """
    content = _read(file)
    says = _claims(file, content)
    trusted = _trusted(keys, says, online)
    checked = check_badge(content, trusted, dt.datetime.now(dt.UTC), _status(listed, trusted, online))
    if as_json:
        click.echo(json.dumps(_plain(checked, language), ensure_ascii=False, indent=2))
    else:
        _print(Terminal(language), checked)
    sys.exit(2 if checked.outcome is Outcome.UNREADABLE else 0 if checked.is_valid else 1)


@badge.command()
@click.argument("file", type=FILE)
@json_option
@language_option
def show(file: Path, as_json: bool, language: str) -> None:
    """Say what stands in the badge in FILE. Nothing is checked: for that there is "lopo badge verify".

    \b
    Exit status:
      0  read
      2  FILE is no badge
    """
    says = _claims(file, _read(file))
    if as_json:
        click.echo(json.dumps(says, ensure_ascii=False, indent=2))
        return
    _print_claims(Terminal(language), says)


def _read(file: Path) -> bytes:
    try:
        with click.open_file(str(file), "rb") as stream:
            return bytes(stream.read(MAX_BYTES + 1))
    except OSError:
        raise Refusal(Text(f"{file} tidak bisa dibuka.", f"{file} cannot be opened.")) from None


def _claims(file: Path, content: bytes) -> dict[str, Any]:
    try:
        return dict(read_claims(read_badge(content)))
    except UnreadableBadge as bad:
        raise Refusal(Text(f"{file}: {bad.why.id}", f"{file}: {bad.why.en}")) from None


def _trusted(keys: Path | None, says: dict[str, Any], online: bool) -> PublicKeys:
    try:
        if keys is not None:
            return issuer_keys(_read(keys))
        issuer = issuer_of(says)
        if online and issuer.startswith("did:web:"):
            return issuer_keys(download_file(_document_of(issuer)))
    except BadPublication as fault:
        raise Refusal(
            Text(f"Tidak ada kunci di dalamnya: {fault}", f"There are no keys in it: {fault}")
        ) from None
    except (LibOpenBadgesException, OSError) as fault:
        raise Refusal(
            Text(
                f"Kunci penerbit tidak bisa diambil: {fault}", f"The issuer's keys cannot be fetched: {fault}"
            )
        ) from None
    return {}


def _document_of(did: str) -> str:
    host, *path = did.removeprefix("did:web:").split(":")
    return f"https://{host.replace('%3A', ':')}/{'/'.join(path) or '.well-known'}/did.json"


def _status(listed: Path | None, trusted: PublicKeys, online: bool) -> Callable[[Place], bool | None]:
    def revoked(place: Place) -> bool | None:
        if listed is None and not online:
            return None
        try:
            content = _read(listed) if listed is not None else download_file(place.list)
            return is_revoked(place, content, trusted, dt.datetime.now(dt.UTC))
        except (BadPublication, LibOpenBadgesException, OSError) as fault:
            click.echo(str(fault), err=True)
            return None

    return revoked


def _plain(checked: Checked, language: str) -> dict[str, Any]:
    return {
        "outcome": checked.outcome.value,
        "valid": checked.is_valid,
        "title": checked.title.in_language(language),
        "why": checked.why.in_language(language),
        "issuer": checked.issuer or None,
        "number": checked.number or None,
        "credential": checked.says,
    }


def _print(terminal: Terminal, checked: Checked) -> None:
    sign = "✓" if checked.is_valid else "?" if checked.outcome in COLOURS else "✗"
    click.secho(f"{sign} {terminal.text(checked.title)}", fg=COLOURS.get(checked.outcome, "red"), bold=True)
    terminal.paragraph(terminal.text(checked.why))
    if checked.says and checked.outcome is not Outcome.TAMPERED:
        click.echo()
        _print_claims(terminal, dict(checked.says))


def _print_claims(terminal: Terminal, says: dict[str, Any]) -> None:
    subject = _table(says.get("credentialSubject"))
    achievement = _table(subject.get("achievement"))
    place = place_of(says)
    modules = [_table(each) for each in _list(achievement.get("alignment"))]
    lines = (
        (Text("Nomor", "Number"), subject.get("licenseNumber")),
        (Text("Untuk", "For"), says.get("name") or achievement.get("name")),
        (Text("Isi", "About"), achievement.get("description")),
        (Text("Modul", "Modules"), ", ".join(str(each.get("targetName")) for each in modules)),
        (Text("Sejak", "Since"), says.get("validFrom")),
        (Text("Sampai", "Until"), says.get("validUntil")),
        (
            Text("Penerbit", "Issuer"),
            f"{_table(says.get('issuer')).get('name', '')} {issuer_of(says)}".strip(),
        ),
        (Text("Daftar pencabutan", "Revocations"), f"{place.list} #{place.index}" if place else ""),
    )
    for title, value in lines:
        if isinstance(value, str) and value:
            terminal.paragraph(visible(value), f"{terminal.text(title):<18}")


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []

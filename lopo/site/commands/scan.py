"""``lopo scan``: read the codes on a photo."""

import json
import sys
from pathlib import Path

import click

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.labels.codes.scan import Scanned, scan_image
from lopo.producers.evidence import MAX_BYTES
from lopo.site.commands.codes_page import json_option, print_scanned, scanned_plain
from lopo.site.commands.options import language_option, today
from lopo.site.commands.refusal import Refusal
from lopo.site.commands.terminal import Terminal

NOTHING = Text(
    "Tidak ada kode yang terbaca. Foto lagi: tegak lurus di atasnya, terang, tanpa pantulan, sampai kodenya "
    "memenuhi setengah foto.",
    "No code can be read. Take the photo again: straight above it, bright, without glare, so that the code "
    "fills half of the photo.",
)


@click.command()
@click.argument("image", type=click.Path(path_type=Path, allow_dash=True))
@json_option
@language_option
def scan(image: Path, as_json: bool, language: str) -> None:
    """Read every barcode and QR code on a photo. An IMAGE of - is standard input.

    \b
    Exit status:
      0  the codes on it are right
      1  none can be read, or one is wrong
      2  IMAGE is no photo
    """
    found = _scanned(image)
    if as_json:
        answer = [scanned_plain(each, language) for each in found]
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        for each in found:
            print_scanned(Terminal(language), each)
    if not found:
        click.echo(NOTHING.in_language(language), err=True)
    sys.exit(0 if found and not any(_is_wrong(each) for each in found) else 1)


def _scanned(image: Path) -> tuple[Scanned, ...]:
    try:
        with click.open_file(str(image), "rb") as stream:
            return scan_image(stream.read(MAX_BYTES + 1), on=today())
    except OSError:
        raise Refusal(Text(f"{image} tidak bisa dibuka.", f"{image} cannot be opened.")) from None
    except Refused as refusal:
        reason = refusal.reason
        raise Refusal(Text(f"{image}: {reason.id}", f"{image}: {reason.en}")) from None


def _is_wrong(scanned: Scanned) -> bool:
    return bool(
        (scanned.gtin is not None and scanned.gtin.problems)
        or (scanned.gs1 is not None and scanned.gs1.problems)
    )

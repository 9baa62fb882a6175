"""``lopo ubl``: read an order of another system (UBL 2.1) and say what is wrong with it."""

import dataclasses
import json
import sys
from pathlib import Path
from typing import Any

import click

from lopo.facts.figures import say_rupiah
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.retail.documents.ubl_read import MAX_BYTES, ReadOrder, read_order
from lopo.site.commands.codes_page import json_option
from lopo.site.commands.options import language_option
from lopo.site.commands.refusal import Refusal

NO_DAY = Text("Tanggal dibutuhkan tidak disebut.", "The day it is wanted is not told.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@json_option
@language_option
def ubl(file: Path, as_json: bool, language: str) -> None:
    """Read an order in UBL 2.1. A FILE of - is standard input.

    \b
    Exit status:
      0  it can be taken
      1  it can be taken once something is added
      2  it cannot be taken; the answer says what and where
    """
    order = _read(file)
    notes = [*order.left_out, *([] if order.wanted_on else [NO_DAY])]
    if as_json:
        click.echo(json.dumps(_plain(order, notes, language), ensure_ascii=False, indent=2, default=str))
    else:
        _print(order, notes, language)
    sys.exit(0 if order.wanted_on else 1)


def _read(file: Path) -> ReadOrder:
    try:
        with click.open_file(str(file), "rb") as stream:
            return read_order(stream.read(MAX_BYTES + 1))
    except OSError:
        raise Refusal(Text(f"{file} tidak bisa dibuka.", f"{file} cannot be opened.")) from None
    except Refused as refusal:
        said = refusal.reason
        raise Refusal(Text(f"{file}: {said.id}", f"{file}: {said.en}")) from None


def _plain(order: ReadOrder, notes: list[Text], language: str) -> dict[str, Any]:
    told = dataclasses.asdict(order)
    del told["left_out"]
    return told | {"notes": [each.in_language(language) for each in notes]}


def _print(order: ReadOrder, notes: list[Text], language: str) -> None:
    click.echo(f"{order.number}  {order.ordered_on:%d/%m/%Y}")
    click.echo(f"{order.buyer.name} → {order.seller.name} → {order.deliver_to.name or order.deliver_to.code}")
    for line in order.lines:
        price = "" if line.price_idr is None else f" × {say_rupiah(line.price_idr).in_language(language)}"
        click.echo(f"  {line.line:>4}  {line.pieces:>7}{price}  {line.name} {line.gtin or line.code}")
    for note in notes:
        click.echo(f"  · {note.in_language(language)}")

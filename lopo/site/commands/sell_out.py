"""``lopo sell-out``: read a report of a shop's tills, whatever its layout, and account for every row."""

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

import click

from lopo.facts.kinds import Refused
from lopo.facts.table_file import MAX_BYTES
from lopo.facts.text import Text
from lopo.retail.sellout.days import Span
from lopo.retail.sellout.guess import guess
from lopo.retail.sellout.layout import Layout, as_json, from_json
from lopo.retail.sellout.reading import read
from lopo.retail.sellout.result import KIND_TITLES, UNREAD, Answers, Line, Reading
from lopo.retail.sellout.table import Grid, read_file
from lopo.site.commands.codes_page import json_option
from lopo.site.commands.options import Day, language_option, today
from lopo.site.commands.refusal import Refusal

NO_HEADING = Text(
    "Kepala kolomnya tidak ketemu. Sebut artinya dengan --layout.",
    "No heading was found. Say what the columns mean with --layout.",
)
OTHER_SHAPE = Text(
    "Berkas ini bukan bentuk yang disebut --layout.", "This file is not of the shape that --layout tells."
)
NOT_TOLD = Text(
    "Tanggal atau toko tidak tertulis di berkas. Sebut dengan --from, --until, --store.",
    "The file does not say its days or its shop. Say them with --from, --until, --store.",
)


@click.command("sell-out")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--layout", type=click.Path(path_type=Path), help="What the columns mean, as --json gave it before."
)
@click.option(
    "--from", "first", type=Day(), metavar="DATE", help="First day, where the file does not say it."
)
@click.option("--until", "last", type=Day(), metavar="DATE", help="Last day, where the file does not say it.")
@click.option("--store", default="", help="The shop, where the file does not say it.")
@json_option
@language_option
def sell_out(
    file: Path,
    layout: Path | None,
    first: dt.date | None,
    last: dt.date | None,
    store: str,
    as_json: bool,
    language: str,
) -> None:
    """Read the sales in a FILE of a retailer: Excel (.xlsx, .xls), CSV, or a page saved as .xls.

    Without --layout the columns are guessed from their headings; --json shows the guess, which can be
    mended and given again as --layout. A FILE of - is standard input.

    \b
    Exit status:
      0  every row was read or is accounted for
      1  some rows cannot be read, or days or shop are missing
      2  FILE is no table
    """
    grids = _grids(file)
    told = _layout(layout) if layout else _guessed(grids)
    span = Span(first, last or first) if first else None
    reading = read(grids, told, today(), Answers(span, store))
    if not reading.shape_found:
        raise Refusal(OTHER_SHAPE)
    if as_json:
        click.echo(json.dumps(_plain(told, reading, language), ensure_ascii=False, indent=2))
    else:
        _print(reading, language)
    missing = reading.wants_span or reading.wants_store
    if missing:
        click.echo(NOT_TOLD.in_language(language), err=True)
    sys.exit(1 if missing or reading.counted()[UNREAD] else 0)


def _grids(file: Path) -> tuple[Grid, ...]:
    try:
        with click.open_file(str(file), "rb") as stream:
            return read_file(stream.read(MAX_BYTES + 1)).grids
    except OSError:
        raise Refusal(Text(f"{file} tidak bisa dibuka.", f"{file} cannot be opened.")) from None
    except Refused as refusal:
        said = refusal.reason
        raise Refusal(Text(f"{file}: {said.id}", f"{file}: {said.en}")) from None


def _layout(file: Path) -> Layout:
    try:
        kept = json.loads(file.read_text("utf-8"))
        return from_json(kept.get("layout", kept))
    except (OSError, ValueError, AttributeError):
        raise Refusal(Text(f"{file} bukan susunan kolom.", f"{file} is no layout.")) from None


def _guessed(grids: tuple[Grid, ...]) -> Layout:
    found = guess(grids, today())
    if found is None:
        raise Refusal(NO_HEADING)
    return found.layout


def _plain(layout: Layout, reading: Reading, language: str) -> dict[str, Any]:
    own_pieces, own_value = reading.own_total
    return {
        "layout": as_json(layout),
        "rows_in": len(reading.rows),
        "rows": {kind: count for kind, count in reading.counted().items() if count},
        "pieces": reading.pieces,
        "value_idr": reading.value_idr,
        "own_pieces": own_pieces,
        "own_value_idr": own_value,
        "hidden_rows": reading.hidden_rows,
        "sales": [_sale(each) for each in reading.lines],
        "unread": [
            {"sheet": each.sheet, "row": each.row, "cell": each.cell, "why": each.said.in_language(language)}
            for each in reading.rows
            if each.kind == UNREAD and each.said
        ],
        "notes": [each.in_language(language) for each in reading.notes],
    }


def _sale(line: Line) -> dict[str, Any]:
    return {
        "sheet": line.sheet,
        "row": line.row,
        "store": line.store,
        "gtin": line.code.gtin or line.other_code.gtin,
        "code": line.other_code.text or line.code.text,
        "name": line.name,
        "from": line.span.first.isoformat(),
        "until": line.span.last.isoformat(),
        "pieces": line.pieces,
        "unit": line.unit,
        "inside": line.inside,
        "value_idr": line.value_idr,
        "stock": line.stock,
    }


def _print(reading: Reading, language: str) -> None:
    counted = [
        (KIND_TITLES[kind].in_language(language), count) for kind, count in reading.counted().items() if count
    ]
    for title, count in counted:
        click.echo(f"{count:>7}  {title}")
    said = Text("buah terjual", "pieces sold").in_language(language)
    own = reading.own_total[0]
    click.echo(f"{reading.pieces:>7}  {said}" + ("" if own is None else f" ({own})"))
    for each in reading.rows:
        if each.kind == UNREAD and each.said:
            sheet = f"{each.sheet}!" if each.sheet else ""
            click.echo(f"  ✗ {sheet}{each.cell}: {each.said.in_language(language)}")
    for note in reading.notes:
        click.echo(f"  · {note.in_language(language)}")

"""``lopo trace``: where a lot came from and where it is, from the site's database."""

import json
import os
import sys

import click

from lopo.facts.text import Text
from lopo.site.commands.options import language_option
from lopo.site.commands.refusal import Refusal


@click.command()
@click.argument("lot")
@language_option
@click.option("--business", default="", metavar="NAME", help="Only lots of the business of this name.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
def trace(lot: str, language: str, business: str, as_json: bool) -> None:
    """Follow LOT back to its suppliers and forward to the shops and stalls that have it.

    LOT is the code on a pack, or on a sack (ours or the supplier's). The site's database is asked: LOPO_DATA
    or DATABASE_URL say which. Where several businesses use a code, each is shown.

    \b
    Exit status:
      0  found
      2  there is no such lot, or the database cannot be used
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lopo.site.settings")
    import django

    django.setup()
    from lopo.quality.trace_search import found_by_code, report

    try:
        reports = [report(each) for each in found_by_code(lot, business)]
    except django.db.DatabaseError as fault:
        raise Refusal(
            Text(f"Basis data tidak bisa dibaca: {fault}", f"The database cannot be read: {fault}")
        ) from None
    if not reports:
        raise Refusal(
            Text(f"Tidak ada lot {lot!r}. Lihat lagi kodenya di bungkus atau di karung.",
                 f"There is no lot {lot!r}. Look at the code on the pack or the sack again.")
        )  # fmt: skip
    if as_json:
        click.echo(json.dumps([each.plain() for each in reports], ensure_ascii=False, indent=2))
    else:
        click.echo("\n\n".join("\n".join(each.lines(language)) for each in reports))
    sys.exit(0)

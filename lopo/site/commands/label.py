"""``lopo label``: the label of a dossier file, ready for the printer."""

import datetime as dt
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

import click

from lopo.facts.dossier import Dossier
from lopo.facts.kinds import Refused, read_decimal
from lopo.facts.text import Text
from lopo.labels.artwork.blocks import LabelContent
from lopo.labels.artwork.colour import palettes, read_colour, stocks
from lopo.labels.artwork.content import label_content
from lopo.labels.artwork.designs import designs
from lopo.labels.artwork.mark import clean_mark
from lopo.labels.artwork.order import DATE_PLACES, MARKETS, PRINTED, LabelOrder
from lopo.labels.artwork.pack import packs
from lopo.labels.artwork.run import Batch, run_of_labels
from lopo.labels.artwork.sheet import FREE, sheet_named, sheets
from lopo.labels.artwork.typesetting import Artwork, fitting_height, typeset
from lopo.site.commands.dossier_input import given_dossier
from lopo.site.commands.label_lots import write_lots
from lopo.site.commands.options import Day, day_option, language_option, today
from lopo.site.commands.refusal import Refusal
from lopo.standards.derivation import complete

FORMS = (".pdf", ".svg", ".png")


class Millimetres(click.ParamType[Decimal]):
    """A length in mm, as typed: 80 or 63,5."""

    name = "mm"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        try:
            return read_decimal(value)
        except Refused as refusal:
            raise Refusal(refusal.reason) from None


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--design", type=click.Choice(list(designs())), default="tenun", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.pdf|.svg|.png")
@click.option("--pack", type=click.Choice(list(packs())), default="pouch", show_default=True)
@click.option(
    "--width", type=Millimetres(), help="Width of one piece in mm; the pack's usual one by default."
)
@click.option("--height", type=Millimetres(), help="Height of one piece in mm.")
@click.option("--palette", type=click.Choice(list(palettes())), default="nila", show_default=True)
@click.option("--paper", "stock", type=click.Choice(list(stocks())), default="putih", show_default=True)
@click.option("--colour", help="Your own main colour, such as #1f2f5c.")
@click.option("--accent", help="Your own second colour.")
@click.option("--line", "promise", default="", help="A line of your own on the front.")
@click.option("--market", type=click.Choice(MARKETS), default="id", show_default=True)
@click.option("--bilingual", is_flag=True, help="Indonesian and English.")
@click.option("--lot", default="", help="The code of the lot.")
@click.option(
    "--made-on", type=Day(), metavar="DATE", help="Day of production; expiry follows from the shelf life."
)
@click.option("--expires-on", type=Day(), metavar="DATE", help="Expiry, where it is earlier than that.")
@click.option(
    "--by-month", is_flag=True, help="Name only the month of expiry, where the food keeps long enough."
)
@click.option(
    "--dates-at", type=click.Choice(DATE_PLACES), default=PRINTED, help="Where the date is stamped, if so."
)
@click.option(
    "--halal-mark", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="The official mark."
)
@click.option("--no-panel", is_flag=True, help="Leave the nutrition panel out.")
@click.option("--print-shop", is_flag=True, help="With bleed and crop marks.")
@click.option(
    "--draft", is_flag=True, help="Write it although something is lacking; it is marked as a draft."
)
@click.option("--sheet", type=click.Choice([*sheets(), FREE]), help="On sticker sheets.")
@click.option("--count", type=int, default=0, help="How many labels, on sheets.")
@click.option(
    "--first", type=int, default=1, help="The first sticker of the first sheet that is still there."
)
@click.option(
    "--lots",
    "lots_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE.csv",
    help="Sheets of many lots: a CSV file with the columns lot,made_on,expires_on,count.",
)
@day_option
@language_option
@click.option("--json", "as_json", is_flag=True, help="What stands where, and what is lacking, as JSON.")
def label(
    file: Path,
    output: Path | None,
    colour: str | None,
    accent: str | None,
    halal_mark: Path | None,
    no_panel: bool,
    print_shop: bool,
    draft: bool,
    sheet: str | None,
    count: int,
    first: int,
    lots_file: Path | None,
    day: dt.date | None,
    language: str,
    as_json: bool,
    **chosen: object,
) -> None:
    """Make the label of a dossier file: PDF, SVG or PNG by the ending of -o.

    Says what the label lacks and what does not fit. A label that lacks something it must have is only written
    with --draft.

    \b
    Exit status:
      0  the label has all it needs, and fits
      1  something is lacking or does not fit
      2  FILE or an option cannot be used
    """
    on = day or today()
    target = _Target(output, sheet, count, first, print_shop)
    try:
        order = LabelOrder(
            brand_colour=read_colour(colour) if colour else None,
            accent_colour=read_colour(accent) if accent else None,
            halal_image=_image(halal_mark),
            with_panel=not no_panel,
            **chosen,  # type: ignore[arg-type]
        )
        dossier = complete(given_dossier(file, language), on)
        if lots_file is not None:
            _print_lots(dossier, order, lots_file, target, on, language)
            return
        content = label_content(dossier, order, on)
        artwork = typeset(content, order)
        ready = content.can_be_sold and artwork.fits
        if ready or draft:
            target.write(artwork, "" if ready else "RANCANGAN / DRAFT")
    except Refused as refusal:
        raise Refusal(refusal.reason) from None
    except OSError as fault:
        raise Refusal(_UNWRITTEN.filled(file=str(output), why=fault.strerror or str(fault))) from None
    if as_json:
        click.echo(json.dumps(_answer(content, artwork, order, language), ensure_ascii=False, indent=2))
    else:
        _print(content, artwork, order, output, ready or draft, language)
    sys.exit(0 if ready else 1)


_WHERE_TO = Text("Tambahkan -o NAMA.pdf untuk menulis lembarnya.", "Add -o NAME.pdf to write the sheets.")
_UNWRITTEN = Text("{file} tidak bisa ditulis: {why}.", "{file} cannot be written: {why}.")
_NO_DRAFT_ON_SHEETS = Text(
    "Rancangan tidak dicetak di lembar stiker. Lengkapi labelnya dulu, atau tulis tanpa --sheet.",
    "A draft is not printed on sticker sheets. Complete the label first, or write it without --sheet.",
)


def _image(path: Path | None) -> bytes | None:
    return None if path is None else clean_mark(path.read_bytes())


@dataclass(frozen=True, slots=True)
class _Target:
    """The file to write, and how: on which sheets, how many labels from which sticker on."""

    output: Path | None
    sheet: str | None
    count: int
    first: int
    for_print_shop: bool

    def write(self, artwork: Artwork, draft: str) -> None:
        """Write the label, where a file is named; ``draft`` is what stands across one."""
        if self.output is None:
            return
        form = self.output.suffix.lower()
        if form not in FORMS:
            raise Refused(
                Text(
                    "Akhiri nama berkas dengan .pdf, .svg atau .png.",
                    "End the file's name in .pdf, .svg or .png.",
                )
            )
        if self.sheet is not None and form != ".pdf":
            raise Refused(Text("Lembar stiker ditulis sebagai .pdf.", "Sheets are written as .pdf."))
        if self.sheet is not None and draft:
            raise Refused(_NO_DRAFT_ON_SHEETS)
        if self.sheet is not None:
            _write_each(self.output, artwork, self._sheets(artwork, self.sheet))
        elif form == ".pdf":
            self.output.write_bytes(artwork.pdf(for_print_shop=self.for_print_shop, draft=draft))
        else:
            _write_each(self.output, artwork, artwork.svg() if form == ".svg" else artwork.png())

    def _sheets(self, artwork: Artwork, name: str) -> list[bytes]:
        piece = artwork.pieces[0]
        sheet = sheet_named(name, Decimal(str(piece.width)), Decimal(str(piece.height)))
        count = self.count or sheet.count - self.first + 1
        return [run_of_labels([Batch(page, count)], sheet, self.first - 1) for page in artwork.piece_pdfs()]


def _write_each(output: Path, artwork: Artwork, files: Sequence[bytes]) -> None:
    """A file for each piece, by its name where there are several."""
    for piece, content in zip(artwork.pieces, files, strict=True):
        named = output if len(files) == 1 else output.with_stem(f"{output.stem}-{piece.name}")
        named.write_bytes(content)


def _print_lots(
    dossier: Dossier, order: LabelOrder, lots: Path, target: _Target, on: dt.date, language: str
) -> None:
    if target.output is None:
        raise Refused(_WHERE_TO)
    count = write_lots(dossier, order, lots, target.output, target.sheet, target.first, on)
    said = Text(
        f"Tertulis: {target.output}, {count} kode produksi.",
        f"Written: {target.output}, {count} lot{'s' if count > 1 else ''}.",
    )
    click.echo(said.in_language(language))


def _answer(content: LabelContent, artwork: Artwork, order: LabelOrder, language: str) -> dict[str, object]:
    return {
        "design": order.design,
        "pack": order.pack,
        "pieces": [
            {"name": each.name, "width_mm": each.width, "height_mm": each.height} for each in artwork.pieces
        ],
        "ready": content.can_be_sold and artwork.fits,
        "lacking": [
            {
                "element": gap.element,
                "fact": gap.fact,
                "reason": gap.reason.in_language(language),
                "stops": gap.stops,
            }
            for gap in content.gaps
        ],
        "does_not_fit": [
            {"sentence": each.sentence.in_language(language), "missing_height_mm": round(each.height, 1)}
            for each in artwork.misfits
        ],
        "placed": [asdict(each) for each in artwork.placed],
    }


def _print(
    content: LabelContent,
    artwork: Artwork,
    order: LabelOrder,
    output: Path | None,
    written: bool,
    language: str,
) -> None:
    for gap in content.gaps:
        sign = "✗" if gap.stops else "·"
        click.echo(f"{sign} {gap.reason.in_language(language)}" + (f"  ({gap.fact})" if gap.fact else ""))
    for misfit in artwork.misfits:
        click.echo(f"✗ {misfit.sentence.in_language(language)}")
    if artwork.misfits and (height := fitting_height(content, order)):
        click.echo(
            "  "
            + Text(f"Muat bila tingginya {height} mm.", f"It fits at a height of {height} mm.").in_language(
                language
            )
        )
    if content.can_be_sold and artwork.fits:
        click.echo(
            Text("Label ini lengkap dan muat.", "This label is complete and fits.").in_language(language)
        )
    if output is not None and written:
        click.echo(Text(f"Tertulis: {output}", f"Written: {output}").in_language(language))
    elif output is not None:
        hint = Text(
            "Belum ditulis. Dengan --draft ditulis sebagai rancangan.",
            "Not written. With --draft it is written as a draft.",
        )
        click.echo(hint.in_language(language))

"""Runs of labels for one lot: planned, held against what its label needs, printed on sheets."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.labels.artwork.run import Batch, run_of_labels
from lopo.labels.artwork.sheet import Sheet, sheet_named
from lopo.labels.models import LabelRun
from lopo.labels.studio import Made, choices_of, make_run, whole_dossier
from lopo.producers.models import Product
from lopo.quality.models import Batch as MadeBatch

NO_EXPIRY = Text(
    "Masa simpan produk ini belum ada, jadi tulis sendiri tanggal kedaluwarsanya.",
    "The shelf life of this product is not known, so write the expiry yourself.",
)
TOO_SOON = Text(
    "Kedaluwarsa tidak boleh sebelum hari produksi.", "The expiry cannot be before the day of production."
)


def plan_run(
    product: Product, chosen: Mapping[str, Any], by: Person, on: dt.date, batch: MadeBatch | None = None
) -> tuple[LabelRun, tuple[Text, ...]]:
    """A run, not saved yet, and what keeps it from being printed; nothing when it may be.

    ``chosen`` are the cleaned fields of :class:`lopo.labels.forms.studio.RunForm`; the run is tied to
    ``batch`` while it bears its code. Raises :class:`Refused`
    for a run without a possible expiry, or a sheet that its labels do not fit.
    """
    expires_on = chosen["expires_on"] or _last_day(product, chosen["made_on"], on)
    if expires_on is None:
        raise Refused(NO_EXPIRY)
    if expires_on < chosen["made_on"]:
        raise Refused(TOO_SOON)
    run = LabelRun(
        product=product,
        lot=chosen["lot"],
        batch=batch if batch is not None and batch.code == chosen["lot"] else None,
        made_on=chosen["made_on"],
        expires_on=expires_on,
        count=chosen["count"],
        sheet=chosen["sheet"],
        first_sticker=chosen["first_sticker"],
        choices=choices_of(product),
        made_by=by,
    )
    made = make_run(run, on)
    sheets_of(run, made)
    return run, faults_of(made)


def _last_day(product: Product, made_on: dt.date, on: dt.date) -> dt.date | None:
    days = whole_dossier(product, on).value("quality.shelf_life_days")
    return made_on + dt.timedelta(days=days) if days else None


def faults_of(made: Made) -> tuple[Text, ...]:
    """Why a label may not be printed for sale."""
    return tuple(gap.reason for gap in made.content.gaps if gap.stops) + tuple(
        each.sentence for each in made.artwork.misfits
    )


def sheet_of(run: LabelRun, made: Made) -> Sheet:
    """The sheet of a run. Raises :class:`Refused` where its stickers are of another size."""
    piece = made.artwork.pieces[0]
    return sheet_named(run.sheet, Decimal(str(piece.width)), Decimal(str(piece.height)))


def sheets_of(run: LabelRun, made: Made) -> dict[str, bytes]:
    """The sheets as PDF, one file a piece. Raises :class:`Refused`."""
    sheet = sheet_of(run, made)
    return {
        piece.name: run_of_labels([Batch(page, run.count)], sheet, run.first_sticker - 1)
        for piece, page in zip(made.artwork.pieces, made.artwork.piece_pdfs(), strict=True)
    }

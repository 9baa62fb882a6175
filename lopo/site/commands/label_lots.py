"""``lopo label --lots``: the labels of many lots of one product on sticker sheets."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from lopo.facts.dossier import Dossier
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.labels.artwork.content import label_content
from lopo.labels.artwork.lot_list import LONGEST_FILE, ListedLot, read_lots
from lopo.labels.artwork.lots import LotLabel, OrderedLot, typeset_lots
from lopo.labels.artwork.order import PRINTED, LabelOrder
from lopo.labels.artwork.run import Batch, run_of_labels
from lopo.labels.artwork.sheet import FREE, sheet_named


def write_lots(
    dossier: Dossier, order: LabelOrder, file: Path, output: Path, sheet: str | None, first: int, on: dt.date
) -> int:
    """Write the sheets of every lot of a CSV file; returns how many lots.

    Raises :class:`Refused` for a list, or a lot, that cannot be printed for sale; then nothing is written.
    """
    if output.suffix.lower() != ".pdf":
        raise Refused(Text("Lembar stiker ditulis sebagai .pdf.", "Sheets are written as .pdf."))
    if order.lot or order.made_on or order.expires_on or order.dates_at != PRINTED:
        raise Refused(_TWICE_TOLD)
    with file.open("rb") as stream:
        listed = read_lots(stream.read(4 * LONGEST_FILE))
    ordered = [_ordered(dossier, order, lot, on) for lot in listed]
    labels = [_fitting(label, lot) for label, lot in zip(typeset_lots(ordered), listed, strict=True)]
    piece = order.pieces[0]
    sheets = sheet_named(sheet or FREE, Decimal(str(piece.width)), Decimal(str(piece.height)))
    made = {
        each.name: run_of_labels(_batches(labels, listed, number), sheets, first - 1)
        for number, each in enumerate(order.pieces)
    }
    for name, content in made.items():
        named = output if len(made) == 1 else output.with_stem(f"{output.stem}-{name}")
        named.write_bytes(content)
    return len(listed)


def _batches(labels: Sequence[LotLabel], lots: Sequence[ListedLot], piece: int) -> list[Batch]:
    pairs = zip(labels, lots, strict=True)
    return [Batch(label.document, lot.count, label.first_page + piece) for label, lot in pairs]


def _ordered(dossier: Dossier, order: LabelOrder, lot: ListedLot, on: dt.date) -> OrderedLot:
    own = replace(order, lot=lot.lot, made_on=lot.made_on, expires_on=lot.expires_on)
    content = label_content(dossier, own, on)
    if not content.can_be_sold:
        raise _about(lot, next(gap.reason for gap in content.gaps if gap.stops))
    return OrderedLot(content, own)


def _fitting(label: LotLabel, lot: ListedLot) -> LotLabel:
    if label.misfits:
        raise _about(lot, label.misfits[0].sentence)
    return label


def _about(lot: ListedLot, reason: Text) -> Refused:
    return Refused(Text(f"Kode produksi {lot.lot}: {reason.id}", f"Lot {lot.lot}: {reason.en}"))


_TWICE_TOLD = Text(
    "Kode dan tanggalnya sudah ada di daftar --lots. Jangan pakai --lot, --made-on, --expires-on, atau "
    "--dates-at bersamanya.",
    "The list of --lots has the codes and dates. Do not use --lot, --made-on, --expires-on or --dates-at "
    "with it.",
)

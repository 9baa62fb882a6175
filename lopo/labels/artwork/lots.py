"""Labels of many lots of one design, set in type together.

The sizes found for the first lot are tried first for the others, so that a run looks alike; fonts and marks
stand once in a document. A lot for which those sizes do not fit is set anew. Documents hold
:data:`AT_A_TIME` lots, so that the memory of the typesetter stays the same however many there are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lopo.labels.artwork.blocks import LabelContent
from lopo.labels.artwork.drawing import lot_beside
from lopo.labels.artwork.order import LabelOrder
from lopo.labels.artwork.typesetting import Misfit, set_at, settled_sizes, source_of, typeset

AT_A_TIME = 10


@dataclass(frozen=True, slots=True)
class LotLabel:
    """The label of one lot: its document, the number of its first page there, and what does not fit."""

    document: bytes
    first_page: int
    misfits: tuple[Misfit, ...]


@dataclass(frozen=True, slots=True)
class OrderedLot:
    """The words of one lot's label and the order they follow; of one run only lot and dates differ."""

    content: LabelContent
    order: LabelOrder


def typeset_lots(lots: Sequence[OrderedLot]) -> Iterator[LotLabel]:
    """The labels of ``lots`` in their order, each a page a piece.

    Raises :class:`lopo.facts.kinds.Refused` for a size out of the pack's bounds.
    """
    if not lots:
        return
    first = typeset(lots[0].content, lots[0].order)
    base = {**first.source, "settled": settled_sizes(first.source)}
    for start in range(0, len(lots), AT_A_TIME):
        yield from _document(base, lots[start : start + AT_A_TIME])


def _document(base: Mapping[str, Any], lots: Sequence[OrderedLot]) -> Iterator[LotLabel]:
    drawn = [lot_beside(base, source_of(each.content, each.order, finest=base["finest"])) for each in lots]
    together = [lot for lot in drawn if lot is not None]
    document, misfits = set_at({**base, "lots": together}) if together else (b"", ())
    pieces, number = len(base["pieces"]), 0
    for lot, ordered in zip(drawn, lots, strict=True):
        pages = range(number, number + pieces)
        number += pieces if lot is not None else 0
        if lot is None or any(misfit.page - 1 in pages for misfit in misfits):
            yield _alone(ordered)
        else:
            yield LotLabel(document, pages.start, ())


def _alone(lot: OrderedLot) -> LotLabel:
    artwork = typeset(lot.content, lot.order)
    return LotLabel(artwork.pdf(), 0, artwork.misfits)

"""A run of labels on sticker sheets: one PDF, however many labels.

A lot's label is set in type once and stands on the sheets by reference, and sheets that look alike share
their content: a run of ten thousand takes hardly more memory than a run of ten.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

import pikepdf

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.wording import say_number
from lopo.labels.artwork.sheet import Sheet
from lopo.labels.artwork.typesetting import POINTS

MOST = 20_000
"""Labels of one run; more is a print shop's work."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Labels alike: one piece of one lot as a page of a PDF, counted from 0, and how many of it.

    Batches of one document share its fonts and pictures.
    """

    page: bytes
    count: int
    number: int = 0


def run_of_labels(batches: Sequence[Batch], sheet: Sheet, first_slot: int = 0) -> bytes:
    """The sheets as PDF. ``first_slot`` stickers of the first sheet are already used.

    Raises :class:`Refused` for a run of none or of too many, or a slot that the sheet does not have.
    """
    _refuse_wrong_count(sum(batch.count for batch in batches), sheet, first_slot)
    made = pikepdf.new()
    forms = _forms(made, batches)
    printed: dict[tuple[int | None, ...], pikepdf.Object] = {}
    for slots in _sheets(batches, sheet, first_slot):
        if slots not in printed:
            printed[slots] = _sheet_content(made, sheet, slots)
        used = {order: forms[order] for order in slots if order is not None}
        _add_page(made, sheet, printed[slots], used)
    content = io.BytesIO()
    made.save(content, deterministic_id=True)
    return content.getvalue()


def _refuse_wrong_count(count: int, sheet: Sheet, first_slot: int) -> None:
    if not 0 <= first_slot < sheet.count:
        raise Refused(
            Text(f"Lembar ini berisi {sheet.count} stiker. Mulai dari stiker 1 sampai {sheet.count}.",
                 f"This sheet has {sheet.count} stickers. Begin at sticker 1 to {sheet.count}.")
        )  # fmt: skip
    if not 1 <= count <= MOST:
        most = say_number(MOST)
        raise Refused(
            Text(f"Banyaknya label dari 1 sampai {most.id}.", f"The number of labels is from 1 to {most.en}.")
        )


def _sheets(batches: Sequence[Batch], sheet: Sheet, first_slot: int) -> Iterator[tuple[int | None, ...]]:
    """Sheet by sheet, which batch each sticker is of; nothing where it stays empty."""
    waiting: list[int | None] = [None] * first_slot
    for order, batch in enumerate(batches):
        left = batch.count
        while left:
            taken = min(left, sheet.count - len(waiting))
            waiting += [order] * taken
            left -= taken
            if len(waiting) == sheet.count:
                yield tuple(waiting)
                waiting = []
    if any(slot is not None for slot in waiting):
        yield tuple(waiting)


def _forms(made: pikepdf.Pdf, batches: Sequence[Batch]) -> list[pikepdf.Object]:
    """Each batch's label as an object of the run; documents are opened one after the other."""
    forms = []
    for _, alike in groupby(batches, lambda batch: id(batch.page)):
        of_one = list(alike)
        with pikepdf.open(io.BytesIO(of_one[0].page)) as source:
            forms += [made.copy_foreign(source.pages[each.number].as_form_xobject()) for each in of_one]
    return forms


def _sheet_content(made: pikepdf.Pdf, sheet: Sheet, slots: Iterable[int | None]) -> pikepdf.Object:
    drawing = [
        f"q 1 0 0 1 {_points(x)} {_points(sheet.paper[1] - y - sheet.label[1])} cm /L{batch} Do Q"
        for slot, batch in enumerate(slots)
        if batch is not None
        for x, y in (sheet.place(slot),)
    ]
    if sheet.cut:
        drawing += _cut_marks(sheet)
    return made.make_stream("\n".join(drawing).encode())


def _cut_marks(sheet: Sheet) -> Iterator[str]:
    """Short lines in the paper's margin, where the scissors go."""
    yield "0.25 w 0.4 G"
    length = Decimal(4)
    width, height = sheet.paper
    for column in range(sheet.columns):
        x = sheet.first[0] + column * sheet.pitch[0]
        for edge in (x, x + sheet.label[0]):
            yield _line(edge, Decimal(1), edge, 1 + length)
            yield _line(edge, height - 1 - length, edge, height - 1)
    for row in range(sheet.rows):
        y = sheet.first[1] + row * sheet.pitch[1]
        for edge in (height - y, height - y - sheet.label[1]):
            yield _line(Decimal(1), edge, 1 + length, edge)
            yield _line(width - 1 - length, edge, width - 1, edge)


def _line(*ends: Decimal) -> str:
    x, y, other_x, other_y = (_points(end) for end in ends)
    return f"{x} {y} m {other_x} {other_y} l S"


def _add_page(
    made: pikepdf.Pdf, sheet: Sheet, content: pikepdf.Object, forms: Mapping[int, pikepdf.Object]
) -> None:
    width, height = (float(side * POINTS) for side in sheet.paper)
    named = pikepdf.Dictionary({f"/L{order}": form for order, form in forms.items()})
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=pikepdf.Array([0, 0, width, height]),
        Resources=pikepdf.Dictionary(XObject=named),
        Contents=content,
    )
    made.pages.append(pikepdf.Page(made.make_indirect(page)))


def _points(length: Decimal) -> str:
    return format(length * POINTS, ".4f")

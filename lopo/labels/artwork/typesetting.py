"""A label set in type with Typst: PDF, SVG and PNG, and where each element came to stand.

Typst measures; what does not fit is told, never shrunk below the rule. The data goes in as JSON and is never
read as markup.
"""

import functools
import importlib.resources
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pikepdf
import typst

from lopo.facts.text import Text
from lopo.labels.artwork.blocks import LabelContent
from lopo.labels.artwork.drawing import drawn
from lopo.labels.artwork.letters import heights_to_try
from lopo.labels.artwork.order import LabelOrder
from lopo.labels.artwork.pack import Piece, packs
from lopo.producers.typefaces import fonts

BLEED, MARKS = 3.0, 5.0
"""Mm that the print runs over the edge, and mm beyond it for crop marks: what print shops ask for."""

Form = Literal["pdf", "svg", "png"]
POINTS = Decimal(72) / Decimal("25.4")
_PLAIN: Mapping[str, Any] = {"ground": True, "bleed": 0.0, "slug": 0.0, "marks": False, "draft": ""}
"""How a label is looked at; what is printed alike is then not laid out again."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an element stands on which page, in mm, and how high its small letters are."""

    page: int
    element: str
    letter: float
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Misfit:
    """A place where not everything fits: the mm of height that are missing at the least letters."""

    page: int
    zone: str
    height: float
    width: float
    blocks: Mapping[str, float]

    @property
    def sentence(self) -> Text:
        """What does not fit, and what to do."""
        if self.width > 0:
            return _TOO_NARROW[self.zone]
        return _TOO_LOW.filled(where=_ZONES[self.zone], missing=str(int(self.height) + 1))


_TOO_NARROW = {
    "main": Text(
        "Bagian depan: ada kata di merek atau nama, atau isi bersihnya, yang lebih lebar dari tempatnya. "
        "Pendekkan katanya, atau pakai label lebih lebar.",
        "The front: a word of the brand or the name, or the net quantity, is wider than its place. "
        "Shorten it, or use a wider label.",
    ),
    "information": Text(
        "Bagian keterangan: barcode, tabel gizi, atau satu kata panjang lebih lebar dari tempatnya. "
        "Pakai label lebih lebar.",
        "The side that informs: the barcode, the nutrition panel or one long word is wider than its place. "
        "Use a wider label.",
    ),
}
_TOO_LOW = Text(
    "{where}: kurang kira-kira {missing} mm tinggi dengan huruf terkecil yang boleh. "
    "Pakai label lebih besar, atau kurangi isinya.",
    "{where}: about {missing} mm of height are missing at the least letters allowed. "
    "Use a larger label, or put less on it.",
)
_ZONES = {
    "main": Text("Bagian depan", "The front"),
    "information": Text("Bagian keterangan", "The side that informs"),
}


@dataclass(frozen=True, slots=True)
class Artwork:
    """One label in type. ``pages`` holds a page a piece; the formats are made when asked for."""

    pieces: tuple[Piece, ...]
    placed: tuple[Placed, ...]
    misfits: tuple[Misfit, ...]
    source: Mapping[str, Any]

    @property
    def fits(self) -> bool:
        return not self.misfits

    def pdf(self, *, for_print_shop: bool = False, draft: str = "") -> bytes:
        """A page a piece at its size; for a print shop with bleed, crop marks and page boxes.

        The colour of bare paper is not printed: the sheet in the printer has it.
        """
        bleed, slug = (BLEED, BLEED + MARKS) if for_print_shop else (0.0, BLEED + 2 if draft else 0.0)
        how = {"ground": not self.source["bare"], "bleed": bleed, "slug": slug, "marks": for_print_shop}
        content = _compiled({**self.source, **how, "draft": draft}, "pdf")
        return _with_boxes(content[0], bleed, slug)

    def piece_pdfs(self) -> tuple[bytes, ...]:
        """Each piece as a PDF of its own, at its size."""
        return _single_pages(self.pdf())

    def svg(self) -> tuple[bytes, ...]:
        """A page a piece as SVG, letters as outlines."""
        return _compiled(self.source, "svg")

    def png(self, dots_per_inch: float = 300) -> tuple[bytes, ...]:
        """A page a piece as PNG."""
        return _compiled(self.source, "png", dots_per_inch)


def typeset(content: LabelContent, order: LabelOrder) -> Artwork:
    """Set a label in type. Codes are drawn at their usual size, or at their least where that alone fits.

    Raises :class:`lopo.facts.kinds.Refused` for a size out of the pack's bounds.
    """
    usual = _set(content, order)
    return usual if usual.fits else _set(content, order, finest=True)


def _set(content: LabelContent, order: LabelOrder, *, finest: bool = False) -> Artwork:
    source = source_of(content, order, finest=finest)
    return Artwork(order.pieces, *_measured(source), source)


def source_of(content: LabelContent, order: LabelOrder, *, finest: bool = False) -> Mapping[str, Any]:
    """What the typesetter is given; ``finest`` draws the codes at their least size."""
    pieces = order.pieces
    surface = Decimal(str(pieces[0].width * pieces[0].height / 100))
    letters = heights_to_try(order.market, surface)
    return {**drawn(content, order, pieces, letters, finest), **_PLAIN}


def settled_sizes(source: Mapping[str, Any]) -> Mapping[str, Mapping[str, Sequence[float]]]:
    """Piece by piece the sizes in mm that were found to fit, for :func:`set_at` to begin with."""
    settled: dict[str, dict[str, Sequence[float]]] = {}
    for told in json.loads(_compiler(source).query("<settled>")):
        found = told["value"]
        settled.setdefault(found["piece"], {})[found["zone"]] = found["sizes"]
    return settled


def set_at(source: Mapping[str, Any]) -> tuple[bytes, tuple[Misfit, ...]]:
    """A document of all lots of ``source`` as PDF, a page a piece, and what does not fit on which page."""
    printed = {**source, "ground": not source["bare"]}
    compiler = _compiler(printed, pictures="yes")
    made = compiler.compile(format="pdf", pdf_tags=False)
    assert isinstance(made, bytes)  # noqa: S101 - one PDF, no output file was named
    return _with_boxes(made, 0.0, 0.0), _misfits(compiler)


def fitting_height(content: LabelContent, order: LabelOrder) -> int | None:
    """The least whole mm of height at which everything fits; nothing where none in the pack's bounds does."""
    pack = packs()[order.pack]
    low, high = int(order.pieces[0].height), int(pack.most[1])
    if not _set(content, replace(order, height=Decimal(high)), finest=True).fits:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if _set(content, replace(order, height=Decimal(middle)), finest=True).fits:
            high = middle
        else:
            low = middle
    return high


def _measured(source: Mapping[str, Any]) -> tuple[tuple[Placed, ...], tuple[Misfit, ...]]:
    compiler = _compiler(source)
    placed = [each["value"] for each in json.loads(compiler.query("<placed>"))]
    return tuple(Placed(**each) for each in placed), _misfits(compiler)


def _misfits(compiler: typst.Compiler) -> tuple[Misfit, ...]:
    short = [each["value"] for each in json.loads(compiler.query("<short>"))]
    return tuple(
        Misfit(each["page"], each["zone"], each["height"], each["width"],
               {block["element"]: block["height"] for block in each["blocks"]})
        for each in short
    )  # fmt: skip


def _compiled(source: Mapping[str, Any], form: Form, dots_per_inch: float | None = None) -> tuple[bytes, ...]:
    made = _compiler(source).compile(format=form, ppi=dots_per_inch, pdf_tags=False)
    assert made is not None  # noqa: S101 - no output file was named
    return tuple(made) if isinstance(made, Sequence) and not isinstance(made, bytes) else (made,)


def _compiler(source: Mapping[str, Any], **how: str) -> typst.Compiler:
    root = _root()
    return typst.Compiler(
        str(root / "label.typ"),
        root=str(root),
        font_paths=fonts(),
        sys_inputs={"data": json.dumps(source), **how},
    )


@functools.cache
def _root() -> Path:
    return Path(str(importlib.resources.files("lopo.labels.artwork"))) / "typst"


def _with_boxes(content: bytes, bleed: float, slug: float) -> bytes:
    """The PDF with trim and bleed boxes, by which a print shop cuts."""
    with pikepdf.open(io.BytesIO(content)) as document:
        for page in document.pages:
            left, bottom, right, top = (float(side) for side in page.mediabox)
            for name, inset in (("/TrimBox", slug), ("/BleedBox", slug - bleed)):
                points = inset * float(POINTS)
                page[name] = pikepdf.Array([left + points, bottom + points, right - points, top - points])
        made = io.BytesIO()
        document.save(made, deterministic_id=True)
    return made.getvalue()


def _single_pages(content: bytes) -> tuple[bytes, ...]:
    pages = []
    with pikepdf.open(io.BytesIO(content)) as document:
        for page in document.pages:
            single, made = pikepdf.new(), io.BytesIO()
            single.pages.append(page)
            single.save(made, deterministic_id=True)
            pages.append(made.getvalue())
    return tuple(pages)

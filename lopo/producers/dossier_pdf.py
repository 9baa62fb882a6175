"""A dossier on one page of A4, set in type with Typst, for whoever wants a file.

Data goes in as JSON and is never read as markup.
"""

import datetime as dt
import importlib.resources
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import segno
import typst

from lopo.facts.text import Text
from lopo.facts.wording import say_date
from lopo.producers.dossier_sheet import SAID_BY, Row, Section
from lopo.producers.typefaces import fonts

SIZES = (8.6, 7.8, 7.0, 6.4, 5.8, 5.3, 4.8)
"""Points of the letters, largest first: the first that fits one page is taken."""
CUT = (280, 120)
"""Characters of a value, where not even the smallest letters fit the page."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the paper says. ``link`` leads to the live record; ``part_hidden`` where some is not in it."""

    product: str
    business: str
    on: dt.date
    sections: Sequence[Section]
    link: str
    part_hidden: bool = False


def dossier_pdf(sheet: Sheet, language: str) -> bytes:
    """The paper in one language: one page, with the largest letters that fit it.

    No product that we know of needs a second; one that had every fact there is would.
    """
    tries: list[tuple[float, int | None]] = [(size, None) for size in SIZES]
    tries += [(SIZES[-1], most) for most in CUT]
    for size, most in tries:
        compiler = _compiler(_told(sheet, language, size, most))
        if json.loads(compiler.query("<pages>", field="value", one=True)) == 1:
            break
    return _pdf(compiler)


def _compiler(told: dict[str, Any]) -> typst.Compiler:
    root = Path(str(importlib.resources.files("lopo.producers"))) / "typst"
    return typst.Compiler(
        str(root / "dossier.typ"),
        root=str(root),
        font_paths=fonts(),
        sys_inputs={"data": json.dumps(told, ensure_ascii=False)},
    )


def _pdf(compiler: typst.Compiler) -> bytes:
    made = compiler.compile(format="pdf")
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file
    return made


def _told(sheet: Sheet, language: str, size: float, most: int | None) -> dict[str, Any]:
    used = {each.provenance.said_by for section in sheet.sections for each in section.rows}
    marks = {said_by: str(number) for number, said_by in enumerate(SAID_BY, 1)}
    return {
        "language": language,
        "size": size,
        "product": sheet.product,
        "business": sheet.business,
        "words": {name: text.in_language(language) for name, text in _WORDS.items()},
        "on": say_date(sheet.on).in_language(language),
        "hidden": sheet.part_hidden,
        "sections": [
            {"title": each.title, "rows": [_line(row, marks, most) for row in each.rows]}
            for each in sheet.sections
        ],
        "marks": [
            [marks[said_by], text.in_language(language)]
            for said_by, text in SAID_BY.items()
            if said_by in used
        ],
        "qr": _qr(sheet.link),
    }


def _line(row: Row, marks: dict[str, str], most: int | None) -> list[str]:
    value = row.value if most is None or len(row.value) <= most else row.value[: most - 1].rstrip() + "…"
    on = row.provenance.on
    return [
        row.title,
        value,
        marks.get(row.provenance.said_by, marks["computed"]),
        f"{on.day}/{on.month}/{on:%y}" if on else "",
    ]


def _qr(link: str) -> str:
    """The QR code of a link as SVG."""
    drawn = io.BytesIO()
    segno.make_qr(link, error="m").save(drawn, kind="svg", border=0, omitsize=True)
    return drawn.getvalue().decode()


_WORDS = {
    "title": Text("Berkas produk", "Product dossier"),
    "live": Text("Keadaan terbaru", "The live record"),
    "hidden": Text(
        "Pemilik tidak menunjukkan bagian lain dari berkas ini.",
        "The owner does not show the other parts of this dossier.",
    ),
    "empty": Text("Belum ada yang ditulis.", "Nothing was told yet."),
    "footnote": Text(
        "Lopo memberi tahu. Izin diberikan oleh dinas, tempat di rak oleh toko.",
        "Lopo informs. Permits are granted by the offices, shelf space by the shops.",
    ),
}

"""The certificate on paper: one A4 page lying, set in type with Typst, in both languages.

The data goes in as JSON and is never read as markup.
"""

import datetime as dt
import functools
import importlib.resources
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import segno
import typst

from lopo.facts.text import Text
from lopo.facts.wording import say_date, say_days
from lopo.producers.typefaces import fonts
from lopo.training.badges.credential import NOT_A_PERMIT

MOST_MODULES = 24
"""More stand on no page that can be read; what is over is counted in one line."""


@dataclass(frozen=True, slots=True)
class Paper:
    """All that the page says. ``link`` is the address of the public page, to which its QR code leads."""

    number: str
    attends: str
    business: str
    course: str
    organiser: str
    place: str
    trainer: str
    modules: tuple[Text, ...]
    starts_on: dt.date
    ends_on: dt.date
    issued_on: dt.date
    link: str


def certificate_pdf(paper: Paper) -> bytes:
    """The certificate as a PDF of one page."""
    made = _compiler(paper).compile(format="pdf")
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file
    return made


def certificate_png(paper: Paper, dots_per_inch: float = 100) -> bytes:
    """The certificate as a picture, as it is shown on a screen."""
    made = _compiler(paper).compile(format="png", ppi=dots_per_inch)
    assert isinstance(made, bytes)  # noqa: S101 - one page is one file
    return made


def _compiler(paper: Paper) -> typst.Compiler:
    root = _root()
    return typst.Compiler(
        str(root / "training" / "badges" / "typst" / "certificate.typ"),
        root=str(root),
        font_paths=fonts(),
        sys_inputs={"data": json.dumps(_told(paper), ensure_ascii=False)},
    )


@functools.cache
def _root() -> Path:
    """The package itself, as the motifs are those of labels."""
    return Path(str(importlib.resources.files("lopo")))


def _told(paper: Paper) -> dict[str, Any]:
    shown = paper.modules[:MOST_MODULES]
    if rest := len(paper.modules) - len(shown):
        shown = (*shown[:-1], Text(f"dan {rest + 1} modul lain", f"and {rest + 1} more modules"))
    days = say_days(paper.starts_on, paper.ends_on)
    where = f", {paper.place}" if paper.place else ""
    return {
        "title": f"Sertifikat {paper.number}",
        "number": paper.number,
        "attends": paper.attends,
        "business": paper.business if paper.business != paper.attends else "",
        "course": paper.course,
        "organiser": paper.organiser,
        "trainer": paper.trainer,
        "signer": "",
        "when_and_where": _pair(Text(f"{days.id}{where}", f"{days.en}{where}")),
        "issued_on": say_date(paper.issued_on).id,
        "modules": [_pair(each) for each in shown],
        "qr": _qr(paper.link),
        "shown_link": paper.link.removeprefix("https://").removeprefix("http://"),
        "words": {name: _pair(text) if isinstance(text, Text) else text for name, text in _WORDS.items()},
    }


def _pair(text: Text) -> dict[str, str]:
    return {"id": text.id, "en": text.en}


def _qr(link: str) -> str:
    drawn = io.BytesIO()
    segno.make_qr(link, error="m").save(drawn, kind="svg", border=0, omitsize=True)
    return drawn.getvalue().decode()


_WORDS: dict[str, Text | str] = {
    "certificate": Text("Sertifikat", "Certificate of training"),
    "number": "No.",
    "awarded": Text("diberikan kepada", "awarded to"),
    "passed": Text("yang sudah mengikuti dan lulus pelatihan", "who attended and passed the course"),
    "trainer": Text("Pelatih", "Trainer"),
    "organiser": Text("Penyelenggara", "Organiser"),
    "signs": Text("Nama dan jabatan", "Name and position"),
    "issued": Text("Tanggal terbit", "Issued on"),
    "check": Text("Periksa keasliannya", "Check that it is genuine"),
    "not_a_permit": NOT_A_PERMIT,
}

"""The report of an inspection as a PDF of A4 pages, two or three as a rule, set in type with Typst.

The data goes in as JSON and is never read as markup.
"""

import functools
import importlib.resources
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import segno
import typst
from PIL import Image

from lopo.facts.text import Text
from lopo.facts.wording import say_date
from lopo.producers.typefaces import fonts
from lopo.quality.hygiene.checklist import (
    SEVERITIES,
    SEVERITY_TITLES,
    Element,
    elements,
    group_title,
    source,
)
from lopo.quality.hygiene.grading import grade, mend_first
from lopo.quality.hygiene.level import allowed, mend_by
from lopo.quality.hygiene.sheet import Sheet

PHOTO_SIDE = 420
"""Pixels of the longer side of a photo in the report: it is printed some 40 mm wide."""
PHOTOS_A_FINDING = 3


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """What became of a finding: by when it is to be mended, or when it was; its photos as JPEG or PNG."""

    due_on: date | None = None
    mended_on: date | None = None
    photos: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All that the report says. ``link`` leads to the live record; ``findings`` go by element number."""

    business: str
    place: str
    receipt: str
    inspected_on: date
    inspector: str
    present: str
    is_own: bool
    sheet: Sheet
    link: str
    notes: str = ""
    findings: Mapping[int, ReportedFinding] | None = None


def report_pdf(report: Report, language: str) -> bytes:
    """The report in one language. Raises :class:`ValueError` when something of the sheet is left."""
    root = Path(str(importlib.resources.files("lopo.quality.hygiene"))) / "typst"
    made = typst.Compiler(
        str(root / "report.typ"),
        root=str(root),
        font_paths=fonts(),
        sys_inputs={"data": json.dumps(_told(report, language), ensure_ascii=False)},
    ).compile(format="pdf")
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file
    return made


def _told(report: Report, language: str) -> dict[str, Any]:
    graded = grade(report.sheet, report.inspected_on)
    if graded.level is None or graded.next_audit is None:
        raise ValueError("a sheet on which something is left has no report")
    said = functools.partial(Text.in_language, language=language)
    return {
        "language": language,
        "words": {name: said(text) for name, text in _WORDS.items()},
        "title": said(_OWN_TITLE if report.is_own else _TITLE),
        "subtitle": said(_OWN_SUBTITLE if report.is_own else _SUBTITLE),
        "business": report.business,
        "place": report.place,
        "receipt": report.receipt,
        "inspected_on": said(say_date(report.inspected_on)),
        "inspector": report.inspector,
        "present": report.present,
        "is_own": report.is_own,
        "level": graded.level,
        "why": said(graded.why),
        "next_check": said(say_date(graded.next_audit)),
        "counts": [
            {"title": said(SEVERITY_TITLES[each]), "count": graded.counts.of(each)}
            for each in reversed(SEVERITIES)
        ],
        "bounds": said(_bounds()),
        "findings": [_finding(report, each, said) for each in mend_first(report.sheet)],
        "groups": _groups(report.sheet, said),
        "notes": report.notes,
        "source": source().split(",")[0],
        "link": report.link,
        "qr": _qr(report.link),
    }


def _qr(link: str) -> str:
    """The QR code of a link as SVG."""
    drawn = io.BytesIO()
    segno.make_qr(link, error="m").save(drawn, kind="svg", border=0, omitsize=True)
    return drawn.getvalue().decode()


def _bounds() -> Text:
    most = allowed("II")
    return Text(
        f"Level II membolehkan paling banyak {most['major']} mayor, tanpa serius dan kritis.",
        f"Level II allows at most {most['major']} major, no serious and no critical findings.",
    )


def _finding(report: Report, element: Element, said: Any) -> dict[str, Any]:
    told = (report.findings or {}).get(element.number, ReportedFinding())
    due = told.due_on or mend_by(element.severity, report.inspected_on)
    state = _MENDED.filled(day=say_date(told.mended_on)) if told.mended_on else _DUE.filled(day=say_date(due))
    return {
        "number": element.number,
        "severity": said(SEVERITY_TITLES[element.severity]),
        "failure": said(element.failure),
        "mend": said(element.mend),
        "note": report.sheet.note_at(element.number),
        "state": said(state),
        "is_mended": told.mended_on is not None,
        "photos": [_small(photo) for photo in told.photos[:PHOTOS_A_FINDING]],
    }


def _groups(sheet: Sheet, said: Any) -> list[dict[str, Any]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for each in elements():
        found.setdefault(each.group, []).append(
            {
                "number": each.number,
                "question": said(each.question),
                "severity": said(SEVERITY_TITLES[each.severity]),
                "answer": sheet.answer_at(each.number),
            }
        )
    return [{"letter": each, "title": said(group_title(each)), "rows": rows} for each, rows in found.items()]


def _small(photo: bytes) -> Sequence[int]:
    """The photo at the size it is printed, as the numbers of its bytes."""
    with Image.open(io.BytesIO(photo), formats=("JPEG", "PNG")) as opened:
        small = opened.convert("RGB")
    small.thumbnail((PHOTO_SIDE, PHOTO_SIDE))
    made = io.BytesIO()
    small.save(made, "JPEG", quality=80)
    return list(made.getvalue())


_TITLE = Text("Laporan pemeriksaan dapur", "Kitchen inspection report")
_OWN_TITLE = Text("Catatan periksa sendiri", "Record of the kitchen's own check")
_SUBTITLE = Text(
    "Cara Produksi Pangan yang Baik untuk Industri Rumah Tangga (CPPB-IRT)",
    "Good manufacturing practice of home-industry food (CPPB-IRT)",
)
_OWN_SUBTITLE = Text(
    "Daftar CPPB-IRT, diisi pemilik sendiri; bukan hasil pemeriksaan petugas",
    "The CPPB-IRT checklist, filled by the owner; not an officer's inspection",
)
_DUE = Text("Dibenahi paling lambat {day}", "To be mended by {day}")
_MENDED = Text("Sudah dibenahi, dilihat {day}", "Mended, seen on {day}")
_WORDS = {
    "business": Text("Usaha", "Business"),
    "place": Text("Tempat", "Place"),
    "day": Text("Tanggal", "Day"),
    "inspector": Text("Pemeriksa", "Inspector"),
    "present": Text("Hadir dari usaha", "Present for the business"),
    "receipt": Text("Nomor tanda terima", "Receipt number"),
    "level": Text("Level", "Level"),
    "own_level": Text("Level menurut sendiri", "Level by own check"),
    "next_check": Text("Periksa sendiri lagi paling lambat", "Next own check by"),
    "findings": Text("Temuan dan cara membenahinya", "Findings and how to mend them"),
    "none": Text("Tidak ada temuan. Semua unsur sesuai.", "No findings. Every element is in order."),
    "table": Text("Semua unsur", "All the elements"),
    "number": Text("No.", "No."),
    "element": Text("Unsur", "Element"),
    "severity": Text("Berat", "Severity"),
    "mark": Text("Hasil", "Result"),
    "fine": Text("sesuai", "in order"),
    "failing": Text("temuan", "finding"),
    "absent": Text("tidak ada", "not there"),
    "mend": Text("Cara membenahi", "How to mend it"),
    "notes": Text("Catatan", "Notes"),
    "live": Text("Lihat catatannya", "See the record"),
    "page": Text("Halaman", "Page"),
    "of": Text("dari", "of"),
    "source": Text("Dasar", "Source"),
    "footnote": Text(
        "Dibuat dengan Lopo. Surat izin diterbitkan oleh kantor yang berwenang.",
        "Made with Lopo. Permits are granted by the competent office.",
    ),
}

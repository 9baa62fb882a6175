"""The page of an institution as a PDF on A4, set in type with Typst. Data goes in as JSON, not as markup."""

import datetime as dt
import functools
import importlib.resources
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import segno
import typst

from lopo.facts.figures import say_number
from lopo.facts.text import Text
from lopo.facts.wording import say_date
from lopo.facts.wording import say_days as days_between
from lopo.producers.typefaces import fonts
from lopo.training.partners.board import BoardCourse, BoardSummary, Outcome, next_due, summarise
from lopo.training.partners.pledge import KIND_TITLES, say_amount
from lopo.training.partners.progress import (
    KEPT,
    LATE,
    ON_THE_WAY,
    SOON,
    STATE_TITLES,
    STATES,
    Promise,
    progress,
    say_days,
)


@dataclass(frozen=True, slots=True)
class Board:
    """All that the page says: each promise with its words; ``link`` leads to the live page, or is empty."""

    organisation: str
    kind: Text
    on: dt.date
    promises: Sequence[tuple[str, Promise]]
    outcome: Outcome
    link: str = ""
    courses: Sequence[BoardCourse] = ()


def board_pdf(board: Board, language: str) -> bytes:
    """The page in one language."""
    root = Path(str(importlib.resources.files("lopo.training.partners"))) / "typst"
    made = typst.Compiler(
        str(root / "board.typ"),
        root=str(root),
        font_paths=fonts(),
        sys_inputs={"data": json.dumps(_told(board, language), ensure_ascii=False)},
    ).compile(format="pdf")
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file
    return made


def _told(board: Board, language: str) -> dict[str, Any]:
    said = functools.partial(Text.in_language, language=language)
    return {
        "language": language,
        "words": {name: said(text) for name, text in _WORDS.items()},
        "organisation": board.organisation,
        "kind": said(board.kind),
        "on": said(say_date(board.on)),
        "counts": _counts(board, said),
        "kinds": _kinds(board, said),
        "rows": _rows(board, said),
        "next": _next(board, said),
        "courses": [
            [
                cut(each.title),
                said(days_between(each.starts_on, each.ends_on)),
                *(said(say_number(count)) for count in (each.seats, each.businesses, each.certificates)),
            ]
            for each in board.courses
        ],
        "outcome": [] if board.outcome.is_empty else _outcome(board.outcome, said),
        "link": board.link,
        "qr": _qr(board.link) if board.link else "",
    }


def _summary(board: Board) -> BoardSummary:
    return summarise((promise for _words, promise in board.promises), board.on)


def _counts(board: Board, said: Any) -> list[dict[str, str]]:
    """How many promises there are, and how they stand; of what is nought only those that were kept."""
    summary = _summary(board)
    told = (
        (summary.pledges, _WORDS["promises"], ""),
        (summary.kept, STATE_TITLES[KEPT], KEPT),
        (summary.on_the_way, STATE_TITLES[ON_THE_WAY], ON_THE_WAY),
        (summary.soon, STATE_TITLES[SOON], SOON),
        (summary.late, STATE_TITLES[LATE], LATE),
    )
    return [
        {"count": str(count), "title": said(title), "state": state}
        for count, title, state in told
        if count or state in ("", KEPT)
    ]


def _kinds(board: Board, said: Any) -> list[dict[str, Any]]:
    """What was promised and delivered of each kind."""
    return [
        {
            "title": said(KIND_TITLES[each.kind]),
            "promised": said(say_amount(each.kind, each.promised)),
            "delivered": said(say_amount(each.kind, each.delivered)),
            "late": said(say_amount(each.kind, each.late)) if each.late else "–",
            "percent": each.percent,
            "state": each.state,
            "state_title": said(STATE_TITLES[each.state]),
        }
        for each in _summary(board).kinds
    ]


def _rows(board: Board, said: Any) -> list[dict[str, Any]]:
    """Each promise, by how it stands."""
    rows = [(words, promise, progress(promise, board.on)) for words, promise in board.promises]
    return [
        {
            "what": words,
            "amount": f"{said(say_amount(promise.kind, found.delivered))} / "
            f"{said(say_amount(promise.kind, promise.amount))}",
            "due": said(say_date(promise.due_on)),
            "percent": found.percent,
            "state": found.state,
            "state_title": said(STATE_TITLES[found.state]),
            "days": said(say_days(found)),
        }
        for words, promise, found in sorted(rows, key=lambda row: STATES.index(row[2].state))
    ]


def _next(board: Board, said: Any) -> dict[str, str]:
    """The promise to be kept next, what is left of it, and by when; empty where every promise is kept."""
    found = next_due(board.promises, board.on)
    if found is None:
        return {}
    words, promise = found
    state = progress(promise, board.on)
    return {
        "what": cut(words),
        "left": said(say_amount(promise.kind, state.left)),
        "due": said(say_date(promise.due_on)),
        "days": said(say_days(state)),
        "state": state.state,
    }


def cut(words: str, most: int = 70) -> str:
    """Words that fit on a line."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _outcome(outcome: Outcome, said: Any) -> list[dict[str, str]]:
    counts = (
        (outcome.cohorts, "cohorts"),
        (outcome.businesses, "businesses"),
        (outcome.certificates, "certificates"),
        (outcome.listed, "listed"),
    )
    return [{"count": said(say_number(count)), "title": said(_WORDS[name])} for count, name in counts]


def _qr(link: str) -> str:
    """The QR code of a link as SVG."""
    drawn = io.BytesIO()
    segno.make_qr(link, error="m").save(drawn, kind="svg", border=0, omitsize=True)
    return drawn.getvalue().decode()


_WORDS = {
    "title": Text("Yang dijanjikan dan yang ditepati", "What was promised and what was kept"),
    "as_of": Text("Keadaan per", "As of"),
    "promises": Text("Janji", "Promises"),
    "kinds": Text("Dijanjikan dan diserahkan", "Promised and delivered"),
    "each": Text("Setiap janji", "Each promise"),
    "kind": Text("Jenis", "Kind"),
    "promised": Text("Dijanjikan", "Promised"),
    "delivered": Text("Diserahkan", "Delivered"),
    "late": Text("Terlambat", "Late"),
    "state": Text("Keadaan", "How it stands"),
    "what": Text("Janji", "Promise"),
    "due": Text("Paling lambat", "To be kept by"),
    "outcome": Text("Hasilnya", "What came of it"),
    "cohorts": Text("pelatihan diadakan atau dibiayai", "courses held or paid for"),
    "businesses": Text("usaha hadir di pelatihan", "businesses came to a course"),
    "certificates": Text("sertifikat", "certificates"),
    "listed": Text("produk masuk daftar toko sesudahnya", "products listed by a shop afterwards"),
    "anonymous": Text(
        "Hanya hitungan, tanpa nama orang. “Sesudahnya” berarti waktunya, bukan sebabnya.",
        "Counts only, nobody is named. “Afterwards” says when, not why.",
    ),
    "next": Text("Berikutnya", "Next"),
    "left": Text("sisa", "left:"),
    "by": Text("paling lambat", "by"),
    "courses": Text("Pelatihan yang diadakan atau dibiayai", "Courses held or paid for"),
    "course_heads": Text(
        "Pelatihan|Hari|Kursi|Usaha hadir|Sertifikat", "Course|Days|Seats|Businesses came|Certificates"
    ),
    "no_link": Text(
        "Buat tautan di halaman mitra, maka kode QR tampil di sini.",
        "Make a link on the partner's page; then its code stands here.",
    ),
    "signed": Text("Dibaca dan disetujui", "Read and agreed"),
    "city": Text("Pemerintah Kota Kupang", "Government of Kupang City"),
    "name": Text("Nama dan jabatan", "Name and position"),
    "date": Text("Tanggal", "Date"),
    "none": Text("Belum ada janji.", "Nothing is promised yet."),
    "live": Text("Halaman langsung", "The live page"),
    "footnote": Text("Dicatat kota dalam Lopo", "Written down by the city in Lopo"),
    "page": Text("Halaman", "Page"),
    "of": Text("dari", "of"),
}

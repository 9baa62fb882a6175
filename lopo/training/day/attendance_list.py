"""The attendance list of one meeting as a PDF on A4: to sign on the day, or filled with who came and when.

It is what an office files with its accounts. No rule read for this house fixes how it looks: columns and
order are the house's own, and the sheet says so. A list goes from hand to hand, so phone numbers are shown
without their middle digits. The data goes in as JSON and is never read as markup.
"""

import datetime as dt
import functools
import importlib.resources
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import segno
import typst
from babel.dates import format_date

from lopo.accounts.phone import local_form
from lopo.facts.text import Text
from lopo.producers.typefaces import fonts
from lopo.training.day.rules import rules
from lopo.training.day.ticket import short_code, ticket_link

CITY_TIME = ZoneInfo("Asia/Makassar")
EMPTY, FILLED = "empty", "filled"


@dataclass(frozen=True, slots=True)
class Listed:
    """One row. ``phone`` as ``+62...`` or empty; ``came_at`` is aware, ``None`` for who did not come."""

    name: str
    business: str
    address: str = ""
    phone: str = ""
    came_at: dt.datetime | None = None
    ticket: str = ""


@dataclass(frozen=True, slots=True)
class AttendanceList:
    """All that the list says. ``link`` leads to the live record; ``signatory`` and ``nip`` may be empty."""

    office: str
    activity: str
    subject: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: str
    trainer: str
    people: Sequence[Listed]
    link: str
    form: str = EMPTY
    signatory: str = ""
    nip: str = ""


def hide_phone(phone: str) -> str:
    """A number as it is written at home, without some digits in its middle: ``0812••••9001``."""
    digits = "".join(each for each in local_form(phone) if each.isdigit()) if phone else ""
    hidden = rules().hidden_digits
    if len(digits) <= hidden + 2:
        return "•" * len(digits)
    start = (len(digits) - hidden) // 2
    return digits[:start] + "•" * hidden + digits[start + hidden :]


def list_pdf(told: AttendanceList, language: str) -> bytes:
    """The list in one language; of its empty rows only so many as need no page of their own."""
    data = _list_data(told, functools.partial(Text.in_language, language=language), language)
    return _set("list.typ", data | {"spare": _spare_rows(data)})


def _spare_rows(data: dict[str, Any]) -> int:
    """Rows for guests: one at least where there are any, as many as the fewest pages hold."""
    most = data["spare"]
    if not most:
        return 0
    pages = {spare: _pages(data | {"spare": spare}) for spare in range(1, most + 1)}
    return max(spare for spare in pages if pages[spare] == pages[1])


def _pages(data: dict[str, Any]) -> int:
    """How many pages the list takes."""
    (told,) = json.loads(_compiler("list.typ", data).query("<pages>"))
    return int(told["value"])


def cards_pdf(title: str, people: Sequence[Listed], origin: str, language: str) -> bytes:
    """Cards to cut out, ten on a page: the code of each participant, her name and her business."""
    said = functools.partial(Text.in_language, language=language)
    cards = [
        {
            "name": each.name,
            "business": each.business,
            "short": short_code(each.ticket),
            "qr": _qr(ticket_link(origin, each.ticket)),
        }
        for each in people
    ]
    words = {name: said(text) for name, text in _WORDS.items()}
    return _set("cards.typ", {"language": language, "title": title, "cards": cards, "words": words})


def _compiler(name: str, data: dict[str, Any]) -> typst.Compiler:
    root = Path(str(importlib.resources.files("lopo.training.day"))) / "typst"
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    return typst.Compiler(str(root / name), root=str(root), font_paths=fonts(), sys_inputs=inputs)


def _set(name: str, data: dict[str, Any]) -> bytes:
    made = _compiler(name, data).compile(format="pdf")
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file
    return made


def _list_data(told: AttendanceList, said: Any, language: str) -> dict[str, Any]:
    starts, ends = told.starts_at.astimezone(CITY_TIME), told.ends_at.astimezone(CITY_TIME)
    day = format_date(starts.date(), "EEEE, d MMMM y", locale=language)
    if starts.date() != ends.date():
        day = f"{day} – {format_date(ends.date(), 'EEEE, d MMMM y', locale=language)}"
    filled = told.form == FILLED
    return {
        "language": language,
        "words": {name: said(text) for name, text in _WORDS.items()},
        "title": said(_WORDS["title"]),
        "office": told.office,
        "filled": filled,
        "facts": [
            [said(_WORDS["activity"]), told.activity],
            [said(_WORDS["subject"]), told.subject],
            [said(_WORDS["day"]), day],
            [said(_WORDS["time"]), f"{starts:%H.%M}–{ends:%H.%M} WITA"],
            [said(_WORDS["place"]), told.place],
            [said(_WORDS["trainer"]), told.trainer],
        ],
        "people": [_row(each, filled) for each in told.people],
        "spare": 0 if filled else rules().spare_rows,
        "present": said(_PRESENT).format(
            came=sum(each.came_at is not None for each in told.people), total=len(told.people)
        )
        if filled
        else "",
        "trainer": told.trainer,
        "signatory": told.signatory,
        "nip": told.nip,
        "link": told.link,
        "qr": _qr(told.link),
    }


def _row(each: Listed, filled: bool) -> dict[str, str]:
    came = each.came_at.astimezone(CITY_TIME) if each.came_at and filled else None
    return {
        "name": each.name,
        "business": each.business,
        "address": each.address,
        "phone": hide_phone(each.phone),
        "came": f"{came:%H.%M}" if came else "",
    }


def _qr(link: str) -> str:
    """The QR code of a link as SVG."""
    drawn = io.BytesIO()
    segno.make_qr(link, error="m").save(drawn, kind="svg", border=0, omitsize=True)
    return drawn.getvalue().decode()


_PRESENT = Text("Hadir {came} dari {total}", "{came} of {total} present")
_WORDS = {
    "title": Text("Daftar hadir", "Attendance list"),
    "activity": Text("Kegiatan", "Activity"),
    "subject": Text("Materi", "Subject"),
    "day": Text("Hari, tanggal", "Day, date"),
    "time": Text("Waktu", "Time"),
    "place": Text("Tempat", "Place"),
    "trainer": Text("Pengajar", "Trainer"),
    "number": Text("No.", "No."),
    "name": Text("Nama", "Name"),
    "business": Text("Usaha / alamat", "Business / address"),
    "phone": Text("No. HP", "Phone"),
    "came": Text("Datang", "Arrived"),
    "absent": Text("tidak hadir", "absent"),
    "signature": Text("Tanda tangan", "Signature"),
    "in_charge": Text("Penanggung jawab", "Person in charge"),
    "nobody": Text("Belum ada peserta.", "No participants yet."),
    "live": Text("Catatan terkini", "Live record"),
    "page": Text("Halaman", "Page"),
    "of": Text("dari", "of"),
    "own": Text(
        "Susunan lembar ini buatan Lopo, bukan formulir resmi. Angka tengah nomor HP disembunyikan.",
        "The layout of this sheet is Lopo's own, not an official form. Middle digits of phones are hidden.",
    ),
    "card": Text("Tunjukkan kode ini di pintu.", "Show this code at the door."),
}

"""A visit note as a phone or a form sends it: read, or refused with a sentence that says what to do."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from lopo.facts.kinds import Refused, read_date, read_text
from lopo.facts.own_number import read_own_number
from lopo.facts.text import Text
from lopo.training.companions.rules import rules

SEEN_MOST, AGREED_MOST = 2000, 1000


@dataclass(frozen=True, slots=True)
class VisitNote:
    """What was seen and agreed on which day; ``client_id`` is made where the note was begun, so it is one."""

    client_id: str
    on: dt.date
    seen: str
    agreed: str = ""
    next_on: dt.date | None = None


def read_visit(raw: object, today: dt.date) -> VisitNote:
    """Read a note that is to be kept. Raises Refused."""
    if not isinstance(raw, Mapping):
        raise Refused(Text("Catatan ini tidak terbaca. Kirim lagi.", "This note cannot be read. Send again."))
    on = _day_of_visit(raw.get("on"), today)
    seen = _words(raw.get("seen"), SEEN_MOST, Text("Yang dilihat", "What you saw"))
    if not seen:
        raise Refused(
            Text("Tulis apa yang dilihat, satu kalimat cukup.",
                 "Write what you saw; one sentence will do.")
        )  # fmt: skip
    agreed = _words(raw.get("agreed"), AGREED_MOST, Text("Yang disepakati", "What was agreed"))
    return VisitNote(read_own_number(raw.get("client_id")), on, seen, agreed, _next_day(raw, on))


def may_correct(arrived_on: dt.date, today: dt.date) -> bool:
    """Whether the writer may still correct a note that arrived on a day."""
    return (today - arrived_on).days <= rules().correct_days


def _day_of_visit(raw: object, today: dt.date) -> dt.date:
    if raw in (None, ""):
        raise Refused(Text("Isi tanggal kunjungan.", "Fill in the day of the visit."))
    day, most = read_date(raw), rules().latest_visit_days
    if day > today:
        raise Refused(
            Text("Tanggal kunjungan ada di masa depan. Betulkan tanggalnya.",
                 "The day of the visit lies in the future. Correct the day.")
        )  # fmt: skip
    if (today - day).days > most:
        raise Refused(
            Text(f"Kunjungan lebih dari {most} hari lalu. Betulkan tanggalnya.",
                 f"The visit is more than {most} days ago. Correct the day.")
        )  # fmt: skip
    return day


def _next_day(raw: Mapping[str, object], on: dt.date) -> dt.date | None:
    typed = raw.get("next_on")
    if typed in (None, ""):
        return None
    day, most = read_date(typed), rules().next_visit_most_days
    if day <= on:
        raise Refused(
            Text("Kunjungan berikutnya harus sesudah kunjungan ini.",
                 "The next visit has to be after this one.")
        )  # fmt: skip
    if (day - on).days > most:
        raise Refused(
            Text("Kunjungan berikutnya lebih dari setahun lagi. Betulkan tanggalnya.",
                 "The next visit is more than a year off. Correct the day.")
        )  # fmt: skip
    return day


def _words(raw: object, most: int, what: Text) -> str:
    """Several lines of text, each tidied; empty lines at the ends are left out."""
    if raw is None:
        return ""
    if not isinstance(raw, str):
        raise Refused(Text("Catatan ini tidak terbaca. Kirim lagi.", "This note cannot be read. Send again."))
    if len(raw) > most * 2:
        raise _too_long(what, most)
    text = "\n".join(read_text(line) for line in raw.replace("\r\n", "\n").split("\n")).strip()
    if len(text) > most:
        raise _too_long(what, most)
    return text


def _too_long(what: Text, most: int) -> Refused:
    return Refused(
        Text(f"{what.id} paling panjang {most} huruf.", f"{what.en} may have at most {most} characters.")
    )

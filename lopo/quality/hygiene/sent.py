"""A whole inspection as a phone or a form sends it: read, or refused with a sentence that says what to do."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from lopo.facts.kinds import Refused, read_date, read_text
from lopo.facts.own_number import read_own_number
from lopo.facts.text import Text
from lopo.quality.hygiene.sheet import Sheet, read_sheet

NAME_MOST, NOTES_MOST = 120, 2000
PHOTOS_MOST = 60
"""Photos of one inspection."""
LATEST_DAYS = 60
"""Days after an inspection within which it can still be sent; older ones are typed wrong."""


@dataclass(frozen=True, slots=True)
class SentInspection:
    """What was seen, on which day; ``client_id`` is made where the sheet was begun and makes it one."""

    client_id: str
    inspected_on: dt.date
    sheet: Sheet
    present_name: str = ""
    """Who of the business was there and signs with her name."""
    notes: str = ""
    photos: tuple[str, ...] = ()


def read_sent(raw: object, today: dt.date) -> SentInspection:
    """Read an inspection that is to be recorded. Raises :class:`Refused`."""
    if not isinstance(raw, Mapping):
        raise Refused(Text("Pemeriksaan ini tidak terbaca.", "This inspection cannot be read."))
    sheet = read_sheet(raw.get("answers"))
    if sheet.left:
        first = sheet.left[0].number
        raise Refused(
            Text(f"Belum selesai: {len(sheet.left)} hal belum dilihat, mulai dari nomor {first}.",
                 f"Not finished: {len(sheet.left)} left to look at, from number {first} on.")
        )  # fmt: skip
    return SentInspection(
        read_own_number(raw.get("client_id")),
        _day(raw.get("inspected_on"), today),
        sheet,
        _words(raw.get("present_name"), NAME_MOST, Text("Nama", "The name")),
        _words(raw.get("notes"), NOTES_MOST, Text("Catatan", "The notes")),
        _photos(raw.get("photos")),
    )


def _day(raw: object, today: dt.date) -> dt.date:
    day = read_date(raw)
    if day > today:
        raise Refused(
            Text("Tanggal pemeriksaan ada di masa depan. Betulkan tanggalnya.",
                 "The day of the inspection lies in the future. Correct the day.")
        )  # fmt: skip
    if (today - day).days > LATEST_DAYS:
        raise Refused(
            Text(f"Tanggal pemeriksaan lebih dari {LATEST_DAYS} hari lalu. Betulkan tanggalnya.",
                 f"The day of the inspection is more than {LATEST_DAYS} days ago. Correct the day.")
        )  # fmt: skip
    return day


def _words(raw: object, most: int, what: Text) -> str:
    text = "" if raw is None else read_text(raw)
    if len(text) > most:
        raise Refused(
            Text(f"{what.id} paling panjang {most} huruf.", f"{what.en} may have at most {most} characters.")
        )
    return text


def _photos(raw: object) -> tuple[str, ...]:
    listed = raw or []
    if not isinstance(listed, list) or len(listed) > PHOTOS_MOST:
        raise Refused(
            Text(f"Paling banyak {PHOTOS_MOST} foto.", f"There may be at most {PHOTOS_MOST} photos.")
        )
    return tuple(read_own_number(each) for each in listed)

"""A sheet typed into a file: which elements were fine, failing or absent, by their numbers.

::

    inspected_on = 2026-11-24
    business = "Dapur Mama Yuliana"
    fine = ["1-12", "14-37"]
    failing = [13]
    [notes]
    13 = "Ember tanpa tutup."
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lopo.facts.dossier_file import Problem
from lopo.facts.kinds import Refused, read_date, read_text
from lopo.facts.text import Text
from lopo.facts.typed_toml import parse_typed
from lopo.quality.hygiene.checklist import element_numbered, elements
from lopo.quality.hygiene.sheet import ABSENT, FAILING, FINE, NOTE_MOST, Answer, Sheet

MAX_BYTES = 256 * 1024
_KNOWN = ("inspected_on", "business", FINE, FAILING, ABSENT, "notes")


@dataclass(frozen=True, slots=True)
class SheetFile:
    """What stands in the file; the day and the business may be left out."""

    sheet: Sheet
    inspected_on: dt.date | None
    business: str


class BadSheet(ValueError):
    """A file that cannot be used. ``problems`` lists everything wrong with it, not only the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(each.reason.en for each in problems))
        self.problems = problems


def read_sheet_file(content: bytes) -> SheetFile:
    """Read a TOML file. Raises :class:`BadSheet`."""
    table = _parsed(content)
    problems = [_unknown(key) for key in table if key not in _KNOWN]
    answers = _answers(table, problems)
    notes = _notes(table.get("notes", {}), answers, problems)
    day = _told("inspected_on", table, problems, read_date)
    business = _told("business", table, problems, read_text)
    if problems:
        raise BadSheet(tuple(problems))
    sheet = Sheet({number: Answer(answer, notes.get(number, "")) for number, answer in answers.items()})
    return SheetFile(sheet, day, business or "")


def _parsed(content: bytes) -> Mapping[str, Any]:
    if len(content) > MAX_BYTES:
        raise BadSheet((Problem("", Text("Berkas ini terlalu besar.", "This file is too large.")),))
    try:
        return parse_typed(content.decode("utf-8"))
    except ValueError as fault:
        reason = Text(f"Berkas ini bukan TOML yang benar: {fault}.", f"This file is not right TOML: {fault}.")
        raise BadSheet((Problem("", reason),)) from None


def _unknown(key: str) -> Problem:
    known = ", ".join(_KNOWN)
    return Problem(key, Text(f"Tidak dikenal. Yang ada: {known}.", f"Not known. There are: {known}."))


def _told(key: str, table: Mapping[str, Any], problems: list[Problem], read: Any) -> Any:
    if key not in table:
        return None
    try:
        return read(table[key])
    except Refused as refusal:
        problems.append(Problem(key, refusal.reason))
        return None


def _answers(table: Mapping[str, Any], problems: list[Problem]) -> dict[int, str]:
    """The answer at each number; a number named twice, or absent where it must be there, is a problem."""
    answers: dict[int, str] = {}
    for answer in (FINE, FAILING, ABSENT):
        for number in _numbers(table.get(answer, []), answer, problems):
            if answers.get(number, answer) != answer:
                problems.append(Problem(answer, _twice(number, answers[number])))
            elif answer == ABSENT and element_numbered(number).absent is None:
                problems.append(Problem(answer, _must_be_there(number)))
            else:
                answers[number] = answer
    return answers


def _numbers(raw: object, place: str, problems: list[Problem]) -> list[int]:
    """Numbers of elements, each alone or as a span such as ``"1-12"``."""
    listed = raw if isinstance(raw, list) else [raw]
    found: list[int] = []
    for each in listed:
        first, dash, last = str(each).partition("-")
        span = (first.strip(), (last if dash else first).strip())
        numbers = [int(part) for part in span if part.isascii() and part.isdigit() and len(part) < 4]
        if isinstance(each, bool) or len(numbers) < 2 or not 1 <= numbers[0] <= numbers[1] <= len(elements()):
            problems.append(Problem(place, _no_number(str(each)[:30])))
        else:
            found.extend(range(numbers[0], numbers[1] + 1))
    return found


def _twice(number: int, before: str) -> Text:
    return Text(
        f"Nomor {number} sudah ada di {before}. Pilih satu.",
        f"Number {number} stands in {before} already. Choose one.",
    )


def _must_be_there(number: int) -> Text:
    return Text(
        f"Nomor {number} harus dilihat; tulis di fine atau failing.",
        f"Number {number} must be looked at; write it in fine or failing.",
    )


def _no_number(typed: str) -> Text:
    most = len(elements())
    return Text(
        f'{typed!r} bukan nomor unsur. Tulis 1 sampai {most}, atau "1-12".',
        f'{typed!r} is no number of an element. Write 1 to {most}, or "1-12".',
    )


def _notes(raw: object, answers: Mapping[int, str], problems: list[Problem]) -> dict[int, str]:
    if not isinstance(raw, Mapping):
        problems.append(
            Problem(
                "notes", Text('Tulis seperti 13 = "..." di bawah [notes].', 'Write 13 = "..." below [notes].')
            )
        )
        return {}
    notes = {}
    for key, note in raw.items():
        place = f"notes.{str(key)[:20]}"
        if key not in {str(number) for number in answers}:
            reason = Text("Nomor ini tidak punya jawaban.", "This number has no answer.")
            problems.append(Problem(place, reason))
            continue
        try:
            notes[int(key)] = read_text(note)
        except Refused as refusal:
            problems.append(Problem(place, refusal.reason))
            continue
        if len(notes[int(key)]) > NOTE_MOST:
            reason = Text(f"Paling banyak {NOTE_MOST} huruf.", f"At most {NOTE_MOST} characters.")
            problems.append(Problem(place, reason))
    return notes

"""A storage study as a file: TOML, or a table from CSV or Excel. Every fault is named with its place.

The same words head a table and a TOML file, in Indonesian or English; ``docs/shelf-life.md`` shows both.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lopo.facts.dossier_file import Problem
from lopo.facts.figures import say_number
from lopo.facts.kinds import Refused, read_decimal, read_text, read_yes_no
from lopo.facts.text import Text
from lopo.quality.storage.attributes import attribute_named
from lopo.quality.storage.study import (
    ACCELERATED,
    FALLS,
    METHODS,
    REAL_TIME,
    RISES,
    STORAGES,
    Study,
    series_of,
)

MAX_BYTES = 1_000_000
MAX_READINGS = 2_000
MAX_PROBLEMS = 30
STRANGE_ROWS = 3
"""So many unknown words before the head, and the table is none of a storage study."""
COLDEST, HOTTEST, MAX_DAYS = -40, 100, 3650
MAX_VALUE = 1_000_000_000

_KEYS = {
    "attribute": ("attribute", "atribut", "yang diukur"),
    "unit": ("unit", "satuan"),
    "direction": ("direction", "arah"),
    "limit": ("limit", "batas"),
    "method": ("method", "cara"),
    "storage": ("storage", "simpan"),
    "pack": ("pack", "kemasan"),
    "pack_as_sold": ("pack_as_sold", "pack as sold", "kemasan dijual"),
}
_COLUMNS = {
    "celsius": ("celsius", "suhu", "temperature"),
    "day": ("day", "hari"),
    "value": ("value", "values", "nilai"),
}
_KEY_OF = {word: key for key, words in _KEYS.items() for word in words}
_COLUMN_OF = {word: column for column, words in _COLUMNS.items() for word in words}
_CHOICES = {
    "direction": {"rises": RISES, "naik": RISES, "falls": FALLS, "turun": FALLS},
    "method": {"real-time": REAL_TIME, "sungguhan": REAL_TIME,
               "accelerated": ACCELERATED, "dipercepat": ACCELERATED},
    "storage": {"room": "room", "ruang": "room", "chilled": "chilled", "dingin": "chilled",
                "frozen": "frozen", "beku": "frozen"},
}  # fmt: skip
_NO_STUDY = Text(
    "Ini bukan tabel uji simpan. Baris judulnya: suhu; hari; nilai.",
    "This is no table of a storage study. Its head row is: celsius; day; value.",
)
_CELSIUS, _DAY, _VALUE = Text("suhu", "celsius"), Text("hari", "day"), Text("nilai", "value")
_NUMBERED = re.compile(r"\s*\d+$")


def _row(number: int) -> Text:
    return Text(f"baris {number}", f"row {number}")


def _part(place: str | Text, part: Text) -> Text:
    """A cell of a row, or a value of a table."""
    whole = place if isinstance(place, Text) else Text.same(place)
    return Text(f"{whole.id}, {part.id}", f"{whole.en}, {part.en}")


class BadStudy(ValueError):
    """A file that cannot be used; ``problems`` says everything that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(each.reason.en for each in problems))
        self.problems = tuple(problems)


@dataclass(slots=True)
class _Draft:
    """What was read so far, and what is wrong with it."""

    head: dict[str, object] = field(default_factory=dict)
    readings: list[tuple[float, float, float]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, place: str | Text, reason: Text) -> None:
        self.problems.append(Problem(place, reason))
        if len(self.problems) >= MAX_PROBLEMS:
            raise BadStudy(self.problems)

    def read(self, celsius: object, day: object, value: object, place: str | Text) -> None:
        numbers = [
            self._number(celsius, _part(place, _CELSIUS), COLDEST, HOTTEST),
            self._number(day, _part(place, _DAY), 0, MAX_DAYS),
            self._number(value, _part(place, _VALUE), -MAX_VALUE, MAX_VALUE),
        ]
        if len(self.readings) >= MAX_READINGS:
            self.wrong(place, Text(f"Paling banyak {MAX_READINGS} angka.", f"At most {MAX_READINGS} values."))
            raise BadStudy(self.problems)
        if None not in numbers:
            self.readings.append(tuple(numbers))  # type: ignore[arg-type]

    def _number(self, raw: object, place: Text, least: int, most: int) -> float | None:
        try:
            number = float(read_decimal(raw))
        except Refused as refusal:
            self.wrong(place, refusal.reason)
            return None
        if not least <= number <= most:
            ends = {"least": say_number(least), "most": say_number(most)}
            text = Text("Harus antara {least} dan {most}.", "It must lie between {least} and {most}.")
            self.wrong(place, text.filled(**ends))
            return None
        return number


def study_from_toml(content: bytes) -> Study:
    """Read a study from TOML. Raises :class:`BadStudy`; nothing is half read."""
    tables = _parsed(content)
    draft = _Draft()
    head = tables.get("study")
    if not isinstance(head, Mapping):
        draft.wrong("[study]", Text("Bagian [study] belum ada.", "The table [study] is missing."))
        head = {}
    for name, raw in head.items():
        _take(draft, name, raw, f"study.{name}"[:80])
    for name in sorted(set(tables) - {"study", "reading"}):
        draft.wrong(name[:80], Text("Bagian ini tidak dikenal.", "This table is not known."))
    rows = tables.get("reading", [])
    for count, row in enumerate(rows if isinstance(rows, list) else [rows], 1):
        place = f"[[reading]] {count}"
        if not isinstance(row, Mapping):
            draft.wrong(place, Text("Tulis celsius, day dan values.", "Write celsius, day and values."))
            continue
        named = {_COLUMN_OF.get(str(name).lower(), str(name)): raw for name, raw in row.items()}
        for name in sorted(set(named) - set(_COLUMNS)):
            draft.wrong(f"{place}, {name}"[:80], Text("Kata ini tidak dikenal.", "This word is not known."))
        values = named.get("value")
        if values is None or values == []:
            draft.wrong(place, Text("Belum ada nilainya (values).", "It has no values."))
            continue
        for value in values if isinstance(values, list) else [values]:
            draft.read(named.get("celsius", ""), named.get("day", ""), value, place)
    return _finished(draft)


def _parsed(content: bytes) -> dict[str, object]:
    if len(content) > MAX_BYTES:
        raise BadStudy(
            [Problem("", Text("Berkas ini lebih besar dari 1 MB.", "This file is larger than 1 MB."))]
        )
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        detail = str(fault)[:200]
        raise BadStudy(
            [Problem("", Text(f"Ini bukan TOML yang benar: {detail}.", f"This is not valid TOML: {detail}."))]
        ) from None


def study_from_rows(rows: Iterable[Sequence[object]]) -> Study:
    """Read a study from a table: first a word and its value on each row, then the head, then the readings.

    Raises :class:`BadStudy`; whatever reads the rows may raise :class:`Refused`.
    """
    draft, columns = _Draft(), None
    for count, cells in enumerate(rows, 1):
        row = ["" if cell is None else cell for cell in cells]
        if not any(str(cell).strip() for cell in row):
            continue
        if columns is None:
            columns = _head_of(row)
            if columns is None:
                _take(draft, str(row[0]).strip(), row[1] if len(row) > 1 else "", _row(count))
                if len(draft.problems) >= STRANGE_ROWS and not draft.head:
                    raise BadStudy([Problem("", _NO_STUDY)])
            continue
        _read_row(draft, row, columns, _row(count))
    if columns is None:
        draft.wrong(
            "", Text("Belum ada baris judul suhu, hari, nilai.", "There is no head row celsius, day, value.")
        )
    return _finished(draft)


def _head_of(row: Sequence[object]) -> dict[int, str] | None:
    """Which cell is what, where this row is the head of the readings."""
    found = {}
    for place, cell in enumerate(row):
        column = _COLUMN_OF.get(_NUMBERED.sub("", str(cell).strip().lower()))
        if column:
            found[place] = column
    return found if set(found.values()) == set(_COLUMNS) else None


def _read_row(draft: _Draft, row: Sequence[object], columns: Mapping[int, str], place: Text) -> None:
    cells = [(columns[at], cell) for at, cell in enumerate(row) if at in columns]
    one = dict(cells)
    values = [cell for column, cell in cells if column == "value" and str(cell).strip()]
    if not values:
        draft.wrong(place, Text("Belum ada nilainya.", "It has no value."))
    for value in values:
        draft.read(one.get("celsius", ""), one.get("day", ""), value, place)


def _take(draft: _Draft, name: str, raw: object, place: str | Text) -> None:
    """One word of the head and its value."""
    key = _KEY_OF.get(str(name).strip().lower().rstrip(":"))
    if key is None:
        known = ", ".join(words[0] for words in _KEYS.values())
        draft.wrong(
            place,
            Text(
                f"Kata ini tidak dikenal. Yang dikenal: {known}.",
                f"This word is not known. Known are: {known}.",
            ),
        )
        return
    try:
        draft.head[key] = _value_of(key, raw)
    except Refused as refusal:
        draft.wrong(place, refusal.reason)


def _value_of(key: str, raw: object) -> object:
    if key == "limit":
        limit = float(read_decimal(raw))
        if abs(limit) > MAX_VALUE:
            raise Refused(
                Text("Angka ini terlalu besar untuk benar.", "This number is too large to be true.")
            )
        return limit
    if key == "pack_as_sold":
        return read_yes_no(raw)
    text = read_text(raw)
    if key not in _CHOICES:
        return text[:80]
    choices = _CHOICES[key]
    if text.lower() not in choices:
        listed = ", ".join(choices)
        raise Refused(Text(f"Pilih salah satu: {listed}.", f"Choose one of: {listed}."))
    return choices[text.lower()]


def _check_scale(draft: _Draft) -> None:
    """What is watched may have a scale: the limit and every value must lie on it."""
    watched = attribute_named(str(draft.head.get("attribute", "")))
    if watched is None:
        return
    limit = draft.head.get("limit")
    told: list[tuple[str | Text, float]] = [] if limit is None else [("limit", float(str(limit)))]
    for celsius, day, value in draft.readings:
        place = Text(f"{celsius:g} °C, hari {day:g}", f"{celsius:g} °C, day {day:g}")
        told.append((_part(place, _VALUE), value))
    for where, value in told:
        try:
            watched.check(value)
        except Refused as refusal:
            draft.wrong(where, refusal.reason)


_NEEDED = {
    "attribute": Text(
        "Apa yang diukur belum ditulis (attribute).", "It is not said what was measured (attribute)."
    ),
    "direction": Text(
        "Arahnya belum ditulis (direction: rises atau falls).",
        "The direction is missing (direction: rises or falls).",
    ),
    "limit": Text("Batasnya belum ditulis (limit).", "The limit is missing (limit)."),
}


def _finished(draft: _Draft) -> Study:
    head = draft.head
    for key, asked in _NEEDED.items():
        already = any(isinstance(each.place, str) and key in each.place for each in draft.problems)
        if head.get(key, "") == "" and not already:
            draft.wrong(key, asked)
    _check_scale(draft)
    if not draft.readings and not draft.problems:
        draft.wrong("reading", Text("Belum ada satu pun hasil ukur.", "There is not one reading yet."))
    if draft.problems:
        raise BadStudy(draft.problems)
    series = series_of(draft.readings)
    method = head.get("method", ACCELERATED if len(series) > 1 else REAL_TIME)
    as_sold = head.get("pack_as_sold")
    assert method in METHODS and head.get("storage", "room") in STORAGES  # noqa: S101 - read from _CHOICES
    return Study(
        attribute=str(head["attribute"]),
        unit=str(head.get("unit", "")),
        direction=str(head["direction"]),
        limit=float(str(head["limit"])),
        series=series,
        method=str(method),
        storage=str(head.get("storage", "room")),
        pack=str(head.get("pack", "")),
        pack_as_sold=None if as_sold is None else bool(as_sold),
    )

"""GS1 data as scanners and people give them: element strings, bracketed lines, links, bare numbers.

    ]C101095212345432131726123110ABC123            a scanner, with its symbology identifier
    (01)09521234543213(17)261231(10)ABC123         the line below a barcode
    https://id.gs1.org/01/09521234543213/10/ABC123?17=261231

Nothing is raised: what is wrong is collected, each problem with its place.
"""

import datetime as dt
import re
from dataclasses import dataclass

from stdnum import ean

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.labels.codes.bracketed import begins_bracketed, split_bracketed
from lopo.labels.codes.digital_link import checked_value, digital_link, read_link
from lopo.labels.codes.element import (
    Element,
    gs1_table,
    has_fixed_length,
    identifier_at,
    read_element,
    shape_of,
)
from lopo.labels.codes.gtin import check, normal_gtin
from lopo.producers.gtin_faults import LENGTHS, name_of_sign

__all__ = ["Element", "Parsed", "digital_link", "element_string", "parse_gs1"]

SEPARATOR = "\x1d"
"""What a scanner sends for FNC1 between elements."""
LONGEST = 4000
"""More characters than any code can hold are not read."""
SSCC_LENGTH = 18
SAYS_LINK = re.compile(r"https?:/", re.IGNORECASE)

EMPTY = Text("Belum ada yang bisa dibaca.", "There is nothing to read yet.")
TOO_LONG = Text(f"Teks ini lebih dari {LONGEST} tanda.", f"This text has more than {LONGEST} characters.")
NO_FNC1 = Text(
    "Alat pindai bilang ini bukan kode GS1 (tanpa FNC1).",
    "The scanner says that this is no GS1 code (no FNC1).",
)
TWICE = Text("({ai}) tertulis dua kali dengan isi berbeda.", "({ai}) is written twice with different values.")
NO_IDENTIFIER = Text(
    "Pada tanda ke-{place}, mulai {sign}, tidak ada kode GS1 yang dikenal.",
    "At character {place}, from {sign} on, there is no known GS1 identifier.",
)
LOST_SEPARATOR = Text(
    "Mungkin pemisah (FNC1) di antara dua data hilang.",
    "Perhaps a separator (FNC1) between two data is missing.",
)
UNKNOWN = Text("({ai}) bukan kode GS1 yang dikenal.", "({ai}) is not a known GS1 identifier.")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What GS1 data say. ``gtin`` (14 digits), ``lot``, ``expiry`` and ``serial`` are ``None`` where not said
    or not right; ``link`` is the address, if it was one."""

    elements: tuple[Element, ...] = ()
    problems: tuple[Text, ...] = ()
    warnings: tuple[Text, ...] = ()
    link: str | None = None
    wrong: frozenset[str] = frozenset()
    """Identifiers whose value is not right."""

    @property
    def valid(self) -> bool:
        return bool(self.elements) and not self.problems

    @property
    def gtin(self) -> str | None:
        return self._value("01")

    @property
    def lot(self) -> str | None:
        return self._value("10")

    @property
    def serial(self) -> str | None:
        return self._value("21")

    @property
    def sscc(self) -> str | None:
        return self._value("00")

    @property
    def expiry(self) -> dt.date | None:
        meaning = next((each.meaning for each in self.elements if each.ai == "17"), None)
        return meaning if isinstance(meaning, dt.date) else None

    @property
    def bracketed(self) -> str:
        """The line for people, ``(01)09521234543213(10)ABC123``."""
        return "".join(f"({each.ai}){each.value}" for each in self.elements)

    @property
    def raw(self) -> str:
        """As a scanner sends it, with separators only where they are needed."""
        text = ""
        for place, each in enumerate(self.elements):
            text += each.ai + each.value
            text += SEPARATOR if _is_open_ended(each.ai) and place + 1 < len(self.elements) else ""
        return text

    def _value(self, ai: str) -> str | None:
        return next((each.value for each in self.elements if each.ai == ai and ai not in self.wrong), None)


def element_string(
    gtin: str, *, lot: str | None = None, expiry: dt.date | None = None, serial: str | None = None
) -> str:
    """The bracketed line for a GS1-128: the number, then the expiry, the lot and the serial number.

    Raises :class:`Refused` for what it cannot carry.
    """
    text = f"(01){normal_gtin(gtin)}"
    if expiry is not None:
        text += f"(17){expiry:%y%m%d}"
    for ai, value in (("10", lot), ("21", serial)):
        if value is None:
            continue
        if re.search(r"\(\d{2,4}\)", value):
            raise Refused(
                Text(f"Jangan pakai angka dalam kurung di “{value}”; itu terbaca sebagai kode GS1.",
                     f"Leave out digits in brackets from “{value}”; they read as a GS1 identifier.")
            )  # fmt: skip
        text += f"({ai}){checked_value(ai, value)}"
    return text


def parse_gs1(text: str, *, on: dt.date | None = None) -> Parsed:
    """Read GS1 data in any of their forms; ``on`` is today, for years of two digits."""
    today = on or dt.date.today()
    body = text.strip(" \t\r\n")
    if len(body) > LONGEST:
        return Parsed(problems=(TOO_LONG,))
    body, symbology = _without_symbology(body)
    body = body.strip(" \t\r\n")
    if not body.strip(SEPARATOR):
        return Parsed(problems=(EMPTY,))
    warnings: list[Text] = []
    if SAYS_LINK.match(body):
        reading = read_link(body)
        return _read(reading.pairs, today, reading.problems, reading.warnings, link=body)
    if symbology in gs1_table()["symbologies"]["plain"]:
        warnings.append(NO_FNC1)
    if begins_bracketed(body):
        return _read(list(split_bracketed(body.replace(SEPARATOR, ""))), today, [], warnings)
    if symbology not in gs1_table()["symbologies"]["elements"] and (number := _bare_number(body, symbology)):
        return _read([number], today, [], warnings)
    pairs, problems = _split_raw(_with_separators(body))
    if any(_runs_on(ai, value) for ai, value in pairs):
        problems.append(LOST_SEPARATOR)
    parsed = _read(pairs, today, problems, warnings)
    if not symbology and _is_miscopied_number(body, parsed):
        return _read([("01", body.zfill(LENGTHS[-1]))], today, [], warnings)
    return parsed


def _without_symbology(text: str) -> tuple[str, str]:
    known = [name for names in gs1_table()["symbologies"].values() for name in names]
    symbology = next((name for name in known if text.startswith(name)), "")
    return text[len(symbology) :], symbology


def _bare_number(text: str, symbology: str) -> tuple[str, str] | None:
    """A number without identifier: a product's, or a pallet's of eighteen digits."""
    if not (text.isascii() and text.isdigit()):
        return None
    is_number = symbology in gs1_table()["symbologies"]["number"]
    if len(text) in LENGTHS and (is_number or check(text).valid):
        return "01", text.zfill(LENGTHS[-1])
    if len(text) == SSCC_LENGTH and ean.calc_check_digit(text[:-1]) == text[-1] and not symbology:
        return "00", text
    return None


def _is_miscopied_number(text: str, parsed: Parsed) -> bool:
    """Whether it has the length of a product's number and makes no better sense as elements.

    Nearly any digits make sense as an element of any length, so such a one does not count.
    """
    if len(text) not in LENGTHS or not (text.isascii() and text.isdigit()):
        return False
    return not parsed.valid or any(_is_open_ended(each.ai) for each in parsed.elements)


def _is_open_ended(ai: str) -> bool:
    identifier = identifier_at(ai)
    return identifier is not None and not has_fixed_length(identifier)


def _runs_on(ai: str, value: str) -> bool:
    identifier = identifier_at(ai)
    return identifier is not None and len(value) > shape_of(identifier).most


def _with_separators(text: str) -> str:
    for written in gs1_table()["separators"]["written"]:
        text = text.replace(written, SEPARATOR)
    return text


def _split_raw(text: str) -> tuple[list[tuple[str, str]], list[Text]]:
    """Cut an element string into identifiers and values, as far as they can be told apart."""
    pairs: list[tuple[str, str]] = []
    place = 0
    while place < len(text):
        if text[place] == SEPARATOR:
            place += 1
            continue
        identifier = identifier_at(text[place : place + 4])
        if identifier is None:
            sign = name_of_sign(text[place])
            return pairs, [NO_IDENTIFIER.filled(place=str(place + 1), sign=sign)]
        start = place + len(identifier.ai)
        separator = text.find(SEPARATOR, start)
        place = len(text) if separator < 0 else separator
        if has_fixed_length(identifier):
            place = min(place, start + shape_of(identifier).most)
        pairs.append((identifier.ai, text[start:place]))
    return pairs, []


def _read(
    pairs: list[tuple[str, str]],
    today: dt.date,
    problems: list[Text],
    warnings: list[Text],
    link: str | None = None,
) -> Parsed:
    elements: list[Element] = []
    problems = problems.copy()
    wrong = set()
    for ai, value in pairs:
        identifier = identifier_at(ai)
        if identifier is None or identifier.ai != ai:
            problems.append(UNKNOWN.filled(ai=ai))
            continue
        element, found = read_element(identifier, value, today)
        if any(each.ai == ai and each.value != value for each in elements):
            found = (*found, TWICE.filled(ai=ai))
        if found:
            wrong.add(ai)
        elements.append(element)
        problems.extend(found)
    return Parsed(tuple(elements), tuple(problems), tuple(warnings), link, frozenset(wrong))

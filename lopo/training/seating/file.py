"""A course and its applicants as a TOML file, for the command and for trying a policy out.

::

    seats = 2
    modules = ["hygiene", "label"]
    apart = false

    [[applicant]]
    name = "Dapur Mama Yuliana"
    asked = 2026-11-01T08:00:00
    ward = "Oebobo"
    women_led = true
    first_time = true
    products = { "Sambal lu'at" = ["label", "hygiene"], "Abon" = ["packaging", ""] }

A product is its open gaps, each by the module that mends it; an empty name is a gap that no module mends.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.typed_toml import parse_typed
from lopo.training.seating.applicant import FORBIDDEN, PINNED, Applicant, Course, Gap, OpenProduct

GATE = Text("anak tangga berikutnya", "its next gate")
_COURSE = {"seats": int, "modules": list, "apart": bool, "applicant": list}
_APPLICANT = {
    "name": str, "asked": dt.datetime, "ward": str, "women_led": bool, "first_time": bool, "wish": str,
    "reason": str, "wants": list, "products": dict,
}  # fmt: skip
SEATS_MOST, APPLICANTS_MOST = 100_000, 20_000


def read_course(text: str) -> tuple[Course, list[Applicant]]:
    """The course and who asks, numbered from 1. Raises :class:`Refused` naming what is wrong, and where."""
    try:
        table = parse_typed(text)
    except ValueError as fault:
        raise Refused(Text(f"Ini bukan TOML: {fault}", f"This is not TOML: {fault}")) from None
    _check(table, _COURSE, "")
    for name in ("seats", "modules"):
        if name not in table:
            raise _wrong(name, Text("belum ditulis", "is missing"))
    if not 1 <= table["seats"] <= SEATS_MOST:
        raise _wrong("seats", Text(f"dari 1 sampai {SEATS_MOST}", f"is from 1 to {SEATS_MOST}"))
    modules = tuple(dict.fromkeys(_names(table["modules"], "modules")))
    rows = table.get("applicant", [])
    if len(rows) > APPLICANTS_MOST:
        raise _wrong("applicant", Text(f"paling banyak {APPLICANTS_MOST}", f"at most {APPLICANTS_MOST}"))
    applicants = [_applicant(row, number) for number, row in enumerate(rows, 1)]
    return Course(table["seats"], modules, table.get("apart", False)), applicants


def _applicant(row: Any, number: int) -> Applicant:
    place = f"applicant {number}"
    if not isinstance(row, Mapping):
        raise _wrong(place, Text("harus sebuah tabel", "has to be a table"))
    _check(row, _APPLICANT, f"{place}: ")
    if "name" not in row or "asked" not in row:
        raise _wrong(place, Text("name dan asked harus ditulis", "name and asked have to be written"))
    wish = row.get("wish", "")
    if wish not in ("", PINNED, FORBIDDEN):
        raise _wrong(f"{place}: wish", Text(f"{PINNED} atau {FORBIDDEN}", f"is {PINNED} or {FORBIDDEN}"))
    products = tuple(
        _product(name, _names(needs, f"{place}: {name}")) for name, needs in row.get("products", {}).items()
    )
    return Applicant(
        id=number,
        name=row["name"],
        asked_at=row["asked"].replace(tzinfo=None),
        products=products,
        ward=row.get("ward", ""),
        women_led=row.get("women_led"),
        first_time=row.get("first_time", True),
        wish=wish,
        wish_reason=row.get("reason", ""),
        wants=frozenset(_names(row.get("wants", []), f"{place}: wants")),
    )


def _product(name: str, needs: list[str]) -> OpenProduct:
    return OpenProduct(name, GATE, tuple(Gap(str(number), module) for number, module in enumerate(needs)))


def _check(table: Mapping[str, Any], known: Mapping[str, type], place: str) -> None:
    for name, value in table.items():
        if name not in known:
            raise _wrong(f"{place}{name}", Text("tidak dikenal", "is not known here"))
        kind = known[name]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise _wrong(f"{place}{name}", Text("jenis nilainya lain", "is a value of another kind"))


def _names(value: Any, place: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _wrong(place, Text("harus daftar nama", "has to be a list of names"))
    return value


def _wrong(place: str, why: Text) -> Refused:
    return Refused(Text(f"{place}: {why.id}.", f"{place}: {why.en}."))

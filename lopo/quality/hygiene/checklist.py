"""The checklist of the inspection, element by element. Sources: ``checklist.toml``."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml

SEVERITIES = ("minor", "major", "serious", "critical")
"""From the lightest to the gravest."""

SEVERITY_TITLES = {
    "minor": Text("minor", "minor"),
    "major": Text("mayor", "major"),
    "serious": Text("serius", "serious"),
    "critical": Text("kritis", "critical"),
}

_FILE = "checklist.toml"


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the checklist.

    ``failure`` says what is wrong where it is a finding; to ``question`` an owner answers yes when all is
    well; ``good`` and ``mend`` are advice. Where what it is about need not be there, ``absent`` says so.
    """

    number: int
    group: str
    severity: str
    failure: Text
    question: Text
    good: Text
    mend: Text
    picture: bool = False
    absent: Text | None = None


@functools.cache
def elements() -> tuple[Element, ...]:
    """The 37 elements in the order of the checklist."""
    return tuple(_element(row) for row in _tables()["element"])


@functools.cache
def element_numbered(number: int) -> Element:
    """The element of that number. Raises :class:`KeyError`."""
    return {element.number: element for element in elements()}[number]


@functools.cache
def groups() -> Mapping[str, Text]:
    """The heading of each group by its letter, in order: ``A`` is the site."""
    return {letter: Text.from_table(title, _FILE) for letter, title in _tables()["group"].items()}


def group_title(group: str) -> Text:
    """The heading of a group of elements. Raises :class:`KeyError`."""
    return groups()[group]


def elements_in(group: str) -> tuple[Element, ...]:
    """The elements of one group."""
    return tuple(element for element in elements() if element.group == group)


def title() -> Text:
    """What the checklist is called."""
    return Text.from_table(_tables()["title"], _FILE)


def source() -> str:
    """Where the elements and their severities are taken from."""
    return str(_tables()["source"])


def _element(row: Mapping[str, Any]) -> Element:
    place = f"{_FILE}: element {row['number']}"
    absent = row.get("may_be_absent")
    return Element(
        row["number"],
        row["group"],
        row["severity"],
        failure=Text.from_table(row["failure"], place),
        question=Text.from_table(row["question"], place),
        good=Text.from_table(row["good"], place),
        mend=Text.from_table(row["mend"], place),
        picture=row.get("picture", False),
        absent=Text.from_table(absent, place) if absent else None,
    )


@functools.cache
def _tables() -> Mapping[str, Any]:
    return read_toml("lopo.quality.hygiene", _FILE)

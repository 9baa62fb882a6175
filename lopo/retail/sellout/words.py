"""The words of ``words.toml``, and how two texts are held against one another."""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lopo.facts.toml_file import read_toml

_NOT_WORD = re.compile(r"[^0-9a-z%]+")
_SPACES = re.compile(r"\s+")

ROLES = (
    "store", "store_code", "gtin", "code", "name", "day", "from", "until", "pieces", "value", "stock",
    "returned", "unit", "supplier", "other",
)  # fmt: skip
"""What a column can be; ``other`` is of no use here."""
ONCE = frozenset(ROLES) - {"other"}
MEASURES = ("pieces", "value", "stock", "returned")
NET = frozenset({"net", "nett", "netto", "bersih"})
"""Of two amounts the one that was paid: what is left of the gross once the discount is off."""
WHO = ("gtin", "code", "name")
"""By what a product can be known."""


def plain(text: object) -> str:
    """Small letters and digits with single spaces between: how headings and labels are compared."""
    return _plain(str(text)) if text is not None else ""


@functools.lru_cache(maxsize=16_384)
def _plain(text: str) -> str:
    return _NOT_WORD.sub(" ", text.casefold()).strip()


def spaced(text: object) -> str:
    """The text on one line, without spaces at its ends and without an apostrophe that Excel shows."""
    return _spaced(str(text))


@functools.lru_cache(maxsize=16_384)
def _spaced(text: str) -> str:
    return _SPACES.sub(" ", text.replace("\x00", "")).strip().lstrip("'’`").strip()


@dataclass(frozen=True, slots=True)
class Words:
    """What ``words.toml`` says, ready to ask."""

    headings: Mapping[str, frozenset[str]]
    uncertain: frozenset[str]
    money_from: int
    least_price: int
    sure_price: int
    not_now: frozenset[str]
    rows: Mapping[str, tuple[str, ...]]
    scales: Mapping[str, tuple[str, ...]]
    pieces: frozenset[str]
    cartons: frozenset[str]
    dozens: Mapping[str, int]
    """Words that say of themselves how many pieces they are."""
    months: Mapping[str, int]


@functools.cache
def words() -> Words:
    """The words, read once."""
    table: Mapping[str, Any] = read_toml("lopo.retail.sellout", "words.toml")
    return Words(
        headings={role: frozenset(table["headings"][role]) for role in ROLES},
        uncertain=frozenset(table["uncertain"]["words"]),
        money_from=table["uncertain"]["money_from"],
        least_price=table["uncertain"]["least_price"],
        sure_price=table["uncertain"]["sure_price"],
        scales={name: tuple(found) for name, found in table["scales"].items()},
        not_now=frozenset(table["uncertain"]["not_now"]),
        rows={kind: tuple(found) for kind, found in table["rows"].items()},
        pieces=frozenset(table["units"]["piece"]),
        cartons=frozenset(table["units"]["carton"]),
        dozens=table["units"]["counted"],
        months=table["months"],
    )


def role_of(heading: str) -> tuple[str, float]:
    """What a heading (already :func:`plain`) most likely means, and how sure that is, from 0 to 1."""
    known = words().headings
    for role in ROLES:
        if heading in known[role]:
            return role, 1.0
    return _by_parts(heading)


@functools.lru_cache(maxsize=4096)
def _by_parts(heading: str) -> tuple[str, float]:
    """The role of the longest known phrase that stands whole within the heading."""
    parts = heading.split()
    if any(f" {mark} " in f" {heading} " for mark in words().not_now):
        return "other", 0.95
    best, sure = "", 0.0
    for role, phrases in words().headings.items():
        for phrase in phrases:
            size = len(phrase.split())
            if size < len(parts) and any(
                " ".join(parts[place : place + size]) == phrase for place in range(len(parts) - size + 1)
            ):
                share = size / len(parts) * 0.9
                if share > sure:
                    best, sure = role, share
    return best, sure


@functools.lru_cache(maxsize=16_384)
def begins_with(text: str, kind: str) -> bool:
    """Whether a text (already :func:`plain`) begins with one of the words of ``rows``."""
    return any(text == each or text.startswith(f"{each} ") for each in words().rows[kind])

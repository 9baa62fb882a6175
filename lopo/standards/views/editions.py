"""Editions of a gate that was written here, as rows for a page."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from lopo.facts.text import Text
from lopo.standards.books.own_gate import pack_of
from lopo.standards.library import Edition, edition_on, load_library
from lopo.standards.models import GateEdition
from lopo.standards.own_gates.own_pack import Held, OwnPack, Published, held
from lopo.standards.own_gates.titles import SEVERITY_SHORT
from lopo.standards.requirement import Requirement


def published_of(editions: Iterable[GateEdition]) -> list[Published]:
    """The published ones among the editions of one gate."""
    return [
        Published(pack_of(each), each.number, each.valid_from, each.withdrawn_from)
        for each in editions
        if each.published_at is not None and each.valid_from is not None
    ]


def dated(editions: Sequence[GateEdition], on: dt.date) -> list[dict[str, Any]]:
    """The published editions, newest first, each with the days on which it holds."""
    days: dict[int, Held] = {each.edition.number: each for each in held(published_of(editions))}
    rows = []
    for each in editions:
        if each.is_draft:
            continue
        when = days.get(each.number)
        rows.append(
            {
                "edition": each,
                "until": when.until if when else None,
                "never": when is None,
                "now": when is not None and when.on(on),
                "ahead": each.valid_from is not None and each.valid_from > on,
            }
        )
    return rows


def demand_rows(pack: OwnPack, day: dt.date, language: str) -> list[dict[str, Any]]:
    """What a pack asks, its own demands first, then the known ones by standard."""
    edition = edition_on(day)
    rows = [_row(each, Text("Syarat sendiri", "Own demands"), language, own=True) for each in pack.demands]
    for name in pack.known:
        requirement = requirement_named(name, edition)
        if requirement is not None:
            standard = edition.standards.get(requirement.standard)
            title = standard.title if standard else Text.same(requirement.standard)
            rows.append(_row(requirement, title, language))
    return rows


def _row(requirement: Requirement, standard: Text, language: str, own: bool = False) -> dict[str, Any]:
    return {
        "requirement": requirement,
        "standard": standard.in_language(language),
        "asks": requirement.asks.in_language(language),
        "why": requirement.why.in_language(language),
        "severity": SEVERITY_SHORT[requirement.severity].in_language(language),
        "own": own,
    }


def requirement_named(name: str, edition: Edition) -> Requirement | None:
    """A shipped demand as it holds in the edition, or in some other version."""
    if name in edition.requirements:
        return edition.requirements[name]
    every = (each for standard in load_library().standards for each in standard.requirements)
    return next((each for each in every if each.name == name), None)

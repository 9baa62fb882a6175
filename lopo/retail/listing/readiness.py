"""How ready a product is for one shop: the share of its gate that is met, and stays so for a while.

A paper that runs out soon counts as one demand that is not met: the shop would sell under an expired one.
"""

import datetime as dt
from dataclasses import dataclass

from lopo.facts.dossier import Dossier
from lopo.retail.listing.transitions import figures


@dataclass(frozen=True, slots=True)
class Lapse:
    """A paper that runs out: its kind (``halal``) and its last day."""

    paper: str
    on: dt.date


def lapses(dossier: Dossier) -> list[Lapse]:
    """The papers of a dossier that have a last day, soonest first; a day worked out goes before one told."""
    found: dict[str, dt.date] = {}
    for field in ("valid_until", "expires_on"):
        for name in dossier:
            section, _dot, rest = name.partition(".")
            paper, _dot, its = rest.partition(".")
            day = dossier.value(name)
            if section == "permit" and its == field and isinstance(day, dt.date):
                found[paper] = day
    return sorted((Lapse(paper, day) for paper, day in found.items()), key=lambda each: (each.on, each.paper))


@dataclass(frozen=True, slots=True)
class Readiness:
    """In whole per cent; ``lapses_on`` is the last day of the paper that runs out first, if any does."""

    percent: int
    lapses_on: dt.date | None
    soon: int
    """How many papers run out within so many days as the table says."""


def readiness(met: int, total: int, papers: list[Lapse], on: dt.date) -> Readiness:
    """The share of a gate that is met on ``on``, each paper that runs out soon taken off it.

    >>> readiness(10, 10, [Lapse("halal", dt.date(2026, 1, 20))], dt.date(2026, 1, 1)).percent
    90
    """
    soon = sum(on <= each.on < on + dt.timedelta(days=figures().soon_days) for each in papers)
    stays = max(0, met - soon)
    first = min((each.on for each in papers if each.on >= on), default=None)
    return Readiness(100 * stays // total if total else 0, first, soon)

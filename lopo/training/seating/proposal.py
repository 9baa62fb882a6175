"""What a search gives: the seats, the waiting list, and how good they are. One value, one JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lopo.facts.text import Text


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat given: the modules she comes to, the products that would pass, the gaps that close."""

    applicant: int
    modules: tuple[str, ...]
    passes: tuple[str, ...]
    closes: int


@dataclass(frozen=True, slots=True)
class FloorOutcome:
    """What became of a floor for one group: ``wanted`` at ``bound``, ``got``, and by how many it fails."""

    id: str
    group: str
    title: Text
    bound: str
    wanted: int
    got: int
    missing: int

    @property
    def is_tight(self) -> bool:
        """Whether one more or fewer would break it."""
        return self.got >= self.wanted if self.bound == "most" else self.got <= self.wanted


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who would have the seats. ``waiting`` is in order; ``out`` are kept out by the officer or a clash.

    ``passes`` counts products. Nothing does better than ``passes_bound`` under the floors; both are equal
    where that was proven. ``passes_free`` is what could pass if no floor held. The same for ``closes``,
    which counts gaps.
    """

    seats: tuple[Seat, ...]
    waiting: tuple[int, ...]
    out: tuple[int, ...]
    passes: int
    passes_bound: int
    passes_free: int
    closes: int
    closes_bound: int
    floors: tuple[FloorOutcome, ...]
    proven: bool
    """Whether passes, gaps and seats filled were proven best under the floors."""
    settled: bool
    """Whether the order among equals was proven, too, and not ended by the clock."""
    seconds: float
    reasons: Mapping[int, Text]

    @property
    def relaxed(self) -> tuple[FloorOutcome, ...]:
        """The floors that could not hold."""
        return tuple(each for each in self.floors if each.missing)


def plain(proposal: Proposal) -> dict[str, Any]:
    """The proposal as plain data, for JSON."""
    return {
        "passes": proposal.passes,
        "passes_bound": proposal.passes_bound,
        "passes_free": proposal.passes_free,
        "closes": proposal.closes,
        "closes_bound": proposal.closes_bound,
        "proven": proposal.proven,
        "settled": proposal.settled,
        "seconds": round(proposal.seconds, 3),
        "seats": [
            {
                "applicant": seat.applicant,
                "modules": list(seat.modules),
                "passes": list(seat.passes),
                "closes": seat.closes,
            }
            for seat in proposal.seats
        ],
        "waiting": list(proposal.waiting),
        "out": list(proposal.out),
        "floors": [
            {
                "id": floor.id,
                "group": floor.group,
                "title": _text(floor.title),
                "bound": floor.bound,
                "wanted": floor.wanted,
                "got": floor.got,
                "missing": floor.missing,
            }
            for floor in proposal.floors
        ],
        "reasons": {str(id): _text(reason) for id, reason in proposal.reasons.items()},
    }


def _text(text: Text) -> dict[str, str]:
    return {"id": text.id, "en": text.en}

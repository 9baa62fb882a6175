"""How many pieces are where, and what of a recall is not accounted for yet.

All counts are whole pieces. What left a place is taken off what came to it; what is neither sent out nor used
up in another batch is in the kitchen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

KITCHEN = None
"""Stands where a place would."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Pieces by batch and place."""

    made: Mapping[int, int]
    at: Mapping[tuple[int, int | None], int]
    """By (batch, place); no place is the kitchen. Never below nought, and without places that hold nothing.
    """
    sent: Mapping[int, int]
    """Pieces of each batch that left the kitchen, returns not taken off."""
    returned: Mapping[int, int]
    """Pieces that came back to the kitchen."""
    used: Mapping[int, int]
    """Pieces that went into another batch."""

    def places(self) -> list[int]:
        """Every place that holds something, each once."""
        return list(dict.fromkeys(place for _batch, place in self.at if place is not None))

    @property
    def out(self) -> int:
        """Pieces that are not in the kitchen."""
        return sum(pieces for (_batch, place), pieces in self.at.items() if place is not None)

    @property
    def in_kitchen(self) -> int:
        """Pieces that never left, or are back."""
        return sum(pieces for (_batch, place), pieces in self.at.items() if place is None)


def spread_of(
    made: Mapping[int, int],
    moves: Iterable[tuple[int, int | None, int | None, int]],
    used: Iterable[tuple[int, int]] = (),
) -> Spread:
    """Where the pieces are after ``moves`` of (batch, from, to, pieces), and after what was ``used``."""
    at: dict[tuple[int, int | None], int] = {(batch, KITCHEN): pieces for batch, pieces in made.items()}
    sent, returned, taken = dict.fromkeys(made, 0), dict.fromkeys(made, 0), dict.fromkeys(made, 0)
    for batch, origin, destination, pieces in moves:
        at[batch, origin] = at.get((batch, origin), 0) - pieces
        at[batch, destination] = at.get((batch, destination), 0) + pieces
        if origin is KITCHEN:
            sent[batch] += pieces
        if destination is KITCHEN:
            returned[batch] += pieces
    for batch, pieces in used:
        at[batch, KITCHEN] -= pieces
        taken[batch] += pieces
    return Spread(made, {where: pieces for where, pieces in at.items() if pieces > 0}, sent, returned, taken)


@dataclass(frozen=True, slots=True)
class Owed:
    """One line of a recall: of which batch, where, how many to find, and how many were counted."""

    batch: int
    place: int | None
    pieces: int
    counted: int

    @property
    def left(self) -> int:
        """Pieces not accounted for yet."""
        return max(0, self.pieces - self.counted)


@dataclass(frozen=True, slots=True)
class Balance:
    """A recall as it stands."""

    lines: tuple[Owed, ...]

    @property
    def pieces(self) -> int:
        """All that is to be found."""
        return sum(line.pieces for line in self.lines)

    @property
    def counted(self) -> int:
        """All that was found, or is known to be gone."""
        return sum(line.counted for line in self.lines)

    @property
    def left(self) -> int:
        """Pieces not accounted for yet."""
        return sum(line.left for line in self.lines)

    @property
    def is_closed(self) -> bool:
        """Whether every piece is accounted for."""
        return self.left == 0


def balance(
    spread: Spread, counted: Mapping[tuple[int, int | None], int], back: Mapping[tuple[int, int | None], int]
) -> Balance:
    """A recall held against what was ``counted`` at each (batch, place).

    ``back`` is that part of it which has moved to the kitchen since, and so no longer stands in ``spread``
    where it was found: it is put back there, and taken out of the kitchen.
    """
    wanted = dict(spread.at)
    for (batch, place), pieces in back.items():
        wanted[batch, place] = wanted.get((batch, place), 0) + pieces
        wanted[batch, KITCHEN] = wanted.get((batch, KITCHEN), 0) - pieces
    lines = [
        Owed(batch, place, pieces, counted.get((batch, place), 0))
        for (batch, place), pieces in wanted.items()
        if pieces > 0
    ]
    return Balance(tuple(sorted(lines, key=lambda line: (line.place is None, line.batch, line.place or 0))))

"""Everything that can be reached from some lots, step by step.

Level by level: each step asks once for the neighbours of all lots found in the step before, so a search asks
as often as the chain is deep (two or three times in a kitchen), and touches nothing but the lots concerned. A
lot found before is not asked again; a circle, which the book does not let in, would end the search and not
trap it.
"""

from collections.abc import Callable, Collection, Hashable, Iterable
from typing import TypeVar

Lot = TypeVar("Lot", bound=Hashable)


def reached(start: Iterable[Lot], neighbours: Callable[[Collection[Lot]], Iterable[Lot]]) -> list[Lot]:
    """Every lot reached from ``start`` and the lots of it, nearest first, each once.

    ``neighbours`` takes the lots of one level and gives those one step on.
    """
    found = dict.fromkeys(start)
    level = list(found)
    while level:
        further = [lot for lot in dict.fromkeys(neighbours(level)) if lot not in found]
        found.update(dict.fromkeys(further))
        level = further
    return list(found)

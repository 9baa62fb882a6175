"""How far products are with shops. The layers above know; a product's own pages ask here.

``lopo.retail`` fills :data:`STATES` when the house starts. Each source shows a reader what is hers to see.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from lopo.accounts.models import Person

ON_SHELF, HER_TURN, ON_ITS_WAY, ENDED = "met", "soon", "unknown", "notmet"
"""How a state is marked, as the badges are named."""


@dataclass(frozen=True, slots=True)
class ShelfState:
    """Where one product stands with one shop, in the reader's language; ``gate`` is what the shop asks by."""

    product: int
    gate: str
    shop: str
    title: str
    mark: str
    href: str


STATES: list[Callable[[Person, Collection[int]], Iterable[ShelfState]]] = []
"""Each is asked for products by primary key; its queries do not grow with them."""

_ORDER = (HER_TURN, ON_SHELF, ON_ITS_WAY, ENDED)


def states_of(person: Person, products: Collection[int]) -> dict[int, list[ShelfState]]:
    """What ``person`` may know of ``products``: what waits for her first, what has ended last."""
    found: dict[int, list[ShelfState]] = {}
    for source in STATES if products else ():
        for state in source(person, products):
            found.setdefault(state.product, []).append(state)
    return {key: sorted(states, key=lambda each: _ORDER.index(each.mark)) for key, states in found.items()}

"""Goods of others that a person may offer for sale: the layers above know which shop took which product.

``lopo.retail`` fills :data:`GOODS` when the house starts; whoever prints for the shelf asks here.
"""

from collections.abc import Callable, Mapping

from lopo.accounts.models import Person

GOODS: list[Callable[[Person], Mapping[int, int]]] = []
"""Each gives products by primary key with their price on that person's shelf, in rupiah."""


def goods_for(person: Person) -> dict[int, int]:
    """The products on the shelves of the person's shops, and what they cost there."""
    found: dict[int, int] = {}
    for source in GOODS:
        found |= source(person)
    return found

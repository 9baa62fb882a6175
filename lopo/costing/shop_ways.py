"""The ways to real shops, by their published terms. The layers above know; the page about cost asks here.

``lopo.retail`` fills :data:`WAYS` when the house starts.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lopo.accounts.models import Person
from lopo.costing.channel import Channel
from lopo.producers.models import Product


@dataclass(frozen=True, slots=True)
class ShopWay:
    """One shop: its terms as a channel, and the prices agreed with it where there are any."""

    channel: Channel
    shop: str
    stands: str
    """How far the product is with it, in the reader's language; empty before it applied."""
    href: str
    shelf_idr: int | None = None
    to_shop_idr: int | None = None


WAYS: list[Callable[[Person, Product, tuple[str, ...]], Iterable[ShopWay]]] = []
"""Each is asked for a person, a product and the owner's own figures (``cost.channels``)."""


def ways_for(person: Person, product: Product, own: tuple[str, ...]) -> list[ShopWay]:
    """The shops in question for ``product``: first those that have it, then those that could."""
    return [way for source in WAYS for way in source(person, product, own)]

"""Where a product can be bought today: shops, stalls. The layers above know; whoever shows it asks here.

``lopo.retail`` and others fill :data:`SOURCES` when the house starts, and call :func:`changed` when a product
came to a shop or left it; those who remember it are in :data:`AFTER_CHANGE`.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

SHOP, STALL, ONLINE = "shop", "stall", "online"
KINDS = (SHOP, STALL, ONLINE)


@dataclass(frozen=True, slots=True)
class Outlet:
    """One place where one product is on sale. Nothing here is private."""

    product: int
    name: str
    kind: str = SHOP
    seller: str = ""
    """Whose it is: the retailer, the park."""
    address: str = ""
    when: str = ""
    """When it is there, where that is not always."""
    href: str = ""


SOURCES: list[Callable[[Collection[int]], Iterable[Outlet]]] = []
"""Each is asked for products by primary key; its queries do not grow with them."""

AFTER_CHANGE: list[Callable[[Collection[int]], object]] = []
"""Told of products by primary key when where they are sold has changed."""


def outlets_of(products: Collection[int]) -> dict[int, list[Outlet]]:
    """Where each of ``products`` is on sale, in the order of the sources."""
    found: dict[int, list[Outlet]] = {}
    for source in SOURCES:
        for outlet in source(products):
            found.setdefault(outlet.product, []).append(outlet)
    return found


def changed(products: Collection[int]) -> None:
    """Say that ``products`` came to a place or left one."""
    for tell in AFTER_CHANGE:
        tell(products)

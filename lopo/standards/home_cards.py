"""Cards on the page where a person's work begins, links on a product's page: brought by the layers above.

The standards know none of them: ``lopo.training`` and others fill :data:`CARDS` and :data:`PRODUCT_LINKS`
when the house starts.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lopo.accounts.models import Organisation, Person
from lopo.facts.text import Text
from lopo.producers.models import Product
from lopo.standards.models import OwnGate


@dataclass(frozen=True, slots=True)
class Card:
    """What is drawn: a template, and what it finds there by the name ``card``."""

    template: str
    card: Mapping[str, Any]
    urgent: bool = False
    """Drawn before her products, under her next step."""
    first: bool = False
    """It is the next step itself, so that no other is named: a recall."""


CARDS: list[Callable[[Person], Card | None]] = []
"""Each is asked for its card for a person, and has none where it has nothing to say to her."""


def cards_for(person: Person) -> list[Card]:
    """The cards of a person, in the order in which the layers above were started."""
    return [card for make in CARDS if (card := make(person)) is not None]


@dataclass(frozen=True, slots=True)
class Link:
    """Where a page about a product leads on to; ``title`` is in the reader's language."""

    title: str
    href: str


PRODUCT_LINKS: list[Callable[[Person, Product], Link | None]] = []
"""Each is asked for its link on the page of a product; it has none where that is not for the reader."""


def links_for(person: Person, product: Product) -> list[Link]:
    """The links that the layers above bring for this person and product."""
    return [link for make in PRODUCT_LINKS if (link := make(person, product)) is not None]


PRODUCT_CARDS: list[Callable[[Person, Product], Card | None]] = []
"""Each is asked for its card on the page of a product's plan, for those who see it."""


def product_cards(person: Person, product: Product) -> list[Card]:
    """What the layers above say beside the plan of a product: a shop's reason to mend, and the like."""
    return [card for make in PRODUCT_CARDS if (card := make(person, product)) is not None]


OWNER_LINKS: list[Callable[[Organisation], Link | None]] = []
"""Each is asked for its link about whoever wrote a gate, for everybody to follow."""

GATES_LEFT: list[Callable[[OwnGate, dt.date], Text | None]] = []
"""Each is asked what counts for the owner of a gate without it, and says nothing where it does not know."""


def gates_left(gate: OwnGate, on: dt.date) -> list[Text]:
    """What counts for the owner of ``gate`` without it, in sentences."""
    return [said for say in GATES_LEFT if (said := say(gate, on)) is not None]

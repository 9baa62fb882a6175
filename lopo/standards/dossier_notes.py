"""What else is known of a product that a buyer should read on its one-page dossier: brought by other layers.

``lopo.market`` counts what consumers said, and shows it here; whoever has more adds to :data:`NOTES` when the
house starts. The page of a buyer asks for one product at a time; the list of a queue does not ask at all.
"""

from collections.abc import Callable
from dataclasses import dataclass

from lopo.facts.text import Text
from lopo.producers.models import Product


@dataclass(frozen=True, slots=True)
class DossierNote:
    """One thing in a sentence: ``title`` "Consumers say", ``says`` "4.6 of 5 from 23", where to read on."""

    title: Text
    says: Text
    href: str = ""
    good: bool | None = None
    """Whether it speaks for the product or against it; nothing where it is neither."""


NOTES: list[Callable[[Product], DossierNote | None]] = []
"""Each has one note or none. It is shown to buyers by consent, so nothing of a person stands in it."""


def notes_of(product: Product) -> list[DossierNote]:
    """Everything that others know of ``product``, in the order of the layers."""
    return [note for make in NOTES if (note := make(product)) is not None]

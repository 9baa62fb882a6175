"""Who has packs of a batch, so that they can move on."""

from lopo.quality.models import Batch, Place
from lopo.quality.trace_search import places, spread


def holders_of(batch: Batch) -> list[tuple[Place, int]]:
    """The places that have packs of ``batch``, and how many, by name."""
    here = spread([batch])
    known = places(here.places())
    held = [(known[place], pieces) for (_batch, place), pieces in here.at.items() if place is not None]
    return sorted(held, key=lambda each: each[0].name)

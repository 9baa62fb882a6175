"""What changed between two applications of one product to one shop."""

from collections.abc import Mapping
from dataclasses import dataclass

SECTIONS = ("label", "pack", "permit", "supply", "product", "quality", "nutrition", "price")
"""Facts of other sections say nothing to a buyer."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One fact as it was shown before and as it is shown now; nothing where it was not known."""

    fact: str
    was: object
    now: object


def changed_since(before: Mapping[str, object], now: Mapping[str, object]) -> list[Changed]:
    """The facts that are not as they were, in the order of :data:`SECTIONS` and by name."""
    names = [
        name
        for name in {*before, *now}
        if name.partition(".")[0] in SECTIONS and before.get(name) != now.get(name)
    ]
    order = {section: place for place, section in enumerate(SECTIONS)}
    return [
        Changed(name, before.get(name), now.get(name))
        for name in sorted(names, key=lambda each: (order[each.partition(".")[0]], each))
    ]

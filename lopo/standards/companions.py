"""Who walks beside which business: the layers above know; whoever lets a companion act for it asks here.

``lopo.training`` fills :data:`COMPANIES` when the house starts.
"""

from collections.abc import Callable

from lopo.accounts.models import Person

COMPANIES: list[Callable[[Person, int], bool]] = []
"""Each is asked whether a person is the named companion of a business, by primary key, today."""


def is_companion(person: Person, business: int) -> bool:
    """Whether ``person`` is today the named companion of ``business``."""
    return any(walks(person, business) for walks in COMPANIES)

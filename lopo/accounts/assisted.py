"""Receipts for what an officer entered on a producer's behalf."""

import secrets
from collections.abc import Iterable

from lopo.accounts.models import AssistedEntry, Organisation, Person
from lopo.accounts.receipt_number import new_number


def write_receipt(
    officer: Person, organisation: Organisation, lines: Iterable[tuple[str, str]]
) -> AssistedEntry:
    """Keep ``(title, value)`` lines as entered now, under a number the producer can ask for."""
    return AssistedEntry.objects.create(
        number=_unused_number(),
        officer=officer,
        organisation=organisation,
        lines=[{"title": title, "value": value} for title, value in lines],
    )


def _unused_number() -> str:
    while AssistedEntry.objects.filter(number=(number := new_number(secrets.choice))).exists():
        pass
    return number

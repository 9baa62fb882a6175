"""Receipts for what an officer entered on a producer's behalf."""

import secrets
from collections.abc import Iterable

from lopo.accounts.models import AssistedEntry, Membership, Organisation, Person
from lopo.accounts.receipt_number import new_number
from lopo.accounts.roles import Role


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


def city_writes_for(organisation: int) -> bool:
    """Whether the city writes for these people: one got a receipt, or none of them can sign in as owner."""
    if AssistedEntry.objects.filter(organisation=organisation).exists():
        return True
    owners = Membership.objects.filter(organisation=organisation, role=Role.OWNER, person__is_active=True)
    return not owners.exists()

"""What the kitchen still has to do by a day, and who is told when that changes.

:data:`AFTER_WORK` is told of a business whose list may have changed; the layers above fill it, so that the
list of tasks stays true. :mod:`lopo.quality.work_book` finds the work itself.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from lopo.accounts.models import Person
from lopo.facts.text import Text

FINDING, OWN_FINDING, MEASURING = "kitchen-finding", "kitchen-own-finding", "storage-measuring"
OWN_CHECK = "kitchen-own-check"
"""The rules under which it stands among the tasks."""

AFTER_WORK: list[Callable[[int, Person | None], None]] = []
"""Called with the business, and with whoever changed something, after findings or measuring days changed."""


@dataclass(frozen=True, slots=True)
class DatedWork:
    """Something to do by ``due``. ``about`` names it, once in the house.

    It is to be shown from ``since`` on; without that, from the first day on which to remind of it.
    ``told_on`` is when the owner said that she has done it, where that is still to be seen.
    """

    about: str
    rule: str
    business: int
    product: int | None
    title: Text
    does: Text
    due: dt.date
    since: dt.date | None = None
    told_on: dt.date | None = None


def finding_name(pk: int) -> str:
    """What a finding is called among the tasks."""
    return f"finding-{pk}"


def finding_of(about: str) -> int | None:
    """The finding that is called so; nothing where it is something else."""
    kind, _dash, number = about.partition("-")
    return int(number) if kind == "finding" else None


def check_of(about: str) -> int | None:
    """The business whose own check is called so."""
    kind, _dash, number = about.partition("-")
    return int(number) if kind == "check" else None


def study_of(about: str) -> int | None:
    """The study whose measuring day is called so."""
    kind, _dash, rest = about.partition("-")
    return int(rest.partition("-")[0]) if kind == "measuring" else None


def work_changed(business: int, by: Person | None = None) -> None:
    """Tell the layers above that what is to be done in the kitchen of ``business`` has changed."""
    for tell in AFTER_WORK:
        tell(business, by)

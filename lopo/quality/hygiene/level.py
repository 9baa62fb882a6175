"""Findings counted by severity, the level they lead to, and when the next own check and each mending are due.

Sources: ``levels.toml``.
"""

import datetime as dt
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lopo.facts.toml_file import read_toml
from lopo.producers.commitments import add_months
from lopo.quality.hygiene.checklist import SEVERITIES, elements

LEVELS = ("I", "II", "III", "IV")
"""From the best to the worst."""


@dataclass(frozen=True, slots=True)
class FindingCounts:
    """How many findings of each severity an inspection left. ``None`` is not known."""

    major: int | None = None
    serious: int | None = None
    critical: int | None = None
    minor: int | None = None

    def of(self, severity: str) -> int | None:
        """The count of one severity."""
        count: int | None = getattr(self, severity)
        return count


def count_findings(numbers: Iterable[int]) -> FindingCounts:
    """Counts of a checklist in which the elements ``numbers`` were ticked as failing; each counts once.

    Raises :class:`ValueError` for a number that the checklist does not have.
    """
    ticked = set(numbers)
    if strange := sorted(ticked - {element.number for element in elements()}):
        raise ValueError(f"the checklist has no element {strange[0]}")
    found = [element.severity for element in elements() if element.number in ticked]
    return FindingCounts(**{severity: found.count(severity) for severity in SEVERITIES})


def hygiene_level(counts: FindingCounts) -> str | None:
    """``I``, ``II``, ``III`` or ``IV``; nothing while what is not known could still change it.

    Minor findings do not change the level: their limit is not confirmed.
    """
    best = _first_level(counts, unknown_as=0)
    worst = _first_level(counts, unknown_as=len(elements()))
    return best if best == worst else None


def too_many(counts: FindingCounts, level: str) -> Mapping[str, int]:
    """By severity, how many findings there are beyond what ``level`` allows; empty where it is held.

    Raises :class:`KeyError` for a level that does not exist.
    """
    bounds = _levels()[level]
    over = {each: (counts.of(each) or 0) - bounds[each] for each in SEVERITIES if each in bounds}
    return {severity: beyond for severity, beyond in over.items() if beyond > 0}


def allowed(level: str) -> Mapping[str, int]:
    """The most findings of each severity that ``level`` allows; a severity without a bound is not in it."""
    bounds = _levels()[level]
    return {severity: bounds[severity] for severity in SEVERITIES if severity in bounds}


def _first_level(counts: FindingCounts, unknown_as: int) -> str:
    for code, bounds in _levels().items():
        held = {each: unknown_as if counts.of(each) is None else counts.of(each) for each in SEVERITIES}
        if all(held[each] <= bounds[each] for each in SEVERITIES if each in bounds):
            return code
    raise ValueError("levels.toml: the last level must have no bounds")


@dataclass(frozen=True, slots=True)
class AuditRhythm:
    """How often at least the owner checks herself: in months or in days, the other being zero."""

    months: int = 0
    days: int = 0


def audit_rhythm(level: str) -> AuditRhythm:
    """The rhythm of own checks at a level. Raises :class:`KeyError` for a level that does not exist."""
    row = _levels()[level]
    return AuditRhythm(row.get("audit_every_months", 0), row.get("audit_every_days", 0))


def next_audit(level: str, last: dt.date) -> dt.date:
    """The day by which the owner checks herself again."""
    rhythm = audit_rhythm(level)
    return add_months(last, rhythm.months) + dt.timedelta(days=rhythm.days)


def first_audit(since: dt.date) -> dt.date:
    """The day by which a kitchen that nobody has looked at is first checked by its owner; it is in the book
    since ``since``.
    """
    return since + dt.timedelta(days=_tables()["first_check"]["days"])


def mend_by(severity: str, found_on: dt.date) -> dt.date:
    """The day by which a finding is to be mended where nobody sets another. Raises :class:`KeyError`."""
    return found_on + dt.timedelta(days=_tables()["mend_days"][severity])


@functools.cache
def _levels() -> Mapping[str, Mapping[str, Any]]:
    return {row["code"]: row for row in _tables()["level"]}


@functools.cache
def _tables() -> Mapping[str, Any]:
    return read_toml("lopo.quality.hygiene", "levels.toml")

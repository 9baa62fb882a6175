"""The hygiene inspection of a home kitchen (CPPB-IRT): 37 elements, findings by severity, a level I to IV.

Sources: see ``hygiene.toml``.
"""

import datetime as dt
import functools
import importlib.resources
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lopo.facts.text import Text
from lopo.producers.commitments import add_months

SEVERITIES = ("minor", "major", "serious", "critical")


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the checklist; ``failure`` says what is wrong when it is ticked."""

    number: int
    group: str
    severity: str
    failure: Text


@dataclass(frozen=True, slots=True)
class FindingCounts:
    """How many findings of each severity an inspection left. ``None`` is not known."""

    major: int | None = None
    serious: int | None = None
    critical: int | None = None
    minor: int | None = None


@functools.cache
def elements() -> tuple[Element, ...]:
    """The 37 elements in the order of the checklist."""
    return tuple(
        Element(row["number"], row["group"], row["severity"], Text.from_table(row["failure"], "hygiene.toml"))
        for row in _tables()["element"]
    )


def group_title(group: str) -> Text:
    """The heading of a group of elements: ``A`` is the site. Raises :class:`KeyError`."""
    return Text.from_table(_tables()["group"][group], "hygiene.toml")


def count_findings(numbers: Iterable[int]) -> FindingCounts:
    """Counts of a checklist in which the elements ``numbers`` were ticked as failing; each counts once.

    Raises :class:`ValueError` for a number that the checklist does not have.
    """
    ticked = set(numbers)
    if strange := sorted(ticked - {element.number for element in elements()}):
        raise ValueError(f"the checklist has no element {strange[0]}")
    found = [element.severity for element in elements() if element.number in ticked]
    return FindingCounts(
        major=found.count("major"),
        serious=found.count("serious"),
        critical=found.count("critical"),
        minor=found.count("minor"),
    )


def hygiene_level(counts: FindingCounts) -> str | None:
    """``I``, ``II``, ``III`` or ``IV``; nothing while what is not known could still change it.

    Minor findings do not change the level: their limit is not confirmed.
    """
    best = _first_level(counts, unknown_as=0)
    worst = _first_level(counts, unknown_as=len(elements()))
    return best if best == worst else None


def _first_level(counts: FindingCounts, unknown_as: int) -> str:
    for level in _tables()["level"]:
        held = {
            severity: unknown_as if getattr(counts, severity) is None else getattr(counts, severity)
            for severity in SEVERITIES
        }
        if all(held[severity] <= level[severity] for severity in SEVERITIES if severity in level):
            return str(level["code"])
    raise ValueError("hygiene.toml: the last level must have no bounds")


@dataclass(frozen=True, slots=True)
class AuditRhythm:
    """How often at least the owner checks herself: in months or in days, the other being zero."""

    months: int = 0
    days: int = 0


def audit_rhythm(level: str) -> AuditRhythm:
    """The rhythm of own checks at a level. Raises :class:`KeyError` for a level that does not exist."""
    rows = {row["code"]: row for row in _tables()["level"]}
    row = rows[level]
    return AuditRhythm(row.get("audit_every_months", 0), row.get("audit_every_days", 0))


def next_audit(level: str, last: dt.date) -> dt.date:
    """The day by which the owner checks herself again."""
    rhythm = audit_rhythm(level)
    return add_months(last, rhythm.months) + dt.timedelta(days=rhythm.days)


@functools.cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads((importlib.resources.files("lopo.quality") / "hygiene.toml").read_text("utf-8"))

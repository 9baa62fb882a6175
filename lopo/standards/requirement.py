"""The nouns of a pack: standard, requirement, remedy, step, gate, rung, ladder."""

import datetime as dt
from dataclasses import dataclass, field

from lopo.facts.text import Text
from lopo.standards.conditions.condition import ALWAYS, Condition

SEVERITIES = ("critical", "major", "minor", "advice")
"""From what blocks hardest to what only helps. All but ``advice`` are mandatory."""

CONFIDENCES = ("law-read", "corroborated", "to-verify")
"""How sure we are of a rule: its text was read; independent sources agree; or it still has to be verified."""

RUNGS = ("taman", "swalayan", "nasional", "internasional")
"""The four rungs, from the park to the world."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something a producer does, once, that mends one or several findings.

    ``cost_idr`` and ``days`` are ``None`` where no source states them: then the plan says "not known", never
    nought. ``after`` names the requirements that must be met before this step can begin. ``pays`` says who
    can carry the cost, ``training`` the lesson that teaches it.
    """

    id: str
    title: Text
    how: Text
    cost_idr: int | None = None
    cost_source: str = ""
    days: int | None = None
    days_source: str = ""
    after: tuple[str, ...] = ()
    training: str = ""
    pays: Text | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """One demand: a sentence about facts, with its clause and its remedy."""

    id: str
    standard: str
    clause: str
    severity: str
    confidence: str
    source: str
    asks: Text
    why: Text
    needs: Condition
    step: Step
    applies: Condition = ALWAYS
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None

    @property
    def name(self) -> str:
        """Its name among all packs: ``bpom-label/net-quantity``."""
        return f"{self.standard}/{self.id}"

    @property
    def mandatory(self) -> bool:
        return self.severity != "advice"

    def holds_on(self, day: dt.date) -> bool:
        """Whether this demand is in force on ``day``; both ends count."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


@dataclass(frozen=True, slots=True)
class Standard:
    """A versioned set of requirements from one authority."""

    id: str
    version: str
    title: Text
    authority: str
    source: str
    rung: str
    requirements: tuple[Requirement, ...]
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    applies: Condition = ALWAYS

    def holds_on(self, day: dt.date) -> bool:
        """Whether this version is in force on ``day``; both ends count."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


@dataclass(frozen=True, slots=True)
class Term:
    """One of a buyer's own terms: margin, days until paid, who takes back what did not sell."""

    id: str
    title: Text
    says: Text
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Gate:
    """A market and what it asks: names of standards, or of single requirements (``standard/requirement``)."""

    id: str
    title: Text
    kind: str
    rung: str
    asks: tuple[str, ...]
    about: Text
    applies: Condition = ALWAYS
    terms: tuple[Term, ...] = ()


GATE_KINDS = ("rung", "buyer", "procurement", "country", "gallery")


@dataclass(frozen=True, slots=True)
class Ladder:
    """The way up for one family of products: a gate for each rung, lowest first."""

    id: str
    title: Text
    applies: Condition
    rungs: tuple[Gate, ...] = field(default=())

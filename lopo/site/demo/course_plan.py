"""Training in the demo city as ``courses.toml`` says it: days are counted back from today. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lopo.site.demo.plans import BadCity


@dataclass(frozen=True, slots=True)
class CoursePlan:
    """A course; ``asks`` businesses ask for a seat, the first ``skips`` of those who could are left out.

    ``until`` is the hour at which the last meeting of each day ends, where it is not the usual one.
    """

    title: str
    modules: list[str]
    organiser: str
    place: str
    kelurahan: str
    ago: int
    days: int
    seats: int
    asks: int
    state: str
    skips: int = 0
    cost_idr: int | None = None
    paid_by: str = ""
    bring: str = ""
    certificates: bool = False
    until: int = 0


@dataclass(frozen=True, slots=True)
class CompanionPlan:
    """Who walks beside so many businesses, since so many days."""

    person: str
    businesses: int
    ago: int


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """A note of a companion on every so-manieth of her businesses; the next visit in ``next`` days."""

    companion: str
    every: int
    ago: int
    seen: str
    agreed: str
    next: int


@dataclass(frozen=True, slots=True)
class MilestonePlan:
    """What happened to one product: kind, days ago, rupiah, and whether a paper shows it."""

    business: str
    product: str
    where: str
    told: tuple[tuple[str, int, int, bool], ...]


@dataclass(frozen=True, slots=True)
class PromisePlan:
    """One promise, and what came of it: amount, days ago, note."""

    kind: str
    what: str
    amount: int
    ago: int
    due_in: int
    delivered: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class PartnerPromises:
    """What a partner promised, in a letter of that title."""

    partner: str
    letter: str
    told: tuple[PromisePlan, ...]


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """All of it."""

    courses: tuple[CoursePlan, ...]
    companions: tuple[CompanionPlan, ...]
    visits: tuple[VisitPlan, ...]
    milestones: tuple[MilestonePlan, ...]
    promises: tuple[PartnerPromises, ...]


def read_training(table: Mapping[str, Any]) -> TrainingPlan:
    """The training of a parsed ``courses.toml``. Raises :class:`BadCity` with the fault."""
    try:
        return TrainingPlan(
            courses=tuple(CoursePlan(**row) for row in table["course"]),
            companions=tuple(CompanionPlan(**row) for row in table["companion"]),
            visits=tuple(VisitPlan(**row) for row in table["visit"]),
            milestones=tuple(_milestone(row) for row in table["milestone"]),
            promises=tuple(_promises(row) for row in table["pledge"]),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise BadCity("courses.toml", str(fault)) from None


def _milestone(row: Mapping[str, Any]) -> MilestonePlan:
    told = tuple((kind, ago, amount, paper) for kind, ago, amount, paper in row["told"])
    return MilestonePlan(row["business"], row["product"], row["where"], told)


def _promises(row: Mapping[str, Any]) -> PartnerPromises:
    told = tuple(
        PromisePlan(kind, what, amount, ago, due_in, tuple((much, then, note) for much, then, note in came))
        for kind, what, amount, ago, due_in, came in row["told"]
    )
    return PartnerPromises(row["partner"], row["letter"], told)

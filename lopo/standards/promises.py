"""Dated promises: what runs out or falls due, and when to be reminded. Nothing expires unseen."""

import datetime as dt
import functools
import importlib.resources
from dataclasses import dataclass

from lopo.facts.catalogue import Catalogue, load_catalogue
from lopo.facts.dossier import Dossier
from lopo.facts.text import Text
from lopo.standards.conditions.condition import ALWAYS, Condition
from lopo.standards.conditions.evaluation import judge
from lopo.standards.conditions.truth import Truth
from lopo.standards.pack import BadPack, Table, parse_toml

OWNERS = ("owner", "officer")
_KEYS = {"fact", "title", "does", "owner", "remind_days", "unless", "source", "subject"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRule:
    """A kind of task: what it is, what to do, who does it, how many days ahead to remind. A ``gentle`` one is
    never counted as overdue; with a ``pressing`` one a shop or a buyer waits: it goes before the plan.
    """

    id: str
    title: Text
    does: Text
    owner: str
    remind_days: tuple[int, ...]
    source: str
    gentle: bool = False
    pressing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRule(TaskRule):
    """When a dated fact becomes a task, unless it has been done already."""

    fact: str
    unless: Condition | None


@dataclass(frozen=True, slots=True)
class Promise:
    """A task with a deadline. ``remind_on`` are the days on which to remind, earliest first."""

    rule: PromiseRule
    due: dt.date
    days_left: int

    @property
    def overdue(self) -> bool:
        return self.days_left < 0

    @property
    def remind_on(self) -> tuple[dt.date, ...]:
        days = sorted(self.rule.remind_days, reverse=True)
        return tuple(self.due - dt.timedelta(days=each) for each in days)

    @property
    def is_near(self) -> bool:
        """Whether the first reminder is due: from now on it is shown among the tasks."""
        return self.days_left <= max(self.rule.remind_days, default=0)


def promises(dossier: Dossier, rules: tuple[PromiseRule, ...], on: dt.date) -> tuple[Promise, ...]:
    """Every dated promise that a dossier holds, soonest first."""
    found = []
    for rule in rules:
        due = dossier.value(rule.fact)
        kept = rule.unless is not None and judge(rule.unless, dossier, on) is Truth.MET
        if isinstance(due, dt.date) and not kept:
            found.append(Promise(rule, due, (due - on).days))
    return tuple(sorted(found, key=lambda promise: (promise.due, promise.rule.id)))


def parse_promise_rules(text: str, file: str, catalogue: Catalogue) -> tuple[PromiseRule, ...]:
    """Read ``promises.toml``. Raises :class:`lopo.standards.pack.BadPack`."""
    return tuple(
        _parse_rule(id, Table(table, f"{file}: {id}", _KEYS), catalogue)
        for id, table in parse_toml(text, file).items()
    )


def _parse_rule(id: str, table: Table, catalogue: Catalogue) -> PromiseRule:
    fact = table.text("fact")
    if fact not in catalogue or catalogue[fact].kind != "date":
        raise BadPack(table.place, f"{fact!r} is not a fact of kind date")
    days = table.table.get("remind_days")
    if not isinstance(days, list) or not all(isinstance(each, int) and each >= 0 for each in days):
        raise BadPack(table.place, '"remind_days" is not a list of whole numbers')
    unless = table.condition("unless", catalogue)
    return PromiseRule(
        id=id,
        fact=fact,
        title=table.both("title"),
        does=table.both("does"),
        owner=table.one_of("owner", OWNERS),
        remind_days=tuple(days),
        source=table.text("source"),
        unless=None if unless == ALWAYS else unless,
    )


@functools.cache
def load_promise_rules() -> tuple[PromiseRule, ...]:
    """The rules that ship with the house."""
    file = importlib.resources.files("lopo.standards") / "promises.toml"
    return parse_promise_rules(file.read_text("utf-8"), file.name, load_catalogue())

"""A rule works one fact out of others. Every domain package lists its rules in its ``facts.py``."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lopo.facts.dossier import Dossier, Fact, computed
from lopo.facts.kinds import Value


@dataclass(frozen=True, slots=True)
class Rule:
    """How the fact ``fact`` is worked out, by the pure module ``by``.

    ``work_out`` takes the dossier and the day, and gives the value, or ``None`` when what is known does not
    settle it.
    """

    fact: str
    by: str
    work_out: Callable[[Dossier, dt.date], Value | None]


def worked_out(rules: Iterable[Rule], dossier: Dossier, on: dt.date) -> dict[str, Fact]:
    """The facts that the rules settle. Each rule sees only ``dossier``, not what the others found."""
    found: dict[str, Fact] = {}
    for rule in rules:
        found |= computed({rule.fact: rule.work_out(dossier, on)}, by=rule.by)
    return found


def offered(rules: Iterable[Rule]) -> frozenset[str]:
    """The names of the facts that the rules can work out."""
    return frozenset(rule.fact for rule in rules)

"""How much each companion carries."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lopo.training.companions.attention import (
    LATE_TASKS,
    NEVER_VISITED,
    NO_ORDER,
    SILENT,
    VISIT_OVERDUE,
    Case,
    reasons,
)
from lopo.training.companions.rules import Rules


@dataclass(frozen=True, slots=True)
class Load:
    """The businesses of one companion, and how many of them need her for which reason."""

    companion: int
    businesses: int
    overdue: int
    """With a visit overdue, or a first visit that never was."""
    late: int
    silent: int
    no_order: int
    last_visit: dt.date | None

    def is_heavy(self, rules: Rules) -> bool:
        return self.businesses > rules.load_most


def loads(cases: Mapping[int, Sequence[Case]], today: dt.date, rules: Rules) -> list[Load]:
    """The load of each companion, by her number; the most businesses first."""
    found = [_load(companion, hers, today, rules) for companion, hers in cases.items()]
    return sorted(found, key=lambda each: (-each.businesses, each.companion))


def _load(companion: int, cases: Iterable[Case], today: dt.date, rules: Rules) -> Load:
    listed = list(cases)
    codes = [{each.code for each in reasons(case, today, rules)} for case in listed]
    visits = [case.last_visit for case in listed if case.last_visit]
    return Load(
        companion=companion,
        businesses=len(listed),
        overdue=sum(bool({VISIT_OVERDUE, NEVER_VISITED} & each) for each in codes),
        late=sum(LATE_TASKS in each for each in codes),
        silent=sum(SILENT in each for each in codes),
        no_order=sum(NO_ORDER in each for each in codes),
        last_visit=max(visits, default=None),
    )

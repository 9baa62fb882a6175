"""A caseload as its page shows it: the cases with their reasons, filtered and sorted as the address says."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict

from lopo.producers.models import Business
from lopo.training.books.companion import KnownCase, known_cases
from lopo.training.companions.attention import PRESSING, REASON_TITLES, Case, Reason, reasons, sort_key
from lopo.training.companions.rules import rules
from lopo.training.lists.sorting import ordered, sort_named, typed

NEED = "need"
ANY_PRESSING = "pressing"


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One business of a caseload, and why it needs its companion."""

    case: Case
    companion: int | None
    reasons: tuple[Reason, ...]

    @property
    def presses(self) -> bool:
        return any(each.presses for each in self.reasons)


SORTS = {
    NEED: lambda row: sort_key(row.case, row.reasons),
    "name": lambda row: row.case.name.casefold(),
    "next": lambda row: row.case.next_visit,
    "last": lambda row: row.case.last_visit,
    "late": lambda row: row.case.late_tasks,
    "open": lambda row: row.case.open_findings,
    "order": lambda row: row.case.last_order,
}


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What is asked for; every field comes from the address and may be empty."""

    reason: str
    search: str
    sort: str

    @classmethod
    def from_query(cls, query: QueryDict) -> "CaseFilter":
        reason = typed(query, "reason")
        return cls(
            reason=reason if reason in {*REASON_TITLES, ANY_PRESSING} else "",
            search=typed(query, "search"),
            sort=sort_named(typed(query, "sort"), SORTS, NEED),
        )


def case_rows(businesses: QuerySet[Business], today: dt.date) -> list[CaseRow]:
    """Every business with its reasons, in a fixed number of queries."""
    return [_row(each, today) for each in known_cases(businesses, today)]


def _row(known: KnownCase, today: dt.date) -> CaseRow:
    return CaseRow(known.case, known.companion, reasons(known.case, today, rules()))


def asked_for(rows: Iterable[CaseRow], wanted: CaseFilter) -> list[CaseRow]:
    """The rows that fit the filter, sorted: who needs the companion most first, unless asked otherwise."""
    codes = PRESSING if wanted.reason == ANY_PRESSING else {wanted.reason}
    found = [row for row in rows if not wanted.reason or any(reason.code in codes for reason in row.reasons)]
    if wanted.search:
        found = [row for row in found if wanted.search.casefold() in row.case.name.casefold()]
    by_need = sorted(found, key=SORTS[NEED])
    return ordered(by_need, SORTS, wanted.sort)

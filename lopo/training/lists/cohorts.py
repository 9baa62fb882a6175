"""The list of cohorts: filtered and sorted as the address bar says."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from lopo.training.models import Cohort, Session
from lopo.training.seating.states import APPLIED, COHORT_TITLES, SEAT, WAITING

SORTS = {
    "title": ("title",),
    "starts": ("starts_on",),
    "place": ("place", "starts_on"),
    "organiser": ("organiser__name", "starts_on"),
    "trainer": ("trainer__name", "starts_on"),
    "state": ("state", "starts_on"),
    "seats": ("seats", "starts_on"),
    "seated": ("seated", "starts_on"),
    "asked": ("asked", "starts_on"),
    "waiting": ("waiting", "starts_on"),
}
"""The word in the address bar, and what it sorts by; with a minus before it the other way round."""

WHENS = ("coming", "past")


@dataclass(frozen=True, slots=True)
class CohortFilter:
    """What was asked to be seen; every field comes from the address bar and may be empty."""

    state: str = ""
    module: str = ""
    kelurahan: str = ""
    when: str = ""
    search: str = ""
    sort: str = "-starts"

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "CohortFilter":
        """Read the address bar; what makes no sense is left out, never an error."""
        query = {name: text.replace("\x00", "") for name, text in query.items()}
        sort = query.get("sort", "")
        return cls(
            state=query.get("state", "") if query.get("state") in COHORT_TITLES else "",
            module=query.get("module", "")[:40],
            kelurahan=query.get("kelurahan", "")[:20],
            when=query.get("when", "") if query.get("when") in WHENS else "",
            search=query.get("search", "").strip()[:80],
            sort=sort if sort.removeprefix("-") in SORTS else "-starts",
        )


def listed_cohorts(cohorts: QuerySet[Cohort], wanted: CohortFilter, on: dt.date) -> QuerySet[Cohort]:
    """The cohorts asked for, with everything a row shows, in a fixed number of queries."""
    found = cohorts.select_related("organiser", "trainer", "kelurahan").annotate(
        **{
            name: Count("enrolments", filter=Q(enrolments__state=state))
            for name, state in (("seated", SEAT), ("asked", APPLIED), ("waiting", WAITING))
        }
    )
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.module:
        found = found.filter(Exists(Session.objects.filter(cohort=OuterRef("pk"), module=wanted.module)))
    if wanted.kelurahan:
        found = found.filter(kelurahan__code=wanted.kelurahan)
    if wanted.when == "coming":
        found = found.filter(ends_on__gte=on)
    elif wanted.when == "past":
        found = found.filter(ends_on__lt=on)
    if wanted.search:
        found = found.filter(Q(title__icontains=wanted.search) | Q(place__icontains=wanted.search))
    return found.order_by(*ordering(SORTS, wanted.sort), "pk")


def ordering(sorts: Mapping[str, tuple[str, ...]], sort: str) -> tuple[str, ...]:
    """The fields to order by; the first one the other way round after a minus."""
    first, *rest = sorts[sort.removeprefix("-")]
    return (f"-{first}" if sort.startswith("-") else first, *rest)


def columns(heads: list[tuple[str, str, bool]], sort: str, query: QueryDict) -> list[dict[str, object]]:
    """The heads of a table that sorts: a click by the column, a second click the other way round."""
    listed: list[dict[str, object]] = []
    for name, title, is_number in heads:
        by = f"-{name}" if sort == name else name
        link = urlencode({**{key: text for key, text in query.items() if text and key != "page"}, "sort": by})
        direction = "descending" if sort.startswith("-") else "ascending"
        listed.append(
            {
                "title": title,
                "is_number": is_number,
                "href": f"?{link}",
                "sorted": direction if sort.removeprefix("-") == name else "",
            }
        )
    return listed

"""The officer's list of kitchens: which ones, filtered and sorted as the address says, with its totals."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.expressions import OrderBy

from lopo.producers.models import Business
from lopo.quality.hygiene.level import LEVELS
from lopo.quality.models import Inspection
from lopo.quality.models.hygiene import OFFICER

NEVER = "none"
"""The filter's word for kitchens that no officer has inspected."""

SORTS = {
    "name": "name",
    "kelurahan": "kelurahan__name",
    "level": "last_level",
    "inspected": "last_on",
    "open": "open",
    "overdue": "overdue",
    "told": "told",
}
"""The word in the address, and what it sorts by; with a minus before it the other way round."""


@dataclass(frozen=True, slots=True)
class KitchenFilter:
    """What the officer asked to see; every field comes from the address and may be empty."""

    search: str = ""
    kelurahan: str = ""
    level: str = ""
    overdue: bool = False
    told: bool = False
    sort: str = "-overdue"

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "KitchenFilter":
        """Read the address; what makes no sense is left out, never an error."""
        words = {name: text.replace("\x00", "") for name, text in query.items()}
        level, sort = words.get("level", ""), words.get("sort", "")
        return cls(
            search=words.get("cari", "").strip()[:80],
            kelurahan=words.get("kelurahan", "")[:20],
            level=level if level in (*LEVELS, NEVER) else "",
            overdue="terlambat" in words,
            told=words.get("lihat") == "1",
            sort=sort if sort.removeprefix("-") in SORTS else "-overdue",
        )


def _with_last(businesses: QuerySet[Any]) -> QuerySet[Any]:
    """Each with its last inspection by an officer."""
    last = Inspection.objects.filter(business=OuterRef("pk"), kind=OFFICER)[:1]
    return businesses.annotate(
        last_level=Subquery(last.values("level")), last_on=Subquery(last.values("inspected_on"))
    )


def kitchens(businesses: QuerySet[Business], wanted: KitchenFilter, on: dt.date) -> QuerySet[Business]:
    """The kitchens asked for, with everything that a row shows, in one query."""
    waiting = Q(nonconformities__mended_on=None, nonconformities__isnull=False)
    of_officer = waiting & Q(nonconformities__inspection__kind=OFFICER)
    found = _with_last(businesses.select_related("kelurahan")).annotate(
        open=Count("nonconformities", filter=waiting),
        overdue=Count("nonconformities", filter=of_officer & Q(nonconformities__due_on__lt=on)),
        told=Count("nonconformities", filter=of_officer & Q(nonconformities__told_on__isnull=False)),
    )
    if wanted.search:
        found = found.filter(name__icontains=wanted.search)
    if wanted.kelurahan:
        found = found.filter(kelurahan__code=wanted.kelurahan)
    if wanted.level:
        found = found.filter(last_level=None if wanted.level == NEVER else wanted.level)
    if wanted.overdue:
        found = found.filter(overdue__gt=0)
    if wanted.told:
        found = found.filter(told__gt=0)
    return found.order_by(_order(wanted.sort), "name", "pk")


def _order(sort: str) -> OrderBy:
    """What is not known stands last, whichever way round."""
    field = F(SORTS[sort.removeprefix("-")])
    return field.desc(nulls_last=True) if sort.startswith("-") else field.asc(nulls_last=True)


def totals(found: QuerySet[Business]) -> dict[str, int]:
    """What the foot says of all the kitchens asked for, on whatever page they stand."""
    summed = found.order_by().aggregate(
        sum_open=Sum("open"), sum_overdue=Sum("overdue"), sum_told=Sum("told")
    )
    return {name.removeprefix("sum_"): count or 0 for name, count in summed.items()}


def by_level(businesses: QuerySet[Business]) -> dict[str, int]:
    """How many kitchens stand at each level; those never inspected under :data:`NEVER`."""
    rows = _with_last(businesses).order_by().values("last_level").annotate(count=Count("pk"))
    counted = dict(rows.values_list("last_level", "count"))
    return {level: counted.get(level, 0) for level in LEVELS} | {NEVER: counted.get(None, 0)}

"""Read the whole programme from the database into frozen rows, in a fixed number of queries."""

import datetime as dt
from collections.abc import Iterable, Mapping

import numpy as np
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from lopo.facts.text import Text
from lopo.insight.history.past import ABSENT, CODES, Change, Past
from lopo.insight.house import (
    CohortRow,
    House,
    LessonRow,
    MilestoneRow,
    PaperRow,
    ProductRow,
    SheetRow,
    SpellRow,
)
from lopo.producers.models import Paper, Product
from lopo.standards.house_library import edition_on
from lopo.standards.library import Edition
from lopo.standards.market_events import market_events, shelf_spells
from lopo.standards.models import FindingChange, RungChange
from lopo.standards.requirement import RUNGS
from lopo.training.lessons.library import load_modules
from lopo.training.models import Attendance, Certificate, Cohort, Enrolment, TestSheet

HEIGHTS = {"": 0, **{rung: height for height, rung in enumerate(RUNGS, 1)}}
"""How high a rung is; nought below them all."""

BELOW = Text("Di bawah tangga", "Below the ladder")

_PRODUCT = (
    "pk", "public_id", "name", "business_id", "business__name", "kind", "business__kelurahan__code",
    "business__kelurahan__name", "created_at", "standing__rung", "standing__ladder", "standing__statuses",
)  # fmt: skip


def gather(today: dt.date) -> House:
    """Everything as it is known today. For those who may see the whole city, or to be counted without
    persons.
    """
    edition = edition_on(today)
    taught = taught_demands(edition)
    columns = {name: place for place, name in enumerate(sorted(set().union(*taught.values())))}
    asked = _mandatory(edition)
    products, statuses = [], []
    for row in Product.objects.filter(archived_at=None).order_by("pk").values_list(*_PRODUCT):
        held: Mapping[str, str] = row[11] or {}
        products.append(_product(row, held, asked))
        statuses.append(held)
    return House(
        today=today,
        products=tuple(products),
        lessons=_lessons(),
        papers=_papers(),
        milestones=_milestones(),
        cohorts=_cohorts(),
        sheets=_sheets(),
        findings=_findings(products, statuses, columns),
        rungs=_rungs(products),
        taught={module: tuple(sorted(columns[name] for name in names)) for module, names in taught.items()},
        asks={name: requirement.asks for name, requirement in edition.requirements.items()},
        modules={id: module.title for id, module in load_modules().items()},
        spells=tuple(SpellRow(each.product, each.since, each.until) for each in shelf_spells()),
        rung_titles={"": BELOW, **{rung.rung: rung.title for rung in edition.ladders[0].rungs}},
    )


def taught_demands(edition: Edition) -> dict[str, set[str]]:
    """Module to the names of the mandatory demands that it teaches to meet."""
    found: dict[str, set[str]] = {}
    for name, requirement in edition.requirements.items():
        if requirement.mandatory and requirement.step.training:
            found.setdefault(requirement.step.training, set()).add(name)
    return found


def _mandatory(edition: Edition) -> dict[tuple[str, int], tuple[str, ...]]:
    """What is asked of who stands at a height of a ladder, to climb the next rung."""
    return {
        (ladder.id, HEIGHTS[gate.rung] - 1): tuple(
            name for name in edition.asked_by[gate.id] if edition.requirements[name].mandatory
        )
        for ladder in edition.ladders
        for gate in ladder.rungs
    }


def _product(
    row: tuple[object, ...], statuses: Mapping[str, str], asked: Mapping[tuple[str, int], tuple[str, ...]]
) -> ProductRow:
    id, public_id, name, business, business_name, kind, ward, ward_name, entered, rung, ladder, _all = row
    assert isinstance(entered, dt.datetime)  # noqa: S101 - the column is never empty
    rung = str(rung or "")
    names = asked.get((str(ladder or ""), HEIGHTS.get(rung, 0)), ())
    return ProductRow(
        id=int(str(id)),
        public_id=str(public_id),
        name=str(name),
        business=int(str(business)),
        business_name=str(business_name),
        kind=str(kind),
        ward=str(ward or ""),
        ward_name=str(ward_name or ""),
        entered_on=_day(entered),
        rung=rung,
        lacking=tuple(each for each in names if statuses.get(each) in ("not_met", "not_known")),
    )


def _day(moment: dt.datetime) -> dt.date:
    """The day of a moment in the city."""
    return timezone.localtime(moment).date()


def _lessons() -> tuple[LessonRow, ...]:
    rows = Attendance.objects.order_by().values_list(
        "enrolment__business_id", "enrolment__product_id", "session__cohort_id", "session__module",
        "session__starts_at",
    )  # fmt: skip
    return tuple(
        LessonRow(business, product, cohort, module, _day(at))
        for business, product, cohort, module, at in rows
    )


def _papers() -> tuple[PaperRow, ...]:
    rows = Paper.objects.filter(superseded_at=None, refused_at=None).order_by()
    fields = rows.values_list("business_id", "product_id", "kind", "verified_at", "valid_until")
    return tuple(
        PaperRow(business, product, kind, _day(verified) if verified else None, until)
        for business, product, kind, verified, until in fields
    )


def _milestones() -> tuple[MilestoneRow, ...]:
    return tuple(
        MilestoneRow(each.product, each.kind, each.on, each.shown, each.amount_idr)
        for each in market_events()
    )


def _cohorts() -> dict[int, CohortRow]:
    came = Enrolment.objects.filter(Exists(Attendance.objects.filter(enrolment=OuterRef("pk"))))
    valid = Certificate.objects.filter(enrolment=OuterRef("pk"), revoked_at=None)
    rows = Cohort.objects.annotate(
        came=_in_cohort(came), certified=_in_cohort(Enrolment.objects.filter(Exists(valid)))
    ).values_list(
        "pk", "title", "starts_on", "cost_idr", "paid_by_id", "paid_by__name", "seats", "came", "certified"
    )
    return {row[0]: CohortRow(*row[:5], row[5] or "", *row[6:]) for row in rows}


def _in_cohort(enrolments: QuerySet[Enrolment]) -> Coalesce:
    """How many of the enrolments are in the cohort of the outer row."""
    mine = enrolments.filter(cohort=OuterRef("pk")).order_by().values("cohort")
    return Coalesce(Subquery(mine.annotate(count=Count("pk")).values("count")), 0)


def _sheets() -> tuple[SheetRow, ...]:
    rows = TestSheet.objects.values_list(
        "enrolment_id", "enrolment__business_id", "enrolment__business__kelurahan__code",
        "enrolment__cohort_id", "module", "moment", "right", "asked", "taken_at",
    )  # fmt: skip
    return tuple(
        SheetRow(enrolment, business, ward or "", cohort, module, moment, right, asked, _day(at))
        for enrolment, business, ward, cohort, module, moment, right, asked, at in rows
    )


def _findings(
    products: list[ProductRow], statuses: list[Mapping[str, str]], columns: Mapping[str, int]
) -> Past:
    now = np.full((len(products), len(columns)), ABSENT, np.int8)
    for row, held in enumerate(statuses):
        for name, column in columns.items():
            now[row, column] = CODES.get(held.get(name, ""), ABSENT)
    rows = {product.id: row for row, product in enumerate(products)}
    changes = FindingChange.objects.filter(requirement__in=list(columns)).order_by("on", "pk")
    told = changes.values_list("product_id", "requirement", "was", "became", "on")
    return Past(
        now,
        [
            Change(rows[product], columns[name], CODES[was], CODES[became], on)
            for product, name, was, became, on in told.iterator()
            if product in rows
        ],
    )


def _rungs(products: Iterable[ProductRow]) -> Past:
    heights = np.array([[HEIGHTS.get(each.rung, 0)] for each in products], np.int8).reshape(-1, 1)
    rows = {product.id: row for row, product in enumerate(products)}
    told = RungChange.objects.order_by("on", "pk").values_list("product_id", "was", "became", "on")
    return Past(
        heights,
        [
            Change(rows[product], 0, HEIGHTS.get(was, 0), HEIGHTS.get(became, 0), on)
            for product, was, became, on in told.iterator()
            if product in rows
        ],
    )

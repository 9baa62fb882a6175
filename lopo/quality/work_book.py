"""The dated work of kitchens, found: findings that are not mended, measuring days that are not done."""

from collections.abc import Collection, Iterator

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from lopo.facts.text import Text, joined
from lopo.producers.models import Business, Product, Statement
from lopo.quality.dated_work import FINDING, MEASURING, OWN_CHECK, OWN_FINDING, DatedWork, finding_name
from lopo.quality.hygiene.checklist import SEVERITY_TITLES, element_numbered
from lopo.quality.hygiene.level import first_audit, next_audit
from lopo.quality.models import Inspection, Nonconformity, StorageReading, StorageStudy
from lopo.quality.models.hygiene import SELF
from lopo.quality.storage.plan import MeasuringDay, still_open
from lopo.quality.storage.words import said_celsius
from lopo.quality.storage_book import plan_of

CHECK_FACTS = tuple(f"quality.cppb.{name}" for name in ("self_checked_on", "major", "serious", "critical"))
"""From these together follows when the next own check is due."""

CHECKED_KINDS = ("food", "drink")
"""Products whose kitchen the list is for."""

_FIRST = Text("Lihat dapur sendiri untuk pertama kali", "Look at your own kitchen for the first time")
_NEXT = Text("Periksa dapur sendiri", "Own check of the kitchen")
_HOW = Text(
    "Jalan keliling dapur dengan daftar 37 butir dan catat yang belum baik; kira-kira setengah jam.",
    "Walk through the kitchen with the list of 37 and note what is not right; about half an hour.",
)


def work_of(businesses: Collection[int]) -> list[DatedWork]:
    """All of it for ``businesses``; the queries do not grow with them."""
    return [*_own_checks(businesses), *_findings(businesses), *_measuring(businesses)]


def _own_checks(businesses: Collection[int]) -> Iterator[DatedWork]:
    """The next own check of kitchens that have no level of the office yet.

    Where they have one, the fact ``quality.cppb.next_self_check`` follows from it and is a promise like any
    other. Before, nothing is known of the kitchen, and no fact is made of that: the day counts from the last
    own check by the level that it found, or from the day on which the business came into the book.
    """
    foods = Product.objects.filter(business=OuterRef("pk"), archived_at=None, kind__in=CHECKED_KINDS)
    told = Statement.objects.filter(
        business=OuterRef("pk"), product=None, fact__in=CHECK_FACTS, superseded_at=None
    )
    listed = Business.objects.filter(Exists(foods), pk__in=businesses).annotate(
        told=Coalesce(Subquery(told.order_by().values("business").annotate(n=Count("pk")).values("n")), 0)
    )
    waiting = {each.pk: each for each in listed if each.told < len(CHECK_FACTS)}
    last: dict[int, Inspection] = {}
    own = Inspection.objects.filter(business__in=waiting, kind=SELF).order_by("inspected_on", "pk")
    for inspection in own.only("business_id", "inspected_on", "level"):
        last[inspection.business_id] = inspection
    for business in waiting.values():
        yield _own_check(business, last.get(business.pk))


def _own_check(business: Business, last: Inspection | None) -> DatedWork:
    first = last is None
    in_book = timezone.localdate(business.created_at)
    return DatedWork(
        about=f"check-{business.pk}",
        rule=OWN_CHECK,
        business=business.pk,
        product=None,
        title=_FIRST if first else _NEXT,
        does=_HOW,
        due=first_audit(in_book) if last is None else next_audit(last.level, last.inspected_on),
        since=in_book if first else None,
    )


def _findings(businesses: Collection[int]) -> Iterator[DatedWork]:
    found = Nonconformity.objects.filter(business__in=businesses, mended_on=None)
    for each in found.select_related("inspection"):
        element = element_numbered(each.element)
        own = each.inspection.kind == SELF
        graveness = SEVERITY_TITLES[each.severity]
        yield DatedWork(
            about=finding_name(each.pk),
            rule=OWN_FINDING if own else FINDING,
            business=each.business_id,
            product=None,
            title=element.failure,
            does=element.mend if own else joined([element.mend, _grave(graveness)], Text.same(" ")),
            due=each.due_on,
            since=each.inspection.inspected_on,
            told_on=each.told_on,
        )


def _grave(severity: Text) -> Text:
    return Text(f"(Temuan {severity.id}.)", f"(A {severity.en} finding.)")


def _measuring(businesses: Collection[int]) -> Iterator[DatedWork]:
    studies = list(
        StorageStudy.objects.filter(
            product__business__in=businesses, product__archived_at=None, put_away_at=None, adopted_at=None
        ).select_related("product")
    )
    measured: dict[int, list[tuple[float, float]]] = {row.pk: [] for row in studies}
    readings = StorageReading.objects.filter(study__in=studies, taken_back_at=None)
    by_pk = {row.pk: row for row in studies}
    for each in readings.only("study_id", "celsius", "measured_on"):
        on_day = float(by_pk[each.study_id].day_of(each.measured_on))
        measured[each.study_id].append((float(each.celsius), on_day))
    for row in studies:
        for day in still_open(plan_of(row).calendar(row.started_on), measured[row.pk]):
            yield _measuring_day(row, day)


def _measuring_day(row: StorageStudy, day: MeasuringDay) -> DatedWork:
    at = joined([said_celsius(each) for each in day.temperatures], Text.same(", "))
    fresh = Text("Ukur kemasan yang baru dibuat.", "Measure fresh packs.")
    stored = Text(f"Ambil {day.packs_each} kemasan dari setiap suhu dan ukur: {at.id}.",
                  f"Take {day.packs_each} packs of each temperature and measure: {at.en}.")  # fmt: skip
    return DatedWork(
        about=f"measuring-{row.pk}-{day.day}",
        rule=MEASURING,
        business=row.product.business_id,
        product=row.product_id,
        title=Text(f"Ukur {row.attribute}, hari ke-{day.day}", f"Measure {row.attribute}, day {day.day}"),
        does=stored if day.day else fresh,
        due=day.on,
    )

"""Storage studies written down and read back: plan, readings, the answer that is taken for the label."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.accounts.roles import Role
from lopo.accounts.scope import Scope
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.evidence import CleanFile
from lopo.producers.models import Product
from lopo.producers.records import changes_gathered, keep_evidence, lock, record_fact
from lopo.quality.dated_work import work_changed
from lopo.quality.models import StorageReading, StorageStudy
from lopo.quality.storage.plan import MeasuringDay, PlannedSeries, StoragePlan, still_open
from lopo.quality.storage.shelf_life import Answer, answer
from lopo.quality.storage.study import ACCELERATED, Study, series_of
from lopo.quality.storage.study_file import MAX_READINGS

MOST_STUDIES = 30
"""Studies of one product that are not put away."""


@dataclass(frozen=True, slots=True)
class Look:
    """A study with what was measured, what follows, and what is still to be measured."""

    row: StorageStudy
    readings: tuple[StorageReading, ...]
    found: Answer
    calendar: tuple[MeasuringDay, ...]
    still_open: tuple[MeasuringDay, ...]


def plan_of(row: StorageStudy) -> StoragePlan:
    """The plan as it was written down."""
    series = tuple(PlannedSeries(float(each["celsius"]), tuple(each["days"])) for each in row.plan)
    return StoragePlan(series, row.packs_each)


def study_of(row: StorageStudy, readings: Iterable[StorageReading]) -> Study:
    """The study as the arithmetic takes it."""
    return Study(
        attribute=row.attribute,
        unit=row.unit,
        direction=row.direction,
        limit=float(row.limit),
        series=series_of(
            [(float(each.celsius), row.day_of(each.measured_on), float(each.value)) for each in readings]
        ),
        method=row.method,
        storage=row.storage,
        pack=row.pack,
        pack_as_sold=row.pack_as_sold,
    )


def looks_at(product: Product) -> list[Look]:
    """Every study of a product that is not put away, newest first; two queries."""
    rows = list(StorageStudy.objects.filter(product=product, put_away_at=None)[:MOST_STUDIES])
    by_study: dict[int, list[StorageReading]] = {row.pk: [] for row in rows}
    for reading in _counting().filter(study__in=rows):
        by_study[reading.study_id].append(reading)
    return [_look(row, by_study[row.pk]) for row in rows]


def look_at(row: StorageStudy) -> Look:
    """One study."""
    return _look(row, list(_counting().filter(study=row)))


def _counting() -> QuerySet[StorageReading]:
    return StorageReading.objects.filter(taken_back_at=None).select_related("evidence")


def _look(row: StorageStudy, readings: list[StorageReading]) -> Look:
    calendar = plan_of(row).calendar(row.started_on)
    measured = [(float(each.celsius), float(row.day_of(each.measured_on))) for each in readings]
    return Look(
        row, tuple(readings), answer(study_of(row, readings)), calendar, still_open(calendar, measured)
    )


@transaction.atomic
def begin_study(row: StorageStudy, plan: StoragePlan) -> StorageStudy:
    """Write a planned study down. Raises :class:`Refused` where the product has too many already."""
    lock(row.product.business_id)
    if StorageStudy.objects.filter(product=row.product, put_away_at=None).count() >= MOST_STUDIES:
        raise Refused(
            Text(f"Sudah ada {MOST_STUDIES} uji. Simpan dulu yang sudah selesai.",
                 f"There are {MOST_STUDIES} studies already. Put away those that are done.")
        )  # fmt: skip
    row.plan = [{"celsius": each.celsius, "days": list(each.days)} for each in plan.series]
    row.packs_each = plan.packs_each
    row.save()
    work_changed(row.product.business_id, row.planned_by)
    return row


@transaction.atomic
def record_readings(
    row: StorageStudy,
    celsius: Decimal,
    measured_on: dt.date,
    values: Iterable[Decimal],
    photo: CleanFile | None,
    by: Person,
    sending: str = "",
) -> int:
    """Write the packs of one day at one temperature down, all or none; how many there were.

    What is sent a second time under the same ``sending`` is not written again.
    """
    values = list(values)
    lock(row.product.business_id)
    if sending and StorageReading.objects.filter(study=row, sending=sending).exists():
        return len(values)
    if StorageReading.objects.filter(study=row).count() + len(values) > MAX_READINGS:
        raise Refused(
            Text(f"Satu uji menampung paling banyak {MAX_READINGS} angka.",
                 f"One study holds at most {MAX_READINGS} values.")
        )  # fmt: skip
    evidence = keep_evidence(photo, row.product.business, by) if photo else None
    StorageReading.objects.bulk_create(
        StorageReading(
            study=row,
            celsius=celsius,
            measured_on=measured_on,
            value=value,
            evidence=evidence,
            typed_by=by,
            sending=sending,
        )
        for value in values
    )
    work_changed(row.product.business_id, by)
    return len(values)


@transaction.atomic
def take_study(row: StorageStudy, study: Study, sending: str) -> StorageStudy:
    """Write a study down that was measured elsewhere, with all its values; ``row`` says whose and since when.

    What is sent a second time under the same ``sending`` is not written again. Raises :class:`Refused`.
    """
    lock(row.product.business_id)
    before = StorageReading.objects.filter(study__product=row.product, sending=sending).first()
    if before is not None:
        return before.study
    _refuse_days(row, study)
    row.attribute, row.unit, row.pack = study.attribute[:80], study.unit[:20], study.pack[:80]
    row.direction, row.method, row.storage = study.direction, study.method, study.storage
    row.limit = Decimal(str(round(study.limit, 6)))
    row.pack_as_sold = bool(study.pack_as_sold)
    planned = [
        PlannedSeries(round(each.celsius, 1), tuple(int(day) for day in each.days)) for each in study.series
    ]
    most = max(len(each.on(day)) for each in study.series for day in each.days)
    begin_study(row, StoragePlan(tuple(planned), most))
    StorageReading.objects.bulk_create(
        StorageReading(
            study=row,
            celsius=Decimal(str(round(each.celsius, 1))),
            measured_on=row.started_on + dt.timedelta(days=int(reading.day)),
            value=Decimal(str(round(reading.value, 6))),
            typed_by=row.planned_by,
            sending=sending,
        )
        for each in study.series
        for reading in each.readings
    )
    work_changed(row.product.business_id, row.planned_by)
    return row


def _refuse_days(row: StorageStudy, study: Study) -> None:
    if any(reading.day != int(reading.day) for each in study.series for reading in each.readings):
        raise Refused(Text("Hari harus bilangan bulat: 0, 7, 14.", "Days are whole: 0, 7, 14."))
    last = row.started_on + dt.timedelta(days=int(study.longest))
    if last > timezone.localdate():
        raise Refused(
            Text("Hari terakhir di berkas belum tiba. Betulkan tanggal dibuatnya.",
                 "The last day of the file has not come yet. Correct the day of making.")
        )  # fmt: skip


def take_back_reading(reading: StorageReading, by: Person) -> None:
    """A wrong value no longer counts; its day is to be measured again."""
    with transaction.atomic():
        reading.take_back(by)
        work_changed(reading.study.product.business_id, by)


def put_study_away(row: StorageStudy, by: Person) -> bool:
    """Put a study away, or bring it back; whether it came back."""
    with transaction.atomic():
        back = row.put_away_at is not None
        row.put_away_at = None if back else timezone.now()
        row.save(update_fields=["put_away_at"])
        work_changed(row.product.business_id, by)
    return back


@transaction.atomic
def adopt(row: StorageStudy, by: Person, scope: Scope) -> int:
    """Tell the answer as facts of the product; the days that the label may promise.

    Raises :class:`Refused` where the study carries no date, or another study of the product carries less.
    """
    product = row.product
    lock(product.business_id)
    look = look_at(row)
    claim, studied = look.found.claim, look.found.studied_days
    if claim is None or studied is None:
        raise Refused(
            Text("Uji ini belum cukup untuk sebuah tanggal.", "This study does not carry a date yet.")
        )
    shorter = shortest(product)
    if shorter is not None and shorter.row.pk != row.pk:
        words = shorter.found.claim
        assert words is not None  # noqa: S101 - shortest() looks only at those with a claim
        raise Refused(
            Text("“{attribute}” habis lebih dulu: {words}. Pakai yang itu.",
                 "“{attribute}” ends sooner: {words}. Take that one.").filled(
                attribute=shorter.row.attribute, words=words.words
            )
        )  # fmt: skip
    with changes_gathered():
        for fact, value in _facts(look, claim.days, studied).items():
            record_fact(
                product.business, product, fact, value, typed_by=by, said_by=_teller(by, scope, product)
            )
    row.adopted_at = timezone.now()
    row.save(update_fields=["adopted_at"])
    work_changed(product.business_id, by)
    return claim.days


def shortest(product: Product) -> Look | None:
    """The study with the shortest promise: the food is as old as what spoils first."""
    with_claim = [look for look in looks_at(product) if look.found.claim is not None]
    return min(with_claim, key=lambda look: look.found.claim.days if look.found.claim else 0, default=None)


def _facts(look: Look, claim: int, studied: int) -> dict[str, object]:
    facts: dict[str, object] = {
        "quality.shelf_life_days": claim,
        "quality.shelf_life_basis": look.row.method,
        "quality.shelf_life_studied_days": studied,
    }
    if look.row.method == ACCELERATED and look.found.line is not None:
        facts["quality.shelf_life_temperatures"] = len(look.found.study.series)
        fits = Decimal(str(max(min(look.found.line.r_squared, 1), 0)))
        facts["quality.shelf_life_r_squared"] = str(fits.quantize(Decimal("0.01"), ROUND_DOWN))
    return facts


def _teller(by: Person, scope: Scope, product: Product) -> str:
    """As whom ``by`` tells it: the owner's side, an officer or an inspector."""
    if product.business.organisation_id in scope.own_ids:
        return "owner"
    return "inspector" if Role.INSPECTOR in by.roles() else "officer"

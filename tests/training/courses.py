"""Courses for tests: a cohort with its meetings, and businesses that have a seat in it."""

import datetime as dt
import uuid
from dataclasses import dataclass
from itertools import count

from django.core.files.base import ContentFile
from django.utils import timezone

from lopo.accounts.models import Organisation, Person
from lopo.accounts.roles import Kind, Role
from lopo.producers.evidence import clean_upload
from lopo.producers.models import Business, Kelurahan, Product
from lopo.training.books.homework import hand_in
from lopo.training.models import Cohort, Enrolment, Session, TestSheet
from lopo.training.models.cohort import BY_CALL, SEAT, SEATED
from tests.accounts.factories import a_person, an_organisation
from tests.city import Kitchen, a_kitchen, photo

_numbers = count(1)


@dataclass(frozen=True)
class Course:
    """A cohort, its trainer, who belongs to the organisation that holds it, and its meetings."""

    cohort: Cohort
    trainer: Person
    sessions: tuple[Session, ...]

    @property
    def session(self) -> Session:
        """The first meeting."""
        return self.sessions[0]


def a_cohort(
    title: str = "Pelatihan Rak Swalayan",
    modules: tuple[str, ...] = ("hygiene",),
    starts_at: dt.datetime | None = None,
    hours: int = 3,
    organiser: Organisation | None = None,
    trainer: Person | None = None,
    **fields: object,
) -> Course:
    """A cohort whose seats are given, with one meeting for each module, a day apart.

    The first begins half an hour ago unless ``starts_at`` says otherwise.
    """
    organiser = organiser or an_organisation(Kind.TRAINER, f"Lembaga {next(_numbers)}")
    role = Role.TRAINER if organiser.kind == Kind.TRAINER else Role.OFFICER
    trainer = trainer or a_person(role, organiser, name="Pak Markus Tallo")
    starts_at = starts_at or timezone.now() - dt.timedelta(minutes=30)
    ends_at = starts_at + dt.timedelta(days=len(modules) - 1, hours=hours)
    given = {
        "seats": 40,
        "place": "Aula Kantor Camat Oebobo",
        "kelurahan": Kelurahan.objects.get(name="Oebobo"),
        "starts_on": timezone.localdate(starts_at),
        "ends_on": timezone.localdate(ends_at),
        "entry": BY_CALL,
        "state": SEATED,
        "made_by": trainer,
        "trainer": trainer,
    } | fields
    cohort = Cohort.objects.create(title=title, modules=list(modules), organiser=organiser, **given)
    sessions = tuple(
        Session.objects.create(
            cohort=cohort,
            module=module,
            starts_at=starts_at + dt.timedelta(days=day),
            ends_at=starts_at + dt.timedelta(days=day, hours=hours),
        )
        for day, module in enumerate(modules)
    )
    return Course(cohort, trainer, sessions)


def a_seat(cohort: Cohort, kitchen: Kitchen | None = None, **fields: object) -> Enrolment:
    """A seat in ``cohort`` for a kitchen (a new one when none is given) with its owner."""
    kitchen = kitchen or a_kitchen(f"Dapur {next(_numbers)}")
    given = {
        "business": kitchen.business,
        "product": kitchen.product,
        "person": kitchen.owner,
        "attends": kitchen.owner.name,
        "state": SEAT,
    } | fields
    return Enrolment.objects.create(cohort=cohort, **given)


def many_seats(cohort: Cohort, how_many: int, **fields: object) -> list[Enrolment]:
    """As many seats for as many businesses without owners, in a few queries."""
    organisations = Organisation.objects.bulk_create(
        Organisation(kind=Kind.PRODUCER, name=f"Dapur {next(_numbers)}") for _each in range(how_many)
    )
    businesses = Business.objects.bulk_create(
        Business(organisation=each, name=each.name) for each in organisations
    )
    products = Product.objects.bulk_create(
        Product(business=each, name="Sambal", kind="food") for each in businesses
    )
    given = {"state": SEAT} | fields
    return Enrolment.objects.bulk_create(
        Enrolment(
            cohort=cohort, business=product.business, product=product, attends=f"Peserta {place:04}", **given
        )
        for place, product in enumerate(products, 1)
    )


def a_day(kitchen: Kitchen, officer: Person) -> dict[str, object]:
    """A course of the city today with a seat for a kitchen, and what it has, by the names in addresses."""
    course = a_cohort(organiser=officer.memberships.get().organisation, trainer=officer)
    seat = a_seat(course.cohort, kitchen)
    sheet = TestSheet.objects.create(
        enrolment=seat, module="hygiene", moment="after", answers={}, right=0, asked=1,
        taken_at=timezone.now(), typed_by=officer, client_id=str(uuid.uuid4()),
    )  # fmt: skip
    clean = clean_upload(photo())
    (homework,) = hand_in(seat, "hygiene", [clean], "", str(uuid.uuid4()), kitchen.owner)
    material = course.cohort.materials.create(
        title="Resep", file=ContentFile(clean.content, name="resep.jpg"), kind="photo", by=officer
    )
    return {
        "cohort_id": course.cohort.pk,
        "session_id": course.session.pk,
        "enrolment_id": seat.pk,
        "ticket": seat.ticket,
        "moment": "before",
        "sheet_id": sheet.pk,
        "homework_id": homework.pk,
        "material_id": material.pk,
    }

"""Courses, and businesses in them, for tests."""

import datetime as dt
from itertools import count

from django.utils import timezone

from lopo.accounts.models import Person
from lopo.accounts.roles import Kind, Role
from lopo.producers.models import Business, Kelurahan
from lopo.training.books.cohort import make_cohort
from lopo.training.models import Cohort, Enrolment
from tests.accounts.factories import a_person, an_organisation

_numbers = count(1)


def in_days(days: int) -> dt.date:
    """A day so far from today."""
    return timezone.localdate() + dt.timedelta(days=days)


def a_cohort(by: Person | None = None, **fields: object) -> Cohort:
    """A course of two modules in a fortnight, open for applications; with its meetings."""
    by = by or a_person(Role.OFFICER)
    values: dict[str, object] = {
        "title": f"Label yang benar {next(_numbers)}",
        "modules": ["hygiene", "label"],
        "seats": 2,
        "place": "Aula Dinas Koperasi, Oebobo",
        "starts_on": in_days(14),
        "ends_on": in_days(15),
        "entry": "call",
        "state": "open",
        "bring": "satu bungkus produk dan labelnya",
    }
    values |= fields
    organiser = values.pop("organiser", None) or by.memberships.first().organisation
    return make_cohort(Cohort(made_by=by, organiser=organiser, **values))


def a_business(name: str = "", kelurahan: str = "Oebobo") -> Business:
    """A business without anybody who signs in."""
    name = name or f"Dapur {next(_numbers)}"
    return Business.objects.create(
        organisation=an_organisation(Kind.PRODUCER, name),
        name=name,
        kelurahan=Kelurahan.objects.get(name=kelurahan),
    )


def an_enrolment(
    cohort: Cohort, business: Business | None = None, state: str = "seated", **fields: object
) -> Enrolment:
    """A business in a course, as it stands in ``state``."""
    business = business or a_business()
    values: dict[str, object] = {"attends": f"Mama {business.name}"} | fields
    return Enrolment.objects.create(cohort=cohort, business=business, state=state, **values)

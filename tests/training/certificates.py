"""A course that is over, with participants who came and passed, or did not."""

import datetime as dt
from itertools import count

from django.utils import timezone

from lopo.accounts.models import Organisation, Person
from lopo.accounts.roles import Kind, Role
from lopo.producers.models import Business
from lopo.training.badges.house import House
from lopo.training.books.certificate import issue_all
from lopo.training.models import Attendance, Certificate, Cohort, Enrolment, Session, TestSheet
from lopo.training.models.cohort import DONE, SEAT
from tests.accounts.factories import a_person, an_organisation

MODULES = ("hygiene", "label")
HOUSE = House("http://testserver")
_numbers = count(1)


def a_course(
    trainer: Person | None = None, organiser: Organisation | None = None, modules=MODULES, **fields: object
) -> Cohort:
    """A course of which one meeting for each module was held last week."""
    trainer = trainer or a_person(Role.TRAINER, name="Maria Goreti Bria")
    today = timezone.localdate()
    cohort = Cohort.objects.create(
        **{
            "title": "Dari dapur ke rak swalayan",
            "modules": list(modules),
            "organiser": organiser or trainer.memberships.get().organisation,
            "trainer": trainer,
            "seats": 30,
            "place": "Aula Kantor Camat Oebobo",
            "starts_on": today - dt.timedelta(days=8),
            "ends_on": today - dt.timedelta(days=7),
            "entry": "call",
            "state": DONE,
            "made_by": trainer,
        }
        | fields
    )
    for place, module in enumerate(modules):
        begins = timezone.now() - dt.timedelta(days=8 - place)
        Session.objects.create(
            cohort=cohort, module=module, starts_at=begins, ends_at=begins + dt.timedelta(hours=2)
        )
    return cohort


def a_participant(cohort: Cohort, business: Business | None = None, name: str = "Yuliana Tefa", **fields):
    """Somebody with a seat; her business is made when none is given."""
    if business is None:
        organisation = an_organisation(Kind.PRODUCER)
        business = Business.objects.create(organisation=organisation, name=f"Dapur {next(_numbers)}")
    fields = {"state": SEAT, "attends": name} | fields
    return Enrolment.objects.create(cohort=cohort, business=business, **fields)


def came(enrolment: Enrolment, *modules: str) -> None:
    """She was at the meetings about ``modules``; at all when none are named."""
    sessions = enrolment.cohort.sessions.all()
    for session in sessions.filter(module__in=modules) if modules else sessions:
        Attendance.objects.create(
            session=session,
            enrolment=enrolment,
            came_at=session.starts_at,
            how="list",
            by=enrolment.cohort.made_by,
            client_id=f"came-{next(_numbers)}",
        )


def answered(enrolment: Enrolment, module: str, right: int, asked: int = 10) -> None:
    """Her test after ``module``."""
    TestSheet.objects.create(
        enrolment=enrolment,
        module=module,
        moment="after",
        answers={},
        right=right,
        asked=asked,
        taken_at=timezone.now(),
        client_id=f"test-{next(_numbers)}",
    )


def passed(cohort: Cohort, business: Business | None = None, name: str = "Yuliana Tefa") -> Enrolment:
    """Somebody who came to every meeting and passed every test."""
    enrolment = a_participant(cohort, business, name)
    came(enrolment)
    for module in cohort.modules:
        answered(enrolment, module, 9)
    return enrolment


def a_certificate(business: Business | None = None, cohort: Cohort | None = None) -> Certificate:
    """One that was issued."""
    cohort = cohort or a_course()
    enrolment = passed(cohort, business)
    issue_all(cohort, HOUSE, cohort.made_by, timezone.now())
    return Certificate.objects.get(enrolment=enrolment)

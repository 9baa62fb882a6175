"""Rows for every list of training: nothing, nothing in what there is, one of each, and thousands of each."""

import datetime as dt
import uuid

from django.utils import timezone

from lopo.accounts.roles import Kind, Role
from lopo.producers.evidence import clean_upload
from lopo.training.badges.number import new_number
from lopo.training.books.companion import name_companion
from lopo.training.books.homework import hand_in
from lopo.training.books.partner import open_link
from lopo.training.day.rules import rules
from lopo.training.models import (
    Arrival,
    Attendance,
    Certificate,
    Companionship,
    Enrolment,
    Milestone,
    TestSheet,
)
from lopo.training.models.cohort import new_token
from lopo.training.models.companion import new_receipt
from tests.accounts.factories import a_person, an_organisation
from tests.city import a_kitchen, photo
from tests.training import together
from tests.training.certificates import a_certificate, a_course
from tests.training.courses import a_cohort, a_seat, many_seats

MANY = 5_000
OTHERS = range(MANY - 1)
"""All but the one that is there already."""


class Programme:
    """People of each kind, what they have in training, and the arguments with which their pages open."""

    def __init__(self):
        self.kitchen, self.officer = a_kitchen(), a_person(Role.OFFICER)
        self.centre, self.bank = an_organisation(Kind.TRAINER), together.a_partner("Bank Contoh", Kind.BANK)
        self.trainer = a_person(Role.TRAINER, self.centre)
        self.people = {
            "nobody": None,
            "owner": self.kitchen.owner,
            "trainer": self.trainer,
            "officer": self.officer,
            "partner": a_person(Role.CREDIT_OFFICER, self.bank),
        }
        self.arguments = {
            "module": "hygiene", "stage": "trained", "moment": "before", "person_id": self.trainer.pk,
            "public_id": self.kitchen.product.public_id, "business_id": self.kitchen.business.pk,
            "partner_id": self.bank.pk,
        }  # fmt: skip

    def with_nothing(self):
        """Nobody has written anything down yet."""

    def with_empty(self):
        """A course of today without seats, and a link to a board without promises."""
        course = a_cohort(organiser=self.centre, trainer=self.trainer, seats=MANY, paid_by=self.bank)
        self.course, self.session = course.cohort, course.session
        self.arguments |= {
            "cohort_id": course.cohort.pk, "session_id": course.session.pk, "key": course.session.key,
            "token": course.cohort.invitation, "board_token": open_link(self.bank, self.officer).token,
        }  # fmt: skip

    def with_one(self):
        """One of each: a seat with all that hangs on it, a certificate, a promise, a visit, a milestone."""
        kitchen, trainer = self.kitchen, self.trainer
        self.companionship(kitchen.business)
        visit = together.a_visit(kitchen.business, trainer, on=-3, next_on=4)
        self.milestone = Milestone.objects.create(
            product=kitchen.product, kind="listed", on=together.days(-2), where="Toko", told_by=kitchen.owner
        )
        self.pledge = together.a_pledge(self.bank, self.officer, due=-2)
        self.letter = together.a_letter(self.bank, self.officer)
        self.certificate = a_certificate(kitchen.business, a_course(trainer, self.centre))
        self.arguments |= {
            **self.the_day(),
            "visit_receipt": visit.receipt,
            "milestone_id": self.milestone.pk,
            "pledge_id": self.pledge.pk,
            "delivery_id": together.a_delivery(self.pledge, self.officer).pk,
            "letter_id": self.letter.pk,
            "certificate_number": self.certificate.number,
        }

    def companionship(self, business):
        name_companion([business.pk], self.trainer, self.officer, timezone.localdate())

    def the_day(self):
        """A seat of the kitchen today: she came, handed in her test and her homework."""
        kitchen, now = self.kitchen, timezone.now()
        seat = a_seat(self.course, kitchen)
        Certificate.objects.filter(pk=self.certificate.pk).update(enrolment=seat)
        sheet = self.sheets([seat])[0]
        Attendance.objects.bulk_create(self.attendances([seat], now))
        Arrival.objects.bulk_create(self.arrivals([seat], now))
        (self.homework,) = hand_in(seat, "hygiene", [clean_upload(photo())], "", number(), kitchen.owner)
        self.material = self.course.materials.create(
            title="Resep", file=self.homework.evidence.file.name, kind="photo", by=self.trainer
        )
        return {
            "enrolment_id": seat.pk,
            "ticket": seat.ticket,
            "sheet_id": sheet.pk,
            "homework_id": self.homework.pk,
            "material_id": self.material.pk,
        }

    def sheets(self, seats):
        made = [
            TestSheet(
                enrolment=seat, module="hygiene", moment="after", answers={}, right=9, asked=10,
                taken_at=timezone.now(), client_id=number(),
            )
            for seat in seats
        ]  # fmt: skip
        return TestSheet.objects.bulk_create(made)

    def attendances(self, seats, at):
        told = {"session": self.session, "came_at": at, "how": "list", "by": self.trainer}
        return [Attendance(enrolment=seat, client_id=number(), **told) for seat in seats]

    def arrivals(self, seats, at):
        told = {"session": self.session, "what": "came", "at": at, "how": "list", "by": self.trainer}
        return [Arrival(enrolment=seat, client_id=number(), **told) for seat in seats]

    def with_many(self):
        """Thousands of each: in the course, in the companion's care, of the bank, of the kitchen."""
        seats, now = many_seats(self.course, len(OTHERS)), timezone.now()
        self.sheets(seats)
        Attendance.objects.bulk_create(self.attendances(seats, now))
        Arrival.objects.bulk_create(self.arrivals(seats, now))
        Companionship.objects.bulk_create(
            Companionship(
                business=seat.business, person=self.trainer, since=together.days(0), named_by=self.officer
            )
            for seat in seats
        )
        copies(self.homework, [{"enrolment": seat, "client_id": number()} for seat in seats])
        copies(self.material, [{"title": f"Resep {each}"} for each in range(rules().materials_most - 1)])
        self.of_the_kitchen()
        self.of_the_bank()
        self.courses()

    def of_the_kitchen(self):
        visit, day = self.kitchen.business.visits.get(), together.days
        fresh = ({"client_id": number(), "receipt": new_receipt(), "on": day(-each)} for each in OTHERS)
        copies(visit, fresh)
        copies(self.milestone, ({"client_id": number(), "on": day(-each)} for each in OTHERS))

    def of_the_bank(self):
        copies(self.letter, ({"client_id": number(), "title": f"Surat {each}"} for each in OTHERS))
        copies(self.pledge, ({"client_id": number(), "what": f"Kursi {each}"} for each in OTHERS))
        copies(self.pledge.deliveries.get(), ({"client_id": number()} for _each in OTHERS))

    def courses(self):
        """Weekly courses, each with a meeting; in all of them the kitchen has a seat and a certificate."""
        later = [dt.timedelta(weeks=each % 500 - 250) for each in OTHERS]
        cohorts = copies(
            self.course,
            (
                {
                    "invitation": new_token(),
                    "starts_on": self.course.starts_on + by,
                    "title": f"Kursus {by.days}",
                }
                | {"ends_on": self.course.ends_on + by}
                for by in later
            ),
        )
        pairs = list(zip(cohorts, later, strict=True))
        begins, ends = self.session.starts_at, self.session.ends_at
        copies(
            self.session,
            (
                {"cohort": each, "key": new_token(), "starts_at": begins + by, "ends_at": ends + by}
                for each, by in pairs
            ),
        )
        seat = Enrolment.objects.get(cohort=self.course, business=self.kitchen.business)
        seats = copies(seat, ({"cohort": each, "ticket": new_token()} for each in cohorts))
        places = range(1, MANY)
        copies(
            self.certificate,
            (
                {"enrolment": each, "number": new_number(), "status_list": "banyak", "status_place": place}
                for each, place in zip(seats, places, strict=True)
            ),
        )


def number():
    return str(uuid.uuid4())


def copies(row, changes):
    """As many more rows as there are ``changes``, like ``row`` but for them."""
    model = type(row)
    fields = {each.attname: getattr(row, each.attname) for each in model._meta.concrete_fields}
    del fields["id"]
    made = []
    for each in changes:
        copy = model(**fields)
        for name, value in each.items():
            setattr(copy, name, value)
        made.append(copy)
    return model.objects.bulk_create(made)

"""Training in the demo city, through the doors that the pages use.

A course that is over is held in the days to come first, since nobody can ask for a seat in the past; then it
is moved to where it belongs, with its meetings.
"""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

from django.db.models import F
from django.utils import timezone

from lopo.producers.evidence import clean_upload
from lopo.producers.models import Evidence, Kelurahan
from lopo.site.demo.course_plan import CoursePlan
from lopo.site.demo.entry import Entry
from lopo.site.demo.paper_photo import paper_photo
from lopo.site.demo.people import Residents
from lopo.training.badges.house import House
from lopo.training.books.certificate import issue_all
from lopo.training.books.cohort import Asking, ask_seat, make_cohort, move_cohort
from lopo.training.books.day import Sent, expected_at, take_arrivals
from lopo.training.books.homework import hand_in as hand_in_homework
from lopo.training.books.homework import review
from lopo.training.books.proposal import give_seats, propose_seats
from lopo.training.books.quiz import hand_in, keep_answer
from lopo.training.day.arriving import BY_CODE, Arriving
from lopo.training.day.presence import CAME
from lopo.training.lessons.library import load_modules
from lopo.training.models import Cohort, Enrolment, Homework, Session, TestSheet
from lopo.training.models.cohort import BY_CALL, SEAT
from lopo.training.models.day import ACCEPTED, AFTER, AGAIN, BEFORE

_ADDRESS = "http://127.0.0.1:8000"
"""Where the demo city is looked at; certificates name it."""
_HELD_IN = 30
"""Days ahead in which a course that is over is held first."""
_NAMES = uuid.UUID("6f1f7c54-5b8e-4e53-9d1c-0d3d5c1a7a11")


def demo_id(*parts: object) -> str:
    """A number for one record of the demo, the same each time the city is made."""
    return str(uuid.uuid5(_NAMES, "/".join(map(str, parts))))


class Courses:
    """The courses of the city on the day ``on``."""

    def __init__(self, entries: Sequence[Entry], residents: Residents, on: dt.date) -> None:
        self.entries, self.residents, self.on = entries, residents, on
        self.officer = residents.staff["officer"]
        self.trainer = residents.staff["trainer"]

    def hold(self, plan: CoursePlan) -> None:
        """Make the course, and bring it as far as ``plan.state`` says."""
        over = plan.ago > 0
        starts_on = self.on + dt.timedelta(days=_HELD_IN if over else -plan.ago)
        cohort = self._made(plan, starts_on)
        if plan.until:
            self._stretch(cohort, plan.until)
        if plan.state == "draft":
            return
        move_cohort(cohort.pk, "open")
        self._ask(cohort, plan)
        if plan.state == "open":
            return
        stamp = propose_seats(cohort.pk, self.officer)["stamp"]
        give_seats(cohort.pk, stamp, self.officer)
        if over:
            self._move_back(cohort, dt.timedelta(days=_HELD_IN + plan.ago))
            self._attend(cohort)
            self._finish(cohort, plan)
        else:
            self._tests(cohort, cohort.modules[0], (BEFORE,))

    def _made(self, plan: CoursePlan, starts_on: dt.date) -> Cohort:
        partners = self.residents.partners
        return make_cohort(
            Cohort(
                title=plan.title,
                modules=list(plan.modules),
                organiser=partners[plan.organiser],
                trainer=self.trainer if plan.organiser == "trainer" else self.officer,
                seats=plan.seats,
                place=plan.place,
                kelurahan=Kelurahan.objects.get(name=plan.kelurahan),
                starts_on=starts_on,
                ends_on=starts_on + dt.timedelta(days=plan.days - 1),
                entry=BY_CALL,
                bring=plan.bring,
                cost_idr=plan.cost_idr,
                paid_by=partners[plan.paid_by] if plan.paid_by else None,
                made_by=self.officer,
            )
        )

    def _ask(self, cohort: Cohort, plan: CoursePlan) -> None:
        by_then = [each for each in self.entries if each.plan.joined >= max(plan.ago, 0) and each.products]
        for entry in by_then[plan.skips :: 1][: plan.asks]:
            product = next(iter(entry.products.values()))
            asking = Asking(entry.business, entry.plan.owner, product, entry.owner)
            ask_seat(cohort.pk, asking, entry.owner or self.officer)

    def _stretch(self, cohort: Cohort, until: int) -> None:
        """The last meeting of each day ends at that hour, so that it can be looked at all day long."""
        last = {timezone.localdate(each.starts_at): each for each in cohort.sessions.order_by("starts_at")}
        for day, session in last.items():
            session.ends_at = dt.datetime.combine(day, dt.time(until), timezone.get_current_timezone())
            session.save(update_fields=["ends_at"])

    def _move_back(self, cohort: Cohort, back: dt.timedelta) -> None:
        """The course and its meetings, to the days on which they were held."""
        Session.objects.filter(cohort=cohort).update(
            starts_at=F("starts_at") - back, ends_at=F("ends_at") - back
        )
        Cohort.objects.filter(pk=cohort.pk).update(
            starts_on=cohort.starts_on - back, ends_on=cohort.ends_on - back, made_at=F("made_at") - back
        )
        Enrolment.objects.filter(cohort=cohort).update(asked_at=F("asked_at") - back)
        cohort.refresh_from_db()

    def _attend(self, cohort: Cohort) -> None:
        """One in nine is missing at each meeting, somebody else each time."""
        sessions = Session.objects.filter(cohort=cohort).select_related("cohort")
        for place, session in enumerate(sessions):
            came = [each for at, each in enumerate(expected_at(session)) if (at + place) % 9 != 8]
            sent = [self._came(session, each, at) for at, each in enumerate(came)]
            take_arrivals(sessions, sent, self.trainer)
        for module in cohort.modules:
            self._tests(cohort, module, (BEFORE, AFTER))

    def _came(self, session: Session, seat: Enrolment, place: int) -> Sent:
        at = session.starts_at - dt.timedelta(minutes=12) + dt.timedelta(seconds=50 * place)
        told = Arriving(session.pk, CAME, BY_CODE, None, seat.ticket, seat.ticket)
        return Sent(demo_id("came", session.cohort.title, session.module, seat.business.name), at, told)

    def _tests(self, cohort: Cohort, module_id: str, moments: Sequence[str]) -> None:
        """Before the lesson about half is right, after it most; one in seven hands nothing in afterwards.

        How hard a module is differs: by the letters of its name.
        """
        module = load_modules()[module_id]
        hard = sum(map(ord, module_id)) % 3
        session = Session.objects.get(cohort=cohort, module=module_id)
        seats = Enrolment.objects.filter(cohort=cohort, state=SEAT).order_by("attends", "pk")
        for at, seat in enumerate(seats):
            for moment in moments:
                if moment == AFTER and at % 7 == 6:
                    continue
                for place, question in enumerate(module.questions):
                    knows = (3 * at + 2 * place + hard) % 10 < (9 if moment == AFTER else 6 - hard)
                    right = question.right
                    choice = right if knows else (right + 1) % len(question.options)
                    keep_answer(seat, module, moment, place, str(choice))
                sheet = hand_in(seat, module, moment)
                taken_at = session.ends_at if moment == AFTER else session.starts_at
                TestSheet.objects.filter(pk=sheet.pk).update(taken_at=taken_at)

    def _finish(self, cohort: Cohort, plan: CoursePlan) -> None:
        self._homework(cohort)
        move_cohort(cohort.pk, "finish")
        if plan.certificates:
            ends = dt.datetime.combine(cohort.ends_on, dt.time(16), timezone.get_current_timezone())
            issue_all(cohort, House(_ADDRESS), self.officer, ends)

    def _homework(self, cohort: Cohort) -> None:
        """Some hand in a photo: one is accepted, one is to be done again, one waits for the trainer."""
        seats = Enrolment.objects.filter(cohort=cohort, state=SEAT).select_related("business")
        verdicts: Mapping[int, tuple[str, str]] = {
            0: (ACCEPTED, "Rapi. Teruskan."),
            1: (AGAIN, "Foto lebih dekat, supaya tanggalnya terbaca."),
        }
        for at, seat in enumerate(seats.order_by("attends", "pk")[:6]):
            photo = clean_upload(paper_photo(["PEKERJAAN RUMAH", cohort.modules[0], seat.business.name]))
            number = demo_id("homework", cohort.title, seat.business.name)
            by = seat.person or self.officer
            for homework in hand_in_homework(seat, cohort.modules[0], [photo], "", number, by):
                if at % 3 in verdicts:
                    review(homework, *verdicts[at % 3], self.trainer)
                self._move_homework(homework, cohort, at)

    def _move_homework(self, homework: Homework, cohort: Cohort, place: int) -> None:
        """Handed in on an evening after the course, looked at two days later."""
        ends = dt.datetime.combine(cohort.ends_on, dt.time(19), timezone.get_current_timezone())
        handed_in_at = ends + dt.timedelta(days=2 + place, minutes=11 * place)
        looked_at = handed_in_at + dt.timedelta(days=2)
        mine = Homework.objects.filter(pk=homework.pk)
        mine.update(handed_in_at=handed_in_at)
        mine.exclude(reviewed_at=None).update(reviewed_at=looked_at)
        Evidence.objects.filter(pk=homework.evidence_id).update(uploaded_at=handed_in_at)

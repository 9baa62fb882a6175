"""Who came: every message is written down once, and the attendance list follows from them."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from lopo.accounts.models import Person
from lopo.accounts.permission import in_reach
from lopo.accounts.scope import Scope
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.training.day.arriving import Arriving
from lopo.training.day.presence import HELD, Meeting, Message, Seat, presence, why_held
from lopo.training.models import Arrival, Attendance, Cohort, Enrolment, Session
from lopo.training.models.cohort import CANCELLED, DRAFT, SEAT

GONE = Text("Pertemuan ini tidak ada lagi. Tanya kantor; catatannya tetap di ponsel ini.",
            "This meeting is gone. Ask the office; the note stays on this phone.")  # fmt: skip
_ANOTHERS = Text("Catatan ini sudah dikirim oleh orang lain.", "This note was sent already by somebody else.")


def cohorts_in(scope: Scope, person: Person) -> QuerySet[Cohort]:
    """The cohorts a person teaches: those in her reach, and those for which she is named as the trainer."""
    if scope.everything:
        return Cohort.objects.all()
    named = Q(trainer=person) | Q(pk__in=Session.objects.filter(trainer=person).values("cohort"))
    return Cohort.objects.filter(in_reach(scope, "organiser") | named)


def sessions_in(scope: Scope, person: Person) -> QuerySet[Session]:
    """The meetings of those cohorts, once these are more than a draft."""
    reached = cohorts_in(scope, person).exclude(state=DRAFT)
    return Session.objects.filter(cohort__in=reached).select_related("cohort", "trainer")


def meeting_of(session: Session) -> Meeting:
    """A meeting as the pure room takes it; ``session.cohort`` is read."""
    cohort = session.cohort
    return Meeting(cohort.pk, session.module, session.starts_at, session.ends_at, cohort.state == CANCELLED)


def seat_of(enrolment: Enrolment) -> Seat:
    """An enrolment as the pure room takes it."""
    return Seat(enrolment.cohort_id, enrolment.state == SEAT, tuple(enrolment.modules))


def comes_to(enrolment: Enrolment, module: str) -> bool:
    """Whether she is expected where ``module`` is taught."""
    return not enrolment.modules or module in enrolment.modules


def expected_at(session: Session) -> list[Enrolment]:
    """Everybody who has a seat at a meeting, by name."""
    seats = Enrolment.objects.filter(cohort=session.cohort_id, state=SEAT)
    rows = seats.select_related("business__kelurahan", "person").order_by("attends", "pk")
    return [each for each in rows if comes_to(each, session.module)]


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a message: whether she is present now, and since when."""

    arrival: Arrival
    attendance: Attendance | None

    @property
    def told(self) -> Text | None:
        """Why the message does not count, in words."""
        return HELD.get(self.arrival.held)


@dataclass(frozen=True, slots=True)
class Sent:
    """A message as it arrived: its own number, when it was noted, and what it says."""

    client_id: str
    at: dt.datetime
    told: Arriving


def take_arrivals(
    reached: QuerySet[Session], sent: Sequence[Sent], by: Person
) -> dict[str, Answer | Refused]:
    """Write messages down, each once, and answer each by its number.

    A number that came before is answered as it stands now. A meeting out of reach, and a number that is
    another person's, are answered with a refusal. The number of queries does not grow with the messages.
    """
    ids = {each.told.session_id for each in sent}
    answers: dict[str, Answer | Refused] = {}
    with transaction.atomic():
        sessions = {each.pk: each for each in reached.filter(pk__in=ids)}
        list(Session.objects.select_for_update().filter(pk__in=sessions).order_by("pk").values_list("pk"))
        known = Arrival.objects.in_bulk([each.client_id for each in sent], field_name="client_id")
        fresh: dict[str, Arrival] = {}
        seats = _seats_of(sent)
        for each in sent:
            session = sessions.get(each.told.session_id)
            before = known.get(each.client_id) or fresh.get(each.client_id)
            if session is None:
                answers[each.client_id] = Refused(GONE)
            elif before is not None and (before.by_id, before.session_id) != (by.pk, session.pk):
                answers[each.client_id] = Refused(_ANOTHERS)
            elif before is None:
                fresh[each.client_id] = _arrival(session, each, seats, by)
        _write(list(fresh.values()))
        mine = {**known, **fresh}
        kept = [mine[each.client_id] for each in sent if each.client_id not in answers]
        present = _settle(kept)
        for arrival in kept:
            attendance = present.get((arrival.session_id, arrival.enrolment_id or 0))
            answers[arrival.client_id] = Answer(arrival, attendance)
    return answers


def _write(arrivals: list[Arrival]) -> None:
    try:
        with transaction.atomic():
            Arrival.objects.bulk_create(arrivals)
    except IntegrityError:  # the same number at the same moment, about another meeting
        raise Refused(_ANOTHERS) from None


@dataclass(frozen=True, slots=True)
class _Seats:
    by_id: Mapping[int, Enrolment]
    by_ticket: Mapping[str, Enrolment]

    def meant(self, told: Arriving) -> Enrolment | None:
        if told.enrolment_id is not None:
            return self.by_id.get(told.enrolment_id)
        return self.by_ticket.get(told.ticket)


def _seats_of(sent: Iterable[Sent]) -> _Seats:
    told = [each.told for each in sent]
    asked = Q(pk__in=[each.enrolment_id for each in told if each.enrolment_id])
    asked |= Q(ticket__in=[each.ticket for each in told if each.ticket])
    found = list(Enrolment.objects.filter(asked))
    return _Seats({each.pk: each for each in found}, {each.ticket: each for each in found})


def _arrival(session: Session, sent: Sent, seats: _Seats, by: Person) -> Arrival:
    told, enrolment = sent.told, seats.meant(sent.told)
    seat = seat_of(enrolment) if enrolment else None
    return Arrival(
        session=session,
        enrolment=enrolment,
        ticket="" if enrolment else told.scanned,
        what=told.what,
        how=told.how,
        at=sent.at,
        by=by,
        client_id=sent.client_id,
        held=why_held(seat, meeting_of(session), told.what, sent.at),
        reason=told.reason,
    )


def _settle(arrivals: Iterable[Arrival]) -> dict[tuple[int, int], Attendance]:
    """Bring the attendance of those people in line with the messages about them; who is present now."""
    pairs = {(each.session_id, each.enrolment_id) for each in arrivals if each.enrolment_id}
    about = Q(session__in={session for session, _each in pairs}, enrolment__in={each for _s, each in pairs})
    by_session: dict[int, list[Arrival]] = {}
    for each in Arrival.objects.filter(about, held=""):
        by_session.setdefault(each.session_id, []).append(each)
    is_now = {(each.session_id, each.enrolment_id): each for each in Attendance.objects.filter(about)}
    wanted: dict[tuple[int, int], Arrival] = {}
    for session, told in by_session.items():
        by_number = {each.client_id: each for each in told}
        messages = [Message(each.enrolment_id or 0, each.what, each.at, each.client_id) for each in told]
        for person, first in presence(messages).items():
            wanted[session, person] = by_number[first.client_id]
    stale = [row.pk for key, row in is_now.items() if _differs(row, wanted.get(key))]
    if stale:
        Attendance.objects.filter(pk__in=stale).delete()
    stands = {key: row for key, row in is_now.items() if row.pk not in stale}
    made = {key: _attendance(each) for key, each in wanted.items() if key not in stands}
    Attendance.objects.bulk_create(made.values())
    return {**stands, **made}


def _differs(row: Attendance, wanted: Arrival | None) -> bool:
    return wanted is None or row.client_id != wanted.client_id


def _attendance(arrival: Arrival) -> Attendance:
    return Attendance(
        session_id=arrival.session_id,
        enrolment_id=arrival.enrolment_id or 0,
        came_at=arrival.at,
        how=arrival.how,
        by_id=arrival.by_id,
        client_id=arrival.client_id,
    )


def take_one(session: Session, sent: Sent, by: Person) -> Answer:
    """Write one message down that was made on a page. Raises :class:`Refused`."""
    answer = take_arrivals(Session.objects.filter(pk=session.pk).select_related("cohort"), [sent], by)
    found = answer[sent.client_id]
    if isinstance(found, Refused):
        raise found
    return found


def present_at(session: Session) -> dict[int, dt.datetime]:
    """Everybody who is present at a meeting, by enrolment, and since when."""
    return dict(Attendance.objects.filter(session=session).values_list("enrolment_id", "came_at"))

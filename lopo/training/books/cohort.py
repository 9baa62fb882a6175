"""Cohorts written down: made, opened, filled, and their waiting lists kept moving.

Every change of a cohort or of a seat in it locks the cohort first, so that the last seat is taken once,
however many ask at the same moment. What may become of what stands in :mod:`lopo.training.seating.states`.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.models import Business, Product
from lopo.training.books.cohort_timing import why_not_finish, why_not_open
from lopo.training.models import Cohort, Enrolment, Session
from lopo.training.seating.states import (
    APPLIED,
    CANCELLED,
    COHORT_MOVES,
    COHORT_TITLES,
    ENROLMENT_MOVES,
    ENROLMENT_TITLES,
    HOUSE,
    NOBODY,
    OPEN,
    OWNER,
    SEAT,
    SEATED,
    WAITING,
    may_move,
    may_move_cohort,
)
from lopo.training.seating.timetable import spread

SAME_WITHIN = dt.timedelta(minutes=10)
"""The same cohort sent twice within this time is one."""


def today() -> dt.date:
    """Today in the city."""
    return timezone.localdate()


def lock_cohort(cohort_id: int) -> Cohort:
    """The cohort as it is now; until the transaction ends nobody else changes it or its seats.

    Its last proposal is long, and read only when asked for.
    """
    return Cohort.objects.select_for_update(no_key=True).defer("proposal").get(pk=cohort_id)


@transaction.atomic
def make_cohort(cohort: Cohort) -> Cohort:
    """Write a new cohort down, with one meeting for each module on its days.

    The one there already is given when the same is sent twice over a weak line.
    """
    # One at a time for who makes it: the second of two alike then sees the first.
    Person.objects.select_for_update(no_key=True).get(pk=cohort.made_by_id)
    same = Cohort.objects.filter(made_at__gte=timezone.now() - SAME_WITHIN, made_by=cohort.made_by_id)
    alike = {name: getattr(cohort, name) for name in ("title", "starts_on", "ends_on", "place", "seats")}
    if (there := same.filter(**alike).first()) is not None:
        return there
    cohort.save()
    add_meetings(cohort, cohort.modules)
    return cohort


def add_meetings(cohort: Cohort, modules: Sequence[str]) -> None:
    """One meeting for each of ``modules``, spread over the cohort's days."""
    zone = ZoneInfo(settings.TIME_ZONE)
    Session.objects.bulk_create(
        Session(
            cohort=cohort,
            module=each.module,
            starts_at=dt.datetime.combine(each.on, each.begins, zone),
            ends_at=dt.datetime.combine(each.on, each.ends, zone),
            trainer=cohort.trainer,
        )
        for each in spread(modules, cohort.starts_on, cohort.ends_on)
    )


@transaction.atomic
def move_cohort(cohort_id: int, name: str) -> Cohort:
    """Make the move ``name`` of :data:`COHORT_MOVES`; nothing happens when it was made already.

    Raises :class:`Refused` when the cohort may not, and :class:`KeyError` for a move that does not exist.
    """
    cohort = lock_cohort(cohort_id)
    if cohort.state == COHORT_MOVES[name].after:
        return cohort
    if not may_move_cohort(name, cohort.state):
        state = COHORT_TITLES[cohort.state]
        raise Refused(
            Text(f"Itu tidak bisa: pelatihan ini {state.id}.", f"That cannot be: this course is {state.en}.")
        )
    if (why_not := _too_early_or_late(cohort, name)) is not None:
        raise Refused(why_not)
    cohort.state = COHORT_MOVES[name].after
    cohort.save(update_fields=["state"])
    if cohort.state == CANCELLED:
        Enrolment.objects.filter(cohort=cohort, told=CANCELLED).update(told="")
    return cohort


def _too_early_or_late(cohort: Cohort, name: str) -> Text | None:
    if name == "open":
        return why_not_open(cohort, today())
    if name == "finish":
        return why_not_finish(cohort, cohort.sessions.all(), timezone.localtime())
    return None


@dataclass
class Seats:
    """How many seats of a cohort are taken: in all, or of each module where they are attended apart."""

    cohort: Cohort
    taken: int = 0
    by_module: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, cohort: Cohort) -> "Seats":
        """As they are now; one query."""
        seats = cls(cohort)
        for modules in Enrolment.objects.filter(cohort=cohort, state=SEAT).values_list("modules", flat=True):
            seats.take(modules)
        return seats

    def take(self, modules: Iterable[str]) -> None:
        """Somebody takes a seat for ``modules``; for all of them where none is named."""
        self.taken += 1
        for module in modules or self.cohort.modules:
            self.by_module[module] = self.by_module.get(module, 0) + 1

    def is_free(self, modules: Iterable[str]) -> bool:
        """Whether one more fits in, for every one of ``modules``."""
        if not self.cohort.apart:
            return self.taken < self.cohort.seats
        asked = modules or self.cohort.modules
        return all(self.by_module.get(module, 0) < self.cohort.seats for module in asked)

    @property
    def free(self) -> int:
        """Seats left; of the fullest module where they are attended apart."""
        taken = max(self.by_module.values(), default=0) if self.cohort.apart else self.taken
        return max(0, self.cohort.seats - taken)


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for a seat: the business, who comes, and for which product, if for one."""

    business: Business
    attends: str
    product: Product | None = None
    person: Person | None = None


@transaction.atomic
def ask_seat(cohort_id: int, asking: Asking, by: Person, who: str = OWNER) -> Enrolment:
    """Ask for a seat while applications are open; after that, for a place on the waiting list.

    Asking twice changes nothing. Raises :class:`Refused` when it is too late.
    """
    cohort = lock_cohort(cohort_id)
    found = Enrolment.objects.filter(cohort=cohort, business=asking.business).first()
    if found is not None and found.state in (APPLIED, WAITING, SEAT):
        return found
    if cohort.starts_on < today() or (cohort.ask_until and cohort.ask_until < today() and who == OWNER):
        raise Refused(
            Text("Pendaftaran sudah ditutup. Lihat pelatihan lain yang masih dibuka.",
                 "It is too late to ask. Look at the other courses that are open.")
        )  # fmt: skip
    enrolment = found or Enrolment(cohort=cohort, business=asking.business, state=NOBODY)
    enrolment.attends, enrolment.product, enrolment.person = asking.attends, asking.product, asking.person
    if found is not None:
        enrolment.asked_at = timezone.now()
    if cohort.state == SEATED:
        _to_waiting(cohort, enrolment, who, by)
        fill_up(cohort)
        enrolment.refresh_from_db()
        return enrolment
    _move(cohort, enrolment, "ask", who, by)
    enrolment.wish = enrolment.wish_reason = ""
    enrolment.save()
    return enrolment


@transaction.atomic
def invite(cohort_id: int, businesses: Sequence[Business], by: Person, why: Text | None = None) -> int:
    """Invite businesses that are not in the cohort yet. Returns how many are newly invited."""
    cohort = lock_cohort(cohort_id)
    found = {each.business_id: each for each in Enrolment.objects.filter(cohort=cohort)}
    count = 0
    for business in businesses:
        enrolment = found.get(business.pk) or Enrolment(
            cohort=cohort,
            business=business,
            state=NOBODY,
            attends=(business.owner_name or business.name)[:120],
        )
        if may_move("invite", enrolment.state, cohort.state, "officer"):
            _move(cohort, enrolment, "invite", "officer", by)
            enrolment.why = {"id": why.id, "en": why.en} if why else {}
            enrolment.save()
            count += 1
    return count


@transaction.atomic
def answer_invitation(enrolment_id: int, yes: bool, by: Person, who: str = OWNER) -> Enrolment:
    """Take the seat one is invited to, or not. The last seat is taken once; the next one waits.

    Answering again as before changes nothing. Raises :class:`Refused` where the invitation is void.
    """
    cohort, enrolment = _locked(enrolment_id)
    if enrolment.state in ((SEAT, WAITING) if yes else (ENROLMENT_MOVES["decline"].after,)):
        return enrolment
    if not yes:
        _move(cohort, enrolment, "decline", who, by)
        enrolment.told = enrolment.state
        enrolment.save()
        return enrolment
    if Seats.of(cohort).is_free(enrolment.modules):
        _move(cohort, enrolment, "accept", who, by)
        enrolment.told = enrolment.state
        enrolment.save()
        return enrolment
    _to_waiting(cohort, enrolment, who, by)
    return enrolment


@transaction.atomic
def withdraw(enrolment_id: int, by: Person, who: str = OWNER) -> list[Enrolment]:
    """Give up a seat or a place. Returns who moves up in return; nobody where it was given up before."""
    cohort, enrolment = _locked(enrolment_id)
    if enrolment.state == ENROLMENT_MOVES["withdraw"].after:
        return []
    _move(cohort, enrolment, "withdraw", who, by)
    enrolment.rank = None
    enrolment.told = enrolment.state
    enrolment.save()
    return fill_up(cohort)


@transaction.atomic
def wish(enrolment_id: int, kind: str, reason: str, by: Person) -> Enrolment:
    """Pin, forbid or neither, before seats are given. Raises :class:`Refused` without a reason."""
    cohort, enrolment = _locked(enrolment_id)
    if kind and not reason.strip():
        raise Refused(
            Text("Tulis alasannya, agar bisa dijelaskan.", "Write the reason, so that it can be explained.")
        )
    if cohort.state != OPEN or enrolment.state != APPLIED:
        raise Refused(
            Text("Itu hanya bisa sebelum kursi dibagikan.", "That can only be done before seats are given.")
        )
    enrolment.wish, enrolment.wish_reason = kind, reason.strip() if kind else ""
    enrolment.changed_by = by
    enrolment.save()
    return enrolment


def fill_up(cohort: Cohort) -> list[Enrolment]:
    """Give free seats to the waiting list, in its order; the cohort is locked. Returns who moved up.

    Nobody moves up once the course has begun.
    """
    waiting = list(Enrolment.objects.filter(cohort=cohort, state=WAITING).order_by("rank", "asked_at", "pk"))
    moved: list[Enrolment] = []
    if cohort.state == SEATED and cohort.starts_on >= today():
        seats = Seats.of(cohort)
        for enrolment in waiting:
            if seats.is_free(enrolment.modules):
                seats.take(enrolment.modules)
                _move(cohort, enrolment, "move up", HOUSE, None)
                enrolment.rank = None
                moved.append(enrolment)
    left = [each for each in waiting if each.state == WAITING]
    changed = [each for place, each in enumerate(left, 1) if each.rank != place]
    for place, each in enumerate(left, 1):
        each.rank = place
    Enrolment.objects.bulk_update([*moved, *changed], ["state", "rank", "changed_at"])
    return moved


def _to_waiting(cohort: Cohort, enrolment: Enrolment, who: str, by: Person) -> None:
    _move(cohort, enrolment, "queue", who, by)
    enrolment.rank = 1 + Enrolment.objects.filter(cohort=cohort, state=WAITING).count()
    enrolment.told = enrolment.state
    enrolment.save()


def _locked(enrolment_id: int) -> tuple[Cohort, Enrolment]:
    cohort_id = Enrolment.objects.values_list("cohort", flat=True).get(pk=enrolment_id)
    cohort = lock_cohort(cohort_id)
    return cohort, Enrolment.objects.select_related("business").get(pk=enrolment_id)


def _move(cohort: Cohort, enrolment: Enrolment, name: str, who: str, by: Person | None) -> None:
    """Take an enrolment to its next state, unsaved. Raises :class:`Refused` where the table forbids it."""
    if not may_move(name, enrolment.state, cohort.state, who):
        state = ENROLMENT_TITLES.get(enrolment.state, COHORT_TITLES[cohort.state])
        raise Refused(Text(f"Itu tidak bisa lagi: {state.id}.", f"That cannot be done any more: {state.en}."))
    enrolment.state = ENROLMENT_MOVES[name].after
    enrolment.changed_at = timezone.now()
    if by is not None:
        enrolment.changed_by = by


def enrolments_of(session: Session) -> list[Enrolment]:
    """Who has a seat in this meeting; where modules are attended apart, only who comes to this one."""
    seated = Enrolment.objects.filter(cohort=session.cohort_id, state=SEAT).select_related("business")
    return [each for each in seated if not each.modules or session.module in each.modules]


def counted(cohorts: Iterable[Cohort]) -> dict[int, dict[str, int]]:
    """How many enrolments are in each state, by cohort; one query."""
    rows = Enrolment.objects.filter(cohort__in=[each.pk for each in cohorts]).order_by()
    counts: dict[int, dict[str, int]] = {}
    for cohort, state, count in rows.values_list("cohort", "state").annotate(count=Count("pk")):
        counts.setdefault(cohort, {})[state] = count
    return counts

"""Proposals made from the records, and the seats given as they say."""

import datetime as dt
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.models import Product, Statement
from lopo.standards.house_library import edition_on
from lopo.standards.library import load_library
from lopo.standards.models import Standing
from lopo.standards.standings import assessments_of
from lopo.training.books.cohort import fill_up, lock_cohort, today
from lopo.training.models import Attendance, Cohort, Enrolment, Session
from lopo.training.seating.applicant import FORBIDDEN, PINNED, Applicant, Course, OpenProduct
from lopo.training.seating.clash import Slot, busy
from lopo.training.seating.gaps import open_product
from lopo.training.seating.policy import load_policy
from lopo.training.seating.proposal import plain
from lopo.training.seating.states import (
    APPLIED,
    DONE,
    ENROLMENT_MOVES,
    OFFICER,
    OPEN,
    SEAT,
    SEATED,
    may_move,
)

WOMEN_LED = "business.women_led"


def course_of(cohort: Cohort) -> Course:
    """The course that a cohort holds."""
    return Course(cohort.seats, tuple(cohort.modules), cohort.apart)


def slots_of(sessions: Iterable[Session]) -> list[Slot]:
    """Meetings with their cohort, for a look at what else is on."""
    return [
        Slot(
            each.cohort.title,
            timezone.make_naive(each.starts_at),
            timezone.make_naive(each.ends_at),
            each.place or each.cohort.place,
            str(each.trainer_id or each.cohort.trainer_id or ""),
        )
        for each in sessions
    ]


def applicants_of(cohort: Cohort, on: dt.date) -> list[Applicant]:
    """Everybody who asked for a seat or has one, with what her products lack; a fixed number of queries."""
    asked = Enrolment.objects.filter(cohort=cohort, state__in=(APPLIED, SEAT))
    enrolments = list(asked.select_related("business__kelurahan").order_by("asked_at", "pk"))
    businesses = [each.business_id for each in enrolments]
    products = open_products(businesses, on)
    women_led = women_led_of(businesses)
    came = Attendance.objects.filter(enrolment__business__in=businesses).exclude(enrolment__cohort=cohort)
    experienced = set(came.order_by().values_list("enrolment__business", flat=True).distinct())
    elsewhere = _elsewhere(cohort, businesses)
    mine = slots_of(cohort.sessions.select_related("cohort"))
    wants = frozenset(cohort.modules) - _mending()
    return [
        Applicant(
            id=each.pk,
            name=each.business.name,
            asked_at=each.asked_at,
            products=tuple(products.get(each.business_id, ())),
            ward=each.business.kelurahan.name if each.business.kelurahan else "",
            women_led=women_led.get(each.business_id),
            first_time=each.business_id not in experienced,
            wish=PINNED if each.state == SEAT else each.wish,
            wish_reason="kursi sudah diterima" if each.state == SEAT else each.wish_reason,
            clash=busy(mine, elsewhere.get(each.business_id, ())),
            wants=wants,
        )
        for each in enrolments
    ]


def open_products(businesses: Sequence[int], on: dt.date) -> dict[int, list[OpenProduct]]:
    """The products of each business with their gaps, from the remembered standings."""
    edition = edition_on(on)
    listed = Product.objects.filter(business__in=businesses, archived_at=None).order_by("pk")
    rows = {each.pk: each for each in listed}
    found: dict[int, list[OpenProduct]] = {}
    standings = Standing.objects.filter(product__in=rows).order_by("product")
    known = {each.product_id: (each.ladder, each.rung, each.statuses) for each in standings}
    for pk, assessment in assessments_of([each for each in listed if each.pk not in known], on).items():
        reached = assessment.ladder.reached
        statuses = {name: status.value for name, status in assessment.statuses.items()}
        known[pk] = (assessment.ladder.ladder.id, reached.gate.rung if reached else "", statuses)
    for pk, product in rows.items():
        found.setdefault(product.business_id, []).append(open_product(product.name, *known[pk], edition))
    return found


def helped_most(businesses: Sequence[int], cohort: Cohort, on: dt.date) -> int | None:
    """The product that the course does most for: it passes its gate, or most of its gaps are closed.

    Nothing where the course closes no gap of any of them.
    """
    course, found = course_of(cohort), open_products(businesses, on)
    listed = Product.objects.filter(business__in=businesses, archived_at=None).order_by("pk")
    waiting = {business: iter(products) for business, products in found.items()}
    helped = []
    for pk, business in listed.values_list("pk", "business"):
        product = next(waiting[business])
        taught = sum(gap.module in course.modules for gap in product.gaps)
        helped.append((course.teaches(product), taught, -pk))
    _passes, taught, least = max(helped, default=(False, 0, 0))
    return -least if taught else None


def women_led_of(businesses: Sequence[int]) -> dict[int, bool]:
    """Which businesses said whether a woman leads them."""
    told = Statement.objects.filter(business__in=businesses, fact=WOMEN_LED, superseded_at=None, product=None)
    return {business: value is True for business, value in told.values_list("business", "value")}


def _mending() -> set[str]:
    """The modules that mend any demand at all: what others teach cannot be seen in a product's gaps."""
    return {step.training for step in load_library().steps.values()}


def _elsewhere(cohort: Cohort, businesses: Sequence[int]) -> dict[int, list[Slot]]:
    """What each business sits in on the cohort's days already."""
    seated = Enrolment.objects.filter(
        business__in=businesses,
        state=SEAT,
        cohort__state__in=(OPEN, SEATED, DONE),
        cohort__starts_on__lte=cohort.ends_on,
        cohort__ends_on__gte=cohort.starts_on,
    ).exclude(cohort=cohort)
    taken = list(seated.values_list("business", "cohort", "modules"))
    sessions = Session.objects.filter(cohort__in={each[1] for each in taken}).select_related("cohort")
    by_cohort: dict[int, list[Session]] = {}
    for session in sessions:
        by_cohort.setdefault(session.cohort_id, []).append(session)
    slots: dict[int, list[Slot]] = {}
    for business, other, modules in taken:
        hers = [each for each in by_cohort.get(other, ()) if not modules or each.module in modules]
        slots.setdefault(business, []).extend(slots_of(hers))
    return slots


def propose_seats(cohort_id: int, by: Person, *, longer: bool = False) -> dict[str, Any]:
    """Work a proposal out and keep it with the cohort; the records are not locked meanwhile.

    It takes a few seconds at most, and ``longer`` where it may take its time, as the policy says.
    Raises :class:`Refused` where seats are not to be given now, or more are pinned than there are.
    """
    from lopo.training.seating.propose import propose  # the solver is large, and few requests need it

    cohort = Cohort.objects.get(pk=cohort_id)
    _check_open(cohort)
    applicants = applicants_of(cohort, today())
    policy = load_policy().taking_its_time() if longer else load_policy()
    made = plain(propose(applicants, course_of(cohort), policy))
    made |= {
        "stamp": secrets.token_urlsafe(8),
        "made_at": timezone.now().isoformat(),
        "made_by": str(by),
        "modules": cohort.modules,
        "course": [cohort.seats, cohort.apart],
        "people": {str(each.id): [each.women_led, each.first_time] for each in applicants},
    }
    with transaction.atomic():
        cohort = lock_cohort(cohort_id)
        _check_open(cohort)
        cohort.proposal = made
        cohort.save(update_fields=["proposal"])
    return made


def _check_open(cohort: Cohort) -> None:
    if cohort.state != OPEN:
        raise Refused(
            Text("Kursi hanya dibagikan selama pendaftaran dibuka.",
                 "Seats are given only while the course is open for applications.")
        )  # fmt: skip


@transaction.atomic
def give_seats(cohort_id: int, stamp: str, by: Person) -> Cohort:
    """Give the seats as the proposal ``stamp`` says, and end the applications. Twice is once.

    Who asked since then goes to the end of the waiting list; who withdrew meanwhile leaves her seat to the
    first of it. Raises :class:`Refused` when somebody made another proposal, or the course was changed since.
    """
    cohort = lock_cohort(cohort_id)
    if cohort.state == SEATED and cohort.proposal.get("stamp") == stamp:
        return cohort
    _check_open(cohort)
    proposal = cohort.proposal
    same = (proposal.get("stamp"), proposal.get("modules"), proposal.get("course")) == (
        stamp, cohort.modules, [cohort.seats, cohort.apart],
    )  # fmt: skip
    if not stamp or not same:
        raise Refused(
            Text("Usulan ini sudah berubah sejak dibuka. Lihat lagi, lalu bagikan.",
                 "The proposal has changed since you opened it. Look at it again, then give the seats.")
        )  # fmt: skip
    asked = list(Enrolment.objects.filter(cohort=cohort, state=APPLIED).order_by("asked_at", "pk"))
    late = len(proposal["waiting"])
    for enrolment in asked:
        late += _settle(enrolment, cohort, proposal, late + 1, by)
    Enrolment.objects.bulk_update(
        asked, ["state", "rank", "modules", "why", "changed_by", "changed_at"], batch_size=500
    )
    cohort.state = SEATED
    cohort.save(update_fields=["state"])
    fill_up(cohort)
    return cohort


def _settle(enrolment: Enrolment, cohort: Cohort, proposal: Mapping[str, Any], last: int, by: Person) -> bool:
    """Take one enrolment where the proposal puts it; whether it is a late one, put at the ``last`` place.

    A wish written down since the proposal still counts: who is to have no seat gets none.
    """
    seats = {each["applicant"]: each["modules"] for each in proposal["seats"]}
    enrolment.why = proposal["reasons"].get(str(enrolment.pk), {})
    forbidden = enrolment.wish == FORBIDDEN
    late = not forbidden and str(enrolment.pk) not in proposal["people"]
    if forbidden or enrolment.pk in proposal["out"]:
        name = "refuse"
    elif enrolment.pk in seats:
        name = "give"
        enrolment.modules = seats[enrolment.pk] if cohort.apart else []
    else:
        name = "wait"
        places = proposal["waiting"]
        enrolment.rank = last if late else 1 + places.index(enrolment.pk)
    if not may_move(name, enrolment.state, cohort.state, OFFICER):
        raise AssertionError(f"{name} of {enrolment.state} in {cohort.state}")
    enrolment.state = ENROLMENT_MOVES[name].after
    enrolment.changed_by, enrolment.changed_at = by, timezone.now()
    return late

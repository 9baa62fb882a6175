"""Businesses told what became of their seats: each once, for some seconds, the rest with the next run."""

import time

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from lopo.accounts.notice import site_address, tell_owners
from lopo.facts.wording import say_days
from lopo.training.models import Cohort, Enrolment
from lopo.training.seating.news import CHANGED, SUBJECT, news
from lopo.training.seating.states import APPLIED, CANCELLED, DECLINED, INVITED, OPEN, SEAT, SEATED, WAITING

IN_VAIN = "-"
"""Stands before a state that a business could not be told of: somebody has to say it by hand."""

SECONDS = 8.0
"""How long a page tells; a gateway takes about a second for each message."""


def untold() -> QuerySet[Enrolment]:
    """Enrolments whose business does not know their state yet."""
    running = Q(cohort__state__in=(OPEN, SEATED))
    news_of = Q()
    for state in (SEAT, WAITING, INVITED, DECLINED):
        news_of |= running & Q(state=state) & ~Q(told__in=_done(state))
    news_of |= running & Q(state=APPLIED, told=CHANGED + APPLIED)
    concerned = Q(cohort__state=CANCELLED, state__in=(SEAT, WAITING, INVITED, APPLIED))
    return Enrolment.objects.filter(news_of | (concerned & ~Q(told__in=_done(CANCELLED))))


def mark_changed(cohort: Cohort) -> int:
    """Who was told of a course, or asked for it, is to be told that it changed. How many they are."""
    inside = Enrolment.objects.filter(cohort=cohort)
    count = inside.filter(state=APPLIED).update(told=CHANGED + APPLIED)
    for state in (SEAT, WAITING, INVITED):
        count += inside.filter(state=state, told__in=_done(state)).update(told=CHANGED + state)
    return count


def told_in_all(cohort_id: int) -> int:
    """How many businesses of a course know what became of their seat."""
    settled = Enrolment.objects.filter(cohort=cohort_id, state__in=(SEAT, WAITING, DECLINED))
    return settled.filter(told=F("state")).count()


def in_vain() -> QuerySet[Enrolment]:
    """Enrolments whose business could not be told: nobody there has a phone or an email."""
    return Enrolment.objects.filter(told__startswith=IN_VAIN)


def _done(state: str) -> tuple[str, str]:
    return state, IN_VAIN + state


def tell_news(cohort_id: int | None = None, seconds: float = SECONDS) -> int:
    """Tell who does not know yet, of one cohort or of all, for at most ``seconds``. How many were told.

    Each is claimed first, so that two runs at once never tell twice.
    """
    until = time.monotonic() + seconds
    waiting = untold() if cohort_id is None else untold().filter(cohort=cohort_id)
    told = 0
    for enrolment in waiting.select_related("cohort", "business").defer("cohort__proposal").order_by("pk"):
        if time.monotonic() > until:
            break
        told += _tell(enrolment)
    return told


def _tell(enrolment: Enrolment) -> bool:
    cohort = enrolment.cohort
    state = CANCELLED if cohort.state == CANCELLED else enrolment.state
    mine = Enrolment.objects.filter(pk=enrolment.pk, state=enrolment.state, told=enrolment.told)
    if not mine.update(told=state):
        return False
    words = news(
        CHANGED if enrolment.told == CHANGED + state else state,
        business=enrolment.business.name,
        title=cohort.title,
        when=say_days(cohort.starts_on, cohort.ends_on),
        place=cohort.place,
        address=site_address(reverse("training:cohort", args=[cohort.pk])),
    )
    if tell_owners(enrolment.business.organisation_id, SUBJECT, words):
        return True
    Enrolment.objects.filter(pk=enrolment.pk, told=state).update(told=IN_VAIN + state)
    return False

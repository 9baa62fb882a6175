"""Whose seat it is: what of a course is shown to who teaches it, and to who has a seat in it."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from lopo.accounts.models import Person
from lopo.accounts.permission import PermittedRequest, in_reach, scope_for
from lopo.training.books.day import cohorts_in
from lopo.training.models import Cohort, Enrolment
from lopo.training.models.cohort import CANCELLED, DRAFT, SEAT


def taught_or_404(request: PermittedRequest, cohort_id: int) -> Cohort:
    """A cohort that this person teaches; asked behind ``training.teach``."""
    reached = cohorts_in(request.scope, request.user).select_related("organiser", "trainer", "kelurahan")
    return get_object_or_404(reached, pk=cohort_id)


def own_seats(person: Person) -> QuerySet[Enrolment]:
    """The seats of a person's businesses in courses that are held."""
    scope = scope_for(person, "training.join")
    if scope is None:
        return Enrolment.objects.none()
    seats = Enrolment.objects.filter(in_reach(scope, "business__organisation"), state=SEAT)
    held = seats.exclude(cohort__state__in=(DRAFT, CANCELLED))
    return held.select_related("cohort__organiser", "cohort__trainer", "business")


def own_seat_or_404(request: PermittedRequest, enrolment_id: int) -> Enrolment:
    """A seat of this person; asked behind ``training.join``."""
    return get_object_or_404(own_seats(request.user), pk=enrolment_id)


def taught_seat_or_404(request: PermittedRequest, enrolment_id: int) -> Enrolment:
    """A seat in a cohort that this person teaches; asked behind ``training.teach``."""
    seats = Enrolment.objects.filter(cohort__in=cohorts_in(request.scope, request.user), state=SEAT)
    return get_object_or_404(seats.select_related("cohort", "business"), pk=enrolment_id)


def taught_by(person: Person) -> QuerySet[Cohort]:
    """The cohorts a person teaches; none when she teaches nothing."""
    scope = scope_for(person, "training.teach")
    return Cohort.objects.none() if scope is None else cohorts_in(scope, person)

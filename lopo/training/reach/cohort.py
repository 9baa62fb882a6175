"""Which cohorts a person sees: the city all, a trainer hers, a producer the open calls and her own."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from lopo.accounts.models import Person
from lopo.accounts.permission import scope_for
from lopo.accounts.roles import PRODUCER_ROLES, Role
from lopo.accounts.scope import Scope
from lopo.producers.models import Business
from lopo.training.models import Cohort, Enrolment, Session
from lopo.training.models.cohort import BY_CALL
from lopo.training.seating.states import DRAFT, INVITED, OPEN, SEATED


def cohorts_taught(person: Person) -> Q:
    """The cohorts that ``person`` or her institution teaches, whole or in part."""
    sessions = Session.objects.filter(cohort=OuterRef("pk"), trainer=person)
    return Q(trainer=person) | Q(organiser__in=person.organisation_ids(Role.TRAINER)) | Q(Exists(sessions))


def cohorts_joined(person: Person) -> Q:
    """The cohorts in which a business of ``person`` was ever asked for or given a seat."""
    return Q(Exists(own_enrolments(person).filter(cohort=OuterRef("pk"))))


def own_enrolments(person: Person) -> QuerySet[Enrolment]:
    """The enrolments of the businesses of ``person``. An invitation to a draft is not said yet."""
    organisations = person.organisation_ids(*PRODUCER_ROLES)
    hers = Enrolment.objects.filter(business__organisation__in=organisations)
    return hers.exclude(cohort__state=DRAFT, state=INVITED)


def open_calls() -> Q:
    """The cohorts that any producer may ask for a seat in."""
    return Q(entry=BY_CALL, state__in=(OPEN, SEATED))


def cohorts_in(scope: Scope, person: Person) -> QuerySet[Cohort]:
    """The cohorts that ``person`` sees."""
    listed = Cohort.objects.defer("proposal")
    if scope.everything:
        return listed
    seen = cohorts_taught(person)
    if person.roles() & PRODUCER_ROLES:
        seen |= cohorts_joined(person) | open_calls()
    return listed.filter(seen)


def own_businesses(person: Person) -> QuerySet[Business]:
    """The businesses for which ``person`` may ask for a seat."""
    scope = scope_for(person, "training.join")
    if scope is None:
        return Business.objects.none()
    return Business.objects.filter(organisation__in=scope.own_ids).order_by("name", "pk")


def teaches(scope: Scope, person: Person, cohort: Cohort) -> bool:
    """Whether ``person`` sees the whole of a cohort: the city, and who teaches it."""
    return scope.everything or Cohort.objects.filter(cohorts_taught(person), pk=cohort.pk).exists()

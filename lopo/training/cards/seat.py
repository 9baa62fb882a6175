"""On the owner's first page: the seat she is asked about, or has, in a course that is still to come."""

import datetime as dt

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, When
from django.utils.translation import get_language

from lopo.accounts.models import Person
from lopo.accounts.roles import PRODUCER_ROLES
from lopo.facts.wording import say_days
from lopo.standards.home_cards import Card
from lopo.training.books.cohort import today
from lopo.training.models import Session
from lopo.training.reach.cohort import own_enrolments
from lopo.training.seating.states import INVITED, OPEN, SEAT, SEATED

MOST = 3


def seat_card(person: Person) -> Card | None:
    """What meets today or tomorrow before everything; then invitations to answer, then seats. One query."""
    if not person.organisation_ids(*PRODUCER_ROLES):
        return None
    language = get_language() or "id"
    coming = own_enrolments(person).filter(
        state__in=(INVITED, SEAT), cohort__state__in=(OPEN, SEATED), cohort__ends_on__gte=today()
    )
    soon = Case(When(_meets_soon(), then=True), default=False, output_field=BooleanField())
    listed = coming.annotate(near=soon).select_related("cohort", "business").defer("cohort__proposal")
    seats = [
        {
            "cohort": each.cohort,
            "days": say_days(each.cohort.starts_on, each.cohort.ends_on).in_language(language),
            "invited": each.state == INVITED,
            "business": each.business.name,
            "ticket": each.ticket if each.near else "",
        }
        for each in listed.order_by("-near", "state", "cohort__starts_on", "pk")[:MOST]
    ]
    near = any(each["ticket"] for each in seats)
    return Card("training/_seat_card.html", {"seats": seats}, urgent=near) if seats else None


def _meets_soon() -> Q:
    """A seat in a course with a meeting today or tomorrow, or that begins then and has no meetings yet."""
    days = (today(), today() + dt.timedelta(days=1))
    meetings = Session.objects.filter(cohort=OuterRef("cohort"))
    begins = Q(cohort__starts_on__in=days) & ~Exists(meetings)
    return Q(state=SEAT) & (Exists(meetings.filter(starts_at__date__in=days)) | begins)

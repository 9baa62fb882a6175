"""On the owner's first page: the seat she is asked about, or has, in a course that is still to come."""

from django.utils.translation import get_language

from lopo.accounts.models import Person
from lopo.accounts.roles import PRODUCER_ROLES
from lopo.standards.home_cards import Card
from lopo.training.cohort_book import today
from lopo.training.cohort_reach import own_enrolments
from lopo.training.cohort_states import INVITED, OPEN, SEAT, SEATED
from lopo.training.seat_news import say_days

MOST = 3


def seat_card(person: Person) -> Card | None:
    """Invitations to answer, then seats; soonest first. One query."""
    if not person.organisation_ids(*PRODUCER_ROLES):
        return None
    language = get_language() or "id"
    coming = own_enrolments(person).filter(
        state__in=(INVITED, SEAT), cohort__state__in=(OPEN, SEATED), cohort__ends_on__gte=today()
    )
    listed = coming.select_related("cohort", "business").defer("cohort__proposal")
    seats = [
        {
            "cohort": each.cohort,
            "days": say_days(each.cohort.starts_on, each.cohort.ends_on).in_language(language),
            "invited": each.state == INVITED,
            "business": each.business.name,
        }
        for each in listed.order_by("state", "cohort__starts_on", "pk")[:MOST]
    ]
    return Card("training/_seat_card.html", {"seats": seats}) if seats else None

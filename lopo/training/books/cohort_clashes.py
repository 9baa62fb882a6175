"""What a cohort's meetings clash with: other meetings of the same trainer or place, and the city's events."""

from lopo.facts.text import Text
from lopo.training.books.proposal import slots_of
from lopo.training.models import Cohort, Session
from lopo.training.seating.clash import clashes
from lopo.training.seating.states import CANCELLED


def clashes_of(cohort: Cohort) -> list[Text]:
    """A sentence for each clash of the cohort's meetings; two queries."""
    mine = list(cohort.sessions.select_related("cohort"))
    if not mine:
        return []
    first, last = min(each.starts_at for each in mine), max(each.ends_at for each in mine)
    others = Session.objects.filter(starts_at__lt=last, ends_at__gt=first).exclude(cohort=cohort)
    standing = others.exclude(cohort__state=CANCELLED).select_related("cohort").defer("cohort__proposal")
    return [clash.says for clash in clashes(slots_of(mine), slots_of(standing))]

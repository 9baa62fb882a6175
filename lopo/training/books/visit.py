"""Visit notes written down: each once, with a receipt; a correction takes the place of the note before it."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.models import Business
from lopo.producers.records import lock
from lopo.training.companions.visit_note import VisitNote, may_correct
from lopo.training.models import Visit

_NOT_THIS_NOTE = Text(
    "Catatan ini sudah dikirim oleh orang lain atau untuk usaha lain.",
    "This note was sent already by somebody else or for another business.",
)
_TOO_LATE = Text(
    "Catatan ini tidak bisa dibetulkan lagi. Tulis catatan baru.",
    "This note can be corrected no more. Write a new one.",
)


def standing_visits(business: Business) -> QuerySet[Visit]:
    """The notes of a business that count, the newest first."""
    return Visit.objects.filter(business=business, superseded_at=None).select_related("by")


def take_visit(business: Business, note: VisitNote, by: Person) -> Visit:
    """Keep a note, or give back the visit that it became when it was sent before.

    Raises :class:`Refused` when it was another's.
    """
    with transaction.atomic():
        lock(business.pk)
        before = Visit.objects.filter(client_id=note.client_id).first()
        if before is None:
            return Visit.objects.create(business=business, by=by, **_fields(note))
        if (before.business_id, before.by_id) != (business.pk, by.pk):
            raise Refused(_NOT_THIS_NOTE)
        return before


def correct_visit(visit: Visit, note: VisitNote, by: Person, today: dt.date) -> Visit:
    """A note takes the place of ``visit``, by its own writer and within the days that the rules give.

    The one before stays in the book. Raises :class:`Refused` when it is too late, or was corrected meanwhile.
    """
    with transaction.atomic():
        lock(visit.business_id)
        sent_before = Visit.objects.filter(client_id=note.client_id, corrects=visit).first()
        if sent_before is not None:
            return sent_before
        current = Visit.objects.filter(pk=visit.pk, superseded_at=None, by=by)
        if not correctable(visit, by, today) or not current.update(superseded_at=timezone.now()):
            raise Refused(_TOO_LATE)
        if Visit.objects.filter(client_id=note.client_id).exists():
            raise Refused(_NOT_THIS_NOTE)
        return Visit.objects.create(business_id=visit.business_id, by=by, corrects=visit, **_fields(note))


def correctable(visit: Visit, by: Person, today: dt.date) -> bool:
    """Whether ``by`` may correct this note now."""
    is_hers = visit.by_id == by.pk and visit.superseded_at is None
    return is_hers and may_correct(timezone.localdate(visit.arrived_at), today)


def says_the_same(visit: Visit, note: VisitNote) -> bool:
    """Whether what was sent is what is on record."""
    recorded = (visit.on, visit.seen, visit.agreed, visit.next_on)
    return recorded == (note.on, note.seen, note.agreed, note.next_on)


def _fields(note: VisitNote) -> dict[str, object]:
    return {
        "on": note.on,
        "seen": note.seen,
        "agreed": note.agreed,
        "next_on": note.next_on,
        "client_id": note.client_id,
    }

"""The one place where the demo city moves moments into the past.

Everything is written as it is told, so the database stamps it with now. A city on its first day would show no
history: after each day of the story, what was written since is moved to that day. Where books look at the
clock before they take anything (an order for a day that is past is refused), the clock itself is set back.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.utils import timezone

from lopo.accounts.models import AssistedEntry, Consent, Look, Membership, Organisation, Person
from lopo.producers.models import Business, Evidence, Paper, Product, Statement
from lopo.quality.models import Inspection

_HOUR = 10
_MOMENTS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Person, ("joined_at",)),
    (Organisation, ("created_at",)),
    (Membership, ("created_at",)),
    (Business, ("created_at",)),
    (Product, ("created_at",)),
    (Statement, ("recorded_at", "superseded_at")),
    (Evidence, ("uploaded_at",)),
    (Paper, ("recorded_at", "verified_at", "refused_at", "superseded_at")),
    (Consent, ("granted_at",)),
    (Look, ("looked_at",)),
    (AssistedEntry, ("created_at",)),
    (Inspection, ("arrived_at",)),
)


@contextmanager
def clock_at(moment: dt.datetime) -> Iterator[None]:
    """Let the house take ``moment`` for now; for one thread that has the database for itself."""
    with patch.object(timezone, "now", lambda: moment):
        yield


@contextmanager
def nobody_told() -> Iterator[None]:
    """Send no messages meanwhile: what the story tells happened long ago, to people who are invented."""
    with patch.object(settings, "LOPO_SMS", "off"):
        yield


def move_to(day: dt.date, *, written_since: dt.datetime) -> None:
    """Move every moment stamped since ``written_since`` to the morning of ``day``, unless it is to come."""
    moment = timezone.make_aware(dt.datetime.combine(day, dt.time(_HOUR)))
    if moment >= written_since:
        return
    for model, fields in _MOMENTS:
        for field in fields:
            model.objects.filter(**{f"{field}__gte": written_since}).update(**{field: moment})

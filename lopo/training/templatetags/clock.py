"""Hours as each language writes them: 09.00–12.00 in Indonesian, 09:00–12:00 in English."""

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from lopo.training.models import Session

register = template.Library()


@register.filter
def clock(at: dt.datetime | dt.time | None, figures: str = "minutes") -> str:
    """The hour in the city: 09.00, or 09.00.30 with ``"seconds"``. Nothing for no hour."""
    if at is None or at == "":
        return ""
    local = timezone.localtime(at) if isinstance(at, dt.datetime) else at
    mark = ":" if (get_language() or "id").startswith("en") else "."
    return local.strftime(mark.join(("%H", "%M", "%S") if figures == "seconds" else ("%H", "%M")))


@register.filter
def hours(session: Session) -> str:
    """From when to when a meeting is."""
    return f"{clock(session.starts_at)}–{clock(session.ends_at)}"

"""When a course may be opened or called over, by its days and its meetings."""

import datetime as dt
from collections.abc import Iterable

from lopo.facts.text import Text
from lopo.training.models import Cohort, Session
from lopo.training.models.cohort import BY_CALL
from lopo.training.seating.states import CANCELLED, DONE


def is_over(cohort: Cohort, today: dt.date) -> bool:
    """Whether a course was held and is behind us: called over, or its last day has passed."""
    return cohort.state == DONE or (cohort.state != CANCELLED and cohort.ends_on < today)


def why_not_open(cohort: Cohort, today: dt.date) -> Text | None:
    """Why applications cannot be opened by its days; nothing where they can."""
    if cohort.starts_on < today:
        return Text(
            "Hari pertama pelatihan ini sudah lewat. Ubah harinya dulu, lalu buka.",
            "The first day of this course is over. Change its days first, then open it.",
        )
    if cohort.entry == BY_CALL and cohort.ask_until is not None and cohort.ask_until < today:
        return Text(
            "Hari terakhir mendaftar sudah lewat. Ubah dulu, lalu buka.",
            "The last day to ask is over. Change it first, then open the course.",
        )
    return None


def why_not_finish(cohort: Cohort, sessions: Iterable[Session], now: dt.datetime) -> Text | None:
    """Why a course cannot be called over yet; nothing once its last meeting has begun."""
    begins = [each.starts_at for each in sessions]
    yet = max(begins) <= now if begins else cohort.ends_on <= now.date()
    if yet:
        return None
    return Text(
        "Pelatihan ini belum selesai: masih ada pertemuan yang belum mulai.",
        "This course is not over: there is a meeting that has not begun yet.",
    )

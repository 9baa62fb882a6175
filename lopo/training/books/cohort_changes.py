"""A course that is changed while people wait for it: what stays, what moves along, and who is to be told."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.wording import say_date
from lopo.training.books.cohort import Seats, add_meetings, fill_up, lock_cohort
from lopo.training.books.seat_telling import mark_changed
from lopo.training.models import Cohort, Session
from lopo.training.module_titles import module_title
from lopo.training.seating.states import DRAFT, INVITED

FIELDS = (
    "title", "modules", "starts_on", "ends_on", "place", "kelurahan", "seats", "apart", "entry",
    "ask_until", "bring", "organiser", "trainer", "cost_idr", "paid_by",
)  # fmt: skip
"""What the form of a course shows and changes."""
_COLUMNS = [
    f"{name}_id" if name in ("kelurahan", "organiser", "trainer", "paid_by") else name for name in FIELDS
]

MODULES_STAY = Text(
    "Isi pelatihan tidak bisa diubah lagi: sudah ada yang minta kursi. Buat pelatihan baru untuk isi lain.",
    "What is taught cannot be changed any more: somebody has asked for a seat. "
    "Make a new course for something else.",
)
CHANGED_MEANWHILE = Text(
    "Orang lain mengubah ini setelah halaman ini dibuka, jadi belum disimpan. Yang diketik masih di sini.",
    "Somebody else changed this after you opened it, so it is not saved yet. What you typed is still here.",
)


class Unfit(Refused):
    """A change of one ``field`` of a course that cannot be made."""

    def __init__(self, field: str, reason: Text) -> None:
        super().__init__(reason)
        self.field = field


class Stale(Refused):
    """Somebody else changed the same meanwhile."""

    def __init__(self) -> None:
        super().__init__(CHANGED_MEANWHILE)


def _stamp(values: object) -> str:
    return hashlib.sha256(json.dumps(values, default=str).encode()).hexdigest()[:16]


def version_of(cohort: Cohort) -> str:
    """A stamp of what the form of a course shows: another one as soon as anything of it is another."""
    return _stamp([getattr(cohort, name) for name in _COLUMNS])


def timetable_version(sessions: Iterable[Session]) -> str:
    """A stamp of the meetings as the timetable shows them."""
    rows = ([each.pk, each.starts_at, each.ends_at, each.place, each.trainer_id] for each in sessions)
    return _stamp(
        [[at.astimezone(dt.UTC) if isinstance(at, dt.datetime) else at for at in row] for row in rows]
    )


def is_settled(cohort: Cohort) -> bool:
    """Whether what is taught stays: somebody has asked. Nobody knows yet of a draft's invitations."""
    asked = cohort.enrolments.all()
    return (asked.exclude(state=INVITED) if cohort.state == DRAFT else asked).exists()


@transaction.atomic
def change_cohort(wanted: Cohort, version: str) -> Cohort:
    """Write the changed fields of ``wanted`` down; its meetings move along, and who is in it is to be told.

    ``version`` is the stamp of what the form showed. Raises :class:`Stale` where that is no longer what
    stands, and :class:`Unfit` for a change that would break what people were promised.
    """
    cohort = lock_cohort(wanted.pk)
    if version != (stands := version_of(cohort)):
        if version_of(wanted) == stands:  # the same, sent twice
            return cohort
        raise Stale
    _check(cohort, wanted)
    moved = (wanted.starts_on, wanted.ends_on, wanted.place) != (
        cohort.starts_on, cohort.ends_on, cohort.place,
    )  # fmt: skip
    later = wanted.starts_on - cohort.starts_on
    for name in _COLUMNS:
        setattr(cohort, name, getattr(wanted, name))
    cohort.save(update_fields=FIELDS)
    _keep_meetings(cohort, later)
    if moved:
        mark_changed(cohort)
    fill_up(cohort)
    return cohort


def _check(cohort: Cohort, wanted: Cohort) -> None:
    if is_settled(cohort):
        if set(wanted.modules) != set(cohort.modules):
            raise Unfit("modules", MODULES_STAY)
        if wanted.apart != cohort.apart:
            raise Unfit("apart", MODULES_STAY)
    seats = Seats.of(cohort)
    given = max(seats.by_module.values(), default=0) if cohort.apart else seats.taken
    if wanted.seats < given:
        raise Unfit(
            "seats",
            Text(f"Sudah {given} kursi diberikan. Jumlahnya tidak bisa kurang dari {given}.",
                 f"{given} seats are given already. There cannot be fewer than {given}."),
        )  # fmt: skip


def _keep_meetings(cohort: Cohort, later: dt.timedelta) -> None:
    """A meeting for each module, moved by as many days as the course; where somebody came, it stays."""
    missed = cohort.sessions.filter(attendances=None)
    missed.exclude(module__in=cohort.modules).delete()
    if later:
        cohort.sessions.filter(pk__in=list(missed.values_list("pk", flat=True))).update(
            starts_at=F("starts_at") + later, ends_at=F("ends_at") + later
        )
    kept = set(cohort.sessions.values_list("module", flat=True))
    if make := [module for module in cohort.modules if module not in kept]:
        add_meetings(cohort, make)


@transaction.atomic
def change_timetable(cohort_id: int, changed: Sequence[Session], version: str) -> None:
    """Write meetings down as they were changed; where hours or places are others, people are to be told.

    ``version`` is the stamp of what the page showed. Raises :class:`Stale` where that is no longer so.
    """
    cohort = lock_cohort(cohort_id)
    before = list(cohort.sessions.all())
    if version != (stands := timetable_version(before)):
        if timetable_version(changed) == stands:  # the same, sent twice
            return
        raise Stale
    was = {each.pk: _when_and_where(each) for each in before}
    Session.objects.bulk_update(changed, ["starts_at", "ends_at", "place", "trainer"])
    if any(was.get(each.pk) != _when_and_where(each) for each in changed):
        mark_changed(cohort)


def _when_and_where(session: Session) -> tuple[Any, ...]:
    begins, ends = (at.astimezone(dt.UTC) for at in (session.starts_at, session.ends_at))
    return begins, ends, session.place


def outside_days(cohort: Cohort, sessions: Iterable[Session]) -> list[Text]:
    """A sentence for each meeting that is not on the course's days."""
    told = []
    for each in sessions:
        day = timezone.localdate(each.starts_at)
        if not cohort.starts_on <= day <= cohort.ends_on:
            title = Text(*(module_title(each.module, language) for language in ("id", "en")))
            told.append(
                Text(
                    "{title}, {day}: di luar hari pelatihan. Ubah jadwal atau harinya.",
                    "{title}, {day}: outside the days of the course. Change the timetable or the days.",
                ).filled(title=title, day=say_date(day))
            )
    return told

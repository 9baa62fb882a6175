"""Homework: photos of what was done at home, looked at by the trainer; every step can be taken back."""

import uuid
from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.evidence import CleanFile
from lopo.producers.records import keep_evidence, lock
from lopo.training.day.rules import rules
from lopo.training.models import Enrolment, Homework
from lopo.training.models.day import ACCEPTED, AGAIN, HANDED_IN

_CHANGED = Refused(
    Text(
        "Tugas ini sudah berubah. Muat ulang halaman ini.", "This homework has changed. Load this page again."
    )
)
_NO_REMARK = Refused(
    Text("Tulis apa yang perlu diulang.", "Say what is to be done again.")
)  # fmt: skip


NOT_YET = Text(
    "Tugas ini dibuka begitu pelajarannya mulai.", "This homework opens when its lesson begins."
)  # fmt: skip


def has_begun(enrolment: Enrolment, module: str) -> bool:
    """Whether a meeting about a module has begun; so it is where none is planned."""
    begins = [each.starts_at for each in enrolment.cohort.sessions.all() if each.module == module]
    return not begins or min(begins) <= timezone.now()


def standing(enrolment: Enrolment, module: str) -> QuerySet[Homework]:
    """What was handed in for a module and not taken back, newest first."""
    return Homework.objects.filter(enrolment=enrolment, module=module, withdrawn_at=None).select_related(
        "evidence", "reviewed_by"
    )


@transaction.atomic
def hand_in(
    enrolment: Enrolment, module: str, photos: Sequence[CleanFile], note: str, client_id: str, by: Person
) -> list[Homework]:
    """Keep photos; the same form sent twice is kept once. Raises :class:`Refused`."""
    if not photos:
        raise Refused(
            Text("Fotonya belum ada. Ambil atau pilih foto.", "There is no photo yet. Take or choose one.")
        )
    if not has_begun(enrolment, module):
        raise Refused(NOT_YET)
    lock(enrolment.business_id)
    ids = [str(uuid.uuid5(uuid.UUID(client_id), str(place))) for place in range(len(photos))]
    before = list(Homework.objects.filter(client_id__in=ids, enrolment=enrolment))
    if before:
        return before
    most = rules().homework_most
    if standing(enrolment, module).count() + len(photos) > most:
        raise Refused(
            Text(f"Paling banyak {most} foto untuk satu materi. Tarik dulu yang lama.",
                 f"There may be at most {most} photos for one lesson. Take an old one back first.")
        )  # fmt: skip
    return [
        Homework.objects.create(
            enrolment=enrolment,
            module=module,
            evidence=keep_evidence(photo, enrolment.business, by),
            note=note,
            by=by,
            client_id=id,
        )
        for id, photo in zip(ids, photos, strict=True)
    ]


def withdraw(homework: Homework) -> None:
    """Take a photo back that nobody has looked at yet. Raises :class:`Refused`."""
    _change(homework, [HANDED_IN], withdrawn_at=timezone.now())


def review(homework: Homework, state: str, remark: str, by: Person) -> None:
    """Accept it, or ask for it again with a remark. Raises :class:`Refused`."""
    if state not in (ACCEPTED, AGAIN):
        raise _CHANGED
    if state == AGAIN and not remark:
        raise _NO_REMARK
    _change(homework, [HANDED_IN], state=state, remark=remark, reviewed_by=by, reviewed_at=timezone.now())


def review_again(homework: Homework) -> None:
    """The review was a mistake: it waits to be looked at again. Raises :class:`Refused`."""
    _change(homework, [ACCEPTED, AGAIN], state=HANDED_IN, remark="", reviewed_by=None, reviewed_at=None)


def _change(homework: Homework, before: list[str], **fields: object) -> None:
    stands = Homework.objects.filter(pk=homework.pk, withdrawn_at=None, state__in=before)
    if not stands.update(**fields):
        raise _CHANGED

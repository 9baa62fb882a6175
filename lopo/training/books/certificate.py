"""Certificates are issued once, revoked with a reason, issued again, and checked."""

import datetime as dt
import re
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.training.badges.certificate_pdf import Paper
from lopo.training.badges.check import Checked, Place, check_badge
from lopo.training.badges.credential import Award, AwardedModule, sign
from lopo.training.badges.house import House, public_keys
from lopo.training.badges.keys import Keys
from lopo.training.badges.number import new_number
from lopo.training.badges.status import free_place
from lopo.training.books.certificate_standing import Standing, standings, title_of
from lopo.training.models import Certificate, Cohort, Enrolment
from lopo.training.models.cohort import CANCELLED
from lopo.training.signing_key import signing_keys

CITY = ZoneInfo("Asia/Makassar")
AT_ONCE = 100
"""Certificates issued by one tap, at most: some five seconds. What is left waits for the next."""
REASON_LEAST, REASON_MOST = 5, 200
TRIES = 5
_LIST = re.compile(r"/sertifikat/status/([0-9a-z]{1,16})\.(?:json|jwt)")


@dataclass(frozen=True, slots=True)
class Issued:
    """What one tap did: how many were issued, and how many still wait."""

    count: int
    left: int


def issue_all(cohort: Cohort, house: House, by: Person, now: dt.datetime) -> Issued:
    """Issue a certificate to everybody of ``cohort`` who earned one, up to :data:`AT_ONCE`.

    Whoever holds one keeps it, however often this is asked; whoever had hers revoked gets none this way.
    Raises :class:`Refused` for a course that was cancelled.
    """
    with transaction.atomic():
        cohort = _locked(cohort)
        waiting = [each for each in standings(cohort, now) if each.is_waiting]
        made = [_issue(cohort, each, house, by, now) for each in waiting[:AT_ONCE]]
        return Issued(sum(each is not None for each in made), len(waiting) - len(made))


def issue_again(enrolment: Enrolment, house: House, by: Person, now: dt.datetime) -> Certificate:
    """Issue another certificate to somebody whose last one was revoked; gives the one she holds if she does.

    Raises :class:`Refused` when she did not earn one.
    """
    with transaction.atomic():
        cohort = _locked(enrolment.cohort)
        standing = next((each for each in standings(cohort, now) if each.enrolment.pk == enrolment.pk), None)
        if standing is None or not standing.earned.is_earned:
            raise Refused(standing.earned.why if standing else _NO_SEAT)
        made = standing.valid or _issue(cohort, standing, house, by, now)
        return made or Certificate.objects.get(enrolment=enrolment, revoked_at=None)


def revoke(certificate: Certificate, reason: str, by: Person, now: dt.datetime) -> Certificate:
    """Revoke a certificate, for good. One that is revoked already stays as it is.

    Raises :class:`Refused` for a reason that says nothing.
    """
    reason = " ".join(reason.split())
    if not REASON_LEAST <= len(reason) <= REASON_MOST:
        raise Refused(_SAY_WHY)
    with transaction.atomic():
        found = Certificate.objects.select_for_update().get(pk=certificate.pk)
        if found.revoked_at is None:
            found.revoked_at, found.revoked_by, found.revoked_reason = now, by, reason
            found.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
        return found


def revoked_places(name: str) -> list[int]:
    """The places of what was revoked, in the list of this name."""
    rows = Certificate.objects.filter(status_list=name).exclude(revoked_at=None)
    return list(rows.order_by("status_place").values_list("status_place", flat=True))


def check(content: bytes, house: House, now: dt.datetime) -> Checked:
    """Check a badge that somebody shows against our keys and our register."""
    return check_badge(content, public_keys(house, signing_keys()), now, _is_revoked)


def _is_revoked(place: Place) -> bool | None:
    found = _LIST.fullmatch(urlsplit(place.list).path)
    if not found:
        return None
    rows = Certificate.objects.filter(status_list=found[1], status_place=place.index)
    certificate = rows.only("revoked_at").first()
    return None if certificate is None else certificate.revoked_at is not None


def paper_of(certificate: Certificate, link: str) -> Paper:
    """What stands on the paper, as it was told on the day of issue."""
    told = certificate.told
    return Paper(
        number=certificate.number,
        attends=told["attends"],
        business=told["business"],
        course=told["course"],
        organiser=told["organiser"],
        place=told["place"],
        trainer=told["trainer"],
        modules=tuple(Text(each["id"], each["en"]) for each in told["modules"]),
        starts_on=dt.date.fromisoformat(told["starts_on"]),
        ends_on=dt.date.fromisoformat(told["ends_on"]),
        issued_on=dt.date.fromisoformat(told["issued_on"]),
        link=link,
    )


def _locked(cohort: Cohort) -> Cohort:
    found = Cohort.objects.select_for_update(of=("self",)).select_related("organiser", "trainer")
    locked = found.get(pk=cohort.pk)
    if locked.state == CANCELLED:
        raise Refused(_CANCELLED)
    return locked


def _issue(
    cohort: Cohort, standing: Standing, house: House, by: Person, now: dt.datetime
) -> Certificate | None:
    """A new certificate; ``None`` where another came first."""
    keys = signing_keys()[0]
    listed = Certificate.objects.filter(status_list=house.status_list(keys))
    taken = set(listed.values_list("status_place", flat=True))
    for _try in range(TRIES):
        certificate = _drawn(cohort, standing, house, keys, (by, now), free_place(taken, len(taken)))
        try:
            with transaction.atomic():
                certificate.save(force_insert=True)
            return certificate
        except IntegrityError:
            if Certificate.objects.filter(enrolment=standing.enrolment, revoked_at=None).exists():
                return None
    raise RuntimeError("no free number or place was found")


def _drawn(
    cohort: Cohort,
    standing: Standing,
    house: House,
    keys: Keys,
    issued: tuple[Person, dt.datetime],
    place: int,
) -> Certificate:
    by, now = issued
    number = new_number()
    award = _award(cohort, standing, house, keys, (number, now, place))
    signed = sign(award, house, keys)
    return Certificate(
        enrolment=standing.enrolment,
        number=number,
        modules=list(standing.earned.modules),
        told=_told(cohort, award),
        issued_at=now,
        issued_by=by,
        credential=signed.document,
        token=signed.token,
        status_list=house.status_list(keys),
        status_place=place,
    )


def _award(
    cohort: Cohort, standing: Standing, house: House, keys: Keys, drawn: tuple[str, dt.datetime, int]
) -> Award:
    number, now, place = drawn
    root = f"{house.base}/sertifikat"
    return Award(
        number=number,
        attends=standing.enrolment.attends,
        business=standing.enrolment.business.name,
        course=cohort.title,
        organiser=cohort.organiser.name,
        modules=_titled(standing.earned.modules),
        starts_on=cohort.starts_on,
        ends_on=cohort.ends_on,
        issued_at=now,
        page=f"{root}/{number}/",
        course_page=f"{root}/kursus/{cohort.pk}/",
        picture=f"{root}/lencana.svg",
        status_list=f"{root}/status/{house.status_list(keys)}",
        status_index=place,
        subject=str(uuid.uuid4()),
        salt=secrets.token_urlsafe(12),
    )


def _titled(modules: Sequence[str]) -> tuple[AwardedModule, ...]:
    return tuple(AwardedModule(each, title_of(each)) for each in modules)


def _told(cohort: Cohort, award: Award) -> dict[str, object]:
    return {
        "attends": award.attends,
        "business": award.business,
        "course": award.course,
        "organiser": award.organiser,
        "place": cohort.place,
        "trainer": cohort.trainer.name if cohort.trainer else "",
        "modules": [{"id": each.title.id, "en": each.title.en} for each in award.modules],
        "starts_on": award.starts_on.isoformat(),
        "ends_on": award.ends_on.isoformat(),
        "issued_on": award.issued_at.astimezone(CITY).date().isoformat(),
    }


_NO_SEAT = Text("Ia tidak punya kursi di pelatihan ini.", "She has no seat in this course.")
_CANCELLED = Text(
    "Pelatihan ini dibatalkan, jadi tidak ada sertifikatnya.",
    "This course was cancelled, so there are no certificates of it.",
)
_SAY_WHY = Text(
    "Tulis alasannya dengan beberapa kata, paling banyak 200 huruf.",
    "Say why in some words, 200 letters at most.",
)

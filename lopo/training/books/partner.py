"""What institutions promised and delivered, written down; every change keeps what was there before."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from lopo.accounts.models import Organisation, Person
from lopo.accounts.roles import Kind
from lopo.producers.evidence import CleanFile
from lopo.producers.models import Product
from lopo.standards.market_events import LISTED, market_events
from lopo.training.models import (
    BoardLink,
    Certificate,
    Cohort,
    Delivery,
    Enrolment,
    Letter,
    Pledge,
    PledgeChange,
)
from lopo.training.models.cohort import CANCELLED, DRAFT
from lopo.training.models.sent import SENT_FOR_ANOTHER
from lopo.training.partners.board import BoardCourse, BoardSummary, Outcome, summarise
from lopo.training.partners.progress import Progress, Promise, progress

CHANGEABLE = ("kind", "what", "amount", "promised_on", "due_on", "letter")


@dataclass(frozen=True, slots=True)
class ToldPledge:
    """A pledge of the books, and how far it is kept."""

    pledge: Pledge
    promise: Promise
    progress: Progress


@dataclass(frozen=True, slots=True)
class PartnerStanding:
    """One institution on the officer's list."""

    organisation: Organisation
    summary: BoardSummary
    next_due: dt.date | None
    """The day of the promise that falls due first of those that are not kept."""
    waiting: int
    """Deliveries that the institution told and nobody of the city has seen."""


def partners() -> QuerySet[Organisation]:
    """Every institution that can promise something: all organisations but the producers."""
    return Organisation.objects.exclude(kind=Kind.PRODUCER)


def counted(deliveries: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """Of ``deliveries`` those that count: seen by the city and not taken back."""
    return deliveries.filter(withdrawn_at=None).exclude(seen_at=None)


def told_pledges(pledges: QuerySet[Pledge], today: dt.date) -> list[ToldPledge]:
    """Pledges that stand, with how far each is kept: two queries, however many there are."""
    standing = pledges.filter(withdrawn_at=None)
    came: dict[int, list[tuple[dt.date, int]]] = {}
    delivered = counted(Delivery.objects.filter(pledge__in=standing.order_by().values("pk")))
    for pledge, day, amount in delivered.values_list("pledge", "on", "amount"):
        came.setdefault(pledge, []).append((day, amount))
    return [_told(each, came.get(each.pk, []), today) for each in standing.select_related("organisation")]


def _told(pledge: Pledge, came: Iterable[tuple[dt.date, int]], today: dt.date) -> ToldPledge:
    promise = Promise(pledge.kind, pledge.amount, pledge.due_on, tuple(came))
    return ToldPledge(pledge, promise, progress(promise, today))


def told_pledge(pledge: Pledge, today: dt.date) -> ToldPledge:
    """One pledge with how far it is kept, be it withdrawn or not."""
    return _told(pledge, counted(pledge.deliveries.all()).values_list("on", "amount"), today)


def partner_standings(organisations: QuerySet[Organisation], today: dt.date) -> list[PartnerStanding]:
    """Every institution with the summary of its promises, in four queries however many there are."""
    listed = list(organisations)
    of: dict[int, list[ToldPledge]] = {}
    for told in told_pledges(Pledge.objects.filter(organisation__in=organisations.values("pk")), today):
        of.setdefault(told.pledge.organisation_id, []).append(told)
    unseen = waiting_deliveries().values_list("pledge__organisation").annotate(count=Count("pk"))
    waiting = dict(unseen.order_by())
    return [_standing(each, of.get(each.pk, []), waiting.get(each.pk, 0), today) for each in listed]


def _standing(
    organisation: Organisation, told: list[ToldPledge], waiting: int, today: dt.date
) -> PartnerStanding:
    open_days = [each.pledge.due_on for each in told if each.progress.left]
    summary = summarise((each.promise for each in told), today)
    return PartnerStanding(organisation, summary, min(open_days, default=None), waiting)


def waiting_deliveries() -> QuerySet[Delivery]:
    """Deliveries that partners told and that wait to be seen."""
    return Delivery.objects.filter(seen_at=None, withdrawn_at=None, pledge__withdrawn_at=None)


def courses_held(organisation: Organisation, today: dt.date) -> QuerySet[Cohort]:
    """The courses that an institution held or paid for, and that were held or have begun."""
    held = Cohort.objects.filter(Q(organiser=organisation) | Q(paid_by=organisation), starts_on__lte=today)
    return held.exclude(state__in=[DRAFT, CANCELLED])


def courses_told(organisation: Organisation, today: dt.date, most: int) -> list[BoardCourse]:
    """The newest of those courses, each in counts."""
    came = Count("enrolments__business", filter=Q(enrolments__attendances__isnull=False), distinct=True)
    valid = Q(enrolments__certificates__isnull=False, enrolments__certificates__revoked_at=None)
    listed = courses_held(organisation, today).annotate(
        businesses=came, certificates=Count("enrolments__certificates", filter=valid, distinct=True)
    )
    fields = ("title", "starts_on", "ends_on", "seats", "businesses", "certificates")
    return [BoardCourse(*row) for row in listed.values_list(*fields)[:most]]


def outcome_of(organisation: Organisation, today: dt.date) -> Outcome:
    """What came of the courses that an institution held or paid for; counts only."""
    held = courses_held(organisation, today)
    came = Enrolment.objects.filter(cohort__in=held.values("pk"), attendances__isnull=False)
    first = dict(came.order_by().values_list("business").annotate(Min("cohort__starts_on")))
    listed: dict[int, bool] = {}  # each product, and whether something shows it
    for event in market_events(Product.objects.filter(business__in=came.values("business"))):
        if event.kind == LISTED and event.business in first and event.on >= first[event.business]:
            listed[event.product] = listed.get(event.product, False) or event.shown
    valid = Certificate.objects.filter(enrolment__cohort__in=held.values("pk"), revoked_at=None)
    return Outcome(
        cohorts=held.count(),
        businesses=len(first),
        certificates=valid.count(),
        listed=len(listed),
        listed_shown=sum(listed.values()),
    )


@transaction.atomic
def make_pledge(
    organisation: Organisation, told: Mapping[str, Any], by: Person, client_id: str
) -> tuple[Pledge, bool]:
    """Write a promise down, once: the form sent twice gives the same. Also whether it is new."""
    pledge, is_new = Pledge.objects.get_or_create(
        client_id=client_id,
        defaults={"organisation": organisation, "by": by, **{name: told[name] for name in CHANGEABLE}},
    )
    if pledge.organisation_id != organisation.pk:
        raise SENT_FOR_ANOTHER
    return pledge, is_new


@transaction.atomic
def change_pledge(pledge: Pledge, told: Mapping[str, Any], reason: str, by: Person) -> bool:
    """Change what a promise says and keep what it said; False when it says that already, or is withdrawn."""
    current = Pledge.objects.select_for_update(of=("self",)).get(pk=pledge.pk)
    before = {name: getattr(current, name) for name in CHANGEABLE}
    changed = [name for name in CHANGEABLE if before[name] != told[name]]
    if not changed or current.withdrawn_at is not None:
        return False
    PledgeChange.objects.create(
        pledge=current, before={name: _plain(before[name]) for name in changed}, reason=reason, by=by
    )
    for name in changed:
        setattr(current, name, told[name])
    current.save(update_fields=changed)
    return True


def _plain(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    return value.title if isinstance(value, Letter) else value


@transaction.atomic
def withdraw_pledge(pledge: Pledge, reason: str, by: Person) -> bool:
    """Take a promise off the list, with the reason; False when that was done before."""
    open_now = Pledge.objects.filter(pk=pledge.pk, withdrawn_at=None)
    if not open_now.update(withdrawn_at=timezone.now(), withdrawn_reason=reason):
        return False
    PledgeChange.objects.create(pledge=pledge, before={}, reason=reason, by=by)
    return True


@transaction.atomic
def restore_pledge(pledge: Pledge, by: Person, reason: str) -> bool:
    """Put a withdrawn promise back on the list; False when it stands there."""
    gone = Pledge.objects.filter(pk=pledge.pk).exclude(withdrawn_at=None)
    if not gone.update(withdrawn_at=None, withdrawn_reason=""):
        return False
    PledgeChange.objects.create(pledge=pledge, before={}, reason=reason, by=by)
    return True


@transaction.atomic
def deliver(
    pledge: Pledge, told: Mapping[str, Any], by: Person, client_id: str, *, seen: bool
) -> tuple[Delivery, bool]:
    """Write down what came, once. ``seen`` by the city it counts at once; told by the partner it waits."""
    seen_by = {"seen_by": by, "seen_at": timezone.now()} if seen else {}
    fields = {"on": told["on"], "amount": told["amount"], "note": told["note"], "by": by, **seen_by}
    delivery, is_new = Delivery.objects.get_or_create(
        client_id=client_id, defaults={"pledge": pledge, **fields}
    )
    if delivery.pledge_id != pledge.pk:
        raise SENT_FOR_ANOTHER
    return delivery, is_new


@transaction.atomic
def keep_letter(
    organisation: Organisation, told: Mapping[str, Any], upload: CleanFile, by: Person, client_id: str
) -> Letter:
    """Keep a letter of agreement with its file, once."""
    before = Letter.objects.filter(client_id=client_id).first()
    if before is not None:
        if before.organisation_id != organisation.pk:
            raise SENT_FOR_ANOTHER
        return before
    digest = hashlib.sha256(upload.content).hexdigest()
    return Letter.objects.create(
        organisation=organisation,
        title=told["title"],
        number=told["number"],
        signed_on=told["signed_on"],
        valid_until=told["valid_until"],
        file=ContentFile(upload.content, name=f"{digest[:16]}{upload.ending}"),
        kind=upload.kind,
        by=by,
        client_id=client_id,
    )


def withdraw_letter(letter: Letter) -> bool:
    """A letter is shown no more; its file is kept. False when that was done before."""
    standing = Letter.objects.filter(pk=letter.pk, withdrawn_at=None)
    return bool(standing.update(withdrawn_at=timezone.now()))


def restore_letter(letter: Letter) -> bool:
    """A letter that was withdrawn is shown again. False when it is shown."""
    gone = Letter.objects.filter(pk=letter.pk).exclude(withdrawn_at=None)
    return bool(gone.update(withdrawn_at=None))


def see_delivery(delivery: Delivery, by: Person) -> bool:
    """The city has seen what a partner told: it counts now. False when it did, or was taken back."""
    waits = Delivery.objects.filter(pk=delivery.pk, seen_at=None, withdrawn_at=None)
    return bool(waits.update(seen_by=by, seen_at=timezone.now()))


def take_back_delivery(delivery: Delivery, by: Person) -> bool:
    """A delivery counts no more; it stays in the book. False when that was done before."""
    stands = Delivery.objects.filter(pk=delivery.pk, withdrawn_at=None)
    return bool(stands.update(withdrawn_at=timezone.now(), withdrawn_by=by))


def put_back_delivery(delivery: Delivery) -> bool:
    """A delivery that was taken back counts again. False when it stands."""
    gone = Delivery.objects.filter(pk=delivery.pk).exclude(withdrawn_at=None)
    return bool(gone.update(withdrawn_at=None, withdrawn_by=None))


@transaction.atomic
def open_link(organisation: Organisation, by: Person) -> BoardLink:
    """The address under which a partner's page opens without signing in; the one there is, or a new one."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    found = BoardLink.objects.filter(organisation=organisation, withdrawn_at=None).first()
    return found or BoardLink.objects.create(organisation=organisation, made_by=by)


def close_link(organisation: Organisation) -> bool:
    """The address opens nothing any more, for good: a new one is another."""
    standing = BoardLink.objects.filter(organisation=organisation, withdrawn_at=None)
    return bool(standing.update(withdrawn_at=timezone.now()))

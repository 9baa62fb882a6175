"""Who walks beside whom, written down with its history; and what is known of each business."""

import datetime as dt
import itertools
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import timezone

from lopo.accounts.models import Membership, Person
from lopo.accounts.permission import scope_for
from lopo.accounts.roles import PRODUCER_ROLES, Role
from lopo.producers.models import Business, Product, Statement
from lopo.producers.records import lock
from lopo.standards.market_events import last_orders
from lopo.standards.models import Standing, Task
from lopo.standards.tasks import overdue
from lopo.training.companions.attention import Case
from lopo.training.models import Companionship, Visit

MAY_BE_COMPANION = (Role.TRAINER, Role.OFFICER)
"""Who can be named a companion: whoever holds one of these roles anywhere."""


Numbers = QuerySet[Business, Any]
"""The numbers of businesses, as a subquery."""


def possible_companions() -> QuerySet[Person]:
    """Everybody who can be named, by name."""
    able = Person.objects.filter(is_active=True, memberships__role__in=MAY_BE_COMPANION)
    return able.distinct().order_by("name", "pk")


def businesses_of(person: Person) -> QuerySet[Business]:
    """The businesses whose companion ``person`` is today."""
    return Business.objects.filter(companionships__person=person, companionships__until=None)


def walks_beside(person: Person, business_id: int) -> bool:
    """Whether ``person`` is the companion of a business today."""
    return businesses_of(person).filter(pk=business_id).exists()


def businesses_to_visit(person: Person) -> QuerySet[Business]:
    """The businesses of which ``person`` may write: hers; for an officer of the city all of them."""
    if scope_for(person, "companion.name") is not None:
        return Business.objects.all()
    if scope_for(person, "companion.work") is None:
        return Business.objects.none()
    return businesses_of(person)


def businesses_to_follow(person: Person, permission: str) -> QuerySet[Business]:
    """The businesses of which ``person`` may read under ``permission``: her own; those she walks beside; for
    the city all.
    """
    scope = scope_for(person, permission)
    if scope is None:
        return Business.objects.none()
    if scope_for(person, "companion.name") is not None:
        return Business.objects.all()
    return Business.objects.filter(
        Q(organisation__in=scope.own_ids) | Q(pk__in=businesses_of(person).values("pk"))
    )


def was_companion_on(person: Person, business_id: int, day: dt.date) -> bool:
    """Whether ``person`` was the companion of a business on ``day``: a note that comes late is still hers."""
    held = Companionship.objects.filter(person=person, business=business_id, since__lte=day)
    return held.filter(Q(until=None) | Q(until__gte=day)).exists()


def without_companion() -> QuerySet[Business]:
    """The businesses that nobody walks beside."""
    named = Companionship.objects.filter(business=OuterRef("pk"), until=None)
    return Business.objects.filter(~Exists(named))


@transaction.atomic
def name_companion(businesses: Collection[int], person: Person, by: Person, today: dt.date) -> int:
    """Make ``person`` the companion of ``businesses``; how many of them that changed.

    The companion before stays in the history with her last day. Of two officers who name at the same moment
    the second counts.
    """
    lock(*businesses)
    wanted = set(Business.objects.filter(pk__in=businesses).values_list("pk", flat=True))
    current = Companionship.objects.filter(business__in=wanted, until=None)
    same = set(current.filter(person=person).values_list("business", flat=True))
    _end(current.exclude(person=person), today)
    made = [
        Companionship(business_id=each, person=person, since=today, named_by=by)
        for each in sorted(wanted - same)
    ]
    Companionship.objects.bulk_create(made)
    return len(made)


@transaction.atomic
def release(business: Business, today: dt.date) -> bool:
    """Nobody walks beside ``business`` any more; False when nobody did."""
    lock(business.pk)
    return bool(_end(Companionship.objects.filter(business=business, until=None), today))


def _end(companionships: QuerySet[Companionship], today: dt.date) -> int:
    # A day of naming that lies ahead of today's clock is not left after its own end.
    ahead = companionships.filter(since__gt=today).update(since=today, until=today)
    return ahead + companionships.filter(since__lte=today).update(until=today)


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case and whose it is: the companion's number, nothing where there is none."""

    case: Case
    companion: int | None


def known_cases(businesses: QuerySet[Business], today: dt.date) -> list[KnownCase]:
    """What is known of each of ``businesses``; a fixed number of queries, however many there are."""
    latest = Visit.objects.filter(business=OuterRef("pk"), superseded_at=None).order_by("-on", "-pk")
    named = Companionship.objects.filter(business=OuterRef("pk"), until=None)
    rows = businesses.order_by().values_list(
        "pk",
        "name",
        "created_at",
        Subquery(named.values("person")[:1]),
        Subquery(named.values("since")[:1]),
        Subquery(latest.values("on")[:1]),
        Subquery(latest.values("next_on")[:1]),
    )
    of = businesses.order_by().values("pk")
    late, findings = _late_tasks(of, today), _open_findings(of)
    heard, orders = _heard(of), last_orders(Product.objects.filter(business__in=of))
    found = []
    for business, name, created, companion, since, visited, next_on in rows:
        days = [timezone.localdate(created), *heard.get(business, []), *([visited] if visited else [])]
        case = Case(
            business=business,
            name=name,
            since=since,
            last_visit=visited,
            next_visit=next_on,
            heard_on=max(days),
            late_tasks=late.get(business, 0),
            open_findings=findings.get(business, 0),
            last_order=orders.get(business),
        )
        found.append(KnownCase(case, companion))
    return found


def _late_tasks(of: Numbers, today: dt.date) -> dict[int, int]:
    late = overdue(Task.objects.filter(business__in=of), today)
    put_away = Q(product__archived_at__isnull=False)
    counts = late.exclude(put_away).order_by().values_list("business").annotate(count=Count("pk"))
    return dict(counts)


def _open_findings(of: Numbers) -> dict[int, int]:
    shown = Standing.objects.filter(product__business__in=of, product__archived_at=None)
    return dict(shown.order_by().values_list("product__business").annotate(count=Sum("next_open")))


def _heard(of: Numbers) -> dict[int, list[dt.date]]:
    """Of each business the last days on which it told something, somebody signed in, a task was done."""
    told = Statement.objects.filter(business__in=of, superseded_at=None)
    hers = Membership.objects.filter(organisation__business__in=of, role__in=PRODUCER_ROLES)
    done = Task.objects.filter(business__in=of, done_on__isnull=False)
    last_ones: tuple[Iterable[Any], ...] = (
        told.order_by().values_list("business").annotate(last=Max("recorded_at")),
        hers.order_by().values_list("organisation__business").annotate(last=Max("person__last_login")),
        done.order_by().values_list("business").annotate(last=Max("done_on")),
    )
    days: dict[int, list[dt.date]] = {}
    for business, last in itertools.chain(*last_ones):
        if last is not None:
            days.setdefault(business, []).append(_day(last))
    return days


def _day(moment: dt.date | dt.datetime) -> dt.date:
    return timezone.localdate(moment) if isinstance(moment, dt.datetime) else moment


def products_shown(businesses: Collection[int]) -> dict[int, list[Product]]:
    """The products of each of ``businesses`` that are not put away, with where they stand; one query."""
    found: dict[int, list[Product]] = {}
    listed = Product.objects.filter(business__in=businesses, archived_at=None).select_related("standing")
    for product in listed.order_by("name", "pk"):
        found.setdefault(product.business_id, []).append(product)
    return found


def owners_of(businesses: Collection[int]) -> dict[int, Person]:
    """One owner of each of ``businesses`` who can be reached; one query."""
    held = Membership.objects.filter(
        organisation__business__in=businesses, role=Role.OWNER, person__is_active=True
    ).select_related("person", "organisation__business")
    found: dict[int, Person] = {}
    for membership in held.order_by("pk"):
        found.setdefault(membership.organisation.business.pk, membership.person)
    return found


def companion_of(business: Business) -> Person | None:
    """Who walks beside a business today."""
    found = Companionship.objects.filter(business=business, until=None).select_related("person").first()
    return found.person if found else None

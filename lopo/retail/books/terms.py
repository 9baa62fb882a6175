"""A retailer's terms: one draft, published as a dated version that is never changed."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from lopo.accounts.models import Organisation, Person
from lopo.facts import wording
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.retail.models import RetailTerms
from lopo.retail.terms.caps import AskedTerms, Held, held_against_law
from lopo.retail.terms.payment import Contract

FIELDS = (
    "valid_from", "mode", "format", "margin_percent", "fee_percent", "registration_outlet_idr",
    "registration_all_idr", "days_to_pay", "counts_from", "returns_taken", "returns_paid_by",
    "pulled_days_before_expiry", "remaining_life_percent", "notes",
)  # fmt: skip
FARTHEST_DAYS = 366 * 2
CHANGED = Text(
    "Orang lain baru saja mengubah atau menerbitkan rancangan ini. Lihat lagi, lalu ulangi.",
    "Somebody else has just changed or published this draft. Look at it again, then do it again.",
)


def published_terms(retailer: Organisation | int) -> QuerySet[RetailTerms]:
    """Every published version, the one that begins last first."""
    listed = RetailTerms.objects.filter(retailer=retailer, published_at__isnull=False)
    return listed.order_by("-valid_from", "-pk")


def terms_on(retailer: Organisation | int, day: dt.date) -> RetailTerms | None:
    """The version that holds on ``day``; nothing while none does."""
    return published_terms(retailer).filter(valid_from__lte=day).first()


def draft_of(retailer: Organisation | int) -> RetailTerms | None:
    return RetailTerms.objects.filter(retailer=retailer, published_at=None).first()


def contract_of(terms: RetailTerms) -> Contract:
    """What these terms say of payment, for the payment clock."""
    title = Text("Syarat sejak {day}", "Terms since {day}").filled(day=wording.say_date(terms.valid_from))
    return Contract(title, terms.days_to_pay, terms.counts_from, terms.confidence)


def law_says(terms: RetailTerms) -> tuple[Held, ...]:
    """The terms held against the law."""
    return held_against_law(
        AskedTerms(
            terms.format,
            terms.fee_percent,
            terms.registration_outlet_idr,
            terms.registration_all_idr,
            terms.days_to_pay,
            terms.remaining_life_percent,
        )
    )


def save_draft(
    retailer: Organisation, told: Mapping[str, Any], revision: int | None, by: Person
) -> RetailTerms:
    """Write the draft; ``revision`` is the one that was seen, nothing where there was no draft.

    Raises :class:`Refused` where somebody else has written meanwhile.
    """
    values = {name: told[name] for name in FIELDS}
    if revision is None:
        try:
            with transaction.atomic():
                return RetailTerms.objects.create(retailer=retailer, made_by=by, **values)
        except IntegrityError:
            raise Refused(CHANGED) from None
    changed = RetailTerms.objects.filter(retailer=retailer, published_at=None, revision=revision).update(
        revision=F("revision") + 1, made_by=by, **values
    )
    draft = draft_of(retailer)
    if not changed or draft is None:
        raise Refused(CHANGED)
    return draft


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a draft cannot be published as it is: the field, what is against it, and what to do."""

    field: str
    says: Text
    mend: Text

    @property
    def whole(self) -> Text:
        return Text("{says} {mend}", "{says} {mend}").filled(says=self.says, mend=self.mend)


def obstacles(draft: RetailTerms, today: dt.date) -> tuple[Obstacle, ...]:
    """Everything that stands against publishing a draft today: its first day, and the law."""
    return (*_against_its_day(draft, today), *_against_law(draft))


def _against_its_day(draft: RetailTerms, today: dt.date) -> Iterator[Obstacle]:
    field = "valid_from"
    if draft.valid_from < today:
        yield Obstacle(
            field,
            Text("Hari mulai berlaku sudah lewat.", "The first day has passed already."),
            Text("Pilih hari ini atau sesudahnya, lalu simpan.", "Choose today or a later day, then save."),
        )
    elif (draft.valid_from - today).days > FARTHEST_DAYS:
        yield Obstacle(
            field,
            Text("Hari mulai berlaku terlalu jauh ke depan.", "The first day lies too far ahead."),
            Text("Periksa tahunnya.", "Look at the year."),
        )
    elif published_terms(draft.retailer_id).filter(valid_from=draft.valid_from).exists():
        yield _taken(draft)


def _taken(draft: RetailTerms) -> Obstacle:
    day = wording.say_date(draft.valid_from)
    return Obstacle(
        "valid_from",
        Text("Sudah ada syarat yang mulai berlaku pada {day}.",
             "Terms that begin on {day} are published already.").filled(day=day),
        Text("Pilih hari lain.", "Choose another day."),
    )  # fmt: skip


def _against_law(draft: RetailTerms) -> Iterator[Obstacle]:
    for each in law_says(draft):
        if each.refuses:
            says = Text("{says} Ini dilarang {rule}.", "{says} This is against {rule}.")
            yield Obstacle(each.field, says.filled(says=each.says, rule=each.rule), each.mend)


def publish(draft: RetailTerms, revision: int, by: Person, today: dt.date) -> None:
    """Publish a draft from its day on. Raises :class:`Refused` with the first that is against it."""
    for each in obstacles(draft, today):
        raise Refused(each.whole)
    try:
        with transaction.atomic():
            changed = RetailTerms.objects.filter(pk=draft.pk, published_at=None, revision=revision).update(
                published_at=timezone.now(), published_by=by, revision=F("revision") + 1
            )
    except IntegrityError:  # somebody published another draft of that day at the same moment
        raise Refused(_taken(draft).whole) from None
    if not changed:
        raise Refused(CHANGED)
    draft.refresh_from_db()


def first_free_day(retailer: Organisation | int, today: dt.date) -> dt.date:
    """The first day from today on which no published terms begin yet."""
    begins = set(published_terms(retailer).filter(valid_from__gte=today).values_list("valid_from", flat=True))
    day = today
    while day in begins:
        day += dt.timedelta(days=1)
    return day


def discard(draft: RetailTerms, revision: int) -> None:
    """Throw a draft away. Raises :class:`Refused` where somebody else has changed or published it."""
    gone, _what = RetailTerms.objects.filter(pk=draft.pk, published_at=None, revision=revision).delete()
    if not gone:
        raise Refused(CHANGED)

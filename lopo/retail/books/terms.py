"""A retailer's terms: one draft, published as a dated version that is never changed."""

import datetime as dt
from collections.abc import Mapping
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
    "Orang lain baru saja mengubah atau menerbitkan rancangan ini. Muat ulang halaman, lalu ulangi.",
    "Somebody else has just changed or published this draft. Load the page again, then do it again.",
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


def publish(draft: RetailTerms, revision: int, by: Person, today: dt.date) -> None:
    """Publish a draft from its day on. Raises :class:`Refused` with the rule that is against it."""
    if draft.valid_from < today:
        raise Refused(
            Text("Hari mulai berlaku sudah lewat. Pilih hari ini atau sesudahnya, lalu simpan.",
                 "The first day has passed already. Choose today or a later day, then save.")
        )  # fmt: skip
    if (draft.valid_from - today).days > FARTHEST_DAYS:
        raise Refused(
            Text("Hari mulai berlaku terlalu jauh ke depan. Periksa tahunnya.",
                 "The first day lies too far ahead. Look at the year.")
        )  # fmt: skip
    against = next((each for each in law_says(draft) if each.refuses), None)
    if against is not None:
        raise Refused(
            Text("{says} Ini dilarang {rule}.", "{says} This is against {rule}.").filled(
                says=against.says, rule=against.rule
            )
        )
    try:
        with transaction.atomic():
            changed = RetailTerms.objects.filter(pk=draft.pk, published_at=None, revision=revision).update(
                published_at=timezone.now(), published_by=by, revision=F("revision") + 1
            )
    except IntegrityError:
        raise Refused(
            Text("Sudah ada syarat yang mulai berlaku pada {day}. Pilih hari lain.",
                 "Terms that begin on {day} are published already. Choose another day.").filled(
                day=wording.say_date(draft.valid_from))
        ) from None  # fmt: skip
    if not changed:
        raise Refused(CHANGED)
    draft.refresh_from_db()


def discard(draft: RetailTerms, revision: int) -> None:
    """Throw a draft away. Raises :class:`Refused` where somebody else has changed or published it."""
    gone, _what = RetailTerms.objects.filter(pk=draft.pk, published_at=None, revision=revision).delete()
    if not gone:
        raise Refused(CHANGED)

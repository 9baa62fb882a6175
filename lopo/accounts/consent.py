"""Granting and withdrawing what a partner may see, and writing down who looked."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils import timezone

from lopo.accounts.field_groups import FieldGroup
from lopo.accounts.models import Consent, Look, Organisation, Person
from lopo.accounts.roles import PARTNER_KINDS


def partners() -> "list[Organisation]":
    """The organisations an owner can show her dossier to."""
    return list(Organisation.objects.filter(kind__in=PARTNER_KINDS).order_by("name"))


def grant(owner: Organisation, grantee: Organisation, groups: Iterable[FieldGroup], by: Person) -> None:
    """Show ``groups`` of ``owner`` to ``grantee``. What is shown already stays as it was granted.

    Raises :class:`ValueError` when ``grantee`` is not a partner.
    """
    if grantee.kind not in PARTNER_KINDS:
        raise ValueError(f"{grantee} ({grantee.kind}) is not a partner that consent can be given to")
    with transaction.atomic():
        for group in groups:
            Consent.objects.get_or_create(
                owner=owner,
                grantee=grantee,
                field_group=group,
                withdrawn_at=None,
                defaults={"granted_at": timezone.now(), "granted_by": by},
            )


def withdraw(owner: Organisation, grantee: Organisation, groups: Iterable[FieldGroup], by: Person) -> int:
    """Stop showing ``groups`` from this moment on; the record of the consent stays. How many ended."""
    rows = Consent.objects.active().filter(owner=owner, grantee=grantee, field_group__in=list(groups))
    return rows.update(withdrawn_at=timezone.now(), withdrawn_by=by)


def active_groups(grantee_ids: Collection[int], owner_id: int) -> set[FieldGroup]:
    """The field groups that ``owner_id`` shows to any of ``grantee_ids`` now."""
    return Consent.objects.active_groups(grantee_ids, owner_id)


def log_look(
    person: Person,
    grantee_id: int,
    owner_id: int,
    groups: Iterable[FieldGroup],
    product_id: int | None = None,
) -> Look:
    """Write down that ``person``, for ``grantee_id``, read ``groups`` of ``owner_id``."""
    return Look.objects.create(
        person=person,
        organisation_id=grantee_id,
        owner_id=owner_id,
        product_id=product_id,
        field_groups=sorted(groups),
    )

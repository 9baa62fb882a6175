"""Institutions with their promises, and companions with their producers, for tests."""

import datetime as dt
import uuid

from django.core.files.base import ContentFile
from django.utils import timezone

from lopo.accounts.roles import Kind, Role
from lopo.training.books.companion import name_companion
from lopo.training.models import Delivery, Letter, Pledge, Visit
from tests.accounts.factories import a_person, an_organisation
from tests.city import a_kitchen, photo


def days(offset):
    """The day ``offset`` days from today in the city."""
    return timezone.localdate() + dt.timedelta(days=offset)


def own_number():
    return str(uuid.uuid4())


def a_partner(name="Toko Contoh", kind=Kind.RETAILER):
    return an_organisation(kind, name)


def a_pledge(partner, officer, kind="seats", amount=40, due=10, what="40 kursi pelatihan", came=()):
    """A promise due in ``due`` days, of which ``came`` are (days from today, amount)."""
    pledge = Pledge.objects.create(
        organisation=partner, kind=kind, what=what, amount=amount, promised_on=days(min(due, 0) - 60),
        due_on=days(due), by=officer,
    )  # fmt: skip
    for offset, part in came:
        a_delivery(pledge, officer, offset, part)
    return pledge


def a_delivery(pledge, by, offset=-1, amount=1, seen=True):
    told = {"seen_by": by, "seen_at": timezone.now()} if seen else {}
    return Delivery.objects.create(pledge=pledge, on=days(offset), amount=amount, by=by, **told)


def a_letter(partner, officer, **fields):
    """A letter of agreement, as a photo."""
    return Letter.objects.create(
        organisation=partner, title="Perjanjian kerja sama", signed_on=days(-90), kind="photo",
        file=ContentFile(photo(), name="surat.jpg"), by=officer, **fields,
    )  # fmt: skip


def a_companion(*kitchens, officer=None, name="Ibu Rambu"):
    """A trainer who walks beside ``kitchens`` (a new one when none is given)."""
    person = a_person(Role.TRAINER, name=name)
    named = [each.business.pk for each in kitchens] or [a_kitchen().business.pk]
    name_companion(named, person, officer or a_person(Role.OFFICER), timezone.localdate())
    return person


def a_visit(business, by, on=0, next_on=None, **told):
    fields = {"seen": "Dapur bersih, lantai basah.", "agreed": "Beli tempat sampah bertutup."} | told
    return Visit.objects.create(
        business=business, by=by, on=days(on), next_on=None if next_on is None else days(next_on),
        client_id=own_number(), **fields,
    )  # fmt: skip

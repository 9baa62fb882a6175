import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from lopo.accounts.models import Membership, Person
from lopo.accounts.roles import KIND_OF_ROLE, Kind, Role
from tests.accounts.factories import a_person, an_organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role)
def test_a_role_belongs_to_one_kind_of_organisation(role):
    person = a_person()
    for kind in Kind:
        membership = Membership(person=person, organisation=an_organisation(kind), role=role)
        if KIND_OF_ROLE[role] is kind:
            membership.clean()
            membership.save()
            continue
        with pytest.raises(ValidationError):
            membership.clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            membership.save()


def test_a_role_is_held_once():
    person = a_person(Role.OWNER)
    held = person.memberships.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(person=person, organisation=held.organisation, role=held.role)


def test_many_people_without_email_and_no_two_with_the_same():
    a_person(email=None)
    a_person(email="")
    a_person(email="yuliana@contoh.id")
    with pytest.raises(IntegrityError), transaction.atomic():
        a_person(email="YULIANA@contoh.id")


def test_a_person_can_be_reached():
    with pytest.raises(ValueError, match="phone number or an email"):
        Person.objects.create_user(name="Tanpa Nomor")


def test_no_field_keeps_the_national_identity_number():
    names = {field.name for model in apps.get_models() for field in model._meta.get_fields()}
    assert "phone" in names
    assert not {name for name in names if "nik" in name.split("_") or "ktp" in name.split("_")}


def test_the_migrations_are_up_to_date():
    call_command("makemigrations", "accounts", check=True, dry_run=True, verbosity=0)

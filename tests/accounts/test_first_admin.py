"""A fresh site gets its first administrator from the command line."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from lopo.accounts.models import Membership, Organisation, Person
from lopo.accounts.permission import scope_for
from lopo.accounts.roles import Kind, Role
from lopo.accounts.sms import OutboxSender
from tests.accounts.factories import a_person

pytestmark = pytest.mark.django_db
OFFICE = "Dinas Koperasi dan UMKM"


def run(capsys, contact="0812-3456-7890", *more, name="Ibu Ester", office=OFFICE):
    call_command("first_admin", contact, "--name", name, "--office", office, *more)
    return capsys.readouterr().out


@pytest.mark.parametrize("contact", ["0812-3456-7890", "ester@dinas.contoh.id"])
def test_it_makes_the_office_and_its_administrator(capsys, contact):
    said = run(capsys, contact)
    admin = Person.objects.get()
    assert admin.name == "Ibu Ester"
    office = Organisation.objects.get()
    assert (office.name, office.kind) == (OFFICE, Kind.CITY)
    assert scope_for(admin, "people.manage").everything
    assert reverse("account_request_login_code") in said


def test_she_signs_in_as_it_says(client, capsys):
    run(capsys)
    OutboxSender.outbox.clear()
    client.post(reverse("account_request_login_code"), {"phone": "081234567890"})
    code = re.search(r": (\S+)\.", OutboxSender.outbox[0][1])[1]
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert client.session["_auth_user_id"] == str(Person.objects.get().pk)


def test_running_it_again_changes_nothing(capsys):
    first = run(capsys)
    second = run(capsys, name="Ibu Ester Lagi", office=OFFICE.upper())
    assert first.splitlines()[0] != second.splitlines()[0]
    assert Organisation.objects.count() == Person.objects.count() == Membership.objects.count() == 1
    assert Person.objects.get().name == "Ibu Ester"


def test_a_site_that_has_an_administrator_is_left_alone_unless_asked(capsys):
    a_person(Role.ADMIN, name="Pak Anton")
    with pytest.raises(CommandError, match="Pak Anton"):
        run(capsys)
    assert not Organisation.objects.filter(name=OFFICE).exists()
    run(capsys, "0812-3456-7890", "--another")
    assert Membership.objects.filter(role=Role.ADMIN).count() == 2


@pytest.mark.parametrize(
    "typed",
    [
        {"contact": "0380 833 555"},
        {"contact": "ester@"},
        {"name": ""},
        {"name": "x" * 121},
        {"office": "Dinas\u202e"},
        {"office": "x" * 161},
    ],
)
def test_a_slip_gets_a_sentence_and_nothing_is_made(capsys, typed):
    with pytest.raises(CommandError) as fault:
        run(capsys, **typed)
    assert str(fault.value).endswith(".")
    assert not Person.objects.exists()
    assert not Organisation.objects.exists()


def test_where_no_text_messages_are_sent_a_phone_is_no_way_in(capsys, settings):
    settings.LOPO_SMS = "off"
    with pytest.raises(CommandError, match="LOPO_SMS"):
        run(capsys)
    run(capsys, "ester@dinas.contoh.id")


def test_it_says_where_the_code_is_while_there_is_no_gateway(capsys, settings):
    assert "LOPO_SMTP" not in run(capsys)
    settings.LOPO_SMS = "lopo.accounts.sms.LogSender"
    assert "LOPO_SMTP" in run(capsys)

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse

from lopo.accounts.models import Person
from lopo.accounts.roles import Role
from lopo.accounts.sms import OutboxSender
from tests.accounts.factories import PASSWORD, a_person

pytestmark = pytest.mark.django_db


def sign_in(client, login, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": login, "password": password})


@pytest.mark.parametrize("typed", ["0812-3456-7890", "62 812 3456 7890", "+6281234567890"])
def test_by_phone_however_it_is_typed(client, typed):
    person = a_person(phone="+6281234567890")
    assert sign_in(client, typed).status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize("typed", ["yuliana@contoh.id", "Yuliana@Contoh.ID"])
def test_by_email(client, typed):
    person = a_person(phone=None, email="yuliana@contoh.id")
    assert sign_in(client, typed).status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize(("login", "password"), [("0812-3456-7890", "salah"), ("0812-9999-0000", PASSWORD)])
def test_a_wrong_pair_is_refused(client, login, password):
    a_person(phone="+6281234567890")
    answer = sign_in(client, login, password)
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session
    assert answer.context["form"].errors


def test_signing_up_asks_for_the_code_sent_by_text(client):
    OutboxSender.outbox.clear()
    filled = {"name": "Mama Yuliana", "phone": "0812-3456-7890", "password1": PASSWORD}
    answer = client.post(reverse("account_signup"), filled)
    assert answer.headers["Location"] == reverse("account_verify_phone")
    person = Person.objects.get(phone="+6281234567890")
    assert (person.name, person.phone_verified, person.email) == ("Mama Yuliana", False, None)
    assert not person.memberships.exists()

    [(number, text)] = OutboxSender.outbox
    assert number == "+6281234567890"
    code = re.search(r": (\S+)\.", text)[1]
    client.post(reverse("account_verify_phone"), {"action": "verify", "code": code})
    person.refresh_from_db()
    assert person.phone_verified
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_bad_number_at_sign_up_is_explained(client):
    filled = {"name": "Mama Yuliana", "phone": "0380 833 555", "password1": PASSWORD}
    answer = client.post(reverse("account_signup"), filled)
    assert "diawali 08" in answer.context["form"].errors["phone"][0]
    assert not Person.objects.exists()


def test_staff_with_an_authenticator_are_asked_for_its_code(client):
    a_person(Role.OFFICER, phone="+6281234567890")
    answer = sign_in(client, "0812-3456-7890")
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("role", [Role.OFFICER, Role.BUYER, Role.INSPECTOR])
def test_staff_without_an_authenticator_set_one_up_first(client, role):
    client.force_login(a_person(role, second_factor=False))
    assert client.get(reverse("accounts:tokens")).headers["Location"] == reverse("mfa_activate_totp")
    assert client.post(reverse("account_logout")).headers["Location"] != reverse("mfa_activate_totp")


def test_staff_set_up_an_authenticator_and_go_on(client):
    sign_in(client, a_person(Role.OFFICER, second_factor=False).phone)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer.status_code == 200
    secret = answer.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    client.post(reverse("mfa_activate_totp"), {"code": code})
    assert client.get(reverse("accounts:tokens")).status_code == 200


def test_staff_without_an_authenticator_can_switch_the_language(client):
    client.force_login(a_person(Role.OFFICER, second_factor=False))
    answer = client.post(reverse("set_language"), {"language": "en", "next": "/izin/"})
    assert answer.headers["Location"] == "/izin/"


@pytest.mark.parametrize("role", [None, Role.OWNER, Role.HELPER])
def test_a_producer_needs_no_authenticator(client, role):
    client.force_login(a_person(role))
    assert client.get(reverse("accounts:tokens")).status_code == 200


@pytest.mark.parametrize(
    "name", ["account_login", "account_signup", "account_reset_password", "account_request_login_code"]
)
def test_pages_of_signing_in_wear_the_house_look(client, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert "base.html" in [template.name for template in answer.templates]
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]

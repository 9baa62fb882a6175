import pytest
from django.urls import reverse

from lopo.accounts.api_token import create_token, person_for_token, revoke_token
from lopo.accounts.models import ApiToken
from lopo.accounts.roles import Role
from tests.accounts.factories import a_person

pytestmark = pytest.mark.django_db


def test_a_token_stands_for_its_person_until_revoked():
    person = a_person()
    token, raw = create_token(person, "kasir")
    assert person_for_token(raw) == person
    token.refresh_from_db()
    assert token.last_used_at is not None
    revoke_token(token)
    assert person_for_token(raw) is None


def test_the_secret_is_not_kept():
    token, raw = create_token(a_person(), "kasir")
    assert raw not in str(ApiToken.objects.filter(pk=token.pk).values().get())
    assert raw.startswith(token.prefix)


@pytest.mark.parametrize("raw", ["", "lopo_", "lopo_" + "A" * 43])
def test_a_made_up_token_is_nobody(raw):
    create_token(a_person(), "kasir")
    assert person_for_token(raw) is None


def test_a_token_does_not_outlive_its_person():
    person = a_person()
    _token, raw = create_token(person, "kasir")
    person.is_active = False
    person.save()
    assert person_for_token(raw) is None


@pytest.mark.parametrize(("second_factor", "comes_in"), [(True, True), (False, False)])
def test_a_token_does_not_go_round_the_second_factor(second_factor, comes_in):
    _token, raw = create_token(a_person(Role.OFFICER, second_factor=second_factor), "laporan")
    assert (person_for_token(raw) is not None) == comes_in


def test_the_page_shows_a_new_token_once(client):
    client.force_login(a_person())
    page = reverse("accounts:tokens")
    raw = client.post(page, {"name": "kasir"}).context["raw"]
    assert person_for_token(raw) is not None
    again = client.get(page)
    assert raw not in again.content.decode()
    assert "no-store" in again.headers["Cache-Control"]


def test_only_the_person_revokes_it(client):
    token, raw = create_token(a_person(), "kasir")
    client.force_login(a_person())
    assert client.post(reverse("accounts:token_revoke", args=[token.pk])).status_code == 404
    client.force_login(token.person)
    client.post(reverse("accounts:token_revoke", args=[token.pk]))
    assert person_for_token(raw) is None

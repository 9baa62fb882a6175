import pytest
from django.urls import reverse

from lopo.accounts.assisted import write_receipt
from lopo.accounts.receipt_number import read_number
from lopo.accounts.roles import Role
from tests.accounts.factories import a_person, organisation_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return a_person(Role.OWNER)


@pytest.fixture
def entry(owner):
    officer = a_person(Role.OFFICER, name="Ibu Ester")
    return write_receipt(officer, organisation_of(owner), [("Berat bersih", "150 g")])


def test_the_number_checks(entry):
    assert read_number(entry.number) == entry.number


def test_both_sides_read_it(client, owner, entry):
    for person in (owner, entry.officer, a_person(Role.OFFICER)):
        client.force_login(person)
        shown = client.get(reverse("accounts:receipt", args=[entry.number])).content.decode()
        assert "Ibu Ester" in shown
        assert "150 g" in shown


@pytest.mark.parametrize(
    ("role", "status"), [(Role.OWNER, 404), (Role.HELPER, 403), (Role.BUYER, 403), (None, 403)]
)
def test_nobody_else_does(client, entry, role, status):
    client.force_login(a_person(role))
    assert client.get(reverse("accounts:receipt", args=[entry.number])).status_code == status


def test_a_mistyped_number_is_not_found(client, entry):
    client.force_login(entry.officer)
    assert client.get(reverse("accounts:receipt", args=["LP-0000-0000"])).status_code == 404

"""A first business and its products."""

import pytest
from django.test import Client
from django.urls import reverse

from lopo.accounts.roles import Role
from lopo.producers.models import Business, Kelurahan, Product
from lopo.producers.views.product import new_product
from lopo.standards.models import Standing
from tests.accounts.factories import a_person
from tests.city import a_kitchen
from tests.race import at_once, own_connections

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(client):
    person = a_person()
    client.force_login(person)
    return person


def begin(client, **other):
    filled = {"name": "Dapur Mama Yuli", "kelurahan": Kelurahan.objects.get(name="Oebobo").pk} | other
    return client.post(reverse("producers:business_new"), filled)


def test_whoever_begins_owns_her_business_and_goes_on_to_its_product(client, newcomer):
    assert begin(client)["Location"] == reverse("producers:product_new")
    business = Business.objects.get()
    newcomer.forget_memberships()
    assert newcomer.organisation_ids(Role.OWNER) == {business.organisation_id}
    client.post(reverse("producers:product_new"), {"name": "Sambal lu'at", "kind": "food"})
    product = Product.objects.get()
    assert product.business == business
    assert Standing.objects.get().product == product


def test_a_product_before_there_is_a_business_leads_to_the_business(client, newcomer):
    assert client.get(reverse("producers:product_new"))["Location"] == reverse("producers:business_new")


def test_sent_twice_over_a_weak_line_it_is_made_once(client, newcomer):
    for _time in range(2):
        begin(client)
    assert Business.objects.count() == 1
    answers = [
        client.post(reverse("producers:product_new"), {"name": "Sambal lu'at", "kind": "food"})["Location"]
        for _time in range(2)
    ]
    assert Product.objects.count() == 1
    assert answers[0] == answers[1]


def test_a_second_business_of_another_name_is_made(client, newcomer):
    begin(client)
    begin(client, name="Tenun Mama Yuli")
    assert Business.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "other"),
    [("name", {"name": "  "}), ("name", {"name": "x" * 161}), ("kelurahan", {"kelurahan": "0"})],
)
def test_a_slip_is_named_at_its_field(client, newcomer, field, other):
    assert field in begin(client, **other).context["form"].errors
    assert not Business.objects.exists()


def test_nobody_adds_a_product_to_another_s_business(client, newcomer):
    other = a_kitchen()
    address = reverse("producers:product_new_for", args=[other.business.pk])
    assert client.post(address, {"name": "Palsu", "kind": "food"}).status_code == 404
    assert Product.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_devices_that_send_the_same_product_at_once_make_one():
    kitchen = a_kitchen()
    with own_connections():
        given = at_once(*[lambda: new_product(kitchen.business, "Abon ikan", "food").pk] * 2)
        assert given[0] == given[1]
        assert Product.objects.filter(name="Abon ikan").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_first_business_sent_twice_at_once_is_one():
    person = a_person()
    filled = {"name": "Dapur Mama Yuli", "kelurahan": Kelurahan.objects.first().pk}

    def send():
        browser = Client()
        browser.force_login(person)
        return browser.post(reverse("producers:business_new"), filled).status_code

    with own_connections():
        assert at_once(send, send) == [302, 302]
        assert Business.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_enter_the_same_owner_at_once():
    officers = [a_person(Role.OFFICER), a_person(Role.OFFICER)]
    ward = Kelurahan.objects.first().pk
    filled = {"owner": "Mama Yuliana", "phone": "0812-3456-7890", "name": "Dapur", "kelurahan": ward}

    def enters(officer):
        def act():
            browser = Client()
            browser.force_login(officer)
            return browser.post(reverse("producers:assisted_new"), filled).status_code

        return act

    with own_connections():
        assert sorted(at_once(*map(enters, officers))) == [302, 422]
        assert Business.objects.count() == 1

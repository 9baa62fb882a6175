"""Which businesses and products each one may see, change, put away and take back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.consent import grant, withdraw
from lopo.accounts.field_groups import FieldGroup
from lopo.accounts.permission import scope_for
from lopo.accounts.roles import Role
from lopo.producers.models import Product
from lopo.producers.reach import businesses_in, may_edit, products_for, products_in, sees_whole
from lopo.standards.models import Standing
from tests.accounts.factories import a_person, organisation_of
from tests.city import a_kitchen, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def kitchens():
    return a_kitchen("Dapur Mama Yuli", "Sambal lu'at"), a_kitchen("Dapur Lain", "Abon ikan")


def reached(person, permission="product.view"):
    return {product.name for product in products_for(person, permission)}


def test_an_owner_and_her_helper_reach_their_own(kitchens):
    mine, _other = kitchens
    helper = a_person(Role.HELPER, mine.business.organisation)
    for person in (mine.owner, helper):
        assert reached(person) == reached(person, "product.edit") == {"Sambal lu'at"}
        assert list(businesses_in(scope_for(person, "business.view"))) == [mine.business]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMIN, Role.TRAINER, Role.INSPECTOR])
def test_the_city_s_people_see_all(kitchens, role):
    person = a_person(role)
    assert reached(person) == {"Sambal lu'at", "Abon ikan"}
    changes = role in (Role.OFFICER, Role.ADMIN)
    assert bool(reached(person, "product.edit")) == changes
    assert may_edit(person, kitchens[0].business) == changes


def test_a_partner_reaches_what_is_shown_while_it_is_shown(kitchens):
    mine, _other = kitchens
    buyer = a_person(Role.BUYER)
    shop, owner = organisation_of(buyer), mine.business.organisation
    assert reached(buyer) == set()
    grant(owner, shop, [FieldGroup.LABEL], mine.owner)
    assert reached(buyer) == {"Sambal lu'at"}
    assert reached(buyer, "product.edit") == reached(buyer, "plan.view") == set()
    assert not sees_whole(scope_for(buyer, "product.view"), mine.business)
    assert not may_edit(buyer, mine.business)
    withdraw(owner, shop, [FieldGroup.LABEL], mine.owner)
    assert reached(buyer) == set()


def test_somebody_without_a_role_and_nobody_reach_nothing(kitchens):
    assert reached(a_person()) == reached(None) == set()
    assert not may_edit(None, kitchens[0].business)


def test_an_owner_of_two_businesses_reaches_both(kitchens):
    mine, other = kitchens
    second = a_person(Role.OWNER, mine.business.organisation)
    other.business.organisation.memberships.create(person=second, role=Role.OWNER, kind="producer")
    assert set(products_in(scope_for(second, "product.view"))) == {mine.product, other.product}


# Putting a product away


def test_a_product_put_away_leaves_the_lists_and_comes_back_true(client, kitchens):
    mine, _other = kitchens
    client.force_login(mine.owner)
    client.post(reverse("producers:archive", args=[mine.product.public_id]))
    listed = client.get(reverse("standards:products")).context
    assert (listed["rows"], listed["put_away"]) == ([], [mine.product])
    tell(mine, {"permit.nib.number": "9120001234567"})
    away = Standing.objects.filter(product=mine.product).first()
    client.post(reverse("producers:restore", args=[mine.product.public_id]))
    listed = client.get(reverse("standards:products")).context
    assert [row["product"] for row in listed["rows"]] == [mine.product]
    assert listed["put_away"] == []
    assert Standing.objects.get(product=mine.product).statuses != (away.statuses if away else {})


def test_putting_away_and_taking_back_twice_changes_nothing(client, kitchens):
    mine, _other = kitchens
    client.force_login(mine.owner)
    for action in ("archive", "archive"):
        client.post(reverse(f"producers:{action}", args=[mine.product.public_id]))
    first = Product.objects.get(pk=mine.product.pk).archived_at
    client.post(reverse("producers:archive", args=[mine.product.public_id]))
    assert Product.objects.get(pk=mine.product.pk).archived_at == first
    for _time in range(2):
        client.post(reverse("producers:restore", args=[mine.product.public_id]))
    assert Product.objects.get(pk=mine.product.pk).archived_at is None


def test_nobody_puts_another_s_product_away(client, kitchens):
    mine, other = kitchens
    client.force_login(other.owner)
    for action in ("archive", "restore"):
        address = reverse(f"producers:{action}", args=[mine.product.public_id])
        assert client.post(address).status_code == 404
        assert client.get(address).status_code == 405
    assert Product.objects.get(pk=mine.product.pk).archived_at is None


def test_the_list_takes_as_many_queries_for_many_products(client, kitchens, django_assert_max_num_queries):
    mine, _other = kitchens
    tell(mine, {"label.name": "Sambal"})
    client.force_login(mine.owner)
    address = reverse("standards:products")
    client.get(address)
    with django_assert_max_num_queries(12):
        client.get(address)
    for number in range(25):
        Product.objects.create(business=mine.business, name=f"Abon {number}", kind="food")
    tell(mine, {"permit.nib.number": "9120001234567"})
    with django_assert_max_num_queries(12):
        assert len(client.get(address).context["rows"]) == 26
    Product.objects.filter(name__startswith="Abon 1").update(archived_at=timezone.now())
    shown = client.get(address).context
    assert (len(shown["rows"]), len(shown["put_away"])) == (15, 11)
    for number in range(20):
        Product.objects.create(business=mine.business, name=f"Dendeng {number}", kind="food")
    shown = client.get(address + "?page=2").context
    assert (len(shown["rows"]), shown["page"].paginator.count, len(shown["put_away"])) == (5, 35, 11)
    with django_assert_max_num_queries(16):  # more than a page of them: counted, and put away apart
        client.get(address)

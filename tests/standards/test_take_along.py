import pytest
from django.urls import reverse

from lopo.accounts.consent import grant
from lopo.accounts.field_groups import FieldGroup
from lopo.accounts.models import Look
from lopo.accounts.roles import Kind, Role
from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier_file import read_dossier
from lopo.producers.records import dossier_of
from tests.accounts.factories import a_person, an_organisation
from tests.city import LUAT, a_kitchen, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def kitchen():
    kitchen = a_kitchen()
    tell(kitchen, LUAT)
    return kitchen


@pytest.fixture
def take(client):
    def taken(kitchen, person, method="get"):
        client.force_login(person)
        return getattr(client, method)(reverse("standards:dossier_file", args=[kitchen.product.public_id]))

    return taken


def test_the_owner_takes_her_whole_dossier_along(take, kitchen):
    response = take(kitchen, kitchen.owner)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/toml; charset=utf-8"
    assert f'filename="{kitchen.product.public_id}.toml"' in response["Content-Disposition"]
    recorded = dossier_of(kitchen.product)
    told = {name: fact for name, fact in recorded.items() if fact.provenance.said_by != "computed"}
    assert dict(read_dossier(response.content, load_catalogue())) == told
    assert set(LUAT) <= set(told)
    assert not Look.objects.exists()


def test_a_partner_takes_what_is_shown_to_it_and_the_look_is_written_down(take, kitchen):
    shop = an_organisation(Kind.RETAILER)
    grant(kitchen.business.organisation, shop, [FieldGroup.LABEL], kitchen.owner)
    response = take(kitchen, a_person(Role.BUYER, shop))
    sections = {name.split(".")[0] for name in read_dossier(response.content, load_catalogue())}
    assert sections == {"label"}
    assert b"9120001234567" not in response.content
    (look,) = Look.objects.all()
    assert (look.product_id, look.field_groups) == (kitchen.product.pk, ["label"])


def test_nobody_else_finds_it(take, kitchen):
    assert take(kitchen, a_kitchen("Dapur Lain", "Abon").owner).status_code == 404
    assert take(kitchen, a_person(Role.BUYER)).status_code == 404
    assert take(kitchen, a_person()).status_code == 403


def test_it_is_only_for_reading(take, kitchen):
    assert take(kitchen, kitchen.owner, "post").status_code == 405


def test_a_longer_dossier_takes_no_more_queries(take, kitchen, client, django_assert_num_queries):
    take(kitchen, kitchen.owner)
    address = reverse("standards:dossier_file", args=[kitchen.product.public_id])
    with django_assert_num_queries(7):  # session, person, memberships, product, ward, statements, papers
        client.get(address)
    tell(kitchen, {"label.brand": "Mama", "label.batch_code": "A1", "label.languages": "id"})
    with django_assert_num_queries(7):
        client.get(address)

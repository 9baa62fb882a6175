"""A list asks the database as often for one row as for many."""

import pytest
from django.urls import reverse

from lopo.accounts.api_token import create_token
from lopo.accounts.consent import grant, log_look
from lopo.accounts.field_groups import FieldGroup
from lopo.accounts.roles import Kind, Role
from tests.accounts.factories import a_person, an_organisation, organisation_of
from tests.city import a_kitchen, tell

pytestmark = pytest.mark.django_db


def a_consent(kitchen, number):
    shop = an_organisation(Kind.RETAILER, f"Toko {number}")
    grant(kitchen.business.organisation, shop, [FieldGroup.LABEL, FieldGroup.PAPERS], kitchen.owner)


def a_look(kitchen, number):
    buyer = a_person(Role.BUYER)
    log_look(buyer, organisation_of(buyer).pk, kitchen.business.organisation_id, [FieldGroup.LABEL], number)


def a_token(kitchen, number):
    create_token(kitchen.owner, f"kasir {number}")


def an_answer(kitchen, number):
    tell(kitchen, {"label.name": f"Sambal {number}"})


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("accounts:consents", a_consent),
        ("accounts:looks", a_look),
        ("accounts:tokens", a_token),
        ("producers:history", an_answer),
        ("producers:dossier", an_answer),
    ],
)
def test_one_row_or_many(client, django_assert_max_num_queries, django_assert_num_queries, name, make):
    kitchen = a_kitchen()
    client.force_login(kitchen.owner)
    address = reverse(name, args=[kitchen.product.public_id] if name.startswith("producers") else [])
    make(kitchen, 0)
    client.get(address)
    with django_assert_max_num_queries(9) as one:
        client.get(address)
    for number in range(1, 15):
        make(kitchen, number)
    with django_assert_num_queries(len(one)):
        assert client.get(address).status_code == 200

"""The history of findings: what was mended, what was lost."""

import datetime as dt

import pytest
from django.urls import reverse

from lopo.accounts.consent import grant
from lopo.accounts.field_groups import FieldGroup
from lopo.accounts.roles import Role
from lopo.standards.models import FindingChange
from lopo.standards.views.product import CHANGES_SHOWN
from tests.accounts.factories import a_person, organisation_of
from tests.city import a_kitchen, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def kitchen(client):
    kitchen = a_kitchen(label__name="Sambal lu'at")
    client.force_login(kitchen.owner)
    return kitchen


def changes(client, kitchen):
    return client.get(reverse("standards:mended", args=[kitchen.product.public_id])).context["changes"]


def test_nothing_changed_yet(client, kitchen):
    assert changes(client, kitchen) == []


def test_a_mended_demand_is_told_in_the_reader_s_language(client, kitchen):
    tell(kitchen, {"permit.nib.number": "9120001234567"})
    told = changes(client, kitchen)
    assert any(row["change"].became == "met" for row in told)
    client.post(reverse("set_language"), {"language": "en"})
    assert [row["asks"] for row in changes(client, kitchen)] != [row["asks"] for row in told]


def test_newest_first_and_no_more_than_can_be_read(client, kitchen, django_assert_max_num_queries):
    tell(kitchen, {"permit.nib.number": "9120001234567"})
    name = FindingChange.objects.first().requirement
    FindingChange.objects.bulk_create(
        FindingChange(
            product=kitchen.product, requirement=name, was="met", became="not_met",
            on=dt.date(2025, 1, 1) + dt.timedelta(days=n),
        )
        for n in range(300)
    )  # fmt: skip
    with django_assert_max_num_queries(7):
        told = changes(client, kitchen)
    assert len(told) == CHANGES_SHOWN <= 30
    older = client.get(reverse("standards:mended", args=[kitchen.product.public_id]), {"page": 2}).context
    assert older["changes"][0]["change"].on < told[0]["change"].on
    days = [row["change"].on for row in told]
    assert days == sorted(days, reverse=True)


def test_a_demand_that_is_no_more_is_left_out(client, kitchen):
    FindingChange.objects.create(
        product=kitchen.product,
        requirement="lama/hilang",
        was="met",
        became="not_met",
        on=dt.date(2025, 1, 1),
    )
    assert changes(client, kitchen) == []


def test_a_partner_does_not_read_it_whatever_is_shown_to_her(client, kitchen):
    buyer = a_person(Role.BUYER)
    grant(kitchen.business.organisation, organisation_of(buyer), list(FieldGroup), kitchen.owner)
    client.force_login(buyer)
    address = reverse("standards:mended", args=[kitchen.product.public_id])
    assert client.get(address).status_code == 403

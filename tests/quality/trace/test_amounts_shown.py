"""Amounts on the pages of lots and limits: one and a half is never taken for one thousand five hundred."""

from decimal import Decimal

import pytest
from django.template import Context, Template
from django.urls import reverse
from django.utils import timezone, translation

from lopo.quality.forms.trace import LimitForm
from lopo.quality.models import RawLot
from tests.city import a_kitchen


@pytest.mark.parametrize(
    ("amount", "indonesian", "english"),
    [
        ("1.500", "1,5", "1.5"),
        ("1500.000", "1.500", "1,500"),
        ("1000", "1.000", "1,000"),
        ("0.250", "0,25", "0.25"),
        ("12.000", "12", "12"),
    ],
)
def test_an_amount_is_said_as_the_house_says_numbers(amount, indonesian, english):
    page = Template("{% load lopo %}{{ amount|number }}")
    for language, words in (("id", indonesian), ("en", english)):
        with translation.override(language):
            assert page.render(Context({"amount": Decimal(amount)})) == words


@pytest.mark.django_db
@pytest.mark.database
@pytest.mark.parametrize("page", ["raw_lots", "trace_raw"])
def test_one_and_a_half_kilograms_and_one_thousand_five_hundred_are_told_apart(page, client):
    kitchen = a_kitchen()
    client.force_login(kitchen.owner)
    for code, quantity in (("A1", "1.5"), ("A2", "1500")):
        lot = RawLot.objects.create(
            business=kitchen.business, code=code, ingredient="garam", quantity=Decimal(quantity), unit="kg",
            supplier="Pasar", received_on=timezone.localdate(), by=kitchen.owner,
        )  # fmt: skip
        address = reverse(f"quality:{page}", args=[kitchen.business.pk if page == "raw_lots" else lot.pk])
        words = client.get(address).content.decode()
        assert {"1.5": "1,5 kg", "1500": "1.500 kg"}[quantity] in words
        assert "1,500" not in words


def test_a_limit_of_ph_needs_no_unit():
    form = LimitForm({"name": "pH", "unit": "", "most": "4,2", "to_do": "Buang"})
    assert form.is_valid(), form.errors

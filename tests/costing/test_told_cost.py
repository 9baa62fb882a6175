"""What was told as the cost itself becomes the owner's own reckoning."""

import importlib

import pytest
from django.apps import apps

from lopo.producers.models import Statement
from tests.city import a_kitchen, tell

pytestmark = [pytest.mark.django_db, pytest.mark.database]

rename = importlib.import_module("lopo.costing.migrations.0002_told_cost").rename


def test_a_cost_that_was_told_is_kept_under_its_new_name_and_can_go_back():
    kitchen = a_kitchen()
    tell(kitchen, {"cost.told_idr": "12000"})
    rename("cost.told_idr", "price.cost_idr")(apps, None)
    assert Statement.objects.get().fact == "price.cost_idr"
    rename("price.cost_idr", "cost.told_idr")(apps, None)
    assert (Statement.objects.get().fact, Statement.objects.get().value) == ("cost.told_idr", 12000)

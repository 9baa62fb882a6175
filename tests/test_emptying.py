"""What a test commits is gone after it, and what the migrations wrote is there again."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.test import TransactionTestCase

from lopo.producers.models import Kelurahan
from tests.city import a_kitchen, a_paper
from tests.emptying import as_migrated

pytestmark = pytest.mark.django_db(transaction=True)


def everything():
    """All rows of all tables."""
    return {model: list(model.objects.order_by("pk").values_list()) for model in apps.get_models()}


def test_whatever_was_written_changed_or_deleted_is_as_the_migrations_left_it():
    before = everything()
    a_paper(a_kitchen(label__name="Sambal lu'at"))
    Permission.objects.all().delete()
    Kelurahan.objects.filter(name="Oesapa").delete()
    Kelurahan.objects.filter(name="Lasiana").update(name="Lasiana Baru")
    assert everything() != before
    TransactionTestCase._fixture_teardown(None)
    assert everything() == before
    assert {model for model, rows in before.items() if rows} >= {Kelurahan, Permission}


def test_what_nobody_touched_is_left_alone(django_assert_max_num_queries):
    put_back = as_migrated()
    with django_assert_max_num_queries(7):  # begin, what holds rows, the four tables of the migrations, end
        put_back()

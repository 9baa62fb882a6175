"""Whoever writes much at once tells the layers above once a business."""

import pytest

from lopo.producers import records
from lopo.producers.records import changes_gathered, record_fact
from tests.city import a_kitchen, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch):
    """The businesses that the layers above were told of."""
    businesses = []
    monkeypatch.setattr(records, "AFTER_CHANGE", [lambda business, product: businesses.append(business)])
    return businesses


def test_each_business_is_told_once_at_the_end(told):
    one, other = a_kitchen("Dapur Satu"), a_kitchen("Dapur Dua", "Abon ikan")
    with changes_gathered():
        tell(one, {"label.name": "Sambal", "label.net_quantity": "150"})
        tell(other, {"label.name": "Abon"})
        assert told == []
    assert told == [one.business, other.business]


def test_outside_of_it_every_change_is_told(told):
    kitchen = a_kitchen()
    tell(kitchen, {"label.name": "Sambal"})
    tell(kitchen, {"label.net_quantity": "150"})
    assert len(told) == 2


def test_a_failure_tells_nobody_and_ends_the_gathering(told):
    kitchen = a_kitchen()
    with pytest.raises(KeyError), changes_gathered():
        tell(kitchen, {"label.name": "Sambal"})
        record_fact(kitchen.business, kitchen.product, "label.colour", "red", typed_by=kitchen.owner)
    assert told == []
    tell(kitchen, {"label.name": "Sambal merah"})
    assert told == [kitchen.business]


def test_one_within_another_ends_with_the_outer(told):
    kitchen = a_kitchen()
    with changes_gathered():
        with changes_gathered():
            tell(kitchen, {"label.name": "Sambal"})
        assert told == []
    assert told == [kitchen.business]

"""One recursive query finds what a walk level by level finds, in the same order, of whatever was made."""

from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lopo.quality.models import Batch, BatchInput, Move, RawLot
from lopo.quality.trace.search import reached
from lopo.quality.trace_book import place_named
from lopo.quality.trace_search import back, forward, spread
from tests.city import a_kitchen

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LOTS, BATCHES = 3, 7


@st.composite
def books(draw):
    """For each batch the deliveries and earlier batches in it."""
    return [
        (
            draw(st.sets(st.integers(0, LOTS - 1), max_size=2)),
            draw(st.sets(st.integers(0, number - 1), max_size=3)) if number else set(),
        )
        for number in range(BATCHES)
    ]


def written(kitchen, book):
    today, of = timezone.localdate(), {"business": kitchen.business, "by": kitchen.owner}
    lots = [
        RawLot.objects.create(**of, code=f"R{n}", ingredient="x", supplier="x", received_on=today,
                              quantity=Decimal(9), unit="kg")
        for n in range(LOTS)
    ]  # fmt: skip
    place = place_named(kitchen.business, "Toko", "shop", "")
    batches = []
    for number, (raw, sources) in enumerate(book):
        batch = Batch.objects.create(
            **of, product=kitchen.product, code=f"B{number}", made_on=today, pieces=100
        )
        rows = [BatchInput(batch=batch, raw_lot=lots[n], quantity=1) for n in raw]
        rows += [BatchInput(batch=batch, source=batches[n], quantity=2) for n in sources]
        BatchInput.objects.bulk_create(rows)
        Move.objects.create(
            batch=batch, destination=place, pieces=3 + number, moved_on=today, by=kitchen.owner
        )
        batches.append(batch)
    return lots, batches


def with_(ids):
    return sorted(BatchInput.objects.filter(source__in=ids).values_list("batch", flat=True))


def from_(ids):
    inputs = BatchInput.objects.filter(batch__in=ids, source__isnull=False)
    return sorted(inputs.values_list("source", flat=True))


def level_by_level(lot):
    """As the search would go without a recursive query."""
    if isinstance(lot, Batch):
        return reached([lot.pk], with_)
    first = BatchInput.objects.filter(raw_lot=lot).values_list("batch", flat=True)
    return reached(sorted(first), with_)


@given(books())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_both_ways_find_the_same(kitchen, book):
    with transaction.atomic():
        lots, batches = written(kitchen, book)
        for lot in [*lots, *batches]:
            assert [each.pk for each in forward(lot).batches] == level_by_level(lot)
        for batch in batches:
            found = back(batch)
            ids = reached([batch.pk], from_)
            assert [each.pk for each in found.batches] == ids
            taken = BatchInput.objects.filter(batch__in=ids, raw_lot__isnull=False)
            assert {each.pk for each in found.raw_lots} == set(taken.values_list("raw_lot", flat=True))
        together = {each.pk for each in forward(*lots).batches}
        assert together == {pk for lot in lots for pk in level_by_level(lot)}
        here = spread(batches)
        assert here.out == sum(3 + number for number in range(BATCHES))
        assert sum(here.used.values()) == 2 * sum(len(sources) for _raw, sources in book)
        transaction.set_rollback(True)


@pytest.fixture
def kitchen():
    return a_kitchen()


def test_however_deep_the_chain_the_queries_are_as_many(kitchen):
    chain = [(set() if number else {0}, {number - 1} if number else set()) for number in range(BATCHES)]
    lots, batches = written(kitchen, chain)
    for asked, most in ((lambda: forward(lots[0]), 2), (lambda: back(batches[-1]), 3)):
        with CaptureQueriesContext(connection) as queries:
            asked()
        assert len(queries) == most
    assert len(forward(lots[0]).batches) == BATCHES


def test_a_circle_that_should_not_be_there_ends_the_search(kitchen):
    _lots, batches = written(kitchen, [({0}, set()), (set(), {0})])
    BatchInput.objects.create(batch=batches[0], source=batches[1], quantity=1)
    assert {each.pk for each in forward(batches[0]).batches} == {each.pk for each in batches}
    assert {each.pk for each in back(batches[1]).batches} == {each.pk for each in batches}

"""How long a recall takes: ``python -m bench.recall``.

100 deliveries, 1,000 batches and 10,000 moves, then as many times more as ``--times`` says, on SQLite and on
PostgreSQL. The same deliveries are followed to every place that has something of them by Lopo and by one
recursive query written by hand, in turn, in the same run. Before anything is timed, both have to agree.
"""

import argparse
import random
import time
from collections.abc import Callable
from statistics import median

from bench.fresh_database import KINDS, again_on_each, analyze, begin_here

LOTS, BATCHES, MOVES = 100, 1_000, 10_000
ASKED = 25
"""Deliveries that are recalled in a round."""
ROUNDS = 9
"""Of which the best counts: another program on the machine only ever adds."""

# CROSS JOIN keeps SQLite's planner from beginning at all moves; elsewhere it is an ordinary join.
BY_HAND = """
WITH RECURSIVE hit(id) AS (
    SELECT batch_id FROM quality_batchinput WHERE raw_lot_id = %s
    UNION
    SELECT input.batch_id FROM hit CROSS JOIN quality_batchinput input WHERE input.source_id = hit.id
)
SELECT move.batch_id, move.destination_id, SUM(move.pieces)
FROM hit CROSS JOIN quality_move move WHERE move.batch_id = hit.id
GROUP BY move.batch_id, move.destination_id
"""

# Each tenth batch is made with the one before it; three deliveries of its own time go into each.
FILL = (
    """INSERT INTO quality_rawlot (business_id, code, ingredient, supplier, supplier_phone, supplier_code,
       received_on, quantity, unit, sending, by_id, recorded_at)
       SELECT {business}, 'R' || n, 'cabai', 'Pasar', '', '', '2026-01-01', 1000, 'kg', '', {person},
       '2026-01-01' FROM {numbers} WHERE n <= {lots}""",
    """INSERT INTO quality_batch (business_id, product_id, code, made_on, pieces, sending, by_id, recorded_at)
       SELECT {business}, {product}, 'B' || n, '2026-01-02', 100, '', {person}, '2026-01-02'
       FROM {numbers} WHERE n <= {batches}""",
    """INSERT INTO quality_batchinput (batch_id, raw_lot_id, quantity)
       SELECT {first_batch} + n - 1, {first_lot} + ((n - 1) / 10 + shift) % {lots}, 1
       FROM {numbers} CROSS JOIN (SELECT 0 AS shift UNION SELECT 1 UNION SELECT 2) shifts
       WHERE n <= {batches}""",
    """INSERT INTO quality_batchinput (batch_id, source_id, quantity)
       SELECT {first_batch} + n - 1, {first_batch} + n - 2, 1 FROM {numbers}
       WHERE n <= {batches} AND n % 10 = 0""",
    """INSERT INTO quality_move (batch_id, destination_id, pieces, moved_on, sending, by_id, recorded_at)
       SELECT {first_batch} + (n - 1) / 10, {first_place} + (n * 7) % 50, 3, '2026-01-03', '', {person},
       '2026-01-03'
       FROM {numbers} WHERE n <= {moves}""",
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.recall", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--times", type=int, nargs="+", default=[1, 100], help="how many times as much is kept"
    )
    parser.add_argument("--database", choices=KINDS, nargs="+", default=list(KINDS))
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        measure(options.times)
        return
    again_on_each("bench.recall", options.database, "--times", *map(str, options.times))


def measure(times: list[int]) -> None:
    """Fill the database of this process, size after size, and time both."""
    begin_here()
    from django.db import connection

    print(connection.vendor, flush=True)
    for size in times:
        began = time.perf_counter()
        first_lot = fill(size)
        filled = time.perf_counter() - began
        lots = random.Random(size).sample(range(first_lot, first_lot + LOTS * size), min(ASKED, LOTS * size))
        places = agree(lots)
        ours, theirs = zip(
            *[(timed(by_lopo, lots), timed(by_hand, lots)) for _ in range(ROUNDS)], strict=True
        )
        print(
            f"  {LOTS * size:>9,} lots {BATCHES * size:>11,} batches {MOVES * size:>12,} moves "
            f"(filled in {filled:,.0f} s): Lopo {min(ours):.2f} ms, by hand {min(theirs):.2f} ms "
            f"for one recall of {places:.0f} lines",
            flush=True,
        )


def fill(size: int) -> int:
    """Deliveries, batches and moves of one more business; the key of its first delivery."""
    from django.db import connection, transaction
    from django.db.models import Max

    from lopo.accounts.models import Organisation, Person
    from lopo.producers.models import Business, Product
    from lopo.quality.models import Batch, Place, RawLot

    person = Person.objects.first() or Person.objects.create(email="bench@lopo.example", name="Bench")
    organisation = Organisation.objects.create(kind="producer", name=f"Bench {size}")
    business = Business.objects.create(organisation=organisation, name=f"Bench {size}")
    product = Product.objects.create(business=business, name="Sambal", kind="food")
    shops = [Place.objects.create(business=business, name=f"Toko {n}", kind="shop") for n in range(50)]
    values = {
        "business": business.pk,
        "person": person.pk,
        "product": product.pk,
        "first_place": shops[0].pk,
        "first_lot": (RawLot.objects.aggregate(last=Max("pk"))["last"] or 0) + 1,
        "first_batch": (Batch.objects.aggregate(last=Max("pk"))["last"] or 0) + 1,
        "lots": LOTS * size,
        "batches": BATCHES * size,
        "moves": MOVES * size,
        "numbers": numbers(connection.vendor, MOVES * size),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")  # spares checks of keys
        for statement in FILL:
            cursor.execute(statement.format(**values))
    analyze()
    return int(values["first_lot"])


def numbers(vendor: str, most: int) -> str:
    """A table of the numbers 1, 2, 3 ... in a column ``n``."""
    if vendor == "postgresql":
        return f"generate_series(1, {most}) AS numbers(n)"
    count = (
        f"WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {most}) SELECT n FROM c"
    )
    return f"({count}) AS numbers"


def by_lopo(lot: int) -> dict[tuple[int, int], int]:
    """Packs by batch and place, as the page of a recall works them out."""
    from lopo.quality.models import RawLot
    from lopo.quality.trace_search import forward, spread

    found = spread(forward(RawLot(pk=lot)).batches)
    return {(batch, place): pieces for (batch, place), pieces in found.at.items() if place is not None}


def by_hand(lot: int) -> dict[tuple[int, int], int]:
    """The same by the recursive query."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(BY_HAND, [lot])
        return {(batch, place): int(pieces) for batch, place, pieces in cursor.fetchall()}


def agree(lots: list[int]) -> float:
    """End the run where the two find something else; how many lines a recall has."""
    lines = 0
    for lot in lots:
        ours, theirs = by_lopo(lot), by_hand(lot)
        if ours != theirs:
            raise SystemExit(f"delivery {lot}: Lopo finds {len(ours)} lines, the query {len(theirs)}")
        lines += len(ours)
    return lines / len(lots)


def timed(recall: Callable[[int], object], lots: list[int]) -> float:
    """Milliseconds of one recall, the median over ``lots``."""
    took = []
    for lot in lots:
        start = time.perf_counter()
        recall(lot)
        took.append((time.perf_counter() - start) * 1000)
    return median(took)


if __name__ == "__main__":
    main()

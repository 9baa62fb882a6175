"""The questions of a trace in SQL: one recursive query forward, one back, one that sums. Pure: text alone.

Portable between SQLite and PostgreSQL. ``UNION`` (not ``UNION ALL``) lets a step be taken once, so that even
a circle, which the book does not let in, would end. ``CROSS JOIN`` keeps the planner of SQLite from beginning
at the wrong end; elsewhere it is an ordinary join.
"""

_NOTHING = "CAST(NULL AS bigint)"


def placeholders(count: int) -> str:
    """So many places for values; where there are none, what no key equals."""
    return ", ".join(["%s"] * count) or "NULL"


def forward(raw_lots: int, batches: int) -> str:
    """Every step from so many deliveries and batches onward: rows of (batch, the batch in it or nothing).

    Takes the keys of the deliveries, then those of the batches.
    """
    return f"""
WITH RECURSIVE hit(batch_id, source_id) AS (
    SELECT batch_id, {_NOTHING} FROM quality_batchinput WHERE raw_lot_id IN ({placeholders(raw_lots)})
    UNION
    SELECT id, {_NOTHING} FROM quality_batch WHERE id IN ({placeholders(batches)})
    UNION
    SELECT input.batch_id, input.source_id
    FROM hit CROSS JOIN quality_batchinput input WHERE input.source_id = hit.batch_id
)
SELECT batch_id, source_id FROM hit
"""  # noqa: S608 - places alone are put in


def back(batches: int) -> str:
    """Every step back from so many batches: rows of (what, key, the batch it is in or nothing).

    ``what`` is 0 of a batch and 1 of a delivery. Takes the keys of the batches.
    """
    return f"""
WITH RECURSIVE hit(batch_id, into_id) AS (
    SELECT id, {_NOTHING} FROM quality_batch WHERE id IN ({placeholders(batches)})
    UNION
    SELECT input.source_id, input.batch_id
    FROM hit CROSS JOIN quality_batchinput input
    WHERE input.batch_id = hit.batch_id AND input.source_id IS NOT NULL
)
SELECT 0, batch_id, into_id FROM hit
UNION ALL
SELECT 1, input.raw_lot_id, input.batch_id
FROM (SELECT DISTINCT batch_id FROM hit) own CROSS JOIN quality_batchinput input
WHERE input.batch_id = own.batch_id AND input.raw_lot_id IS NOT NULL
"""  # noqa: S608 - places alone are put in


def sums(batches: int) -> str:
    """What of so many batches was moved, and used: rows of (what, batch, from, to, pieces).

    ``what`` is 0 of moves and 1 of packs used in other batches. Takes the keys of the batches, twice.
    """
    return f"""
SELECT 0, batch_id, origin_id, destination_id, SUM(pieces) FROM quality_move
WHERE batch_id IN ({placeholders(batches)}) GROUP BY batch_id, origin_id, destination_id
UNION ALL
SELECT 1, source_id, {_NOTHING}, {_NOTHING}, SUM(quantity) FROM quality_batchinput
WHERE source_id IN ({placeholders(batches)}) GROUP BY source_id
"""  # noqa: S608 - places alone are put in

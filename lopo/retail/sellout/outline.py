"""A pivot table copied out of Excel: shops and goods in one column, each shop the sum of its goods.

Taken for one only where the sums prove it: each shop is what follows it added up, and the file's own total is
half of all its rows.
"""

from collections.abc import Mapping, Sequence

from lopo.retail.sellout.grid import Cells
from lopo.retail.sellout.numbers import Unread, decimal_mark, is_blank, read_pieces
from lopo.retail.sellout.rows import row_texts, total_kind

LEAST_HEADS = 2


def heads_of(body: Sequence[Cells], places: Mapping[str, int]) -> frozenset[int]:
    """Which rows below a heading (from 0) name a shop and sum its goods; none where it is no such table."""
    if not {"name", "pieces"} <= set(places) or {"code", "gtin", "store", "store_code"} & set(places):
        return frozenset()
    counted, totals = _counted(body, places["name"], places["pieces"])
    if not totals or 2 * totals[-1] != sum(count for _row, count in counted):
        return frozenset()
    return _partition(counted)


def _counted(body: Sequence[Cells], name: int, pieces: int) -> tuple[list[tuple[int, int]], list[int]]:
    """The counts of the rows with a name, by row; and those of the rows that sum."""
    mark = decimal_mark(row[pieces] for row in body if pieces < len(row))
    counted, totals = [], []
    for number, row in enumerate(body):
        if max(name, pieces) >= len(row) or is_blank(row[name]) or is_blank(row[pieces]):
            continue
        try:
            count = read_pieces(row[pieces], mark)
        except Unread:
            continue
        if any(map(total_kind, row_texts(row))):
            totals.append(count)
        else:
            counted.append((number, count))
    return counted, totals


def _partition(counted: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The rows of which each is the sum of those up to the next such row; none where it does not come out."""
    heads, place = set(), 0
    while place < len(counted):
        row, wanted = counted[place]
        found, place = 0, place + 1
        while place < len(counted) and found != wanted:
            found += counted[place][1]
            place += 1
        if found != wanted:
            return frozenset()
        heads.add(row)
    return frozenset(heads) if len(heads) >= LEAST_HEADS else frozenset()

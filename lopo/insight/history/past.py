"""Roll a table of codes back to a day, from what holds now and what changed since.

The table has a row for each product and a column for each thing that is followed. A day has a morning, before
anything of it happened, and an evening, after all of it. In five lines::

    change = Change(row=0, column=0, was=NOT_MET, became=MET, on=date(2026, 5, 4))
    past = Past(np.array([[MET]], dtype=np.int8), [change])
    past.morning(date(2026, 5, 4))   # [[NOT_MET]]
    past.evening(date(2026, 5, 4))   # [[MET]]
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.int8]

MET, NOT_MET, NOT_KNOWN, NOT_APPLICABLE, ABSENT = 0, 1, 2, 3, -1
"""Codes of a finding; ``ABSENT`` where the demand was never held against the product."""
CODES = {"met": MET, "not_met": NOT_MET, "not_known": NOT_KNOWN, "not_applicable": NOT_APPLICABLE}


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that changed on a day, from one code to another."""

    row: int
    column: int
    was: int
    became: int
    on: dt.date


class Past:
    """What holds now and how it came to be; ``changes`` in the order in which they happened.

    Of several changes of one cell on one day the morning shows what was before the first, the evening what
    was
    after the last.
    """

    def __init__(self, now: Table, changes: Sequence[Change]) -> None:
        self.now = now
        ordered = sorted(changes, key=lambda change: change.on)
        count = len(ordered)
        self._rows = np.fromiter((each.row for each in ordered), np.int64, count)
        self._columns = np.fromiter((each.column for each in ordered), np.int64, count)
        self._was = np.fromiter((each.was for each in ordered), np.int8, count)
        self._became = np.fromiter((each.became for each in ordered), np.int8, count)
        self._days = np.fromiter((each.on.toordinal() for each in ordered), np.int64, count)

    def morning(self, day: dt.date) -> Table:
        """The table before anything of ``day`` happened."""
        return self._back_to(int(np.searchsorted(self._days, day.toordinal(), side="left")))

    def evening(self, day: dt.date) -> Table:
        """The table after all of ``day`` happened."""
        return self._back_to(int(np.searchsorted(self._days, day.toordinal(), side="right")))

    def _back_to(self, first: int) -> Table:
        """The table without the changes from the ``first`` on: each cell as it was before its earliest."""
        table = self.now.copy()
        cells = self._rows[first:] * table.shape[1] + self._columns[first:]
        _cells, earliest = np.unique(cells, return_index=True)
        places = first + earliest
        table[self._rows[places], self._columns[places]] = self._was[places]
        return table

    def highest(self, start: dt.date, end: dt.date) -> Table:
        """The greatest code that each cell had between the morning of ``start`` and the evening of
        ``end``.
        """
        first = int(np.searchsorted(self._days, start.toordinal(), side="left"))
        last = int(np.searchsorted(self._days, end.toordinal(), side="right"))
        table = self._back_to(first)
        np.maximum.at(table, (self._rows[first:last], self._columns[first:last]), self._became[first:last])
        return table

    def days_of(self, code: int) -> dict[tuple[int, int], list[dt.date]]:
        """The days at which each cell became ``code``, earliest first, by row and column."""
        found: dict[tuple[int, int], list[dt.date]] = {}
        for place in np.flatnonzero(self._became == code):
            cell = int(self._rows[place]), int(self._columns[place])
            found.setdefault(cell, []).append(dt.date.fromordinal(int(self._days[place])))
        return found

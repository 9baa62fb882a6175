"""A file read by its layout: the sales in it, and what became of every single row.

Nothing is dropped silently. A row is a sale, or it is named: a title, a heading repeated on a printed page, a
group, a sum, a footer, blank, or unreadable with its cell and the reason.
"""

import datetime as dt
from collections.abc import Sequence

from lopo.facts.text import Text
from lopo.retail.sellout.layout import BY_SHEET, Layout, find
from lopo.retail.sellout.result import BLANK, ELSEWHERE, Answers, Line, Reading, RowResult, Total
from lopo.retail.sellout.rows import row_texts
from lopo.retail.sellout.sheet import Sheet
from lopo.retail.sellout.table import Cells, Grid

SAME_SHEET = Text(
    'Lembar "{name}" persis sama dengan "{other}"; dibaca sekali saja.',
    'The sheet "{name}" is exactly like "{other}"; it was read once.',
)


def read(grids: Sequence[Grid], layout: Layout, today: dt.date, answers: Answers | None = None) -> Reading:
    """Read all sheets by a layout; sheets without its headings are accounted for as such."""
    lines: list[Line] = []
    rows: list[RowResult] = []
    totals: list[Total] = []
    notes: list[Text] = []
    seen: dict[tuple[Cells, ...], str] = {}
    told_by_row = BY_SHEET not in (layout.store_from, layout.days_from)
    found_any = wants_span = wants_store = False
    for grid in grids:
        found = find(grid, layout)
        if found is not None and told_by_row and grid.rows in seen:
            notes.append(SAME_SHEET.filled(name=Text.same(grid.name), other=Text.same(seen[grid.rows])))
            found = None
        seen.setdefault(grid.rows, grid.name)
        if found is None:
            kinds = (BLANK if not row_texts(row) else ELSEWHERE for row in grid.rows)
            rows.extend(RowResult(grid.name, number, kind) for number, kind in enumerate(kinds, 1))
            continue
        found_any = True
        sheet = Sheet(grid, layout, found, today, answers or Answers())
        sheet.read()
        lines.extend(sheet.lines)
        rows.extend(sheet.rows)
        totals.extend(sheet.totals)
        notes.extend(sheet.notes)
        wants_span, wants_store = wants_span or sheet.above.wants_span, wants_store or sheet.above.wants_store
    hidden = sum(len(grid.hidden) for grid in grids)
    return Reading(
        tuple(lines), tuple(rows), tuple(totals), found_any, wants_span, wants_store, hidden,
        tuple(dict.fromkeys(notes)),
    )  # fmt: skip

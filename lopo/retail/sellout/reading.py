"""A file read by its layout: the sales in it, and what became of every single row.

Nothing is dropped silently. A row is a sale, or it is named: a title, a heading repeated on a printed page, a
group, a sum, a footer, blank, or unreadable with its cell and the reason.
"""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from lopo.facts.text import Text
from lopo.retail.sellout.grid import Cells, Grid
from lopo.retail.sellout.layout import BY_SHEET, Layout, find
from lopo.retail.sellout.result import BLANK, ELSEWHERE, Answers, Reading, RowResult
from lopo.retail.sellout.rows import row_texts
from lopo.retail.sellout.sheet import Sheet
from lopo.retail.sellout.words import plain, words

SAME_SHEET = Text(
    'Lembar "{name}" persis sama dengan "{other}"; dibaca sekali saja.',
    'The sheet "{name}" is exactly like "{other}"; it was read once.',
)

RECAP = Text(
    'Lembar "{name}" hanya menjumlahkan lembar lain; tidak dihitung lagi.',
    'The sheet "{name}" only adds the others up; it was not counted again.',
)
_LEAST_SHEETS = 3
"""Two that are added up, and their sum."""


def read(grids: Sequence[Grid], layout: Layout, today: dt.date, answers: Answers | None = None) -> Reading:
    """Read all sheets by a layout; sheets without its headings are accounted for as such."""
    sheets: list[Sheet | Grid] = []
    notes: list[Text] = []
    seen: dict[tuple[Cells, ...], str] = {}
    by_sheet = BY_SHEET in (layout.store_from, layout.days_from)
    for grid in grids:
        found = find(grid, layout)
        if found is not None and not by_sheet and grid.rows in seen:
            notes.append(SAME_SHEET.filled(name=Text.same(grid.name), other=Text.same(seen[grid.rows])))
            found = None
        seen.setdefault(grid.rows, grid.name)
        if found is None:
            sheets.append(grid)
            continue
        sheet = Sheet(grid, layout, found, today, answers or Answers())
        sheet.read()
        sheets.append(sheet)
    if by_sheet and (recap := _recap([each for each in sheets if isinstance(each, Sheet)])):
        notes.append(RECAP.filled(name=Text.same(recap.grid.name)))
        sheets[sheets.index(recap)] = recap.grid
    return _reading(sheets, notes)


def _reading(sheets: Sequence[Sheet | Grid], notes: Sequence[Text]) -> Reading:
    """All that was read of the sheets; the rows of those that were not are accounted for as elsewhere."""
    rows: list[RowResult] = []
    for each in sheets:
        if isinstance(each, Sheet):
            rows.extend(each.rows)
        else:
            kinds = (BLANK if not row_texts(row) else ELSEWHERE for row in each.rows)
            rows.extend(RowResult(each.name, number, kind) for number, kind in enumerate(kinds, 1))
    read_ones = [each for each in sheets if isinstance(each, Sheet)]
    grids = [each.grid if isinstance(each, Sheet) else each for each in sheets]
    return Reading(
        lines=tuple(line for each in read_ones for line in each.lines),
        rows=tuple(rows),
        totals=tuple(total for each in read_ones for total in each.totals),
        shape_found=bool(read_ones),
        wants_span=any(each.above.wants_span for each in read_ones),
        wants_store=any(each.above.wants_store for each in read_ones),
        unsure_count=next((each.above.unsure_count for each in read_ones if each.above.unsure_count), ""),
        hidden_rows=sum(len(each.hidden) for each in grids),
        notes=tuple(dict.fromkeys([*notes, *(note for each in read_ones for note in each.notes)])),
    )


def _recap(sheets: Sequence[Sheet]) -> Sheet | None:
    """The one sheet that only adds the others up, product by product; nothing where there is none."""
    counted = [Counter[str]() for _each in sheets]
    for count, each in zip(counted, sheets, strict=True):
        for line in each.lines:
            count[line.code.key or line.other_code.key or plain(line.name)] += line.pieces
    if len(sheets) < _LEAST_SHEETS:
        return None
    together: Counter[str] = Counter()
    for count in counted:
        together.update(count)  # adding would drop what is less than nothing
    sums = [each for each, count in zip(sheets, counted, strict=True)
            if count and {key: 2 * pieces for key, pieces in count.items()} == dict(together)]  # fmt: skip
    named = [each for each in sums if set(plain(each.grid.name).split()) & set(words().rows["recap"])]
    return next((found[0] for found in (named, sums) if len(found) == 1), None)

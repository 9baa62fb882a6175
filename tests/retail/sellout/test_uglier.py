"""Files patched by hand are read as a careful person would, or say by the cell why not."""

import io
import time

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from lopo.facts.kinds import Refused
from lopo.retail.sellout.guess import guess, guess_at
from lopo.retail.sellout.layout import find
from lopo.retail.sellout.reading import read
from lopo.retail.sellout.result import UNREAD, Reading
from lopo.retail.sellout.table import Grid, read_file
from tests.retail.sellout.files import text_file
from tests.retail.sellout.uglier import HEAD, TODAY, UGLY


def read_of(content: bytes) -> Reading:
    grids = read_file(content).grids
    found = guess(grids, TODAY)
    assert found is not None
    return read(grids, found.layout, TODAY)


@pytest.mark.parametrize("name", UGLY)
def test_is_read_as_a_careful_person_reads_it(name: str) -> None:
    case = UGLY[name]()
    reading = read_of(case.content)
    told = [(each.store, f"{each.span.first:%m-%d}..{each.span.last:%m-%d}", each.pieces)
            for each in reading.lines]  # fmt: skip
    assert tuple(told) == case.lines
    assert reading.own_total[0] == case.own
    assert tuple(each.cell for each in reading.rows if each.kind == UNREAD) == case.unread
    rows = [
        (grid.name, row) for grid in read_file(case.content).grids for row in range(1, len(grid.rows) + 1)
    ]
    assert [(each.sheet, each.row) for each in reading.rows] == rows


def test_an_amount_that_cannot_be_read_leaves_the_others_as_they_are() -> None:
    reading = read_of(UGLY["marks_that_cannot_be_read"]().content)
    assert [each.value_idr for each in reading.lines] == [-37_500, 18_750_000, 0]


def test_rows_that_stand_there_twice_count_and_are_told() -> None:
    row = ["14/09/2026", "Oebobo", "K1", "3"]
    reading = read_of(text_file([HEAD, row, row, ["15/09/2026", "Oebobo", "K1", "1"]]))
    assert reading.pieces == 7
    assert [each.en for each in reading.notes if "exactly like" in each.en]


def test_a_copied_sheet_is_told() -> None:
    assert "Copy of Data" in read_of(UGLY["a_sheet_copied"]().content).notes[0].en


def test_a_column_that_is_no_day_is_told_not_dropped() -> None:
    rows = [["Toko: Oebobo"], ["Periode September 2026"], ["Kode", "1", "2"], ["A1", "3", "4"]]
    grids = read_file(text_file(rows)).grids
    found = guess(grids, TODAY)
    assert found is not None
    more = Grid("", tuple((*row, {2: "Lain", 3: "9"}.get(place)) for place, row in enumerate(grids[0].rows)))
    reading = read((more,), found.layout, TODAY)
    assert reading.pieces == 7
    assert [each.en for each in reading.notes] == [
        'The column "Lain" cannot be read as a day and is not counted.'
    ]


def test_weeks_of_no_year_are_asked_about() -> None:
    rows = [["Store", "Article", "W36", "W37"], ["Oebobo", "SAMBAL", "3", "4"]]
    grids = read_file(text_file(rows)).grids
    found = guess(grids, TODAY)
    assert found is not None
    reading = read(grids, found.layout, TODAY)
    assert (reading.wants_span, reading.lines) == (True, ())


def test_a_formatted_tail_costs_no_time() -> None:
    book = Workbook()
    for row in (HEAD, ["14/09/2026", "Oebobo", "K1", 3]):
        book.active.append(row)
    for row in range(3, 60_001):
        book.active.cell(row, 1).font = Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    began = time.process_time()
    assert len(read_file(out.getvalue()).grids[0].rows) == 2
    assert time.process_time() - began < 10


def test_columns_are_never_cut_off_silently() -> None:
    shops = [f"T{number:03}" for number in range(500)]
    with pytest.raises(Refused, match="400 columns"):
        read_file(text_file([["Kode", *shops], ["A1", *[1] * 500]]))
    kept = read_file(text_file([["Kode", *shops[:300]], ["A1", *[1] * 300]]))
    assert len(kept.grids[0].rows[1]) == 301


def test_a_heading_far_down_that_was_pointed_at_is_found_again() -> None:
    rows = [["catatan"]] * 120 + [HEAD, ["14/09/2026", "Oebobo", "A1", "3"]]
    grids = read_file(text_file(rows)).grids
    assert guess(grids, TODAY) is None
    told = guess_at(grids, 0, 120, 1, TODAY)
    assert told is not None
    assert find(grids[0], told.layout) is not None
    assert read(grids, told.layout, TODAY).pieces == 3

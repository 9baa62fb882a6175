"""Files as shops really send them are read right at the first guess, or refused in one clear sentence."""

import pytest

from lopo.facts.kinds import Refused
from lopo.retail.sellout.guess import guess
from lopo.retail.sellout.reading import read
from lopo.retail.sellout.result import SALE, UNREAD, Line, Reading
from lopo.retail.sellout.table import read_file
from tests.retail.sellout.sent import TODAY, Sent, Told
from tests.retail.sellout.sent_books import BOOKS
from tests.retail.sellout.sent_kinds import KINDS
from tests.retail.sellout.sent_texts import TEXTS
from tests.retail.sellout.sent_wide import WIDE

FILES = {make.__name__: make for make in (*WIDE, *BOOKS, *TEXTS, *KINDS)}


def reading_of(sent: Sent) -> Reading:
    grids = read_file(sent.content).grids
    found = guess(grids, TODAY)
    assert found is not None
    return read(grids, found.layout, TODAY, sent.answers)


def told_by(line: Line) -> Told:
    product = line.code.text or line.other_code.text or line.name
    days = f"{line.span.first}..{line.span.last}"
    return product, line.store, days, line.pieces * (line.inside or 1), line.value_idr


@pytest.mark.parametrize("name", FILES)
def test_is_read_as_a_careful_person_reads_it(name: str) -> None:
    sent = FILES[name]()
    if sent.refused:
        with pytest.raises(Refused, match=sent.refused):
            read_file(sent.content)
        return
    reading = reading_of(sent)
    assert sorted(map(told_by, reading.lines), key=str) == sorted(sent.told, key=str)
    assert tuple(each.cell for each in reading.rows if each.kind == UNREAD) == sent.unread
    said = [each.said.en for each in reading.rows if each.said] + [each.en for each in reading.notes]
    assert sent.hint in " ".join(said)


@pytest.mark.parametrize("name", [name for name in FILES if not FILES[name]().refused])
def test_every_row_is_accounted_for_and_the_sums_are_those_of_its_lines(name: str) -> None:
    sent = FILES[name]()
    reading = reading_of(sent)
    told = [(each.sheet, each.row) for each in reading.rows]
    grids = read_file(sent.content).grids
    assert told == [(grid.name, row) for grid in grids for row in range(1, len(grid.rows) + 1)]
    assert sum(each.lines for each in reading.rows) == len(reading.lines)
    assert {(each.sheet, each.row) for each in reading.lines} <= {
        (each.sheet, each.row) for each in reading.rows if each.kind == SALE
    }

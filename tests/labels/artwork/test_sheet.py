from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.labels.artwork.sheet import FREE, free_sheet, sheet_named, sheets

lengths = st.decimals(10, 320, places=1)


def rectangles(sheet):
    for slot in range(sheet.count):
        x, y = sheet.place(slot)
        yield x, y, x + sheet.label[0], y + sheet.label[1]


def stickers_lie_within_the_paper_and_apart(sheet):
    found = list(rectangles(sheet))
    width, height = sheet.paper
    assert all(x >= 0 and y >= 0 and right <= width and bottom <= height for x, y, right, bottom in found)
    assert sheet.pitch[0] >= sheet.label[0] or sheet.columns == 1
    assert sheet.pitch[1] >= sheet.label[1] or sheet.rows == 1
    assert len(set(found)) == len(found) == sheet.columns * sheet.rows


@pytest.mark.parametrize("name", list(sheets()))
def test_every_sheet_that_is_sold_lies_on_its_paper(name):
    sheet = sheets()[name]
    stickers_lie_within_the_paper_and_apart(sheet)
    assert f"{sheet.count} sti" in sheet.title.id and str(sheet.count) in sheet.title.en


@pytest.mark.parametrize("name", list(sheets()))
def test_a_sheet_that_is_sold_lies_about_the_middle_of_its_paper(name):
    """A misread table shows in margins that differ by more than a printer's own error."""
    found = list(rectangles(sheets()[name]))
    left, right = min(each[0] for each in found), sheets()[name].paper[0] - max(each[2] for each in found)
    above, below = min(each[1] for each in found), sheets()[name].paper[1] - max(each[3] for each in found)
    assert abs(left - right) <= 3 and abs(above - below) <= 6


@given(lengths, lengths, st.sampled_from(["a4", "a3plus"]))
def test_a_free_sheet_holds_as_many_as_the_paper_takes(width, height, paper):
    try:
        sheet = free_sheet(width, height, paper)
    except Refused:
        long, short = max(width, height), min(width, height)
        assert long > 200 or short > 190
        return
    stickers_lie_within_the_paper_and_apart(sheet)
    assert sheet.label == (width, height) and sheet.cut
    spare = [
        side - 2 * first - count * pitch
        for side, first, count, pitch in zip(
            sheet.paper, sheet.first, (sheet.columns, sheet.rows), sheet.pitch, strict=True
        )
    ]
    assert spare[0] < sheet.pitch[0] and spare[1] < sheet.pitch[1]


@given(st.sampled_from(sorted(sheets())), st.decimals(-5, 5, places=2), st.decimals(-5, 5, places=2))
def test_only_labels_of_the_stickers_size_go_on_a_sheet(name, wider, higher):
    sheet = sheets()[name]
    width, height = sheet.label[0] + wider, sheet.label[1] + higher
    assume(width > 0 and height > 0)
    fits = all(Decimal("-0.6") <= each <= Decimal("0.05") for each in (wider, higher))
    try:
        assert sheet_named(name, width, height) is sheet
    except Refused as refusal:
        assert not fits and name in refusal.reason.en and "mm" in refusal.reason.id
    else:
        assert fits


@pytest.mark.parametrize("name", ["L9999", "", "../etc", "😀" * 50])
def test_a_sheet_that_there_is_not_is_refused_with_those_there_are(name):
    with pytest.raises(Refused) as refusal:
        sheet_named(name, Decimal(60), Decimal(40))
    assert "L7160" in refusal.value.reason.en and FREE in refusal.value.reason.id


def test_a_paper_that_there_is_not_is_refused():
    with pytest.raises(Refused):
        free_sheet(Decimal(50), Decimal(50), "f4")

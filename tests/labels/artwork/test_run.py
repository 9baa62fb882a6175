import io
import subprocess
import sys
from decimal import Decimal

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.labels.artwork.run import MOST, Batch, run_of_labels
from lopo.labels.artwork.sheet import free_sheet, sheets
from tests.labels.artwork.printed import MM, codes_of, letters
from tests.labels.artwork.sample import luat, order, set_in_type

NAMES = sorted(sheets())


def blank(width=60, height=40):
    """A page of a size with nothing on it."""
    made, content = pikepdf.new(), io.BytesIO()
    made.add_blank_page(page_size=(width * MM, height * MM))
    made.save(content)
    return content.getvalue()


def placed(pdf):
    """Sheet by sheet every label that is printed: which one, and its lower left corner in mm."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            [
                (str(name), float(matrix[4]) / MM, float(matrix[5]) / MM)
                for matrix, name in zip(*_drawn(page), strict=True)
            ]
            for page in document.pages
        ]


def _drawn(page):
    told = pikepdf.parse_content_stream(page)
    matrices = [each.operands for each in told if str(each.operator) == "cm"]
    return matrices, [each.operands[0] for each in told if str(each.operator) == "Do"]


@settings(max_examples=40)
@given(st.sampled_from(NAMES), st.lists(st.integers(1, 90), min_size=1, max_size=4), st.integers(0, 200))
def test_the_count_is_exact_and_every_sticker_is_used_once(name, counts, first):
    sheet = sheets()[name]
    first %= sheet.count
    found = placed(run_of_labels([Batch(blank(), count) for count in counts], sheet, first))
    assert len(found) == -(-(first + sum(counts)) // sheet.count)
    in_order = [which for page in found for which, _, _ in page]
    assert in_order == [f"/L{batch}" for batch, count in enumerate(counts) for _ in range(count)]
    for number, page in enumerate(found):
        corners = [(round(x, 2), round(y, 2)) for _, x, y in page]
        assert len(set(corners)) == len(corners)
        start = first if number == 0 else 0
        expected = [sheet.place(start + offset) for offset in range(len(page))]
        for (x, y), (left, top) in zip(corners, expected, strict=True):
            assert x == pytest.approx(float(left), abs=0.02)
            assert y == pytest.approx(float(sheet.paper[1] - top - sheet.label[1]), abs=0.02)


@pytest.mark.parametrize(("count", "first"), [(0, 0), (-1, 0), (MOST + 1, 0), (10**12, 0), (5, -1), (5, 21)])
def test_a_run_that_cannot_be_is_refused_with_what_can(count, first):
    with pytest.raises(Refused) as refusal:
        run_of_labels([Batch(blank(), count)], sheets()["L7160"], first)
    assert refusal.value.reason.id != refusal.value.reason.en
    assert "20,000" in refusal.value.reason.en or "21 stickers" in refusal.value.reason.en


def test_no_labels_at_all_are_refused():
    with pytest.raises(Refused):
        run_of_labels([], sheets()["L7160"])


@pytest.fixture(scope="module")
def sticker():
    chosen = order(pack="sticker", width=Decimal("105"), height=Decimal("74"))
    return set_in_type(luat(), chosen)


def test_five_hundred_labels_of_one_lot_all_decode(sticker):
    (page,) = sticker.piece_pdfs()
    sheet = free_sheet(Decimal(105), Decimal(74))
    run = run_of_labels([Batch(page, 500)], sheet)
    found = placed(run)
    assert sum(map(len, found)) == 500
    assert all(each == found[0] for each in found[:-1]), "every full sheet is the same sheet"
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(run)) as document:
        del document.pages[1:-1]
        document.save(kept)
    read = codes_of(kept.getvalue())
    assert len(read) == 2 * (len(found[0]) + len(found[-1]))
    assert set(read) == {
        "8999999000011", "https://id.gs1.org/01/08999999000011/10/SL-0211?17=270119",
    }  # fmt: skip


def test_a_label_on_a_sheet_is_as_large_as_alone(sticker):
    (page,) = sticker.piece_pdfs()
    sheet = free_sheet(Decimal(105), Decimal(74))
    alone = letters(page)
    on_sheet = letters(run_of_labels([Batch(page, 1)], sheet))
    left, top = (float(side) for side in sheet.place(0))
    assert len(on_sheet) == len(alone)
    for one, other in zip(alone, on_sheet, strict=True):
        assert (other.left - left, other.top - top) == pytest.approx((one.left, one.top), abs=0.01)


def test_two_lots_of_one_run_each_carry_their_own_code():
    batches = []
    for lot in ("A-1", "B-2"):
        chosen = order(pack="sticker", width=Decimal(105), height=Decimal(74), lot=lot)
        batches.append(Batch(set_in_type(luat(), chosen).piece_pdfs()[0], 2))
    read = codes_of(run_of_labels(batches, free_sheet(Decimal(105), Decimal(74))))
    links = [code.split("/10/")[1] for code in read if "/10/" in code]
    assert links == ["A-1?17=270119"] * 2 + ["B-2?17=270119"] * 2


def test_ten_thousand_labels_weigh_little_more_than_ten(sticker):
    (page,) = sticker.piece_pdfs()
    sheet = free_sheet(Decimal(105), Decimal(74))
    few, many = (len(run_of_labels([Batch(page, count)], sheet)) for count in (10, 10_000))
    assert many - few < 500 * 1000


MEMORY = """
import sys
from decimal import Decimal
from pathlib import Path
from lopo.labels.artwork.run import Batch, run_of_labels
from lopo.labels.artwork.sheet import free_sheet
page = open(sys.argv[1], "rb").read()
run_of_labels([Batch(page, int(sys.argv[2]))], free_sheet(Decimal(105), Decimal(74)))
print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
"""


def test_ten_thousand_labels_take_hardly_more_memory_than_ten(sticker, tmp_path):
    (tmp_path / "label.pdf").write_bytes(sticker.piece_pdfs()[0])
    few, many = (
        int(subprocess.check_output([sys.executable, "-c", MEMORY, tmp_path / "label.pdf", count]))
        for count in ("10", "10000")
    )
    assert many - few < 20_000, "KiB"

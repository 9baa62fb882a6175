"""A barcode as a drawing: at its true size, and read back from its bars."""

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from lopo.facts.kinds import Refused
from lopo.labels.barcode_picture import draw_number

DOTS_A_MM = Decimal(600) / Decimal("25.4")
BAR = re.compile(r"M([\d.]+) 0v([\d.]+)h([\d.]+)V0z")


def printed(drawn):
    """The drawing as a printer of 600 dots an inch puts it on paper."""
    picture = ElementTree.fromstring(drawn.svg)
    _left, _top, width, height = (Decimal(each) for each in picture.get("viewBox").split())
    paper = Image.new("L", (int(width * DOTS_A_MM), int(height * DOTS_A_MM)), 255)
    pen = ImageDraw.Draw(paper)
    for left, high, wide in BAR.findall(drawn.svg):
        edges = (Decimal(left) * DOTS_A_MM, 0, (Decimal(left) + Decimal(wide)) * DOTS_A_MM - 1)
        pen.rectangle((*map(round, edges), round(Decimal(high) * DOTS_A_MM)), fill=0)
    return paper


@pytest.mark.parametrize(
    "number", ["8990000000013", "9521234543213", "18990000000010", "96385074", "036000291452"]
)
def test_what_is_drawn_is_read_back(number):
    (read,) = zxingcpp.read_barcodes(printed(draw_number(number, "Barcode")))
    assert read.text.zfill(14) == number.zfill(14)


def test_an_ean_13_has_the_size_that_gs1_recommends():
    # 37.29 mm with its white edges: GS1 size guide, 113 modules of 0.330 mm.
    drawn = draw_number("8990000000013", "Barcode")
    picture = ElementTree.fromstring(drawn.svg)
    assert picture.get("width") == f"{drawn.size.width_mm}mm" == "37.290mm"
    assert picture.get("viewBox").split()[2] == "37.290"
    assert (drawn.least.width_mm, drawn.least.bar_height_mm) == (Decimal("29.832"), Decimal("18.28"))


def test_the_title_is_for_who_does_not_see_it_and_cannot_break_out():
    assert "<title>&lt;b&gt;</title>" in draw_number("96385074", "<b>").svg


@pytest.mark.parametrize("number", ["", "123", "8990000000014", "😀", "1" * 40])
def test_what_no_barcode_carries_is_refused(number):
    with pytest.raises(Refused):
        draw_number(number, "Barcode")

"""A barcode as a drawing: at its true size, and read back from its bars."""

import re
from decimal import Decimal
from xml.etree import ElementTree

import numpy
import pytest
import zxingcpp
from PIL import Image, ImageDraw

from lopo.facts.kinds import Refused
from lopo.labels.codes.barcode_picture import barcode_pdf, draw_number
from tests.labels.artwork.printed import pages, pictures, text_of

DOTS_A_MM = Decimal(600) / Decimal("25.4")
BAR = re.compile(r"M([\d.]+) ([\d.]+)v([\d.]+)h([\d.]+)V[\d.]+z")


def printed(drawn):
    """The drawing as a printer of 600 dots an inch puts it on paper."""
    picture = ElementTree.fromstring(drawn.svg)
    _left, _top, width, height = (Decimal(each) for each in picture.get("viewBox").split())
    paper = Image.new("L", (int(width * DOTS_A_MM), int(height * DOTS_A_MM)), 255)
    pen = ImageDraw.Draw(paper)
    for left, top, high, wide in BAR.findall(drawn.svg):
        edges = (Decimal(left), Decimal(top), Decimal(left) + Decimal(wide), Decimal(top) + Decimal(high))
        right = round(edges[2] * DOTS_A_MM - 1)
        pen.rectangle(
            (*(round(each * DOTS_A_MM) for each in edges[:2]), right, round(edges[3] * DOTS_A_MM)), fill=0
        )
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


def test_a_carton_s_code_stands_in_the_frame_that_a_plate_needs_and_is_read():
    drawn = draw_number("18990000000010", "Carton")
    (picture,) = pictures(barcode_pdf(drawn), 300)
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == ["18990000000010"]
    dots = 300 / 25.4
    dark = numpy.asarray(picture.convert("L"), int) < 128
    frame, foot = int(4.8 * dots) - 1, int((4.8 * 2 + float(drawn.size.bar_height_mm)) * dots)
    assert dark[1:frame].all() and dark[1:foot, 1:frame].all() and dark[1:foot, -frame:-1].all()
    middle = foot // 2
    assert not dark[
        middle, int(4.8 * dots) + 2 : int((4.8 + float(drawn.size.quiet_left_mm)) * dots) - 2
    ].any()
    assert picture.width / dots == pytest.approx(float(drawn.size.width_mm) + 9.6, abs=0.2)


def test_the_page_of_a_barcode_has_its_true_size_and_its_digits():
    pdf = barcode_pdf(draw_number("8990000000013", "Barcode"))
    ((width, _height),) = pages(pdf)
    assert width == pytest.approx(37.29, abs=0.01)
    assert text_of(pdf) == "8990000000013"


@pytest.mark.parametrize("number", ["", "123", "8990000000014", "😀", "1" * 40])
def test_what_no_barcode_carries_is_refused(number):
    with pytest.raises(Refused):
        draw_number(number, "Barcode")

from decimal import Decimal
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from lopo.quality.weighing.net_content import judge_lot
from lopo.quality.weighing.strip import strip

CONTENTS = [Decimal(each) for each in ("252", "249", "240", "230", "251")]


def picture(contents=CONTENTS, language="id"):
    return strip(judge_lot(Decimal(250), contents, 300), contents, "g", language)


def test_every_pack_has_a_mark_by_what_it_lacks():
    svg = picture()
    assert [svg.count(f"strip-mark strip-{kind}") for kind in ("good", "short", "gross")] == [3, 1, 1]


def test_the_picture_says_in_words_what_it_shows():
    assert "Berapa isi tiap kemasan? 5 kemasan, rata-rata 244,4 g; label 250 g." in picture()
    assert "5 packs, 244.4 g on average" in picture(language="en")


@given(st.lists(st.decimals("0.1", "1000", places=1), min_size=1, max_size=200))
def test_whatever_was_weighed_stays_inside_the_picture(contents):
    root = ElementTree.fromstring(picture(contents))
    _left, _top, width, height = map(float, root.get("viewBox").split())
    for mark in root.iter("path"):
        if place := mark.get("transform"):
            x, y = map(float, place[10:-1].split())
            assert 0 < x < width and 0 < y < height

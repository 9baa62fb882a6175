from decimal import Decimal

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.labels.artwork.letters import (
    heights_to_try,
    least_height,
    printable_part,
    refuse_unprintable,
    unprintable,
    with_curved_apostrophes,
)
from lopo.producers.typefaces import font_folders

NAME = Text("Nama", "Name")


@pytest.mark.parametrize(
    ("market", "surface", "least"),
    [
        ("id", None, "1.0"),
        ("id", "20", "1.0"),
        ("eu", None, "1.2"),
        ("eu", "80", "1.2"),
        ("eu", "79.9", "0.9"),
        ("us", "20", "1.6"),
    ],
)
def test_the_least_height_by_market_and_size_of_the_pack(market, surface, least):
    assert least_height(market, surface and Decimal(surface)) == Decimal(least)


@pytest.mark.parametrize("market", ["id", "eu", "us"])
def test_no_height_that_is_tried_is_below_the_rule(market):
    heights = heights_to_try(market)
    assert list(heights) == sorted(heights, reverse=True)
    assert heights[-1] > least_height(market)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Sambal lu'at “Oebobo” – 150 g, 25 %", ()),
        ("crème brûlée Ñandú", ()),
        ("Sambal 😀🔥", ("😀", "🔥")),
        ("سمبل", ("س", "م", "ب", "ل")),
        ("a\u202eb\u200bc\x00d\ufeff", ("\u202e", "\u200b", "\x00", "\ufeff")),
        ("12 µg ħ", ("µ", "ħ")),
        ("\ud800", ("\ud800",)),
    ],
)
def test_what_no_typeface_has_is_named(text, marks):
    assert unprintable(text) == marks


def test_a_refusal_says_where_and_what():
    with pytest.raises(Refused) as refusal:
        refuse_unprintable("Sambal 😀", NAME)
    assert refusal.value.reason.en == "Name: 😀 cannot be printed. Use ordinary letters and digits."
    assert refusal.value.reason.id.startswith("Nama: tanda 😀")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Sambal lu'at", "Sambal lu’at"),
        ("bird's eye chilli, Mama Be'a", "bird’s eye chilli, Mama Be’a"),
        ("d'Îles", "d’Îles"),
        ("5' 6''", "5' 6''"),
        ("'segar'", "'segar'"),
        ("A'1", "A'1"),
        ("lu’at", "lu’at"),
    ],
)
def test_an_apostrophe_between_letters_is_the_printer_s(typed, printed):
    assert with_curved_apostrophes(typed) == printed
    assert unprintable(printed) == ()


def test_a_letter_with_its_accent_typed_apart_is_composed():
    assert refuse_unprintable("cre\u0300me", NAME) == "crème"
    assert printable_part("cre\u0300me 😀") == "crème"


def test_every_kind_of_white_space_becomes_one_space_and_a_no_break_space_stays():
    assert refuse_unprintable("a\n b\t\x0bc\u2028d\u3000e\xa0f", NAME) == "a b c d e\xa0f"


@given(st.text(max_size=80))
def test_the_printable_part_can_be_printed_and_is_all_of_it(text):
    part = printable_part(text)
    assert unprintable(part) == ()
    assert printable_part(part) == part
    if not unprintable(text):
        assert part == refuse_unprintable(text, NAME)


@pytest.mark.parametrize(
    "pattern", ["SourceSansPro-*[!t].ttf", "SourceSansPro-It.ttf", "SourceSerifPro-*[!t].ttf",
                "RedHatDisplay-*[!c].ttf", "FjallaOne-*.ttf"],
)  # fmt: skip
def test_every_cut_in_use_has_whatever_passes(pattern):
    cuts = [path for folder in font_folders() for path in folder.glob(pattern)]
    for cut in cuts:
        known = set(TTFont(cut, lazy=True).getBestCmap())
        passing = {printable_part(chr(code)) for code in range(0x20, 0x2200)}
        assert all(ord(mark) in known for each in passing for mark in each + each.upper()), cut
    assert cuts


@pytest.mark.parametrize(
    ("pattern", "share"),
    [
        ("SourceSansPro-Regular", 0.486),
        ("SourceSerifPro-Black", 0.475),
        ("RedHatDisplay-Bold", 0.5),
        ("FjallaOne-Regular", 0.672),
    ],
)
def test_the_share_of_the_small_letter_is_no_more_than_the_typefaces_own(pattern, share):
    path = next(path for folder in font_folders() for path in folder.glob(f"{pattern}.ttf"))
    font = TTFont(path, lazy=True)
    assert share <= font["OS/2"].sxHeight / font["head"].unitsPerEm + 0.0005

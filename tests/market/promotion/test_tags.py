"""Price tags and shelf cards: the price by measure, the sheets, and every code on them read back."""

import io
from decimal import Decimal

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from lopo.facts.kinds import Refused
from lopo.market.promotion.tag import Tag, tag_forms, unit_price
from lopo.market.promotion.tag_pdf import MOST, a_sheet_holds, tag_png, tags_pdf

LINK = "https://lopo.example.id/katalog/sambal-luat-dapur-mama-yuliana/"
JAR = Tag(
    "Sambal lu'at", "Dapur Mama Yuliana", "Oebobo, Kupang", 25_000, "150 g",
    unit_price(25_000, Decimal(150), "g"), "Cabai rawit, jeruk nipis dan kemangi.", "8990000000013", LINK,
)  # fmt: skip
CLOTH = Tag("Selendang tenun ikat motif kaif pewarna alam", "Kelompok Tenun Ina Ndao", "Naikoten", 1_250_000)


@pytest.mark.parametrize(
    ("price", "quantity", "unit", "said"),
    [
        (25_000, "150", "g", "Rp16.667 / 100 g"),
        (25_000, "0.25", "kg", "Rp10.000 / 100 g"),
        (18_000, "600", "ml", "Rp3.000 / 100 ml"),
        (30_001, "2", "l", "Rp1.500 / 100 ml"),
        (1, "200", "g", "Rp1 / 100 g"),
    ],
)
def test_the_price_by_measure_is_rounded_half_up_to_whole_rupiah(price, quantity, unit, said):
    assert unit_price(price, Decimal(quantity), unit).id == said


@pytest.mark.parametrize(
    ("quantity", "unit"), [(None, "g"), ("0", "g"), ("100", "g"), ("0.1", "kg"), ("6", "pieces")]
)
def test_where_there_is_nothing_to_compare_nothing_is_said(quantity, unit):
    assert unit_price(9_000, Decimal(quantity) if quantity else None, unit) is None


@given(st.integers(1, 10**8), st.decimals("0.01", "5000", places=2), st.sampled_from(["g", "kg", "ml", "l"]))
def test_the_price_by_measure_is_never_off_by_more_than_half_a_rupiah(price, quantity, unit):
    said = unit_price(price, quantity, unit)
    held = quantity * (1000 if unit in ("kg", "l") else 1)
    if said is None:
        assert held == 100
        return
    rupiah = int(said.id.removeprefix("Rp").split(" ")[0].replace(".", ""))
    assert abs(Decimal(rupiah) - Decimal(price) * 100 / held) <= Decimal("0.5")


def codes_on(content):
    """What a scanner reads on each page."""
    pages = []
    for page in pypdfium2.PdfDocument(content):
        read = zxingcpp.read_barcodes(page.render(scale=4).to_pil())
        pages.append(sorted(each.text for each in read))
    return pages


def words_on(content):
    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def test_a_sheet_of_tags_carries_every_code_to_be_read():
    form = tag_forms()["card"]
    (page,) = codes_on(tags_pdf([(JAR, 3), (CLOTH, 1)], form, "id"))
    assert page == sorted(["8990000000013"] * 3 + [LINK] * 3)


@pytest.mark.parametrize("name", list(tag_forms()))
def test_each_form_says_what_it_has_to_and_fills_its_sheets(name):
    form = tag_forms()[name]
    holds = a_sheet_holds(form)
    content = tags_pdf([(JAR, holds + 1)], form, "id")
    document = pypdfium2.PdfDocument(content)
    assert len(document) == 2
    assert sorted(round(side / 72 * 25.4) for side in document[0].get_size()) == [210, 297]
    words = words_on(content)
    for said in ("Sambal lu’at", "Dapur Mama Yuliana", "Rp25.000", "150 g", "Rp16.667 / 100 g"):
        assert said in words
    read = {text for page in codes_on(content) for text in page}
    assert read == {"card": {JAR.gtin, LINK}, "rail": {JAR.gtin}, "wobbler": set()}.get(name, {LINK})


def test_in_english_the_price_is_written_as_there():
    words = words_on(tags_pdf([(JAR, 1)], tag_forms()["card"], "en"))
    assert "Scan for its story" in words


def test_a_card_without_number_and_page_draws_no_code():
    picture = Image.open(io.BytesIO(tag_png(CLOTH, tag_forms()["card"], "id", 300)))
    assert zxingcpp.read_barcodes(picture) == []


@pytest.mark.parametrize("count", [0, -1, MOST + 1])
def test_none_and_too_many_are_refused(count):
    with pytest.raises(Refused):
        tags_pdf([(JAR, count)], tag_forms()["rail"], "id")
    with pytest.raises(Refused):
        tags_pdf([], tag_forms()["rail"], "id")


def test_words_that_no_typeface_has_and_markup_do_no_harm():
    odd = Tag('#image("/etc/passwd") $x$ 🌶️ *', "“Mama” <b>", "\u202eKupang", 1, line="\\ { } ] #")
    assert "#image" in words_on(tags_pdf([(odd, 1)], tag_forms()["talker-a6"], "id"))


def test_a_very_long_name_stays_within_its_card():
    long = Tag("Keripik" * 20, "Dapur" * 20, "Kupang" * 10, 999_999_999, line="a" * 180)
    for form in tag_forms().values():
        assert tag_png(long, form, "id")

"""What stands on the paper is measured in the PDF, not taken from what the typesetter says of itself."""

import io
from dataclasses import replace
from decimal import Decimal

import numpy
import pikepdf
import pytest
import typst
import zxingcpp
from PIL import Image

from lopo.labels.artwork.colour import contrast
from lopo.labels.artwork.designs import designs
from lopo.labels.artwork.letters import least_height
from lopo.labels.artwork.order import LabelOrder
from lopo.labels.artwork.pack import packs
from lopo.labels.artwork.typesetting import BLEED, MARKS, fitting_height, typeset
from tests.labels.artwork.printed import MM, bare, codes, codes_of, letters, pages, pictures, text_of
from tests.labels.artwork.sample import content, example, luat, mark, order, prose, set_in_type, words_of

LINK = "https://id.gs1.org/01/08999999000011/10/SL-0211?17=270119"
CODES = ["8999999000011", LINK]
SMALL = "acemnorsuvwxz"
HALF_A_HUNDREDTH = 0.005
EIGHT_POINTS = 1.37
"""mm of the small letters of Source Sans at 8 point."""

PLACES = [(design, pack) for design in designs() for pack in packs() if pack != "tag"]
STOCKS = ["putih", "gelap", "kraft", "polos"]


def made(number, design, pack):
    """One of the matrix: the stocks and sizes take turns, so that each meets every design."""
    chosen = order(design=design, pack=pack, stock=STOCKS[(number + number // 5) % 4])
    found = luat()
    return chosen, content(found, chosen), set_in_type(found, chosen)


@pytest.fixture(scope="module", params=enumerate(PLACES), ids=lambda each: "-".join(each[1]))
def label(request):
    number, (design, pack) = request.param
    chosen, words, artwork = made(number, design, pack)
    return chosen, words, artwork, artwork.pdf()


def test_every_mandatory_word_stands_on_its_piece_and_every_code_is_read(label):
    _chosen, words, artwork, pdf = label
    assert artwork.fits
    front = text_of(pdf, 1).lower()
    for said in (words.brand, words.name, words.net, *map(words_of, words.essentials)):
        assert bare(said).lower() in front, said
    other = text_of(pdf, len(artwork.pieces))
    for block in words.blocks:
        for said in prose(words, block.element):
            assert bare(said) in other, said
    assert bare("Kode produksi SL-0211") in other
    assert codes_of(pdf) == CODES


def test_no_letter_is_below_the_rule_and_none_leaves_its_piece(label):
    chosen, _words, artwork, pdf = label
    least = float(least_height(chosen.market))
    for letter in letters(pdf):
        if letter.text in SMALL:
            assert letter.bottom - letter.top >= least, letter
        piece = artwork.pieces[letter.page - 1]
        assert letter.left >= 1 and letter.top >= 1, letter
        assert letter.right <= piece.width - 1 and letter.bottom <= piece.height - 1, letter


def test_nothing_stands_on_anything_else(label):
    _chosen, _words, artwork, pdf = label
    for one in artwork.placed:
        for other in artwork.placed:
            if one is not other and one.page == other.page:
                assert (
                    one.x + one.width <= other.x + 0.01 or other.x + other.width <= one.x + 0.01
                    or one.y + one.height <= other.y + 0.01 or other.y + other.height <= one.y + 0.01
                ), (one, other)  # fmt: skip
    for page in {letter.page for letter in letters(pdf)}:
        assert overlapping([letter for letter in letters(pdf) if letter.page == page]) == []


def overlapping(found):
    """Letters whose ink boxes meet by more than kerning brings them together."""
    left, top, right, bottom = numpy.array([letter[4:] for letter in found]).T
    across = numpy.minimum.outer(right, right) - numpy.maximum.outer(left, left)
    down = numpy.minimum.outer(bottom, bottom) - numpy.maximum.outer(top, top)
    near = numpy.abs(numpy.subtract.outer(range(len(found)), range(len(found)))) <= 2
    return [(found[a].text, found[b].text) for a, b in numpy.argwhere((across > 0.1) & (down > 0.1) & ~near)]


def test_the_front_holds_what_must_be_seen_first():
    words, artwork = content(luat()), set_in_type(luat())
    (main,) = (each for each in artwork.placed if each.element == "main")
    (foot,) = (each for each in artwork.placed if each.element == "essentials")
    assert main.page == foot.page == 1
    drawn = [letter for letter in letters(artwork.pdf()) if letter.page == 1]
    inside = "".join(each.text for each in drawn if foot.y - 0.5 <= each.top <= foot.y + foot.height)
    assert inside == "".join("".join(words_of(line).split()) for line in words.essentials)
    above = "".join(each.text for each in drawn if each.top < foot.y - 0.5)
    assert above == "".join(f"{words.brand}{words.name}{words.net}".split())


@pytest.mark.parametrize("market", ["id", "eu", "us"])
@pytest.mark.parametrize("design", ["tenun", "hemat"])
def test_letters_by_the_rule_of_each_market_with_panel_and_two_languages(market, design):
    chosen = order(market=market, bilingual=True, design=design, pack="pouch", width=Decimal(120),
                   height=Decimal(180))  # fmt: skip
    artwork = set_in_type(example("kacang-mete-ekspor"), chosen)
    assert artwork.fits
    (panel,) = (each for each in artwork.placed if each.element == "panel")
    rows = (panel.page, panel.y, panel.y + panel.height)
    drawn = [letter for letter in letters(artwork.pdf()) if letter.text in SMALL]
    inside = [each for each in drawn if each.page == rows[0] and rows[1] <= each.top <= rows[2]]
    assert float(least_height(market)) <= min(
        each.bottom - each.top for each in drawn if market != "us" or each not in inside
    )
    if market == "us":  # its panel goes by points, 21 CFR 101.9(d)(1)(iii)
        assert min(each.bottom - each.top for each in inside) >= EIGHT_POINTS


@pytest.mark.parametrize(
    ("quantity", "unit", "least"), [("50", "g", 2), ("150", "ml", 3), ("0.9", "kg", 4), ("1.1", "l", 6)]
)
@pytest.mark.parametrize("design", list(designs()))
def test_the_figures_of_the_net_quantity_have_the_height_that_europe_asks(design, quantity, unit, least):
    small = order(market="eu", design=design, width=Decimal(60), height=Decimal(115), with_link=False)
    artwork = set_in_type(luat(label__net_quantity=quantity, label__net_unit=unit), small)
    digits = quantity.replace(".", "")
    drawn = [each for each in letters(artwork.pdf()) if each.page == 1 and each.text in digits]
    assert sum(each.bottom - each.top >= least for each in drawn) >= len(digits)


def test_a_small_pack_for_europe_may_have_smaller_letters():
    chosen = order(market="eu", design="hemat", pack="pouch", width=Decimal(70), height=Decimal(110))
    artwork = set_in_type(luat(), chosen)
    assert Decimal(70) * Decimal(110) / 100 < 80
    assert min(each.bottom - each.top for each in letters(artwork.pdf()) if each.text in SMALL) >= 0.9


@pytest.mark.parametrize("pack", ["pouch", "sticker"])
@pytest.mark.parametrize("design", list(designs()))
def test_forty_millimetres_are_legible_or_what_does_not_fit_is_said(design, pack):
    chosen = order(design=design, pack=pack, width=Decimal(40), height=Decimal(60), with_link=False)
    artwork = set_in_type(luat(label__producer_address="Oebobo"), chosen)
    smallest = min(each.bottom - each.top for each in letters(artwork.pdf()) if each.text in SMALL)
    assert smallest >= float(least_height("id"))
    if artwork.fits:
        assert codes_of(artwork.pdf()) == ["8999999000011"]
    for misfit in artwork.misfits:
        assert "mm of height are missing" in misfit.sentence.en or "wider" in misfit.sentence.en


def test_what_does_not_fit_is_said_with_the_height_at_which_it_would():
    chosen = order(pack="jar", design="hemat", width=Decimal(140), height=Decimal(34))
    words = content(luat(), chosen)
    artwork = typeset(words, chosen)
    assert not artwork.fits
    height = fitting_height(words, chosen)
    assert typeset(words, replace(chosen, height=Decimal(height))).fits
    assert not typeset(words, replace(chosen, height=Decimal(height - 1))).fits


def test_a_word_too_wide_for_the_front_is_said_to_be_one():
    artwork = typeset(content(luat(label__brand="B" * 300)), order())
    assert not artwork.fits
    said = [misfit.sentence for misfit in artwork.misfits]
    assert any("a word of the brand or the name" in each.en and "merek" in each.id for each in said)


def test_the_pages_have_the_size_of_the_pieces():
    for sheet, piece in zip(pages(set_in_type(luat()).pdf()), set_in_type(luat()).pieces, strict=True):
        assert (sheet.width, sheet.height) == pytest.approx((piece.width, piece.height), abs=HALF_A_HUNDREDTH)


def boxes(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            {
                name: [float(side) / MM for side in page[name]]
                for name in ("/MediaBox", "/TrimBox", "/BleedBox")
            }
            for page in document.pages
        ]


@pytest.mark.parametrize("design", list(designs()))
def test_a_print_shop_gets_bleed_boxes_and_marks(design):
    artwork = set_in_type(luat(), order(design=design))
    pdf = artwork.pdf(for_print_shop=True)
    for piece, box in zip(artwork.pieces, boxes(pdf), strict=True):
        left, bottom, right, top = box["/TrimBox"]
        assert (right - left, top - bottom) == pytest.approx((piece.width, piece.height), abs=0.01)
        bled = box["/BleedBox"]
        assert [left - bled[0], bottom - bled[1], bled[2] - right, bled[3] - top] == pytest.approx(
            [BLEED] * 4, abs=0.01
        )
        assert box["/MediaBox"][2] == pytest.approx(piece.width + 2 * (BLEED + MARKS), abs=0.01)
    for plain, shop in zip(pictures(artwork.pdf(), FINE), pictures(pdf, FINE), strict=True):
        look_at_edges(numpy.asarray(shop, int))
        same_inside(numpy.asarray(plain, int), numpy.asarray(shop, int), but_for=0.3 * (design == "tenun"))


FINE = 200
DOTS = FINE / 25.4


def look_at_edges(shop):
    """The bleed is coloured to its edge, only crop marks stand beyond it, and at the trim."""
    slug, bled = round((BLEED + MARKS) * DOTS), round(MARKS * DOTS)
    ring = shop[bled + 2 : -bled - 2, bled + 2 : -bled - 2]
    for edge in (ring[0], ring[-1], ring[:, 0], ring[:, -1]):
        assert (edge.sum(axis=1) < 3 * 255).all()
    height, width = shop.shape[:2]
    for across, down in ((slug, 12), (width - slug, 12), (slug, height - 12), (width - slug, height - 12)):
        assert shop[down, across - 3 : across + 4].min() < 160
        assert shop[down, across + 20 : across + 60].min() > 250
    outside = numpy.ones((height, width), bool)
    outside[bled - 2 : height - bled + 2, bled - 2 : width - bled + 2] = False
    for at in (slug, width - slug):
        outside[:, at - 4 : at + 5] = False
    for at in (slug, height - slug):
        outside[at - 4 : at + 5, :] = False
    assert shop[outside].min() > 250


def same_inside(plain, shop, but_for):
    """What is cut from the print shop's sheet is the label, but for a border that is longer by the bleed."""
    slug = round((BLEED + MARKS) * DOTS)
    height, width = plain.shape[:2]
    left = 8 + int(width * but_for)
    cut = shop[slug : slug + height, slug : slug + width][8:-8, left:-8]
    assert (numpy.abs(cut - plain[8:-8, left:-8]).max(axis=2) > 90).mean() < 0.05


@pytest.mark.parametrize("design", list(designs()))
def test_the_other_formats_carry_the_same_codes(design):
    artwork = set_in_type(luat(), order(design=design, stock="gelap"))
    assert codes(picture_of(artwork.png()[-1])) == CODES
    for page, piece in zip(artwork.svg(), artwork.pieces, strict=True):
        drawing = page.decode()
        points = [float(drawing.split(f' {side}="')[1].split("pt")[0]) / MM for side in ("width", "height")]
        assert points == pytest.approx([piece.width, piece.height], abs=0.01)
        assert "<text" not in drawing and 'href="http' not in drawing


def picture_of(content):
    return Image.open(io.BytesIO(content)).convert("RGB")


def test_an_svg_laid_into_another_document_is_read_back(tmp_path):
    (tmp_path / "label.svg").write_bytes(set_in_type(luat()).svg()[-1])
    poster = '#set page(width: 90mm, height: 120mm, margin: 5mm)\n#image("label.svg", width: 80mm)'
    (tmp_path / "poster.typ").write_text(poster)
    assert codes(picture_of(typst.compile(str(tmp_path / "poster.typ"), format="png", ppi=300))) == CODES


def test_bars_have_the_width_of_the_standard_and_quiet_zones_are_white():
    printed = pictures(set_in_type(luat(), order(design="sasando", stock="gelap")).pdf(), 900)[-1]
    (code,) = (each for each in zxingcpp.read_barcodes(printed) if each.format.name == "EAN13")
    picture = numpy.asarray(printed.convert("L"), int)
    across = (code.position.top_left.x, code.position.top_right.x)
    row = picture[(code.position.top_left.y + code.position.bottom_left.y) // 2]
    dots = 900 / 25.4
    dark = numpy.flatnonzero(row[across[0] - 40 : across[1] + 40] < 128) + across[0] - 40
    module = (dark[-1] - dark[0] + 1) / dots / 95
    assert module >= 0.264 - 0.002
    assert row[dark[0] - int(10.5 * module * dots) : dark[0] - 1].min() > 250
    assert row[dark[-1] + 2 : dark[-1] + int(6.5 * module * dots)].min() > 250


def test_a_draft_says_so_beside_the_label():
    artwork = set_in_type(luat(permit__pirt__number=None))
    draft = artwork.pdf(draft="RANCANGAN / DRAFT")
    assert "RANCANGANDRAFT" in text_of(draft)
    assert boxes(draft)[0]["/TrimBox"] == pytest.approx([5, 5, 85, 115], abs=0.01)
    for letter in letters(draft):
        if letter.page == 1 and letter.top < 5:
            assert letter.bottom < 5


def test_the_colour_of_bare_paper_is_shown_and_not_printed():
    artwork = set_in_type(luat(), order(stock="kraft", design="hemat"))
    assert pictures(artwork.pdf())[0].getpixel((5, 5)) == (255, 255, 255)
    shown = picture_of(artwork.png(100)[0]).getpixel((2, 2))
    assert contrast("#{:02x}{:02x}{:02x}".format(*shown), "#c9a77c") < 1.05


def test_the_same_label_is_the_same_file():
    assert set_in_type(luat()).pdf() == set_in_type(luat()).pdf()


def test_a_logo_and_a_mark_stand_on_the_front():
    plain = set_in_type(luat(), order(halal_image=None))
    marked = set_in_type(luat(), order(logo=mark()))
    assert plain.fits and marked.fits
    purple = numpy.asarray(pictures(marked.pdf(), 100)[0], int)
    assert (numpy.abs(purple - [0x5B, 0x2D, 0x7A]).max(axis=2) < 12).mean() > 0.01


def test_an_order_without_choices_is_a_label():
    assert typeset(content(luat(), LabelOrder()), LabelOrder()).placed

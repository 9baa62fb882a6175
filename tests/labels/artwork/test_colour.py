import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.labels.artwork.colour import (
    LEAST_APART,
    LEAST_CONTRAST,
    Palette,
    colours_for,
    contrast,
    palettes,
    read_colour,
    readable,
    stocks,
)
from tests.labels.artwork.printed import pictures
from tests.labels.artwork.sample import luat, order, set_in_type

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
PRINTED_ON = [
    ("ink", "paper"), ("brand", "paper"), ("accent", "paper"), ("heading", "paper"), ("quiet", "paper"),
    ("on_brand", "brand"), ("on_field", "field"), ("on_tab", "tab"),
]  # fmt: skip
"""What is written, and on which ground."""


def test_contrast_of_published_pairs():
    # https://www.w3.org/TR/WCAG22/: black on white is 21; #767676 is the lightest grey that passes on white
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#336699", "#336699") == 1


@pytest.mark.parametrize("palette", list(palettes()))
@pytest.mark.parametrize("stock", list(stocks()))
def test_the_houses_own_colours_can_be_read_on_every_paper(palette, stock):
    roles = colours_for(palettes()[palette], stocks()[stock]).roles
    for written, ground in PRINTED_ON:
        assert contrast(roles[written], roles[ground]) >= LEAST_CONTRAST, (written, ground)


@pytest.mark.parametrize("palette", list(palettes()))
def test_a_field_on_dark_stock_is_dark_and_stands_apart_from_its_ground(palette):
    roles = colours_for(palettes()[palette], stocks()["gelap"]).roles
    assert contrast(roles["field"], "#ffffff") >= 5
    assert contrast(roles["field"], roles["paper"]) >= LEAST_APART


@given(st.sampled_from(sorted(palettes())), st.sampled_from(sorted(stocks())), colours, colours)
def test_whatever_an_owner_picks_can_be_read(palette, stock, brand, accent):
    found = colours_for(palettes()[palette], stocks()[stock], brand, accent)
    for written, ground in PRINTED_ON:
        assert contrast(found.roles[written], found.roles[ground]) >= LEAST_CONTRAST, (written, ground)


@given(colours, colours, colours, colours, st.sampled_from(sorted(stocks())))
def test_any_palette_at_all_can_be_read(brand, accent, paper, soft, stock):
    palette = Palette("any", palettes()["nila"].title, brand, accent, paper, soft)
    roles = colours_for(palette, stocks()[stock]).roles
    for written, ground in PRINTED_ON:
        assert contrast(roles[written], roles[ground]) >= LEAST_CONTRAST, (written, ground)


@given(colours, colours)
def test_a_colour_that_can_be_read_stays_as_it_is(colour, ground):
    made = readable(colour, ground)
    assert contrast(made, ground) >= LEAST_CONTRAST
    assert made == colour or contrast(colour, ground) < LEAST_CONTRAST


def test_a_colour_made_readable_is_told():
    assert colours_for(palettes()["nila"], stocks()["putih"], "#ffff00").changed == ("brand",)
    assert colours_for(palettes()["nila"], stocks()["putih"], "#1f2f5c").changed == ()


@pytest.mark.parametrize(
    ("typed", "colour"),
    [("#1F2F5C", "#1f2f5c"), (" 1f2f5c ", "#1f2f5c"), ("#fa0", "#ffaa00"), ("FFF", "#ffffff")],
)
def test_a_colour_as_typed(typed, colour):
    assert read_colour(typed) == colour


@pytest.mark.parametrize(
    "typed", ["", "biru", "#12345", "#1234567", "١٢٣٤٥٦", "#12345g", "rgb(0,0,0)", "😀" * 3]
)
def test_what_is_no_colour_is_refused(typed):
    with pytest.raises(Refused) as refusal:
        read_colour(typed)
    assert "#1f2f5c" in refusal.value.reason.id and "#1f2f5c" in refusal.value.reason.en


@settings(max_examples=5)
@given(
    st.sampled_from(["tenun", "lontar", "lopo", "sasando", "hemat"]),
    st.sampled_from(["putih", "gelap", "polos"]),
    colours,
    colours,
)
def test_the_printed_page_keeps_the_contrast(design, stock, brand, accent):
    """On the back, the darkest and the lightest of paper and ink, as they were printed, stand far apart."""
    chosen = order(design=design, stock=stock, brand_colour=brand, accent_colour=accent, halal_image=None)
    artwork = set_in_type(luat(permit__gtin__number=None), chosen)
    (words,) = (each for each in artwork.placed if each.element == "ingredients")
    page = numpy.asarray(pictures(artwork.pdf(), 400)[-1])
    dots = 400 / 25.4
    part = page[
        int(words.y * dots) : int((words.y + words.height) * dots),
        int(words.x * dots) : int((words.x + words.width) * dots),
    ].reshape(-1, 3)
    tones, counts = numpy.unique(part, axis=0, return_counts=True)
    ground, ink, heading = ("#" + bytes(tones[place]).hex() for place in numpy.argsort(-counts)[:3])
    assert ground == chosen.colours.roles["paper"]
    assert {ink, heading} == {chosen.colours.roles["ink"], chosen.colours.roles["heading"]} or ink == (
        chosen.colours.roles["ink"]
    )
    assert contrast(ink, ground) >= LEAST_CONTRAST

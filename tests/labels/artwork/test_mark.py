import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from lopo.facts.kinds import Refused
from lopo.labels.artwork.mark import KEPT_PIXELS, MOST_BYTES, clean_mark
from tests.labels.artwork.sample import mark


def picture(size=(200, 100), form="PNG", **how):
    made = io.BytesIO()
    Image.new("RGB", size, "#5b2d7a").save(made, form, **how)
    return made.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_comes_back_as_a_png_of_the_same_shape(form):
    with Image.open(io.BytesIO(clean_mark(picture(form=form)))) as cleaned:
        assert (cleaned.format, cleaned.size) == ("PNG", (200, 100))


def test_a_large_picture_is_made_smaller_and_keeps_its_shape():
    with Image.open(io.BytesIO(clean_mark(picture((3000, 1500))))) as cleaned:
        assert cleaned.size == (KEPT_PIXELS, KEPT_PIXELS // 2)


def test_what_hides_in_a_picture_does_not_come_along():
    place = Image.Exif()
    place[0x010E] = "rumah Mama Bella, 10.17 LS"
    cleaned = clean_mark(picture(form="JPEG", exif=place))
    assert b"Mama Bella" not in cleaned


def test_a_picture_turned_on_its_side_by_the_camera_stands_upright():
    turned = Image.Exif()
    turned[0x0112] = 6
    with Image.open(io.BytesIO(clean_mark(picture(form="JPEG", exif=turned)))) as cleaned:
        assert cleaned.size == (100, 200)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"not a picture", b"%PDF-1.7", b"<svg onload='x'/>", picture()[:60], picture(form="GIF"),
        b"\x00" * (MOST_BYTES + 1), picture((20, 20)), picture((6100, 60)),
    ],
    ids=["empty", "text", "pdf", "svg", "torn", "gif", "heavy", "coarse", "wide"],
)  # fmt: skip
def test_what_is_no_mark_is_refused_in_both_languages(content):
    with pytest.raises(Refused) as refusal:
        clean_mark(content)
    assert refusal.value.reason.id != refusal.value.reason.en


@given(st.binary(max_size=300), st.integers(8, 200))
def test_hostile_bytes_are_refused_and_never_a_fault(tail, kept):
    try:
        clean_mark(mark()[:kept] + tail)
    except Refused as refusal:
        assert refusal.reason.en

"""The photo check on pictures drawn by code, and on any bytes at all."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

import lopo.market
from lopo.facts.kinds import Refused
from lopo.market.promotion.photo_check import Measured, _table, judge, measure
from tests.market.promotion import drawn

GOOD = ("catalogue", "e-katalog", "buyer")


def verdict_on(picture):
    return judge(measure(drawn.jpeg(picture)))


def good_for(verdict):
    return tuple(each.id for each in verdict.purposes if each.good)


def test_a_bright_sharp_jar_on_a_plain_ground_is_good_for_everything():
    verdict = verdict_on(drawn.a_jar())
    assert verdict.faults == ()
    assert good_for(verdict) == GOOD
    assert verdict.good


@pytest.mark.parametrize(
    ("picture", "fault", "good"),
    [
        (drawn.tiny, "too-small", ()),
        (drawn.blurred, "blurred", ()),
        (drawn.dark, "dark", ()),
        (drawn.burnt, "burnt", ()),
        (drawn.busy, "busy", ()),
        (drawn.far, "far", ("catalogue",)),
        (drawn.cut_off, "cut", ("catalogue",)),
        (drawn.aside, "aside", ("catalogue",)),
        (drawn.shadowed, "uneven", ()),
    ],
)
def test_each_fault_is_found_with_words_to_mend_it(picture, fault, good):
    verdict = verdict_on(picture())
    found = {each.id: each for each in verdict.faults}
    assert fault in found
    assert "{" not in found[fault].says.id + found[fault].says.en
    assert good_for(verdict) == good


def test_what_stops_comes_before_advice():
    verdict = verdict_on(drawn.dark())
    assert [each.id for each in verdict.faults] == ["dark", "dull"]
    assert [each.stops for each in verdict.faults] == [True, False]


@pytest.mark.parametrize("seed", range(5))
def test_on_any_busy_ground_nothing_is_said_of_where_the_product_stands(seed):
    measured = measure(drawn.jpeg(drawn.busy(seed)))
    assert (measured.fills, measured.aside, measured.cut) == (None, None, None)


def test_a_large_photo_and_a_turned_one_are_measured_as_they_are_seen():
    tall = drawn.a_jar().crop((200, 0, 1000, 1200))
    exif = Image.Exif()
    exif[0x0112] = 6
    measured = measure(drawn.jpeg(tall, exif=exif))
    assert (measured.width, measured.height) == (1200, 800)


def test_every_fault_and_the_good_picture_have_a_drawn_example():
    folder = Path(lopo.market.__file__).parent / "static/market/photo"
    assert {each.stem for each in folder.glob("*.svg")} == {"good", *_table()["fault"]}


def test_figures_are_kept_and_read_back():
    measured = measure(drawn.jpeg(drawn.a_jar()))
    kept = Measured.from_plain(measured.to_plain())
    assert judge(kept) == judge(measured)


def refused(content):
    with pytest.raises(Refused) as refusal:
        measure(content)
    return refusal.value.reason


def test_hostile_pictures_are_refused_in_words():
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 10_000))
    assert refused(bomb)
    assert "terlalu kecil" in refused(drawn.jpeg(Image.new("RGB", (3, 900)))).id
    assert "JPG" in refused(b"%PDF-1.7 not a picture").id
    assert refused(drawn.jpeg(drawn.a_jar())[:5000])
    gif = io.BytesIO()
    Image.new("RGB", (200, 200)).save(gif, "GIF")
    assert refused(gif.getvalue())


@given(st.binary(max_size=3000))
def test_any_bytes_get_a_verdict_or_a_sentence(content):
    try:
        assert judge(measure(content)).purposes
    except Refused as refusal:
        assert refusal.reason.id


@settings(max_examples=60)
@given(
    st.integers(16, 90),
    st.integers(16, 90),
    st.sampled_from(["L", "RGB", "RGBA", "P", "1", "CMYK"]),
    st.binary(min_size=1, max_size=64),
    st.sampled_from(["PNG", "JPEG", "WEBP"]),
    st.data(),
)
def test_any_picture_however_odd_or_damaged_gets_a_verdict_or_a_sentence(wide, high, mode, paint, form, data):
    size = wide * high * len(Image.new(mode, (1, 1)).tobytes())
    pixels = (paint * (size // len(paint) + 1))[: size if mode != "1" else (wide + 7) // 8 * high]
    picture, content = Image.frombytes(mode, (wide, high), pixels), io.BytesIO()
    try:
        picture.save(content, form)
    except OSError:
        picture.convert("RGB").save(content, form)
    raw = bytearray(content.getvalue())
    for place in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=4)):
        raw[place] ^= 0x5A
    try:
        measured = measure(bytes(raw))
    except Refused as refusal:
        assert refusal.reason.en
        return
    assert judge(measured).purposes
    assert judge(Measured.from_plain(measured.to_plain())).purposes

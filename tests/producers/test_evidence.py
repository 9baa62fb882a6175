"""A file is taken for what it is: opened, made smaller, freed of what was hidden in it; or refused."""

import io
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from lopo.facts.kinds import Refused
from lopo.producers.evidence import MAX_BYTES, SIDE, check_size, clean_upload
from tests.city import photo

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n"
GPS, LATITUDE = 0x8825, 2
WHERE = b"Oebobo, Kupang"


def opened(content):
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_kept_as_a_photo(form):
    clean = clean_upload(photo(form=form))
    assert (clean.kind, clean.ending) == ("photo", ".jpg")
    assert opened(clean.content).size == (80, 60)


def test_a_photo_of_a_phone_is_made_smaller():
    assert max(opened(clean_upload(photo(4000, 3000)).content).size) == SIDE


def test_where_and_when_it_was_taken_is_gone():
    exif = Image.Exif()
    exif[0x010E] = WHERE.decode()
    exif[GPS] = {LATITUDE: (10.0, 9.0, 30.0)}
    content = photo(exif=exif, comment=WHERE, icc_profile=b"profile")
    assert WHERE in content
    clean = clean_upload(content).content
    assert WHERE not in clean
    assert not opened(clean).getexif()
    assert not opened(clean).info.get("comment")


def test_a_photo_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(clean_upload(photo(80, 60, exif=exif)).content).size == (60, 80)


def test_what_hangs_behind_a_photo_is_cut_off():
    clean = clean_upload(photo() + b"PK\x03\x04<script>alert(1)</script>").content
    assert b"<script>" not in clean


def test_a_transparent_picture_is_taken():
    content = io.BytesIO()
    Image.new("LA", (40, 40), (200, 0)).save(content, "PNG")
    assert clean_upload(content.getvalue()).kind == "photo"


def test_what_was_cut_out_of_its_ground_stands_on_white():
    content = io.BytesIO()
    cut_out = Image.new("RGBA", (60, 60), (0, 0, 0, 0))
    cut_out.paste((150, 38, 31, 255), (20, 20, 40, 40))
    cut_out.save(content, "PNG")
    clean = Image.open(io.BytesIO(clean_upload(content.getvalue()).content))
    assert min(clean.getpixel((2, 2))) > 240
    assert clean.getpixel((30, 30))[0] > clean.getpixel((30, 30))[2]


def test_a_pdf_is_kept_as_it_is():
    clean = clean_upload(PDF)
    assert (clean.content, clean.kind, clean.ending) == (PDF, "pdf", ".pdf")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8\xff",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a\x01\x00\x01\x00",
        b"MZ\x90\x00",
        b"%PDF-1.4 <html><script>alert(1)</script></html>",
        PDF[:20],
        PDF + b"<html>" + b" " * 2000,
        photo()[:200],
    ],
    ids=["empty", "begun", "svg", "gif", "program", "page as pdf", "cut pdf", "page behind pdf", "cut photo"],
)
def test_what_is_no_photo_is_refused_with_a_sentence(content):
    with pytest.raises(Refused) as refusal:
        clean_upload(content)
    assert "PDF" in refusal.value.reason.id
    assert "PDF" in refusal.value.reason.en


def a_bomb(side=60_000):
    """A picture of some bytes that would fill gigabytes of memory."""

    def chunk(name, data):
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    size = side.to_bytes(4, "big") * 2
    head = chunk(b"IHDR", size + b"\x01\x00\x00\x00\x00")
    body = chunk(b"IDAT", zlib.compress(bytes(1_000_000)))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [8_000, 60_000])
def test_a_picture_that_would_burst_the_memory_is_refused_unopened(side):
    with pytest.raises(Refused):
        clean_upload(a_bomb(side))


def test_a_file_that_is_too_large_is_refused_by_its_size():
    with pytest.raises(Refused) as refusal:
        clean_upload(photo() + bytes(MAX_BYTES))
    assert "8 MB" in refusal.value.reason.id
    check_size(MAX_BYTES)


@settings(max_examples=60)
@given(st.binary(max_size=300), st.integers(0, 600))
def test_whatever_comes_is_taken_or_refused_and_never_fails(noise, place):
    good = photo()
    for content in (noise, good[:place] + noise + good[place + len(noise) :]):
        try:
            assert clean_upload(content).content
        except Refused:
            continue

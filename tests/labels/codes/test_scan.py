import datetime as dt
import io

import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageFilter, ImageOps

from lopo.facts.kinds import Refused
from lopo.labels.codes import scan
from lopo.labels.codes.scan import scan_image
from lopo.labels.codes.size import size_of
from lopo.labels.codes.symbol import KINDS, make_symbol
from tests.labels.codes.drawing import drawn
from tests.labels.codes.test_symbol import SAMPLES


def page(*kinds, shade=150, width=1300):
    """A photo of a grey table with codes on it, one below the other."""
    codes = [
        drawn(symbol, size_of(symbol)) for symbol in (make_symbol(kind, SAMPLES[kind]) for kind in kinds)
    ]
    codes = [
        code.resize((code.width * 3 // 4, code.height * 3 // 4), Image.Resampling.LANCZOS) for code in codes
    ]
    table = Image.new("L", (width, max(700, 100 + sum(code.height + 60 for code in codes))), shade)
    down = 80
    for code in codes:
        table.paste(code, ((width - code.width) // 2, down))
        down += code.height + 60
    return table


def photo(image, quality=60, **options):
    content = io.BytesIO()
    image.convert("RGB").save(content, "JPEG", quality=quality, **options)
    return content.getvalue()


def turned(degrees):
    return lambda image: image.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=150)


def aslant(image):
    width, height = image.size
    corners = (0, 0, -width * 0.03, height * 1.1, width * 1.15, height * 0.95, width, height * 0.15)
    return image.transform(image.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=150)


def dim(image):
    """At dusk: a fifth of the contrast, and the grain of a cheap sensor."""
    dusk = image.point(lambda shade: 20 + shade * 0.2)
    return ImageChops.add(dusk, Image.effect_noise(dusk.size, 10), offset=-128)


CONDITIONS = {
    "as it is": lambda image: image,
    "blurred": lambda image: image.filter(ImageFilter.GaussianBlur(1.5)),
    "a little crooked": turned(8),
    "crooked": turned(35),
    "on its side": turned(90),
    "upside down": turned(180),
    "aslant": aslant,
    "dim": dim,
    "dim and blurred": lambda image: dim(image.filter(ImageFilter.GaussianBlur(1))),
    "far away": lambda image: image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS),
    "faded": lambda image: image.point(lambda shade: 120 + shade * 0.25),
}


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("kind", ["ean-13", "gs1-128", "qr"])
def test_a_code_is_read_from_a_phone_photo(kind, condition, monkeypatch):
    monkeypatch.setattr(scan, "SECONDS", 30.0)  # what the looks can read, on however slow a machine
    found = scan_image(photo(CONDITIONS[condition](page(kind))))
    assert [(each.kind, each.text) for each in found] == [(kind, SAMPLES[kind])]


def test_a_hopeless_photo_is_given_up_in_time(monkeypatch):
    clock, looks = [0.0], []

    def read(look, on):
        looks.append(look.image.size)
        clock[0] += 0.4
        return iter(())

    monkeypatch.setattr(scan.time, "thread_time", lambda: clock[0])
    monkeypatch.setattr(scan, "_read", read)
    assert scan_image(photo(Image.new("L", (8000, 6000), 90), quality=20)) == ()
    assert max(max(size) for size in looks) == 4000
    assert clock[0] <= scan.SECONDS + 0.5


def test_what_a_photo_of_a_pack_says():
    (code,) = scan_image(photo(page("gs1-128")))
    assert code.gs1.gtin == "09521234543213" and code.gs1.expiry == dt.date(2026, 12, 31)
    assert code.gtin.valid and code.gs1.lot == "ABC123"
    (link,) = scan_image(photo(page("qr")))
    assert link.gs1.lot == "ABC123" and link.gs1.link == SAMPLES["qr"]


@pytest.mark.parametrize(("number", "read"), [("09521234543213", 1), ("09528034543213", 0)])
def test_stripes_that_carry_no_right_number_are_taken_for_grain(number, read):
    stripes = zxingcpp.create_barcode(f"[01]{number}[17]261231", zxingcpp.BarcodeFormat.Code128, gs1=True)
    drawing = Image.fromarray(zxingcpp.write_barcode_to_image(stripes, scale=3))
    assert len(zxingcpp.read_barcodes(drawing)) == 1
    assert len(scan_image(photo(ImageOps.expand(drawing, 60, 255)))) == read


def test_all_codes_of_one_photo_in_reading_order():
    kinds = ["itf-14", "ean-13", "qr", "ean-8"]
    assert [each.kind for each in scan_image(photo(page(*kinds)))] == kinds


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_named(kind):
    (code,) = scan_image(photo(page(kind)))
    assert code.kind in (kind, "ean-13")
    assert code.gtin is not None and code.gtin.valid


def test_a_qr_code_with_other_text_is_no_gs1():
    symbol = make_symbol("qr", "Selamat datang di Kupang")
    (code,) = scan_image(photo(drawn(symbol, size_of(symbol))))
    assert (code.text, code.gs1, code.gtin) == ("Selamat datang di Kupang", None, None)


def test_the_position_is_where_the_code_lies():
    small = drawn(make_symbol("qr", SAMPLES["qr"]), size_of(make_symbol("qr", SAMPLES["qr"])))
    large = Image.new("L", (4000, 3000), 140)
    large.paste(small, (2900, 2100))
    (code,) = scan_image(photo(large))
    left, top = code.position[0]
    assert 2900 < left < 2900 + 60 and 2100 < top < 2100 + 60


def test_a_photo_held_sideways_is_turned_by_its_note():
    upright = page("ean-13")
    exif = Image.Exif()
    exif[0x0112] = 6
    (code,) = scan_image(photo(upright.rotate(90, expand=True), exif=exif))
    (straight,) = scan_image(photo(upright))
    assert abs(code.position[0][0] - straight.position[0][0]) < 10


def test_a_clear_background_is_paper():
    symbol = make_symbol("ean-13", SAMPLES["ean-13"])
    code = drawn(symbol, size_of(symbol))
    clear = Image.new("RGBA", code.size, (0, 0, 0, 0))
    clear.paste((0, 0, 0, 255), mask=code.point(lambda shade: 255 - shade))
    content = io.BytesIO()
    clear.save(content, "PNG")
    assert [each.text for each in scan_image(content.getvalue())] == [SAMPLES["ean-13"]]


def test_a_photo_without_a_code_gives_nothing():
    assert scan_image(photo(Image.effect_noise((640, 480), 60))) == ()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a photo",
        b"%PDF-1.7\n%%EOF",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        b"\xff\xd8\xff\xe0" + b"\0" * 400,
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
def test_a_photo_that_is_none_is_refused(content):
    with pytest.raises(Refused) as refused:
        scan_image(content)
    assert "Kirim foto" in refused.value.reason.id


def test_a_photo_cut_off_on_the_way_is_refused():
    content = photo(page("ean-13"))
    with pytest.raises(Refused):
        scan_image(content[: len(content) // 3])


def test_a_bomb_is_refused():
    bomb = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    with pytest.raises(Refused) as refused:
        scan_image(bomb.getvalue())
    assert "too large" in refused.value.reason.en

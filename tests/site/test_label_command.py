import io
import json

import pikepdf
import pytest
from click.testing import CliRunner
from PIL import Image

from lopo.site.command import main
from tests.labels.artwork.printed import codes_of, pages, text_of
from tests.labels.artwork.sample import EXAMPLES, mark

SHAWL, COFFEE = EXAMPLES / "tenun-ikat-selendang.toml", EXAMPLES / "kopi-flores.toml"
LOT = ("--on", "2026-11-24", "--lot", "KF-1", "--made-on", "2026-11-20")


@pytest.fixture
def halal(tmp_path):
    (tmp_path / "halal.png").write_bytes(mark())
    return ("--halal-mark", tmp_path / "halal.png")


def label(*arguments, language="en"):
    arguments = [str(each) for each in (*arguments, "--lang", language)]
    return CliRunner().invoke(main, ["label", *arguments], env={"LC_ALL": "en_GB"})


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "This label is complete and fits."), ("id", "Label ini lengkap dan muat.")],
)
def test_a_whole_label_is_written_and_the_status_is_0(tmp_path, halal, language, said):
    found = label(COFFEE, *LOT, *halal, "-o", tmp_path / "kopi.pdf", language=language)
    assert found.exit_code == 0 and said in found.stdout
    assert str(tmp_path / "kopi.pdf") in found.stdout
    pdf = (tmp_path / "kopi.pdf").read_bytes()
    assert len(pages(pdf)) == 2 and "Fontein" in text_of(pdf)
    assert codes_of(pdf)[0] == "8999999000035"


@pytest.mark.parametrize(
    ("language", "said", "not_written"),
    [
        ("en", "✗ This product is halal-certified.", "Not written. With --draft"),
        ("id", "✗ Produk ini bersertifikat halal.", "Belum ditulis. Dengan --draft"),
    ],
)
def test_a_label_that_lacks_something_is_not_written_and_the_status_is_1(
    tmp_path, language, said, not_written
):
    found = label(COFFEE, *LOT, "-o", tmp_path / "kopi.pdf", language=language)
    assert found.exit_code == 1
    assert said in found.stdout and "(label.halal_logo)" in found.stdout and not_written in found.stdout
    assert not (tmp_path / "kopi.pdf").exists()


def test_a_draft_is_written_and_marked_as_one(tmp_path):
    found = label(COFFEE, *LOT, "-o", tmp_path / "kopi.pdf", "--draft")
    assert found.exit_code == 1
    assert "DRAFT" in text_of((tmp_path / "kopi.pdf").read_bytes())


def test_json_says_what_stands_where_and_what_is_lacking():
    found = label(COFFEE, *LOT, "--json")
    answer = json.loads(found.stdout)
    assert found.exit_code == 1 and answer["ready"] is False
    assert [gap["fact"] for gap in answer["lacking"]] == ["label.halal_logo"]
    assert answer["pieces"][0] == {"name": "front", "width_mm": 80, "height_mm": 110}
    assert {"main", "essentials", "ingredients", "codes"} <= {each["element"] for each in answer["placed"]}
    assert answer["does_not_fit"] == []


def test_what_does_not_fit_is_said_with_a_height_at_which_it_does(halal):
    size = ("--pack", "pouch", "--width", "60", "--height", "40")
    found = label(COFFEE, *LOT, *halal, *size)
    assert found.exit_code == 1
    assert "mm of height are missing at the least letters allowed" in found.stdout
    assert "It fits at a height of" in found.stdout
    answer = json.loads(label(COFFEE, *LOT, *halal, *size, "--json").stdout)
    assert answer["does_not_fit"][0]["missing_height_mm"] > 0


def test_pictures_are_a_file_a_piece(tmp_path):
    for form in ("svg", "png"):
        found = label(SHAWL, "--pack", "tag", "--on", "2026-11-24", "-o", tmp_path / f"tag.{form}")
        assert found.exit_code == 0
    assert {path.name for path in tmp_path.iterdir()} == {
        "tag-front.svg", "tag-back.svg", "tag-front.png", "tag-back.png",
    }  # fmt: skip
    with Image.open(tmp_path / "tag-front.png") as picture:
        assert picture.size == pytest.approx((55 / 25.4 * 300, 90 / 25.4 * 300), abs=2)


def test_the_print_shop_gets_bleed_and_page_boxes(tmp_path):
    label(SHAWL, "--pack", "tag", "--print-shop", "--on", "2026-11-24", "-o", tmp_path / "tag.pdf")
    with pikepdf.open(io.BytesIO((tmp_path / "tag.pdf").read_bytes())) as document:
        assert document.pages[0].mediabox != document.pages[0].trimbox != document.pages[0]["/BleedBox"]


def test_stickers_are_printed_by_the_sheet(tmp_path, halal):
    size = ("--pack", "sticker", "--width", "99", "--height", "67.5", "--no-panel")
    found = label(COFFEE, *LOT, *halal, *size, "--sheet", "free", "--count", "9", "-o", tmp_path / "s.pdf")
    assert found.exit_code == 0, found.output
    pdf = (tmp_path / "s.pdf").read_bytes()
    assert [(round(page.width), round(page.height)) for page in pages(pdf)] == [(297, 210)] * 3
    assert codes_of(pdf).count("8999999000035") == 9


@pytest.mark.parametrize(
    ("arguments", "english", "indonesian"),
    [
        (("--colour", "biru"), "“biru” is no colour", "“biru” bukan warna"),
        (("--width", "9000"), "The label is 9,000 mm in width", "Lebar label 9.000 mm"),
        (("--width", "lebar"), "number", "angka"),
        (("--lot", "L" * 21), "at most 20 characters", "paling panjang 20 huruf"),
        (("--line", "p" * 91), "at most 90 characters", "paling panjang 90 huruf"),
        (("--on", "kemarin"), "--on", "--on"),
    ],
)
def test_an_option_that_cannot_be_is_refused_in_both_languages(arguments, english, indonesian):
    for language, said in (("en", english), ("id", indonesian)):
        found = label(SHAWL, *arguments, language=language)
        assert found.exit_code == 2, found.output
        assert said in found.output and "Traceback" not in found.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "x.docx"), "End the file's name in .pdf, .svg or .png."),
        (("-o", "x.pdf", "--sheet", "L7160"), "Make them one size."),
        (("-o", "x.pdf", "--sheet", "free", "--count", "30000"), "from 1 to 20,000"),
        (("-o", "x.pdf", "--sheet", "free", "--count", "-3"), "from 1 to 20,000"),
        (("-o", "x.pdf", "--sheet", "free", "--first", "99"), "Begin at sticker 1 to"),
        (("-o", "x.pdf", "--sheet", "free", "--first", "0"), "Begin at sticker 1 to"),
        (("-o", "x.pdf", "--sheet", "free", "--first", "1000"), "Begin at sticker 1 to"),
        (("-o", "x.png", "--sheet", "free"), "Sheets are written as .pdf."),
        (("-o", "no/such/folder/x.pdf"), "no/such/folder"),
    ],
)
def test_what_cannot_be_written_is_refused_and_nothing_is_half_written(
    arguments, said, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    found = label(SHAWL, "--pack", "tag", "--on", "2026-11-24", *arguments)
    assert found.exit_code == 2, found.output
    assert said in found.output and "Traceback" not in found.output
    assert list(tmp_path.iterdir()) == []


def test_a_draft_is_never_printed_on_sticker_sheets(tmp_path):
    found = label(COFFEE, *LOT, "--draft", "--sheet", "free", "-o", tmp_path / "kopi.pdf")
    assert found.exit_code == 2 and "without --sheet" in found.output
    assert list(tmp_path.iterdir()) == []


def test_a_picture_that_is_none_is_refused(tmp_path):
    (tmp_path / "halal.png").write_bytes(b"halal")
    found = label(COFFEE, *LOT, "--halal-mark", tmp_path / "halal.png")
    assert found.exit_code == 2 and "no whole PNG, JPEG or WebP" in found.output


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[label]\nname = 3", b"[label]\nwarna = 'x'"])
def test_a_file_that_is_no_dossier_is_refused(content, tmp_path):
    (tmp_path / "x.toml").write_bytes(content)
    found = label(tmp_path / "x.toml")
    assert found.exit_code in ((1, 2) if content == b"" else (2,))
    assert found.output.strip() and "Traceback" not in found.output
    assert label(tmp_path / "tidak-ada.toml").exit_code == 2


def test_the_month_alone_where_the_food_keeps(halal):
    found = label(COFFEE, *LOT, *halal, "--by-month", "--dates-at", "printed")
    assert found.exit_code == 0, found.output


def lots_file(tmp_path, *rows):
    (tmp_path / "lots.csv").write_text("\n".join(("lot,made_on,expires_on,count", *rows)) + "\n")
    return ("--lots", tmp_path / "lots.csv", "--on", "2026-11-24", "--pack", "sticker", "--width", "95",
            "--height", "67", "--no-panel")  # fmt: skip


def test_many_lots_are_written_on_sheets_each_as_often_as_listed(tmp_path, halal):
    listed = lots_file(tmp_path, "KF-1,2026-11-20,,2", "KF-2,2026-11-21,,1")
    found = label(COFFEE, *listed, *halal, "-o", tmp_path / "kopi.pdf")
    assert (found.exit_code, found.stdout.strip()[-7:]) == (0, "2 lots."), found.output
    links = [code for code in codes_of((tmp_path / "kopi.pdf").read_bytes()) if "/10/" in code]
    assert [link.split("/10/")[1].split("?")[0] for link in links] == ["KF-1", "KF-1", "KF-2"]


@pytest.mark.parametrize(
    ("rows", "more", "said"),
    [
        (["KF-1,2026-11-20,,x"], (), "Row 2: count"),
        (["KF-1,2026-11-20,2040-01-01,1"], (), "Lot KF-1: The expiry"),
        (["KF-1,2026-11-20,,1"], ("--lot", "KF-1"), "--lots has the codes and dates"),
    ],
)
def test_lots_that_cannot_be_printed_are_refused_and_nothing_is_written(tmp_path, halal, rows, more, said):
    found = label(COFFEE, *lots_file(tmp_path, *rows), *halal, *more, "-o", tmp_path / "kopi.pdf")
    assert found.exit_code == 2 and said in found.stderr
    assert not (tmp_path / "kopi.pdf").exists()

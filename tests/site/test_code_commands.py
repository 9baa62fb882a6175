import json
import re
import shlex

import pytest
from click.testing import CliRunner

from lopo.labels.codes.block import Block
from lopo.labels.codes.size import limits_of
from lopo.site.command import main
from tests.labels.codes.test_scan import page, photo
from tests.site.test_docs import ROOT, console_examples, fenced

RIGHT, WRONG = "8991001121615", "8991001121614"


def lopo(*arguments, language="en_GB", **options):
    return CliRunner().invoke(main, [str(each) for each in arguments], env={"LC_ALL": language}, **options)


def test_gtin_check_says_who_issued_a_number():
    found = lopo("gtin", "check", RIGHT, "899 1001-121615")
    assert found.exit_code == 0
    assert found.stdout.splitlines()[0] == f"✓ {RIGHT}  GTIN-13 · GS1 Indonesia"


def test_gtin_check_leaves_with_1_when_one_is_wrong():
    found = lopo("gtin", "check", RIGHT, WRONG, "😀", "\u202e123", language="id_ID")
    assert found.exit_code == 1
    assert "Angka terakhir 4 tidak cocok" in found.stdout
    assert "\u202e" not in found.stdout and "\\u202e123" in found.stdout


def test_gtin_check_as_json():
    found = lopo("gtin", "check", "--json", RIGHT, WRONG)
    right, wrong = json.loads(found.stdout)
    assert (right["valid"], right["gtin14"], right["issuer"]) == (True, f"0{RIGHT}", "GS1 Indonesia")
    assert (wrong["valid"], len(wrong["problems"])) == (False, 1)


def test_gtin_check_without_a_number_is_refused():
    assert lopo("gtin", "check").exit_code == 2


def test_gtin_make_gives_the_numbers_that_are_free(tmp_path):
    used = tmp_path / "used.txt"
    used.write_text("\ufeff8990000000006, sambal\n\n# old\n18990000000010\n", "utf-8")
    found = lopo("gtin", "make", "899-000-000", "--count", 2, "--used", used)
    assert found.stdout.split() == [Block("899000000").number(2), Block("899000000").number(3)]
    assert lopo("gtin", "make", "899000000", "--from", 7).stdout.strip() == Block("899000000").number(7)


def test_gtin_make_as_json_names_the_case_too():
    answer = json.loads(lopo("gtin", "make", "899000000", "--from", 1, "--json").stdout)
    assert answer["numbers"] == [{"gtin": "8990000000013", "case": "18990000000010"}]
    assert answer["capacity"] == 1000


def test_gtin_make_warns_of_a_prefix_for_use_inside_a_shop():
    found = lopo("gtin", "make", "200000000")
    assert found.exit_code == 0 and "inside one shop" in found.stderr


def test_gtin_make_leaves_with_1_when_the_block_is_full():
    found = lopo("gtin", "make", "89900000001", "--count", 11)
    assert found.exit_code == 1
    assert len(found.stdout.split()) == 10 and "only 10 are left" in found.stderr


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["899"], "7 to 11 digits"),
        (["899000000", "--count", "0"], "--count"),
        (["899000000", "--used", "/no/such/file"], "cannot be read"),
        (["\u202e"], "\\u202e"),
    ],
)
def test_gtin_make_refuses_what_it_cannot_use(arguments, reason):
    found = lopo("gtin", "make", *arguments)
    assert found.exit_code == 2 and reason in found.stderr


def test_gtin_make_names_the_line_of_a_wrong_used_number(tmp_path):
    used = tmp_path / "used.txt"
    used.write_text(f"{RIGHT}\n{WRONG}\n", "utf-8")
    found = lopo("gtin", "make", "899000000", "--used", used)
    assert found.exit_code == 2 and f"line 2: {WRONG}" in found.stderr
    used.write_bytes(b"\xff\xfe\x00")
    assert lopo("gtin", "make", "899000000", "--used", used).exit_code == 2


def test_gs1_parse_prints_what_each_element_means():
    found = lopo("gs1", "parse", "]C101095212345432131726123110ABC123")
    assert found.exit_code == 0
    assert "(17)   Expiry date" in found.stdout and "31 December 2026" in found.stdout
    indonesian = lopo("gs1", "parse", "(01)09521234543213(3103)000500", language="id_ID").stdout
    assert "Berat bersih, kg" in indonesian and "= 0,5" in indonesian


def test_gs1_parse_as_json():
    link = "https://id.gs1.org/01/09521234543213/10/ABC123?17=261231"
    answer = json.loads(lopo("gs1", "parse", "--json", link).stdout)
    assert (answer["gtin"], answer["lot"], answer["expiry"]) == ("09521234543213", "ABC123", "2026-12-31")
    assert answer["link"] == link and answer["valid"]


@pytest.mark.parametrize("text", ["", "hello", "😀", "(17)261331", "\u202e(01)09521234543213"])
def test_gs1_parse_leaves_with_1_for_what_is_wrong(text):
    found = lopo("gs1", "parse", text)
    assert found.exit_code == 1 and "✗" in found.stdout
    assert "\u202e" not in found.stdout


def test_scan_reads_a_photo(tmp_path):
    image = tmp_path / "pack.jpg"
    image.write_bytes(photo(page("ean-13", "gs1-128")))
    found = lopo("scan", image)
    assert found.exit_code == 0
    assert "ean-13  9521234543213" in found.stdout and "31 December 2026" in found.stdout
    first, second = json.loads(lopo("scan", "--json", image).stdout)
    assert first["gtin"]["valid"] and second["gs1"]["lot"] == "ABC123"
    assert len(first["position"]) == 4


def test_scan_reads_standard_input():
    found = lopo("scan", "-", input=photo(page("ean-8")))
    assert "96385074" in found.stdout


def test_scan_leaves_with_1_when_there_is_no_code(tmp_path):
    image = tmp_path / "wall.jpg"
    image.write_bytes(photo(page()))
    found = lopo("scan", image, language="id_ID")
    assert found.exit_code == 1 and "Tidak ada kode yang terbaca" in found.stderr


@pytest.mark.parametrize("content", [b"", b"no photo", b"x" * (9 * 1024 * 1024)])
def test_scan_leaves_with_2_for_what_is_no_photo(tmp_path, content):
    image = tmp_path / "x.jpg"
    image.write_bytes(content)
    found = lopo("scan", image)
    assert found.exit_code == 2 and "photo" in found.stderr
    assert lopo("scan", tmp_path / "nothing.jpg").exit_code == 2
    assert lopo("scan", tmp_path).exit_code == 2


MANUAL = (ROOT / "docs" / "codes.md").read_text("utf-8")


@pytest.mark.parametrize(("command", "shown"), console_examples(MANUAL), ids=lambda each: str(each)[:60])
def test_an_example_of_the_manual_prints_what_is_shown(command, shown):
    program, *arguments = shlex.split(command)
    assert program == "lopo"
    lines = lopo(*arguments, language="id_ID").stdout.splitlines()
    assert len(lines) >= len(shown)
    for line, printed in zip(shown, lines, strict=False):
        assert re.match(r"\s*".join(re.escape(part.rstrip()) for part in line.split("...")), printed)


def test_the_python_of_the_manual_runs():
    (block,) = fenced(MANUAL, "python")
    names = {}
    exec(block, names)
    largest = names["largest_in"](names["symbol"], names["Decimal"](34), names["Decimal"](25))
    assert str(names["size_of"](names["symbol"]).width_mm) == "37.290"
    assert str(largest.x_mm) == "0.300"


def test_the_table_of_sizes_in_the_manual_is_the_one_in_force():
    for kind, title in (("ean-13", "EAN-13"), ("ean-8", "EAN-8"), ("itf-14", "ITF-14"), ("qr", "QR code")):
        limits = limits_of(kind)
        row = next(line for line in MANUAL.splitlines() if line.startswith(f"| {title}"))
        assert f"{limits.least_x}, {limits.usual_x}, {limits.greatest_x}" in row
        assert not limits.heights or f"| {limits.heights[0]} |" in row

"""``lopo shelf-life``: the shipped studies judged, files refused with their place."""

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from lopo.site.command import main

STUDIES = Path(__file__).parents[2] / "examples" / "storage"
KERUPUK = STUDIES / "kerupuk-bawang.toml"


def run(*arguments, given=None):
    return CliRunner().invoke(main, ["shelf-life", *map(str, arguments)], input=given)


def test_the_published_study_is_judged():
    done = run(KERUPUK, "--lang", "id")
    assert done.exit_code == 0
    assert "Ea = 39,7 kJ/mol (9.484 cal/mol)" in done.output
    assert "30 °C  paling sedikit 15 hari (perkiraan 30,2 hari, sampai 60,4 hari)" in done.output
    assert "Boleh dijanjikan di label: 12 hari." in done.output


def test_json_holds_the_same():
    found = json.loads(run(KERUPUK, "--json", "--lang", "en").output)
    assert found["arrhenius"]["ea_over_r"] == pytest.approx(4775.26)
    assert [life["celsius"] for life in found["lives"]] == [25, 27, 30]
    assert (found["studied_days"], found["label_days"]) == (15, 12)
    assert len(found["fits"]) == 6 and found["refusals"] == []


def test_a_table_kept_as_sold():
    done = run(STUDIES / "keripik-pisang.csv", "--lang", "en")
    assert done.exit_code == 0
    assert "30 °C  75 days" in done.output and "8 weeks (56 days)" in done.output


def test_two_temperatures_carry_no_date_and_no_number():
    text = KERUPUK.read_text()
    done = run("-", "--lang", "en", given=text[: text.index("[[reading]]\ncelsius = 30")])
    assert done.exit_code == 1
    assert "Only 2 temperatures were measured; 3 are needed." in done.output
    assert "Shelf life" not in done.output and "promise" not in done.output
    report = json.loads(run("-", "--json", given=text[: text.index("[[reading]]\ncelsius = 30")]).output)
    assert report["lives"] == [] and report["label_days"] is None and report["studied_days"] is None


def test_excel_is_read(tmp_path):
    book = Workbook()
    for line in (STUDIES / "keripik-pisang.csv").read_text().splitlines():
        book.active.append(
            [cell.replace(",", ".") if cell[:1].isdigit() else cell for cell in line.split(";")]
        )
    kept = io.BytesIO()
    book.save(kept)
    file = tmp_path / "uji.xlsx"
    file.write_bytes(kept.getvalue())
    assert run(file).exit_code == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "kosong"),
        (b"%PDF-1.4", "bukan tabel"),
        (b"\x00\x01\x02", "tidak dapat dipakai"),
        (b"[study]\nlimit = 3", "Arahnya belum ditulis"),
        (b"[study", "bukan TOML"),
        (b"nama;harga\nabon;2\nkopi;3\ngula;4", "bukan tabel uji simpan"),
        (b"batas;3\narah;turun\natribut;renyah\nsuhu;hari;nilai\n30;besok;4", "hari"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(tmp_path, content, said):
    file = tmp_path / "uji"
    file.write_bytes(content)
    done = run(file, "--lang", "id")
    assert done.exit_code == 2
    assert said in done.output
    assert "Traceback" not in done.output


def test_what_is_no_file_is_refused(tmp_path):
    assert "tidak ada" in run(tmp_path / "nope", "--lang", "id").output
    assert run(tmp_path, "--lang", "id").exit_code == 2

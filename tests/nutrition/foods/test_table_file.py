"""A table as a file: whatever separator, encoding or sheet, and whatever is no table at all."""

import csv
import io
import zipfile
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.facts.table_file import MAX_BYTES, MAX_ROWS
from tests.nutrition.foods.composition_samples import TKPI, TKPI_HEADING, USDA_CSV, as_csv, as_excel, read


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_separator_and_encoding(separator, encoding):
    assert len(read(as_csv(TKPI, separator, encoding)).foods) == 4


def test_micro_signs_survive_a_wrong_encoding():
    for micro in ("\u00b5", "\u03bc", "\u00e6", "\ufffd", "mc"):
        text = USDA_CSV.replace("\u00b5", micro)
        assert read(text.encode()).foods[0].per_100["vitamin_d"] == Decimal("1.5")


def _packed(**parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xef\xbb\xbf \r\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"%PDF-1.7 ...",
        b"<html><table><tr><td>KODE</td></tr></table></html>",
        b"PK\x03\x04 not a package",
        _packed(a="b"),
        _packed(**{"xl/workbook.xml": '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'}),
        bytes(range(256)) * 20,
        b"apa saja, tanpa judul\n1,2\n",
        b'KODE,NAMA BAHAN,ENERGI,PROTEIN\n"' + b"x" * 200_000,
        as_csv(TKPI_HEADING),
        as_excel(Kosong=[]),
        as_excel(TKPI=TKPI)[:-400],
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_a_sentence(content):
    with pytest.raises(Refused) as refused:
        read(content)
    assert refused.value.reason.id.endswith(".")
    assert refused.value.reason.en.endswith(".")


def test_an_old_excel_file_is_told_how_to_become_new():
    with pytest.raises(Refused) as refused:
        read(b"\xd0\xcf\x11\xe0" + bytes(600))
    assert ".xlsx" in refused.value.reason.id


def test_a_package_that_grows_when_opened_is_not_opened():
    bomb = _packed(**{"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": bytes(170 * 1024 * 1024)})
    assert len(bomb) < 1024 * 1024
    with pytest.raises(Refused, match="too large"):
        read(bomb)


def test_a_file_too_large_is_not_read():
    with pytest.raises(Refused, match="8 MB"):
        read(bytes(MAX_BYTES + 1))


def test_two_hundred_thousand_rows_are_refused():
    row = "AR001,Beras,12,357\n"
    with pytest.raises(Refused, match=f"{MAX_ROWS:,}"):
        read(("KODE,NAMA BAHAN,ENERGI,PROTEIN\n" + row * 200_000).encode())


def test_a_stray_mark_in_the_last_row_of_a_sheet_does_no_harm():
    book = as_excel(TKPI=TKPI)
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b"</sheetData>", b'<row r="1048576"><c r="A1048576"/></row></sheetData>')
            new.writestr(name, part)
    assert len(read(packed.getvalue()).foods) == 4


def test_two_kinds_of_table_in_one_file_are_refused():
    usda = list(csv.reader(io.StringIO(USDA_CSV)))
    with pytest.raises(Refused, match="two kinds"):
        read(as_excel(TKPI=TKPI, USDA=usda))


@given(st.binary(max_size=300) | st.builds(lambda text: text.encode(), st.text(max_size=300)))
def test_hostile_bytes_are_refused_or_read(content):
    try:
        read(content)
    except Refused as refusal:
        assert refusal.reason.id

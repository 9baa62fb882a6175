"""The report as it is printed, read back from the PDF."""

import datetime as dt
import io

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from lopo.quality.hygiene.checklist import elements
from lopo.quality.hygiene.report import Report, ReportedFinding, report_pdf
from lopo.quality.hygiene.sheet import read_sheet

LINK = "https://lopo.example/periksa/hasil/LP-7F3K-2M9Q/"


def a_report(failing=(13, 3), **fields):
    answers = {str(each.number): "failing" if each.number in failing else "fine" for each in elements()}
    told = {
        "business": "Dapur Mama Yuliana",
        "place": "Oebobo, Oebobo",
        "receipt": "LP-7F3K-2M9Q",
        "inspected_on": dt.date(2026, 11, 24),
        "inspector": "Maria Bria",
        "present": "Yuliana Tefa",
        "is_own": False,
        "sheet": read_sheet(answers),
        "link": LINK,
    }
    return Report(**{**told, **fields})


def pages(report, language="id"):
    return list(pypdfium2.PdfDocument(report_pdf(report, language)))


def words(report, language="id"):
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pages(report, language))
    return " ".join(text.split())


def test_it_says_who_where_when_and_the_receipt():
    text = words(a_report())
    for part in ("Dapur Mama Yuliana", "Oebobo", "24 November 2026", "Maria Bria", "Yuliana Tefa"):
        assert part in text
    assert text.count("LP-7F3K-2M9Q") >= 3
    assert "Halaman 1 dari 2" in text


def test_every_element_has_its_answer():
    text = words(a_report())
    assert all(element.question.id in text for element in elements())
    assert text.count("temuan") >= 2
    assert text.count("sesuai") == 35


def test_findings_are_told_the_gravest_first_with_the_day():
    text = words(a_report())
    assert text.index("13. Tidak ada tempat sampah") < text.index("3. Lantai")
    assert "Dibenahi paling lambat 27 November 2026" in text
    mended = {3: ReportedFinding(mended_on=dt.date(2026, 11, 29))}
    assert "Sudah dibenahi, dilihat 29 November 2026" in words(a_report(findings=mended))


def test_the_code_leads_to_the_record():
    picture = pages(a_report())[0].render(scale=3).to_pil()
    assert [each.text for each in zxingcpp.read_barcodes(picture)] == [LINK]


@pytest.mark.parametrize(("failing", "most"), [((), 2), (range(1, 38), 5)])
def test_it_takes_few_pages(failing, most):
    assert len(pages(a_report(failing))) <= most


def test_markup_in_a_name_is_only_a_name():
    text = words(a_report(business="#panic() *Dapur* $x$ ]", notes="= Judul\n#import"))
    assert "#panic() *Dapur* $x$ ]" in text


def test_a_photo_is_printed_with_its_finding():
    photo = io.BytesIO()
    Image.new("RGB", (4000, 3000), "#96261f").save(photo, "JPEG")
    with_photo = report_pdf(a_report(findings={13: ReportedFinding(photos=(photo.getvalue(),))}), "id")
    assert len(with_photo) > len(report_pdf(a_report(), "id"))
    assert len(with_photo) < 400_000


def test_an_own_check_says_that_it_is_one():
    text = words(a_report(is_own=True), "en")
    assert "not an officer's inspection" in text
    assert "Level by own check" in text


def test_an_unfinished_sheet_has_no_report():
    with pytest.raises(ValueError, match="left"):
        report_pdf(a_report(sheet=read_sheet({"1": "fine"})), "id")


def test_every_finding_with_a_long_note_and_photos_is_still_well_set():
    content = io.BytesIO()
    Image.effect_noise((1600, 1200), 90).convert("RGB").save(content, "JPEG")
    note = ("Lantai dekat pintu belakang retak dan basah karena air cucian. " * 9)[:500]
    answers = {str(each.number): {"answer": "failing", "note": note} for each in elements()}
    findings = {
        number: ReportedFinding(photos=(content.getvalue(),) * (number % 4)) for number in range(1, 38)
    }
    report = a_report(sheet=read_sheet(answers), findings=findings, notes="Catatan dapur. " * 120)
    pdf = report_pdf(report, "id")
    found = list(pypdfium2.PdfDocument(pdf))
    text = [" ".join(page.get_textpage().get_text_bounded().split()) for page in found]
    assert len(found) <= 9
    assert len(pdf) < 1_500_000
    for number, page in enumerate(text, 1):
        assert f"Halaman {number} dari {len(found)}" in page
        assert len(page) > 500, "a page with hardly anything on it"
    # No finding is torn: its heading, its way to mend and its day stand on one page.
    for each in elements():
        [page] = [page for page in text if f"{each.number}. {each.failure.id}" in page]
        assert each.mend.id.split(".")[0] in page
    assert all("Semua unsur" not in page or "Unsur Berat Hasil" in page for page in text)

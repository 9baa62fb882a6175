"""The paper: one page whatever stands on it, every word there, and a code that leads home."""

import datetime as dt
from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from lopo.facts.text import Text
from lopo.training.badges.certificate_pdf import MOST_MODULES, Paper, certificate_pdf

LESSON = Text(
    "Cara minta izin PIRT dan halal lewat OSS", "How to ask for the PIRT and halal permits through OSS"
)
PAPER = Paper(
    number="LS-7F3K-2M9Q",
    attends="Yuliana Tefa",
    business="Dapur Mama Yuliana",
    course="Dari dapur ke rak swalayan",
    organiser="Dinas Koperasi dan UKM Kota Kupang",
    place="Aula Kantor Camat Oebobo",
    trainer="Maria Goreti Bria",
    modules=(Text("Dapur bersih", "A clean kitchen"), Text("Label", "Labels")),
    starts_on=dt.date(2026, 11, 2),
    ends_on=dt.date(2026, 11, 5),
    issued_on=dt.date(2026, 11, 20),
    link="https://lopo.kupangkota.go.id/sertifikat/LS-7F3K-2M9Q/",
)
LONG = replace(
    PAPER,
    attends="Maria Magdalena Theresia Wilhelmina Fernandez-Taolin da Costa Ximenes Belo, S.Pd., M.Si., "
    + "Ndaparoka " * 2,
    business="Kelompok Usaha Bersama Perempuan Penenun dan Pengolah Pangan Lokal Kelurahan Naikoten Dua "
    + "Sejahtera Mandiri Bersama Selamanya Maju Terus Pantang Mundur",
    course="Pelatihan cara produksi pangan yang baik, pengemasan, pelabelan, dan pemasaran ke swalayan "
    "untuk usaha mikro",
    organiser="Dinas Perindustrian dan Perdagangan bersama Dinas Koperasi, Usaha Kecil dan Menengah "
    "Kota Kupang dan mitra",
    trainer="Dr. Maria Goreti Bria Seran Nahak Klau Berek, S.T.P., M.Si., Ph.D.",
    place="Aula Kantor Camat Oebobo, Jalan W.J. Lalamentik, Kelurahan Oebufu, Kecamatan Oebobo, Kota Kupang",
    modules=(LESSON,) * 12,
)


def page_of(paper, dots_per_inch=110):
    with pypdfium2.PdfDocument(certificate_pdf(paper)) as document:
        assert len(document) == 1
        page = document[0]
        assert [round(side) for side in page.get_size()] == [842, 595]
        words = " ".join(page.get_textpage().get_text_bounded().split())
        return words, page.render(scale=dots_per_inch / 72).to_pil()


@pytest.mark.parametrize("paper", [PAPER, LONG], ids=["usual", "long"])
def test_every_word_stands_on_one_page_in_both_languages(paper):
    words, _picture = page_of(paper)
    for said in (paper.attends, paper.business, paper.course, paper.organiser, paper.trainer, paper.number):
        assert " ".join(said.split()) in words
    for each in set(paper.modules):
        assert words.count(f"{each.id} {each.en}") == paper.modules.count(each)
    assert "SERTIFIKAT" in words and "Certificate of training" in words
    assert "2–5 November 2026" in words
    assert "Tanggal terbit (issued on): 20 November 2026" in words
    assert "Nama dan jabatan / Name and position" in words
    assert "bukan sertifikat PKP" in words and "not the PKP certificate" in words


@pytest.mark.parametrize("paper", [PAPER, LONG], ids=["usual", "long"])
def test_the_code_leads_to_the_public_page(paper):
    _words, picture = page_of(paper)
    assert [each.text for each in zxingcpp.read_barcodes(picture)] == [paper.link]


@pytest.mark.parametrize("paper", [PAPER, LONG], ids=["usual", "long"])
def test_nothing_runs_into_the_border(paper):
    """Between the bands and the words there is a margin of bare cloth."""
    _words, picture = page_of(paper)
    scale = picture.width / 297
    for left, right in ((24, 33), (264, 273)):
        strip = picture.crop((int(left * scale), int(20 * scale), int(right * scale), int(190 * scale)))
        assert len(Image.Image.getcolors(strip, 9999) or []) == 1


def test_words_are_never_read_as_markup():
    words, _picture = page_of(replace(PAPER, attends="#panic() *Ani* $x$ <b>", course='"; #import "x"'))
    assert "#panic() *Ani* $x$ <b>" in words


def test_one_who_is_her_own_business_is_named_once():
    words, _picture = page_of(replace(PAPER, business=PAPER.attends))
    assert words.count(PAPER.attends) == 1


def test_more_modules_than_fit_are_counted():
    words, _picture = page_of(replace(PAPER, modules=(LESSON,) * 30))
    assert f"dan {30 - MOST_MODULES + 1} modul lain" in words


@settings(max_examples=12)
@given(
    st.text(st.characters(codec="latin-1", categories=("L", "N", "P", "Zs")), min_size=1, max_size=120),
    st.integers(0, 24),
)
def test_whatever_the_name_and_however_many_modules_it_is_one_page(name, count):
    page_of(replace(PAPER, attends=name, course=name, modules=(LESSON,) * count), 40)

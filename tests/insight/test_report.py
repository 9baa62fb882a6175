"""The two pages for the mayor: always two, with three sentences that say what was found and what is not
known.
"""

import dataclasses

import pypdfium2
import pytest
import zxingcpp

from lopo.facts.text import Text
from lopo.insight.house import CohortRow, MilestoneRow, PaperRow, SheetRow
from lopo.insight.report.findings import not_known, three_findings
from lopo.insight.report.mayor import _learnt, heights, mayor_pdf
from lopo.insight.results import Results
from lopo.insight.tables.table import say_points
from lopo.insight.wanted import Wanted
from tests.insight.houses import NAMES, TAUGHT, a_house, a_lesson, a_product, a_programme, ago

LINK = "https://lopo.kupang.example/wawasan/"
LONG = (
    "Bahan tambahan pangan yang dipakai terdaftar dan takarannya tidak melebihi batas menurut peraturan " * 3
)


def pages_of(house, language="id"):
    return pypdfium2.PdfDocument(mayor_pdf(Results(house, Wanted()), LINK, language))


def words_of(pages):
    return " ".join(page.get_textpage().get_text_range() for page in pages).split()


def a_full_house(count):
    """Everything at its fullest: long demands, many modules and courses, some of each told only."""
    rungs = ("", "taman", "swalayan", "nasional", "internasional")
    products = [
        a_product(
            id,
            rung=rungs[id % 5],
            lacking=tuple(f"{LONG} {each}" for each in range(7)),
            ward=("Oebobo", "", "Lasiana")[id % 3],
        )
        for id in range(1, count + 1)
    ]
    modules = [f"modul yang panjang namanya {each}" for each in range(12)]
    trained = [each.id for each in products if each.id % 3]
    house = a_house(
        products,
        [a_lesson(id, ago(200), "hygiene", cohort=1 + id % 20) for id in trained],
        dict.fromkeys(range(1, count + 1), ("not_met", "met", "met")),
        cohorts={
            id: CohortRow(id, f"{LONG} {id}", ago(200), id * 10**6 if id % 2 else None, 7, LONG, 20, 18, 17)
            for id in range(1, 22)
        },
        sheets=tuple(
            SheetRow(id, id, "Oebobo", 1, module, moment, 5, 10, ago(200))
            for id in trained[:300]
            for module in modules
            for moment in (("before", "after") if id % 2 else ("before",))
        ),
        papers=tuple(PaperRow(id, None, "nib", ago(20), None) for id in trained),
        milestones=tuple(MilestoneRow(id, "listed", ago(20), bool(id % 2)) for id in trained[:900]),
    )
    return dataclasses.replace(house, asks={name: Text(name, name) for name in house.products[0].lacking})


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    "house", [a_house([]), a_programme(1), a_programme(30, 40, 20, 9), a_full_house(60), a_full_house(5000)],
    ids=["nobody", "one", "some", "full", "5000"],
)  # fmt: skip
def test_there_are_always_two_pages(house, language):
    assert len(pages_of(house, language)) == 2


def test_the_pages_say_day_page_and_findings():
    words = " ".join(words_of(pages_of(a_programme(30, 40, 20, 9))))
    for said in ("27 November 2026", "Di pasar:", "Halaman 1 dari 2", "Halaman 2 dari 2", "20 dari 30", LINK):
        assert said in words
    assert "Page 1 of 2" in " ".join(words_of(pages_of(a_programme(1), "en")))


def test_the_code_leads_to_the_live_page():
    picture = pages_of(a_programme(3))[0].render(scale=3).to_pil()
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == LINK


def test_markup_in_a_name_is_only_text():
    house = dataclasses.replace(
        a_programme(1), products=(dataclasses.replace(a_product(1), lacking=(NAMES[0],)),),
        asks={NAMES[0]: Text("#panic() $x$ *tebal*", "#panic()")},
    )  # fmt: skip
    assert "#panic()" in words_of(pages_of(house))


def test_nobody_was_trained_is_no_nought():
    first, second, _third = three_findings(Results(a_house([a_product(1)]), Wanted()))
    assert "belum ada hasil yang bisa dihitung" in first.id
    assert "belum ada usaha terlatih" in second.id


def test_the_sentences_of_a_programme():
    house = a_programme(30, 40, 20, 9)
    first, second, third = three_findings(Results(house, Wanted()))
    assert first.id.startswith("30 produk dari 30 usaha sudah dilatih; 20 (67 %) terbukti menutup kekurangan")
    assert "belum tercatat" in first.id
    assert second.en.startswith("After 180 days 20 of 30 trained businesses had closed a gap")
    assert "“Kekurangan dibenahi”: 20 produk" in third.id


def test_what_is_not_known_is_said_and_fits():
    found = Results(a_full_house(200), Wanted())
    said = [each.id for each in not_known(found)]
    assert len(said) <= 6 and "sebabnya" in said[-1]
    assert any("hanya dikatakan" in each for each in said) and any("Biaya" in each for each in said)


def test_the_ladder_of_the_city_counts_who_stands_higher_below_as_well():
    products = [a_product(1), a_product(2, rung="taman"), a_product(3, rung="nasional")]
    assert heights(Results(a_house(products), Wanted())) == [2, 1, 1, 0]
    assert set(TAUGHT) == {"hygiene", "label"}


def test_a_report_of_a_part_says_of_which():
    house = a_programme(3)
    assert "seluruh kota" in " ".join(words_of(pages_of(house)))
    found = Results(house, Wanted("Oebobo", 1, "hygiene", 7, ago(300), ago(9)))
    words = " ".join(words_of(pypdfium2.PdfDocument(mayor_pdf(found, LINK, "en"))))
    assert "kelurahan Oebobo, course Higiene angkatan 1, module A clean kitchen, paid by Indomaret" in words


@pytest.mark.parametrize(
    ("difference", "said"),
    [(0.124, "+12 poin"), (-0.5, "−50 poin"), (0.004, "+0,4 poin"), (0.0, "0 poin"), (-0.0001, "0 poin")],
)
def test_a_small_difference_is_not_rounded_away(difference, said):
    assert say_points(difference).id == said


def test_a_module_that_nobody_was_tested_in_twice_is_no_row_of_the_report():
    once = SheetRow(1, 1, "Oebobo", 1, "label", "before", 4, 10, ago(100))
    twice = tuple(
        SheetRow(2, 2, "Oebobo", 1, "hygiene", each, 5, 10, ago(100)) for each in ("before", "after")
    )
    found = Results(a_house([], sheets=(once, *twice)), Wanted())
    assert [row[0] for row in _learnt(found, "id")] == ["Dapur bersih"]

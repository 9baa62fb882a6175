"""The charts: sound SVG that says in words all that it shows."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from lopo.insight.house import MilestoneRow, PaperRow
from lopo.insight.picture.bars import WIDTH, Bar, bars
from lopo.insight.picture.charts import comparison_chart, funnel_chart, learning_chart
from lopo.insight.results import Results
from lopo.insight.wanted import Wanted
from tests.insight.houses import a_house, a_programme, ago

SVG = "{http://www.w3.org/2000/svg}"


def test_the_funnel_says_every_stage_and_what_is_not_measured():
    found = Results(a_programme(10, closed=4), Wanted())
    drawn = ElementTree.fromstring(funnel_chart(found.counts, "Sampai mana?", "id"))
    assert drawn.get("aria-label").startswith(
        "Sampai mana? Sudah dilatih: 10 (100 %); Kekurangan dibenahi: 4 (40 %)"
    )
    assert "Masuk toko: tidak terukur" in drawn.get("aria-label")
    widths = [each.get("width") for each in drawn.iter(f"{SVG}rect") if "chart-bar" in each.get("class")]
    assert widths == [str(WIDTH), str(round(WIDTH * 0.4))]


def test_what_was_there_before_the_lesson_is_a_part_of_the_bar_of_its_own():
    house = a_programme(4)
    papers = [PaperRow(id, None, kind, ago(day), None)
              for id, day in ((1, 300), (2, 300), (3, 9)) for kind in ("nib", "pirt")]  # fmt: skip
    found = Results(a_house(house.products, house.lessons, papers=tuple(papers)), Wanted())
    drawn = ElementTree.fromstring(funnel_chart(found.counts, "Sampai mana?", "id"))
    said = drawn.get("aria-label")
    assert "Surat lengkap: 3 (75 %), 2 di antaranya sudah sebelum pelajaran" in said
    assert "3 (75 %) · 2 sebelumnya" in [each.text for each in drawn.iter(f"{SVG}text")]
    hollow = [each for each in drawn.iter(f"{SVG}rect") if each.get("class") == "chart-before"]
    after = [each for each in drawn.iter(f"{SVG}rect") if "chart-bar" in each.get("class")]
    assert [each.get("width") for each in hollow] == [str(WIDTH // 2 - 2)]
    assert [(each.get("x"), each.get("width")) for each in after][1:] == [(str(WIDTH // 2), str(WIDTH // 4))]


def test_what_is_told_only_is_hatched_and_nought_has_no_bar():
    house = a_programme(4)
    milestones = (MilestoneRow(1, "listed", ago(9), False),)
    found = Results(a_house(house.products, house.lessons, milestones=milestones), Wanted())
    drawn = funnel_chart(found.counts, "Sampai mana?", "id")
    assert 'class="chart-told" x="0"' in drawn
    assert "0 (0 %) + 1 hanya dikatakan" in drawn and "0 (0 %) +1<" in drawn


def test_both_sides_of_a_comparison_and_learning():
    found = Results(a_programme(5, 5, closed=3), Wanted())
    drawn = comparison_chart(found.comparisons, "Lebih sering?", "en")
    assert "30 days: trained: 3 of 5 (60 %); similar, not yet trained: 0 of 5 (0 %)" in drawn
    ElementTree.fromstring(learning_chart(found.house, found.gains, "Did they learn?", "en"))


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
BARS = st.builds(
    Bar,
    WORDS,
    WORDS,
    st.none() | st.floats(0, 1),
    st.floats(0, 1),
    st.sampled_from(["shown", "beside"]),
    st.booleans(),
    before=st.floats(0, 1),
)


@given(st.lists(BARS, max_size=8), WORDS, st.sampled_from(["id", "en"]), st.booleans())
def test_whatever_is_told_the_picture_is_sound_and_stays_within_its_width(rows, title, language, in_print):
    drawn = ElementTree.fromstring(bars(rows, title, language, in_print=in_print))
    for each in drawn.iter(f"{SVG}rect"):
        assert 0 <= int(each.get("x")) <= int(each.get("x")) + int(each.get("width")) <= WIDTH

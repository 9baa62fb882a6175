"""The ladder's picture: what it says in words, what it names, and that it is sound SVG."""

import re
from xml.etree import ElementTree

import pytest

from lopo.standards.ladder_picture import LINE_LETTERS, NAMED, ladder_svg
from lopo.standards.picture import TierRow

LACKING = (
    "Tidak memakai bahan terlarang seperti boraks, formalin, rhodamin B.",
    "Nama produsen dan jalan atau kotanya tercantum.",
    "Nomor P-IRT masih berlaku.",
    "Label memuat berat bersih.",
)
TIERS = (
    TierRow("taman", "Taman & pasar", 8, 8, "reached", ()),
    TierRow("swalayan", "Swalayan", 33, 37, "next", LACKING),
    TierRow("nasional", "Nasional", 2, 10, "later", ()),
    TierRow("internasional", "Internasional", 0, 0, "later", ()),
)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(size="large", language="id", tiers=TIERS):
    return ElementTree.fromstring(ladder_svg(tiers, size, language))


def texts(picture):
    return [each.text for each in picture.iter(f"{SVG}text")]


def test_its_title_says_every_rung_and_what_the_next_one_lacks():
    label = drawn().get("aria-label")
    assert "Taman & pasar: 8 dari 8, tercapai" in label
    assert "Swalayan: 33 dari 37, berikutnya; masih kurang: Tidak memakai bahan terlarang" in label
    assert "Internasional: tidak ada yang diminta" in label


def test_a_state_has_a_mark_and_a_word():
    said = texts(drawn(language="en"))
    assert "✓ Taman & pasar" in said
    assert "8 of 8, reached" in said
    assert "→ Swalayan" in said


def test_the_next_rung_names_what_it_lacks_in_lines_that_fit():
    said = texts(drawn())
    assert "dan 1 lagi" in said
    named = said[said.index("33 dari 37, berikutnya") + 1 : said.index("dan 1 lagi")]
    assert all(len(line) <= LINE_LETTERS for line in named)
    assert len(drawn().findall(f".//{SVG}path[@class='tier-open']")) == NAMED + 1


def test_the_next_tier_is_the_tallest():
    heights = {}
    for tier in drawn().iter(f"{SVG}g"):
        if (kind := tier.get("class", "")).startswith("tier "):
            ground = tier.find(f"{SVG}path[@class='tier-ground']").get("d")
            numbers = [float(number) for number in re.findall(r"-?[\d.]+", ground)]
            heights.setdefault(kind, []).append(max(numbers[1::2]) - min(numbers[1::2]))
    assert min(heights["tier tier-next"]) > max(heights["tier tier-later"] + heights["tier tier-reached"])


def test_a_tier_is_woven_only_where_something_is_met():
    woven = [bool(tier.findall(f"{SVG}path[@class='tier-woven']")) for tier in drawn().iter(f"{SVG}g")]
    assert woven[1:] == [True, True, True, False]


@pytest.mark.parametrize("hostile", ["<script>", '" onload="x', "&amp;", "a" * 300])
def test_every_word_is_escaped(hostile):
    tier = TierRow("taman", hostile, 1, 2, "next", (hostile,))
    picture = drawn(tiers=[tier])
    assert hostile in picture.get("aria-label")
    assert not [each for each in picture.iter() if each.tag.endswith("script") or each.get("onload")]


def test_the_small_one_has_no_words_and_no_names_that_could_clash():
    small = drawn("small")
    assert texts(small) == []
    assert not [each.get("id") for each in small.iter() if each.get("id")]

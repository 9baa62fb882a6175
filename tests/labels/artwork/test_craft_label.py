import pytest

from lopo.labels.artwork.typesetting import typeset
from tests.labels.artwork.printed import bare, codes_of, text_of
from tests.labels.artwork.sample import content, example, gaps, order, prose, words_of

SHAWL = "tenun-ikat-selendang"


def test_a_shawls_tag_says_of_what_how_large_how_to_keep_it_and_by_whom():
    label = content(example(SHAWL), order(pack="tag"))
    assert label.gaps == ()
    assert label.brand == "Selendang tenun ikat"
    assert [words_of(line) for line in label.essentials] == [
        "Dibuat oleh: Mama Yosefina",
        "Kelompok Tenun Ina Manulai, Kupang",
        "9 hari pengerjaan",
        "Dibuat di Indonesia",
    ]
    assert prose(label, "material") == ["Bahan: Katun 100 %"]
    assert prose(label, "size") == ["Ukuran: 180 x 45 cm"]
    assert prose(label, "care")[0].startswith("Perawatan: Cuci tangan")
    assert prose(label, "story")[0].startswith("Motif buna")


def test_a_tag_asks_nothing_of_food():
    label = content(example(SHAWL), order(pack="tag"))
    assert {"ingredients", "expiry", "panel"}.isdisjoint(block.element for block in label.blocks)


def test_what_a_tag_lacks_is_said_with_its_fact():
    label = content(example("anyaman-lontar-kartu"), order(pack="tag"))
    assert gaps(label) == [
        "The material is missing.",
        "The size is missing.",
        "The care text is missing.",
        "There is no barcode number yet, so this label has no barcode.",
    ]
    assert {gap.fact for gap in label.gaps if gap.stops} == {
        "craft.label_composition", "craft.label_size", "craft.label_care",
    }  # fmt: skip


@pytest.mark.parametrize("design", ["tenun", "hemat"])
def test_a_tag_prints_whole_and_its_code_is_read(design):
    ordered = order(pack="tag", design=design)
    label = content(example(SHAWL), ordered)
    artwork = typeset(label, ordered)
    assert artwork.fits
    printed = text_of(artwork.pdf())
    assert all(bare(words_of(line)) in printed for line in label.essentials)
    assert codes_of(artwork.pdf()) == [
        "8999999000066", "https://id.gs1.org/01/08999999000066/10/SL-0211",
    ]  # fmt: skip

"""Claims in a text that sells: found with their place and sentence, refused or noted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.market.promotion.text_check import Ground, check_text, is_clean

PIRT = Ground(food=True, route="pirt")
MD = Ground(food=True, route="md", papers=frozenset({"md", "halal"}))
CLOTH = Ground(food=False)


def kinds(text, ground=PIRT):
    return [(each.kind, each.words.lower(), each.refused) for each in check_text(text, ground)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Menurunkan gula darah.", [("medical", "menurunkan", True)]),
        (
            "Sambal terbaik nomor satu!",
            [("superlative", "terbaik", True), ("superlative", "nomor satu", True)],
        ),
        ("Abon tanpa pengawet.", [("absence", "tanpa pengawet", True)]),
        ("Kaya akan serat, rasanya gurih.", [("nutrition", "kaya akan serat", True)]),
        ("Teh kelor yang sehat.", [("health", "sehat", True)]),
        ("Kopi organik dari Timor.", [("organic", "organik", True)]),
        ("Produk halal.", [("halal", "halal", True)]),
        ("Sudah BPOM.", [("permit", "bpom", True)]),
        ("Madu murni 100% dari hutan.", [("conditional", "murni", False), ("conditional", "100%", False)]),
        ("Best sambal, guaranteed.", [("superlative", "best", True), ("superlative", "guaranteed", True)]),
        ("Cabai rawit, jeruk nipis dan kemangi, difermentasi dua hari.", []),
        ("Produk tidak halal: mengandung daging babi.", []),
    ],
)
def test_what_claims_is_found(text, found):
    assert kinds(text) == found


def test_the_place_and_the_sentence_are_told():
    text = "Sambal dari Oebobo. Rasanya paling   enak di Timor. Botol 150 g."
    (found,) = check_text(text, PIRT)
    assert text[found.start : found.end] == "paling   enak"
    assert found.sentence == "Rasanya paling   enak di Timor."
    assert "“paling enak”" in found.says.id
    assert "“paling enak”" in found.says.en


def test_a_figure_with_a_point_does_not_end_the_sentence():
    (found,) = check_text("Isi 1.500 g dan dijamin segar? Tidak.", CLOTH)[:1]
    assert found.sentence == "Isi 1.500 g dan dijamin segar?"


def test_what_the_city_has_seen_may_be_said():
    assert kinds("Bersertifikat halal dan terdaftar BPOM.", MD) == []
    assert kinds("P-IRT dan SNI.", MD) == [("permit", "p-irt", True), ("permit", "sni", True)]


def test_with_an_md_a_claim_still_needs_its_proof_or_its_figure():
    assert [each.refused for each in check_text("Tanpa pengawet. Menyehatkan. Rendah gula.", MD)] == [
        True
    ] * 3
    assert "BPOM" in check_text("Menyehatkan.", MD)[0].says.id
    assert "Lemak" in check_text("Rendah lemak.", MD)[0].says.id


def test_cloth_is_not_read_as_food():
    assert kinds("Selendang yang menyehatkan mata.", CLOTH) == []
    assert kinds("Tenun terbaik.", CLOTH) == [("superlative", "terbaik", True)]


def test_what_is_refused_is_never_hidden_behind_what_is_noted():
    assert ("halal", "100% halal", True) in kinds("Bahannya 100% halal.")
    assert is_clean(["Murni dari Timor."], PIRT)
    assert not is_clean(["Murni dari Timor.", "Terlaris di Kupang."], PIRT)


@given(st.text(max_size=300))
def test_any_text_is_read_and_every_claim_stands_where_it_is_said(text):
    reached = 0
    for found in check_text(text, PIRT):
        assert reached <= found.start < found.end <= len(text)
        assert " ".join(text[found.start : found.end].split()) == found.words
        assert found.says.id
        reached = found.end


@given(
    st.lists(st.sampled_from(["terbaik", "100% halal", "sehat", "murni", "dari Oebobo.", "\n", "tanpa msg"]))
)
def test_every_refused_word_makes_a_text_unclean(parts):
    bad = {"terbaik", "100% halal", "sehat", "tanpa msg"}
    assert is_clean([" ".join(parts)], PIRT) is not bool(bad & set(parts))

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.labels.rules.claims import (
    Claim,
    brand_words,
    claim_words,
    conditional_words,
    find_claims,
    medical_words,
)


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Camilan rendah gula untuk keluarga", "rendah gula", "nutrition"),
        ("TINGGI KALSIUM", "TINGGI KALSIUM", "nutrition"),
        ("Kaya akan serat dan rasa", "Kaya akan serat", "nutrition"),
        ("sumber protein nabati", "sumber protein", "nutrition"),
        ("Sumber utama vitamin A", "Sumber utama vitamin", "nutrition"),
        ("Keripik kelor superfood dari Timor", "superfood", "nutrition"),
        ("tanpa tambahan gula", "tanpa tambahan gula", "nutrition"),
        ("Low sugar, real taste", "Low sugar", "nutrition"),
        ("Gluten-free cookies", "Gluten-free", "nutrition"),
        ("Kolesterol rendah", "Kolesterol rendah", "nutrition"),
        ("mengandung protein tinggi", "protein tinggi", "nutrition"),
        ("Tidak mengandung kolesterol", "Tidak mengandung kolesterol", "nutrition"),
        ("Non kolesterol", "Non kolesterol", "nutrition"),
        ("0% gula", "0% gula", "nutrition"),
        ("Menambah berat badan", "Menambah berat badan", "health"),
        ("Terapi diabetes", "Terapi diabetes", "medical"),
        ("Cocok untuk penderita diabetes", "Cocok untuk penderita", "medical"),
        ("Jamu pegal linu", "pegal linu", "medical"),
        ("Bebas pengawet", "Bebas pengawet", "absence"),
        ("tanpa bahan pengawet", "tanpa bahan pengawet", "absence"),
        ("Tanpa MSG!", "Tanpa MSG", "absence"),
        ("Teh kelor menyehatkan", "menyehatkan", "health"),
        ("Cocok untuk diet", "diet", "health"),
        ("meningkatkan daya tahan tubuh", "meningkatkan daya tahan", "health"),
        ("menjaga kesehatan jantung", "menjaga kesehatan", "health"),
        ("Melancarkan ASI", "Melancarkan ASI", "health"),
        ("Dapat mengobati batuk", "mengobati", "medical"),
        ("menurunkan kolesterol", "menurunkan", "medical"),
        ("mencegah diabetes", "mencegah diabetes", "medical"),
        ("herbal penyembuh asam urat", "herbal penyembuh", "medical"),
        ("membantu mengatasi darah tinggi", "mengatasi darah tinggi", "medical"),
    ],
)
def test_finds_a_claim_and_its_kind(text, words, kind):
    assert Claim(words, kind) in find_claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sambal lu'at khas Timor, pedas dan segar",
        "Diproduksi oleh Toko Sumber Rejeki, Oebobo, Kupang",
        "Kopi dari dataran tinggi Bajawa",
        "Kaya rasa, kaya rempah",
        "Keripik pisang berkualitas tinggi",
        "Simpan di tempat kering untuk mencegah jamur",
        "Simpan di suhu rendah",
        "Bebas ongkos kirim se-Kota Kupang",
        "Komposisi: singkong, minyak kelapa, gula, garam",
        "Harga rendahan? Tidak!",
        "Dinas Kesehatan Kota Kupang",
        "Produk ini bukan obat",
        "Terdaftar di Badan Pengawas Obat dan Makanan",
        "Sumber air: sumur bor",
        "Kerenyahan bisa menurun",
        "Tidak cocok untuk penderita alergi kacang",
    ],
)
def test_plain_words_are_no_claim(text):
    assert find_claims(text) == ()


def test_several_claims_come_in_the_order_of_the_text():
    text = "Bebas pengawet, tinggi serat, mengobati maag"
    assert [claim.kind for claim in find_claims(text)] == ["absence", "nutrition", "medical"]


def test_medical_words_and_the_others_are_told_apart():
    texts = ["Menyehatkan dan Mengobati", "menyehatkan"]
    assert claim_words(texts) == ("menyehatkan",)
    assert medical_words(texts) == ("mengobati",)


@pytest.mark.parametrize(
    ("brand", "words"),
    [
        ("Kelor Sehat", ("sehat",)),
        ("Mama Aman Bergizi", ("aman", "bergizi")),
        ("Sumber Rejeki", ()),
        ("Amanda", ()),
    ],
)
def test_a_brand_may_not_steer_judgement(brand, words):
    assert brand_words(brand) == words


def test_conditional_words_are_shown():
    assert conditional_words("Madu murni 100% dari Timor") == ("murni", "100%")
    assert conditional_words("alamiah") == ()


@given(st.text(max_size=80))
def test_any_text_can_be_read(text):
    assert all(claim.words for claim in find_claims(text))

import pytest

from lopo.facts.catalogue import load_catalogue
from tests.labels.artwork.sample import (
    EXAMPLES,
    content,
    example,
    gaps,
    luat,
    mark,
    order,
    prose,
    words_of,
)

NINE = {"ingredients", "allergens", "storage", "expiry", "codes"}


def test_a_dossier_with_everything_lacks_nothing():
    label = content(luat())
    assert label.gaps == ()
    assert (label.brand, label.name, label.net) == ("Mama Oebobo", "Sambal lu’at", "Berat bersih 150 g")
    assert [words_of(line).replace("\xa0", " ") for line in label.essentials] == [
        "Diproduksi oleh: Dapur Mama Bella, Jl. Contoh No. 3, Oebobo, Kupang 85111, Indonesia",
        "P-IRT 1115371010001-29",
        "Baik digunakan sebelum: 19 Januari 2027",
        "Halal ID53110007761230225",
    ]
    assert {block.element for block in label.blocks} == NINE


def test_a_house_number_stays_with_its_word():
    line = words_of(content(luat(label__producer_address="Jl. Timor Raya No. 12 RT 03")).essentials[0])
    assert "Jl.\xa0Timor Raya No.\xa012 RT\xa003" in line


def test_ingredients_allergens_and_storage_in_the_words_of_the_rule():
    label = content(luat())
    assert prose(label, "ingredients") == [
        "Komposisi: cabai rawit, jeruk nipis, terasi, garam, pengawet natrium benzoat."
    ]
    assert prose(label, "allergens") == [
        "Mengandung alergen, lihat daftar bahan yang dicetak tebal.",
        "Diproduksi menggunakan peralatan yang juga memproses kacang tanah.",
    ]
    assert prose(label, "storage")[0].startswith("Penyimpanan: simpan di tempat sejuk")


@pytest.mark.parametrize(
    ("forgotten", "fact", "element"),
    [
        ("recipe__ingredients", "recipe.ingredients", "ingredients"),
        ("label__net_quantity", "label.net_quantity", "net"),
        ("label__net_unit", "label.net_unit", "net"),
        ("label__producer_city", "label.producer_city", "producer"),
        ("label__producer_postcode", "label.producer_postcode", "producer"),
        ("permit__pirt__number", "permit.pirt.number", "registration"),
        ("quality__shelf_life_days", "quality.shelf_life_days", "expiry"),
    ],
)
def test_what_is_forgotten_stops_the_label_and_names_the_fact(forgotten, fact, element):
    label = content(luat(**{forgotten: None}))
    assert not label.can_be_sold
    assert (element, fact) in [(gap.element, gap.fact) for gap in label.gaps if gap.stops]


def test_without_a_number_of_its_own_the_label_has_no_barcode_and_may_still_be_sold():
    label = content(luat(permit__gtin__number=None))
    assert label.can_be_sold and gaps(label, "codes")
    assert "codes" not in {block.element for block in label.blocks}


def test_a_number_with_a_wrong_last_digit_is_not_printed():
    label = content(luat(permit__gtin__number="8999999000012"))
    assert not label.can_be_sold and "8999999000011" not in str(label.blocks)


@pytest.mark.parametrize(
    ("written", "bars"), [("08999999000011", "8999999000011"), ("00000096385074", "96385074")]
)
def test_a_number_padded_to_fourteen_digits_is_that_of_the_pack(written, bars):
    codes = content(luat(permit__gtin__number=written)).blocks[-1]
    assert codes.symbols[0].content == bars


def test_the_number_of_a_case_is_not_printed_on_a_pack():
    label = content(luat(permit__gtin__number="18999999000018"))
    assert [gap.reason.en for gap in label.gaps] == ["This number is not for a pack at the till."]


def test_the_certificate_asks_for_the_holders_own_mark():
    without = content(luat(), order(halal_image=None))
    assert not without.can_be_sold and gaps(without, "halal")
    assert content(luat(), order(halal_image=mark())).halal.number == "ID53110007761230225"
    assert content(luat(permit__halal__number="")).halal is None


def test_a_food_of_non_halal_material_says_so_and_carries_no_mark():
    label = content(example("sei-babi-jujur"))
    assert label.halal is None
    assert "MENGANDUNG BABI" in [words_of(line) for line in label.essentials]
    unsaid = content(luat(product__halal_materials="non-halal", label__nonhalal_statement=None))
    assert unsaid.halal is None
    assert "TIDAK HALAL" in [words_of(line) for line in unsaid.essentials]


def test_a_sweetener_brings_its_warning():
    sweet = [{"name": "aspartam", "amount": "200", "group": "pemanis buatan"}]
    warnings = " ".join(prose(content(luat(recipe__additives=sweet)), "warning")).lower()
    assert "fenilketonurik" in warnings
    assert prose(content(luat()), "warning") == []


def test_pork_and_engineered_material_are_named():
    label = content(luat(recipe__pork_or_gm=["pork"]))
    assert prose(label, "origin") == ["Mengandung babi"]


def test_a_home_kitchens_label_carries_no_claim():
    label = content(luat(), order(promise="Rendah gula, kaya serat"))
    assert not label.can_be_sold
    assert any("A P-IRT label may carry none" in reason for reason in gaps(label, "promise"))


def test_no_food_promises_healing():
    label = content(luat(label__name="Sambal obat diabetes"))
    assert any("promises healing" in reason for reason in gaps(label, "name"))


def test_the_brand_may_not_say_health():
    assert gaps(content(example("teh-kelor-mencegah")), "brand") == ["“sehat” may not stand in a brand."]


def test_two_languages_double_what_must_be_understood():
    label = content(luat(), order(bilingual=True))
    assert (label.name, label.name_other) == ("Sambal lu’at", "Hot chilli relish")
    assert prose(label, "ingredients")[1].startswith("Ingredients: bird’s eye chilli, lime, shrimp paste")
    assert prose(label, "storage")[1].startswith("Storage: keep in a cool, dry place")
    missing = content(luat(export__name_en=None), order(bilingual=True))
    assert "The English name is missing." in gaps(missing, "name")


def test_the_united_states_ask_ounces_sources_and_an_importer():
    label = content(luat(), order(market="us"))
    assert label.net == "Net Wt 5.29 oz (150 g)"
    assert "Contains: Crustacean shellfish (shrimp paste)." in prose(label, "allergens")
    printed = [words_of(line) for line in label.essentials]
    assert "Product of Indonesia" in printed
    assert any(line.startswith("Imported by: Timor Foods Inc.") for line in printed)
    assert not content(luat(export__importer=None), order(market="us")).can_be_sold


def test_europe_reads_the_metric_quantity_and_bold_allergens():
    label = content(luat(), order(market="eu"))
    assert label.net == "150 g"
    assert "Allergens are printed in bold in the list of ingredients." in prose(label, "allergens")
    english = next(block for block in label.blocks if block.element == "ingredients")
    assert [run.text for run in english.runs if run.bold] == ["shrimp"]


def test_a_panel_that_is_not_complete_is_left_out_and_said():
    label = content(example("keripik-pisang-klaim"))
    assert gaps(label, "panel")
    whole = content(example("kacang-mete-ekspor"))
    assert "panel" in {block.element for block in whole.blocks}


@pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*.toml")))
@pytest.mark.parametrize("market", ["id", "us", "eu"])
def test_every_gap_of_an_example_names_a_fact_and_speaks_both_languages(name, market):
    label = content(example(name), order(market=market, halal_image=None, lot="", made_on=None))
    for gap in label.gaps:
        assert gap.fact in load_catalogue(), gap
        assert gap.reason.id and gap.reason.en and gap.reason.id != gap.reason.en
        assert "{" not in gap.reason.id + gap.reason.en
    assert len(set(label.gaps)) == len(label.gaps)

import pytest

from lopo.labels.rules.allergens import (
    allergen_families,
    families,
    families_of,
    family_title,
    not_in_bold,
    perhaps_allergens,
    statement,
)


@pytest.mark.parametrize(
    ("ingredient", "found"),
    [
        ("tepung terigu", {"gluten"}),
        ("Telur ayam", {"egg"}),
        ("ikan teri", {"fish"}),
        ("ebi kering", {"crustacean"}),
        ("terasi", {"crustacean"}),
        ("cumi-cumi", {"mollusc"}),
        ("Kacang  tanah sangrai", {"peanut"}),
        ("kecap manis", {"soy"}),
        ("susu bubuk", {"milk"}),
        ("keju", {"milk"}),
        ("biji jambu mete", {"tree_nut"}),
        ("pengawet natrium metabisulfit", {"sulphite"}),
        ("biskuit (tepung terigu, susu, telur)", {"gluten", "milk", "egg"}),
        # not what they look like
        ("susu kedelai", {"soy"}),
        ("telur ikan", {"fish"}),
        ("mentega kacang", {"peanut"}),
        ("lesitin kedelai", set()),
        ("maltodekstrin", set()),
        ("sirup glukosa", set()),
        ("susu kelapa", set()),
        ("kacang hijau", set()),
        ("jamur tiram", set()),
        ("kelapa", set()),
        ("daun kelor", set()),
        ("tepung tapioka", set()),
        ("terigunya", set()),
    ],
)
def test_families_of_an_ingredient(ingredient, found):
    assert families_of(ingredient) == found


def test_sambal_luat_with_shrimp_paste_and_soy_sauce():
    recipe = ["cabai rawit", "jeruk nipis", "terasi", "kecap asin", "garam"]
    assert allergen_families(recipe) == ("crustacean", "soy")


def test_no_allergen_at_all():
    assert allergen_families(["singkong", "minyak kelapa", "garam"]) == ()


def test_what_stands_in_the_list_but_not_in_bold():
    ingredients = ["tepung terigu", "telur", "gula", "kacang tanah"]
    assert not_in_bold(ingredients, ["Tepung terigu", "kacang tanah"]) == ("telur",)
    assert not_in_bold(ingredients, ["terigu", "telur", "kacang tanah"]) == ()
    assert not_in_bold(ingredients, []) == ("tepung terigu", "telur", "kacang tanah")


def test_candlenut_is_asked_about_not_demanded():
    assert perhaps_allergens(["kemiri", "cabai"]) == ("kemiri",)
    assert families_of("kemiri") == frozenset()


def test_every_family_has_a_name():
    assert all(family_title(family).id for family in families())
    assert len(families()) == 10
    assert "dicetak tebal" in statement()

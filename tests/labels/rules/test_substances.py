import pytest

from lopo.labels.rules.substances import found, sweetener_kind, sweetener_warning


@pytest.mark.parametrize(
    ("kind", "ingredient"),
    [
        ("artificial_sweetener", "pemanis buatan natrium siklamat"),
        ("artificial_sweetener", "Sukralosa"),
        ("artificial_sweetener", "Asesulfam-K"),
        ("aspartame", "aspartam"),
        ("natural_sweetener", "stevia"),
        ("polyol", "sirup sorbitol"),
        ("sugar", "gula lempeng"),
        ("banned", "boraks"),
        ("banned", "Rhodamin  B"),
        ("banned", "bleng"),
        ("banned", "kuning metanil"),
    ],
)
def test_a_substance_is_found_by_its_name(kind, ingredient):
    assert found(kind, ["garam", ingredient]) == (ingredient,)


@pytest.mark.parametrize(
    ("kind", "ingredient"),
    [
        ("sugar", "gulai"),
        ("banned", "borak"),
        ("artificial_sweetener", "pemanis alami"),
        ("banned", "formula"),
    ],
)
def test_a_word_that_only_begins_alike_is_not(kind, ingredient):
    assert found(kind, [ingredient]) == ()


@pytest.mark.parametrize(
    ("ingredients", "kind"),
    [(["teh", "gula"], "none"), (["teh", "stevia"], "natural"), (["stevia", "sukralosa"], "artificial")],
)
def test_the_strictest_sweetener_counts(ingredients, kind):
    assert sweetener_kind(ingredients) == kind


def test_the_warning_is_the_prescribed_one():
    assert sweetener_warning().startswith("Mengandung pemanis buatan, disarankan tidak dikonsumsi oleh anak")

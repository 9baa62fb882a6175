import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.nutrition.foods.composition import current_composition
from lopo.nutrition.foods.food_names import Match, NameIndex, _tables

FOODS = current_composition()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("cabe rawit", "tkpi-NR015"),
        ("Cabai Rawit", "tkpi-NR015"),
        ("gula pasir", "tkpi-MP007"),
        ("gula putih", "tkpi-MP007"),
        ("garam", "usda-SR02047"),
        ("air", "usda-SR14429"),
        ("minyak goreng", "tkpi-KR012"),
        ("ikan tongkol", "tkpi-GR070"),
        ("singkong", "tkpi-BR016"),
        ("ubi kayu", "tkpi-BR016"),
        ("rice flour", "tkpi-AP004"),
        ("Honey", "tkpi-MP010"),
        ("bawang putih segar", "tkpi-NR008"),
        ("kacang mede", "tkpi-CR028"),
    ],
)
def test_a_kitchen_word_means_one_food(name, code):
    match = FOODS.best_match(name)
    assert (match.food.code, match.sure) == (code, True)


@pytest.mark.parametrize(
    "name",
    ["daging sapi", "babi", "gula merah", "jagung", "kopi arabika", "daun kelor kering", "kecap manis"],
)
def test_a_name_that_fits_several_foods_or_a_like_one_is_not_sure(name):
    match = FOODS.best_match(name)
    assert match is not None and not match.sure


def test_the_nearest_to_plain_meat_is_raw_and_no_word_is_taken_for_another_that_only_looks_alike():
    assert FOODS.best_match("daging sapi").food.name.id.endswith("segar")
    assert FOODS.best_match("kemangi") is None
    assert FOODS.best_match("bawamg putih") is not None


@pytest.mark.parametrize("name", ["", "   ", "xyzzy", "!!!", "\u200b", "a" * 100_000])
def test_a_name_of_nothing_we_know_finds_nothing(name):
    assert FOODS.best_match(name) is None
    assert FOODS.find(name) == ()


def test_a_misspelt_word_still_finds_and_is_not_sure():
    assert FOODS.find("bawnag putih")[0].name.id == "Bawang putih, segar"
    assert not FOODS.best_match("bawnag putih").sure


def test_words_may_stand_in_any_order_and_either_language():
    assert FOODS.find("rawit cabai")[0].code == "tkpi-NR015"
    assert FOODS.find("raw shallot")[0].code in ("tkpi-NR007", "usda-SR11677")
    assert len(FOODS.find("susu", limit=3)) == 3


def test_every_kitchen_word_leads_to_a_food_that_is_there():
    kitchen = _tables()["kitchen"]
    assert [name for name, code in kitchen.items() if code not in FOODS] == []
    assert all(FOODS.best_match(name).food.code == code for name, code in kitchen.items())


def test_every_food_is_found_by_its_own_names():
    for food in FOODS.values():
        for name in (food.name.id, food.name.en):
            assert food in FOODS.find(name, 30)


def test_a_name_that_was_looked_up_is_not_compared_again(monkeypatch):
    index = NameIndex({"x-1": ("Beras", "Rice")})
    compared = []
    monkeypatch.setattr(difflib, "get_close_matches", lambda word, *_, **__: compared.append(word) or [])
    for _ in range(3):
        assert index.best_match("qwertyu") is None
        assert index.best_match("asdfghj qwertyu") is None
    assert compared == ["qwertyu", "asdfghj"]


def test_foods_of_one_name_are_all_kept_once_each():
    many = {f"x-{number}": ("Beras", "Beras") for number in range(20_000)}
    assert NameIndex(many).best_match("beras") == Match("x-0", sure=False)


@given(st.text(max_size=60))
def test_no_name_breaks_the_search(name):
    match = FOODS.best_match(name)
    assert match is None or match.food.code in FOODS

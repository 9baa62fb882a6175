import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Item
from lopo.labels.artwork.ingredients import _names, as_runs, english_name, listed
from lopo.labels.rules.allergens import families_of
from tests.labels.artwork.sample import words_of

amounts = st.none() | st.decimals(Decimal("0.001"), 10**6, places=3)
names = st.text("abcdefghij", min_size=1, max_size=8)
recipes = st.lists(st.builds(Item, names, amounts), max_size=8)


def bold(runs):
    return [run.text for run in runs if run.bold]


def test_heaviest_first_then_the_additives_with_their_class():
    entries = listed(
        [Item("garam", Decimal(20)), Item("cabai rawit", Decimal(250)), Item("kemangi")],
        [Item("kalium sorbat", Decimal(1), "pengawet"), Item("asam sitrat", Decimal(3), "pengatur keasaman")],
    )
    assert [each.name for each in entries] == [
        "cabai rawit", "garam", "kemangi", "pengatur keasaman asam sitrat", "pengawet kalium sorbat",
    ]  # fmt: skip


@given(recipes, recipes)
def test_nothing_is_lost_and_no_lighter_ingredient_stands_before_a_heavier(recipe, additives):
    entries = listed(recipe, additives)
    assert len(entries) == len(recipe) + len(additives)
    weights = {}
    for item in recipe:
        weights.setdefault(item.name, []).append(item.amount or Decimal(0))
    printed = [weights[each.name] for each in entries[: len(recipe)]]
    assert all(max(one) >= min(other) for one, other in itertools.pairwise(printed))
    assert sorted(each.name for each in entries[: len(recipe)]) == sorted(item.name for item in recipe)


@pytest.mark.parametrize(
    ("ingredients", "in_bold"),
    [
        (["cabai rawit", "terasi", "garam"], ["terasi"]),
        (["tepung terigu", "susu bubuk", "gula"], ["tepung terigu", "susu"]),
        (["lesitin kedelai", "santan kelapa"], []),
        (["kecap manis", "kacang tanah"], ["kecap manis", "kacang tanah"]),
        (["anchovies", "soybeans", "eggs"], ["anchovies", "soybeans", "eggs"]),
        (["coconut milk", "peanut butter", "cocoa butter"], ["peanut butter"]),
    ],
)
def test_words_for_allergens_print_bold(ingredients, in_bold):
    runs = as_runs(ingredients)
    assert bold(runs) == in_bold
    assert words_of(runs) == ", ".join(ingredients) + "."


def test_a_name_whose_words_do_not_say_the_allergen_is_bold_as_a_whole():
    assert bold(as_runs(["little silver ones", "salt"], [{"fish"}, ()])) == ["little silver ones"]


@pytest.mark.parametrize(("name", "english"), list(_names().items()))
def test_the_common_english_name_speaks_of_the_same_allergens(name, english):
    assert families_of(english) == families_of(name)


def test_the_owners_english_names_come_first():
    entries = listed([Item("cabai rawit", Decimal(2)), Item("garam", Decimal(1))], [], ["bird's eye chilli"])
    assert [each.english for each in entries] == ["bird's eye chilli", english_name("garam")]


@given(st.lists(st.text(max_size=12), max_size=6))
def test_bold_changes_no_word(ingredients):
    assert words_of(as_runs(ingredients)) == ", ".join(ingredients) + "."

import doctest
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from lopo.facts.catalogue import load_catalogue
from lopo.site.command import main
from tests.site.test_docs import console_examples
from tests.site.test_docs import test_a_console_example_prints_what_is_shown as prints_what_is_shown

DOCS = Path(__file__).parents[2] / "docs" / "nutrition.md"
EXAMPLES = Path(__file__).parents[2] / "examples"
CASHEW = EXAMPLES / "kacang-mete-ekspor.toml"

CHIPS = """
[product]
name = "Keripik pisang"
form = "solid"
[recipe]
ingredients = [
    { name = "pisang kepok", amount = 1000 },
    { name = "minyak kelapa", amount = 150 },
    { name = "gula merah", amount = 120 },
    { name = "daun jeruk", amount = 2 },
]
loss_percent = 50
[label]
claims = ["Rendah lemak"]
net_quantity = 100
net_unit = "g"
[nutrition]
serving_g = 20
household_measure = "5 keping"
"""
LAB = """
[nutrition.lab]
fat_g = 24.2
saturated_fat_g = 20.6
protein_g = 2.4
carbohydrate_g = 66
sugars_g = 31
sodium_mg = 25
"""


def lopo(*arguments, input=None, language="en_GB"):
    return CliRunner().invoke(
        main, ["nutrition", *map(str, arguments)], input=input, env={"LC_ALL": language, "COLUMNS": "90"}
    )


def test_a_recipe_that_is_wholly_known_prints_its_panel():
    found = lopo(CASHEW)
    assert found.exit_code == 0, found.output
    assert "✓ kacang mete    1,000 g  Cashew kernel, raw (TKPI 2020 CR028)" in found.output
    assert "Finished product: 969.6 g" in found.output
    assert "borrowed from USDA: kacang mete" in found.output
    assert "Serving size 30 g (1 handful)" in found.output
    assert "not laboratory results" in found.output


@pytest.mark.parametrize(
    ("country", "words"),
    [
        ("id", "INFORMASI NILAI GIZI"),
        ("us", "Includes 0g Added Sugars"),
        ("eu", "of which saturates"),
    ],
)
def test_the_panel_of_each_country(country, words):
    language = "id_ID" if country == "id" else "en_GB"
    assert words in lopo(CASHEW, "--panel", country, language=language).output


def test_what_is_not_known_is_said_with_its_share_and_leaves_with_1():
    found = lopo("-", input=CHIPS)
    assert found.exit_code == 1
    flat = " ".join(found.output.split())
    assert "? gula merah 120 g not clear; the nearest is" in flat
    assert "“gula merah = tkpi-" in flat
    assert "known for 90.4% of the recipe's weight, not for gula merah, daun jeruk" in flat
    assert "Not fit to print; not known: Total energy, Total fat" in flat


def test_the_laboratory_closes_the_panel_and_both_values_are_shown():
    found = lopo("-", input=CHIPS + LAB)
    assert found.exit_code == 0
    flat = " ".join(found.output.split())
    assert "24.2 g (laboratory) · at least" in flat
    assert "estimate" not in flat


def test_a_claim_is_tested_and_refused_with_the_figures():
    flat = " ".join(lopo("-", input=CHIPS + LAB).output.split())
    assert "✗ “Rendah lemak” needs at most 3 g of total fat in 100 g; here it is 24.2 g." in flat


def test_the_json_holds_everything():
    answer = json.loads(lopo("-", "--json", input=CHIPS + LAB).output)
    assert answer["product"] == "Keripik pisang" and answer["finished_grams"] == "636"
    assert {each["name"]: each["how"] for each in answer["ingredients"]}["gula merah"] == "guess"
    fat = next(each for each in answer["per_100"] if each["nutrient"] == "fat")
    assert (
        fat["lab"] == "24.2"
        and fat["recipe"].startswith("23.")
        and fat["lacking"] == ["gula merah", "daun jeruk"]
    )
    assert answer["panel"]["proof"] == "lab" and answer["panel"]["complete"] is True
    assert answer["claims"][0]["allowed"] is False


def test_nothing_known_says_what_to_fill_in_first():
    found = lopo("-", input='[product]\nname = "Madu"\n')
    assert found.exit_code == 1 and "Fill in recipe.ingredients first" in found.output
    assert json.loads(lopo("-", "--json", input="").output)["panel"] is None


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("loss_percent = 130", "At most 99%"),
        ('ingredients = [{ name = "gula", amount = -5 }]', "more than zero"),
        ('ingredients = [{ name = "gula", amount = 0 }]', "more than zero"),
        ("frying_oil_g = -1", "At least 0 g"),
    ],
)
def test_bad_input_is_refused_with_its_place(line, says):
    found = lopo("-", input=f"[recipe]\n{line}\n")
    assert found.exit_code == 2
    assert says in found.stderr and "recipe." in found.stderr


@pytest.mark.parametrize(
    ("recipe", "says"),
    [
        (
            'ingredients = [{ name = "gula pasir", amount = 100 }]\nloss_percent = 50',
            "there is at most 5.4 g of water",
        ),
        (
            'ingredients = [{ name = "bumbu", amount = 1 }]\nloss_percent = 0\n'
            'parts = [{ name = "bumbu", amount = 1, group = "bumbu" }]',
            "contains itself: bumbu → bumbu",
        ),
    ],
)
def test_a_recipe_that_cannot_be_says_why(recipe, says):
    found = lopo("-", input=f"[recipe]\n{recipe}\n")
    assert found.exit_code == 1 and says in " ".join(found.output.split())


def test_a_missing_file_and_a_wrong_panel_are_refused():
    assert "There is no such file" in lopo("no-such.toml").stderr
    found = lopo(CASHEW, "--panel", "fr")
    assert found.exit_code == 2 and "id, us, eu" in found.stderr


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.toml")), ids=lambda each: each.stem)
@pytest.mark.parametrize("country", ["id", "us", "eu"])
def test_every_example_gets_an_answer(example, country):
    found = lopo(example, "--panel", country)
    assert found.exit_code in (0, 1) and not isinstance(found.exception, ValueError | KeyError)


def test_the_python_of_the_manual_gives_what_it_shows():
    tried = doctest.testfile(str(DOCS), module_relative=False)
    assert tried.attempted > 8 and tried.failed == 0


@pytest.mark.parametrize(("command", "shown"), [*console_examples(DOCS.read_text("utf-8"))])
def test_the_console_example_of_the_manual_prints_what_is_shown(command, shown, monkeypatch):
    prints_what_is_shown(command, shown, monkeypatch)


def test_every_told_fact_of_the_manual_is_in_the_catalogue():
    page = DOCS.read_text("utf-8")
    names = re.findall(r"`((?:recipe|nutrition)\.[a-z_]+)`", page)
    assert len(names) > 6 and [name for name in names if name not in load_catalogue()] == []

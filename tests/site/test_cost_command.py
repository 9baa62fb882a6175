"""``lopo cost``: a whole answer, what is missing, and what is refused."""

import doctest
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from lopo.site.command import main
from tests.site.test_docs import console_examples, fenced
from tests.site.test_docs import test_a_console_example_prints_what_is_shown as prints_what_is_shown

DOCS = Path(__file__).parents[2] / "docs" / "cost.md"
EXAMPLES = Path(__file__).parents[2] / "examples"
CASHEW, SHAWL = EXAMPLES / "kacang-mete-ekspor.toml", EXAMPLES / "tenun-ikat-selendang.toml"


def lopo(*arguments, input=None):
    return CliRunner().invoke(
        main, ["cost", *map(str, arguments)], input=input, env={"LC_ALL": "en_GB", "COLUMNS": "110"}
    )


def test_the_parts_and_the_channels_of_a_known_cost_are_printed():
    found = lopo(CASHEW)
    assert found.exit_code == 0, found.output
    assert "In all" in found.output and "Own stall" in found.output


def test_a_loss_is_told_with_a_minus():
    assert "−Rp169.394" in lopo(SHAWL, "--lang", "id").output


def test_as_json_the_parts_add_up_and_the_steps_too():
    found = json.loads(lopo(CASHEW, "--json", "--on", "2026-11-24").output)
    assert found["complete"] and found["missing"] == []
    assert sum(part["idr"] for part in found["parts"]) == found["cost_idr"]
    for channel in found["channels"]:
        assert sum(channel["steps"].values()) == found["shelf_idr"]
        assert channel["source"] and channel["confidence"]
    assert found["channels"][3]["own_terms"] == ["delivery_idr", "margin_percent"]


def test_terms_are_numbers_and_their_source_speaks_the_language_asked_for():
    asked = (CASHEW, "--on", "2026-11-24", "--json", "--lang")
    answers = {each: json.loads(lopo(*asked, each).output)["channels"][2] for each in ("id", "en")}
    terms = answers["id"]["terms"]
    assert terms["margin_percent"] == 25 and terms["ppn_percent"] == 11
    assert all(isinstance(each, int | float) for each in terms.values())
    assert "Bagian penjual" in answers["id"]["source"] and "Our" not in answers["id"]["source"]
    assert answers["en"]["source"].startswith("Share:") and answers["en"]["links"]


def test_an_order_every_week_is_held_against_what_can_be_made():
    found = json.loads(lopo(CASHEW, "--on", "2026-11-24", "--wanted", 2000, "--json").output)["wanted"]
    assert (found["pieces_week"], found["fits"]) == (2000, False) and found["batches"] > 0
    assert "more than you can make" in lopo(CASHEW, "--on", "2026-11-24", "--wanted", "2,000").output
    refused = lopo(CASHEW, "--wanted", "0")
    assert refused.exit_code == 2 and "at least 1" in refused.output


def test_prices_of_a_later_day_are_not_known_yet():
    found = lopo(CASHEW, "--on", "2026-01-01", "--json")
    assert found.exit_code == 1
    assert json.loads(found.output)["ingredients_without_price"] == ["kacang mete", "garam"]


def test_what_is_missing_is_named_and_leaves_with_one():
    found = lopo("-", input='[recipe]\ningredients = [{ name = "gula", amount = 5 }]\n')
    assert found.exit_code == 1
    assert "gula  (cost.purchases)" in found.output


def test_a_cost_that_is_told_is_enough():
    found = lopo("-", input="[cost]\ntold_idr = 12_000\n[price]\nretail_idr = 20_000\n")
    assert found.exit_code == 0
    assert "Rp8,000" in found.output
    assert lopo("-", input="[price]\ncost_idr = 12_000\n").exit_code == 0


def test_a_dearer_ingredient_is_tried_out():
    found = lopo(CASHEW, "--dearer", "Kacang mete", "20", "--on", "2026-11-24")
    assert "If kacang mete rises by 20%" in found.output
    assert "Rp28,339 →     Rp33,137" in found.output
    as_json = json.loads(
        lopo(CASHEW, "--dearer", "kacang mete", "20%", "--json", "--on", "2026-11-24").output
    )
    assert as_json["dearer"]["cost_idr"] == 33_137
    assert as_json["dearer"]["channels"]["own-stall"]["kept_idr"] == 49_000 - 33_137


def test_an_ingredient_that_is_not_in_it_and_a_rise_that_is_none_are_refused():
    found = lopo(CASHEW, "--dearer", "kacang met", "20")
    assert found.exit_code == 2 and "Did you mean kacang mete?" in found.output
    assert lopo(CASHEW, "--dearer", "garam", "much").exit_code == 2


def test_a_file_that_cannot_be_used_leaves_with_two():
    found = lopo("-", input="[cost]\nwaste_percent = 100\n")
    assert found.exit_code == 2
    assert "cost.waste_percent" in found.output


def test_terms_and_purchases_that_cannot_be_read_are_said_and_the_rest_stands():
    found = lopo(
        "-",
        input='[cost]\ntold_idr = 9\nchannels = ["x = 3"]\n'
        'purchases = [{ name = "gula", amount = 3, group = "banyak" }]\n',
    )
    assert found.exit_code == 0
    assert "“x = 3” cannot be read" in found.output and "gula: Write how much" in found.output


@pytest.mark.parametrize(("command", "shown"), list(console_examples(DOCS.read_text("utf-8"))))
def test_what_the_manual_shows_is_printed(command, shown, monkeypatch):
    prints_what_is_shown(command, shown, monkeypatch)


def test_the_manual_reckons_as_the_code_does():
    assert doctest.testfile(str(DOCS), module_relative=False).failed == 0


def test_the_dossier_of_the_manual_is_whole():
    (text,) = fenced(DOCS.read_text("utf-8"), "toml")
    found = json.loads(lopo("-", "--json", "--on", "2026-11-24", input=text).output)
    assert found["complete"]

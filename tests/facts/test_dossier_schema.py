import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier_schema import dossier_schema

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.toml"))
SCHEMA = dossier_schema(load_catalogue(), "en")
VALIDATOR = Draft202012Validator(SCHEMA)


def plain(value):
    """TOML dates as JSON carries them."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def test_it_is_a_json_schema():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_valid(path):
    errors = VALIDATOR.iter_errors(plain(tomllib.loads(path.read_text("utf-8"))))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("label.nett = 1", "$.label"),
        ("label.net_quantity = 'banyak'", "$.label.net_quantity"),
        ("label.net_unit = 'kati'", "$.label.net_unit"),
        ("label.net_quantity = { said_by = 'owner' }", "$.label.net_quantity"),
        ("dossier.said_by = 'computed'", "$.dossier.said_by"),
        ("dossier.complete = ['lable']", "$.dossier.complete[0]"),
        ("recipe.ingredients = [{ amount = 5 }]", "$.recipe.ingredients"),
        ("lable.name = 'x'", "$"),
    ],
)
def test_what_the_reader_refuses_is_not_valid(text, place):
    assert [error.json_path for error in VALIDATOR.iter_errors(plain(tomllib.loads(text)))] == [place]


def test_it_speaks_both_languages():
    found = dossier_schema(load_catalogue(), "id")["properties"]["label"]["properties"]["net_quantity"]
    assert found["title"] == "Isi bersih pada label"


def test_what_is_worked_out_is_said_to_be():
    held = SCHEMA["properties"]["permit"]["properties"]["nib"]["properties"]["held"]
    assert "worked out" in held["description"].lower()

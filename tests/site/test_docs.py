"""The manual held against the code: every console example is run, every fenced dossier is read."""

import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from lopo.facts.catalogue import load_catalogue
from lopo.facts.catalogue_page import catalogue_page
from lopo.facts.dossier_file import MAX_PROBLEMS, read_dossier
from lopo.facts.dossier_schema import dossier_schema
from lopo.site.api import api
from lopo.site.api_limits import PER_MINUTE
from lopo.site.command import main
from lopo.site.commands.check import check
from lopo.standards.assessment import assess
from lopo.standards.conditions.operators import OPERATORS
from lopo.standards.derivation import complete
from lopo.standards.library import edition_on, load_library
from lopo.standards.pack import parse_standard
from lopo.standards.plan import make_plan
from lopo.standards.promises import load_promise_rules, promises
from lopo.standards.report import report
from tests.sample_dossier import TODAY

ROOT = Path(__file__).parents[2]
CHECK, DOSSIER, API = (
    (ROOT / "docs" / f"{name}.md").read_text("utf-8") for name in ("check", "dossier", "api")
)
README = (ROOT / "README.md").read_text("utf-8")
REST = "..."


def console_examples(page):
    """Each command of the ``console`` blocks, and the lines shown under it."""
    for block in re.findall(r"```console\n(.*?)```", page, re.DOTALL):
        for example in block.split("$ ")[1:]:
            command, *shown = example.rstrip("\n").split("\n")
            yield command, shown


def fenced(page, language):
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


@pytest.mark.parametrize(
    ("command", "shown"),
    [*console_examples(CHECK), *console_examples(README)],
    ids=lambda each: str(each)[:60],
)
def test_a_console_example_prints_what_is_shown(command, shown, monkeypatch):
    monkeypatch.chdir(ROOT)
    program, *arguments = shlex.split(command)
    assert program == "lopo"
    found = CliRunner().invoke(main, arguments, env={"COLUMNS": "80"})
    lines = found.output.splitlines()
    for line in shown:
        if line in (REST, ""):
            continue
        wanted = re.compile(".*".join(re.escape(part) for part in line.split(REST)))
        place = next((place for place, each in enumerate(lines) if wanted.match(each)), None)
        assert place is not None, f"not printed, or not in this order: {line}\n\n{found.output}"
        lines = lines[place + 1 :]


def test_there_are_console_examples():
    assert len(list(console_examples(CHECK))) >= 4


@pytest.mark.parametrize("text", fenced(DOSSIER, "toml"))
def test_a_dossier_in_the_manual_is_read(text):
    assert len(read_dossier(text.encode(), load_catalogue())) >= 2


def test_the_manual_counts_the_examples_right():
    kinds = [
        tomllib.loads(each.read_text("utf-8"))["product"]["kind"] for each in ROOT.glob("examples/*.toml")
    ]
    assert (sum(each in ("food", "drink") for each in kinds), len(kinds)) == (14, 16)
    assert "Fourteen food and drink dossiers and two of craft" in DOSSIER


def test_every_option_of_check_is_explained():
    options = {each.opts[0] for each in check.params if each.opts[0].startswith("--")}
    assert [each for each in options if f"`{each}" not in CHECK] == []


def test_every_field_of_the_json_is_explained():
    dossier = complete(
        read_dossier((ROOT / "examples" / "gula-semut-lontar.toml").read_bytes(), load_catalogue()), TODAY
    )
    assessment = assess(dossier, edition_on(TODAY))
    due = promises(dossier, load_promise_rules(), TODAY)
    answer = report(assessment, make_plan(assessment), due, "en")
    assert answer["findings"] and answer["plan"]["steps"] and answer["promises"] and answer["gates"]
    facts = [fact for finding in answer["findings"] for fact in finding["facts"] if "value" in fact]
    parts = [
        answer,
        answer["ladder"],
        answer["gates"][0],
        answer["findings"][0],
        facts[0],
        answer["plan"],
        answer["plan"]["steps"][0],
        answer["promises"][0],
    ]
    named = set(re.findall(r"`([a-z_]+)`", CHECK))
    assert {field for part in parts for field in part} - named == set()


def test_every_call_and_every_refusal_of_the_api_is_explained():
    schema = api.get_openapi_schema(path_prefix="")
    for path, calls in schema["paths"].items():
        for method, call in calls.items():
            address = re.sub(r"\{(?:product|listing|order)_id\}", "ID", path)
            address = address.replace("{change_id}", "CHANGE").replace("{act_id}", "ACT")
            assert f"`{method.upper()} /{address.strip('/')}`" in API
            assert [
                status for status in call["responses"] if status != 200 and f"| {status} |" not in API
            ] == []


def test_the_numbers_of_the_api_are_those_of_the_code():
    assert f"more than {PER_MINUTE.partition('/')[0]} calls in a minute" in API
    assert (MAX_PROBLEMS, "up to a hundred" in API) == (100, True)


def test_the_pack_of_the_manual_is_taken():
    page = (ROOT / "docs" / "packs.md").read_text("utf-8")
    (text,) = fenced(page, "toml")
    standard = parse_standard(text, "packs.md", load_catalogue(), load_library().steps)
    assert standard.requirements[0].name == "toko-contoh/keeps-half-a-year"


def test_the_words_of_the_manual_are_the_whole_vocabulary():
    page = (ROOT / "docs" / "packs.md").read_text("utf-8")
    table = page.split("## The words")[1].split("There are no others")[0]
    first_cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    told = {word for cell in first_cells for word in re.findall(r"`(\w+)", cell)}
    assert told == {*OPERATORS, "all", "any", "not"}


def test_every_link_of_the_manual_leads_somewhere():
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), ROOT / "bench" / "README.md"]
    dead = [
        f"{page.name}: {link}"
        for page in pages
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if not (page.parent / link).exists()
    ]
    assert dead == []


def test_what_is_generated_is_up_to_date():
    """`make docs` makes both."""
    assert (ROOT / "docs" / "facts.md").read_text("utf-8") == catalogue_page(load_catalogue())
    kept = json.loads((ROOT / "docs" / "dossier.schema.json").read_text("utf-8"))
    assert kept == dossier_schema(load_catalogue(), "en")

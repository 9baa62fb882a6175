"""The manual of shelf life held against the code."""

import doctest
import re
import tomllib
from pathlib import Path

import pytest

from lopo.facts.catalogue import load_catalogue
from lopo.quality.storage.study_file import study_from_rows, study_from_toml
from tests.site.test_docs import console_examples, fenced
from tests.site.test_docs import test_a_console_example_prints_what_is_shown as prints_what_is_shown

DOCS = Path(__file__).parents[2] / "docs" / "shelf-life.md"
REFUSALS = Path(__file__).parents[2] / "lopo" / "quality" / "storage" / "refusals.toml"
PAGE = DOCS.read_text("utf-8")


@pytest.mark.parametrize(("command", "shown"), [*console_examples(PAGE)])
def test_the_console_example_prints_what_is_shown(command, shown, monkeypatch):
    prints_what_is_shown(command, shown, monkeypatch)


def test_the_python_gives_what_it_shows():
    tried = doctest.testfile(str(DOCS), module_relative=False)
    assert tried.attempted == 5 and tried.failed == 0


def test_both_files_are_read():
    (toml,), (table,) = fenced(PAGE, "toml"), fenced(PAGE, "csv")
    assert tomllib.loads(toml) and study_from_toml(toml.encode()).limit == 4
    assert study_from_rows([line.split(";") for line in table.splitlines()]).direction == "falls"


def test_every_reason_is_told():
    reasons = set(tomllib.loads(REFUSALS.read_text("utf-8")))
    told = set(
        re.findall(r"`([a-z-]+)`", PAGE.partition("## Why there may be no date")[2].partition("## On")[0])
    )
    assert len(reasons) > 15 and reasons - told == set()


def test_every_fact_of_the_manual_is_in_the_catalogue():
    names = re.findall(r"`(quality\.[a-z_]+)`", PAGE)
    assert len(names) == 5 and [name for name in names if name not in load_catalogue()] == []

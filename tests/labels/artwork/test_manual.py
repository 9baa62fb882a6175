"""docs/labels.md held against the code."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from lopo.site.command import main
from lopo.site.commands.label import label

ROOT = Path(__file__).parents[3]
MANUAL = (ROOT / "docs" / "labels.md").read_text("utf-8")
EXAMPLES = [
    example.rstrip("\n").split("\n")
    for block in re.findall(r"```console\n(.*?)```", MANUAL, re.DOTALL)
    for example in block.split("$ ")[1:]
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each[0][:60])
def test_a_console_example_prints_what_is_shown(example, monkeypatch):
    monkeypatch.chdir(ROOT)
    program, *arguments = shlex.split(example[0])
    assert program == "lopo"
    assert CliRunner().invoke(main, arguments).output.splitlines() == example[1:]


def test_the_example_in_python_makes_a_pdf(monkeypatch):
    monkeypatch.chdir(ROOT)
    (block,) = re.findall(r"```python\n(.*?)```", MANUAL, re.DOTALL)
    found = {}
    exec(block, found)
    assert found["pdf"].startswith(b"%PDF")


def test_every_option_of_the_manual_is_there():
    known = {option for parameter in label.params for option in parameter.opts}
    assert set(re.findall(r"--[a-z][a-z-]+", MANUAL)) <= known | {"--help"}

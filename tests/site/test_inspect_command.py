"""``lopo inspect``: counts, level, what is left; never a traceback."""

import doctest
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from lopo.quality.hygiene.sheet_file import BadSheet, read_sheet_file
from lopo.site.command import main
from tests.site.test_docs import console_examples, fenced
from tests.site.test_docs import test_a_console_example_prints_what_is_shown as prints_what_is_shown

EXAMPLE = Path(__file__).parents[2] / "examples/inspection/dapur-mama-yuliana.toml"
ALL = 'fine = ["1-37"]\n'


def run(text, *options, language="en"):
    return CliRunner().invoke(main, ["inspect", "-", "--lang", language, *options], input=text)


def test_the_example_of_the_manual_is_level_two():
    answer = CliRunner().invoke(main, ["inspect", str(EXAMPLE), "--lang", "id"])
    assert answer.exit_code == 0
    for part in ("Level II", "2 temuan mayor", "Dapur Mama Yuliana", "24 Desember 2026", "tandon 250 liter"):
        assert part in answer.output


def test_the_whole_answer_as_json():
    answer = json.loads(run(EXAMPLE.read_text(), "--json").output)
    assert (answer["level"], answer["left"], answer["next_check"]) == ("II", [], "2026-12-24")
    assert answer["counts"] == {"minor": 0, "major": 2, "serious": 0, "critical": 0}
    assert answer["next_level"] == {"level": "I", "mend": {"major": 1}}
    assert [each["number"] for each in answer["findings"]] == [2, 8]
    assert answer["findings"][0]["mend_by"] == "2026-12-24"


@pytest.mark.parametrize(
    ("text", "code", "level"),
    [
        (ALL, 0, "Level I"),
        ('fine = ["1-12", "14-37"]\nfailing = 13', 1, "Level IV"),
        ('fine = ["1-2", "4-37"]\nfailing = [3]', 1, "Level III"),
        ('fine = ["1-20", "22-37"]', 1, "Level: none yet"),
        ("", 1, "Level: none yet"),
    ],
)
def test_it_leaves_with_nought_only_at_the_levels_that_are_enough(text, code, level):
    answer = run(text)
    assert (answer.exit_code, level in answer.output) == (code, True)


def test_what_is_left_is_named():
    answer = run('fine = ["1-20", "22-37"]')
    assert "21. Are there no animals inside?" in answer.output


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("fine = [0]", "1 to 37"),
        ("fine = [38]", "1 to 37"),
        ('fine = ["9-3"]', "1 to 37"),
        ('fine = ["a-b"]', "1 to 37"),
        ("fine = [true]", "1 to 37"),
        ("fine = [[1]]", "1 to 37"),
        ("fine = [1]\nfailing = [1]", "Choose one"),
        ("absent = [1]", "must be looked at"),
        ("good = [1]", "Not known"),
        ('inspected_on = "besok"', "Write the date"),
        ("business = 3", "quotation marks"),
        ('fine = [1]\n[notes]\n2 = "x"', "no answer"),
        ("fine = [1]\n[notes]\n1 = 5", "quotation marks"),
        (f'fine = [1]\n[notes]\n1 = "{"x" * 501}"', "500"),
        ("notes = 3", "below [notes]"),
        ("fine = [1", "not right TOML"),
        ("x" * 300_000, "too large"),
    ],
)
def test_what_cannot_be_used_is_said_and_leaves_with_two(text, part):
    answer = run(text)
    assert answer.exit_code == 2
    assert part in answer.output


def test_every_problem_is_told_at_once_in_both_languages():
    text = "fine = [38, 99]\ngood = 1"
    assert run(text).output.count("\n") == run(text, language="id").output.count("\n") == 4


def test_a_file_that_is_not_there_is_refused():
    answer = CliRunner().invoke(main, ["inspect", "tidak-ada.toml", "--lang", "id"])
    assert (answer.exit_code, "tidak ada" in answer.output) == (2, True)


@given(
    st.binary(max_size=200) | st.text(alphabet='fineglasbt=[]",-0123456789\n .', max_size=60).map(str.encode)
)
def test_whatever_bytes_come_they_are_read_or_refused(content):
    try:
        read_sheet_file(content)
    except BadSheet as bad:
        assert all(each.reason.id and each.reason.en for each in bad.problems)


MANUAL = (Path(__file__).parents[2] / "docs/inspection.md").read_text("utf-8")


@pytest.mark.parametrize(("command", "shown"), list(console_examples(MANUAL)))
def test_the_manual_shows_what_is_printed(command, shown, monkeypatch):
    prints_what_is_shown(command, shown, monkeypatch)


def test_the_file_and_the_python_of_the_manual_work():
    told = read_sheet_file(fenced(MANUAL, "toml")[0].encode())
    assert told.sheet.left == ()
    assert doctest.testfile(str(EXAMPLE.parents[2] / "docs/inspection.md"), module_relative=False).failed == 0

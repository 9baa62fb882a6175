"""A course as a file, and the command that reads it."""

import contextlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.site.command import main
from lopo.training.seating.file import read_course

EXAMPLE = Path("examples/seating/label-untuk-swalayan.toml")


def test_the_example_is_read():
    course, applicants = read_course(EXAMPLE.read_text("utf-8"))
    assert (course.seats, course.modules, course.apart) == (2, ("hygiene", "label"), False)
    assert [each.name for each in applicants][:2] == ["Dapur Mama Yuliana", "Kopi Bapa Markus"]
    assert [gap.module for gap in applicants[2].products[0].gaps] == ["process-control", "label", ""]
    assert applicants[3].women_led is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("seats = ", "not TOML"),
        ("modules = ['a']", "seats"),
        ("seats = 0\nmodules = ['a']", "seats"),
        ("seats = true\nmodules = ['a']", "seats"),
        ("seats = 2\nmodules = [1]", "modules"),
        ("seats = 2\nmodules = []\nchairs = 3", "chairs"),
        ("seats = 2\nmodules = []\napplicant = [3]", "applicant 1"),
        ("seats = 2\nmodules = []\n[[applicant]]\nname = 'A'", "applicant 1"),
        ("seats = 2\nmodules = []\n[[applicant]]\nname = 'A'\nasked = 2026-01-01", "asked"),
        ("seats = 2\nmodules = []\n[[applicant]]\nname='A'\nasked=2026-01-01T08:00:00\nwish='yes'", "wish"),
        (
            "seats = 2\nmodules = []\n[[applicant]]\nname='A'\nasked=2026-01-01T08:00:00\nproducts={X=[1]}",
            "applicant 1: X",
        ),
    ],
)
def test_what_is_wrong_is_named(text, names):
    with pytest.raises(Refused) as refusal:
        read_course(text)
    assert names in refusal.value.reason.en


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(Refused):
        read_course(text)


def test_the_command_says_why_in_both_languages():
    english = CliRunner().invoke(main, ["seats", str(EXAMPLE), "--lang", "en"])
    assert english.exit_code == 0
    assert "Sambal lu'at can pass its next gate" in english.output
    indonesian = CliRunner().invoke(main, ["seats", str(EXAMPLE), "--lang", "id"])
    assert "Daftar tunggu" in indonesian.output


def test_the_command_answers_in_json_and_reads_standard_input():
    answer = CliRunner().invoke(main, ["seats", "-", "--json"], input=EXAMPLE.read_text("utf-8"))
    assert json.loads(answer.output)["passes"] == 1


@pytest.mark.parametrize("file", ["no-such.toml", "pyproject.toml", "examples"])
def test_a_file_that_cannot_be_used_is_refused(file):
    answer = CliRunner().invoke(main, ["seats", file, "--lang", "en"])
    assert answer.exit_code == 2
    assert file in answer.output

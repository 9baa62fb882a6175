import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from lopo.site.command import main

EXAMPLES = Path(__file__).parents[2] / "examples"
COFFEE, SAMBAL = EXAMPLES / "kopi-flores.toml", EXAMPLES / "sambal-luat-tanpa-izin.toml"
CASHEW = EXAMPLES / "kacang-mete-ekspor.toml"
DAY = "--on=2026-11-23"


def lopo(*arguments, width=80, env=None, **more):
    environment = {"COLUMNS": str(width), **(env or {})}
    return CliRunner().invoke(main, [str(each) for each in arguments], env=environment, **more)


def check(*arguments, **more):
    return lopo("check", *arguments, DAY, "--lang=en", **more)


def answer(*arguments):
    return json.loads(check(*arguments, "--json").stdout)


def test_a_gate_that_is_passed_leaves_with_nought():
    assert check(COFFEE, "--gate", "food-swalayan").exit_code == 0


def test_a_gate_that_is_not_passed_leaves_with_one():
    assert check(SAMBAL, "--gate", "food-taman").exit_code == 1


def test_without_a_gate_the_next_rung_is_judged_and_that_is_not_passed():
    assert check(COFFEE).exit_code == 1
    assert answer(COFFEE)["gate"] == "food-nasional"


def test_on_standard_input():
    found = check("-", input=COFFEE.read_bytes())
    assert found.exit_code == 1
    assert found.stdout.startswith("Kopi Flores Bajawa bubuk 200 g · 23 November 2026")


def test_what_stands_on_the_page():
    lines = check(SAMBAL).stdout.splitlines()
    assert "Ladder" in lines
    assert any(line.startswith("  → Park and market") for line in lines)
    assert "    Now: below the first rung" in lines
    assert "  ✗ The business holds a NIB." in lines
    assert "    NIB held: no; yes is asked." in lines
    assert "    nib/nib-held · critical · PP 28/2025" in lines
    assert "  Opens Park and market" in lines


def test_what_weighs_most_comes_first():
    page = check(SAMBAL, "--gate", "food-swalayan").stdout
    severities = [
        line.split(" · ")[1] for line in page.splitlines() if line.startswith("    ") and " · " in line
    ]
    order = ("critical", "major", "minor")
    blocking = [order.index(each) for each in severities if each in order]
    first_not_known = page.index("Not known (")
    count = page[:first_not_known].count(" · critical · ") + page[:first_not_known].count(" · major · ")
    assert count > 3
    not_met = blocking[: page[:first_not_known].count("  ✗ ")]
    assert not_met == sorted(not_met)


def test_in_indonesian_unless_the_shell_speaks_english():
    runner = CliRunner()
    arguments = ["check", str(SAMBAL), DAY]
    assert "Tangga" in runner.invoke(main, arguments, env={"LC_ALL": "", "LANG": "id_ID.UTF-8"}).stdout
    assert "Tangga" in runner.invoke(main, arguments, env={"LC_ALL": "", "LANG": ""}).stdout
    assert "Ladder" in runner.invoke(main, arguments, env={"LC_ALL": "en_GB.UTF-8"}).stdout


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_line_is_wider_than_the_terminal(path, width, language):
    page = lopo("check", path, DAY, "--all", f"--lang={language}", width=width).stdout
    wide = [line for line in page.splitlines() if len(line) > width and " " in line.strip()]
    assert wide == []


def test_the_totals_are_those_of_the_steps():
    plan = answer(SAMBAL, "--gate", "food-swalayan")["plan"]
    page = check(SAMBAL, "--gate", "food-swalayan").stdout
    assert plan["cost_idr"] == sum(step["cost_idr"] or 0 for step in plan["steps"])
    total = next(line for line in page.splitlines() if line.strip().startswith("At least"))
    assert total.endswith(f"{plan['days']} days")
    assert f"{plan['cost_idr']:,}" in total or (plan["cost_idr"] == 0 and " – " in total)
    assert f"the cost of {plan['costs_not_known']} step" in page


def test_a_sum_of_which_nothing_is_known_is_not_free():
    page = check(EXAMPLES / "kue-cucur-pasar.toml").stdout
    total = next(line for line in page.splitlines() if line.strip().startswith("At least"))
    assert total.endswith("–")


def test_each_part_of_the_plan_says_which_gate_it_opens():
    page = check(SAMBAL, "--gate", "food-swalayan").stdout
    assert page.index("Opens Park and market") < page.index("Opens Supermarket, if the answers are good, too")


def test_all_shows_what_is_met_too():
    assert "Met (" not in check(COFFEE).stdout
    page = check(COFFEE, "--gate", "food-swalayan", "--all").stdout
    rung = next(each for each in answer(COFFEE)["ladder"]["rungs"] if each["id"] == "food-swalayan")
    assert f"  Met ({rung['met']})" in page


def test_a_page_without_questions_or_steps_has_no_plan():
    assert "Plan" not in check(COFFEE, "--gate", "food-swalayan").stdout


def test_json_names_gate_ladder_findings_and_plan():
    found = answer(COFFEE, "--gate", "food-swalayan")
    assert found["format"] == "lopo-check/1"
    assert (found["on"], found["language"], found["gate"]) == ("2026-11-23", "en", "food-swalayan")
    assert found["passed"] is True
    assert found["product"] == "Kopi Flores Bajawa bubuk 200 g"
    assert found["ladder"]["reached"] == "swalayan"
    assert {each["status"] for each in found["findings"]} <= {"met", "not_known", "not_met"}
    assert found["plan"]["steps"] == []


def test_json_gives_the_evidence_of_a_finding():
    nitrite = EXAMPLES / "sei-sapi-nitrit.toml"
    (finding,) = [
        each for each in answer(nitrite)["findings"] if each["requirement"] == "food-safety/nitrite-lab"
    ]
    (fact,) = [each for each in finding["facts"] if each["fact"] == "quality.nitrite_mg_per_kg"]
    assert fact["value"] == "62"
    assert fact["said_by"] == "laboratory"
    assert fact["said_on"] == "2026-10-30"
    assert fact["evidence"] == "sertifikat uji nitrit"
    assert fact["met"] == "not_met"


def test_the_law_of_another_day():
    def halal(day):
        found = json.loads(lopo("check", SAMBAL, f"--on={day}", "--json").stdout)["findings"]
        return next((each["clause"] for each in found if each["requirement"] == "halal/halal-held"), None)

    assert halal("2024-01-01") is None, "the materials are halal, and no duty held yet for micro businesses"
    assert "micro and small" in halal("2026-10-17")


def refused(*arguments, **more):
    found = lopo(*arguments, **more)
    assert found.exit_code == 2, found.output
    assert found.stdout == ""
    assert "Traceback" not in found.stderr
    return found.stderr


@pytest.fixture
def write(tmp_path):
    def written(content, name="product.toml"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check"], "FILE is missing."),
        (["check", COFFEE, "--gate", "food-swalyan"], "Did you mean food-swalayan?"),
        (["check", COFFEE, "--json=yes"], "--json"),
        (["check", COFFEE, "--on", "23 Nov"], "--on '23 Nov': Write the date as 23/11/2026"),
        (["check", COFFEE, "--on", "0001-01-01"], "--on '0001-01-01'"),
        (["check", COFFEE, "--on", "9999-12-31"], "--on '9999-12-31'"),
        (["check", COFFEE, "--gat", "x"], "There is no option --gat. Did you mean --gate?"),
        (["check", COFFEE, COFFEE], "kopi-flores.toml"),
        (["chek", COFFEE], "There is no command 'chek'. Did you mean check?"),
        (["check", EXAMPLES], "This is a folder, not a file."),
        (["check", EXAMPLES / "nothing.toml"], "There is no such file."),
    ],
)
def test_a_command_that_cannot_be_used_is_refused_in_a_sentence(arguments, words):
    assert words in refused(*arguments, "--lang=en")


def test_in_the_language_asked_for_even_where_the_line_cannot_be_read():
    assert "Pilihan --gat tidak ada. Maksudnya --gate?" in refused("check", COFFEE, "--gat", "--lang", "id")
    assert "Pilihan --gat tidak ada." in refused("check", "--gat", env={"LC_ALL": "", "LANG": "C"})
    assert "Pilihan --gate belum" in refused("check", COFFEE, "--lang=id", "--gate")
    assert "--lang: choose one of: id, en." in refused(
        "check", COFFEE, "--lang", "fr", env={"LC_ALL": "en_GB"}
    )


def test_a_gate_for_other_products_is_refused_with_those_there_are(write):
    path = write('product.kind = "food"')
    gates = json.loads(lopo("check", path, "--json", DAY).stdout)
    known = [each["id"] for each in (*gates["ladder"]["rungs"], *gates["gates"])]
    others = [each for each in _every_gate() if each not in known]
    for gate in others:
        assert "is not for this product" in refused("check", path, "--gate", gate, "--lang=en")


def _every_gate():
    from lopo.site.commands.options import gate_names, today
    from lopo.standards.library import edition_on

    return gate_names(edition_on(today()), "en")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe", "Save this file as UTF-8 text."),
        (Path("/bin/sh").read_bytes()[:4000], "cannot be used"),
        ("x = [", "This is not valid TOML."),
        ("x = " + "[" * 90_000, "nested too deep"),
        ("#" * 1_000_001, "larger than 1 MB"),
        ('[product]\nnmae = "x"', "product.nmae: This fact is not known. Did you mean product.name?"),
        ("[label]\nnet_quantity = nan", "label.net_quantity: Write a number only"),
        ("[permit]\npirt.issued_on = 0001-01-01", "permit.pirt.issued_on: "),
        ("\n".join(f"k{number} = 1" for number in range(90_000)), "There are more; mend these first."),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(write, content, words):
    path = write(content)
    message = refused("check", path, "--lang=en")
    assert f"{path} cannot be used:" in message
    assert words in message


def test_a_refusal_in_indonesian(write):
    message = refused("check", write('[product]\nnmae = "x"'), "--lang=id")
    assert "tidak dapat dipakai" in message
    assert "Fakta ini tidak dikenal. Maksudnya product.name?" in message


def test_an_empty_file_is_a_product_of_which_nothing_is_known(write):
    found = check(write(""))
    assert found.exit_code == 1
    assert found.stdout.startswith("Unnamed product")


def run(*arguments, **environment):
    command = [Path(sys.executable).parent / "lopo", *arguments]
    return subprocess.run(
        command, capture_output=True, check=False, env={**os.environ, "LANG": "C.UTF-8", **environment}
    )


def test_in_a_pipe_there_is_no_colour_and_nothing_on_standard_error():
    found = run("check", CASHEW, "--gate", "food-nasional", "--on", "2026-11-23", "--lang", "en")
    assert (found.returncode, found.stderr) == (0, b"")
    assert b"\x1b[" not in found.stdout
    assert "All of it is met." in found.stdout.decode()


def test_on_a_terminal_without_our_letters_it_still_prints():
    found = run("check", SAMBAL, "--on", "2026-11-23", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert found.returncode == 1
    assert b"Traceback" not in found.stderr
    assert b"Tangga" in found.stdout


def test_on_a_terminal_there_is_colour():
    assert "\x1b[" in check(SAMBAL, color=True).stdout

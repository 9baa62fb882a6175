import json
import subprocess

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier_file import read_dossier
from lopo.site.command import SHELLS, main
from lopo.standards.library import edition_on
from tests.sample_dossier import TODAY


def lopo(*arguments):
    return CliRunner().invoke(main, [str(each) for each in arguments], env={"LC_ALL": "en_GB"})


def test_the_list_counts_the_requirements_of_each_standard_and_gate():
    page = lopo("standards", "list", "--on", TODAY).stdout
    edition = edition_on(TODAY)
    rows = {line.split()[0]: line.split() for line in page.splitlines() if line.startswith("  ")}
    assert set(rows) == set(edition.standards) | set(edition.asked_by)
    assert rows["food-taman"][1:3] == ["taman", str(len(edition.asked_by["food-taman"]))]
    assert page.endswith(f"{len(edition.requirements)} requirements\n")


def test_show_prints_a_standard_with_clause_and_confidence():
    page = lopo("standards", "show", "nib").stdout
    assert "nib/nib-held  [critical, several sources agree]" in page
    assert "PP 28/2025" in page


def test_show_prints_a_gate_with_what_it_asks():
    page = lopo("standards", "show", "food-taman", "--lang", "id").stdout
    assert page.startswith("Taman dan pasar\n")
    assert page.count("  [kritis") == len(edition_on(TODAY).asked_by["food-taman"])


def test_show_refuses_a_name_it_does_not_know():
    found = lopo("standards", "show", "bpom-lable")
    assert found.exit_code == 2
    assert "Did you mean bpom-label?" in found.stderr


def test_show_knows_the_law_of_another_day():
    assert "(2018)" in lopo("standards", "show", "spp-irt", "--on", "2023-01-01").stdout
    assert "(2024)" in lopo("standards", "show", "spp-irt", "--on", "2024-01-01").stdout


def test_lint_finds_the_house_in_order():
    found = lopo("standards", "lint")
    assert found.exit_code == 0
    assert found.stdout.endswith("all well\n")


PACK = """
[standard]
id = "toko"
version = "1"
title = { id = "Toko", en = "Shop" }
authority = "Toko"
source = "surat toko"
rung = "swalayan"
confidence = "law-read"
[[requirement]]
id = "photo"
clause = "1"
severity = "major"
asks = { id = "Ada foto.", en = "There is a photo." }
why = { id = "Agar terlihat.", en = "To be seen." }
needs = { fact = "product.photo", is = true }
remedy = { step = "print-new-label" }
"""


def test_lint_checks_a_pack_of_ones_own(tmp_path):
    path = tmp_path / "toko.toml"
    path.write_text(PACK)
    assert lopo("standards", "lint", path).stdout == "toko.toml: 1 requirements, all well\n"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("product.photo", "product.foto", "product.foto"),
        ("is = true", "is_not = true", "is_not"),
        ("print-new-label", "print-label", "print-label"),
        ('"major"', '"huge"', "severity"),
    ],
)
def test_lint_names_file_requirement_and_reason(tmp_path, old, new, words):
    path = tmp_path / "toko.toml"
    path.write_text(PACK.replace(old, new))
    found = lopo("standards", "lint", path)
    assert found.exit_code == 2
    assert "toko.toml" in found.stderr
    assert words in found.stderr


def test_lint_of_nothing_is_refused(tmp_path):
    assert "There is no file" in lopo("standards", "lint", tmp_path / "none.toml").stderr
    assert lopo("standards", "lint", tmp_path).exit_code == 2


def test_facts_of_one_section():
    lines = lopo("facts", "list", "pack").stdout.splitlines()
    assert len(lines) == sum(each.section == "pack" for each in load_catalogue().values())
    assert lines[0].split()[:2] == ["pack.material", "choice"]


def test_facts_refuses_a_section_it_does_not_know():
    found = lopo("facts", "list", "lable")
    assert found.exit_code == 2
    assert "Did you mean label?" in found.stderr


def test_the_page_of_facts_has_every_fact():
    page = lopo("facts", "page").stdout
    assert [name for name in load_catalogue() if f"| `{name}` |" not in page] == []


@pytest.mark.parametrize("kind", ["food", "drink", "craft", "textile"])
def test_a_new_dossier_can_be_checked_at_once(kind):
    text = lopo("dossier", "new", kind).stdout
    assert read_dossier(text.encode(), load_catalogue()).value("product.kind") == kind
    found = CliRunner().invoke(main, ["check", "-"], input=text)
    assert found.exit_code == 1


def test_the_schema_is_json():
    assert json.loads(lopo("dossier", "schema").stdout)["title"] == "Lopo dossier"


@pytest.mark.parametrize("shell", SHELLS)
def test_the_completion_script_calls_us(shell):
    assert "_LOPO_COMPLETE" in lopo("completion", shell).stdout


def test_bash_takes_the_completion_script():
    script = lopo("completion", "bash").stdout
    assert subprocess.run(["bash", "-n"], input=script, text=True, check=False).returncode == 0


def completed(arguments, begun):
    found = ShellComplete(main, {}, "lopo", "_LOPO_COMPLETE").get_completions(arguments, begun)
    return [each.value for each in found]


def test_the_tab_key_completes_commands_gates_standards_and_sections():
    assert completed([], "ch") == ["check"]
    assert completed(["check", "x.toml", "--gate"], "food-s") == ["food-swalayan"]
    assert "food-taman" in completed(["standards", "show"], "food-")
    assert completed(["standards", "show"], "bpom-l") == ["bpom-label"]
    assert completed(["facts", "list"], "nut") == ["nutrition"]
    assert completed(["check", "--lang"], "") == ["id", "en"]


def test_every_command_explains_itself():
    for path in ([], ["check"], ["standards"], ["standards", "show"], ["dossier", "new"], ["facts", "list"]):
        found = lopo(*path, "--help")
        assert found.exit_code == 0
        assert found.stdout.startswith("Usage: ")
    summaries = lopo("--help").stdout.partition("Commands:")[2]
    assert "check" in summaries
    assert "completion" in summaries


def test_without_a_command_the_help_is_shown():
    found = lopo()
    assert found.exit_code == 2
    assert "Usage: lopo" in found.output

"""``lopo sampling`` and ``lopo net-content``: published values, refusals with their reason, JSON."""

import io
import json

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from lopo.site.command import main


def run(*arguments, given=None):
    return CliRunner().invoke(main, [*map(str, arguments)], input=given)


def packs(*weights):
    return "isi\n" + "".join(f"{each}\n" for each in weights)


# Sampling


@pytest.mark.parametrize(
    ("lot", "level", "aql", "letter", "size", "accept"),
    [
        (500, "II", "2.5", "H", 50, 3),
        (1000, "II", "2,5", "J", 80, 5),
        (1000, "II", "0.65", "J", 80, 1),
        (1000, "II", "4", "J", 80, 7),
        (1200, "III", "1.0", "K", 125, 3),
        (1000, "S-2", "2.5", "C", 5, 0),
        (10, "II", "0.65", "B", 10, 0),
        (600_000, "II", "0.010", "Q", 1250, 0),
    ],
)
def test_a_plan_as_json(lot, level, aql, letter, size, accept):
    done = run("sampling", "--lot", lot, "--level", level, "--aql", aql, "--json")
    found = json.loads(done.output)
    assert done.exit_code == 0
    assert (found["code_letter"], found["sample_size"]) == (letter, size)
    assert (found["accept"], found["reject"]) == (accept, accept + 1)


def test_found_defects_decide():
    asked = ("sampling", "--lot", 1000, "--aql", "2.5", "--lang", "en")
    assert run(*asked, "--defects", 5).exit_code == 0
    refused = run(*asked, "--defects", 6)
    assert refused.exit_code == 1 and "Refused." in refused.output


def test_the_packs_to_take_are_drawn_again_from_the_same_seed():
    asked = ("sampling", "--lot", 300, "--aql", "2.5", "--seed", "SL261124", "--json")
    first, second = (json.loads(run(*asked).output)["take"] for _each in range(2))
    assert first == second and len(first) == 50 and max(first) <= 300


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--lot", 1000, "--aql", 3), "not in the table"),
        (("--lot", 1, "--aql", "2.5"), "between 2 and"),
        (("--lot", -5, "--aql", "2.5"), "between 2 and"),
        (("--lot", 1000, "--aql", "banyak"), "a number only"),
        (("--lot", 1000, "--aql", "2.5", "--inspection", "loose"), "--inspection"),
        (("--lot", 1000, "--aql", "2.5", "--level", "IV"), "--level"),
        (("--lot", 1000, "--aql", "2.5", "--defects", 90), "more than the sample"),
        (("--aql", "2.5"), "--lot"),
    ],
)
def test_what_has_no_plan_is_refused_in_a_sentence(more, words):
    done = run("sampling", *more, "--lang", "en")
    assert done.exit_code == 2 and words in done.output and "Traceback" not in done.output


@pytest.mark.parametrize(
    ("inspection", "size", "accept"), [("normal", 80, 5), ("tightened", 80, 3), ("reduced", 32, 3)]
)
def test_every_inspection_has_its_table_and_says_how_sure_it_is(inspection, size, accept):
    done = run("sampling", "--lot", 1000, "--aql", 2.5, "--inspection", inspection, "--json")
    found = json.loads(done.output)
    assert (found["sample_size"], found["accept"], found["reject"]) == (size, accept, accept + 1)
    assert found["confidence"] == "corroborated"


CLASSES = ("sampling", "--lot", 1000, "--aql", "critical=0", "--aql", "major=2.5", "--aql", "minor=4")


def test_each_class_of_defects_has_its_own_limit():
    found = json.loads(run(*CLASSES, "--json").output)
    plans = {each["class"]: (each["sample_size"], each["accept"]) for each in found["classes"]}
    assert plans == {"critical": (80, 0), "major": (80, 5), "minor": (80, 7)}
    assert found["accepted"] is None


@pytest.mark.parametrize(
    ("defects", "code"),
    [(("critical=0", "major=5", "minor=7"), 0), (("critical=1", "major=0", "minor=0"), 1), (("minor=8",), 1)],
)
def test_one_class_over_its_limit_refuses_the_lot(defects, code):
    done = run(*CLASSES, *(part for each in defects for part in ("--defects", each)), "--lang", "en")
    assert done.exit_code == code and ("Refused." in done.output) is (code == 1)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--aql", "2.5", "--aql", "4"), "a class of its own"),
        (("--aql", "major=2.5", "--aql", "major=4"), "a class of its own"),
        (("--aql", "0"), "another one beside it"),
        (("--aql", "major=2.5", "--defects", "minor=1"), "the classes of --aql"),
        (("--aql", "2.5", "--defects", "-1"), "at least 0"),
    ],
)
def test_classes_that_do_not_fit_are_refused_in_a_sentence(more, words):
    done = run("sampling", "--lot", 1000, *more, "--lang", "en")
    assert done.exit_code == 2 and words in done.output and "Traceback" not in done.output


# Net content


def test_a_lot_that_holds_what_it_says():
    done = run("net-content", "--nominal", 250, "--lot", 300, "-", "--lang", "id", given=packs(*[251] * 50))
    assert done.exit_code == 0
    assert "Isinya cukup" in done.output and "T = 9 g" in done.output


def test_json_says_every_number():
    done = run("net-content", "--nominal", 250, "--unit", "g", "-", "--json", given=packs(*[248, 251] * 25))
    found = json.loads(done.output)
    assert (found["tolerance"], found["sample"], found["mean"]) == (9, 50, 249.5)
    assert (found["standard_deviation"], found["factor"]) == (1.5152, 0.379)
    assert found["corrected_mean"] == 250.0743 and found["passes"] is True
    assert (found["short"], found["allowed_short"], found["grossly_short"]) == (0, 3, 0)
    assert found["lot_most"] == 500 and found["fill_target"]["mean"] == 250


def test_a_pack_short_by_more_than_twice_the_tolerance_fails_the_lot():
    done = run("net-content", "--nominal", 250, "-", "--json", given=packs(*[260] * 49, "231.9"))
    assert done.exit_code == 1 and json.loads(done.output)["passes"] is False


def test_too_few_packs_carry_no_decision_and_no_target():
    done = run("net-content", "--nominal", 250, "--lot", 300, "-", "--json", given=packs(249, 251))
    found = json.loads(done.output)
    assert done.exit_code == 1
    assert (
        found["passes"] is None and found["fill_target"] is None and found["corrected_mean"] == found["mean"]
    ) or (found["corrected_mean"] is None)


def test_full_packs_less_their_empty_ones():
    table = "kotor;kosong\n" + "256,1;5,1\n255,9;4,9\n" * 10
    found = json.loads(run("net-content", "--nominal", 250, "--lot", 20, "-", "--json", given=table).output)
    assert found["tare"] == {"mean": 5, "sample": 20} and found["mean"] == 251


def test_kilograms_and_litres():
    done = run(
        "net-content", "--nominal", "1,5", "--unit", "kg", "--lot", 2, "-", "--json", given="1,52\n1,51\n"
    )
    found = json.loads(done.output)
    assert (found["nominal"], found["tolerance"], found["mean"]) == (1500, 23, 1515)


def test_excel_is_read(tmp_path):
    book = Workbook()
    for row in (["isi (g)"], [251.5], [250]):
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    file = tmp_path / "timbang.xlsx"
    file.write_bytes(kept.getvalue())
    assert (
        json.loads(run("net-content", "--nominal", 250, "--lot", 2, file, "--json").output)["mean"] == 250.75
    )


@pytest.mark.parametrize(
    ("nominal", "given", "words"),
    [
        (250, packs(251, "x"), "row 3"),
        (250, packs(-5), "more than nothing"),
        (250, packs("251 ml"), "does not fit"),
        (250, "", "empty"),
        (250, "%PDF-1.4", "not a table"),
        (250, packs(*[251] * 100_000), "20,000"),
        (250, "kotor\n256\n", "--tare"),
        (50_001, packs(50_001), "up to 50,000"),
        (-250, packs(251), "more than zero"),
        ("inf", packs(251), "too large"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place(nominal, given, words):
    done = run("net-content", "--nominal", nominal, "-", "--lang", "en", given=given)
    assert done.exit_code == 2 and words in done.output and "Traceback" not in done.output


def test_more_weights_than_the_lot_has_packs_are_refused():
    done = run("net-content", "--nominal", 250, "--lot", 10, "-", "--lang", "en", given=packs(*[251] * 50))
    assert done.exit_code == 2 and "There are 50 weights, but the lot has only 10 packs." in done.output


def test_a_pack_below_the_indonesian_table_is_judged_by_oiml_and_told_so():
    done = run("net-content", "--nominal", 3, "--lot", 2, "-", "--lang", "en", given=packs(3, "3.1"))
    assert done.exit_code == 0 and "T = 0.3 g" in done.output
    assert "not yet verified" in " ".join(done.output.split())


def test_a_column_of_another_name_is_named_in_the_answer():
    done = run("net-content", "--nominal", 250, "--lot", 2, "-", "--lang", "en", given="value\n251\n250\n")
    assert done.exit_code == 0 and "The column “value” was read as net content." in done.output


@pytest.mark.parametrize(("language", "strange"), [("en", ("baris", "1E+")), ("id", ("row ", "1E+"))])
def test_a_refusal_speaks_one_language_and_writes_numbers_out(language, strange):
    faults = run("net-content", "--nominal", 250, "-", "--lang", language, given=packs(1e9, "x", "y")).output
    far = run("net-content", "--nominal", "1E+9", "-", "--lang", language, given=packs(1)).output
    assert [each for each in strange if each in faults + far] == []


def test_a_missing_file_is_told():
    done = run("net-content", "--nominal", 250, "tidak-ada.csv", "--lang", "en")
    assert done.exit_code == 2 and "no such file" in done.output

"""All packs together: what no single file can show, and the edition that holds on a day."""

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import lopo.standards
from lopo.facts.catalogue import load_catalogue
from lopo.standards.assessment import Status, assess
from lopo.standards.derivation import complete
from lopo.standards.library import edition_on, load_library, read_library
from lopo.standards.pack import BadPack
from tests.sample_dossier import SAMBAL, dossier
from tests.standards.small_library import demand, gate, ladder, library, standard, step

FOLDER = Path(lopo.standards.__file__).parent
JANUARY, JUNE = dt.date(2026, 1, 1), dt.date(2026, 6, 1)
DAY = dt.timedelta(days=1)


def refused(*args, **keys):
    with pytest.raises(BadPack) as refusal:
        library(*args, **keys)
    return str(refusal.value)


# ---- together -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({}, {"valid_from": JUNE}),
        ({"valid_until": JUNE}, {"valid_from": JUNE}),
        ({"valid_from": JUNE}, {"valid_until": JUNE}),
    ],
)
def test_two_versions_may_not_hold_on_the_same_day(first, second):
    versions = [standard(demand("a"), version="1", **first), standard(demand("a"), version="2", **second)]
    assert "hold on the same days" in refused(versions)
    assert "hold on the same days" in refused(versions[::-1])


def test_versions_follow_one_another():
    old = standard(demand("a"), version="1", valid_until=JUNE - DAY)
    new = standard(demand("a"), demand("b"), version="2", valid_from=JUNE)
    both = library([new, old])
    assert both.edition(JUNE - DAY).standards["law"].version == "1"
    assert set(both.edition(JUNE).requirements) == {"law/a", "law/b"}


@pytest.mark.parametrize("ask", ["law/z", "flaw", "law/"])
def test_a_gate_that_asks_for_what_no_pack_has_is_refused(ask):
    shop = replace(gate("shop", "a"), asks=(ask,))
    assert refused([standard(demand("a"))], gates=[shop]) == f"gate shop: asks for {ask!r}, which no pack has"


def test_a_rung_that_asks_for_what_no_pack_has_is_refused():
    assert "gate food-taman: asks for 'law/z'" in refused([standard(demand("a"))], rungs=["z", "a"])


def test_two_gates_of_one_name_are_refused():
    assert "this id is used twice" in refused(
        [standard(demand("a"))], gates=[gate("shop", "a"), gate("shop", "a")]
    )
    assert "this id is used twice" in refused([standard(demand("a"))], gates=[gate("food-taman", "a")])


def test_a_step_that_waits_for_what_no_pack_has_is_refused():
    assert "law/a: remedy: comes after 'law/z'" in refused([standard(demand("a", step("x", after=["z"])))])


def test_a_step_that_waits_for_itself_is_refused():
    assert "x > x" in refused([standard(demand("a", step("x", after=["a"])))])


def test_steps_in_a_circle_are_refused():
    demands = [
        demand("a", step("x", after=["b"])),
        demand("b", step("y", after=["c"])),
        demand("c", step("z", after=["a"])),
    ]
    assert "waits for itself: x > y > z > x" in refused([standard(*demands)])


def test_a_circle_is_found_across_the_versions_of_a_demand():
    waits, calm = demand("b", step("y", after=["a"])), demand("b", step("calm"))
    versions = [
        standard(demand("a", step("x", after=["b"])), waits, version="1", valid_until=JANUARY),
        standard(calm, version="2", valid_from=JUNE),
    ]
    for each in (versions, versions[::-1]):
        assert "waits for itself" in refused(each)


def test_a_library_needs_a_ladder():
    sound = library([standard(demand("a"))])
    with pytest.raises(BadPack, match="there is no ladder"):
        replace(sound, ladders=())


# ---- on a day -------------------------------------------------------------------------------------------


def test_a_demand_holds_from_its_first_to_its_last_day():
    demands = [demand("a", valid_from=JANUARY, valid_until=JUNE), demand("b")]
    both = library([standard(*demands)], rungs=["ab"])
    for day, holds in [(JANUARY - DAY, False), (JANUARY, True), (JUNE, True), (JUNE + DAY, False)]:
        edition = both.edition(day)
        assert ("law/a" in edition.requirements) is holds
        assert ("law/a" in edition.asked_by["food-taman"]) is holds


def test_a_gate_asks_each_demand_once_whether_named_alone_or_with_its_standard():
    shop = replace(gate("shop", "b"), asks=("law/b", "law"))
    edition = library([standard(demand("a"), demand("b"))], gates=[shop]).edition(JUNE)
    assert edition.asked_by["shop"] == ("law/b", "law/a")


def test_rungs_come_before_markets():
    edition = library([standard(demand("a"))], gates=[gate("shop", "a")]).edition(JUNE)
    assert [each.id for each in edition.all_gates][-2:] == ["food-internasional", "shop"]


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (dt.date(2024, 10, 16), Status.NOT_APPLICABLE),
        (dt.date(2026, 10, 16), Status.NOT_APPLICABLE),
        (dt.date(2026, 10, 17), Status.NOT_MET),
        (dt.date(2028, 1, 1), Status.NOT_MET),
    ],
)
def test_the_same_sambal_before_and_after_the_halal_duty(day, held):
    statuses = assess(complete(dossier(SAMBAL), day), edition_on(day)).statuses
    assert statuses["halal/halal-held"] is held


@pytest.mark.parametrize("year", range(2015, 2036))
def test_the_shipped_packs_have_an_edition_for_every_year(year):
    edition = edition_on(dt.date(year, 7, 1))
    assert all(each.standard in edition.standards for each in edition.requirements.values())
    assert set(edition.asked_by) == {each.id for each in edition.all_gates}


# ---- folders --------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped packs to break."""
    for name in ("packs", "gates", "ladders"):
        shutil.copytree(FOLDER / name, tmp_path / name)
    for file in FOLDER.glob("steps*.toml"):
        shutil.copy(file, tmp_path)
    return tmp_path


def read(folder):
    return read_library(folder, load_catalogue())


def test_a_folder_is_read_as_the_shipped_packs_are(folder):
    assert read(folder) == load_library()


@pytest.mark.parametrize("name", ["packs", "gates", "ladders"])
def test_a_missing_folder_is_named(folder, name):
    shutil.rmtree(folder / name)
    with pytest.raises(BadPack, match=f"{name}: this folder is missing"):
        read(folder)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(BadPack, match="nowhere: this folder is missing"):
        read(tmp_path / "nowhere")


def test_a_step_declared_twice_is_refused(folder):
    first = (folder / "steps.toml").read_text("utf-8")
    (folder / "steps-again.toml").write_text(first[first.index("[get-nib]") :].split("\n\n")[0], "utf-8")
    with pytest.raises(BadPack, match=r"get-nib: this step is declared twice"):
        read(folder)


def test_a_file_that_is_not_utf8_is_named(folder):
    (folder / "packs" / "nib.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(BadPack, match=r"nib\.toml: this file is not UTF-8 text"):
        read(folder)


def test_a_pack_that_is_taken_away_leaves_gates_that_ask_for_nothing(folder):
    (folder / "packs" / "nib.toml").unlink()
    with pytest.raises(BadPack, match=r"asks for 'nib/nib-held', which no pack has"):
        read(folder)


def test_other_files_in_the_folders_are_left_alone(folder):
    (folder / "packs" / "notes.txt").write_text("not a pack", "utf-8")
    assert read(folder) == load_library()


def test_every_cost_and_every_number_of_days_of_a_shipped_step_has_its_source():
    steps = [each.step for law in load_library().standards for each in law.requirements]
    for each in [*load_library().steps.values(), *steps]:
        assert (each.cost_idr is None) or each.cost_source, each.id
        assert (each.days is None) or each.days_source, each.id


def test_each_shipped_family_of_products_has_its_ladder():
    assert {each.id for each in load_library().ladders} >= {"food"}
    assert load_library().ladders[0].id == "food"
    assert ladder(["a"]).rungs[0].kind == "rung"

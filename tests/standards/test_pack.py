"""Packs: written and read back, or refused with file, requirement and reason."""

import copy
import datetime as dt
import tomllib
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

import lopo.standards
from lopo.facts.catalogue import load_catalogue
from lopo.standards.library import load_library
from lopo.standards.pack import BadPack, parse_gate, parse_ladder, parse_standard, parse_steps
from lopo.standards.pack_write import write_standard

CATALOGUE = load_catalogue()
LIBRARY = load_library()
FOLDER = Path(lopo.standards.__file__).parent
PACKS = {file.name: tomllib.loads(file.read_text("utf-8")) for file in sorted(FOLDER.glob("packs/*.toml"))}
GATES = {file.name: tomllib.loads(file.read_text("utf-8")) for file in sorted(FOLDER.glob("gates/*.toml"))}
LADDERS = {
    file.name: tomllib.loads(file.read_text("utf-8")) for file in sorted(FOLDER.glob("ladders/*.toml"))
}


def read(tables, file="shop.toml"):
    return parse_standard(tomli_w.dumps(tables), file, CATALOGUE, LIBRARY.steps)


@pytest.mark.parametrize("name", PACKS)
def test_every_shipped_pack_is_written_and_read_back(name):
    standard = read(PACKS[name])
    assert read(write_standard(standard)) == standard


def both(text):
    return {"id": f"{text} (id)", "en": text}


PACK = {
    "standard": {
        "id": "minimarket-kita",
        "version": "2026",
        "title": both("Our minimarket"),
        "authority": "Minimarket Kita",
        "source": "buyer's letter of 3 March 2026",
        "rung": "swalayan",
        "valid_from": dt.date(2026, 3, 3),
        "applies": {"fact": "product.kind", "in": ["food", "drink"]},
    },
    "requirement": [
        {
            "id": "long-life",
            "clause": "3",
            "severity": "major",
            "asks": both("The shelf life is 90 days or more."),
            "why": both("Shelves are filled once a month."),
            "needs": {"all": [
                {"fact": "quality.shelf_life_days", "at_least": 90, "unit": "days"},
                {"not": {"fact": "label.name", "matches": "[0-9]+"}},
            ]},
            "remedy": {"step": "study-shelf-life", "cost_idr": 150_000, "cost_source": "the laboratory"},
        },
    ],
}  # fmt: skip


def changed(path, value):
    """The pack with one place changed; ``...`` takes it away."""
    pack = copy.deepcopy(PACK)
    *way, last = path
    table = pack
    for key in way:
        table = table[key]
    if value is ...:
        del table[last]
    else:
        table[last] = value
    return pack


HEAD, ROW = ("standard",), ("requirement", 0)
FAULTS = [
    ((*HEAD, "colour"), "red", r"\[standard\]: unknown key 'colour'"),
    ((*HEAD, "id"), ..., r'\[standard\]: "id" is missing'),
    ((*HEAD, "id"), "Minimarket/Kita", r'"id" is .* use small letters, digits and hyphens'),
    ((*HEAD, "title"), {"id": "Kita"}, r'"title": the "en" text is missing'),
    ((*HEAD, "authority"), " ", '"authority" is missing'),
    ((*HEAD, "source"), ..., '"source" is missing'),
    ((*HEAD, "rung"), "mall", r'"rung" is .mall.; the words are taman, swalayan'),
    ((*HEAD, "confidence"), "sure", '"confidence" is'),
    ((*HEAD, "valid_from"), "2026-03-03", '"valid_from" is not a date'),
    ((*HEAD, "valid_from"), dt.datetime(2026, 3, 3, 8, 0), '"valid_from" is not a date'),
    ((*HEAD, "valid_until"), dt.date(2020, 1, 1), "valid_until 2020-01-01 is before"),
    ((*HEAD, "applies"), {"fact": "product.sort", "is": "food"}, "\"applies\": unknown fact 'product.sort'"),
    (HEAD, 3, r"\[standard\]: expected a table"),
    (("requirement",), [], r"there is no \[\[requirement\]\]"),
    (("requirement",), ["long-life"], "requirement number 1: expected a table"),
    ((*ROW, "id"), ..., 'requirement number 1: "id" is missing'),
    ((*ROW, "id"), "long life", '"id" is'),
    ((*ROW, "clause"), "", '"clause" is missing'),
    ((*ROW, "severity"), "blocker", r"requirement long-life: \"severity\" is .blocker."),
    ((*ROW, "severity"), ["major"], '"severity" is'),
    ((*ROW, "asks"), "90 days", '"asks": expected a table'),
    ((*ROW, "why"), ..., '"why": expected a table'),
    ((*ROW, "needs"), ..., '"needs" is missing'),
    ((*ROW, "needs"), {}, '"needs": expected "fact"'),
    ((*ROW, "needs"), {"fact": "quality.shelf_life_day", "at_least": 90}, "did you mean"),
    ((*ROW, "needs"), {"fact": "quality.shelf_life_days", "above": 90}, "unknown operator 'above'"),
    ((*ROW, "needs"), {"fact": "quality.shelf_life_days", "at_least": 90, "unit": "g"}, "unknown unit 'g'"),
    ((*ROW, "needs"), {"fact": "quality.shelf_life_days", "at_least": "90"}, "expected a number"),
    ((*ROW, "needs"), {"fact": "quality.shelf_life_days", "at_least": 10**16}, "too large"),
    ((*ROW, "needs"), {"fact": "label.name", "matches": "(a+)+b"}, "could take for ever"),
    ((*ROW, "needs"), {"fact": "product.kind", "is": "toy"}, "not a choice"),
    ((*ROW, "remedy"), ..., "remedy: expected a table"),
    ((*ROW, "remedy"), {}, 'remedy: "step" is missing'),
    ((*ROW, "remedy", "step"), "wish", "unknown step 'wish' in remedy"),
    ((*ROW, "remedy", "cost_idr"), -5, '"cost_idr" is not a whole number'),
    ((*ROW, "remedy", "cost_idr"), 1.5, '"cost_idr" is not a whole number'),
    ((*ROW, "remedy", "cost_idr"), 10**13, '"cost_idr" is not a whole number'),
    ((*ROW, "remedy", "days"), True, '"days" is not a whole number'),
    ((*ROW, "remedy", "after"), "nib/nib-held", '"after" is not a list of texts'),
    ((*ROW, "remedy", "price"), 5, "remedy: unknown key 'price'"),
    (("requirements",), [], "unknown key 'requirements'"),
]


@pytest.mark.parametrize(("path", "value", "reason"), FAULTS)
def test_a_broken_pack_is_refused_with_file_requirement_and_reason(path, value, reason):
    with pytest.raises(BadPack, match=reason) as refused:
        read(changed(path, value))
    assert refused.value.place.startswith("shop.toml")
    assert refused.value.reason
    if path[: len(ROW)] == ROW and path != (*ROW, "id"):
        assert refused.value.place.startswith("shop.toml: requirement long-life")


def test_the_pack_that_the_faults_are_made_of_is_sound():
    assert read(PACK).requirements[0].step.cost_idr == 150_000


@pytest.mark.parametrize(
    "text", ["", "a = ", "[standard]\n[standard]", "x = 1e9999999999999999999", "é" * 10]
)
def test_a_file_that_is_no_pack_is_refused(text):
    with pytest.raises(BadPack, match=r"shop\.toml"):
        parse_standard(text, "shop.toml", CATALOGUE, {})


@pytest.mark.parametrize(
    ("first", "second", "stands"),
    [
        ({}, {}, False),
        ({"valid_until": dt.date(2026, 1, 1)}, {"valid_from": dt.date(2026, 1, 1)}, False),
        ({"valid_until": dt.date(2026, 1, 1)}, {"valid_from": dt.date(2026, 1, 2)}, True),
        ({"valid_from": dt.date(2026, 1, 2)}, {"valid_until": dt.date(2026, 1, 1)}, True),
        ({"valid_from": dt.date(2026, 1, 2)}, {}, False),
    ],
)
def test_one_demand_may_stand_twice_for_different_days_only(first, second, stands):
    pack = copy.deepcopy(PACK)
    row = pack["requirement"][0]
    pack["requirement"] = [row | first, row | second]
    if stands:
        assert len(read(pack).requirements) == 2
    else:
        with pytest.raises(BadPack, match="requirement long-life: this id stands twice"):
            read(pack)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[x]", 'x: "title": expected'),
        ("x = 1", "x: expected a table"),
        ("[x]\nprice = 3", "unknown key 'price'"),
        ("[x]\ntitle = {id='a', en='b'}\nhow = {id='a', en='b'}\ndays = -1", '"days" is not a whole number'),
    ],
)
def test_a_bad_step_is_refused(text, reason):
    with pytest.raises(BadPack, match=reason):
        parse_steps(text, "steps.toml")


GATE = {"id": "toko", "title": both("Shop"), "kind": "buyer", "rung": "swalayan", "asks": ["nib"],
        "about": both("A shop."), "terms": {"margin": {"title": both("Margin"), "says": both("20 %"),
        "source": "letter", "confidence": "to-verify"}}}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"asks": []}, '"asks" is empty'),
        ({"asks": "nib"}, '"asks" is not a list'),
        ({"kind": "kiosk"}, '"kind" is'),
        ({"terms": [1]}, '"terms" is not a table'),
        ({"terms": {"margin": 20}}, "term margin: expected a table"),
        ({"terms": {"margin": {"title": both("Margin")}}}, 'term margin: "says"'),
        ({"id": "Toko Kita"}, '"id" is'),
        ({"open": True}, "unknown key 'open'"),
    ],
)
def test_a_bad_gate_is_refused(change, reason):
    assert parse_gate(tomli_w.dumps(GATE), "toko.toml", CATALOGUE).terms[0].id == "margin"
    with pytest.raises(BadPack, match=reason):
        parse_gate(tomli_w.dumps(GATE | change), "toko.toml", CATALOGUE)


@pytest.mark.parametrize(
    ("rungs", "reason"),
    [
        (..., '"rungs" is missing'),
        ([], "these rungs in this order"),
        ([1], "expected a table for a rung"),
        ("reversed", "these rungs in this order"),
    ],
)
def test_a_bad_ladder_is_refused(rungs, reason):
    tables = copy.deepcopy(LADDERS["food.toml"])
    if rungs is ...:
        del tables["rungs"]
    else:
        tables["rungs"] = tables["rungs"][::-1] if rungs == "reversed" else rungs
    with pytest.raises(BadPack, match=reason):
        parse_ladder(tomli_w.dumps(tables), "food.toml", CATALOGUE)


# ---- fuzz ------------------------------------------------------------------------------------------------

JUNK = st.one_of(
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.text(max_size=12),
    st.dates(),
    st.just([]),
    st.just({}),
    st.just("x" * 100_000),
    st.just("(a+)+b"),
    st.sampled_from([*CATALOGUE]),
    st.just({"all": [{"not": {"any": [{"fact": "label.name", "known": True}]}}]}),
    st.integers(1, 10).map(
        lambda depth: nested(depth)
    ),  # the writer's time doubles with each level in a list
    st.just([{"fact": "label.name", "known": True}] * 500),
)
WORDS = st.sampled_from(
    ["all", "any", "not", "fact", "known", "is", "in", "at_least", "matches", "contains", "after", "same_as",
     "unit", "step", "id", "en", "severity", "x", "", "a.b", "é"]
)  # fmt: skip


def nested(depth):
    condition = {"fact": "label.name", "known": True}
    for _level in range(depth):
        condition = {"not": condition}
    return condition


def places(value, way=()):
    """Every way to a key or index inside nested tables and lists."""
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield (*way, key)
        yield from places(value[key], (*way, key))


@st.composite
def mutated(draw, folder):
    """A shipped file of a folder, a few places of it deleted, renamed, doubled or replaced by junk."""
    tables = {"packs": PACKS, "gates": GATES | LADDERS}[folder]
    found = copy.deepcopy(tables[draw(st.sampled_from(sorted(tables)))])
    for _time in range(draw(st.integers(1, 3))):
        ways = list(places(found))
        if not ways:
            break
        *way, last = draw(st.sampled_from(ways))
        table = found
        for key in way:
            table = table[key]
        act = draw(st.sampled_from(["delete", "replace", "rename", "double"]))
        if act == "delete":
            del table[last]
        elif act == "rename" and isinstance(table, dict):
            table[draw(WORDS)] = table.pop(last)
        elif act == "double" and isinstance(table, list):
            table.append(copy.deepcopy(table[last]))
        else:
            table[last] = copy.deepcopy(draw(JUNK))
    return tomli_w.dumps(found)


FUZZED = settings(max_examples=150)


@FUZZED
@given(mutated("packs"))
def test_a_fuzzed_pack_is_refused_or_read_and_written_back(text):
    try:
        standard = parse_standard(text, "fuzzed.toml", CATALOGUE, LIBRARY.steps)
    except BadPack as refused:
        assert refused.place.startswith("fuzzed.toml")
        assert refused.reason
    else:
        assert read(write_standard(standard)) == standard


@FUZZED
@given(mutated("gates"))
def test_a_fuzzed_gate_or_ladder_is_refused_or_read(text):
    for parse in (parse_gate, parse_ladder):
        try:
            parse(text, "fuzzed.toml", CATALOGUE)
        except BadPack as refused:
            assert refused.place.startswith("fuzzed.toml")


@FUZZED
@given(st.text(max_size=60) | st.binary(max_size=60).map(lambda raw: raw.decode("latin-1")))
def test_fuzzed_text_is_refused(text):
    for parse in (
        lambda: parse_standard(text, "fuzzed.toml", CATALOGUE, {}),
        lambda: parse_gate(text, "fuzzed.toml", CATALOGUE),
        lambda: parse_ladder(text, "fuzzed.toml", CATALOGUE),
    ):
        with pytest.raises(BadPack):
            parse()

"""What the form can compose, the parser of packs reads back to the very same requirement."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lopo.facts.catalogue import load_catalogue
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.standards.conditions.condition import AllOf, Leaf, Not, parse_condition
from lopo.standards.conditions.operators import Day
from lopo.standards.library import load_library
from lopo.standards.own_gates.composing import asked, compose, decompose, words_for
from lopo.standards.own_gates.own_pack import OwnPack, parse_own_pack, write_own_pack
from lopo.standards.requirement import SEVERITIES, Gate, Requirement

CATALOGUE = load_catalogue()
LIBRARY = load_library()
KNOWN = [r.name for standard in LIBRARY.standards for r in standard.requirements]


def test_a_number_with_its_unit():
    needs = compose("quality.shelf_life_days", "at_least", ["180"], CATALOGUE)
    assert needs == Leaf("quality.shelf_life_days", "at_least", Decimal(180))
    assert asked(needs, CATALOGUE) == Text(
        "Umur simpan paling sedikit 180 hari.", "Shelf life: at least 180 days."
    )


def test_rupiah_as_they_are_written_in_kupang():
    needs = compose("price.retail_idr", "at_most", ["Rp25.000"], CATALOGUE)
    assert needs.operand == 25_000
    assert "Rp25.000" in asked(needs, CATALOGUE).id and "Rp25,000" in asked(needs, CATALOGUE).en


def test_a_choice_that_is_not_wanted():
    needs = compose("product.kind", "not_in", ["craft", "textile"], CATALOGUE)
    assert needs == Not(Leaf("product.kind", "in", ("craft", "textile")))


def test_a_paper_that_runs_for_three_more_months():
    needs = compose("permit.pirt.valid_until", "after_days", ["90"], CATALOGUE)
    assert needs == Leaf("permit.pirt.valid_until", "after", Day(days=90))
    assert "90" in asked(needs, CATALOGUE).en


@pytest.mark.parametrize(
    ("fact", "word", "values", "said"),
    [
        ("kein.fakt", "known", [], "Pilih dulu"),
        ("quality.shelf_life_days", "contains", ["x"], "kata yang cocok"),
        ("quality.shelf_life_days", "at_least", [], "Isi nilainya"),
        ("quality.shelf_life_days", "at_least", ["lama"], "angka"),
        ("product.tkdn_percent", "at_least", ["101"], "Paling banyak"),
        ("product.kind", "is", ["rumah"], "bukan pilihan"),
        ("permit.pirt.valid_until", "after", ["besok"], "tanggal"),
        ("permit.pirt.valid_until", "after_days", ["40000"], "36.500"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(fact, word, values, said):
    with pytest.raises(Refused) as refusal:
        compose(fact, word, values, CATALOGUE)
    assert said in refusal.value.reason.id


@pytest.mark.parametrize(
    "table",
    [
        {"all": [{"fact": "product.kind", "is": "food"}]},
        {"fact": "quality.shelf_life_days", "is": 90},
        {"fact": "permit.pirt.number", "matches": "[0-9]+"},
        {"fact": "label.net_quantity", "at_least": {"fact": "label.net_quantity"}},
    ],
)
def test_what_the_form_cannot_make_is_not_taken_apart(table):
    assert decompose(parse_condition(table, CATALOGUE), CATALOGUE) is None


def _values(definition, word):
    """What may be typed for a word, and is then taken or refused."""
    one_line = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)
    if definition.choices:
        each = st.sampled_from(sorted(definition.choices))
    else:
        each = {
            "yes_no": st.sampled_from(["true", "false", "ya", "tidak"]),
            "whole": st.integers(0, 10**6).map(str),
            "rupiah": st.integers(0, 10**9).map("Rp{:,}".format).map(lambda t: t.replace(",", ".")),
            "decimal": st.decimals(0, 10**6, places=4).map(lambda d: str(d).replace(".", ",")),
            "date": st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)).map(str),
        }.get(definition.kind, one_line)
    if word.takes in ("ahead", "ago"):
        each = st.integers(0, 36_500).map(str)
    return st.lists(each, min_size=1, max_size=5 if word.takes == "values" else 1)


@st.composite
def typed(draw):
    definition = CATALOGUE[draw(st.sampled_from(sorted(CATALOGUE)))]
    word = draw(st.sampled_from(words_for(definition)))
    return definition.name, word.key, draw(_values(definition, word))


@settings(max_examples=400)
@given(typed(), st.sampled_from(SEVERITIES), st.sampled_from(sorted(LIBRARY.steps)))
def test_whatever_is_composed_is_parsed_back_to_the_same_requirement(form, severity, step):
    try:
        needs = compose(*form, CATALOGUE)
    except Refused:
        return
    assert decompose(needs, CATALOGUE) is not None
    words = asked(needs, CATALOGUE)
    demand = Requirement(
        id="demand", standard="toko-a", clause="x", severity=severity, confidence="law-read", source="Toko A",
        asks=words, why=words, needs=needs, step=LIBRARY.steps[step],
    )  # fmt: skip
    gate = Gate("toko-a", Text.same("Toko A"), "buyer", "swalayan", ("nib/nib-held",), words, AllOf(()))
    pack = OwnPack(gate).with_demands((demand,), Text.same("Toko A"))
    read = parse_own_pack(write_own_pack(pack), "a.toml", CATALOGUE, LIBRARY.steps, KNOWN)
    assert read == pack
    assert compose(*_as_typed(read.demands[0].needs), CATALOGUE) == needs


def _as_typed(needs):
    composed = decompose(needs, CATALOGUE)
    return composed.fact, composed.word, composed.values

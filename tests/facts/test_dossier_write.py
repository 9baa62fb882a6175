import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import SAID_BY, Dossier, Fact, Provenance, computed, nothing
from lopo.facts.dossier_file import read_dossier
from lopo.facts.dossier_write import write_dossier
from lopo.facts.kinds import Item, Refused, read_text
from lopo.standards.derivation import complete
from tests.sample_dossier import SAMBAL, TODAY, dossier

CATALOGUE = load_catalogue()
TOLD = [each for each in CATALOGUE.values() if not each.is_computed]


def readable(text):
    try:
        return read_text(text) == text
    except Refused:
        return False


TEXTS = st.text(max_size=30).filter(readable)
NAMES = TEXTS.filter(bool)
NUMBERS = st.decimals(0, 10**6, allow_nan=False, allow_infinity=False, places=2)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31))
VALUES = {
    "yes_no": st.booleans(),
    "whole": st.integers(-(10**6), 10**6),
    "rupiah": st.integers(-(10**6), 10**12),
    "decimal": NUMBERS,
    "date": DAYS,
    "text": TEXTS,
    "list": st.lists(NAMES, max_size=4),
    "items": st.lists(
        st.one_of(
            NAMES,
            st.fixed_dictionaries({"name": NAMES, "amount": NUMBERS.filter(bool), "group": TEXTS}),
        ),
        max_size=4,
    ),
}
PROVENANCES = st.builds(Provenance, st.sampled_from(SAID_BY[:-1]), TEXTS, st.one_of(st.none(), DAYS), TEXTS)


@st.composite
def facts(draw, definition):
    provenance = draw(PROVENANCES)
    if definition.never_empty:
        return Fact(definition.read(draw(VALUES[definition.kind].filter(bool))), provenance)
    if draw(st.integers(0, 9)) == 0:
        return nothing(definition.kind, provenance)
    if definition.kind == "choice":
        return Fact(draw(st.sampled_from(list(definition.choices))), provenance)
    if definition.choices:
        return Fact(tuple(draw(st.lists(st.sampled_from(list(definition.choices))))), provenance)
    try:
        return Fact(definition.read(draw(VALUES[definition.kind])), provenance)
    except Refused:
        return nothing(definition.kind, provenance)


@st.composite
def dossiers(draw):
    chosen = draw(st.lists(st.sampled_from(TOLD), max_size=12, unique_by=lambda each: each.name))
    return Dossier({each.name: draw(facts(each)) for each in chosen})


@given(dossiers())
def test_a_written_dossier_is_read_back_the_same(recorded):
    assert dict(read_dossier(write_dossier(recorded, CATALOGUE).encode(), CATALOGUE)) == dict(recorded)


def test_what_is_worked_out_is_left_out_and_worked_out_again():
    told = dossier(SAMBAL)
    whole = complete(told, TODAY)
    again = read_dossier(write_dossier(whole, CATALOGUE).encode(), CATALOGUE)
    assert dict(again) == dict(told)
    assert dict(complete(again, TODAY)) == dict(whole)
    assert "computed" not in write_dossier(whole, CATALOGUE)


def test_the_provenance_most_share_stands_once_in_the_head():
    day = dt.date(2026, 11, 20)
    officer = Provenance("officer", "Ibu Rambu", day)
    recorded = Dossier(
        {
            "product.name": Fact("Madu", officer),
            "label.net_quantity": Fact(Decimal("250.0"), officer),
            "quality.nitrite_mg_per_kg": Fact(Decimal("22.5"), Provenance("laboratory", "Lab", day, "uji")),
        }
    )
    assert write_dossier(recorded, CATALOGUE) == (
        '[dossier]\nsaid_by = "officer"\nwho = "Ibu Rambu"\non = 2026-11-20\n\n'
        '[product]\nname = "Madu"\n\n'
        "[quality]\nnitrite_mg_per_kg = "
        '{ value = 22.5, said_by = "laboratory", who = "Lab", evidence = "uji" }\n\n'
        "[label]\nnet_quantity = 250\n"
    )


def test_items_keep_their_amounts_and_classes():
    recorded = Dossier({"recipe.additives": Fact((Item("natrium benzoat", Decimal(500), "pengawet"),))})
    assert '{ name = "natrium benzoat", amount = 500, group = "pengawet" }' in write_dossier(
        recorded, CATALOGUE
    )


def test_a_computed_fact_alone_makes_an_empty_file():
    assert write_dossier(Dossier(computed({"permit.route": "pirt"}, "x")), CATALOGUE) == ""

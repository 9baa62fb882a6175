"""A text drafted from facts: what is known is said, what is not known is not, and no draft makes a claim."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.dossier import Dossier, Fact
from lopo.facts.kinds import Item
from lopo.facts.text import Text
from lopo.market.promotion.text_check import Ground, check_text
from lopo.market.promotion.text_draft import Known, _table, draft, known_of

LUAT = Dossier({
    "product.name": Fact("Sambal lu'at"),
    "product.kind": Fact("food"),
    "business.name": Fact("Dapur Mama Yuliana"),
    "label.ingredients": Fact(("cabai rawit", "jeruk nipis", "daun kemangi", "garam", "gula")),
    "label.net_quantity": Fact(Decimal(150)),
    "label.net_unit": Fact("g"),
    "quality.shelf_life_days": Fact(90),
    "product.storage": Fact("room"),
})  # fmt: skip
SCARF = Dossier({
    "product.name": Fact("Selendang kaif"),
    "export.name_en": Fact("Kaif shawl"),
    "product.kind": Fact("textile"),
    "business.name": Fact("Tenun Ina"),
    "craft.technique": Fact("ikat"),
    "craft.fibres": Fact((Item("katun", Decimal(100)),)),
    "craft.dye_sources": Fact(("tarum", "mengkudu")),
    "craft.making_days": Fact(Decimal(21)),
    "craft.maker_person": Fact("Ina Beti"),
    "craft.label_size": Fact("200 x 60 cm"),
})  # fmt: skip


def of_luat(turn=0, papers=()):
    return draft(known_of(LUAT, place="Oebobo", district="Oebobo", papers=papers), turn)


def test_a_jar_of_sambal_is_told_with_what_is_known():
    long = of_luat(papers=("pirt", "halal")).long
    for words in ("Sambal lu'at", "Dapur Mama Yuliana", "cabai rawit, jeruk nipis, daun kemangi dan garam"):
        assert words in long.id
    assert "150 g" in long.id
    assert "3 bulan" in long.id
    assert "P-IRT dan sertifikat halal" in long.id
    assert "bird's eye chilli" in long.en
    assert "3 months" in long.en


def test_papers_that_the_city_has_not_seen_are_not_spoken_of():
    assert "halal" not in of_luat().long.id.lower()
    assert "P-IRT" not in of_luat().long.id


def test_a_cloth_is_told_by_hand_colour_and_time():
    made = draft(known_of(SCARF, place="Naikoten"))
    assert "Kaif shawl" in made.short.en
    assert "tarum dan mengkudu" in made.long.id
    assert "21 hari" in made.long.id
    assert "200 x 60 cm" in made.long.en


def test_each_turn_is_another_text_and_the_same_turn_the_same():
    turns = [of_luat(turn).long.id for turn in range(3)]
    assert len(set(turns)) == 3
    assert of_luat(1) == of_luat(1)


def test_with_only_a_name_there_is_still_a_sentence():
    made = draft(Known("food", Text.same("Abon"), "Dapur Ina"))
    assert made.short.id == "Abon buatan Dapur Ina, Kupang."
    assert made.long == made.short


def test_a_name_with_braces_is_only_a_name():
    made = draft(Known("food", Text.same("Abon {x} {0}"), "Dapur {maker}"))
    assert "Abon {x} {0}" in made.short.id


@pytest.mark.parametrize("part", _table()["part"], ids=lambda part: f"{part['name']}-{part['kinds'][0]}")
def test_both_languages_of_a_sentence_speak_of_the_same(part):
    for said in part["says"]:
        assert set(re.findall(r"{(\w+)}", said["id"])) == set(re.findall(r"{(\w+)}", said["en"]))


names = st.text(st.characters(categories=["L", "Nd", "Zs"]), min_size=1, max_size=30)


@given(
    st.sampled_from(["food", "drink", "craft", "textile"]),
    st.integers(0, 50),
    st.sets(
        st.sampled_from(["label.ingredients", "label.net_quantity", "quality.shelf_life_days", "craft.dyes"])
    ),
    st.booleans(),
)
def test_no_draft_claims_anything_and_the_short_one_is_short(kind, turn, missing, placed):
    told = LUAT if kind in ("food", "drink") else SCARF
    told = told.without(missing).with_facts({"product.kind": Fact(kind)})
    made = draft(known_of(told, place="Oebobo" if placed else ""), turn)
    ground = Ground(food=kind in ("food", "drink"), route="pirt")
    for text in (made.short, made.long):
        assert check_text(text.id, ground) == ()
        assert check_text(text.en, ground) == ()
        assert "{" not in text.id + text.en
    assert len(made.short.id) <= 160
    assert made.short.id


@given(names, names, st.integers(0, 9))
def test_any_name_is_said_as_it_is(name, maker, turn):
    made = draft(Known("food", Text.same(name), maker), turn)
    assert maker in made.long.id

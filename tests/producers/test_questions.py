"""The first walk settles the first rung: no question of it is left when the last one is answered."""

import pytest

from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import Dossier, Fact
from lopo.producers.questions import first_walk, progress
from lopo.standards.assessment import Status, assess
from lopo.standards.derivation import complete
from lopo.standards.library import edition_on
from tests.sample_dossier import TODAY

ANSWERS = {
    "permit.nib.number": "9120001234567",
    "product.prepacked": "ya",
    "product.halal_materials": "halal",
    "permit.halal.number": "ID53110000123450524",
    "label.nonhalal_statement": "Mengandung babi",
    "recipe.ingredients": [{"name": "pisang kepok", "amount": "1000"}, {"name": "garam", "amount": "10"}],
    "recipe.additives": [],
    "label.name": "Keripik pisang",
    "label.ingredients": "pisang kepok, garam",
    "label.net_quantity": "100",
    "label.net_unit": "g",
    "label.producer_name": "Dapur Mama",
    "label.producer_city": "Kupang",
    "label.expiry_text": "Baik digunakan sebelum 12 Maret 2027",
    "product.storage": "room",
    "permit.pirt.number": "P-IRT 2145371010001-29",
    "craft.label_name": "Selendang tenun ikat",
    "craft.label_maker": "Kelompok Tenun Oebobo, Kupang",
    "craft.technique": None,
    "craft.finish_neat": "ya",
    "price.retail_idr": "350000",
    "craft.ig_name": "",
}


def walked(kind, **changes):
    """A product about which every question of the first walk was answered, in the order they came."""
    catalogue = load_catalogue()
    dossier = Dossier({"product.kind": Fact(kind), "product.name": Fact("Contoh")})
    asked = []
    while (fact := progress(dossier).next) is not None:
        asked.append(fact)
        answer = changes.get(fact.replace(".", "__"), ANSWERS[fact])
        if answer is None:
            answer = next(iter(catalogue[fact].choices), "ikat")
        dossier = dossier.with_facts({fact: Fact(catalogue[fact].read(answer))})
    return asked, dossier


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("food", {}),
        ("drink", {}),
        ("food", {"product__halal_materials": "non-halal"}),
        ("food", {"product__prepacked": "tidak"}),
        ("craft", {}),
        ("textile", {}),
    ],
)
def test_after_the_walk_nothing_of_the_first_rung_is_unknown(kind, changes):
    _asked, dossier = walked(kind, **changes)
    assessment = assess(complete(dossier, TODAY), edition_on(TODAY))
    first = assessment.ladder.rungs[0]
    unknown = [name for name in first.open if assessment.statuses[name] is Status.NOT_KNOWN]
    assert unknown == []


def test_a_good_banana_chip_stands_on_the_first_rung_after_five_minutes():
    asked, dossier = walked("food")
    assert len(asked) <= 16
    assert assess(complete(dossier, TODAY), edition_on(TODAY)).ladder.reached.gate.rung == "taman"


def test_no_question_is_asked_twice_and_every_one_can_be_told():
    catalogue = load_catalogue()
    facts = [question.fact for question in first_walk()]
    assert len(facts) == len(set(facts))
    assert [fact for fact in facts if catalogue[fact].is_computed or catalogue[fact].asks is None] == []


def test_an_honest_pork_product_is_not_asked_for_a_halal_number():
    asked, _dossier = walked("food", product__halal_materials="non-halal")
    assert "permit.halal.number" not in asked
    assert "label.nonhalal_statement" in asked


def test_a_skipped_question_is_behind_but_unanswered():
    dossier = Dossier({"product.kind": Fact("craft")})
    before = progress(dossier)
    after = progress(dossier, [before.next])
    assert after.next != before.next
    assert after.done == before.done + 1


def test_the_walk_only_ever_grows_shorter():
    """Whatever is answered or left out, the number of questions said to be ahead never jumps up."""
    catalogue = load_catalogue()
    for left_out in (None, "product.prepacked", "product.halal_materials"):
        for changes in ({}, {"product.prepacked": "tidak"}, {"product.halal_materials": "non-halal"}):
            dossier, skipped, totals = Dossier({"product.kind": Fact("food")}), [], []
            while (step := progress(dossier, skipped)).next is not None:
                totals.append(step.total)
                assert step.done < step.total
                if step.next == left_out:
                    skipped.append(step.next)
                    continue
                raw = changes.get(step.next, ANSWERS[step.next])
                dossier = dossier.with_facts({step.next: Fact(catalogue[step.next].read(raw))})
            assert totals == sorted(totals, reverse=True)
            assert step.done == step.total


def test_of_two_questions_that_exclude_each_other_one_is_counted():
    _asked, walked_through = walked("food")
    assert progress(Dossier({"product.kind": Fact("food")})).total == progress(walked_through).total

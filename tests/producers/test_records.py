"""What is written down stays written down, and what was told last counts."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from lopo.accounts.models import Organisation
from lopo.accounts.roles import Role
from lopo.facts.kinds import Refused
from lopo.producers import records
from lopo.producers.models import Paper, Product, Statement
from lopo.producers.records import (
    decide_paper,
    dossier_of,
    dossiers_of,
    history_of,
    record_fact,
    record_paper,
    told_about,
)
from lopo.standards.models import Standing
from tests.accounts.factories import a_person
from tests.city import LUAT, a_kitchen, a_paper, tell
from tests.race import at_once, own_connections

pytestmark = pytest.mark.django_db


@pytest.fixture
def kitchen():
    return a_kitchen()


def value_of(kitchen, fact):
    return dossier_of(kitchen.product).value(fact)


def test_a_newer_word_counts_and_the_older_stays_in_the_history(kitchen):
    tell(kitchen, {"label.net_quantity": "150"})
    tell(kitchen, {"label.net_quantity": "200"})
    assert str(value_of(kitchen, "label.net_quantity")) == "200"
    assert [each.value for each in history_of(kitchen.product)] == ["200", "150"]
    assert [each.superseded_at is None for each in history_of(kitchen.product)] == [True, False]


def test_the_same_word_again_is_not_written_twice(kitchen):
    tell(kitchen, {"label.net_quantity": "1.250,5"})
    tell(kitchen, {"label.net_quantity": "1250.5"})
    assert [each.value for each in history_of(kitchen.product)] == ["1250.5"]


def test_a_check_of_the_additives_lapses_when_they_change(kitchen):
    def tell(fact, value):
        record_fact(kitchen.business, kitchen.product, fact, value, typed_by=kitchen.owner)

    benzoate = [{"name": "natrium benzoat", "amount": "900"}]
    tell("recipe.additives", benzoate)
    tell("recipe.additives_checked", True)
    tell("recipe.additives", benzoate)
    tell("label.name", "Sambal")
    assert value_of(kitchen, "recipe.additives_checked") is True
    tell("recipe.additives", [{"name": "natrium benzoat", "amount": "1400"}])
    assert value_of(kitchen, "recipe.additives_checked") is None
    lapsed = next(row for row in history_of(kitchen.product) if row.fact == "recipe.additives_checked")
    assert lapsed.value is True and lapsed.superseded_at is not None
    tell("recipe.additives_checked", True)
    assert value_of(kitchen, "recipe.additives_checked") is True


def test_a_record_says_who_told_it_and_who_typed_it(kitchen):
    officer = a_person(Role.OFFICER, name="Ibu Ester")
    record_fact(kitchen.business, kitchen.product, "label.name", "Sambal", typed_by=officer, said_by="owner")
    provenance = dossier_of(kitchen.product)["label.name"].provenance
    assert (provenance.said_by, provenance.who) == ("owner", "Ibu Ester")
    assert Statement.objects.get().typed_by == officer


def test_a_fact_of_the_business_is_told_once_for_all_its_products(kitchen):
    other = Product.objects.create(business=kitchen.business, name="Abon ikan", kind="food")
    tell(kitchen, {"permit.nib.number": "9120001234567"})
    assert dossier_of(other).value("permit.nib.number") == "9120001234567"
    assert Statement.objects.get().product is None


def test_a_fact_of_one_product_is_not_true_of_its_neighbour(kitchen):
    other = Product.objects.create(business=kitchen.business, name="Abon ikan", kind="food")
    tell(kitchen, {"label.name": "Sambal lu'at"})
    assert "label.name" not in dossier_of(other)


@pytest.mark.parametrize(
    ("fact", "raw"),
    [
        ("label.net_quantity", "-5"),
        ("label.net_quantity", "banyak"),
        ("label.net_unit", "genggam"),
        ("product.name", ""),
        ("product.name", "x" * 161),
        ("business.name", "Dapur\u202eyliy"),
        ("business.kelurahan", "Atlantis"),
        ("label.name", "satu\x00dua"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_nothing_changes(kitchen, fact, raw):
    tell(kitchen, {"label.net_quantity": "150", "label.name": "Sambal"})
    before = dict(dossier_of(kitchen.product))
    with pytest.raises(Refused):
        tell(kitchen, {fact: raw})
    kitchen.product.refresh_from_db()
    assert dict(dossier_of(kitchen.product)) == before


def test_what_is_worked_out_or_unknown_cannot_be_told(kitchen):
    for fact in ("permit.nib.held", "label.moon_phase"):
        with pytest.raises(KeyError):
            tell(kitchen, {fact: "true"})


def test_a_fact_is_not_told_of_another_business_s_product(kitchen):
    other = a_kitchen("Dapur Lain", "Abon ikan")
    with pytest.raises(ValueError, match=r"label\.name"):
        record_fact(kitchen.business, other.product, "label.name", "Curi", typed_by=kitchen.owner)
    assert "label.name" not in dossier_of(other.product)


def test_nothing_is_half_saved_when_what_follows_fails(kitchen, monkeypatch):
    tell(kitchen, {"label.net_quantity": "150"})

    def fails(business, product):
        raise RuntimeError("the standings could not be worked out")

    monkeypatch.setattr(records, "AFTER_CHANGE", [fails])
    with pytest.raises(RuntimeError):
        tell(kitchen, {"label.net_quantity": "200"})
    with pytest.raises(RuntimeError):
        a_paper(kitchen)
    assert [each.value for each in history_of(kitchen.product)] == ["150"]
    assert not Paper.objects.exists()


def test_a_new_name_of_the_business_is_that_of_its_organisation_too(kitchen):
    tell(kitchen, {"business.name": "Dapur Mama Yuli"})
    assert Organisation.objects.get(pk=kitchen.business.organisation_id).name == "Dapur Mama Yuli"


# Papers


def test_a_newer_paper_of_the_same_kind_takes_the_older_one_s_place(kitchen):
    old = a_paper(kitchen, number="9120001234567")
    new = a_paper(kitchen, number="9120009999999")
    old.refresh_from_db()
    assert old.superseded_at is not None
    assert value_of(kitchen, "permit.nib.number") == new.number


def test_papers_of_two_products_stand_side_by_side(kitchen):
    other = Product.objects.create(business=kitchen.business, name="Abon ikan", kind="food")
    a_paper(kitchen, "halal", "ID53110000123456")
    paper = Paper(business=kitchen.business, product=other, kind="halal", number="ID53110000654321")
    paper.typed_by = kitchen.owner
    record_paper(paper)
    assert value_of(kitchen, "permit.halal.number") == "ID53110000123456"
    assert dossier_of(other).value("permit.halal.number") == "ID53110000654321"


def test_a_verified_paper_s_facts_are_the_officer_s(kitchen):
    paper = a_paper(kitchen)
    assert dossier_of(kitchen.product)["permit.nib.number"].provenance.said_by == "owner"
    officer = a_person(Role.OFFICER, name="Ibu Ester")
    assert decide_paper(paper, officer)
    provenance = dossier_of(kitchen.product)["permit.nib.number"].provenance
    assert (provenance.said_by, provenance.who) == ("officer", "Ibu Ester")
    tell(kitchen, {"permit.nib.number": paper.number})
    assert dossier_of(kitchen.product)["permit.nib.number"].provenance.said_by == "officer"


def test_a_refused_paper_s_number_does_not_count(kitchen):
    paper = a_paper(kitchen)
    assert decide_paper(paper, a_person(Role.OFFICER), code="number-differs")
    assert "permit.nib.number" not in dossier_of(kitchen.product)
    paper.refresh_from_db()
    assert "berbeda" in paper.why_refused.id


def test_of_a_person_and_a_paper_the_one_that_spoke_last_counts(kitchen):
    tell(kitchen, {"permit.nib.number": "1111111111111"})
    paper = a_paper(kitchen, number="2222222222222")
    assert value_of(kitchen, "permit.nib.number") == "2222222222222"
    tell(kitchen, {"permit.nib.number": "1111111111111"})
    assert value_of(kitchen, "permit.nib.number") == "1111111111111"
    decide_paper(paper, a_person(Role.OFFICER))
    told = told_about(kitchen.product)
    assert told.dossier.value("permit.nib.number") == "2222222222222"
    assert [each.value for each in told.otherwise["permit.nib.number"]] == ["1111111111111"]


def test_dates_of_a_paper_go_with_its_number(kitchen):
    a_paper(kitchen, "pirt", "P-IRT 1115371010001-29", valid_until=dt.date(2020, 1, 1))
    assert value_of(kitchen, "permit.pirt.valid_until") == dt.date(2020, 1, 1)
    tell(kitchen, {"permit.pirt.number": "P-IRT 1115371010001-29"})
    assert value_of(kitchen, "permit.pirt.valid_until") == dt.date(2020, 1, 1)
    tell(kitchen, {"permit.pirt.number": "P-IRT 2065371010002-31"})
    assert "permit.pirt.valid_until" not in dossier_of(kitchen.product)
    kept = told_about(kitchen.product).otherwise
    assert kept["permit.pirt.number"][0].value == "P-IRT 1115371010001-29"


def test_a_paper_is_decided_once(kitchen):
    paper = a_paper(kitchen)
    first, second = a_person(Role.OFFICER), a_person(Role.INSPECTOR)
    assert decide_paper(paper, first)
    assert not decide_paper(paper, second, words="buram")
    paper.refresh_from_db()
    assert (paper.verified_by, paper.refused_by) == (first, None)


def test_a_paper_that_was_replaced_cannot_be_decided(kitchen):
    old = a_paper(kitchen)
    a_paper(kitchen, number="9120009999999")
    assert not decide_paper(old, a_person(Role.OFFICER))


def test_the_database_itself_refuses_both_decisions(kitchen):
    paper = a_paper(kitchen)
    decide_paper(paper, a_person(Role.OFFICER))
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.filter(pk=paper.pk).update(refused_at=paper.recorded_at)


def test_dossiers_of_many_take_as_many_queries_as_one(kitchen, django_assert_num_queries):
    tell(kitchen, LUAT)
    a_paper(kitchen)
    with django_assert_num_queries(3):
        dossiers_of([kitchen.product])
    kitchens = [a_kitchen(f"Dapur {number}", label__name="Sambal") for number in range(8)]
    for each in kitchens:
        a_paper(each)
    with django_assert_num_queries(3):
        found = dossiers_of(each.product for each in kitchens)
    assert len(found) == 8


# Two people at the same moment


@pytest.mark.django_db(transaction=True)
def test_two_owners_answer_the_same_question_at_once():
    kitchen = a_kitchen()
    other = a_person(Role.OWNER, kitchen.business.organisation)

    def answers(person, value):
        return lambda: record_fact(
            kitchen.business, Product.objects.get(), "label.name", value, typed_by=person
        )

    with own_connections():
        for turn in range(3):
            words = [f"Sambal lu'at {turn}", f"Lu'at pedas {turn}"]
            given = at_once(answers(kitchen.owner, words[0]), answers(other, words[1]))
            assert given == [None, None]
            current = Statement.objects.get(fact="label.name", superseded_at=None)
            assert current.value in words
        assert Statement.objects.filter(fact="label.name").count() == 6
        assert Standing.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_different_answers_at_once_are_both_in_what_is_remembered():
    kitchen = a_kitchen()
    facts = {"label.name": "Sambal", "label.net_quantity": "150", "label.net_unit": "g"}

    def tells(fact, value):
        return lambda: record_fact(
            kitchen.business, Product.objects.get(), fact, value, typed_by=kitchen.owner
        )

    with own_connections():
        assert at_once(*(tells(*each) for each in facts.items())) == [None] * 3
        assert Statement.objects.filter(superseded_at=None).count() == 3
        remembered = Standing.objects.get().statuses
        records.after_change(kitchen.business, Product.objects.get())
        assert Standing.objects.get().statuses == remembered


@pytest.mark.django_db(transaction=True)
def test_two_officers_decide_at_once_and_one_wins():
    kitchen = a_kitchen()
    paper = a_paper(kitchen)
    officers = [a_person(Role.OFFICER), a_person(Role.INSPECTOR)]
    with own_connections():
        given = at_once(
            lambda: decide_paper(Paper.objects.get(pk=paper.pk), officers[0]),
            lambda: decide_paper(Paper.objects.get(pk=paper.pk), officers[1], words="buram"),
        )
        assert sorted(given, key=str) == [False, True]
        decided = Paper.objects.get(pk=paper.pk)
        assert (decided.verified_at is None) != (decided.refused_at is None)


@pytest.mark.django_db(transaction=True)
def test_two_people_add_the_same_paper_at_once_and_one_is_current():
    kitchen = a_kitchen()

    def adds(number):
        paper = Paper(business=kitchen.business, kind="nib", number=number, typed_by=kitchen.owner)
        return lambda: record_paper(paper).number

    with own_connections():
        numbers = ["9120001234567", "9120009999999"]
        assert at_once(*map(adds, numbers)) == numbers
        assert Paper.objects.count() == 2
        assert Paper.objects.get(superseded_at=None).number in numbers

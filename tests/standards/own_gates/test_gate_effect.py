"""Who falls and who rises by a change, by which demand, and what a buyer may know of it."""

import pytest

from lopo.accounts.consent import grant
from lopo.accounts.field_groups import FieldGroup
from lopo.accounts.models import Look
from lopo.accounts.permission import scope_for
from lopo.accounts.roles import Role
from lopo.producers.records import dossier_of
from lopo.standards.assessment import assess
from lopo.standards.books.gate_effect import edition_with, effect_for
from lopo.standards.books.gate_standings import settle
from lopo.standards.books.own_gate import begin_draft, pack_of, save_draft
from lopo.standards.derivation import complete
from lopo.standards.own_gates.effect import coarse
from tests.accounts.factories import a_person
from tests.city import LUAT, a_kitchen, tell
from tests.standards.own_gates.gates import TODAY, a_buyer, a_published, ask

pytestmark = pytest.mark.django_db
LONG = ("quality.shelf_life_days", "at_least", "180")
KEEPS, SHORT = {"quality.shelf_life_days": "200"}, {"quality.shelf_life_days": "90"}


def kitchens(**shelf_lives):
    made = {}
    for name, facts in shelf_lives.items():
        made[name] = a_kitchen(f"Dapur {name}")
        tell(made[name], LUAT | facts)
    return made


def effect(person, draft):
    return effect_for(person, scope_for(person, "standards.edit"), pack_of(draft), draft.number, TODAY)


def a_changed_gate(buyer):
    """An edition that asks two things, settled, and a draft that asks a long shelf life besides."""
    edition = a_published(buyer)
    settle(edition, TODAY, seconds=60)
    return ask(begin_draft(edition.gate, buyer), buyer, *LONG)


def test_the_city_sees_by_name_who_falls_and_by_which_demand():
    made = kitchens(long=KEEPS, short=SHORT, unknown={})
    draft = a_changed_gate(a_buyer())
    shown = effect(a_person(Role.ADMIN), draft)
    demand = "toko-toko-flobamora/quality-shelf-life-days"
    assert (shown.whole.known, shown.whole.passes_now, shown.whole.passes_then) == (3, 3, 1)
    assert {each.product for each in shown.named.falls} == {
        made["short"].product.pk,
        made["unknown"].product.pk,
    }
    assert shown.whole.falls_by == {demand: 2} == shown.whole.only_by
    assert set(shown.products) == {each.product for each in shown.named.falls}


def test_a_demand_that_goes_lets_products_rise():
    kitchen = a_kitchen()
    tell(kitchen, {"label.name": "Sambal", "product.prepacked": "true"})
    buyer = a_buyer()
    edition = a_published(buyer)
    settle(edition, TODAY, seconds=60)
    draft = begin_draft(edition.gate, buyer)
    save_draft(draft, pack_of(draft).asking(["bpom-label/label-name"]), draft.revision, buyer)
    shown = effect(a_person(Role.ADMIN), draft)
    assert [(each.product, each.by) for each in shown.named.rises] == [
        (kitchen.product.pk, ("nib/nib-held",))
    ]


def test_the_same_as_an_assessment_of_each_product():
    made = kitchens(long=KEEPS, short=SHORT, unknown={}) | {"new": a_kitchen("Dapur baru")}
    draft = a_changed_gate(a_buyer())
    shown = effect(a_person(Role.ADMIN), draft)
    then = edition_with(pack_of(draft), draft.number, TODAY)
    passing = {
        kitchen.product.pk
        for kitchen in made.values()
        if assess(complete(dossier_of(kitchen.product), TODAY), then).standing(draft.gate.code).passed
    }
    assert len(passing) == shown.whole.passes_then == 1


def test_before_the_standings_know_of_the_edition_it_is_asked_of_the_dossiers():
    kitchens(long=KEEPS, short=SHORT)
    buyer = a_buyer()
    edition = a_published(buyer, TODAY, LONG)  # nothing was brought up to date yet
    draft = ask(begin_draft(edition.gate, buyer), buyer, "label.net_quantity", "at_least", "500")
    shown = effect(a_person(Role.ADMIN), draft)
    assert (shown.whole.passes_now, shown.whole.passes_then) == (1, 0)


def test_a_buyer_is_told_names_only_of_those_who_show_it_and_by_what_they_show():
    made = kitchens(shown=SHORT, partly=KEEPS, hidden=SHORT)
    buyer = a_buyer()
    shop = buyer.memberships.get().organisation
    everything = [FieldGroup.IDENTITY, FieldGroup.PAPERS, FieldGroup.LABEL, FieldGroup.QUALITY]
    for name, groups in (("shown", everything), ("partly", everything[:3])):
        owner = made[name].business.organisation
        grant(owner, shop, groups, made[name].owner)
    draft = a_changed_gate(buyer)
    shown = effect(buyer, draft)
    named = {each.product for each in shown.named.falls}
    assert named == {
        made["shown"].product.pk,
        made["partly"].product.pk,
    }  # what she hides counts as not known
    assert shown.named.known == 2 and shown.whole.known == 3
    assert set(shown.products) == named
    assert Look.objects.count() == 2
    effect(buyer, draft)
    assert Look.objects.count() == 2  # once a day


def test_numbers_of_those_who_do_not_show_it_are_told_in_steps_of_five():
    assert [coarse(n) for n in (0, 4, 5, 9, 1_234)] == [0, 0, 5, 5, 1230]


def test_as_many_queries_for_many(django_assert_max_num_queries):
    made = [a_kitchen(f"Dapur {number}") for number in range(12)]
    for kitchen in made:
        tell(kitchen, LUAT | SHORT)
    draft, admin = a_changed_gate(a_buyer()), a_person(Role.ADMIN)
    with django_assert_max_num_queries(12):
        effect(admin, draft)

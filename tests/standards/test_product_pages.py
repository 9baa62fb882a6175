"""The owner's page of a product, its gates and its plan."""

import pytest
from django.urls import reverse

from lopo.accounts.roles import Role
from lopo.standards.house_library import edition_on
from lopo.standards.standings import assessment_of, today
from lopo.standards.step_places import OF_BUSINESS, OF_PRODUCT
from tests.accounts.factories import a_person
from tests.city import LUAT, a_kitchen, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def kitchen(client):
    kitchen = a_kitchen()
    tell(kitchen, LUAT)
    client.force_login(kitchen.owner)
    return kitchen


def page(client, kitchen, name="product", *arguments):
    return client.get(reverse(f"standards:{name}", args=[kitchen.product.public_id, *arguments]))


def test_the_page_says_where_the_product_stands_and_what_is_next(client, kitchen):
    shown = page(client, kitchen).context
    assessment = assessment_of(kitchen.product, today())
    assert len(shown["tiers"]) == len(assessment.ladder.rungs)
    assert shown["next_rung"] == assessment.ladder.next.gate.title.id
    assert not shown["part_hidden"]
    assert shown["can_edit"]


def test_a_product_of_which_nothing_is_told_begins_with_questions(client):
    kitchen = a_kitchen("Dapur Baru", "Baru")
    client.force_login(kitchen.owner)
    shown = page(client, kitchen).context
    assert shown["plan"].questions
    assert shown["reached"] == ""


@pytest.mark.parametrize("kind", ["food", "drink", "craft", "textile"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_gate_of_every_kind_of_product_opens_in_both_languages(client, kitchen, kind, language):
    tell(kitchen, {"product.kind": kind})
    client.post(reverse("set_language"), {"language": language})
    assessment = assessment_of(kitchen.product, today())
    assert assessment.ladder.rungs
    for each in (*assessment.ladder.rungs, *assessment.gates):
        shown = page(client, kitchen, "product_gate", each.gate.id)
        assert shown.status_code == 200
        assert shown.context["title"] == each.gate.title.in_language(language)
        listed = sum(len(shown.context[part]) for part in ("open", "advice", "met"))
        assert listed == len(each.open) + len(each.advice) + len(each.met)


def test_a_gate_that_is_none_is_not_found(client, kitchen):
    assert page(client, kitchen, "product_gate", "toko-di-bulan").status_code == 404


def test_the_plan_lists_its_steps_and_questions(client, kitchen):
    shown = page(client, kitchen, "plan").context
    assert len(shown["steps"]) == len(shown["plan"].steps)
    assert len(shown["questions"]) == len(shown["plan"].questions)


def test_a_pass_on_one_gate_is_seen_on_the_page(client, kitchen):
    before = page(client, kitchen).context["tiers"][0]
    tell(kitchen, {"permit.nib.number": ""})
    after = page(client, kitchen).context["tiers"][0]
    assert after != before


@pytest.mark.parametrize("public_id", ["tidak-ada", "x" * 300])
def test_what_is_not_there_is_not_found(client, kitchen, public_id):
    assert client.get(f"/produk/{public_id}/").status_code == 404


@pytest.mark.parametrize("path", ["/produk/%00/", "/produk/a%00b/dokumen/", "/produk/..%2f..%2fetc/"])
def test_hostile_addresses_are_not_found(client, kitchen, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("name", ["product", "plan", "mended", "answer_next"])
def test_another_owner_and_a_stranger_do_not_find_it(client, kitchen, name):
    client.force_login(a_kitchen("Dapur Lain", "Abon").owner)
    assert page(client, kitchen, name).status_code == 404
    client.force_login(a_person())
    assert page(client, kitchen, name).status_code == 403
    client.logout()
    assert page(client, kitchen, name).status_code == 302


def test_a_trainer_reads_but_does_not_change(client, kitchen):
    client.force_login(a_person(Role.TRAINER))
    assert not page(client, kitchen).context["can_edit"]
    assert page(client, kitchen, "plan").status_code == 403


def test_a_page_takes_a_fixed_number_of_queries(client, kitchen, django_assert_max_num_queries):
    page(client, kitchen)
    for name in ("product", "plan", "mended"):
        with django_assert_max_num_queries(9):
            page(client, kitchen, name)


@pytest.mark.parametrize("step", [*OF_PRODUCT, *OF_BUSINESS])
def test_a_step_that_is_done_in_the_house_leads_there(client, kitchen, step):
    assert step in {each.step.id for each in edition_on(today()).requirements.values()}
    if step in OF_PRODUCT:
        address = reverse(OF_PRODUCT[step], args=[kitchen.product.public_id])
    else:
        address = reverse(OF_BUSINESS[step], args=[kitchen.business.pk])
    assert client.get(address).status_code == 200


def test_the_plan_leads_to_the_page_where_a_step_is_done(client, kitchen):
    tell(kitchen, {"label.name": ""})
    steps = {each.id: each.place for each in page(client, kitchen, "plan").context["steps"]}
    assert steps
    assert all(bool(place) is (id in OF_PRODUCT or id in OF_BUSINESS) for id, place in steps.items())

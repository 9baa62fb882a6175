"""A partner learns what the owner shows to it, and nothing of the rest: not by findings, counts or lists."""

import re

import pytest
from django.urls import reverse

from lopo.accounts.api_token import create_token
from lopo.accounts.consent import grant, withdraw
from lopo.accounts.field_groups import FieldGroup, group_of
from lopo.accounts.models import Look
from lopo.accounts.roles import Role
from lopo.facts.dossier import Dossier
from lopo.producers.records import dossier_of
from lopo.standards.assessment import assess
from lopo.standards.derivation import complete
from lopo.standards.library import edition_on
from lopo.standards.standings import today
from tests.accounts.factories import a_person, organisation_of
from tests.city import LUAT, a_kitchen, a_paper, tell

pytestmark = pytest.mark.django_db

SECRETS = {
    FieldGroup.PAPERS: ("permit.nib.number", "9120001234567"),
    FieldGroup.LABEL: ("label.name", "Nama Rahasia"),
    FieldGroup.QUALITY: ("quality.shelf_life_studied_days", "777"),
    FieldGroup.SUPPLY: ("supply.capacity_per_month", "888"),
    FieldGroup.RECIPE: ("recipe.ingredients", "Bumbu Rahasia"),
    FieldGroup.FINANCE: ("business.annual_sales", "36543210"),
}


@pytest.fixture
def kitchen():
    kitchen = a_kitchen()
    tell(kitchen, {**LUAT, "label.name": "Nama Rahasia", "business.annual_sales": "36543210"})
    tell(kitchen, {"recipe.ingredients": [{"name": "Bumbu Rahasia", "amount": "5"}]})
    tell(kitchen, {"quality.shelf_life_studied_days": "777"})
    a_paper(kitchen)
    return kitchen


@pytest.fixture
def buyer(kitchen):
    return a_person(Role.BUYER)


def show(kitchen, buyer, *groups):
    grant(kitchen.business.organisation, organisation_of(buyer), groups, kitchen.owner)


def shown_facts(kitchen, groups):
    told = dossier_of(kitchen.product)
    return Dossier({name: told[name] for name in told if group_of(name) in groups})


def page(client, name, kitchen, *more):
    return client.get(reverse(name, args=[kitchen.product.public_id, *more]))


@pytest.mark.parametrize("group", FieldGroup)
def test_the_dossier_has_the_facts_of_the_granted_group_only(client, kitchen, buyer, group):
    show(kitchen, buyer, group)
    client.force_login(buyer)
    context = page(client, "producers:dossier", kitchen).context
    names = {row.name for section in context["sections"] for row in section.rows}
    assert {group_of(name) for name in names} <= {group}
    assert names == set(shown_facts(kitchen, {group}))
    assert context["hidden"]


@pytest.mark.parametrize("group", FieldGroup)
def test_no_page_shows_a_word_of_what_is_hidden(client, kitchen, buyer, group):
    show(kitchen, buyer, group)
    client.force_login(buyer)
    gates = [gate.id for gate in edition_on(today()).all_gates]
    pages = [page(client, "producers:dossier", kitchen), page(client, "standards:product", kitchen)]
    pages += [page(client, "standards:product_gate", kitchen, gate) for gate in gates]
    pages += [client.get("/produk/"), client.get("/tugas/")]
    pages += [client.get(reverse("producers:papers", args=[kitchen.business.pk]))]
    text = " ".join(without_csrf(each.content).decode() for each in pages)
    for secret, (_fact, word) in SECRETS.items():
        if secret is not group:
            assert word not in text, secret


@pytest.mark.parametrize(
    "groups", [{FieldGroup.IDENTITY}, {FieldGroup.LABEL}, {FieldGroup.PAPERS, FieldGroup.QUALITY}]
)
def test_findings_and_percentages_come_from_the_shown_part_only(client, kitchen, buyer, groups):
    show(kitchen, buyer, *groups)
    client.force_login(buyer)
    own = assess(complete(shown_facts(kitchen, groups), today()), edition_on(today()))
    shown = page(client, "standards:product", kitchen).context
    assert shown["part_hidden"]
    assert {row.id: row.percent for row, _shelves in shown["gates"]} == {
        each.gate.id: each.percent for each in own.gates
    }
    for each in own.ladder.rungs:
        gate = page(client, "standards:product_gate", kitchen, each.gate.id).context
        assert [len(gate[part]) for part in ("open", "advice", "met")] == [
            len(each.open),
            len(each.advice),
            len(each.met),
        ]


def test_what_is_hidden_can_change_without_a_trace(client, kitchen, buyer):
    """The strongest form: two products that differ in hidden facts only look the same to a partner."""
    show(kitchen, buyer, FieldGroup.LABEL)
    client.force_login(buyer)

    def seen():
        product = page(client, "standards:product", kitchen).content
        gates = [
            page(client, "standards:product_gate", kitchen, gate.id).content
            for gate in edition_on(today()).all_gates
            if gate.id.startswith("food")
        ]
        return [product, *gates, client.get("/produk/").content, api(client, buyer)]

    before = seen()
    tell(
        kitchen,
        {"permit.nib.number": "", "product.halal_materials": "non-halal", "business.annual_sales": "1"},
    )
    tell(kitchen, {"recipe.ingredients": [{"name": "udang"}], "quality.shelf_life_studied_days": "1"})
    assert [without_csrf(each) for each in seen()] == [without_csrf(each) for each in before]


def without_csrf(content):
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", content)


def api(client, person, path="/api/v1/products"):
    _token, raw = create_token(person, "toko")
    return client.get(path, headers={"Authorization": f"Bearer {raw}"}).content


def test_the_api_gives_a_partner_names_and_no_rung(client, kitchen, buyer):
    show(kitchen, buyer, FieldGroup.IDENTITY)
    given = client.get(
        "/api/v1/products", headers={"Authorization": f"Bearer {create_token(buyer, 'toko')[1]}"}
    ).json()["items"]
    assert [(each["name"], each["rung"], each["next_percent"]) for each in given] == [
        ("Sambal lu'at", None, None)
    ]
    own = client.get(
        "/api/v1/products", headers={"Authorization": f"Bearer {create_token(kitchen.owner, 'hp')[1]}"}
    ).json()["items"]
    assert own[0]["next_percent"] is not None


def test_the_api_s_check_is_of_the_shown_part(client, kitchen, buyer):
    show(kitchen, buyer, FieldGroup.LABEL)
    answer = api(client, buyer, f"/api/v1/products/{kitchen.product.public_id}/check").decode()
    for secret, (_fact, word) in SECRETS.items():
        if secret is not FieldGroup.LABEL:
            assert word not in answer


def test_a_partner_has_no_desk_plan_tasks_history_or_search(client, kitchen, buyer):
    show(kitchen, buyer, *FieldGroup)
    client.force_login(buyer)
    for name in ("standards:plan", "standards:mended", "producers:history", "standards:answer_next"):
        assert page(client, name, kitchen).status_code == 403
    assert client.get("/meja/", {"search": "sambal"}).status_code == 403
    assert client.get("/tugas/").context["rows"] == []


def test_a_list_for_a_partner_has_no_ladder_and_no_next_step(client, kitchen, buyer):
    show(kitchen, buyer, *FieldGroup)
    client.force_login(buyer)
    [row] = client.get("/produk/").context["rows"]
    assert set(row) == {"product"}


def test_what_is_withdrawn_is_gone_at_once(client, kitchen, buyer):
    show(kitchen, buyer, FieldGroup.LABEL)
    client.force_login(buyer)
    assert page(client, "producers:dossier", kitchen).status_code == 200
    withdraw(kitchen.business.organisation, organisation_of(buyer), [FieldGroup.LABEL], kitchen.owner)
    for name in ("producers:dossier", "standards:product"):
        assert page(client, name, kitchen).status_code == 404


def test_every_look_of_a_partner_is_written_for_the_owner_and_none_of_her_own(client, kitchen, buyer):
    show(kitchen, buyer, FieldGroup.LABEL)
    for person in (kitchen.owner, a_person(Role.OFFICER)):
        client.force_login(person)
        page(client, "producers:dossier", kitchen)
    assert not Look.objects.exists()
    client.force_login(buyer)
    page(client, "producers:dossier", kitchen)
    look = Look.objects.get()
    assert (look.person, look.owner, look.field_groups) == (buyer, kitchen.business.organisation, ["label"])
    assert look.product_id == kitchen.product.pk

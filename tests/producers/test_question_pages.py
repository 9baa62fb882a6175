"""One question at a time, saved as it is answered."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from lopo.accounts.roles import Role
from lopo.producers.models import Product, Statement
from lopo.producers.questions import first_walk
from lopo.producers.records import dossier_of
from lopo.producers.views.question import SKIPPED, SKIPPED_PRODUCTS
from tests.accounts.factories import a_person
from tests.city import LUAT, a_kitchen, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def kitchen(client):
    kitchen = a_kitchen()
    client.force_login(kitchen.owner)
    return kitchen


def ask(kitchen, fact, back=""):
    address = reverse("producers:ask", args=[kitchen.product.public_id, fact])
    return f"{address}?lanjut={back}" if back else address


NUMBERS = {
    "permit.nib.number": "9120001234567",
    "permit.pirt.number": "P-IRT 2015371010001-29",
    "permit.md.number": "MD 123456789012",
    "permit.halal.number": "ID53110000123456789",
    "permit.merek.number": "IDM000123456",
}


def next_of(kitchen):
    return reverse("producers:ask_next", args=[kitchen.product.public_id])


def home_of(kitchen):
    return reverse("standards:product", args=[kitchen.product.public_id])


def test_the_walk_begins_with_its_first_question(client, kitchen):
    response = client.get(next_of(kitchen))
    assert response["Location"] == ask(kitchen, first_walk()[0].fact)
    page = client.get(response["Location"])
    assert page.context["walking"]
    assert (page.context["number"], page.context["step"].done) == (1, 0)


def test_an_answer_is_saved_at_once_and_leads_on(client, kitchen):
    response = client.post(ask(kitchen, "permit.nib.number"), {"value": "9120001234567"})
    assert response["Location"] == next_of(kitchen)
    assert dossier_of(kitchen.product).value("permit.nib.number") == "9120001234567"
    assert client.get(next_of(kitchen))["Location"] == ask(kitchen, "product.prepacked")


def test_the_whole_walk_asks_everything_once_and_ends(client, kitchen):
    answers = {"product.prepacked": "true", "product.halal_materials": "halal", "label.net_quantity": "150"}
    answers |= {"label.net_unit": "g", "product.storage": "room"} | NUMBERS
    asked = []
    while (where := client.get(next_of(kitchen))["Location"]) != home_of(kitchen):
        fact = where.rstrip("/").rsplit("/", 1)[1]
        asked.append(fact)
        assert len(asked) < 40, asked
        client.post(where, {"value": answers.get(fact, "cabai"), "name": "cabai", "amount": "5"})
    assert len(asked) == len(set(asked)) > 8
    assert asked[0] == "permit.nib.number"


def test_going_back_shows_what_was_answered(client, kitchen):
    client.post(ask(kitchen, "label.net_quantity"), {"value": "150"})
    assert client.get(ask(kitchen, "label.net_quantity")).context["form"].shown == "150"
    client.post(ask(kitchen, "product.prepacked"), {"value": "false"})
    options = client.get(ask(kitchen, "product.prepacked")).context["form"].options
    assert [(code, chosen) for code, _title, chosen in options] == [("true", False), ("false", True)]


def test_a_skipped_question_stays_open_and_is_not_asked_again_on_this_walk(client, kitchen):
    client.post(ask(kitchen, "permit.nib.number"), {"skip": "1"})
    assert not Statement.objects.exists()
    assert client.get(next_of(kitchen))["Location"] == ask(kitchen, "product.prepacked")


def test_who_skips_everything_comes_to_an_end_and_may_set_out_again(client, kitchen):
    steps = 0
    while (where := client.get(next_of(kitchen))["Location"]) != home_of(kitchen):
        client.post(where, {"skip": "1"})
        steps += 1
        assert steps < 40
    assert SKIPPED not in client.session or not client.session[SKIPPED]
    assert client.get(next_of(kitchen))["Location"] == ask(kitchen, "permit.nib.number")


def test_questions_of_the_plan_end_too_when_all_are_skipped(client, kitchen):
    tell(kitchen, LUAT)
    leads = reverse("standards:answer_next", args=[kitchen.product.public_id])
    seen = []
    while (where := client.get(leads)["Location"]) != home_of(kitchen):
        assert where not in seen
        seen.append(where)
        assert client.post(where, {"skip": "1"})["Location"] == leads
    assert seen


def test_questions_of_the_plan_end_when_all_are_answered(client, kitchen):
    tell(kitchen, LUAT)
    leads = reverse("standards:answer_next", args=[kitchen.product.public_id])
    seen = []
    while (where := client.get(leads)["Location"]) != home_of(kitchen):
        assert where not in seen, "asked twice"
        seen.append(where)
        form = client.get(where).context["form"]
        first = form.options[0][0] if form.definition.kind == "yes_no" or form.definition.choices else ""
        number = "1" if form.definition.kind in ("whole", "decimal", "rupiah") else "2026-11-01"
        typed = first or (number if form.definition.kind not in ("text", "list") else "cabai")
        typed = NUMBERS.get(form.definition.name, typed)
        response = client.post(where, {"value": typed, "name": "cabai", "amount": "5"})
        assert response.status_code == 302, (where, form.error)
    assert seen


def test_the_session_remembers_only_so_many_walks(client, kitchen):
    for number in range(SKIPPED_PRODUCTS + 3):
        product = Product.objects.create(business=kitchen.business, name=f"Abon {number}", kind="food")
        client.post(reverse("producers:ask", args=[product.public_id, "label.name"]), {"skip": "1"})
    assert len(client.session[SKIPPED]) == SKIPPED_PRODUCTS
    assert product.public_id in client.session[SKIPPED]


@pytest.mark.parametrize(
    ("fact", "typed"),
    [
        ("label.net_quantity", "-150"),
        ("label.net_quantity", "seratus"),
        ("product.name", "x" * 300),
        ("product.name", ""),
        ("product.name", "Sambal\u202exe"),
        ("product.kind", "sihir"),
        ("label.name", "a\x00b"),
    ],
)
def test_a_wrong_answer_is_explained_kept_in_the_field_and_not_saved(client, kitchen, fact, typed):
    page = client.post(ask(kitchen, fact), {"value": typed})
    assert page.status_code == 422
    assert page.context["form"].error
    assert page.context["form"].shown == typed
    kitchen.product.refresh_from_db()
    assert kitchen.product.name == "Sambal lu'at"
    assert not Statement.objects.exists()


@pytest.mark.parametrize("name", ["Sambal 🌶️", "سمبل", "<script>alert(1)</script>", "x" * 160])
def test_names_of_every_script_are_saved_and_shown_harmlessly(client, kitchen, name):
    assert client.post(ask(kitchen, "product.name"), {"value": name}).status_code == 302
    kitchen.product.refresh_from_db()
    assert kitchen.product.name == name
    assert "<script>alert" not in client.get(home_of(kitchen)).content.decode()


@pytest.mark.parametrize("fact", ["permit.nib.held", "label.moon_phase", "nib", "x" * 200])
def test_what_is_not_asked_has_no_page(client, kitchen, fact):
    assert client.get(ask(kitchen, fact)).status_code == 404
    assert client.post(ask(kitchen, fact), {"skip": "1"}).status_code == 404


@pytest.mark.parametrize(
    "back",
    [
        "https://jahat.contoh",
        "//jahat.contoh",
        "/%5Cjahat.contoh",
        "javascript:alert(1)",
        "%20//jahat.contoh",
        "\\\\jahat.contoh",
    ],
)
def test_nobody_is_led_off_the_site(client, kitchen, back):
    for typed in ({"value": "Sambal"}, {"skip": "1"}):
        response = client.post(ask(kitchen, "label.name", back), typed)
        assert response["Location"] == next_of(kitchen)


def test_whoever_came_from_a_page_goes_back_to_it(client, kitchen):
    back = reverse("producers:dossier", args=[kitchen.product.public_id])
    assert client.post(ask(kitchen, "label.name", back), {"value": "Sambal"})["Location"] == back


def test_an_unusual_number_is_saved_with_a_word_about_it(client, kitchen):
    answer = client.post(ask(kitchen, "permit.nib.number"), {"value": "12345"}, follow=True)
    assert dossier_of(kitchen.product).value("permit.nib.number") == "12345"
    assert "13" in str(next(iter(answer.context["messages"])))


@pytest.mark.parametrize("fact", ["recipe.additives", "recipe.ingredients"])
def test_lines_saved_again_as_they_stand_are_the_same_lines(client, kitchen, fact):
    tell(kitchen, {fact: [{"name": "natrium nitrit", "group": "pengawet", "amount": "24"}, {"name": "air"}]})
    before = dossier_of(kitchen.product).value(fact)
    rows = client.get(ask(kitchen, fact)).context["form"].rows
    sent = {
        "name": [row.name for row in rows],
        "group": [row.group for row in rows],
        "amount": ["" if row.amount is None else str(row.amount) for row in rows],
    }
    assert b'name="group" value="pengawet"' in client.get(ask(kitchen, fact)).content
    client.post(ask(kitchen, fact), sent)
    assert dossier_of(kitchen.product).value(fact) == before


def test_the_enter_key_saves(client, kitchen):
    page = client.get(ask(kitchen, "recipe.ingredients")).content
    assert page.index(b'name="save"') < page.index(b'name="more"')


def test_an_address_for_forms_only_is_answered_by_a_page_of_the_house(client, kitchen):
    answer = client.get(reverse("producers:archive", args=[kitchen.product.public_id]))
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert b"<h1>" in answer.content


def test_an_answer_sent_after_signing_out_comes_back_to_its_question(client, kitchen):
    client.logout()
    where = ask(kitchen, "label.net_quantity")
    answer = client.post(where, {"value": "150"}, headers={"Referer": f"http://testserver{where}"})
    assert answer["Location"].endswith(urlencode({"next": where}))
    assert "belum tersimpan" in client.get(answer["Location"]).content.decode()
    away = client.post(where, {"value": "150"}, headers={"Referer": "http://jahat.example/"})
    assert "next" not in away["Location"]


def test_more_rows_keeps_what_was_typed_and_saves_nothing(client, kitchen):
    page = client.post(ask(kitchen, "recipe.ingredients"), {"name": "cabai", "amount": "600", "more": "1"})
    assert page.context["form"].rows[0].name == "cabai"
    assert not Statement.objects.exists()


def test_a_partner_cannot_answer(client, kitchen):
    client.force_login(a_person(Role.BUYER))
    assert client.post(ask(kitchen, "label.name"), {"value": "Palsu"}).status_code == 403
    assert not Statement.objects.exists()


def test_an_officer_s_typing_is_the_owner_s_word(client, kitchen):
    officer = a_person(Role.OFFICER)
    client.force_login(officer)
    client.post(ask(kitchen, "label.name"), {"value": "Sambal"})
    told = Statement.objects.get()
    assert (told.said_by, told.typed_by) == ("owner", officer)

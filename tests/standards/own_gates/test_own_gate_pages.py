"""A buyer writes her gate on pages: composes, sees who falls, publishes; others are kept out or told."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lopo.accounts.roles import Role
from lopo.standards.books.own_gate import begin_draft, pack_of
from lopo.standards.models import GateEdition, GateStanding, OwnGate
from lopo.standards.standings import today
from tests.accounts.factories import a_person
from tests.city import LUAT, a_kitchen, tell
from tests.standards.own_gates.gates import a_buyer, a_draft, a_published, ask

pytestmark = pytest.mark.django_db
LONG = ("quality.shelf_life_days", "at_least", "180")
NEW = {"title_id": "Pintu Flobamora", "about_id": "Yang kami minta.", "kinds": ["food"], "rung": "swalayan"}


@pytest.fixture
def buyer(client):
    person = a_buyer()
    client.force_login(person)
    return person


def of(gate, name="draft", *more):
    return reverse(f"standards:own_gate_{name}", args=[gate.pk, *more])


def test_from_nothing_to_a_published_gate(client, buyer):
    kitchen = a_kitchen()
    tell(kitchen, LUAT | {"quality.shelf_life_days": "90"})
    owner = buyer.memberships.get().organisation.pk
    sent = client.post(reverse("standards:own_gate_new"), NEW | {"owner": owner, "begin_from": "minimarket"})
    gate = OwnGate.objects.get()
    assert sent.url == of(gate)
    page = client.get(of(gate) + "syarat/baru/?search=umur simpan").content.decode()
    assert "?fact=quality.shelf_life_days" in page
    compose = of(gate, "demand_new") + "?fact=quality.shelf_life_days"
    assert "hari" in client.get(compose).content.decode()
    sent = client.post(
        compose,
        {
            "word": "at_least",
            "value": "180",
            "severity": "critical",
            "step": "pack-before-sale",
            "revision": 0,
        },
        follow=True,
    )
    assert "Umur simpan paling sedikit 180 hari." in sent.content.decode()
    sent = client.post(of(gate, "publish"), {"revision": 1, "valid_from": today().isoformat()})
    assert sent.url == reverse("standards:own_gate", args=[gate.pk])
    assert GateStanding.objects.get(gate=gate.code).total > 5
    client.force_login(kitchen.owner)
    page = client.get(reverse("standards:product_gate", args=[kitchen.product.public_id, gate.code]))
    assert "Umur simpan paling sedikit 180 hari." in page.content.decode()
    page = client.get(reverse("standards:library_gate", args=[gate.code])).content.decode()
    assert "Pintu Flobamora" in page and "Edisi 1" in page


def test_one_language_may_be_left_to_be_the_same(client, buyer):
    owner = buyer.memberships.get().organisation.pk
    client.post(reverse("standards:own_gate_new"), NEW | {"owner": owner, "begin_from": "food-taman"})
    pack = pack_of(GateEdition.objects.get())
    assert pack.gate.title.en == "Pintu Flobamora" and pack.gate.about.en == "Yang kami minta."


def test_what_was_typed_wrongly_stays_and_is_explained(client, buyer):
    draft = a_draft(buyer)
    sent = client.post(
        of(draft.gate, "demand_new") + "?fact=quality.shelf_life_days",
        {"word": "at_least", "value": "lama sekali", "severity": "major", "step": "seal-pack", "revision": 0},
    )
    assert sent.status_code == 422
    assert "lama sekali" in sent.content.decode() and "Tulis angka saja" in sent.content.decode()


def test_a_demand_is_changed_and_its_words_follow_and_taken_out(client, buyer):
    draft = ask(a_draft(buyer), buyer, *LONG)
    form = client.get(of(draft.gate, "demand", "quality-shelf-life-days")).context["form"]
    assert form.initial["value"] == "180"
    typed = {
        name: form.initial[name] for name in ("asks_id", "asks_en", "why_id", "why_en", "severity", "step")
    }
    client.post(
        of(draft.gate, "demand", "quality-shelf-life-days"),
        typed | {"word": "at_least", "value": "120", "revision": draft.revision},
    )
    draft.refresh_from_db()
    assert pack_of(draft).demands[0].asks.id == "Umur simpan paling sedikit 120 hari."
    client.post(of(draft.gate, "demand_remove", "quality-shelf-life-days"), {"revision": draft.revision})
    draft.refresh_from_db()
    assert pack_of(draft).demands == ()


def test_known_demands_are_found_ticked_and_unticked(client, buyer):
    draft = a_draft(buyer)
    page = client.get(of(draft.gate, "known") + "?search=halal").context["shown"]
    names = [row["name"] for group in page for row in group["rows"]]
    assert "halal/halal-held" in names
    shown = {"shown": ["halal/halal-held", "nib/nib-held"], "asks": ["halal/halal-held"], "revision": 0}
    client.post(of(draft.gate, "known"), shown)
    draft.refresh_from_db()
    assert pack_of(draft).known == ("bpom-label/label-name", "halal/halal-held")


def test_ticks_stay_when_somebody_else_was_faster(client, buyer):
    draft = a_draft(buyer)
    address = of(draft.gate, "known") + "?search=halal"
    ticks = {"shown": ["halal/halal-held"], "asks": ["halal/halal-held"]}
    client.post(address, {"shown": ["nib/nib-held"], "revision": 0})
    late = client.post(address, ticks | {"revision": 0})
    assert late.status_code == 422
    text = late.content.decode()
    assert "Orang lain baru saja mengubah" in text
    assert 'value="halal/halal-held" checked' in text
    assert client.post(address, ticks | {"revision": late.context["draft"].revision}).status_code == 302
    draft.refresh_from_db()
    assert pack_of(draft).known == ("bpom-label/label-name", "halal/halal-held")


def test_units_are_said_in_the_readers_language_and_forms_begin_with_what_is_usual(client, buyer):
    draft = a_draft(buyer)
    facts = client.get(of(draft.gate, "demand_new") + "?search=umur simpan").content.decode()
    compose = client.get(of(draft.gate, "demand_new") + "?fact=quality.shelf_life_days")
    assert "(hari)" in compose.content.decode() and "· hari" in facts
    assert compose.context["form"]["word"].value() == "at_least"
    new = client.get(reverse("standards:own_gate_new"))
    assert new.context["form"]["begin_from"].value() == "minimarket"
    assert " syarat)" in new.content.decode()


def test_the_next_edition_is_proposed_for_a_day_that_is_free(client, buyer):
    edition = a_published(buyer, today())
    begin_draft(edition.gate, buyer)
    form = client.get(of(edition.gate)).context["form"]
    assert form["valid_from"].value() == today() + dt.timedelta(days=1)


def test_a_gate_that_would_ask_nothing_is_refused(client, buyer):
    draft = a_draft(buyer, ("nib/nib-held",))
    sent = client.post(of(draft.gate, "known"), {"shown": ["nib/nib-held"], "revision": 0}, follow=True)
    assert "Gerbang meminta paling sedikit satu hal." in sent.content.decode()
    draft.refresh_from_db()
    assert pack_of(draft).known == ("nib/nib-held",)


def test_the_draft_tells_who_falls_to_the_admin_by_name_and_to_the_buyer_in_numbers(client, buyer):
    for number in range(7):
        kitchen = a_kitchen(f"Dapur {number}", f"Sambal {number}")
        tell(kitchen, LUAT | {"quality.shelf_life_days": "90"})
    edition = a_published(buyer, today())
    client.post(of(edition.gate, "settle", 1))
    draft = ask(begin_draft(edition.gate, buyer), buyer, *LONG)
    shown = client.get(of(draft.gate)).context
    assert (shown["effect"]["known"], shown["effect"]["falls"], shown["falls"]) == (5, 5, [])
    client.force_login(a_person(Role.ADMIN))
    shown = client.get(of(draft.gate)).context
    assert (shown["effect"]["falls"], len(shown["falls"])) == (7, 7)


def test_publishing_twice_tells_the_second(client, buyer):
    draft = a_draft(buyer)
    sent = {"revision": draft.revision, "valid_from": today().isoformat()}
    client.post(of(draft.gate, "publish"), sent)
    assert client.post(of(draft.gate, "publish"), sent).status_code == 404
    assert GateEdition.objects.count() == 1


def test_a_day_in_the_past_is_refused_on_the_page(client, buyer):
    draft = a_draft(buyer)
    yesterday = today() - dt.timedelta(days=1)
    sent = client.post(of(draft.gate, "publish"), {"revision": 0, "valid_from": yesterday.isoformat()})
    assert sent.status_code == 422 and "sudah lewat" in sent.content.decode()


def test_older_editions_stay_readable_for_everybody(client, buyer):
    edition = a_published(buyer, today(), LONG)
    begin_draft(edition.gate, buyer)
    client.post(of(edition.gate, "edition", 1), {"day": today().isoformat()})
    client.logout()
    sent = client.get(reverse("standards:library_gate", args=[edition.gate.code]), follow=True)
    assert "Umur simpan paling sedikit 180 hari." in sent.content.decode()
    assert client.get(reverse("standards:library_edition", args=[edition.gate.code, 2])).status_code == 404


def test_a_pack_file_goes_out_and_in(client, buyer):
    draft = ask(a_draft(buyer), buyer, *LONG)
    sent = client.get(of(draft.gate, "pack"))
    assert sent.content.decode() == draft.pack
    file = SimpleUploadedFile("a.toml", sent.content.replace(b"180", b"120"))
    client.post(of(draft.gate, "pack_in"), {"file": file, "revision": draft.revision})
    draft.refresh_from_db()
    assert pack_of(draft).demands[0].needs.operand == 120
    file = SimpleUploadedFile("a.toml", b"[gate]\nid = 1")
    sent = client.post(of(draft.gate, "pack_in"), {"file": file, "revision": draft.revision})
    assert sent.status_code == 422 and "a.toml: [gate]" in sent.content.decode()


@pytest.mark.parametrize("role", [Role.OWNER, Role.OFFICER, Role.CREDIT_OFFICER])
def test_who_may_not_write_standards_is_refused(client, role):
    client.force_login(a_person(role))
    assert client.get(reverse("standards:own_gates")).status_code == 403


def test_another_buyer_finds_nothing_of_it(client, buyer):
    theirs = a_published(a_buyer("Toko Lain"), today())
    begin_draft(theirs.gate, theirs.published_by)
    for name, more in [("draft", ()), ("head", ()), ("known", ()), ("edition", (1,)), ("pack", ())]:
        assert client.get(of(theirs.gate, name, *more)).status_code == 404
    assert client.get(reverse("standards:own_gates")).context["rows"] == []
    page = client.get(reverse("standards:own_gate_new"))
    assert [each.name for each in page.context["form"].fields["owner"].queryset] == ["Toko Flobamora"]

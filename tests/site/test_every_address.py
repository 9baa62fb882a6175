"""Every address of the site, tried by every role and by nobody, straight from the URL table.

What is expected comes from the permission table, not from the views.
"""

from decimal import Decimal

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from lopo.accounts.api_token import create_token
from lopo.accounts.assisted import write_receipt
from lopo.accounts.consent import grant
from lopo.accounts.field_groups import FieldGroup
from lopo.accounts.models import Consent
from lopo.accounts.permission import scope_for
from lopo.accounts.roles import Kind, Role
from lopo.accounts.stated import stated_for
from lopo.costing.purchase_book import write_down
from lopo.labels.gtin_block import add_block
from lopo.labels.gtin_book import assign_unit
from lopo.labels.label_photos import clean_label_photo, keep_label_photo
from lopo.labels.models import LabelRun
from lopo.nutrition.models import CompositionTable, SentTable
from lopo.quality.models import Batch, ProcessLimit, RawLot, Recall, StorageStudy
from lopo.quality.sample_book import Asked, draw_sample
from lopo.quality.weighing_book import LotOnScale, begin_weighing
from lopo.standards.models import Task
from lopo.training.models import Milestone
from lopo.training.partner_book import open_link
from tests.accounts.factories import a_person, an_organisation
from tests.city import LUAT, a_kitchen, a_paper, photo, tell
from tests.quality.hygiene.sheets import an_inspection, days_ago
from tests.training import together
from tests.training.certificates import a_certificate
from tests.training.cohorts import a_cohort
from tests.training.courses import a_day

NOBODY, NO_ROLE, STRANGER, PARTNER = (
    "signed out",
    "no role",
    "owner of another business",
    "partner by consent",
)
WHO = (NOBODY, NO_ROLE, STRANGER, PARTNER, *Role)


def every_pattern(resolver=None, route="", namespaces=()):
    """Each address as (name with its namespaces, the names of its arguments, the view)."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            spaces = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from every_pattern(entry, path, spaces)
        elif isinstance(entry, URLPattern):
            names = tuple(entry.pattern.regex.groupindex) or tuple(entry.pattern.converters)
            yield ":".join((*namespaces, entry.name or "")), path, names, entry.callback


ADDRESSES = {name: (path, names, view) for name, path, names, view in every_pattern()}


def permission_of(name):
    view = ADDRESSES[name][2]
    return getattr(view, "permission", None) or stated_for(name)


@pytest.fixture
def city(db):
    """One kitchen with everything an address can name."""
    kitchen = a_kitchen()
    tell(kitchen, LUAT)
    paper = a_paper(kitchen)
    shop = an_organisation(Kind.RETAILER, "Toko Contoh")
    consent_groups = [FieldGroup.PAPERS, FieldGroup.IDENTITY]
    grant(kitchen.business.organisation, shop, consent_groups, kitchen.owner)
    officer = a_person(Role.OFFICER)
    receipt = write_receipt(officer, kitchen.business.organisation, [("Nama", "Sambal")])
    token, _secret = create_token(kitchen.owner, "till")
    helper = a_person(Role.HELPER, kitchen.business.organisation)
    task = Task.objects.create(
        business=kitchen.business,
        product=kitchen.product,
        rule="halal",
        due=timezone.localdate(),
        owner="owner",
        remind_from=timezone.localdate(),
    )
    block = add_block(kitchen.business, "899000000", kitchen.owner)
    gtin = assign_unit(kitchen.product, kitchen.owner)
    label = keep_label_photo(kitchen.product, "front", clean_label_photo(photo()), (), kitchen.owner)
    tables = composition_tables(officer)
    bought = write_down(kitchen.business, "gula", Decimal(18_000), "1 kg", timezone.localdate(), officer)
    inspection = an_inspection(kitchen.business, officer, failing=(13, 21), on=days_ago(9))
    return {
        "kitchen": kitchen,
        "shop": shop,
        "arguments": {
            "public_id": kitchen.product.public_id,
            "product_id": kitchen.product.public_id,
            "gate_id": "food-taman",
            "fact": "label.name",
            "business_id": kitchen.business.pk,
            "number": receipt.number,
            "consent_id": Consent.objects.first().pk,
            "token_id": token.pk,
            "organisation_id": kitchen.business.organisation_id,
            "membership_id": helper.memberships.get().pk,
            "form": "csv",
            "gtin": gtin.gtin,
            "key": "abc",
            **tables,
            "uidb36": "1",
            "design": "tenun",
            "kind": "halal",
            "piece": "front",
            "channel": "consignment",
            **a_storage_study(kitchen),
            **a_weighing(kitchen),
            "receipt": inspection.receipt,
            "group": "A",
            **lots_of(kitchen),
            **walking_together(kitchen, officer),
            **INSIGHT,
            **LESSON,
            **a_certificate_of(kitchen),
            **a_day(kitchen, officer),
            **an_invitation(officer),
        },
        "pk": {
            "producers:paper_edit": paper.pk,
            "producers:paper_verify": paper.pk,
            "producers:evidence": paper.evidence_id,
            "standards:task_done": task.pk,
            "quality:mended": inspection.nonconformities.first().pk,
            "costing:purchase_take_back": bought.pk,
            "labels:gtin_take_back": gtin.pk,
            "labels:gtin_block_close": block.pk,
            "labels:existing_photo": label.pk,
            "labels:run": a_run(kitchen).pk,
            "labels:run_file": a_run(kitchen).pk,
            "labels:existing_photo_small": label.pk,
        },
    }


def an_invitation(officer):
    """The end of the link that leads to an open course."""
    return {"token": a_cohort(officer).invitation}


def a_certificate_of(kitchen):
    """A certificate of training that was issued, and the list in which it would be revoked."""
    certificate = a_certificate(kitchen.business)
    return {
        "certificate_number": certificate.number,
        "badge_form": "json",
        "list_name": certificate.status_list,
        "status_form": "json",
    }


def composition_tables(officer):
    """One composition table in use and one that waits, each by the name of its argument."""
    table = CompositionTable.objects.create(
        family="own", layout="own", title="TKPI", food_count=1, taken_by=officer
    )
    row = "Jali,Job's tears,324,TKPI 2020 AR019"
    content = f"name_id,name_en,energy_kcal,source\n{row}\n".encode()
    sent = SentTable.objects.create(content=content, title="TKPI", sent_by=officer)
    return {"table_id": table.pk, "sent_id": sent.pk}


LESSON = {"module": "hygiene"}
"""What an address of a lesson can name."""

INSIGHT = {"stage": "trained", "table": "funnel", "language": "id"}
"""What an address of insight can name."""


def lots_of(kitchen):
    """A delivery, a batch of it, what is measured, and a recall, each by the name of its argument."""
    today, of = timezone.localdate(), {"business": kitchen.business}
    raw = RawLot.objects.create(
        **of, code="CR1", ingredient="cabai", supplier="Pasar", received_on=today, quantity=9, unit="kg",
        by=kitchen.owner,
    )  # fmt: skip
    batch = Batch.objects.create(
        **of, product=kitchen.product, code="SL1", made_on=today, pieces=10, by=kitchen.owner
    )
    limit = ProcessLimit.objects.create(
        product=kitchen.product, name="Suhu", unit="°C", least=70, to_do="Masak"
    )
    recall = Recall.objects.create(**of, batch=batch, reason="x", is_drill=True, opened_by=kitchen.owner)
    return {"raw_lot_id": raw.pk, "batch_id": batch.pk, "limit_id": limit.pk, "recall_id": recall.pk}


def walking_together(kitchen, officer):
    """A companion, a visit, a milestone, and an institution with all it can have, each by its argument."""
    partner = together.a_partner("Bank Contoh", Kind.BANK)
    pledge = together.a_pledge(partner, officer, due=-2)
    companion = together.a_companion(kitchen, officer=officer)
    milestone = Milestone.objects.create(
        product=kitchen.product, kind="listed", on=together.days(-2), where="Toko", told_by=officer
    )
    letter = together.a_letter(partner, officer)
    return {
        "partner_id": partner.pk,
        "pledge_id": pledge.pk,
        "delivery_id": together.a_delivery(pledge, officer).pk,
        "letter_id": letter.pk,
        "board_token": open_link(partner, officer).token,
        "person_id": companion.pk,
        "visit_receipt": together.a_visit(kitchen.business, companion).receipt,
        "milestone_id": milestone.pk,
    }


def a_weighing(kitchen):
    """A weighing that was begun and a sample that was drawn, each by the name of its argument."""
    weighing = begin_weighing(
        kitchen.product, (Decimal(150), "g"), LotOnScale("SL261124", 40), timezone.localdate(), kitchen.owner
    )
    asked = Asked("SL261124", 40, "II", Decimal("2.5"))
    sample = draw_sample(kitchen.product, asked, kitchen.owner)
    return {"weighing_id": weighing.pk, "sample_id": sample.pk}


def a_storage_study(kitchen):
    """A storage study with one pack measured, each by the name of its argument."""
    today = timezone.localdate()
    study = StorageStudy.objects.create(
        product=kitchen.product,
        attribute="Kadar air",
        direction="rises",
        limit=4,
        method="real-time",
        storage="room",
        pack_as_sold=True,
        packs_each=2,
        plan=[{"celsius": 30.0, "days": [0, 15, 30]}],
        started_on=today,
        planned_by=kitchen.owner,
    )
    reading = study.readings.create(celsius=30, measured_on=today, value=1, typed_by=kitchen.owner)
    return {"study_id": study.pk, "reading_id": reading.pk}


def a_run(kitchen):
    """Labels printed for a lot."""
    return LabelRun.objects.create(
        product=kitchen.product,
        lot="SL261124",
        made_on=timezone.localdate(),
        expires_on=timezone.localdate(),
        count=8,
        sheet="free",
        choices={"pack": "pouch"},
        made_by=kitchen.owner,
    )


def somebody(who, city):
    if who == NOBODY:
        return None
    if who == NO_ROLE:
        return a_person()
    if who == STRANGER:
        return a_kitchen("Dapur Lain", "Abon ikan").owner
    if who == PARTNER:
        return a_person(Role.BUYER, city["shop"])
    if who is Role.OWNER:
        return city["kitchen"].owner
    if who is Role.HELPER:
        return a_person(Role.HELPER, city["kitchen"].business.organisation)
    return a_person(who)


def address(name, city):
    _path, names, _view = ADDRESSES[name]
    arguments = {**city["arguments"], **({"pk": city["pk"][name]} if "pk" in names else {})}
    return reverse(name, kwargs={key: arguments[key] for key in names})


def test_every_address_has_a_stated_permission():
    without = [name for name in ADDRESSES if permission_of(name) is None]
    assert without == []


@pytest.mark.parametrize("who", WHO)
def test_every_address_answers_as_the_permission_table_says(who, city, client):
    person = somebody(who, city)
    wrong = []
    for name in sorted(ADDRESSES):
        client.logout()
        if person is not None:
            client.force_login(person)
        response = client.get(address(name, city))
        permission = permission_of(name)
        held = scope_for(person, permission) is not None
        signed_out_to_login = response.status_code == 302 and "/akun/login/" in response["Location"]
        if response.status_code >= 500:
            wrong.append((name, response.status_code, "must never fail"))
        elif not held and person is None and not signed_out_to_login:
            wrong.append((name, response.status_code, "must send to sign in"))
        elif not held and person is not None and response.status_code != 403:
            wrong.append((name, response.status_code, "must be refused"))
        elif held and not permission.startswith(("account.", "api.")) and response.status_code == 403:
            wrong.append((name, response.status_code, "must be let in"))
    assert wrong == []


NAMES_OF_OBJECTS = {"public_id", "business_id", "pk", "number", "consent_id", "token_id"}
NAMES_OF_OBJECTS |= {"organisation_id", "membership_id", "receipt"}
NAMES_OF_OBJECTS |= {"raw_lot_id", "batch_id", "limit_id", "recall_id"}
NAMES_OF_OBJECTS |= {"partner_id", "pledge_id", "delivery_id", "letter_id", "visit_receipt", "milestone_id"}
NAMES_OF_OBJECTS |= {"session_id", "enrolment_id", "ticket", "material_id", "homework_id", "sheet_id"}

OBJECT_PAGES = [
    name
    for name, (_path, names, _view) in ADDRESSES.items()
    if name.startswith(
        (
            "producers:",
            "standards:",
            "accounts:",
            "labels:",
            "costing:",
            "nutrition:",
            "quality:",
            "training:",
        )
    )
    and set(names) & NAMES_OF_OBJECTS
]


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_owner_reaches_nothing_of_this_one(method, city, client):
    client.force_login(somebody(STRANGER, city))
    reached = {}
    for name in OBJECT_PAGES:
        response = getattr(client, method)(address(name, city))
        if response.status_code not in (403, 404, 405):
            reached[name] = response.status_code
    assert reached == {}


def test_a_partner_without_consent_reaches_nothing(city, client):
    client.force_login(a_person(Role.BUYER))
    reached = {}
    for name in OBJECT_PAGES:
        response = client.get(address(name, city))
        if response.status_code not in (403, 404, 405):
            reached[name] = response.status_code
    assert reached == {}


def test_a_partner_by_consent_reads_and_cannot_change(city, client):
    client.force_login(somebody(PARTNER, city))
    assert client.get(address("standards:product", city)).status_code == 200
    changed = {}
    for name in OBJECT_PAGES:
        response = client.post(address(name, city), {"value": "Sambal palsu"})
        reads_only = name in ("standards:product", "standards:product_gate", "producers:dossier")
        reads_only |= name in ("producers:papers", "producers:evidence")
        if response.status_code not in (403, 404, 405) and not reads_only:
            changed[name] = response.status_code
    assert changed == {}
    assert "Sambal palsu" not in str(city["kitchen"].business.statements.values_list("value"))

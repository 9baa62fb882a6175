"""One kitchen with everything that an address of the site can name, a function for each package."""

from decimal import Decimal

from django.utils import timezone

from lopo.accounts.api_token import create_token
from lopo.accounts.assisted import write_receipt
from lopo.accounts.consent import grant
from lopo.accounts.field_groups import FieldGroup
from lopo.accounts.models import Consent
from lopo.accounts.roles import Kind, Role
from lopo.costing.purchase_book import write_down
from lopo.facts.own_number import new_client_id
from lopo.labels.gtin_block import add_block
from lopo.labels.gtin_book import assign_unit
from lopo.labels.label_photos import clean_label_photo, keep_label_photo
from lopo.labels.models import LabelRun
from lopo.market.books.photo_tries import try_photo
from lopo.market.books.photos import add_photo
from lopo.market.books.showing import publish
from lopo.market.books.submission import Told, ToldSale, tell_sale
from lopo.market.books.submission import tell as tell_step
from lopo.market.models import Feedback
from lopo.market.promotion.photo_check import measure
from lopo.nutrition.models import CompositionTable, SentTable
from lopo.producers.evidence import clean_upload
from lopo.quality.models import Batch, ProcessLimit, RawLot, Recall, StorageStudy
from lopo.quality.sample_book import Asked, draw_sample
from lopo.quality.weighing_book import LotOnScale, begin_weighing
from lopo.retail.books.payment import tell_payment
from lopo.retail.books.sellout_import import open_file
from lopo.retail.models import Pool, Store
from lopo.standards.models import Task
from lopo.training.books.partner import open_link
from lopo.training.models import Milestone
from tests.accounts.factories import a_person, an_organisation
from tests.city import LUAT, a_kitchen, a_paper, photo, tell
from tests.market.promotion.drawn import a_jar, jpeg
from tests.quality.hygiene.sheets import an_inspection, days_ago
from tests.retail.trading import Trade, a_listing, a_new_price
from tests.retail.trading import a_shop as a_selling_shop
from tests.standards.own_gates import gates
from tests.training import together
from tests.training.certificates import a_certificate
from tests.training.cohorts import a_cohort
from tests.training.courses import a_day


def every_object():
    """A kitchen, a shop that sees it, and the arguments of addresses: by name, and ``pk`` by address."""
    kitchen, officer = a_kitchen(), a_person(Role.OFFICER)
    tell(kitchen, LUAT)
    shop, pk = an_organisation(Kind.RETAILER, "Toko Contoh"), {}
    arguments = {
        **PLAIN,
        **of_a_producer(kitchen, pk),
        **of_an_account(kitchen, shop, officer),
        **of_labels(kitchen, pk),
        **composition_tables(officer),
        **of_an_inspection(kitchen, officer, pk),
        **a_storage_study(kitchen),
        **a_weighing(kitchen),
        **lots_of(kitchen),
        **walking_together(kitchen, officer),
        **a_certificate_of(kitchen),
        **a_day(kitchen, officer),
        **an_invitation(officer),
        **what_helps_to_sell(kitchen, pk),
        **in_the_catalogue(kitchen),
        **orders_of(kitchen),
        **a_gate_of_a_shop(),
    }
    pk["costing:purchase_take_back"] = write_down(
        kitchen.business, "gula", Decimal(18_000), "1 kg", timezone.localdate(), officer
    ).pk
    return {"kitchen": kitchen, "shop": shop, "arguments": arguments, "pk": pk}


PLAIN = {
    # standards, files, the sign-in
    "gate_id": "food-taman",
    "fact": "label.name",
    "form": "csv",
    "key": "abc",
    "uidb36": "1",
    # labels, papers, prices, the inspection sheet
    "design": "tenun",
    "kind": "halal",
    "piece": "front",
    "channel": "consignment",
    "group": "A",
    # lessons, insight
    "module": "hygiene",
    "stage": "trained",
    "table": "funnel",
    "language": "id",
}
"""What an address can name that no record stands behind."""


def of_a_producer(kitchen, pk):
    """The business and its product, with a paper and a task."""
    paper, today = a_paper(kitchen), timezone.localdate()
    task = Task.objects.create(
        business=kitchen.business, product=kitchen.product, rule="halal", due=today, owner="owner",
        remind_from=today,
    )  # fmt: skip
    pk["producers:paper_edit"] = pk["producers:paper_verify"] = paper.pk
    pk["producers:evidence"] = paper.evidence_id
    pk["standards:task_done"] = task.pk
    return {
        "public_id": kitchen.product.public_id,
        "product_id": kitchen.product.public_id,
        "business_id": kitchen.business.pk,
    }


def of_an_account(kitchen, shop, officer):
    """The organisation with a helper and a token, what it shows to a shop, and a receipt of the desk."""
    organisation = kitchen.business.organisation
    grant(organisation, shop, [FieldGroup.PAPERS, FieldGroup.IDENTITY], kitchen.owner)
    token, _secret = create_token(kitchen.owner, "till")
    return {
        "number": write_receipt(officer, organisation, [("Nama", "Sambal")]).number,
        "consent_id": Consent.objects.first().pk,
        "token_id": token.pk,
        "organisation_id": organisation.pk,
        "membership_id": a_person(Role.HELPER, organisation).memberships.get().pk,
    }


def of_labels(kitchen, pk):
    """Numbers for barcodes, the photo of a label that exists, and labels printed."""
    pk["labels:gtin_block_close"] = add_block(kitchen.business, "899000000", kitchen.owner).pk
    gtin = assign_unit(kitchen.product, kitchen.owner)
    pk["labels:gtin_take_back"] = gtin.pk
    label = keep_label_photo(kitchen.product, "front", clean_label_photo(photo()), (), kitchen.owner)
    pk["labels:existing_photo"] = pk["labels:existing_photo_small"] = label.pk
    pk["labels:run"] = pk["labels:run_file"] = a_run(kitchen).pk
    return {"gtin": gtin.gtin}


def of_an_inspection(kitchen, officer, pk):
    """An inspection with something to mend."""
    inspection = an_inspection(kitchen.business, officer, failing=(13, 21), on=days_ago(9))
    pk["quality:mended"] = inspection.nonconformities.first().pk
    return {"receipt": inspection.receipt}


def orders_of(kitchen):
    """An order of a shop, sent, counted and billed, a payment of it, and a pool, each by its argument."""
    shop = a_selling_shop("Swalayan Pesanan")
    listing = a_listing(shop, kitchen)
    trade = Trade(kitchen, shop, listing)
    invoice = trade.billed(20)
    pool = Pool.objects.create(
        retailer=shop.organisation, title="Bersama", standard="150 g", pieces=50, price_idr=18_000,
        wanted_on=timezone.localdate(), store=shop.store, made_by=shop.buyer,
    )  # fmt: skip
    payment = tell_payment(invoice.pk, 1_000, timezone.localdate(), "", shop.buyer, new_client_id(), "buyer")
    report = b"Tanggal;Kode;Nama Barang;Gerai;Qty\n01/10/2025;A-1;Sambal lu'at;KPG-01;3\n"
    return {
        "import_public": open_file(shop.organisation, report, "a.csv", shop.buyer, new_client_id()).public_id,
        "paper_kind": "order",
        "paper_place": 1,
        "order_public": invoice.order.public_id,
        "order_id": invoice.order.public_id,
        "delivery_public": invoice.order.deliveries.get().public_id,
        "invoice_public": invoice.public_id,
        "pool_public": pool.public_id,
        "payment_id": payment.pk,
        "retailer_id": shop.organisation.pk,
        "listing_id": listing.public_id,
        "act_id": "delist",
        "change_id": a_new_price(listing, kitchen.owner).public_id,
        "price_act": "withdraw",
    }


def a_gate_of_a_shop():
    """A gate that a shop wrote, published once and drafted again with a demand of its own, and an outlet."""
    demand = ("quality.shelf_life_days", "at_least", "180")
    buyer = gates.a_buyer("Toko Bergerbang")
    edition = gates.a_published(buyer, timezone.localdate(), demand)
    gates.next_draft(edition.gate, buyer)
    return {
        "own_gate_id": edition.gate_id,
        "edition_number": 1,
        "demand_id": "quality-shelf-life-days",
        "store_id": Store.objects.latest("pk").pk,
    }


def what_helps_to_sell(kitchen, pk):
    """A photo that waits, one that is kept, a product shown in the e-Katalog and a sale there."""
    picture, today, own = clean_upload(jpeg(a_jar(side=200))), timezone.localdate(), new_client_id
    waiting = try_photo(kitchen.product, picture, measure(picture.content), kitchen.owner, own())
    kept = add_photo(kitchen.product, picture, kitchen.owner)
    for step, version in (("send", 0), ("show", 1)):
        submission = tell_step(kitchen.product, Told(step, today, version, own()), kitchen.owner, today)
    sale, _new = tell_sale(submission, ToldSale(today, 5, "SMA 1", own()), kitchen.owner, today)
    pk["market:photo_verdict"] = pk["market:photo_waiting"] = waiting.pk
    pk["market:photo_picture"] = pk["market:photo_judged"] = pk["market:photo_removed"] = kept.pk
    pk["market:procurement_sale_withdraw"] = sale.pk
    return {"transition": "refuse"}


def in_the_catalogue(kitchen):
    """The kitchen's page open to everybody, with a picture, and a word of a buyer."""
    entry = publish(kitchen.product, kitchen.owner)
    number = kitchen.product.assigned_gtins.first()
    now = timezone.now()
    said = Feedback.objects.create(
        product=kitchen.product, stars=4, said_at=now, said_on=now.date(), state="shown", device="d",
        address="a", client_id=new_client_id(),
    )  # fmt: skip
    return {
        "slug": entry.slug,
        "maker_slug": entry.maker_page.slug,
        "photo_name": entry.photo,
        "width": 320,
        "picture_form": "webp",
        "section": "produk",
        "rest": number.gtin.zfill(14),
        "feedback_id": said.pk,
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

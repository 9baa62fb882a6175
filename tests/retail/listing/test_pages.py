"""Pages of listings: where to sell, the buyer's desk, one listing, and every act with its form."""

import datetime as dt
import io

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from lopo.accounts.consent import withdraw
from lopo.accounts.field_groups import FieldGroup
from lopo.accounts.models import Look
from lopo.accounts.roles import Role
from lopo.facts.own_number import new_client_id
from lopo.producers.models import Evidence
from lopo.producers.records import record_fact
from lopo.retail.listing.transitions import table
from lopo.retail.models import Listing
from lopo.standards.standings import refresh
from tests.accounts.factories import a_person
from tests.city import a_kitchen, photo
from tests.retail.listing.kitchens import a_mart, a_ready_kitchen, a_trial, applied, do, on_trial, today
from tests.retail.shops import a_listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def mart(db):
    return a_mart()


@pytest.fixture
def kitchen(db):
    return a_ready_kitchen("Dapur Mama Yuliana")


@pytest.fixture
def client(client):
    """A browser that reads English."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


@pytest.fixture
def seen(client):
    """A page as ``person`` reads it."""

    def page(person, name, *arguments, query="", data=None, **more):
        client.force_login(person)
        address = reverse(f"retail:{name}", args=arguments) + query
        if data is None:
            return client.get(address, **more)
        return client.post(address, data, **more)

    return page


def offer(**other):
    told = {
        "price_idr": "15.000", "shelf_price_idr": "20.000", "weekly_pieces": "92",
        "client_id": new_client_id(),
    }  # fmt: skip
    return told | other


def test_where_to_sell_says_what_each_shop_still_asks(kitchen, mart, seen):
    a_mart("Toko titipan", valid_from=today() + dt.timedelta(days=5))
    minimarket = a_mart("Minimarket Oebobo")
    minimarket.retailer.gate.gate = "minimarket"
    minimarket.retailer.gate.save()
    text = seen(kitchen.owner, "where_to_sell", kitchen.product.public_id).content.decode()
    assert text.index("NTT Mart Kupang") < text.index("Minimarket Oebobo")
    assert "You can apply" in text
    assert "things missing" in text
    assert "Toko titipan" not in text


def test_before_the_gate_is_passed_the_page_says_what_is_missing(mart, seen):
    kitchen = a_ready_kitchen(supply__commitment="false")
    page = seen(kitchen.owner, "shop", kitchen.product.public_id, mart.retailer.pk)
    text = page.content.decode()
    assert "1 thing is missing before you can apply." in text
    assert "Send the application" not in text
    sent = seen(kitchen.owner, "shop", kitchen.product.public_id, mart.retailer.pk, data=offer())
    assert sent.status_code == 200
    assert not Listing.objects.exists()


def test_the_form_begins_filled_in_and_says_what_the_shop_will_see(kitchen, mart, seen):
    text = seen(kitchen.owner, "shop", kitchen.product.public_id, mart.retailer.pk).content.decode()
    for words in ("15000", "20000", "92", "What NTT Mart Kupang will see", "Capacity and price", "recipe"):
        assert words in text
    begun = seen(kitchen.owner, "shop", kitchen.product.public_id, mart.retailer.pk, data=offer())
    listing = Listing.objects.get()
    assert begun["Location"] == reverse("retail:listing", args=[listing.public_id])
    again = seen(kitchen.owner, "shop", kitchen.product.public_id, mart.retailer.pk)
    assert again["Location"] == begun["Location"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"shelf_price_idr": "12.000"}, "below the price to the shop"),
        ({"price_idr": "banyak"}, "price"),
        ({"weekly_pieces": "0"}, "At least 1"),
        ({"client_id": "x"}, "Load the page again"),
    ],
)
def test_what_was_typed_stays_with_a_sentence(kitchen, mart, seen, wrong, sentence):
    page = seen(kitchen.owner, "shop", kitchen.product.public_id, mart.retailer.pk, data=offer(**wrong))
    text = page.content.decode()
    assert page.status_code == 422
    assert sentence in text
    for typed in (each for name, each in wrong.items() if name != "client_id"):
        assert typed in text
    assert not Listing.objects.exists()


def test_less_than_the_terms_ask_is_said_before_it_is_sent_and_may_be_meant(kitchen, mart, seen):
    low = offer(price_idr="16.000")
    page = seen(kitchen.owner, "shop", kitchen.product.public_id, mart.retailer.pk, data=low)
    assert page.status_code == 422
    text = page.content.decode()
    assert "ask for 25% of the shelf price. Write at least Rp21,400" in text
    assert not Listing.objects.exists()
    assert 'name="as_it_is"' in text
    again = low | {"as_it_is": "1"}
    assert seen(kitchen.owner, "shop", kitchen.product.public_id, mart.retailer.pk, data=again)["Location"]
    assert Listing.objects.get().margin_permille == 200


def test_every_row_of_the_desk_leads_to_a_decision(kitchen, mart, seen):
    listing = applied(kitchen, mart)
    do(listing, "receive-sample", mart.buyer)
    text = seen(mart.buyer, "queue").content.decode()
    acts = text[text.index('<td class="acts">') :]
    assert "Decide on Sambal" in acts and "Reject Sambal" in acts


def test_only_the_owner_applies(kitchen, mart, seen):
    organisation = kitchen.business.organisation
    for person in (a_person(Role.HELPER, organisation), a_person(Role.OFFICER)):
        page = seen(person, "shop", kitchen.product.public_id, mart.retailer.pk)
        assert "Only the owner of the kitchen applies" in page.content.decode()
        sent = seen(person, "shop", kitchen.product.public_id, mart.retailer.pk, data=offer())
        assert sent.status_code == 404
    for stranger in (mart.buyer, a_kitchen("Lain").owner):
        page = seen(stranger, "shop", kitchen.product.public_id, mart.retailer.pk)
        assert page.status_code == 404


def test_a_listing_is_there_for_its_two_sides_and_the_city_only(kitchen, mart, seen):
    listing = applied(kitchen, mart)
    helper = a_person(Role.HELPER, kitchen.business.organisation)
    for person in (kitchen.owner, helper, mart.buyer, a_person(Role.OFFICER)):
        assert seen(person, "listing", listing.public_id).status_code == 200
    for person in (a_kitchen("Lain").owner, a_mart("Toko lain").buyer):
        assert seen(person, "listing", listing.public_id).status_code == 404
        assert seen(person, "listing_act", listing.public_id, "reject").status_code == 404
        sent = seen(person, "listing_act", listing.public_id, "withdraw", data={"version": 0})
        assert sent.status_code == 404
    assert seen(a_person(Role.TRAINER), "listing", listing.public_id).status_code == 403


def test_a_buyer_takes_the_dossier_along_as_long_as_the_kitchen_shows_it(kitchen, mart, client, seen):
    listing = applied(kitchen, mart)
    paper = reverse("producers:dossier_pdf", args=[kitchen.product.public_id])
    assert paper in seen(mart.buyer, "listing", listing.public_id).content.decode()
    assert client.get(paper).content.startswith(b"%PDF")
    withdraw(kitchen.business.organisation, mart.retailer, FieldGroup, kitchen.owner)
    assert paper not in seen(mart.buyer, "listing", listing.public_id).content.decode()
    assert client.get(paper).status_code == 404


def test_the_dossier_stands_on_one_page_and_the_look_is_written_down(kitchen, mart, seen):
    evidence = Evidence.objects.create(
        business=kitchen.business, file=ContentFile(photo(), name="p.jpg"), kind="photo", sha256="0" * 64,
        size=9, uploaded_by=kitchen.owner,
    )  # fmt: skip
    record_fact(
        kitchen.business, kitchen.product, "product.photo", "true", typed_by=kitchen.owner, evidence=evidence
    )
    listing = applied(kitchen, mart)
    text = seen(mart.buyer, "listing", listing.public_id).content.decode()
    wanted = (
        "Rp15,000", "Rp20,000", "25.0 %", "400 pieces a month", "12 of 12 met today", "cabai",
        kitchen.owner.phone,
        "the first sambal cabai here", reverse("retail:listing_photo", args=[listing.public_id]),
        "No recall on record.",
    )  # fmt: skip
    for words in wanted:
        assert words in text, words
    assert "jeruk nipis (40" not in text
    assert Look.objects.get().organisation_id == mart.retailer.pk
    assert seen(mart.buyer, "listing_photo", listing.public_id).status_code == 200
    assert seen(a_mart("Toko lain").buyer, "listing_photo", listing.public_id).status_code == 404


def test_what_the_owner_takes_back_is_no_longer_shown(kitchen, mart, seen):
    refresh([kitchen.product], today())
    listing = applied(kitchen, mart)
    withdraw(kitchen.business.organisation, mart.retailer, FieldGroup, kitchen.owner)
    text = seen(mart.buyer, "listing", listing.public_id).content.decode()
    assert "The owner does not show all" in text
    for hidden in ("400 pieces a", kitchen.owner.phone, "12 of 12"):
        assert hidden not in text
    assert seen(mart.buyer, "listing_photo", listing.public_id).status_code == 404
    queue = seen(mart.buyer, "queue").content.decode()
    assert "no longer shown" in queue
    assert '<svg class="ladder' not in queue


def test_rejected_in_two_taps_and_back_to_the_queue(kitchen, mart, client, seen):
    listing = applied(kitchen, mart)
    queue = seen(mart.buyer, "queue").content.decode()
    first = reverse("retail:listing_act", args=[listing.public_id, "reject"])
    assert f'href="{first}?from=rak"' in queue
    page = seen(mart.buyer, "listing_act", listing.public_id, "reject", query="?from=rak")
    assert 'name="reason" value="label"' in page.content.decode()
    told = {"version": 0, "reason": "label", "words": "", "from": "rak"}
    done = seen(mart.buyer, "listing_act", listing.public_id, "reject", data=told, follow=True)
    assert done.redirect_chain[-1][0] == reverse("retail:queue")
    assert "Nothing waits for your answer." in done.content.decode()
    owner = seen(kitchen.owner, "listing", listing.public_id).content.decode()
    assert "Check the label here, mend it, and print it anew." in owner
    product = client.get(reverse("standards:product", args=[kitchen.product.public_id])).content.decode()
    assert "Mend Sambal lu&#x27;at for NTT Mart Kupang: Label" in product
    plan = client.get(reverse("standards:plan", args=[kitchen.product.public_id])).content.decode()
    assert "NTT Mart Kupang asks you to mend: Label" in plan


def test_mended_leads_to_the_application_which_shows_what_changed(kitchen, mart, seen):
    listing = applied(kitchen, mart)
    do(listing, "reject", mart.buyer, reason="label", words="Hurufnya kecil")
    record_fact(kitchen.business, kitchen.product, "label.brand", "Mama Yuli", typed_by=kitchen.owner)
    done = seen(kitchen.owner, "listing_mended", listing.public_id, data={})
    assert done["Location"] == reverse("retail:shop", args=[kitchen.product.public_id, mart.retailer.pk])
    page = seen(kitchen.owner, "shop", kitchen.product.public_id, mart.retailer.pk).content.decode()
    assert "Changed since; the shop will see it:" in page
    assert "Mama Yuli" in page
    sent = seen(
        kitchen.owner, "shop", kitchen.product.public_id, mart.retailer.pk, data=offer(price_idr="14.500")
    )
    anew = sent["Location"].rstrip("/").rpartition("/")[2]
    text = seen(mart.buyer, "listing", anew).content.decode()
    assert "Changed since the last application" in text
    assert "Mama Yuli" in text
    assert "<del>Rp15,000</del>" in text
    assert seen(mart.buyer, "listing_mended", listing.public_id, data={}).status_code == 404


def test_every_act_has_a_page_or_a_button_for_whoever_may_do_it(kitchen, mart, seen):
    city = a_person(Role.OFFICER)
    listing = a_listing(mart, kitchen.product, "applied")
    do_trial = a_trial(mart)
    trial = listing.trials.create(
        starts_on=do_trial.starts_on + dt.timedelta(days=3),
        ends_on=do_trial.ends_on,
        pieces=10,
        wanted_percent=50,
    )
    trial.stores.add(mart.store)
    do(listing, "ask", mart.buyer, words="Berapa hari sampai kirim?")  # only what was asked is answered
    people = {"owner": kitchen.owner, "buyer": mart.buyer, "city": city}
    for state in table().states:
        Listing.objects.filter(pk=listing.pk).update(state=state)
        for party, person in people.items():
            text = seen(person, "listing", listing.public_id).content.decode()
            for act in table().transitions.values():
                address = reverse("retail:listing_act", args=[listing.public_id, act.id])
                may = party in act.by and state in act.from_states
                assert (f'"{address}"' in text) is may, (state, party, act.id)
                if may:
                    assert seen(person, "listing_act", listing.public_id, act.id).status_code == 200
                elif party not in act.by:
                    assert seen(person, "listing_act", listing.public_id, act.id).status_code == 404


def test_a_trial_is_offered_agreed_and_read_by_both(kitchen, mart, seen):
    listing = applied(kitchen, mart)
    first = today() + dt.timedelta(days=7)
    told = {
        "version": 0, "stores": [mart.store.pk], "starts_on": first.isoformat(),
        "ends_on": (first + dt.timedelta(days=41)).isoformat(), "pieces": "120", "wanted_percent": "60",
        "words": "",
    }  # fmt: skip
    wrong = seen(
        mart.buyer, "listing_act", listing.public_id, "offer-trial", data=told | {"ends_on": "2020-01-01"}
    )
    assert wrong.status_code == 422
    assert "The last day is before the first." in wrong.content.decode()
    seen(mart.buyer, "listing_act", listing.public_id, "offer-trial", data=told)
    text = seen(kitchen.owner, "listing", listing.public_id).content.decode()
    for words in ("It is your turn", mart.store.name, "60 %", "Agree", "Ask for other numbers"):
        assert words in text
    seen(kitchen.owner, "listing_act", listing.public_id, "agree-trial", data={"version": 1})
    assert Listing.objects.get().state == "trial-agreed"


def test_scores_are_typed_and_shown_with_mean_and_spread(kitchen, mart, seen):
    listing = applied(kitchen, mart)
    do(listing, "receive-sample", mart.buyer)
    empty = seen(mart.buyer, "listing_act", listing.public_id, "taste", data={"version": 1})
    assert empty.status_code == 422
    for taster, score in (("", "5"), ("Kepala toko", "2")):
        told = {"version": 1, "taste": score, "pack": "4", "taster": taster, "words": "Pedasnya pas"}
        assert seen(mart.buyer, "listing_act", listing.public_id, "taste", data=told).status_code == 302
    text = seen(mart.buyer, "listing", listing.public_id).content.decode()
    for words in ("of 5, 2 tasters", "they differ", "Pedasnya pas", "Kepala toko"):
        assert words in text
    owner = seen(kitchen.owner, "listing", listing.public_id).content.decode()
    assert "they differ" in owner
    assert "Kepala toko" not in owner


def test_a_verdict_tells_how_many_were_sold(kitchen, mart, seen):
    listing = on_trial(kitchen, mart)
    do(listing, "end-trial", mart.buyer)
    version = Listing.objects.get().version
    wrong = seen(
        mart.buyer, "listing_act", listing.public_id, "verdict-list", data={"version": version, "sold": "500"}
    )
    assert wrong.status_code == 422
    assert "No more can be sold than the 120 pieces" in wrong.content.decode()
    told = {"version": version, "sold": "90", "words": ""}
    seen(mart.buyer, "listing_act", listing.public_id, "verdict-list", data=told)
    text = seen(kitchen.owner, "listing", listing.public_id).content.decode()
    assert "90 of 120 sold, 75 %" in text
    assert "as agreed" in text


def test_a_trial_that_sold_too_little_says_so_and_what_was_agreed(kitchen, mart, seen):
    listing = on_trial(kitchen, mart)
    do(listing, "end-trial", mart.buyer)
    listing.trials.update(sold_pieces=60)
    text = seen(mart.buyer, "listing", listing.public_id).content.decode()
    assert text.index("60 of 120 sold, 50 %") < text.index('<div class="dossier-grid">')
    assert "below what was agreed" in text and "so far" not in text
    assert "at least 72 (60 %)" in text
    for act in ("verdict-list", "verdict-not"):
        page = seen(mart.buyer, "listing_act", listing.public_id, act).content.decode()
        assert "Of 120 pieces; at least 72 (60 %) were agreed." in page


@pytest.mark.parametrize("stores", ["9" * 24, "-1", "x", "", "\x00"])
def test_stores_that_are_none_of_hers_are_refused_with_a_sentence(kitchen, mart, seen, stores):
    listing = applied(kitchen, mart)
    elsewhere = a_mart("Toko lain").store
    for told in (stores, str(elsewhere.pk)):
        data = {
            "version": 0, "stores": [told], "starts_on": today().isoformat(), "ends_on": today().isoformat(),
            "pieces": "7", "wanted_percent": "60",
        }  # fmt: skip
        page = seen(mart.buyer, "listing_act", listing.public_id, "offer-trial", data=data)
        assert page.status_code == 422
        assert 'class="error"' in page.content.decode()
    assert Listing.objects.get().state == "applied"


def test_an_owner_reads_the_numbers_of_a_trial_before_the_button(kitchen, mart, seen):
    listing = applied(kitchen, mart)
    mart.store.address = "Jalan Eltari 5"
    mart.store.save()
    do(listing, "offer-trial", mart.buyer, trial=a_trial(mart, pieces=80))
    text = seen(kitchen.owner, "listing", listing.public_id).content.decode()
    assert text.index("at least 48 (60 %)") < text.index(">Agree<")
    assert text.count("at least 48 (60 %)") == 1
    assert "Jalan Eltari 5" in text


def test_asked_for_other_numbers_the_form_begins_with_what_was_offered(kitchen, mart, seen):
    listing = applied(kitchen, mart)
    offered = a_trial(mart, first=3, days=30, pieces=77, wanted=44)
    do(listing, "offer-trial", mart.buyer, trial=offered)
    do(listing, "decline-trial", kitchen.owner, words="Sanggup 40 buah saja")
    assert "Sanggup 40 buah saja" in seen(mart.buyer, "listing", listing.public_id).content.decode()
    page = seen(mart.buyer, "listing_act", listing.public_id, "offer-trial")
    assert "Sanggup 40 buah saja" in page.content.decode()
    form = page.context["form"]
    assert [form[name].value() for name in ("stores", "starts_on", "pieces", "wanted_percent")] == [
        [mart.store.pk], offered.starts_on, 77, 44,
    ]  # fmt: skip


def test_what_is_not_easily_undone_opens_a_page_where_a_word_can_be_added(kitchen, mart, seen):
    listing = applied(kitchen, mart)
    text = seen(mart.buyer, "listing", listing.public_id).content.decode()
    for act in ("accept", "ask-sample"):
        address = reverse("retail:listing_act", args=[listing.public_id, act])
        assert f'href="{address}"' in text and f'action="{address}"' not in text
    page = seen(mart.buyer, "listing_act", listing.public_id, "accept").content.decode()
    assert "It is sold in your shop at once, without a trial." in page
    page = seen(mart.buyer, "listing_act", listing.public_id, "ask-sample").content.decode()
    assert "How many, and where to?" in page
    told = {"version": 0, "words": "Tiga botol, ke kasir Oebobo"}
    seen(mart.buyer, "listing_act", listing.public_id, "ask-sample", data=told)
    assert "Tiga botol, ke kasir Oebobo" in seen(kitchen.owner, "listing", listing.public_id).content.decode()


def test_another_reason_without_words_opens_the_field_for_them(kitchen, mart, seen):
    listing = applied(kitchen, mart)
    told = {"version": 0, "reason": "other", "words": ""}
    page = seen(mart.buyer, "listing_act", listing.public_id, "reject", data=told)
    assert page.status_code == 422
    assert "Write the reason in words." in page.content.decode()
    assert "<details open>" in page.content.decode()


def test_an_old_application_leads_to_the_new_one_and_decides_nothing(kitchen, mart, seen):
    old = applied(kitchen, mart)
    do(old, "reject", mart.buyer, reason="label")
    assert "the first sambal" not in seen(mart.buyer, "listing", old.public_id).content.decode()
    new = applied(kitchen, mart)
    for person in (mart.buyer, kitchen.owner):
        text = seen(person, "listing", old.public_id).content.decode()
        assert reverse("retail:listing", args=[new.public_id]) in text
        assert "Take the rejection back" not in text and "I have mended it" not in text


def test_a_full_shelf_asks_for_no_mending(kitchen, mart, seen):
    listing = applied(kitchen, mart)
    do(listing, "reject", mart.buyer, reason="space")
    text = seen(kitchen.owner, "listing", listing.public_id).content.decode()
    assert "I have mended it" not in text and "Apply again" in text


def test_a_trial_runs_until_its_day_and_nobody_is_pressed(kitchen, mart, seen):
    listing = on_trial(kitchen, mart)
    text = seen(kitchen.owner, "listing", listing.public_id).content.decode()
    assert 'state-na">until ' in text and 'state-soon">by ' not in text


def test_the_terms_are_read_before_applying_and_beside_one_another(kitchen, mart, seen):
    listed = seen(kitchen.owner, "where_to_sell", kitchen.product.public_id).content.decode()
    assert "share 25% · Bought outright · 14 days after the complete bill is received" in listed
    text = seen(kitchen.owner, "shop", kitchen.product.public_id, mart.retailer.pk).content.decode()
    for words in ("go back to the producer at the producer&#x27;s cost", "at least 67%"):
        assert words in text
    assert reverse("retail:retailer", args=[mart.retailer.pk]) in text


def test_the_shop_reads_that_the_product_was_put_away(kitchen, mart, seen):
    listing = applied(kitchen, mart)
    kitchen.product.archived_at = listing.applied_at
    kitchen.product.save()
    text = seen(mart.buyer, "listing", listing.public_id).content.decode()
    assert "The kitchen has put this product away." in text


def test_whoever_is_too_late_reads_who_was_faster(kitchen, mart, seen):
    listing = applied(kitchen, mart)
    do(listing, "withdraw", kitchen.owner)
    page = seen(mart.buyer, "listing_act", listing.public_id, "ask-sample", data={"version": 0}, follow=True)
    assert "Mama Yuliana was faster: “Withdrawn”" in page.content.decode()


def test_the_queue_sorts_filters_counts_and_is_taken_along(mart, seen):
    chips = [
        applied(a_ready_kitchen(f"Dapur {each}", f"Keripik pisang {each}"), mart)
        for each in ("A", "B", "C", "D")
    ]
    new = applied(a_ready_kitchen("Dapur E", "Abon ikan"), mart)
    do(chips[3], "ask-sample", mart.buyer)
    Listing.objects.filter(pk=chips[0].pk).update(price_idr=19_000, due_on=today() - dt.timedelta(days=2))
    text = seen(mart.buyer, "queue", query="?sort=margin").content.decode()
    assert "no. 3 of keripik pisang here" in text
    assert "the first abon ikan here" in text
    assert text.index("Keripik pisang A") > text.index("Keripik pisang C")
    assert "2 days late" in text
    assert "Keripik pisang D" not in text
    assert "Keripik pisang D" in seen(mart.buyer, "queue", query="?lane=wait").content.decode()
    only = seen(mart.buyer, "queue", query="?new=1").content.decode()
    assert "Abon ikan" in only
    assert "Keripik pisang B" not in only
    late = seen(mart.buyer, "queue", query="?late=1").content.decode()
    assert "Keripik pisang A" in late
    assert new.product.name not in late
    file = seen(mart.buyer, "queue_export", "xlsx", query="?sort=novelty")
    rows = list(load_workbook(io.BytesIO(file.content)).active.values)
    assert len(rows) == 5
    assert {rows[1][0], rows[2][0]} == {"Abon ikan", "Keripik pisang A"}
    assert seen(mart.buyer, "queue_export", "pdf").status_code == 404


@pytest.mark.parametrize("query", ["?sort=x&lane=y&shop=z&page=-1", "?search=%00&shop=99999999", "?page=99"])
def test_an_address_that_makes_no_sense_shows_a_page(mart, seen, query):
    assert seen(mart.buyer, "queue", query=query).status_code == 200


def test_a_long_queue_asks_no_more_than_a_short_one_and_is_light(mart, seen):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as caught:
            page = seen(mart.buyer, "queue")
        return len(caught), len(page.content)

    for number in range(2):
        refresh([(one := a_ready_kitchen(f"Dapur {number}")).product], today())
        applied(one, mart)
    seen(mart.buyer, "queue")
    short, _bytes = asked()
    for number in range(30):
        kitchen = a_kitchen(f"Dapur panjang {number}", f"Keripik pisang {number}")
        a_listing(mart, kitchen.product, "applied", likeness="food:keripik:pisang", alike=number)
    long, size = asked()
    assert long == short
    assert size < 60_000


def test_the_city_reads_every_shop_and_decides_nothing(kitchen, mart, seen):
    listing = applied(kitchen, mart)
    a_mart("Toko lain")
    text = seen(a_person(Role.OFFICER), "queue").content.decode()
    assert f"→ {mart.retailer.name}" in text
    assert "Toko lain" in text
    assert reverse("retail:listing_act", args=[listing.public_id, "reject"]) not in text


def test_a_buyer_begins_at_the_desk_and_an_owner_sees_her_turn(kitchen, mart, client, seen):
    listing = applied(kitchen, mart)
    client.force_login(mart.buyer)
    assert client.get("/")["Location"] == reverse("retail:queue")
    do(listing, "ask-sample", mart.buyer)
    client.force_login(kitchen.owner)
    text = client.get(reverse("standards:products")).content.decode()
    assert "Send samples of" in text
    assert reverse("retail:listing", args=[listing.public_id]) in text
    tasks = client.get(reverse("standards:tasks")).content.decode()
    assert "Send samples of" in tasks

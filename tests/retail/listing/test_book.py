"""Applications and what becomes of them: the way onto the shelf, the way back, what is written on it."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from lopo.accounts.models import Consent
from lopo.accounts.roles import Role
from lopo.facts.kinds import Refused
from lopo.facts.own_number import new_client_id
from lopo.producers.models import Product
from lopo.retail.books.application import SHOWN, apply
from lopo.retail.books.listing import Taken, tell_mended, trial_of
from lopo.retail.books.listing_morning import (
    let_days_pass,
    listing_morning,
    look_again,
    remind_shops,
    waiting_words,
)
from lopo.retail.books.trial_sales import other_shelves, sell_through_of
from lopo.retail.cards.listing import mend_card
from lopo.retail.listing.offer import Offer
from lopo.retail.models import Listing
from lopo.standards.market_events import market_events
from lopo.standards.models import Task
from lopo.standards.standings import refresh
from lopo.standards.where_sold import outlets_of
from tests.accounts.factories import a_person
from tests.city import tell
from tests.retail.listing.kitchens import (
    OFFER,
    a_mart,
    a_ready_kitchen,
    a_trial,
    applied,
    do,
    on_trial,
    today,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mart(db):
    return a_mart()


@pytest.fixture
def kitchen(db):
    return a_ready_kitchen()


def said(refusal):
    return refusal.value.reason.en


def test_one_tap_applies_and_shows_the_dossier_to_that_shop_alone(kitchen, mart):
    other = a_mart("Toko lain")
    listing = applied(kitchen, mart, words="Bisa antar setiap Senin")
    assert (listing.state, listing.gate, listing.readiness) == ("applied", "ntt-mart", 100)
    assert listing.lane == "decide"
    assert listing.margin_permille == 250
    assert listing.due_on == today() + dt.timedelta(days=14)
    owner = kitchen.business.organisation_id
    assert Consent.objects.active_groups([mart.retailer.pk], owner) == set(SHOWN)
    assert not Consent.objects.active_groups([other.retailer.pk], owner)
    assert not any(name.startswith(("recipe.", "cost.")) for name in listing.dossier)
    assert listing.dossier["label.net_unit"] == "g"
    step = listing.steps.get()
    assert (step.transition, step.by, step.words) == ("apply", kitchen.owner, "Bisa antar setiap Senin")


def test_before_the_gate_is_passed_nobody_applies(mart):
    kitchen = a_ready_kitchen(permit__halal__number="X1", supply__commitment="false")
    with pytest.raises(Refused) as refusal:
        applied(kitchen, mart)
    assert "not passed yet" in said(refusal)
    assert not Listing.objects.exists()
    assert not Consent.objects.exists()


def test_a_shop_without_terms_in_force_takes_no_application(kitchen):
    later = a_mart(valid_from=today() + dt.timedelta(days=3))
    with pytest.raises(Refused) as refusal:
        applied(kitchen, later)
    assert "has not published its terms" in said(refusal)


def test_sent_twice_it_is_one_application_and_a_second_one_waits(kitchen, mart):
    number = new_client_id()
    first, new = apply(kitchen.product, mart.retailer.pk, OFFER, kitchen.owner, number, today())
    again, new_again = apply(kitchen.product, mart.retailer.pk, OFFER, kitchen.owner, number, today())
    assert (first.pk, new, new_again) == (again.pk, True, False)
    with pytest.raises(Refused) as refusal:
        applied(kitchen, mart)
    assert "already" in said(refusal)


def test_the_whole_way_onto_the_shelf_and_off_it(kitchen, mart):
    listing = applied(kitchen, mart)
    do(listing, "ask-sample", mart.buyer)
    do(listing, "send-sample", kitchen.owner)
    do(listing, "receive-sample", mart.buyer)
    do(listing, "taste", mart.buyer, scores={"taste": 5, "pack": 3})
    do(listing, "taste", mart.buyer, scores={"taste": 3, "pack": 3}, taster="Kepala toko")
    do(listing, "taste", mart.buyer, scores={"taste": 4, "pack": 3})
    assert [each.scores["taste"] for each in listing.tastings.order_by("pk")] == [4, 3]
    do(listing, "offer-trial", mart.buyer, trial=a_trial(mart))
    trial = trial_of(listing)
    assert [each.pk for each in trial.stores.all()] == [mart.store.pk]
    agreed = do(listing, "agree-trial", kitchen.owner)
    assert (agreed.lane, agreed.due_on) == ("trial", trial.starts_on)
    assert let_days_pass(today()) == 1
    listing.refresh_from_db()
    assert (listing.state, listing.due_on) == ("on-trial", trial.ends_on)
    assert outlets_of([kitchen.product.pk])[kitchen.product.pk][0].name == mart.store.name
    after = trial.ends_on + dt.timedelta(days=1)
    assert let_days_pass(after) == 1
    assert let_days_pass(after) == 0
    listed = do(listing, "verdict-list", mart.buyer, sold=80)
    assert (listed.state, listed.lane, listed.due_on) == ("listed", "shelf", None)
    trial.refresh_from_db()
    assert (trial.sold_pieces, trial.verdict, trial.verdict_by) == (80, "listed", mart.buyer)
    assert sell_through_of(listed, trial).reached
    assert [each.kind for each in market_events(Product.objects.all())] == ["listed"]
    delisted = do(listed, "delist", mart.buyer, reason="supply", words="Dua minggu kosong")
    assert delisted.lane == "ended"
    assert outlets_of([kitchen.product.pk]) == {}


def test_a_trial_tells_how_it_sold_and_a_verdict_may_say_no(kitchen, mart):
    listing = on_trial(kitchen, mart, days=1)
    after = today() + dt.timedelta(days=1)
    with pytest.raises(Refused):
        do(listing, "verdict-not", mart.buyer, on=after, sold=121, reason="sales")
    ended = do(listing, "verdict-not", mart.buyer, on=after, sold=30, reason="sales")
    assert ended.state == "rejected"
    assert trial_of(ended).verdict == "not"
    elsewhere = applied(kitchen, a_mart("Toko lain"))
    (seen,) = other_shelves(kitchen.product, elsewhere).trials
    assert (seen.percent, seen.reached) == (25, False)


def test_a_rejection_needs_a_reason_from_the_list(kitchen, mart):
    listing = applied(kitchen, mart)
    for told in ({}, {"reason": "because"}, {"reason": "sales"}, {"reason": "other"}):
        with pytest.raises(Refused):
            do(listing, "reject", mart.buyer, **told)
    assert do(listing, "reject", mart.buyer, reason="other", words="Pemilik pindah").state == "rejected"


def test_a_reason_becomes_a_task_until_it_is_mended_or_applied_for_anew(kitchen, mart):
    listing = applied(kitchen, mart)
    do(listing, "reject", mart.buyer, reason="label", words="Hurufnya kecil")
    task = Task.objects.get(rule="shelf-mend")
    assert task.words["title"]["en"] == "Mend Sambal lu'at for NTT Mart Kupang: Label"
    assert task.due == today() + dt.timedelta(days=21)
    assert not task.kept
    refresh([kitchen.product], today())
    task.refresh_from_db()
    assert not task.kept
    assert tell_mended(listing, kitchen.owner, today())
    assert not tell_mended(listing, kitchen.owner, today())
    task.refresh_from_db()
    assert task.kept
    assert tell_mended(listing, kitchen.owner, today(), undo=True)
    task.refresh_from_db()
    assert not task.kept
    applied(kitchen, mart)
    task.refresh_from_db()
    assert task.kept


def test_the_kitchens_turn_is_a_task_with_its_day(kitchen, mart):
    listing = applied(kitchen, mart)
    assert not Task.objects.filter(rule="shelf-turn").exists()
    do(listing, "ask-sample", mart.buyer)
    task = Task.objects.get(rule="shelf-turn")
    assert task.words["title"]["id"] == "Kirim contoh Sambal lu'at ke NTT Mart Kupang"
    assert task.due == today() + dt.timedelta(days=7)
    do(listing, "send-sample", kitchen.owner)
    task.refresh_from_db()
    assert task.kept


def test_what_a_trial_asks_of_the_kitchen_is_a_task_until_its_day_and_a_delisting_until_it_is_mended(
    kitchen, mart
):
    listing = applied(kitchen, mart)
    do(listing, "offer-trial", mart.buyer, trial=a_trial(mart, first=3, days=7))

    def waiting():
        return [task.words["title"]["en"] for task in Task.objects.filter(kept=False).order_by("pk")
                if task.rule in ("shelf-turn", "shelf-mend")]  # fmt: skip

    assert waiting() == ["Answer NTT Mart Kupang's offer of a trial of Sambal lu'at"]
    do(listing, "agree-trial", kitchen.owner)
    assert waiting() == ["Send Sambal lu'at for its trial at NTT Mart Kupang"]
    assert Task.objects.get(kept=False, rule="shelf-turn").due == today() + dt.timedelta(days=3)
    let_days_pass(today() + dt.timedelta(days=3))
    assert waiting() == []
    let_days_pass(today() + dt.timedelta(days=10))
    mart.buyer.email = "rina@example.com"
    mart.buyer.save()
    due = Listing.objects.get(pk=listing.pk).due_on
    assert remind_shops(due - dt.timedelta(days=2)) == 1
    do(listing, "verdict-list", mart.buyer, sold=100)
    assert remind_shops(due + dt.timedelta(days=30)) == 0
    do(listing, "delist", mart.buyer, reason="supply", words="Dua minggu kosong")
    assert waiting() == ["Mend Sambal lu'at for NTT Mart Kupang: Supply"]
    applied(kitchen, mart)
    assert waiting() == []


def test_the_owner_is_told_outside_the_pages(kitchen, mart, django_capture_on_commit_callbacks):
    kitchen.owner.email = "yuliana@example.com"
    kitchen.owner.save()
    with django_capture_on_commit_callbacks(execute=True):
        listing = applied(kitchen, mart)
        do(listing, "reject", mart.buyer, reason="price")
    (letter,) = mail.outbox
    assert "Harganya terlalu tinggi" in letter.body
    assert listing.public_id in letter.body


@pytest.mark.parametrize(
    ("acts", "last", "says"),
    [
        ([], "withdraw", "Withdrawn"),
        (["accept"], "leave", "The kitchen left"),
        (["offer-trial"], "agree-trial", "Trial agreed to"),
    ],
)
def test_a_shop_is_told_of_what_lies_on_no_heap_it_has_to_decide(
    kitchen, mart, django_capture_on_commit_callbacks, acts, last, says
):
    mart.buyer.email, mart.buyer.language = "rina@example.com", "en"
    mart.buyer.save()
    listing = applied(kitchen, mart)
    for id in acts:
        do(listing, id, mart.buyer, trial=a_trial(mart))
    with django_capture_on_commit_callbacks(execute=True):
        do(listing, last, kitchen.owner, words="Dapur pindah ke Soe")
    (letter,) = mail.outbox
    assert letter.to == ["rina@example.com"]
    for words in (says, "Sambal lu'at", "Dapur pindah ke Soe", listing.public_id):
        assert words in letter.body


def test_a_shop_is_told_when_its_trial_is_over_and_not_of_its_own_act(
    kitchen, mart, django_capture_on_commit_callbacks
):
    mart.buyer.email = "rina@example.com"
    mart.buyer.save()
    listing = on_trial(kitchen, mart, days=1)
    with django_capture_on_commit_callbacks(execute=True):
        let_days_pass(today() + dt.timedelta(days=1))
    assert [each.to for each in mail.outbox] == [["rina@example.com"]]
    assert Listing.objects.get(pk=listing.pk).state == "verdict-due"
    other = on_trial(a_ready_kitchen(), mart, days=9)
    with django_capture_on_commit_callbacks(execute=True):
        do(other, "end-trial", mart.buyer)
    assert len(mail.outbox) == 1


def test_a_full_shelf_is_nothing_to_mend_but_a_day_to_try_again(kitchen, mart):
    listing = applied(kitchen, mart)
    do(listing, "reject", mart.buyer, reason="space")
    task = Task.objects.get(rule="shelf-mend")
    assert task.words["title"]["en"] == "Try Sambal lu'at at NTT Mart Kupang again"
    assert task.remind_from == task.due == today() + dt.timedelta(days=90)
    assert mend_card(kitchen.owner, kitchen.product) is None
    do(listing, "reconsider", mart.buyer)
    do(listing, "reject", mart.buyer, reason="label")
    assert mend_card(kitchen.owner, kitchen.product) is not None


@pytest.mark.parametrize(
    ("waiting", "late", "english", "indonesian"),
    [
        (1, 0, "1 application waits for your answer.", "1 lamaran menunggu jawaban."),
        (3, 1, "3 applications wait for your answer, 1 past its day.", "jawaban, 1 sudah lewat harinya."),
        (3, 2, "3 applications wait for your answer, 2 past their day.", "jawaban, 2 sudah lewat"),
    ],
)
def test_how_a_shop_is_reminded(waiting, late, english, indonesian):
    words = waiting_words(waiting, late, "https://lopo.example/rak/")
    assert english in words.en
    assert indonesian in words.id


def test_a_click_sent_twice_counts_once_and_another_reason_does_not_vanish(kitchen, mart):
    listing = applied(kitchen, mart)
    do(listing, "reject", mart.buyer, version=0, reason="taste")
    do(listing, "reject", mart.buyer, version=0, reason="taste")
    assert listing.steps.filter(transition="reject").count() == 1
    with pytest.raises(Taken):
        do(listing, "reject", mart.buyer, version=0, reason="price")


def test_whoever_is_second_is_told_by_whom_and_when(kitchen, mart):
    listing = applied(kitchen, mart)
    second = a_person(Role.BUYER, mart.retailer, name="Agus")
    mart.buyer.name = "Rina"
    mart.buyer.save()
    do(listing, "ask-sample", mart.buyer, version=0)
    with pytest.raises(Taken) as refusal:
        do(listing, "reject", second, version=0, reason="taste")
    assert said(refusal).startswith("Rina was faster: “Samples asked for”, ")
    assert "It now stands at “Samples asked for”" in said(refusal)


def test_time_alone_takes_nobodys_turn(kitchen, mart):
    listing = applied(kitchen, mart)
    do(listing, "offer-trial", mart.buyer, trial=a_trial(mart, days=1))
    seen = do(listing, "agree-trial", kitchen.owner).version
    after = today() + dt.timedelta(days=1)
    listed = do(listing, "verdict-list", mart.buyer, on=after, version=seen, sold=100)
    assert listed.state == "listed"
    assert [each.transition for each in listed.steps.filter(by=None)] == ["begin-trial", "end-trial"]


def test_a_rejection_can_be_taken_back_until_the_kitchen_applied_anew(kitchen, mart):
    listing = applied(kitchen, mart)
    do(listing, "reject", mart.buyer, reason="space")
    assert do(listing, "reconsider", mart.buyer).state == "applied"
    do(listing, "reject", mart.buyer, reason="space")
    applied(kitchen, mart)
    with pytest.raises(Refused) as refusal:
        do(listing, "reconsider", mart.buyer)
    assert "applied again" in said(refusal)
    listing.refresh_from_db()
    assert listing.state == "rejected"


def test_nobody_acts_for_another_side(kitchen, mart):
    listing = applied(kitchen, mart)
    other, city = a_mart("Toko lain").buyer, a_person(Role.OFFICER)
    for person in (kitchen.owner, other, city):
        with pytest.raises(Refused):
            do(listing, "reject", person, reason="taste")
    with pytest.raises(Refused):
        do(listing, "withdraw", mart.buyer)


def test_the_tenth_of_its_kind_is_counted_and_the_others_move_up(mart):
    listings = [
        applied(a_ready_kitchen(product=name), mart)
        for name in ("Keripik pisang", "Kripik Pisang kepok", "Banana chips", "Sambal lu'at")
    ]

    def alike():
        return [Listing.objects.get(pk=each.pk).alike for each in listings]

    assert alike() == [0, 1, 2, 0]
    do(listings[0], "reject", mart.buyer, reason="taste")
    assert alike() == [0, 0, 1, 0]
    do(listings[0], "reconsider", mart.buyer)
    assert alike() == [0, 1, 2, 0]
    assert applied(a_ready_kitchen(product="Kripik pisang"), a_mart("Toko lain")).alike == 0


def test_a_morning_looks_how_ready_each_still_is(kitchen, mart):
    listing = applied(kitchen, mart)
    refresh([kitchen.product], today())
    assert look_again(today()) == 0
    soon = today() + dt.timedelta(days=30)
    tell(kitchen, {"permit.pirt.valid_until": soon.isoformat()})
    assert look_again(today()) == 1
    listing.refresh_from_db()
    assert (listing.readiness, listing.lapses_on) == (91, soon)
    assert look_again(today()) == 0


def test_a_shop_is_reminded_once_of_what_waits(kitchen, mart):
    mart.buyer.email = "rina@example.com"
    mart.buyer.save()
    listing = applied(kitchen, mart)
    due = listing.due_on
    assert remind_shops(today()) == 0
    assert remind_shops(due + dt.timedelta(days=1)) == 1
    assert remind_shops(due + dt.timedelta(days=2)) == 0
    assert "1 sudah lewat harinya" in mail.outbox[0].body
    assert remind_shops(due + dt.timedelta(days=9)) == 1
    assert len(list(listing_morning(today()))) == 3


def test_the_city_reminds_whoever_has_the_turn_once_a_day(kitchen, mart, django_capture_on_commit_callbacks):
    mart.buyer.email = "rina@example.com"
    mart.buyer.save()
    city = a_person(Role.OFFICER)
    listing = applied(kitchen, mart)
    with django_capture_on_commit_callbacks(execute=True):
        do(listing, "nudge", city)
        do(listing, "nudge", city)
    assert [each.to for each in mail.outbox] == [["rina@example.com"]]
    listing.refresh_from_db()
    assert (listing.state, listing.version) == ("applied", 0)


def test_a_price_that_cannot_be_is_refused_before_anything_is_shown(kitchen, mart):
    with pytest.raises(Refused):
        applied(kitchen, mart, Offer(20_000, 15_000, 10))
    assert not Consent.objects.exists()


def test_what_the_database_keeps_of_lane_and_margin_needs_no_code(kitchen, mart):
    listing = applied(kitchen, mart, Offer(3_000_000, 4_500_000, 2))
    assert listing.margin_permille == 333
    for state, lane in [("on-trial", "trial"), ("listed", "shelf"), ("withdrawn", "ended")]:
        Listing.objects.filter(pk=listing.pk).update(state=state, state_since=timezone.now())
        listing.refresh_from_db()
        assert listing.lane == lane

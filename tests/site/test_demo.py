"""The demo city: made once through the real doors, then looked at."""

import datetime as dt
from collections import Counter

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.models import AssistedEntry, Consent, Look, Organisation, Person
from lopo.accounts.roles import STAFF_ROLES, Kind
from lopo.insight.funnel.stages import Stage
from lopo.insight.gathering import gather
from lopo.insight.results import Results
from lopo.insight.wanted import Wanted
from lopo.labels.gtin_block import add_block
from lopo.labels.gtin_book import assign_unit
from lopo.labels.models import NumberBlock
from lopo.market.models import CatalogueEntry, CatalogueSubmission, Feedback
from lopo.producers.models import KINDS, Business, Evidence, Paper, Product, Statement
from lopo.retail.listing.transitions import table
from lopo.retail.models import (
    DeliveryLine,
    Invoice,
    Listing,
    Order,
    OrderLine,
    PriceChange,
    Return,
    SellOutRow,
)
from lopo.site.demo.city import load
from lopo.site.demo.people import demo_sign_ins
from lopo.site.demo.taking_away import take_away
from lopo.site.views.demo import code_now
from lopo.standards.market_events import KINDS as MARKET_KINDS
from lopo.standards.market_events import market_events
from lopo.standards.models import FindingChange, GateStanding, Standing, Task
from lopo.standards.requirement import RUNGS
from lopo.standards.standings import today
from lopo.training.models import Homework, Milestone, Session
from tests.city import a_kitchen


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """The city, made once for all tests here and gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(today())
        transaction.set_rollback(True)


@pytest.fixture
def city(made, db):
    """The city; what a test changes in it is undone."""
    return made


def everything_told():
    """Facts, papers and standings by names, so that two cities can be compared."""
    facts = Statement.objects.values_list(
        "business__name", "product__name", "fact", "value", "said_by", "said_on", "typed_by__name"
    )
    papers = Paper.objects.values_list(
        "business__name", "product__name", "kind", "number", "issued_on", "valid_until", "verified_by__name"
    )
    standings = Standing.objects.values_list("product__name", "rung", "rung_since", "next_open")
    listings = Listing.objects.values_list("product__name", "retailer__name", "state", "applied_at__date")
    orders = Order.objects.values_list("business__name", "number", "state", "lines__confirmed")
    told = (facts, papers, standings, listings, orders, Invoice.objects.values_list("number", "settled_on"))
    return [sorted(map(str, rows)) for rows in told]


def test_it_is_a_city_of_some_sixty_businesses_in_all_six_kecamatan(city):
    assert 55 <= city.businesses <= 65
    assert 140 <= city.products <= 160
    assert Business.objects.count() == city.businesses
    assert Product.objects.count() == city.products
    kecamatan = Counter(Business.objects.values_list("kelurahan__kecamatan", flat=True))
    assert len(kecamatan) == 6
    assert min(kecamatan.values()) >= 5


def test_there_is_something_on_every_rung_and_below_the_first(city):
    rungs = Counter(Standing.objects.values_list("rung", flat=True))
    assert set(rungs) == {"", *RUNGS}
    assert rungs["internasional"] <= 5


def test_every_kind_of_product_is_made_there(city):
    assert set(Product.objects.values_list("kind", flat=True)) == {code for code, _title in KINDS}


def test_every_market_has_a_product_that_it_takes(city):
    gates = set(GateStanding.objects.values_list("gate", flat=True))
    taken = set(GateStanding.objects.filter(passed=True).values_list("gate", flat=True))
    assert gates - taken == set()


def test_its_shelves_show_a_listing_in_every_state(city):
    states = Counter(Listing.objects.values_list("state", flat=True))
    assert set(table().states) - set(states) <= {"trial-agreed"}
    assert states["listed"] >= 8
    again = Listing.objects.filter(product__name="Keripik pisang asin").order_by("pk")
    assert [each.state for each in again] == ["rejected", "applied"]
    assert again[0].mended_on is not None
    assert Listing.objects.filter(state="applied", alike__gte=3).exists()


def test_its_prices_show_a_change_a_promotion_and_a_proposal_that_waits(city):
    changes = PriceChange.objects.filter(listing__retailer__name__startswith="Swalayan Lontar")
    assert changes.filter(state="proposed", answer_by__gt=today()).count() == 1
    assert changes.filter(state="declined").exists()
    coffee = Listing.objects.get(
        product__name="Kopi bubuk Timor 200 g", retailer__name__startswith="Swalayan"
    )
    assert (coffee.price_idr, coffee.price_until > today()) == (27_000, True)
    chips = Order.objects.filter(lines__product__name="Keripik pisang kepok", pool=None)
    change = changes.get(listing__product__name="Keripik pisang kepok", state="accepted")
    for since, price in (("lt", 9_000), ("gte", 9_700)):
        placed = chips.filter(**{f"ordered_on__{since}": change.from_on})
        lines = OrderLine.objects.filter(order__in=placed, product__name="Keripik pisang kepok")
        assert set(lines.values_list("price_idr", flat=True)) == {price}


def test_its_orders_are_paid_in_time_late_and_late_right_now(city):
    assert Order.objects.count() >= 30
    assert Order.objects.dates("ordered_on", "month").count() >= 3
    invoices = Invoice.objects.all()
    assert invoices.filter(settled_on__lte=F("due_on")).count() >= 10
    assert invoices.filter(settled_on__gt=F("due_on")).exists()
    assert invoices.filter(settled_on=None, due_on__lt=today()).exists()
    assert Return.objects.exists()
    lines = DeliveryLine.objects.all()
    assert lines.filter(refused__gt=0).exists()
    assert lines.filter(accepted__lt=F("pieces"), refused=0).exists()
    assert Order.objects.filter(lines__confirmed__lt=F("lines__pieces")).exists()
    assert SellOutRow.objects.count() >= 15


def test_its_pooled_order_is_filled_by_three_kitchens(city):
    shares = Order.objects.filter(pool__isnull=False)
    assert shares.values("business").distinct().count() == 3
    assert sum(shares.values_list("lines__pieces", flat=True)) == shares[0].pool.pieces


def test_goods_of_its_orders_are_in_the_books_of_the_kitchens(city):
    for line in DeliveryLine.objects.select_related("batch", "delivery"):
        assert line.batch.made_on <= line.delivery.sent_on
        assert line.batch.recorded_at.date() <= line.delivery.sent_on


def test_what_happened_on_its_market_came_by_the_house_and_by_hand(city):
    events = market_events()
    assert {each.kind for each in events} == set(MARKET_KINDS)
    shops = {each.where for each in events}
    assert {"Swalayan Lontar (contoh)", "Toko Bandara El Tari (contoh)"} <= shops
    by_hand = set(Milestone.objects.values_list("where", flat=True))
    assert by_hand.isdisjoint(Organisation.objects.values_list("name", flat=True))  # nothing is told twice


def test_its_catalogue_is_open_and_spoken_of(city):
    assert CatalogueEntry.objects.filter(published_at__isnull=False, photo__gt="", gtin__gt="").count() >= 8
    assert Feedback.objects.exclude(answer="").exists()
    assert set(CatalogueSubmission.objects.values_list("state", flat=True)) == {"sent", "shown"}


def test_there_is_work_waiting(city):
    late = Task.objects.filter(due__lt=today(), done_on=None, kept=False)
    assert late.count() >= 5
    waiting = Paper.objects.filter(verified_at=None, refused_at=None, superseded_at=None)
    assert waiting.count() >= 3
    assert Paper.objects.exclude(refused_at=None).count() >= 3
    assert Paper.objects.filter(valid_until__lt=today()).exists()


def test_pork_is_honestly_not_halal(city):
    pork = Product.objects.filter(name__icontains="babi")
    assert pork.count() >= 2
    assert not Paper.objects.filter(product__in=pork, kind="halal").exists()
    said = Statement.objects.filter(product__in=pork, fact="product.halal_materials")
    assert {each.value for each in said} == {"non-halal"}


def test_owners_show_their_dossiers_and_partners_look(city):
    partners = set(Consent.objects.values_list("grantee__kind", flat=True))
    assert partners == {Kind.RETAILER, Kind.BANK}
    assert Look.objects.count() >= 10


def test_what_an_officer_typed_has_a_receipt(city):
    receipts = AssistedEntry.objects.all()
    assert receipts.count() >= 4
    assert all(receipt.lines for receipt in receipts)
    assert all(receipt.officer.needs_second_factor for receipt in receipts)


def test_every_paper_has_a_photo_that_can_be_opened(city):
    assert not Paper.objects.filter(evidence=None).exists()
    with Evidence.objects.first().file.open("rb") as photo:
        assert photo.read(3) == b"\xff\xd8\xff"


def test_its_history_is_lived_in(city):
    days = set(FindingChange.objects.values_list("on", flat=True))
    assert len(days) >= 10
    assert min(days) < today() - dt.timedelta(days=300)
    long_ago = today() - dt.timedelta(days=90)
    assert Standing.objects.filter(rung_since__lt=long_ago).count() >= 20
    assert Standing.objects.exclude(assessed_on=today()).count() == 0


def test_its_training_mended_gaps_that_were_known(city):
    found = Results(gather(today()), Wanted())
    counts = {each.stage: each for each in found.counts}
    trained, closed = counts[Stage.TRAINED], counts[Stage.GAP_CLOSED]
    assert trained.products // 3 <= closed.products < trained.products
    assert sum(each.closed.count for each in found.comparisons) > 0
    assert len({(each.before, each.after) for each in found.gains}) >= 3


def test_the_past_of_its_courses_is_not_of_today(city):
    homework = Homework.objects.all()
    assert homework.count() >= 8
    for each in homework:
        ended = each.enrolment.cohort.ends_on
        assert ended < timezone.localdate(each.handed_in_at) <= ended + dt.timedelta(days=14)
        assert each.reviewed_at is None or each.reviewed_at > each.handed_in_at


def test_the_meeting_of_today_is_not_over_before_the_evening(city):
    meeting = Session.objects.get(starts_at__date=today())
    assert timezone.localtime(meeting.ends_at).hour == 21


def test_a_fact_was_recorded_on_the_day_it_was_said(city):
    assert all(timezone.localdate(each.recorded_at) == each.said_on for each in Statement.objects.all())
    assert not Paper.objects.filter(verified_at__lt=F("recorded_at")).exists()


def test_all_its_phones_are_of_the_range_that_belongs_to_nobody(city):
    phones = set(Person.objects.values_list("phone", flat=True))
    assert all(phone.startswith("+6281200000") for phone in phones)


@pytest.mark.parametrize("person", demo_sign_ins(), ids=lambda person: person.name)
def test_everybody_on_the_demo_page_can_sign_in(person, city, client):
    answer = client.post(
        reverse("account_login"), {"login": person.login, "password": person.password}, follow=True
    )
    if person.held in STAFF_ROLES:
        assert answer.request["PATH_INFO"] == reverse("mfa_authenticate")
        answer = client.post(reverse("mfa_authenticate"), {"code": code_now(person.secret)}, follow=True)
    assert answer.status_code == 200
    assert answer.wsgi_request.user.name == person.name


def test_the_demo_page_shows_everybody(city, client, settings):
    settings.DEVELOPMENT = True
    page = client.get(reverse("demo")).content.decode()
    for person in demo_sign_ins():
        assert person.login in page


def test_making_it_twice_changes_nothing(city, capsys):
    before = everything_told()
    call_command("demo")
    assert "already" in capsys.readouterr().out
    assert everything_told() == before


def test_it_comes_out_the_same_when_made_anew(city):
    before = everything_told()
    take_away()
    assert not Person.objects.exists()
    assert not Organisation.objects.exists()
    models = [each for app in ("retail", "market") for each in apps.get_app_config(app).get_models()]
    assert [each.__name__ for each in models if each.objects.exists()] == []
    load(today())
    assert everything_told() == before


def test_numbers_given_in_the_demo_go_with_it(city):
    business, officer = Business.objects.first(), Person.objects.first()
    add_block(business, "2009999", officer)
    assign_unit(Product.objects.create(business=business, name="Kue", kind="food"), officer)
    take_away()
    assert not NumberBlock.objects.exists()


def test_taking_it_away_leaves_real_businesses_alone(city):
    real = a_kitchen("Dapur Sungguhan", label__name="Sambal")
    with pytest.raises(CommandError, match="not of the demo: 1"):
        call_command("demo", "--reset")
    take_away()
    assert list(Business.objects.all()) == [real.business]

"""A new price in the books: proposed, answered, lapsed; what holds on a day, for orders and for the desk."""

import datetime as dt

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from lopo.accounts.models import Membership
from lopo.accounts.roles import Role
from lopo.facts.kinds import Refused
from lopo.facts.own_number import new_client_id
from lopo.retail.books.listing_price import (
    PriceTaken,
    answer_price,
    histories,
    history_of,
    keep_price,
    priced,
    propose,
    standing_of,
    waiting_of,
)
from lopo.retail.books.listing_price_meaning import alike_on_shelf, kept_by_kitchen
from lopo.retail.books.listing_price_morning import (
    let_prices_turn,
    let_proposals_lapse,
    price_morning,
    remind_of_prices,
)
from lopo.retail.books.listing_work import listing_work, place_of_listing
from lopo.retail.books.order import place_order
from lopo.retail.books.shelf_goods import shelf_goods
from lopo.retail.cards.listing import desk_card
from lopo.retail.listing.price import Price
from lopo.retail.listing.price_change import PriceProposal
from lopo.retail.models import Listing, OrderLine, PriceChange
from lopo.standards.models import Task
from tests.accounts.factories import a_person
from tests.city import tell
from tests.race import at_once, own_connections
from tests.retail.trading import a_listing, a_shop, a_trade, days

pytestmark = pytest.mark.django_db
RISE, CHEAP = Price(22_000, 28_000), Price(18_000, 22_500)


@pytest.fixture
def trade(db):
    return a_trade()


def proposed(trade, by=None, price=RISE, first=10, reason="ingredients", last=None, on=0, **told):
    """A proposal of the owner, or of whoever is named, made so many days from today."""
    by = by or trade.owner
    proposal = PriceProposal(price, days(first), reason, None if last is None else days(last), **told)
    return propose(trade.listing, proposal, by, standing_of(by, trade.listing), days(on), new_client_id())


def answered(trade, change, act="accept", by=None, on=0, **told):
    by = by or trade.buyer
    return answer_price(change, act, by, standing_of(by, trade.listing), days(on), **told)


def agreed(trade, **told):
    return answered(trade, proposed(trade, **told), on=told.get("on", 0))


def kept_price(trade):
    found = Listing.objects.get(pk=trade.listing.pk)
    return found.price_idr, found.shelf_price_idr, found.margin_permille


def morning(on):
    """What a morning does: how many prices turned, how many proposals lapsed, how many were reminded."""
    return let_prices_turn(days(on)), let_proposals_lapse(days(on)), remind_of_prices(days(on))


def test_an_accepted_price_begins_on_its_day_and_the_desk_keeps_its_margin(trade):
    agreed(trade)
    assert kept_price(trade) == (20_000, 25_000, 200)
    morning(9)
    assert kept_price(trade) == (20_000, 25_000, 200)
    assert morning(10)[0] == 1
    assert kept_price(trade) == (22_000, 28_000, 214)
    assert morning(10)[0] == 0
    assert len(list(price_morning(days(10)))) == 3


def test_a_promotion_falls_back_at_its_end(trade):
    agreed(trade, price=CHEAP, reason="promotion", first=3, last=9)
    for on, price in ((2, 20_000), (3, 18_000), (9, 18_000), (10, 20_000)):
        morning(on)
        assert kept_price(trade)[0] == price
        assert history_of(trade.listing).in_force(days(on)).to_shop_idr == price


def test_mornings_that_were_missed_are_made_up_for(trade):
    agreed(trade, price=CHEAP, reason="promotion", first=3, last=9)
    agreed(trade, first=12)
    morning(40)
    assert kept_price(trade)[0] == 22_000
    assert Listing.objects.get(pk=trade.listing.pk).price_until is None


def test_an_order_takes_the_price_of_its_day_and_one_placed_before_keeps_its_own(trade, monkeypatch):
    before = trade.placed(10)
    agreed(trade)
    # no morning has come yet on the day itself
    monkeypatch.setattr(timezone, "localdate", lambda *_: dt.date.today() + dt.timedelta(days=10))
    after = place_order(trade.new(10, ordered_on=days(0), wanted_on=days(3)), trade.buyer)
    assert OrderLine.objects.get(order=after).price_idr == 22_000
    assert OrderLine.objects.get(order=before).price_idr == 20_000


def test_a_bill_follows_its_order(trade):
    order = trade.received(10).order
    agreed(trade, first=7)
    morning(7)
    from lopo.retail.books.invoice import bill

    assert bill(order.pk, trade.owner, days(0), new_client_id()).amount_idr == 200_000


def test_a_price_for_an_order_that_was_not_agreed_for_its_day_is_refused(trade):
    from lopo.retail.trade.order import NewLine

    agreed(trade)
    line = NewLine(trade.kitchen.product.pk, 5, 22_000)
    with pytest.raises(Refused, match="not the one agreed"):
        place_order(trade.new(lines=(line,)), trade.buyer)


def test_cards_for_the_shelf_show_the_price_of_the_day_without_a_morning(trade, django_assert_num_queries):
    agreed(trade, price=CHEAP, reason="promotion", first=3, last=9)
    product = trade.kitchen.product.pk
    assert shelf_goods(trade.buyer) == {product: 25_000}
    Listing.objects.update(price_until=days(-1))  # as if the promotion's day had come
    PriceChange.objects.update(from_on=days(0))
    with django_assert_num_queries(2):
        assert shelf_goods(trade.buyer) == {product: 22_500}


def test_prices_of_many_listings_cost_no_query_while_they_hold(trade, django_assert_num_queries):
    agreed(trade)
    rows = list(Listing.objects.all())
    with django_assert_num_queries(0):
        priced(rows, days(0))
    with django_assert_num_queries(1):
        assert priced(rows, days(10))[0].price_idr == 22_000


def test_a_declined_or_withdrawn_or_lapsed_price_changes_nothing(trade):
    answered(trade, proposed(trade), "decline", reason="too-much", words="Naik pelan-pelan saja.")
    answered(trade, proposed(trade), "withdraw", by=trade.owner)
    last = proposed(trade)
    assert morning(7)[1] == 0
    assert morning(8)[1] == 1
    last.refresh_from_db()
    assert (last.state, last.decided_by) == ("lapsed", None)
    morning(30)
    assert (kept_price(trade)[0], histories([trade.listing.pk])) == (20_000, {})


def test_a_shop_proposes_and_the_kitchen_answers(trade):
    change = proposed(trade, trade.buyer, CHEAP, reason="promotion", first=5, last=12)
    assert change.side == "buyer"
    with pytest.raises(Refused, match="other side's"):
        answered(trade, change, by=trade.buyer)
    assert answered(trade, change, by=trade.owner).state == "accepted"


def test_one_proposal_waits_at_a_time_and_one_whose_day_is_past_makes_room(trade):
    first = proposed(trade)
    with pytest.raises(PriceTaken, match="waits for its answer already"):
        proposed(trade, trade.buyer, CHEAP)
    second = proposed(trade, on=8, first=20)
    first.refresh_from_db()
    assert (first.state, second.state) == ("lapsed", "proposed")
    with pytest.raises(IntegrityError), transaction.atomic():
        PriceChange.objects.filter(pk=first.pk).update(state="proposed")


def test_it_is_too_late_to_answer_after_the_last_day(trade):
    change = proposed(trade)
    with pytest.raises(PriceTaken, match="is past"):
        answered(trade, change, on=8)
    assert answered(trade, change, on=7).state == "accepted"


def test_a_second_answer_reads_who_was_faster_and_one_sent_twice_counts_once(trade):
    other = a_person(Role.BUYER, trade.shop.organisation, name="Agus")
    change = answered(trade, proposed(trade))
    assert answered(trade, change).state == "accepted"
    with pytest.raises(PriceTaken, match="Ibu Pembeli was faster: “Agreed”"):
        answered(trade, change, "decline", by=other, reason="too-much")


def test_one_form_sent_twice_is_one_proposal(trade):
    proposal, number = PriceProposal(RISE, days(10), "wages"), new_client_id()
    standing = standing_of(trade.owner, trade.listing)
    made = [propose(trade.listing, proposal, trade.owner, standing, days(0), number) for _ in "ab"]
    assert made[0] == made[1]
    with pytest.raises(Refused, match="other content"):
        propose(
            trade.listing, PriceProposal(CHEAP, days(10), "wages"), trade.owner, standing, days(0), number
        )


def test_only_what_is_on_the_shelf_changes_its_price_and_leaving_it_ends_what_waits(trade):
    change = proposed(trade)
    Listing.objects.update(state="delisted")
    with pytest.raises(Refused, match="no more on this shop's shelf"):
        answered(trade, change)
    assert morning(0)[1] == 1
    with pytest.raises(Refused, match="on this shop's shelf"):
        proposed(trade)


def test_helpers_and_officers_of_kitchens_that_write_themselves_only_look(trade):
    helper = a_person(Role.HELPER, trade.kitchen.business.organisation)
    officer = a_person(Role.OFFICER)
    assert not standing_of(helper, trade.listing).sides
    assert not standing_of(officer, trade.listing).sides


def test_an_officer_writes_for_a_kitchen_that_cannot_and_says_who_said_so(trade):
    officer = a_person(Role.OFFICER)
    Membership.objects.filter(person=trade.owner).delete()
    with pytest.raises(Refused, match="Write who of the kitchen said so"):
        proposed(trade, officer)
    change = proposed(trade, officer, words="Mama Yuliana lewat telepon, Senin pagi.")
    assert (change.side, change.is_for_kitchen) == ("owner", True)
    with pytest.raises(Refused, match="other side's"):
        answered(trade, change, by=officer, words="Saya sendiri")
    assert answered(trade, change).state == "accepted"


@pytest.fixture
def told(trade, django_capture_on_commit_callbacks):
    """What is told when something is done: who, and the words."""
    for person in (trade.owner, trade.buyer):
        person.email = f"p{person.pk}@example.org"
        person.save()

    def after(does):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            does()
        return [(each.to[0], each.body) for each in mail.outbox]

    return after


def test_each_side_is_told_what_the_other_did_and_reminded_once(trade, told):
    [(to, words)] = told(lambda: proposed(trade))
    assert to == trade.buyer.email
    assert "Rp20.000 menjadi Rp22.000" in words
    assert told(lambda: morning(4)) == []
    assert [each[0] for each in told(lambda: morning(5))] == [trade.buyer.email]
    assert told(lambda: morning(6)) == []
    [(to, words)] = told(lambda: answered(trade, waiting_of(trade.listing), "decline", reason="too-soon"))
    assert (to, "Mulainya terlalu cepat" in words) == (trade.owner.email, True)


def test_a_price_of_the_shop_is_a_task_of_the_kitchen(trade):
    change = proposed(trade, trade.buyer, CHEAP, reason="correction", first=4)
    [work] = listing_work([trade.kitchen.business.pk])
    assert (work.due, work.title.en.startswith("Answer Swalayan Contoh's new price")) == (
        change.answer_by,
        True,
    )
    assert place_of_listing(Task(about=work.about)).endswith("/harga/")
    answered(trade, change, by=trade.owner)
    assert listing_work([trade.kitchen.business.pk]) == []


def test_a_price_of_the_kitchen_is_on_the_buyers_first_page_in_one_query(trade, django_assert_num_queries):
    assert desk_card(trade.buyer) is None
    proposed(trade)
    trade.buyer.organisation_ids(Role.BUYER)
    with django_assert_num_queries(1):
        assert desk_card(trade.buyer).card["prices"] == 1


def test_what_is_left_is_reckoned_by_the_kitchens_own_cost(trade):
    old, new = Price(20_000, 25_000), RISE
    assert kept_by_kitchen(trade.listing, old, new) is None
    tell(trade.kitchen, {"cost.told_idr": "12000"})
    kept = kept_by_kitchen(trade.listing, old, new)
    assert (kept.cost_idr, kept.is_loss) == (12_000, False)
    assert kept_by_kitchen(trade.listing, old, Price(9_000, 25_000)).is_loss


def test_others_like_it_are_named_with_the_price_that_holds(trade):
    from tests.city import a_kitchen

    other = a_kitchen("Dapur Lain")
    beside = a_listing(trade.shop, other, price=15_000)
    elsewhere = a_listing(a_shop("Toko Lain"), other)
    Listing.objects.filter(pk__in=[trade.listing.pk, beside.pk, elsewhere.pk]).update(likeness="food:sambal")
    trade.listing.refresh_from_db()
    assert alike_on_shelf(trade.listing) == [beside]


def test_a_price_that_never_changed_is_left_alone(trade):
    assert keep_price(trade.listing.pk, days(0)) is False


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_once_one_wins_and_the_other_is_told():
    trade = a_trade()
    change = proposed(trade)
    other = a_person(Role.BUYER, trade.shop.organisation, name="Agus")
    with own_connections():
        given = at_once(
            lambda: answered(trade, change),
            lambda: answered(trade, change, "decline", by=other, reason="too-much"),
            lambda: answered(trade, change, "withdraw", by=trade.owner),
        )
        assert sum(isinstance(each, PriceChange) for each in given) == 1, given
        assert sum(isinstance(each, PriceTaken) for each in given) == 2, given


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_of_two_who_propose_at_once_one_waits():
    trade = a_trade()
    with own_connections():
        given = at_once(lambda: proposed(trade), lambda: proposed(trade, trade.buyer, CHEAP))
        assert sum(isinstance(each, PriceTaken) for each in given) == 1, given
        assert PriceChange.objects.filter(state="proposed").count() == 1


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_the_migration_goes_back_and_forth_and_keeps_listings():
    from django.core.management import call_command

    price = a_trade().listing.price_idr
    call_command("migrate", "retail", "0005", verbosity=0)
    try:
        assert "retail_pricechange" not in connection.introspection.table_names()
    finally:
        call_command("migrate", "retail", verbosity=0)
    assert Listing.objects.get().price_idr == price
    assert Listing.objects.get().margin_permille == 200

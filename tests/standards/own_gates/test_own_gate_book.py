"""Gates that are written here: drafted, published as dated editions, withdrawn, in the house's library."""

import datetime as dt

import pytest

from lopo.facts.kinds import Refused
from lopo.standards import library
from lopo.standards.books.gate_standings import progress, settle, unsettled
from lopo.standards.books.own_gate import (
    begin_draft,
    discard_draft,
    import_pack,
    pack_of,
    publish,
    save_draft,
    withdraw,
)
from lopo.standards.daily import assess_everything
from lopo.standards.house_library import edition_on
from lopo.standards.models import GateEdition, GateStanding, OwnGate
from lopo.standards.standings import assessment_of, refresh
from tests.city import LUAT, a_kitchen, tell
from tests.race import at_once, own_connections
from tests.standards.own_gates.gates import ASKED, TODAY, a_buyer, a_draft, a_published, ask

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + dt.timedelta(days=1)
LONG = ("quality.shelf_life_days", "at_least", "180")
CODE = "toko-toko-flobamora"


def test_a_draft_is_nowhere_and_a_published_gate_is_everywhere():
    buyer = a_buyer()
    draft = ask(a_draft(buyer), buyer, *LONG)
    assert edition_on(TODAY) is library.edition_on(TODAY)
    publish(draft, draft.revision, TODAY, buyer, TODAY)
    edition = edition_on(TODAY)
    assert edition.asked_by[CODE] == (*ASKED, f"{CODE}/quality-shelf-life-days")
    assert CODE in {gate.id for gate in edition.all_gates}
    assert CODE not in library.edition_on(TODAY).gates


def test_a_gate_begins_on_its_day_and_gives_way_to_the_next_edition():
    buyer = a_buyer()
    first = a_published(buyer, TODAY, LONG)
    second = ask(begin_draft(first.gate, buyer), buyer, "price.retail_idr", "at_most", "25000")
    later = TODAY + dt.timedelta(days=30)
    publish(second, second.revision, later, buyer, TODAY)
    assert CODE not in edition_on(TODAY - dt.timedelta(days=1)).gates
    assert len(edition_on(later - dt.timedelta(days=1)).asked_by[CODE]) == 3
    assert len(edition_on(later).asked_by[CODE]) == 4
    assert [edition_on(day).standards[CODE].version for day in (TODAY, later)] == ["1", "2"]


def test_a_product_is_held_against_it_and_its_standing_remembers():
    kitchen, buyer = a_kitchen(), a_buyer()
    tell(kitchen, LUAT)
    edition = a_published(buyer, TODAY, LONG)
    standing = assessment_of(kitchen.product, TODAY).standing(CODE)
    assert (len(standing.met), standing.open) == (2, (f"{CODE}/quality-shelf-life-days",))
    assert not GateStanding.objects.filter(gate=CODE).exists()
    assert list(unsettled(TODAY)) == [edition]
    assert settle(edition, TODAY)
    assert GateStanding.objects.get(gate=CODE).met == 2
    assert not unsettled(TODAY).exists()


def test_standings_are_brought_up_to_date_bit_by_bit_or_by_the_morning(monkeypatch):
    monkeypatch.setattr("lopo.standards.books.gate_standings.CHUNK", 1)
    for number in range(3):
        a_kitchen(f"Dapur {number}")
    edition = a_published(a_buyer())
    assert not settle(edition, TODAY, seconds=0)
    assert progress(edition) == (1, 3)
    edition.refresh_from_db()
    assert not settle(edition, TODAY, seconds=0)
    assess_everything(TODAY)
    edition.refresh_from_db()
    assert edition.assessed_at is not None
    assert GateStanding.objects.filter(gate=CODE).count() == 3


def test_a_withdrawn_edition_holds_no_more_and_leaves_the_standings():
    kitchen, buyer = a_kitchen(), a_buyer()
    edition = a_published(buyer)
    refresh([kitchen.product], TODAY)
    withdraw(edition, TOMORROW, buyer, TODAY)
    assert CODE in edition_on(TODAY).gates and CODE not in edition_on(TOMORROW).gates
    settle(edition, TOMORROW)
    assert not GateStanding.objects.filter(gate=CODE).exists()
    with pytest.raises(Refused, match="withdrawn it already"):
        withdraw(edition, TOMORROW, buyer, TODAY)


def test_an_edition_that_never_held_lets_the_one_before_it_go_on():
    buyer = a_buyer()
    first = a_published(buyer)
    second = begin_draft(first.gate, buyer)
    publish(second, second.revision, TOMORROW, buyer, TODAY)
    withdraw(second, TOMORROW, buyer, TODAY)
    assert CODE in edition_on(TOMORROW + dt.timedelta(days=5)).gates
    third = begin_draft(first.gate, buyer)
    publish(third, third.revision, TOMORROW, buyer, TODAY)
    assert third.number == 3


@pytest.mark.parametrize(
    ("days", "said"), [(-1, "passed already"), (3_000, "too far ahead"), (0, "begins on 23 November 2026")]
)
def test_a_day_that_cannot_be_is_refused(days, said):
    buyer = a_buyer()
    draft = begin_draft(a_published(buyer).gate, buyer)
    with pytest.raises(Refused, match=said):
        publish(draft, draft.revision, TODAY + dt.timedelta(days=days), buyer, TODAY)
    draft.refresh_from_db()
    assert draft.is_draft


def test_what_the_parser_refuses_is_not_saved_and_says_where():
    buyer = a_buyer()
    draft = a_draft(buyer)
    before = draft.pack
    with pytest.raises(Refused, match=r"asks for 'nib/made-up'"):
        save_draft(draft, pack_of(draft).asking(["nib/made-up"]), draft.revision, buyer)
    with pytest.raises(Refused, match="at least one thing"):
        save_draft(draft, pack_of(draft).asking([]), draft.revision, buyer)
    draft.refresh_from_db()
    assert draft.pack == before


def test_of_two_who_change_a_draft_the_second_is_told():
    buyer = a_buyer()
    draft = a_draft(buyer)
    other = GateEdition.objects.get(pk=draft.pk)
    ask(draft, buyer, *LONG)
    with pytest.raises(Refused, match="Somebody else has just changed"):
        ask(other, buyer, "price.retail_idr", "at_most", "25000")
    discard_draft(draft, draft.revision)
    assert not OwnGate.objects.exists()
    with pytest.raises(Refused, match="published or thrown away"):
        ask(other, buyer, *LONG)


def test_a_published_edition_cannot_be_changed_or_thrown_away():
    buyer = a_buyer()
    edition = a_published(buyer)
    with pytest.raises(Refused):
        save_draft(edition, pack_of(edition).asking(ASKED[:1]), edition.revision, buyer)
    with pytest.raises(Refused):
        discard_draft(edition, edition.revision)


def test_a_pack_goes_out_and_comes_back_under_the_gate_s_own_name():
    buyer, other = a_buyer(), a_buyer("Toko Oesapa")
    sent = ask(a_draft(buyer), buyer, *LONG).pack
    draft = a_draft(other)
    import_pack(draft, sent, "flobamora.toml", draft.revision, other, TODAY)
    pack = pack_of(draft)
    assert pack.gate.id == "toko-toko-oesapa"
    assert pack.gate.asks == (*ASKED, "toko-toko-oesapa/quality-shelf-life-days")
    assert pack.demands[0].needs == pack_of(GateEdition.objects.get(gate__code=CODE)).demands[0].needs


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("gate = ", "flobamora.toml"),
        ("[gate]\nid = 'x'", '"asks" is empty'),
        ("[gates]", "unknown table"),
        ("", r"\[gate\] is missing"),
    ],
)
def test_a_pack_that_is_none_is_refused_with_its_place(sent, said):
    buyer = a_buyer()
    draft = a_draft(buyer)
    with pytest.raises(Refused, match=said):
        import_pack(draft, sent, "flobamora.toml", draft.revision, buyer, TODAY)


def test_a_gate_that_cannot_be_read_any_more_is_left_out_and_the_rest_stands(caplog):
    a_published(a_buyer("Toko Lain"))
    broken = a_published(a_buyer())
    GateEdition.objects.filter(pk=broken.pk).update(
        pack=broken.pack.replace("nib/nib-held", "nib/gone"),
        published_at=broken.published_at.replace(year=2030),
    )
    assert CODE not in edition_on(TODAY).gates
    assert "toko-toko-lain" in edition_on(TODAY).gates
    assert "cannot be read any more" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_two_publish_at_once_and_one_is_told():
    buyer = a_buyer()
    draft = a_draft(buyer)
    with own_connections():
        given = at_once(
            *(
                lambda day=day: publish(
                    GateEdition.objects.get(pk=draft.pk), draft.revision, day, buyer, TODAY
                )
                for day in (TODAY, TOMORROW)
            )
        )
        assert sorted(type(each).__name__ for each in given) == ["NoneType", "Refused"]
        assert GateEdition.objects.filter(published_at__isnull=False).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_begin_a_draft_at_once_and_there_is_one():
    buyer = a_buyer()
    gate = a_published(buyer).gate
    with own_connections():
        given = at_once(*(lambda: begin_draft(OwnGate.objects.get(pk=gate.pk), buyer) for _n in range(2)))
        assert given[0] == given[1]

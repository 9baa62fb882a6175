"""The pages of samples: the plan, the packs to take, the count, and how strict the next look is."""

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lopo.producers.records import dossier_of
from lopo.quality.models import SampledLot
from tests.city import LUAT, a_kitchen, tell

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def kitchen(client):
    kitchen = a_kitchen()
    tell(kitchen, LUAT)
    client.force_login(kitchen.owner)
    return kitchen


def of(kitchen, name="samples", *more):
    return reverse(f"quality:{name}", args=[kitchen.product.public_id, *more])


def draw(client, kitchen, lot_size=300, **more):
    asked = {"lot_size": str(lot_size), "lot": "", "level": "II", "aql": "2.5", **more}
    answer = client.post(of(kitchen), asked)
    assert answer.status_code == 302, answer.context["form"].errors
    return SampledLot.objects.latest("pk")


def look(client, kitchen, defects, **more):
    row = draw(client, kitchen, **more)
    client.post(of(kitchen, "sample", row.pk), {"defects": str(defects)})
    row.refresh_from_db()
    return row


def test_the_packs_to_take_are_drawn_and_stay_the_same(client, kitchen):
    row = draw(client, kitchen)
    assert (row.sample, row.accept, row.inspection) == (50, 3, "normal")
    first = client.get(of(kitchen, "sample", row.pk)).context["numbers"]
    assert len(first) == 50 and first == client.get(of(kitchen, "sample", row.pk)).context["numbers"]


@pytest.mark.parametrize(("defects", "accepted"), [(0, True), (3, True), (4, False)])
def test_the_count_decides_and_is_told_of_the_product(defects, accepted, client, kitchen):
    assert look(client, kitchen, defects).accepted is accepted
    dossier = dossier_of(kitchen.product)
    told = {
        name: dossier.value(f"quality.sampling.{name}") for name in ("lot_size", "sample_size", "defects")
    }
    assert told == {"lot_size": 300, "sample_size": 50, "defects": defects}
    assert str(dossier.value("quality.sampling.aql")) == "2.5"


@pytest.mark.parametrize("defects", ["", "-1", "51", "banyak", "1.5"])
def test_what_cannot_have_been_counted_is_refused(defects, client, kitchen):
    row = draw(client, kitchen)
    assert client.post(of(kitchen, "sample", row.pk), {"defects": defects}).status_code == 422
    row.refresh_from_db()
    assert row.defects is None


@pytest.mark.parametrize(
    "asked", [{"lot_size": "1"}, {"lot_size": "x"}, {"aql": "3"}, {"level": "IV"}, {"lot_size": "9" * 30}]
)
def test_what_has_no_plan_is_refused(asked, client, kitchen):
    answer = client.post(of(kitchen), {"lot_size": "300", "level": "II", "aql": "2.5", **asked})
    assert answer.status_code == 422 and not SampledLot.objects.exists()


def test_after_two_refused_lots_the_next_is_looked_at_more_strictly(client, kitchen):
    for _each in range(2):
        look(client, kitchen, 9)
    page = client.get(of(kitchen))
    assert page.context["tightened"] and page.context["why"]
    row = draw(client, kitchen)
    assert (row.inspection, row.sample, row.accept) == ("tightened", 50, 2)
    client.post(of(kitchen, "sample", row.pk), {"defects": "0"})
    for _each in range(4):
        look(client, kitchen, 0)
    assert draw(client, kitchen).inspection == "normal"


def test_after_a_stop_the_cause_must_be_mended_first(client, kitchen):
    for _each in range(7):
        look(client, kitchen, 20)
    assert client.get(of(kitchen)).context["stopped"]
    refused = client.post(of(kitchen), {"lot_size": "300", "level": "II", "aql": "2.5"})
    assert refused.status_code == 422
    row = draw(client, kitchen, mended="on")
    assert (row.inspection, row.mended) == ("tightened", True)
    client.post(of(kitchen, "sample", row.pk), {"defects": "0"})
    assert not client.get(of(kitchen)).context["stopped"]


def test_long_good_lots_may_be_looked_at_less_where_it_is_agreed_to(client, kitchen):
    refused = client.post(of(kitchen), {"lot_size": "300", "level": "II", "aql": "2.5", "steady": "on"})
    assert refused.status_code == 302 and SampledLot.objects.get().inspection == "normal"
    for _each in range(10):
        look(client, kitchen, 0)
    assert client.get(of(kitchen)).context["form"].fields["steady"]
    assert draw(client, kitchen).inspection == "normal"  # nobody agreed
    row = draw(client, kitchen, steady="on")
    assert (row.inspection, row.sample, row.accept, row.steady) == ("reduced", 20, 2, True)
    client.post(of(kitchen, "sample", row.pk), {"defects": "0"})
    assert client.get(of(kitchen)).context["reduced"]
    dossier = dossier_of(kitchen.product)
    assert dossier.value("quality.sampling.inspection") == "reduced"
    look(client, kitchen, 3, steady="on")
    assert draw(client, kitchen).inspection == "normal"


def test_every_limit_of_the_table_is_offered(client, kitchen):
    offered = dict(client.get(of(kitchen)).context["form"].fields["aql"].choices)
    assert len(offered) == 26 and offered["2.5"] == "2,5 %" and "100" in offered["15"]
    assert draw(client, kitchen, aql="15").accept == 14


def test_a_slip_is_counted_again_and_a_drawn_sample_put_away(client, kitchen):
    row = look(client, kitchen, 9)
    client.post(of(kitchen, "sample_again", row.pk))
    row.refresh_from_db()
    assert row.accepted is None
    client.post(of(kitchen, "sample_again", row.pk))
    row.refresh_from_db()
    assert row.cancelled_at is not None
    assert client.get(of(kitchen, "sample", row.pk)).status_code == 404


def test_a_lot_smaller_than_its_sample_is_looked_at_whole(client, kitchen):
    row = draw(client, kitchen, lot_size=4)
    page = client.get(of(kitchen, "sample", row.pk))
    assert row.sample == 4 and page.context["whole_lot"]


def test_another_owner_sees_nothing_of_it(client, kitchen):
    row = draw(client, kitchen)
    client.force_login(a_kitchen("Dapur Lain", "Abon ikan").owner)
    assert client.get(of(kitchen, "sample", row.pk)).status_code == 404


def test_the_list_costs_as_many_queries_however_many_lots_there_are(client, kitchen):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(of(kitchen)).status_code == 200
        return len(asked)

    look(client, kitchen, 0)
    few = queries()
    for _each in range(5):
        look(client, kitchen, 0)
    assert queries() == few


@pytest.mark.parametrize("lot_size", [4, 300, 900_000])
def test_a_sample_is_one_page_for_an_auditor(lot_size, client, kitchen):
    row = draw(client, kitchen, lot_size=lot_size)
    (page,) = pypdfium2.PdfDocument(client.get(of(kitchen, "sample_record", row.pk)).content)
    assert "Belum dihitung" in page.get_textpage().get_text_bounded()
    client.post(of(kitchen, "sample", row.pk), {"defects": "0"})
    (page,) = pypdfium2.PdfDocument(client.get(of(kitchen, "sample_record", row.pk)).content)
    words = page.get_textpage().get_text_bounded()
    assert "Kiriman diterima" in words and row.seed in words

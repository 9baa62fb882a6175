"""The pages of weighing: begin, empty packs, pack after pack, the decision, what is told of the product."""

import uuid

import pypdfium2
import pytest
import zxingcpp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.roles import Role
from lopo.producers.records import dossier_of
from lopo.quality.models import WeighedPack, Weighing
from lopo.quality.weighing.unit import UNITS
from lopo.quality.weighing.weights_file import weights_from_text
from lopo.quality.weighing_book import look_at
from tests.accounts.factories import a_person
from tests.city import LUAT, a_kitchen, tell

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def kitchen(client):
    kitchen = a_kitchen()
    tell(kitchen, LUAT)
    client.force_login(kitchen.owner)
    return kitchen


def of(kitchen, name="weighings", *more):
    return reverse(f"quality:{name}", args=[kitchen.product.public_id, *more])


def begin(client, kitchen, lot_size="40", lot="SL261124"):
    asked = {"lot_size": lot_size, "lot": lot, "weighed_on": timezone.localdate().isoformat()}
    answer = client.post(of(kitchen), asked)
    assert answer.status_code == 302, answer.context["form"].errors
    return Weighing.objects.latest("pk")


def put(client, kitchen, row, *amounts):
    for amount in amounts:
        answer = client.post(
            of(kitchen, "weighing", row.pk), {"amount": amount, "sending": str(uuid.uuid4())}
        )
    return answer


def test_without_a_label_the_page_asks_for_it_first(client):
    bare = a_kitchen("Dapur Baru", "Keripik pisang")
    client.force_login(bare.owner)
    page = client.get(of(bare))
    assert (
        reverse("producers:ask", args=[bare.product.public_id, "label.net_quantity"]) in page.content.decode()
    )


def test_empty_packs_first_then_the_full_ones_then_the_decision(client, kitchen):
    row = begin(client, kitchen, lot_size="4")
    put(client, kitchen, row, "5,1", "4,9")
    assert client.get(of(kitchen, "weighing", row.pk)).context["tare"] == "5 g"
    client.post(of(kitchen, "weighing_tare_done", row.pk))
    put(client, kitchen, row, "157", "156,5 g", "0,1565 kg", "155.2")
    page = client.get(of(kitchen, "weighing", row.pk))
    assert (page.context["count"], page.context["wanted"], page.context["mean"]) == (4, 4, "151,3 g")
    client.post(of(kitchen, "weighing_finished", row.pk))
    page = client.get(of(kitchen, "weighing", row.pk))
    assert page.context["decision"].state == "passes"
    assert "<svg" in page.content.decode()
    dossier = dossier_of(kitchen.product)
    assert [str(each.amount) for each in dossier.value("quality.net.contents")] == [
        "152.00", "151.50", "151.50", "150.20",
    ]  # fmt: skip
    assert dossier.value("quality.net.lot_size") == 4
    assert dossier["quality.net.contents"].provenance.said_by == "owner"


def test_a_scale_set_to_zero_needs_no_empty_packs(client, kitchen):
    row = begin(client, kitchen)
    client.post(of(kitchen, "weighing_tare_done", row.pk))
    put(client, kitchen, row, "151")
    page = client.get(of(kitchen, "weighing", row.pk))
    assert (page.context["taring"], page.context["tare"], page.context["count"]) == (False, None, 1)


def test_the_last_one_is_taken_back_and_stays_on_record(client, kitchen):
    row = begin(client, kitchen)
    client.post(of(kitchen, "weighing_tare_done", row.pk))
    put(client, kitchen, row, "151", "115")
    client.post(of(kitchen, "weighing_undo", row.pk))
    assert client.get(of(kitchen, "weighing", row.pk)).context["count"] == 1
    assert WeighedPack.objects.filter(weighing=row).count() == 2
    client.post(of(kitchen, "weighing_undo", row.pk))
    client.post(of(kitchen, "weighing_undo", row.pk))
    assert client.get(of(kitchen, "weighing", row.pk)).context["taring"] is True


def test_what_is_sent_twice_is_written_once(client, kitchen):
    row = begin(client, kitchen)
    client.post(of(kitchen, "weighing_tare_done", row.pk))
    sent = {"amount": "151", "sending": str(uuid.uuid4())}
    for _each in range(2):
        assert client.post(of(kitchen, "weighing", row.pk), sent).status_code == 302
    assert WeighedPack.objects.filter(weighing=row).count() == 1


@pytest.mark.parametrize(
    "amount", ["", "banyak", "-5", "0", "1510", "151 ml", "1e9", "9" * 40, "\x00", "NaN"]
)
def test_what_is_no_weight_is_refused_and_nothing_is_written(amount, client, kitchen):
    row = begin(client, kitchen)
    client.post(of(kitchen, "weighing_tare_done", row.pk))
    page = put(client, kitchen, row, amount)
    assert page.status_code == 422 and page.context["error"]
    assert not WeighedPack.objects.exists()


def test_no_more_packs_than_the_lot_has(client, kitchen):
    row = begin(client, kitchen, lot_size="2")
    client.post(of(kitchen, "weighing_tare_done", row.pk))
    assert put(client, kitchen, row, "151", "150", "152").status_code == 422


def test_a_finished_weighing_takes_no_more_until_it_is_taken_up_again(client, kitchen):
    row = begin(client, kitchen)
    client.post(of(kitchen, "weighing_tare_done", row.pk))
    put(client, kitchen, row, "151")
    client.post(of(kitchen, "weighing_finished", row.pk))
    put(client, kitchen, row, "152")
    assert row.readings.count() == 1
    client.post(of(kitchen, "weighing_finished", row.pk))
    put(client, kitchen, row, "152")
    assert row.readings.count() == 2


def test_nothing_weighed_is_not_finished(client, kitchen):
    row = begin(client, kitchen)
    client.post(of(kitchen, "weighing_finished", row.pk))
    row.refresh_from_db()
    assert row.finished_at is None and not dossier_of(kitchen.product).value("quality.net.contents")


def test_too_few_packs_show_no_target(client, kitchen):
    row = begin(client, kitchen, lot_size="300")
    client.post(of(kitchen, "weighing_tare_done", row.pk))
    put(client, kitchen, row, "151", "150")
    client.post(of(kitchen, "weighing_finished", row.pk))
    page = client.get(of(kitchen, "weighing", row.pk))
    assert page.context["decision"].state == "open" and page.context["decision"].target is None
    assert "Timbang 48 kemasan lagi." in page.content.decode()


def test_the_table_is_read_back_by_the_command(client, kitchen):
    row = begin(client, kitchen)
    client.post(of(kitchen, "weighing_tare_done", row.pk))
    put(client, kitchen, row, "151,3", "150")
    answer = client.get(of(kitchen, "weighing_table", row.pk, "csv"))
    content = b"".join(answer.streaming_content)
    assert [str(each) for each in weights_from_text(content, row.nominal, UNITS["g"]).packs] == [
        "151.30",
        "150.00",
    ]
    assert client.get(of(kitchen, "weighing_table", row.pk, "xlsx")).status_code == 200


def test_an_inspector_weighs_and_it_is_said_who_it_was(client, kitchen):
    row = begin(client, kitchen)
    inspector = a_person(Role.INSPECTOR)
    client.force_login(inspector)
    client.post(of(kitchen, "weighing_tare_done", row.pk))
    put(client, kitchen, row, "151")
    client.post(of(kitchen, "weighing_finished", row.pk))
    provenance = dossier_of(kitchen.product)["quality.net.contents"].provenance
    assert provenance.said_by == "inspector"


def test_another_owner_sees_nothing_of_it(client, kitchen):
    row = begin(client, kitchen)
    client.force_login(a_kitchen("Dapur Lain", "Abon ikan").owner)
    for address in (of(kitchen), of(kitchen, "weighing", row.pk)):
        assert client.get(address).status_code == 404
    assert client.post(of(kitchen, "weighing_undo", row.pk)).status_code == 404


def test_the_list_costs_as_many_queries_however_many_weighings_there_are(client, kitchen):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(of(kitchen)).status_code == 200
        return len(asked)

    row = begin(client, kitchen)
    put(client, kitchen, row, "5")
    few = queries()
    for each in range(6):
        put(client, kitchen, begin(client, kitchen, lot=f"L{each}"), "5", "6")
    assert queries() == few


# A table that is there already


def send(client, kitchen, text, **more):
    table = SimpleUploadedFile("timbang.csv", text.encode())
    asked = {"lot_size": "300", "weighed_on": timezone.localdate().isoformat(), "table": table, **more}
    return client.post(of(kitchen), asked)


def test_a_table_of_weights_is_taken_whole_and_judged(client, kitchen):
    answer = send(client, kitchen, "no;value\n" + "".join(f"{at};251,5\n" for at in range(1, 51)))
    row = Weighing.objects.get()
    assert answer.status_code == 302 and row.readings.count() == 50 and row.tare_done_at
    assert "“value”" in client.get(answer["Location"]).content.decode()
    client.post(of(kitchen, "weighing_finished", row.pk))
    assert look_at(row).decision.state == "passes"


def test_full_packs_come_with_their_empty_ones(client, kitchen):
    assert send(client, kitchen, "kotor;kosong\n256,5;5\n257;5\n").status_code == 302
    assert [str(each) for each in look_at(Weighing.objects.get()).contents] == ["251.50", "252.00"]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("isi\n251\nx\n-3\n", "baris 3"),
        ("pagi;sore\n251;250\n", "“pagi”"),
        ("kotor\n256\n", "kosong"),
        ("isi\n" + "251\n" * 201, "200"),
        ("isi\n" + "251\n" * 400, "400"),
        ("", "kosong"),
        ("%PDF-1.4 x", "tabel"),
    ],
)
def test_a_table_with_a_fault_saves_nothing_and_says_every_fault(table, words, client, kitchen):
    answer = send(client, kitchen, table)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not Weighing.objects.exists()


# On paper


def test_a_weighing_is_one_page_for_an_auditor_with_a_code_to_the_record(client, kitchen):
    assert send(client, kitchen, "isi\n" + "251,5\n" * 50).status_code == 302
    row = Weighing.objects.get()
    answer = client.get(of(kitchen, "weighing_record", row.pk))
    assert answer["Content-Type"] == "application/pdf"
    (page,) = pypdfium2.PdfDocument(answer.content)
    words = page.get_textpage().get_text_bounded()
    assert (
        "Catatan timbang isi bersih" in words and "50 dari 300 kemasan" in words and "Isinya cukup" in words
    )
    (code,) = zxingcpp.read_barcodes(page.render(scale=3).to_pil())
    assert code.text.endswith(of(kitchen, "weighing", row.pk))


def test_nothing_weighed_has_no_page(client, kitchen):
    row = begin(client, kitchen)
    assert client.get(of(kitchen, "weighing_record", row.pk)).status_code == 404

"""For which product a seat is asked; and the participants taken along as shown."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from lopo.accounts.roles import Role
from lopo.producers.models import Product
from lopo.training.models import Enrolment
from tests.accounts.factories import a_person
from tests.city import a_kitchen
from tests.training.cohorts import a_cohort, an_enrolment
from tests.training.test_proposal_pages import lacking

pytestmark = pytest.mark.django_db


def url(name, *arguments):
    return reverse(f"training:{name}", args=arguments)


@pytest.fixture
def kitchen():
    """With a second product that lacks what the course teaches."""
    kitchen = a_kitchen()
    kitchen.product.delete()
    lacking(kitchen.business, "packaging", name="Sambal lu'at")
    lacking(kitchen.business, "hygiene", "label", name="Keripik pisang")
    return kitchen


def test_the_product_that_the_course_helps_most_is_chosen_already(client, kitchen):
    cohort = a_cohort()
    client.force_login(kitchen.owner)
    form = client.get(url("cohort", cohort.pk)).context["form"]
    assert form["product"].value() == Product.objects.get(name="Keripik pisang").pk
    nothing = a_cohort(modules=["pricing"])
    assert client.get(url("cohort", nothing.pk)).context["form"]["product"].value() is None


@pytest.mark.parametrize("which", ["Keripik pisang", "Sambal lu'at", ""])
def test_she_picks_the_product_and_the_officer_sees_it(client, kitchen, which):
    cohort, officer = a_cohort(), a_person(Role.OFFICER)
    product = Product.objects.filter(name=which).first()
    client.force_login(kitchen.owner)
    sent = {"attends": "Mama Yuli", "business": kitchen.business.pk, "product": product.pk if product else ""}
    assert client.post(url("seat_ask", cohort.pk), sent).status_code == 302
    assert client.post(url("seat_ask", cohort.pk), sent).status_code == 302
    enrolment = Enrolment.objects.get()
    assert enrolment.product == product
    client.force_login(officer)
    for page in (url("participants", cohort.pk), url("participant", enrolment.pk)):
        assert (which or "Dapur") in client.get(page).content.decode().replace("&#x27;", "'")


def test_a_product_of_somebody_else_or_put_away_is_not_taken(client, kitchen):
    cohort, other = a_cohort(), a_kitchen("Dapur lain", "Abon ikan")
    client.force_login(kitchen.owner)
    sent = {"attends": "Mama Yuli", "business": kitchen.business.pk}
    assert client.post(url("seat_ask", cohort.pk), sent | {"product": other.product.pk}).status_code == 422
    assert client.post(url("seat_ask", cohort.pk), sent | {"product": "x"}).status_code == 422
    assert not Enrolment.objects.exists()


def test_who_has_no_product_yet_is_not_asked(client):
    kitchen = a_kitchen()
    Product.objects.all().delete()
    client.force_login(kitchen.owner)
    cohort = a_cohort()
    assert "product" not in client.get(url("cohort", cohort.pk)).context["form"].fields
    sent = {"attends": "Mama Yuli", "business": kitchen.business.pk}
    assert client.post(url("seat_ask", cohort.pk), sent).status_code == 302


def test_the_participants_are_taken_along_as_shown(client, kitchen, django_assert_max_num_queries):
    cohort, officer = a_cohort(), a_person(Role.OFFICER)
    an_enrolment(
        cohort,
        kitchen.business,
        state="applied",
        attends="=Mama Yuli",
        product=Product.objects.get(name="Sambal lu'at"),
    )
    an_enrolment(cohort, a_kitchen("Dapur lain", "Abon").business, state="seated")
    client.force_login(officer)
    told = client.get(url("participants_export", cohort.pk, "csv"), {"state": "applied"})
    rows = list(csv.reader(io.StringIO(b"".join(told.streaming_content).decode("utf-8-sig"))))
    assert [row[:5] for row in rows[1:]] == [
        ["Dapur Mama Yuliana", "'=Mama Yuli", "Sambal lu'at", "Oebobo", rows[1][4]]
    ]
    with django_assert_max_num_queries(12):
        book = client.get(url("participants_export", cohort.pk, "xlsx"), {"sort": "-business"})
    sheet = load_workbook(io.BytesIO(book.content)).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["Dapur lain", "Dapur Mama Yuliana"]
    assert (
        url("participants_export", cohort.pk, "csv")
        in client.get(url("participants", cohort.pk)).content.decode()
    )
    assert client.get(url("participants_export", cohort.pk, "pdf")).status_code == 404


def test_only_an_officer_takes_them_along(client, kitchen):
    cohort = a_cohort()
    for somebody in (kitchen.owner, a_person(Role.BUYER)):
        client.force_login(somebody)
        assert client.get(url("participants_export", cohort.pk, "csv")).status_code in (403, 404)
    client.logout()
    assert client.get(url("participants_export", cohort.pk, "csv")).status_code in (302, 403)

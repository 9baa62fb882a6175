"""Papers of a business: added, corrected, shown, and their files handed out to who may see them."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.consent import grant
from lopo.accounts.field_groups import FieldGroup
from lopo.accounts.models import Look
from lopo.accounts.roles import Role
from lopo.producers import records
from lopo.producers.evidence import clean_upload
from lopo.producers.models import Evidence, Paper
from lopo.producers.records import decide_paper, keep_evidence
from tests.accounts.factories import a_person, organisation_of
from tests.city import a_kitchen, a_paper, photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def kitchen(client):
    kitchen = a_kitchen()
    client.force_login(kitchen.owner)
    return kitchen


def papers_of(kitchen):
    return reverse("producers:papers", args=[kitchen.business.pk])


def add(client, kitchen, **typed):
    address = reverse("producers:paper_new", args=[kitchen.business.pk])
    return client.post(address, {"kind": "nib", "number": "9120001234567", **typed})


def test_a_paper_with_its_photo_is_on_record(client, kitchen):
    assert client.get(papers_of(kitchen)).context["papers"] == []
    upload = SimpleUploadedFile("IMG_2026.jpeg", photo())
    assert add(client, kitchen, photo=upload)["Location"] == papers_of(kitchen)
    paper = Paper.objects.get()
    assert (paper.product, paper.number, paper.typed_by) == (None, "9120001234567", kitchen.owner)
    assert paper.evidence.size == len(paper.evidence.file.read())
    assert client.get(papers_of(kitchen)).context["papers"] == [paper]


def test_papers_that_call_for_somebody_stand_first_and_the_others_by_product(client, kitchen):
    by_officer = {"verified_at": timezone.now(), "verified_by": a_person(Role.OFFICER)}
    seen, of_all = a_paper(kitchen, kind="pirt", **by_officer), a_paper(kitchen, **by_officer)
    waiting = a_paper(kitchen, kind="halal")
    run_out = a_paper(kitchen, kind="brand", valid_until=dt.date(2020, 1, 1), **by_officer)
    told = client.get(papers_of(kitchen)).context
    assert set(told["calling"]) == {waiting, run_out}
    assert told["settled"] == [(None, [of_all]), (kitchen.product, [seen])]


def test_a_product_s_paper_needs_its_product(client, kitchen):
    wrong = add(client, kitchen, kind="halal", number="ID53110000123456")
    assert wrong.status_code == 422
    assert list(wrong.context["form"].errors) == ["product"]
    right = add(client, kitchen, kind="halal", number="ID53110000123456", product=kitchen.product.public_id)
    assert right.status_code == 302
    assert Paper.objects.get().product == kitchen.product


def test_a_certificate_of_gs1_is_the_business_s_and_may_be_corrected(client, kitchen):
    assert add(client, kitchen, kind="gtin", number="").status_code == 302
    assert Paper.objects.get().product is None


def test_a_paper_to_correct_names_its_product(client, kitchen):
    paper = a_paper(kitchen, "halal", "ID53110000123456")
    page = client.get(reverse("producers:paper_edit", args=[paper.pk])).content.decode()
    assert f'<option value="{kitchen.product.public_id}" selected>' in page


def test_another_business_s_product_cannot_be_named(client, kitchen):
    other = a_kitchen("Dapur Lain", "Abon ikan")
    wrong = add(client, kitchen, kind="halal", number="ID53110000123456", product=other.product.public_id)
    assert wrong.status_code == 422
    assert not Paper.objects.exists()


def test_a_wrong_number_is_explained_and_nothing_is_kept(client, kitchen):
    wrong = add(client, kitchen, number="91200012345O7", photo=SimpleUploadedFile("a.jpg", photo()))
    assert wrong.status_code == 422
    assert not Paper.objects.exists()
    assert not Evidence.objects.exists()


def test_nothing_is_half_saved(client, kitchen, monkeypatch):
    def fails(business, product):
        raise RuntimeError

    monkeypatch.setattr(records, "AFTER_CHANGE", [fails])
    with pytest.raises(RuntimeError):
        add(client, kitchen, photo=SimpleUploadedFile("a.jpg", photo()))
    assert not Paper.objects.exists()
    assert not Evidence.objects.exists()


def test_a_correction_keeps_the_old_paper_and_its_photo(client, kitchen):
    old = a_paper(kitchen)
    address = reverse("producers:paper_edit", args=[old.pk])
    assert client.get(address).context["form"].initial["number"] == old.number
    client.post(address, {"kind": "nib", "number": "9120009999999"})
    old.refresh_from_db()
    new = Paper.objects.get(superseded_at=None)
    assert (old.number, new.number) == ("9120001234567", "9120009999999")
    assert new.evidence == old.evidence
    assert client.get(address).status_code == 404


def test_a_corrected_paper_waits_to_be_verified_again(client, kitchen):
    paper = a_paper(kitchen)
    decide_paper(paper, a_person(Role.OFFICER))
    client.post(reverse("producers:paper_edit", args=[paper.pk]), {"kind": "nib", "number": "9120009999999"})
    assert Paper.objects.get(superseded_at=None).verified_at is None


def test_the_owner_reads_why_a_paper_was_refused_in_her_language(client, kitchen):
    decide_paper(a_paper(kitchen), a_person(Role.OFFICER), code="unreadable", words="Sudut kiri gelap.")
    assert "tidak terbaca" in client.get(papers_of(kitchen)).content.decode()
    client.post(reverse("set_language"), {"language": "en"})
    shown = client.get(papers_of(kitchen)).content.decode()
    assert "cannot be read" in shown
    assert "Sudut kiri gelap." in shown


def test_the_page_takes_as_many_queries_for_many_papers(client, kitchen, django_assert_max_num_queries):
    a_paper(kitchen)
    client.get(papers_of(kitchen))
    for query in (1, 12):
        for number in range(query):
            a_paper(kitchen, ("halal", "pirt", "md", "brand", "sni", "gtin")[number % 6], f"{number}")
        with django_assert_max_num_queries(12):
            client.get(papers_of(kitchen))


# The file


def file_of(paper):
    return reverse("producers:evidence", args=[paper.evidence_id])


@pytest.fixture
def buyer(kitchen):
    return a_person(Role.BUYER)


def test_the_file_cannot_run_or_be_framed(client, kitchen):
    response = client.get(file_of(a_paper(kitchen)))
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Content-Disposition"].endswith('.jpeg"')


def test_a_partner_gets_the_file_only_where_papers_are_shown(client, kitchen, buyer):
    paper = a_paper(kitchen)
    client.force_login(buyer)
    assert client.get(file_of(paper)).status_code == 404
    grant(kitchen.business.organisation, organisation_of(buyer), [FieldGroup.LABEL], kitchen.owner)
    assert client.get(file_of(paper)).status_code == 404
    assert client.get(papers_of(kitchen)).context["papers"] == []
    grant(kitchen.business.organisation, organisation_of(buyer), [FieldGroup.PAPERS], kitchen.owner)
    assert client.get(file_of(paper)).status_code == 200
    assert client.get(papers_of(kitchen)).context["papers"] == [paper]
    looks = Look.objects.filter(person=buyer, owner=kitchen.business.organisation)
    assert [look.field_groups for look in looks] == [["papers"], ["papers"]]


def test_a_partner_gets_no_file_that_is_of_no_paper(client, kitchen, buyer):
    grant(kitchen.business.organisation, organisation_of(buyer), [FieldGroup.PAPERS], kitchen.owner)
    kept = keep_evidence(clean_upload(photo()), kitchen.business, kitchen.owner)
    client.force_login(buyer)
    assert client.get(reverse("producers:evidence", args=[kept.pk])).status_code == 404


def test_uploads_have_no_address_of_their_own(client, kitchen):
    paper = a_paper(kitchen)
    client.logout()
    assert client.get(f"/{paper.evidence.file.name}").status_code == 404
    assert client.get(f"/media/{paper.evidence.file.name}").status_code == 404

"""Certificates for other programs: their files, what verifiers fetch, the box in which badges are checked."""

import json

import pypdfium2
import pytest
import zxingcpp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openbadgeslib.ob3.ldp import OB3LdpVerifier, verify_data_integrity_proof
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

from lopo.accounts.roles import Role
from lopo.training.badges.house import House
from lopo.training.books.certificate import issue_all, revoke
from lopo.training.models import Certificate
from lopo.training.signing_key import change_keys, signing_keys
from tests.accounts.factories import a_person
from tests.training.certificates import a_certificate, a_course, passed

pytestmark = pytest.mark.django_db


def now():
    return timezone.now()


# The files


def test_the_files_are_what_they_say(client):
    certificate = a_certificate()
    address = f"/sertifikat/{certificate.number}/unduh."
    pdf = client.get(address + "pdf")
    assert pdf["Content-Type"] == "application/pdf"
    with pypdfium2.PdfDocument(pdf.content) as document:
        assert certificate.number in document[0].get_textpage().get_text_bounded()
        [code] = zxingcpp.read_barcodes(document[0].render(scale=2).to_pil())
    assert code.text == f"http://testserver/sertifikat/{certificate.number}/"
    badge = client.get(address + "json")
    assert badge["Access-Control-Allow-Origin"] == "*"
    OB3LdpVerifier.for_issuer_did(json.loads(badge.content)["issuer"]["id"]).verify(badge.content)
    OB3Verifier(signing_keys()[0].token_public).verify(client.get(address + "jwt").content.decode())
    for form, extract in (
        ("png", OB3Verifier.extract_token_from_png),
        ("svg", OB3Verifier.extract_token_from_svg),
    ):
        assert extract(client.get(address + form).content) == certificate.token
    assert client.get(address + "exe").status_code == 302


# What verifiers fetch


def test_the_list_of_revocations_tells_a_verifier_at_once(client):
    certificate = a_certificate()

    def fetch(address):
        response = client.get(address.removeprefix("http://testserver"))
        assert response.status_code == 200
        assert response["Access-Control-Allow-Origin"] == "*"
        return response.content

    verifier = OB3Verifier(signing_keys()[0].token_public)
    verifier.verify(certificate.token, check_status=True, download=fetch)
    revoke(certificate, "salah orang", certificate.issued_by, now())
    with pytest.raises(OB3VerificationError, match="revocation"):
        verifier.verify(certificate.token, check_status=True, download=fetch)
    listed = json.loads(client.get(f"/sertifikat/status/{certificate.status_list}.json").content)
    verify_data_integrity_proof(listed, signing_keys()[0].signing_public)
    assert client.get("/sertifikat/status/000000000000.json").status_code == 404
    assert client.get(f"/sertifikat/status/{certificate.status_list}.exe").status_code == 404


def test_the_keys_are_published_and_hold_no_secret(client):
    content = client.get("/.well-known/jwks.json").content
    assert {each["kty"] for each in json.loads(content)["keys"]} == {"RSA", "OKP"}
    assert b'"d"' not in content
    assert client.get("/.well-known/did.json").status_code == 404, "a house that is its own key has none"


def test_a_site_on_the_web_is_verified_by_its_address_alone(client, monkeypatch, settings):
    """What another program does: fetch our keys by the issuer's name, then check signature and status."""
    monkeypatch.setenv("LOPO_BADGE_HOST", "testserver")
    cohort = a_course()
    passed(cohort)
    client.force_login(a_person(Role.OFFICER))
    client.post(f"/pelatihan/{cohort.pk}/sertifikat/terbitkan/")
    client.logout()
    certificate = Certificate.objects.get()

    def fetch(address):
        return client.get(address.removeprefix("https://testserver")).content

    did = json.loads(certificate.credential)["issuer"]["id"]
    assert did == "did:web:testserver"
    OB3Verifier.for_issuer_did(did, download=fetch).verify(
        certificate.token, check_status=True, download=fetch
    )
    OB3LdpVerifier.for_issuer_did(did).verify(certificate.credential, download=fetch)
    assert "Asli dan berlaku" in client.get(f"/sertifikat/{certificate.number}/").content.decode()


def test_a_badge_leads_to_what_its_course_taught(client):
    certificate = a_certificate()
    address = json.loads(certificate.credential)["credentialSubject"]["achievement"]["id"]
    told = json.loads(client.get(address.removeprefix("http://testserver")).content)
    assert told["id"] == address
    assert told["tag"] == ["hygiene", "label"]
    assert client.get(f"/sertifikat/kursus/{a_course().pk}/").status_code == 404
    assert client.get("/sertifikat/lencana.svg")["Content-Type"] == "image/svg+xml"


# The box in which any badge is checked


def _sent(client, content=None, text=""):
    data = {"text": text}
    if content is not None:
        data["file"] = SimpleUploadedFile("lencana.json", content)
    return client.post("/sertifikat/", data)


def test_a_badge_is_checked_as_a_file_or_as_text(client):
    certificate = a_certificate()
    svg = client.get(f"/sertifikat/{certificate.number}/unduh.svg").content
    for response in (
        _sent(client, certificate.credential.encode()),
        _sent(client, svg),
        _sent(client, text=certificate.token),
    ):
        page = response.content.decode()
        assert "Asli dan berlaku" in page
        assert f"/sertifikat/{certificate.number}/" in page


def test_a_changed_badge_is_caught(client):
    document = json.loads(a_certificate().credential)
    document["name"] = "Dokter spesialis"
    page = _sent(client, json.dumps(document).encode()).content.decode()
    assert "Isinya diubah" in page
    assert "Dokter" not in page


@pytest.mark.parametrize("content", [b"halo", b"\x00\xff", b"{}", b"x" * 300_000])
def test_what_is_no_badge_gets_a_sentence(content, client):
    page = _sent(client, content).content.decode()
    assert "Bukan lencana yang bisa dibaca" in page


def test_nothing_sent_is_asked_for(client):
    response = _sent(client)
    assert response.status_code == 422
    assert "Pilih berkas" in response.content.decode()
    assert _sent(client, b"").status_code == 422


def test_what_was_signed_before_the_keys_changed_still_holds(client, settings, tmp_path, monkeypatch):
    """For a site on the web, and for one that is its own key: its signature and its status."""
    settings.DATA = tmp_path
    for host in ("testserver", ""):
        monkeypatch.setenv("LOPO_BADGE_HOST", host)
        base = f"https://{host}" if host else "http://testserver"
        cohort = a_course()
        enrolment = passed(cohort)
        issue_all(cohort, House(base, host), cohort.made_by, now())
        before = Certificate.objects.get(enrolment=enrolment)
        token_key = signing_keys()[0].token_public
        change_keys(tmp_path / "badge_keys")
        page = client.get(f"/sertifikat/{before.number}/").content.decode()
        assert "Asli dan berlaku" in page

        def fetch(address, base=base):
            return client.get(address.removeprefix(base)).content

        verifier = OB3Verifier.for_issuer_did(f"did:web:{host}", fetch) if host else OB3Verifier(token_key)
        verifier.verify(before.token, check_status=True, download=fetch)
        revoke(before, "salah orang", before.issued_by, now())
        with pytest.raises(OB3VerificationError, match="revocation"):
            verifier.verify(before.token, check_status=True, download=fetch)

import pytest
from django.core import mail

from lopo.accounts.notice import can_be_told, site_address, tell, tell_owners
from lopo.accounts.roles import Role
from lopo.accounts.sms import OutboxSender
from lopo.facts.text import Text
from tests.accounts.factories import a_person, organisation_of

pytestmark = pytest.mark.django_db
SUBJECT, WORDS = Text("Perihal", "Subject"), Text("Halo Mama.", "Hello Mama.")


@pytest.fixture(autouse=True)
def empty_boxes():
    OutboxSender.outbox.clear()
    mail.outbox.clear()


@pytest.mark.parametrize(("language", "words"), [("id", "Halo Mama."), ("en", "Hello Mama.")])
def test_by_every_way_there_is_in_the_person_s_language(language, words):
    person = a_person(email="yuli@contoh.id", language=language)
    assert tell(person, SUBJECT, WORDS)
    assert OutboxSender.outbox == [(person.phone, words)]
    assert [(sent.to, sent.body) for sent in mail.outbox] == [(["yuli@contoh.id"], words)]


def test_a_gateway_that_breaks_is_no_fault_of_the_caller(monkeypatch):
    def breaks(self, phone, text):
        raise ConnectionError("the gateway is down")

    monkeypatch.setattr(OutboxSender, "send", breaks)
    assert not tell(a_person(), SUBJECT, WORDS)
    assert tell(a_person(email="yuli@contoh.id"), SUBJECT, WORDS)


def test_where_text_messages_are_off_email_is_the_only_way(settings):
    settings.LOPO_SMS = "off"
    by_phone, by_both = a_person(), a_person(email="yuli@contoh.id")
    assert (can_be_told(by_phone), can_be_told(by_both)) == (False, True)
    assert not tell(by_phone, SUBJECT, WORDS)
    assert tell(by_both, SUBJECT, WORDS)
    assert OutboxSender.outbox == []


def test_owners_are_told_and_helpers_and_the_switched_off_are_not():
    owner = a_person(Role.OWNER)
    a_person(Role.HELPER, organisation_of(owner))
    a_person(Role.OWNER, organisation_of(owner), is_active=False)
    assert tell_owners(organisation_of(owner).pk, SUBJECT, WORDS) == 1
    assert [number for number, _text in OutboxSender.outbox] == [owner.phone]


@pytest.mark.parametrize(
    ("hosts", "address"),
    [
        (["lopo.contoh.id", "x"], "http://lopo.contoh.id/tugas/"),
        ([".kota.id"], "http://kota.id/tugas/"),
        (["*"], "http://localhost/tugas/"),
    ],
)
def test_addresses_in_messages_lead_to_this_site(settings, hosts, address):
    settings.ALLOWED_HOSTS = hosts
    assert site_address("/tugas/") == address


def test_the_public_address_of_the_settings_counts_before_host_names(settings):
    settings.ALLOWED_HOSTS = ["lopo.contoh.id"]
    settings.LOPO_ADDRESS = "http://127.0.0.1:8000"
    assert site_address("/tugas/") == "http://127.0.0.1:8000/tugas/"

"""The page of an owner for whom the city writes: opened for her, by her word, with a receipt."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.assisted import write_receipt
from lopo.accounts.models import AssistedEntry
from lopo.accounts.roles import Role
from lopo.market.books.photos import add_photo
from lopo.market.books.showing import publish
from lopo.market.models import CatalogueEntry
from lopo.producers.evidence import clean_upload
from lopo.training.models import Companionship
from tests.accounts.factories import a_person
from tests.city import LUAT, a_kitchen, photo, tell
from tests.market.helpers import at
from tests.market.shelf import entry_of

pytestmark = pytest.mark.django_db

TOMORROW = (timezone.localdate() + dt.timedelta(days=1)).isoformat()


@pytest.fixture
def officer():
    return a_person(Role.OFFICER, name="Maria Tapatab")


@pytest.fixture
def kitchen(officer):
    """A business whose data an officer typed; its owner has a receipt."""
    made = a_kitchen()
    tell(made, LUAT)
    write_receipt(officer, made.business.organisation, [("Usaha", made.business.name)])
    return made


@pytest.fixture
def companion(kitchen):
    person = a_person(Role.TRAINER, name="Petrus Naimnanu")
    Companionship.objects.create(
        business=kitchen.business, person=person, since=timezone.localdate(), named_by=a_person(Role.OFFICER)
    )
    return person


def ours(name, kitchen):
    return at(name, kitchen.product.public_id)


def agreed(**changes):
    return {"way": "beside", "on": timezone.localdate().isoformat(), "agrees": "on"} | changes


def is_open(kitchen):
    return CatalogueEntry.objects.filter(product=kitchen.product, published_at__isnull=False).exists()


@pytest.mark.parametrize("who", ["officer", "companion"])
def test_the_page_opens_by_her_word_and_the_receipt_says_what_she_agreed_to(who, client, kitchen, request):
    person = request.getfixturevalue(who)
    client.force_login(person)
    assert (
        ours("showing", kitchen)
        in client.get(reverse("standards:product", args=[kitchen.product.public_id])).text
    )
    assert "Ini dilakukan untuk Mama Yuliana" in client.get(ours("showing", kitchen)).text
    answer = client.post(ours("publish_for", kitchen), agreed(), follow=True)
    assert is_open(kitchen)
    receipt = AssistedEntry.objects.filter(officer=person).first()
    assert answer.redirect_chain[-1][0] == reverse("accounts:receipt", args=[receipt.number])
    lines = {line["title"]: line["value"] for line in receipt.lines}
    assert lines["Disetujui oleh"] == "Mama Yuliana"
    assert lines["Caranya"] == "Ia melihat halamannya bersama saya"
    assert entry_of(kitchen).slug in lines["Alamatnya"]
    assert "cabai, jeruk nipis, garam" in lines.values()
    assert receipt.number in answer.text
    assert entry_of(kitchen).published_by == person


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"agrees": ""}, "Tanpa jawaban ya darinya"),
        ({"way": ""}, "Pilih bagaimana ia menyetujuinya"),
        ({"way": "guessed"}, "Pilih bagaimana ia menyetujuinya"),
        ({"on": TOMORROW}, "belum tiba"),
        ({"on": "kemarin"}, "on"),
    ],
)
def test_without_her_yes_it_stays_closed(changes, says, client, kitchen, officer):
    client.force_login(officer)
    answer = client.post(ours("publish_for", kitchen), agreed(**changes))
    assert answer.status_code == 422 and says in answer.text
    client.post(ours("publish", kitchen))  # the one tap is the owner's own
    assert not is_open(kitchen)
    assert AssistedEntry.objects.count() == 1


def test_sent_twice_it_is_one_receipt(client, kitchen, officer):
    client.force_login(officer)
    for _twice in range(2):
        client.post(ours("publish_for", kitchen), agreed())
    assert AssistedEntry.objects.count() == 2


def test_an_owner_who_types_herself_opens_it_herself(client, officer):
    kitchen = a_kitchen()
    client.force_login(officer)
    for address in (ours("showing", kitchen), ours("publish_for", kitchen)):
        assert client.get(address).status_code == 404
    product = client.get(reverse("standards:product", args=[kitchen.product.public_id])).text
    assert ours("showing", kitchen) not in product
    hub = client.get(ours("selling", kitchen)).text
    assert ours("showing", kitchen) not in hub, "nobody is led to a page that refuses her"
    kitchen.business.organisation.memberships.all().delete()  # nobody of it can sign in any more
    assert client.get(ours("showing", kitchen)).status_code == 200


def test_a_trainer_who_is_not_her_companion_does_not_reach_it(client, kitchen, companion):
    client.force_login(a_person(Role.TRAINER))
    assert client.get(ours("showing", kitchen)).status_code == 404
    assert client.post(ours("publish_for", kitchen), agreed()).status_code == 404
    Companionship.objects.update(until=timezone.localdate())
    client.force_login(companion)
    assert client.post(ours("publish_for", kitchen), agreed()).status_code == 404
    assert not is_open(kitchen)


def test_a_companion_reads_the_receipts_she_wrote_and_no_other(client, kitchen, companion):
    client.force_login(companion)
    client.post(ours("publish_for", kitchen), agreed())
    mine, theirs = (AssistedEntry.objects.filter(officer=companion).first(),
                    AssistedEntry.objects.exclude(officer=companion).first())  # fmt: skip
    assert client.get(reverse("accounts:receipt", args=[mine.number])).status_code == 200
    assert client.get(reverse("accounts:receipt", args=[theirs.number])).status_code == 404


def test_it_is_closed_for_her_with_a_receipt_and_by_herself_without_one(client, kitchen, officer):
    publish(kitchen.product, officer)
    client.force_login(officer)
    answer = client.post(ours("publish", kitchen), {"close": "1"}, follow=True)
    assert not is_open(kitchen)
    assert AssistedEntry.objects.first().number in answer.text
    publish(kitchen.product, officer)
    client.force_login(kitchen.owner)
    assert "Dibuka oleh Maria Tapatab" in client.get(ours("showing", kitchen)).text
    client.post(ours("publish", kitchen), {"close": "1"})
    assert not is_open(kitchen)
    assert AssistedEntry.objects.count() == 2


def test_her_companion_sees_the_pictures_before_the_page_is_open(client, kitchen, companion):
    kept = add_photo(kitchen.product, clean_upload(photo(400, 300)), kitchen.owner)
    address = at("photo", kept.name, 320, "webp")
    assert client.get(address).status_code == 404
    client.force_login(companion)
    assert client.get(address).status_code == 200
    client.force_login(a_person(Role.TRAINER))
    assert client.get(address).status_code == 404


def test_the_owner_is_told(client, kitchen, officer, mailoutbox, django_capture_on_commit_callbacks):
    kitchen.owner.email = "yuliana@example.org"
    kitchen.owner.save(update_fields=["email"])
    client.force_login(officer)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            ours("publish_for", kitchen), agreed(on=(timezone.localdate() - dt.timedelta(2)).isoformat())
        )
    assert "Maria Tapatab" in mailoutbox[-1].body and "katalog" in mailoutbox[-1].body

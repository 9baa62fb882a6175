"""What was begun and never sent goes after a while; what is recent, sent or used elsewhere stays."""

import datetime as dt
import uuid

import pytest
from django.core.management import call_command
from django.utils import timezone

from lopo.producers.evidence import clean_upload
from lopo.producers.models import Evidence, Paper
from lopo.quality.clearing import after_days, clear_unsent
from lopo.quality.hygiene.sent import LATEST_DAYS
from lopo.quality.inspection_book import keep_photo
from lopo.quality.models import InspectionDraft, InspectionPhoto
from tests.city import a_kitchen, a_paper, photo
from tests.quality.hygiene.sheets import an_inspection

pytestmark = [pytest.mark.database, pytest.mark.django_db]
TODAY = timezone.localdate()


@pytest.fixture
def kitchen():
    return a_kitchen()


def a_photo(kitchen, sheet=None, colour=60):
    return keep_photo(
        kitchen.business, sheet or str(uuid.uuid4()), str(uuid.uuid4()), 3, clean_upload(photo(80, colour)),
        kitchen.owner,
    )  # fmt: skip


def aged(days):
    then = timezone.now() - dt.timedelta(days=days)
    Evidence.objects.update(uploaded_at=then)
    InspectionDraft.objects.update(begun_at=then)


def test_nothing_that_can_still_arrive_is_cleared():
    assert after_days() > LATEST_DAYS


def test_old_drafts_and_photos_go_with_their_files(kitchen, django_capture_on_commit_callbacks):
    kept = a_photo(kitchen)
    InspectionDraft.objects.create(business=kitchen.business, by=kitchen.owner)
    stored = kept.evidence.file
    aged(after_days() - 1)
    assert clear_unsent(TODAY).photos == 0
    aged(after_days() + 2)
    with django_capture_on_commit_callbacks(execute=True):
        cleared = clear_unsent(TODAY)
    assert (cleared.drafts, cleared.photos) == (1, 1)
    assert not InspectionPhoto.objects.exists()
    assert not Evidence.objects.exists()
    assert not stored.storage.exists(stored.name)
    assert clear_unsent(TODAY).photos == 0


def test_what_was_sent_or_stands_elsewhere_stays(kitchen):
    sheet = str(uuid.uuid4())
    sent = a_photo(kitchen, sheet)
    an_inspection(kitchen.business, kitchen.owner, kind="self", client_id=sheet, photos=[sent.photo_id])
    shared = a_photo(kitchen, colour=61)
    Paper.objects.filter(pk=a_paper(kitchen).pk).update(evidence=shared.evidence)
    aged(400)
    call_command("daily", on=TODAY)
    assert [each.pk for each in InspectionPhoto.objects.all()] == [sent.pk]
    assert Evidence.objects.filter(pk=shared.evidence_id).exists()


def test_photos_of_a_sheet_that_is_still_being_filled_stay(kitchen):
    draft = InspectionDraft.objects.create(business=kitchen.business, by=kitchen.owner)
    a_photo(kitchen, draft.client_id)
    aged(400)
    InspectionDraft.objects.update(begun_at=timezone.now())
    assert clear_unsent(TODAY).photos == 0

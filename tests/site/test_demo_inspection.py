"""The demo city can be taken away when its kitchens were inspected meanwhile."""

import pytest

from lopo.accounts.phone import read_phone
from lopo.accounts.roles import Role
from lopo.producers.evidence import clean_upload
from lopo.producers.models import Business
from lopo.quality.inspection_book import keep_photo, open_findings, tell_mended
from lopo.quality.models import Inspection
from lopo.site.demo.reading import read_city
from lopo.site.demo.taking_away import take_away
from tests.accounts.factories import a_person
from tests.city import a_kitchen, photo
from tests.quality.hygiene.sheets import an_inspection

pytestmark = [pytest.mark.database, pytest.mark.django_db]

SHEET = "0d9f1a52-7c1e-4d4b-9f0c-0123456789ab"
PHOTO = "1d9f1a52-7c1e-4d4b-9f0c-0123456789ab"


def test_inspections_photos_and_findings_go_with_the_city():
    kitchen = a_kitchen()
    kitchen.owner.phone = str(read_phone(f"{read_city().phones}77"))
    kitchen.owner.save()
    inspector = a_person(Role.INSPECTOR)
    keep_photo(kitchen.business, SHEET, PHOTO, 13, clean_upload(photo()), inspector)
    an_inspection(kitchen.business, inspector, failing=(13, 3), client_id=SHEET, photos=[PHOTO])
    tell_mended(open_findings(kitchen.business).first(), kitchen.owner, None)
    take_away()
    assert not Business.objects.exists()
    assert not Inspection.objects.exists()

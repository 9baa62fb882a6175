"""What tests of selling share: addresses, photos to send, a shop that has a product on its shelf."""

import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.roles import Kind, Role
from lopo.retail.models import Listing
from tests.accounts.factories import a_person, an_organisation
from tests.market.promotion import drawn


def at(name, *arguments):
    return reverse(f"market:{name}", args=arguments)


def own_number():
    return str(uuid.uuid4())


def a_file(picture=None, name="foto.jpg"):
    return SimpleUploadedFile(name, drawn.jpeg(picture or drawn.a_jar()), "image/jpeg")


def queries(client, address, **query):
    client.get(address, query)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address, query).status_code == 200
    return len(counted)


def a_buyer(name="Toko Contoh"):
    return a_person(Role.BUYER, an_organisation(Kind.RETAILER, name))


def on_shelf(product, buyer, price=30_000, state="listed"):
    """The product on the shelf of the buyer's shop."""
    return Listing.objects.create(
        product=product,
        retailer=buyer.memberships.get().organisation,
        gate="minimarket",
        state=state,
        state_since=timezone.now(),
        price_idr=20_000,
        shelf_price_idr=price,
        weekly_pieces=10,
        applied_by=buyer,
    )

"""What makes a form that is sent twice one record."""

import uuid

from lopo.facts.kinds import Refused
from lopo.facts.text import Text

SENT_FOR_ANOTHER = Refused(
    Text("Formulir ini sudah dikirim untuk yang lain. Muat ulang halaman lalu isi lagi.",
         "This form was sent for something else. Load the page again and fill it in.")
)  # fmt: skip


def new_client_id() -> str:
    """A number for one record, made where its form is begun."""
    return str(uuid.uuid4())

"""What is said of a form that was sent for something else before."""

from lopo.facts.kinds import Refused
from lopo.facts.text import Text

SENT_FOR_ANOTHER = Refused(
    Text("Formulir ini sudah dikirim untuk yang lain. Muat ulang halaman lalu isi lagi.",
         "This form was sent for something else. Load the page again and fill it in.")
)  # fmt: skip

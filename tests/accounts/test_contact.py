import pytest

from lopo.accounts.contact import Contact, read_contact
from lopo.facts.text import Text


@pytest.mark.parametrize(
    ("typed", "contact"),
    [
        ("0812-3456-7890", Contact(phone="+6281234567890")),
        (" +62 812 3456 7890 ", Contact(phone="+6281234567890")),
        ("Ester@Contoh.ID ", Contact(email="ester@contoh.id")),
        ("ester.kota+lopo@dinas.kupang.go.id", Contact(email="ester.kota+lopo@dinas.kupang.go.id")),
    ],
)
def test_a_phone_or_an_email(typed, contact):
    assert read_contact(typed) == contact


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "ester", "0380 833 555", "ester@", "@contoh.id", "a b@contoh.id", "ester@contoh", "a@b@c.id",
     "x" * 250 + "@contoh.id", "ester@contoh.id\nBcc: x@y.id", "<ester@contoh.id>"],
)  # fmt: skip
def test_anything_else_gets_a_sentence(typed):
    said = read_contact(typed)
    assert isinstance(said, Text)
    assert said.id != said.en

"""What people type into the producers' forms, and what is said to them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.translation import override

from lopo.facts.catalogue import load_catalogue
from lopo.facts.kinds import Refused
from lopo.producers.evidence import MAX_BYTES
from lopo.producers.forms import AnswerForm, AssistedForm, PaperForm, ProductForm
from lopo.producers.models import Kelurahan
from tests.accounts.factories import a_person
from tests.city import photo

pytestmark = pytest.mark.django_db


def answer(fact, query, current=None):
    return AnswerForm(load_catalogue()[fact], QueryDict(query), current)


@pytest.mark.parametrize(
    ("fact", "query", "read"),
    [
        ("label.net_quantity", "value=1.250,5", "1.250,5"),
        ("product.prepacked", "value=true", "true"),
        ("label.name", "value=", ""),
        ("label.ingredients", "value=cabai%0Agaram", "cabai\ngaram"),
        ("label.ingredients", "value=", []),
        (
            "recipe.ingredients",
            "name=cabai&amount=600&name=&amount=",
            [{"name": "cabai", "group": "", "amount": "600"}],
        ),
        ("recipe.additives", "", []),
        (
            "recipe.additives",
            "name=natrium+nitrit&group=pengawet&amount=24",
            [{"name": "natrium nitrit", "group": "pengawet", "amount": "24"}],
        ),
    ],
)  # fmt: skip
def test_an_answer_is_read_as_its_fact_takes_it(fact, query, read):
    assert answer(fact, query).read() == read


@pytest.mark.parametrize(
    ("fact", "query"),
    [
        ("label.net_quantity", "value="),
        ("label.net_quantity", ""),
        ("label.net_quantity", "value=-150"),
        ("label.net_quantity", "value=1e99"),
        ("label.net_quantity", "value=NaN"),
        ("product.prepacked", "value=mungkin"),
        ("label.net_unit", "value=ton"),
        ("recipe.ingredients", ""),
        ("permit.nib.number", "value=abc"),
        ("permit.pirt.number", "value=214537101021"),
        ("permit.md.number", "value=123"),
        ("permit.halal.number", "value=KH+123"),
        ("recipe.ingredients", "name=cabai&amount=-1"),
        ("recipe.ingredients", "name=&amount=5"),
        ("recipe.ingredients", "&".join(f"name=bahan{n}&amount=1" for n in range(201))),
        ("label.name", "value=" + "x" * 2001),
        ("label.name", "value=%E2%80%AEgnirk"),
    ],
)
def test_an_answer_that_cannot_be_right_is_refused_in_both_languages(fact, query):
    form = answer(fact, query)
    with pytest.raises(Refused) as refusal:
        form.read()
    assert refusal.value.reason.id
    assert refusal.value.reason.id != refusal.value.reason.en
    assert form.shown is not None
    assert isinstance(form.rows, list)


@pytest.mark.parametrize("name", ["Sambal 🌶️🔥", "سمبل", "Lu’at “asli”", "<b>Sambal</b>", "x" * 160])
def test_names_of_every_script_are_taken(name):
    form = ProductForm({"name": name, "kind": "food"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["name"] == name


@pytest.mark.parametrize("name", ["", "   ", "x" * 161, "Sambal\u202etxet", "Sambal\x07", "a\x00b"])
def test_names_nobody_can_read_are_refused(name):
    assert "name" in ProductForm({"name": name, "kind": "food"}).errors


def paper(files=None, **typed):
    return PaperForm({"kind": "nib", "number": "9120001234567", **typed}, files)


def test_a_paper_needs_a_number_that_can_be_one():
    assert paper().is_valid()
    wrong = paper(number="91200012345O7")
    assert "number" in wrong.errors
    assert "O" in wrong.errors["number"][0]


def test_an_unusual_number_is_taken_with_a_warning():
    form = paper(number="912")
    assert form.is_valid()
    assert form.warnings


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("valid_until", {"issued_on": "2026-05-01", "valid_until": "2025-05-01"}),
        ("valid_until", {"valid_until": "0001-01-01"}),
        ("issued_on", {"issued_on": "9999-12-31"}),
        ("issued_on", {"issued_on": "kemarin"}),
        ("number", {"kind": "brand", "number": "\u202eABC"}),
        ("kind", {"kind": "sihir"}),
    ],
)
def test_a_slip_on_a_paper_is_named_at_its_field(field, typed):
    assert field in paper(**typed).errors


@pytest.mark.parametrize("content", [b"", b"not a photo at all", b"%PDF-1.7 cut off"])
def test_a_file_that_cannot_be_opened_is_named_at_its_field(content):
    assert "photo" in paper({"photo": SimpleUploadedFile("nib.jpg", content)}).errors


def test_a_file_that_is_too_large_is_not_even_read():
    class Huge(SimpleUploadedFile):
        def read(self, *args):
            raise AssertionError("read into memory")

    huge = Huge("nib.jpg", b"x")
    huge.size = MAX_BYTES + 1
    with override("en"):
        assert "8 MB" in paper({"photo": huge}).errors["photo"][0]


def test_a_photo_is_given_clean_whatever_it_is_called():
    form = paper({"photo": SimpleUploadedFile("../../etc/passwd.php", photo(form="PNG"))})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["photo"].ending == ".jpg"


def test_an_owner_with_an_account_signs_in_herself():
    a_person(phone="+6281234567890")
    typed = {
        "owner": "Mama Yuliana",
        "phone": "0812-3456-7890",
        "name": "Dapur",
        "kelurahan": Kelurahan.objects.first().pk,
    }
    assert "phone" in AssistedForm(typed).errors
    assert AssistedForm({**typed, "phone": ""}).is_valid()
    assert "phone" in AssistedForm({**typed, "phone": "0380 833555"}).errors

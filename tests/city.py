"""A small city for tests of pages: one business with a product, its papers, its evidence."""

import io
from contextlib import nullcontext
from dataclasses import dataclass

from django.core.files.base import ContentFile
from PIL import Image

from lopo.accounts.models import Person
from lopo.accounts.roles import Kind, Role
from lopo.producers.models import Business, Evidence, Kelurahan, Paper, Product
from lopo.producers.records import changes_gathered, record_fact, record_paper
from tests.accounts.factories import a_person, an_organisation

LUAT = {
    "product.prepacked": "true",
    "product.halal_materials": "halal",
    "permit.nib.number": "9120001234567",
    "label.name": "Sambal lu'at",
    "label.ingredients": "cabai, jeruk nipis, garam",
    "label.net_quantity": "150",
    "label.net_unit": "g",
}


@dataclass(frozen=True)
class Kitchen:
    """A business, its owner and one product."""

    owner: Person
    business: Business
    product: Product


def a_kitchen(name: str = "Dapur Mama Yuliana", product: str = "Sambal lu'at", **facts: object) -> Kitchen:
    """A producer with one product about which ``facts`` were told (dots written as double underscores)."""
    organisation = an_organisation(Kind.PRODUCER, name)
    owner = a_person(Role.OWNER, organisation)
    business = Business.objects.create(
        organisation=organisation, name=name, kelurahan=Kelurahan.objects.get(name="Oebobo")
    )
    made = Product.objects.create(business=business, name=product, kind="food")
    kitchen = Kitchen(owner, business, made)
    tell(kitchen, {fact.replace("__", "."): value for fact, value in facts.items()})
    return kitchen


def tell(kitchen: Kitchen, facts: dict[str, object]) -> None:
    """The owner tells ``facts`` about her product; what follows from several is worked out once."""
    with changes_gathered() if len(facts) > 1 else nullcontext():
        for fact, value in facts.items():
            record_fact(kitchen.business, kitchen.product, fact, value, typed_by=kitchen.owner)


def photo(width: int = 80, height: int = 60, form: str = "JPEG", **extra: object) -> bytes:
    """A small picture as bytes."""
    content = io.BytesIO()
    Image.new("RGB", (width, height), "#96261f").save(content, form, **extra)
    return content.getvalue()


def a_paper(kitchen: Kitchen, kind: str = "nib", number: str = "9120001234567", **fields: object) -> Paper:
    """A paper of the kitchen, with a photo of it."""
    evidence = Evidence.objects.create(
        business=kitchen.business,
        file=ContentFile(photo(), name="nib.jpg"),
        kind="photo",
        sha256="0" * 64,
        size=100,
        uploaded_by=kitchen.owner,
    )
    paper = Paper(
        business=kitchen.business,
        product=None if kind in ("nib", "haccp", "pkp", "cppob") else kitchen.product,
        kind=kind,
        number=number,
        typed_by=kitchen.owner,
        evidence=evidence,
        **fields,
    )
    return record_paper(paper)

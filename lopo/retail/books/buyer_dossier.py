"""What a buyer's one page shows besides the facts: papers, photo, recalls, contact, tastings, trials."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from lopo.accounts.field_groups import FieldGroup
from lopo.accounts.models import Membership
from lopo.accounts.roles import Role
from lopo.producers.models import Evidence, Paper, Product, Statement
from lopo.quality.models import Recall
from lopo.retail.listing.transitions import figures

PHOTO = "product.photo"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper: what it is, until when, and whether the city has verified it."""

    paper: Paper
    verified: bool
    expired: bool
    soon: bool


def papers_of(product: Product, on: dt.date) -> list[PaperLine]:
    """The papers that count for a product now, its own and those of its business."""
    found = Paper.objects.filter(
        Q(product=product) | Q(product=None),
        business=product.business_id,
        superseded_at=None,
        refused_at=None,
    )
    near = on + dt.timedelta(days=figures().soon_days)
    return [
        PaperLine(
            paper=each,
            verified=each.verified_at is not None,
            expired=each.valid_until is not None and each.valid_until < on,
            soon=each.valid_until is not None and on <= each.valid_until < near,
        )
        for each in found.order_by("kind", "-recorded_at")
    ]


def photo_of(product: Product) -> Evidence | None:
    """The photo by which the owner showed her product."""
    told = Statement.objects.filter(
        product=product, fact=PHOTO, superseded_at=None, evidence__kind="photo"
    ).select_related("evidence__business")
    statement = told.first()
    return statement.evidence if statement else None


def recalls_of(product: Product) -> QuerySet[Recall]:
    """Real recalls of batches of a product, open or closed, newest first."""
    own = Q(batch__product=product) | Q(further__batch__product=product)
    return Recall.objects.filter(own, is_drill=False).distinct().order_by("-opened_at")


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call, where that is ever needed."""

    name: str
    phone: str

    @property
    def whatsapp(self) -> str:
        return f"https://wa.me/{self.phone.removeprefix('+')}" if self.phone else ""


def contacts_of(product: Product) -> list[Contact]:
    """The owners of the kitchen."""
    held = Membership.objects.filter(
        organisation=product.business.organisation_id, role=Role.OWNER, person__is_active=True
    )
    found = [Contact(str(each.person), each.person.phone or "") for each in held.select_related("person")]
    return found or [Contact(product.business.owner_name, "")] if found or product.business.owner_name else []


MOST_SEEN = frozenset(FieldGroup)
"""What the kitchen itself and the city see."""

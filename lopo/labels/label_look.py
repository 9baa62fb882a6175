"""A label being looked at: its photos, what they already answered, and the verdicts so far."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from lopo.accounts.models import Person
from lopo.accounts.roles import Role
from lopo.accounts.scope import Scope
from lopo.facts.dossier import Dossier
from lopo.labels.demands import hold
from lopo.labels.judging.judge import (
    Verdict,
    demand_names,
    judge_label,
    label_elements,
    questions_of,
    questions_of_elements,
)
from lopo.labels.judging.printed_code import answers_of, code_from_plain
from lopo.labels.models import LabelPhoto
from lopo.labels.models.label_photo import BACK, FRONT
from lopo.producers.models import Product, Statement
from lopo.producers.records import dossier_of


@dataclass(frozen=True)
class Look:
    """What is known while somebody looks at the label of ``product``.

    ``photos`` are the current ones by side; ``answered`` the questions that were answered from a photo of
    this label, or at all where there is no photo; ``read`` what the barcodes answer, by fact.
    """

    product: Product
    dossier: Dossier
    verdicts: tuple[Verdict, ...]
    photos: Mapping[str, LabelPhoto]
    answered: frozenset[str]
    read: Mapping[str, str]

    @property
    def questions(self) -> tuple[str, ...]:
        return questions_of(self.verdicts)

    @property
    def faults(self) -> tuple[Verdict, ...]:
        return tuple(each for each in self.verdicts if each.is_fault)

    def next_question(self, after: str = "") -> str | None:
        """The first question that is not answered behind ``after``; ``None`` when the walk is at its end.

        An answer can make its own question fall away; the walk still goes on from its place.
        """
        order = questions_of_elements(label_elements())
        behind = order[order.index(after) + 1 :] if after in order else order
        asked = frozenset(self.questions) - self.answered
        return next((fact for fact in behind if fact in asked), None)

    def photo_for(self, fact: str) -> LabelPhoto | None:
        """The photo on which the answer should be seen: of the element's side, else of the other."""
        side = next((each.element.panel for each in self.verdicts if fact in each.element.facts), FRONT)
        other = BACK if side == FRONT else FRONT
        return self.photos.get(side) or self.photos.get(other)

    def verdicts_on(self, fact: str) -> tuple[Verdict, ...]:
        return tuple(each for each in self.verdicts if fact in each.element.facts)


def look_at(product: Product, on: dt.date) -> Look:
    """Everything a page about the existing label needs, with a number of queries that does not grow."""
    held = hold(dossier_of(product), on, demand_names())
    verdicts = judge_label(held)
    photos = list(LabelPhoto.objects.filter(product=product, retired_at=None).select_related("evidence"))
    by_side = {photo.side: photo for photo in photos if photo.replaced_at is None}
    current = {side: by_side[side] for side in (FRONT, BACK) if side in by_side}
    codes = [code_from_plain(plain) for photo in current.values() for plain in photo.codes]
    return Look(
        product=product,
        dossier=held.dossier,
        verdicts=verdicts,
        photos=current,
        answered=_answered(product, held.dossier, verdicts, photos),
        read=answers_of(codes),
    )


def _answered(
    product: Product, dossier: Dossier, verdicts: tuple[Verdict, ...], photos: list[LabelPhoto]
) -> frozenset[str]:
    questions = questions_of(verdicts)
    if not photos:
        return frozenset(fact for fact in questions if fact in dossier)
    seen = Statement.objects.filter(
        product=product,
        fact__in=questions,
        superseded_at=None,
        evidence__in=[photo.evidence_id for photo in photos],
    )
    return frozenset(seen.values_list("fact", flat=True)) & frozenset(dossier)


def looker(person: Person, scope: Scope, product: Product) -> str:
    """As whom ``person`` tells what stands on the label: the owner's side, an officer or an inspector."""
    if product.business.organisation_id in scope.own_ids:
        return "owner"
    return "inspector" if Role.INSPECTOR in person.roles() else "officer"


def photo_behind(look: Look, fact: str) -> LabelPhoto | None:
    """The photo that is kept as evidence of an answer: one whose code says it, else the one shown."""
    said = look.read.get(fact)
    for photo in look.photos.values():
        if said and answers_of([code_from_plain(plain) for plain in photo.codes]).get(fact) == said:
            return photo
    return look.photo_for(fact)

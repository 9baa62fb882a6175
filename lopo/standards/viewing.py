"""An assessment as one person may see it: made from the part of the dossier that is shown to her."""

import datetime as dt
from dataclasses import dataclass

from lopo.accounts.models import Person
from lopo.accounts.permission import scope_for
from lopo.accounts.scope import Scope
from lopo.producers.models import Product
from lopo.producers.records import dossier_of
from lopo.producers.viewing import visible_dossier
from lopo.standards.assessment import Assessment, assess
from lopo.standards.derivation import complete
from lopo.standards.house_library import edition_on


class NotShown(LookupError):
    """The product is not shown to this person at all."""


@dataclass(frozen=True, slots=True)
class ShownAssessment:
    """What came of assessing the shown part, and whether some of the dossier stays with its owner."""

    assessment: Assessment
    part_hidden: bool


def shown_assessment(person: Person, scope: Scope, product: Product, on: dt.date) -> ShownAssessment:
    """Assess what ``person`` may see of ``product`` within ``scope``; a partner's look is written down.

    What is hidden is not known, so nothing about it can be told from the findings.
    """
    shown, part_hidden = visible_dossier(person, scope, product, dossier_of(product, as_read=True))
    return ShownAssessment(assess(complete(shown, on), edition_on(on)), part_hidden)


def assessment_for(person: Person, product: Product, on: dt.date) -> Assessment:
    """The same for a caller that has no scope yet. Raises :class:`NotShown`."""
    scope = scope_for(person, "product.view")
    if scope is None:
        raise NotShown(product.public_id)
    return shown_assessment(person, scope, product, on).assessment

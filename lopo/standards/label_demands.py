"""The demands on a label, held against a dossier for the pages of the layer below."""

import datetime as dt
from collections.abc import Collection

from lopo.facts.dossier import Dossier
from lopo.labels.demands import Demand, Held
from lopo.standards.assessment import Assessment, assess
from lopo.standards.derivation import complete
from lopo.standards.library import edition_on


def hold_label(dossier: Dossier, on: dt.date, names: Collection[str]) -> Held:
    """Those of the demands ``names`` that concern the product, or may; see :mod:`lopo.labels.demands`."""
    assessment = assess(complete(dossier, on), edition_on(on))
    concerned = [name for name in names if name in assessment.statuses and assessment.concerns(name)]
    return Held(assessment.dossier, {name: _demand(assessment, name) for name in concerned})


def _demand(assessment: Assessment, name: str) -> Demand:
    requirement, explanation = assessment.edition.requirements[name], assessment.explain(name)
    return Demand(
        name=name,
        state=assessment.statuses[name].value,
        asks=requirement.asks,
        sentence=explanation.sentence,
        clause=requirement.clause,
        mandatory=requirement.mandatory,
        missing=explanation.missing,
    )

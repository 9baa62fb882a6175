"""The kitchens of the demo city inspected: whole sheets through the door of the book, not counts only."""

import uuid
from collections.abc import Mapping

from lopo.accounts.models import Person
from lopo.producers.models import Business
from lopo.quality.hygiene.checklist import SEVERITIES, elements
from lopo.quality.hygiene.sent import SentInspection
from lopo.quality.hygiene.sheet import FAILING, FINE, Answer, Sheet
from lopo.quality.inspection_book import take_inspection
from lopo.quality.models.hygiene import OFFICER, SELF
from lopo.site.demo.plans import BadCity
from lopo.site.demo.story import INSPECTED, OWN_CHECK, Step

_COUNTS = tuple(f"quality.cppb.{severity}" for severity in SEVERITIES)


def look_around(business: Business, step: Step, by: Person, owner: str) -> Mapping[str, object]:
    """Record the inspection that a step tells of, if any; the facts of the step that are left to be told.

    Raises :class:`BadCity` when more is found than there are elements of that severity.
    """
    kind = {INSPECTED: OFFICER, OWN_CHECK: SELF}
    told = next((fact for fact in kind if fact in step.facts), None)
    if told is None:
        return step.facts
    counts = {name: int(str(step.facts.get(name, 0))) for name in _COUNTS}
    name = f"{step.business.number}/{kind[told]}/{step.day}"
    sent = SentInspection(
        client_id=str(uuid.uuid5(uuid.NAMESPACE_URL, name)),
        inspected_on=step.day,
        sheet=_sheet(counts, step),
        present_name=owner,
    )
    take_inspection(business, kind[told], sent, by)
    return {fact: value for fact, value in step.facts.items() if fact != told and fact not in counts}


def _sheet(counts: Mapping[str, int], step: Step) -> Sheet:
    """So many findings of each severity; which ones differs from business to business."""
    failing: set[int] = set()
    for name, count in counts.items():
        of_it = [each.number for each in elements() if each.severity == name.rpartition(".")[2]]
        if count > len(of_it):
            raise BadCity(step.place, f"{name}: there are {len(of_it)} of them, not {count}")
        start = step.business.number % len(of_it)
        failing |= set((of_it[start:] + of_it[:start])[:count])
    return Sheet({each.number: Answer(FAILING if each.number in failing else FINE) for each in elements()})

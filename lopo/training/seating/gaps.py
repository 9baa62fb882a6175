"""What a product lacks for its next rung, from what is remembered of its last assessment."""

from collections.abc import Mapping

from lopo.facts.text import Text
from lopo.standards.assessment import Status
from lopo.standards.library import Edition
from lopo.standards.requirement import Gate
from lopo.training.seating.applicant import Gap, OpenProduct


def next_gate(ladder: str, rung: str, edition: Edition) -> Gate | None:
    """The rung above ``rung`` on ``ladder``; ``None`` on top. An unknown ladder counts as the first one."""
    rungs = next((each for each in edition.ladders if each.id == ladder), edition.ladders[0]).rungs
    names = [each.rung for each in rungs]
    above = names.index(rung) + 1 if rung in names else 0
    return rungs[above] if above < len(rungs) else None


def open_product(
    name: str, ladder: str, rung: str, statuses: Mapping[str, str], edition: Edition
) -> OpenProduct:
    """A product with its gaps: mandatory demands of its next rung that are not met, or not known.

    ``statuses`` is requirement name to status, as a standing keeps it; what is no longer asked is left out.
    """
    gate = next_gate(ladder, rung, edition)
    if gate is None:
        return OpenProduct(name, Text("", ""), ())
    gaps = tuple(
        Gap(asked, edition.requirements[asked].step.training)
        for asked in edition.asked_by[gate.id]
        if edition.requirements[asked].mandatory and asked in statuses and Status(statuses[asked]).is_open
    )
    return OpenProduct(name, gate.title, gaps)

"""What the standards ask of a label, held against one dossier by the layer above.

Labels stand below the standards: they name a demand (``bpom-label/label-net``) and never repeat its rule.
``lopo.standards`` fills :data:`HOLDERS` when the house starts.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from lopo.facts.dossier import Dossier
from lopo.facts.text import Text

MET, NOT_MET, NOT_KNOWN = "met", "not_met", "not_known"


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand and what came of it.

    ``state`` is one of :data:`MET`, :data:`NOT_MET`, :data:`NOT_KNOWN`; ``sentence`` says what was found and
    what is wanted; ``missing`` are the facts that a person could tell and that would settle it.
    """

    name: str
    state: str
    asks: Text
    sentence: Text
    clause: str
    mandatory: bool = True
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A dossier with all that can be worked out from it, and by name the demands that concern its product."""

    dossier: Dossier
    demands: Mapping[str, Demand] = field(default_factory=dict)


HOLDERS: list[Callable[[Dossier, dt.date, Collection[str]], Held]] = []
"""How a dossier is held against named demands on a day; the last one that was added counts."""


def hold(dossier: Dossier, on: dt.date, names: Collection[str]) -> Held:
    """Hold ``dossier`` against the demands ``names``; those that do not concern the product are left out."""
    return HOLDERS[-1](dossier, on, names) if HOLDERS else Held(dossier)

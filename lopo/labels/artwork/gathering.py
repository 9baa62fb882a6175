"""Gathering the words of a label from a dossier: what is there, what is lacking, what cannot be printed."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import Dossier
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.labels.artwork.blocks import Gap
from lopo.labels.artwork.letters import printable_part, refuse_unprintable, with_curved_apostrophes
from lopo.labels.artwork.order import LabelOrder


@dataclass(slots=True)
class Gathering:
    """One label being put together on the day ``on``; ``gaps`` grow as elements are asked for."""

    dossier: Dossier
    order: LabelOrder
    on: dt.date
    gaps: list[Gap] = field(default_factory=list)

    @property
    def made_on(self) -> dt.date:
        """The day of production, today while none is said."""
        return self.order.made_on or self.on

    def value(self, fact: str) -> Any:
        """The value of a fact; ``None`` where it is not known."""
        return self.dossier.value(fact)

    def lacks(self, element: str, fact: str, reason: Text, *, stops: bool = True) -> None:
        """Note that something is lacking."""
        self.gaps.append(Gap(element, fact, reason, stops))

    def printable(self, text: str, element: str, what: Text, fact: str = "") -> str:
        """The words as a printer sets them, without characters that no typeface has; such ones are noted."""
        return with_curved_apostrophes(self.as_written(text, element, what, fact))

    def as_written(self, text: str, element: str, what: Text, fact: str = "") -> str:
        """A code without characters that no typeface has, otherwise as it stands; such ones are noted."""
        try:
            return refuse_unprintable(text, what)
        except Refused as refusal:
            self.lacks(element, fact, refusal.reason)
            return printable_part(text)

    def text(self, fact: str, element: str, what: Text) -> str:
        """A text fact as it can be printed; empty where it is not known."""
        return self.printable(self.value(fact) or "", element, what, fact)

    def choice(self, fact: str, code: str) -> Text:
        """The title of one of a fact's choices."""
        return load_catalogue()[fact].choices[code]

"""The content of a label from the dossier of its product."""

import datetime as dt

from lopo.facts.dossier import Dossier
from lopo.labels.artwork.blocks import LabelContent
from lopo.labels.artwork.craft_label import craft_label
from lopo.labels.artwork.food_label import food_label
from lopo.labels.artwork.gathering import Gathering
from lopo.labels.artwork.order import LabelOrder

CRAFTS = ("craft", "textile")


def label_content(dossier: Dossier, order: LabelOrder, on: dt.date) -> LabelContent:
    """Every word of the label on the day ``on``, and what is lacking.

    ``dossier`` holds what was told and what follows from it (see :mod:`lopo.standards.derivation`).
    """
    label = Gathering(dossier, order, on)
    return craft_label(label) if dossier.value("product.kind") in CRAFTS else food_label(label)

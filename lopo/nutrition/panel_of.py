"""The nutrition panel of a product, from the facts of its dossier."""

from lopo.facts.dossier import Dossier
from lopo.nutrition.panel import Panel


def panel_of(dossier: Dossier, country: str) -> Panel | None:
    """The panel of ``country`` (``id``, ``us``, ``eu``), or ``None`` when there is nothing to print.

    A laboratory's result counts before what the recipe gives; the amounts printed on the label that stands
    are not used, only compared (``nutrition.printed_agrees``).
    """
    return None

"""The nutrition panel of one country, ready to be set in type: rows and cells as they print."""

from dataclasses import dataclass

from lopo.facts.text import Text


@dataclass(frozen=True, slots=True)
class PanelRow:
    """One line. ``cells`` holds one text a column of the panel, with its unit; ``None`` is not known.

    ``level`` is how far the title is indented (0, 1, 2); ``bold`` whether it prints bold.
    """

    nutrient: str
    title: Text
    cells: tuple[Text | None, ...]
    level: int = 0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel. ``country`` is ``id``, ``us`` or ``eu``; ``proof`` is none, estimate, published or lab.

    ``lead`` holds the lines above the table (serving, servings per pack), ``columns`` the heads of the cells,
    ``unknown`` the compulsory nutrients that nobody knows, ``warnings`` what its reader must be told.
    """

    country: str
    title: Text
    lead: tuple[Text, ...]
    columns: tuple[Text, ...]
    rows: tuple[PanelRow, ...]
    footnotes: tuple[Text, ...]
    proof: str
    unknown: tuple[str, ...] = ()
    warnings: tuple[Text, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every compulsory amount is known."""
        return not self.unknown

"""What a label is made of: runs of words, and blocks of them, before anything is set in type."""

from dataclasses import dataclass
from decimal import Decimal

from lopo.facts.text import Text
from lopo.labels.codes.symbol import Symbol
from lopo.nutrition.panels.panel import Panel


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one weight."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph of small print under an optional heading."""

    element: str
    heading: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Dates:
    """Pairs of a name and what stands after it: expiry, lot."""

    element: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PanelBlock:
    """A nutrition panel, in one language."""

    element: str
    panel: Panel
    language: str


@dataclass(frozen=True, slots=True)
class CodesBlock:
    """Barcodes, side by side where there is room."""

    element: str
    symbols: tuple[Symbol, ...]


Block = Prose | Dates | PanelBlock | CodesBlock


@dataclass(frozen=True, slots=True)
class Halal:
    """The halal mark: ``image`` is the holder's own file, as uploaded; without it only its place is shown."""

    number: str
    image: bytes | None


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the label lacks: which element, the fact to tell, and what to do.

    Where ``stops`` is true the label may be looked at as a draft, but not printed for sale.
    """

    element: str
    fact: str
    reason: Text
    stops: bool = True


@dataclass(frozen=True, slots=True)
class LabelContent:
    """Every word of one label, by its place: the front, and the blocks that inform.

    ``net_height`` is the least height of the figures of the net quantity, in mm, where a rule asks one.
    """

    brand: str
    name: str
    name_other: str
    promise: str
    net: str
    essentials: tuple[tuple[Run, ...], ...]
    blocks: tuple[Block, ...]
    language: str
    net_height: Decimal = Decimal(0)
    halal: Halal | None = None
    logo: bytes | None = None
    gaps: tuple[Gap, ...] = ()

    @property
    def can_be_sold(self) -> bool:
        """Whether nothing is lacking that stops it."""
        return not any(gap.stops for gap in self.gaps)

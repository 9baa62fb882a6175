"""What a trial sold of what stood on its shelves, held against what was agreed."""

from dataclasses import dataclass

from lopo.facts.kinds import Refused
from lopo.facts.text import Text


@dataclass(frozen=True, slots=True)
class SellThrough:
    """Pieces put on the shelves, pieces sold of them, and the share that was agreed."""

    pieces: int
    sold: int
    wanted_percent: int

    @property
    def percent(self) -> int:
        """Sold of every hundred put on the shelves, rounded down."""
        return 100 * self.sold // self.pieces

    @property
    def wanted_pieces(self) -> int:
        """How many had to be sold, rounded up."""
        return -(-self.pieces * self.wanted_percent // 100)

    @property
    def reached(self) -> bool:
        return self.sold >= self.wanted_pieces


def read_sold(sold: int | None, pieces: int) -> int:
    """How many were sold, as told. Raises :class:`Refused` for more than there were."""
    if sold is None or sold < 0:
        raise Refused(
            Text("Tulis berapa yang terjual; 0 bila tidak ada.", "Write how many were sold; 0 for none.")
        )
    if sold > pieces:
        raise Refused(
            Text(f"Terjual tidak bisa lebih dari {pieces} buah yang ada di rak.",
                 f"No more can be sold than the {pieces} pieces that were on the shelf.")
        )  # fmt: skip
    return sold

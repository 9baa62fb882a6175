"""The serving that a panel speaks of, and how many of them are in a pack."""

from dataclasses import dataclass
from decimal import Decimal

from lopo.facts.kinds import Refused
from lopo.facts.text import Text


@dataclass(frozen=True, slots=True)
class Serving:
    """One serving: ``size`` in ``unit`` (``g`` or ``ml``), ``measure`` in a household measure ("3 keping").

    ``pack`` is the net quantity of the pack in the same unit; ``per_pack`` the servings in it, where the pack
    is not known. ``grams`` is what a serving of millilitres weighs. Raises :class:`Refused` for a size,
    pack, number or weight that is not more than zero.
    """

    size: Decimal | None = None
    unit: str = "g"
    measure: str = ""
    pack: Decimal | None = None
    per_pack: Decimal | None = None
    grams: Decimal | None = None

    def __post_init__(self) -> None:
        for amount in (self.size, self.pack, self.per_pack, self.grams):
            if amount is not None and not (amount.is_finite() and amount > 0):
                raise Refused(
                    Text(
                        "Takaran saji, isi kemasan dan jumlah sajian harus lebih dari nol.",
                        "Serving, pack and number of servings must be more than zero.",
                    )
                )

    @property
    def is_whole_pack(self) -> bool:
        """Whether the pack is smaller than one serving, so that the panel speaks of the pack."""
        return self.size is not None and self.pack is not None and self.pack < self.size

    @property
    def eaten(self) -> Decimal | None:
        """What the panel's amounts are for, in ``unit``: a serving, or the pack where that is smaller."""
        return self.pack if self.is_whole_pack else self.size

    @property
    def count(self) -> Decimal | None:
        """Servings in a pack, unrounded."""
        if self.is_whole_pack:
            return Decimal(1)
        if self.size is not None and self.pack is not None:
            return self.pack / self.size
        return self.per_pack

    def factor(self, basis: str) -> Decimal | None:
        """What an amount in 100 ``basis`` is multiplied by to be that of what is eaten."""
        per_unit = self.basis_per_unit(basis)
        return None if self.eaten is None or per_unit is None else self.eaten * per_unit / 100

    def basis_per_unit(self, basis: str) -> Decimal | None:
        """How many ``basis`` (``g``) one ``unit`` (``ml``) is; ``None`` where nobody weighed it."""
        if basis == self.unit:
            return Decimal(1)
        if basis == "g" and self.grams is not None and self.size is not None:
            return self.grams / self.size
        return None

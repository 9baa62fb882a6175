"""Amounts of nutrients in 100 g (or 100 ml), each with how much of the recipe it is known for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of one nutrient, in its unit, in 100 g.

    ``known_share`` is the part (0 to 1) of the recipe's weight whose content is known; below 1 the value is
    an "at least" and must not be printed. ``lacking`` names the ingredients that leave it open, ``borrowed``
    those whose value comes from a like food of another table. ``by`` says who found it: ``recipe``, ``lab``
    or ``published``.
    """

    value: Decimal
    known_share: Decimal = Decimal(1)
    lacking: tuple[str, ...] = ()
    borrowed: tuple[str, ...] = ()
    by: str = "recipe"

    @property
    def is_known(self) -> bool:
        """Whether it is known for the whole recipe, and so may be printed."""
        return not self.lacking and self.known_share == 1


@dataclass(frozen=True, slots=True)
class Nutrients:
    """Amounts by nutrient id in 100 ``basis`` (``g`` or ``ml``) of the finished product.

    ``finished_grams`` is the weight that the recipe gives, where it comes from a recipe.
    """

    per_100: Mapping[str, Amount]
    basis: str = "g"
    finished_grams: Decimal | None = None

    def known(self, nutrient: str) -> Decimal | None:
        """The amount in 100 g where it is known for the whole recipe, else ``None``."""
        amount = self.per_100.get(nutrient)
        return amount.value if amount is not None and amount.is_known else None

    def least_known_share(self, of: Iterable[str]) -> Decimal:
        """The smallest part of the recipe's weight for which one of these nutrients is known."""
        amounts = (self.per_100.get(nutrient) for nutrient in of)
        return min((amount.known_share if amount else Decimal(0) for amount in amounts), default=Decimal(0))


def measured(per_100: Mapping[str, Decimal], basis: str = "g", by: str = "lab") -> Nutrients:
    """Amounts that are known as they stand: measured by a laboratory (``lab``), or ``published``."""
    amounts = {nutrient: Amount(value, by=by) for nutrient, value in per_100.items()}
    return Nutrients(MappingProxyType(amounts), basis)

"""What a change in the price of one ingredient does to the cost, and at which price it stops paying."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from lopo.costing.channel import Channel
from lopo.costing.making import Making, Material
from lopo.costing.price_build_up import most_cost, price_to_shop
from lopo.costing.purchase import name_key
from lopo.costing.unit_cost import UnitCost, material_share, unit_cost

LEAST_PERCENT, MOST_PERCENT = Decimal(-90), Decimal(1000)


@dataclass(frozen=True, slots=True)
class Dearer:
    """The cost of a piece when the price of ``material`` has risen by ``percent`` (below nought: fallen)."""

    material: Material
    percent: Decimal
    before: UnitCost
    after: UnitCost


def dearer(making: Making, name: str, percent: Decimal) -> Dearer | None:
    """What a change of price does; ``None`` where the ingredient or the cost is not known one by one."""
    material = next((each for each in making.materials if name_key(each.name) == name_key(name)), None)
    before = unit_cost(making)
    if before is None or material is None or material.price is None or not making.itemised:
        return None
    factor = 1 + min(max(percent, LEAST_PERCENT), MOST_PERCENT) / 100
    price = replace(material.price, paid_idr=material.price.paid_idr * factor)
    changed = tuple(replace(each, price=price) if each is material else each for each in making.materials)
    after = unit_cost(replace(making, materials=changed))
    return None if after is None else Dearer(material, percent, before, after)


def stops_paying_at(
    making: Making,
    material: Material,
    cost: Fraction,
    channel: Channel,
    shelf_idr: int,
    told_to_shop_idr: int | None = None,
) -> Fraction | None:
    """Rupiah a kilogram of ``material`` above which ``channel`` loses money.

    ``None`` where the channel loses money whatever the ingredient costs, or does not use it.
    """
    grams = material_share(making, material)
    if not grams or material.price is None:
        return None
    others = cost - grams * material.price.per_gram
    spare = most_cost(channel.terms, price_to_shop(channel, shelf_idr, told_to_shop_idr)) - others
    return spare / grams * 1000 if spare > 0 else None

"""What can be worked out about the cost and price of a product."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from lopo.costing.making import making_of
from lopo.costing.margin import margin_percent
from lopo.costing.unit_cost import unit_cost
from lopo.facts.dossier import Dossier, Fact
from lopo.facts.rule import Rule, offered, worked_out


def derive(dossier: Dossier, on: dt.date) -> dict[str, Fact]:
    """The facts of this package that follow from the dossier on the day ``on``."""
    return worked_out(RULES, dossier, on)


def _margin(selling: str, buying: str) -> Callable[[Dossier, dt.date], Decimal | None]:
    def work_out(dossier: Dossier, on: dt.date) -> Decimal | None:
        price, cost = dossier.value(selling), dossier.value(buying)
        return None if price is None or cost is None else margin_percent(price, cost)

    return work_out


def _parts(dossier: Dossier, on: dt.date) -> int | None:
    cost = unit_cost(making_of(dossier, on))
    return None if cost is None else cost.idr


def _cost(dossier: Dossier, _on: dt.date) -> int | None:
    """From its parts; while these are not complete, as the owner has reckoned it herself."""
    parts, told = dossier.value("cost.parts_idr"), dossier.value("cost.told_idr")
    cost: int | None = told if parts is None else parts
    return cost


RULES = (
    Rule("cost.parts_idr", "lopo.costing.unit_cost", _parts),
    Rule("price.cost_idr", "lopo.costing.facts", _cost),
    Rule("price.margin_percent", "lopo.costing.margin", _margin("price.retail_idr", "price.to_shop_idr")),
    Rule("price.own_margin_percent", "lopo.costing.margin", _margin("price.to_shop_idr", "price.cost_idr")),
)

OFFERS = offered(RULES)

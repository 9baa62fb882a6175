"""The net quantity as a label prints it."""

import functools
from decimal import ROUND_DOWN, Decimal

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.facts.wording import say_number
from lopo.labels.artwork.gathering import Gathering
from lopo.labels.artwork.letters import least_net_height
from lopo.labels.artwork.order import EUROPE, UNITED_STATES
from lopo.labels.artwork.words import word

NET = "net"
_KINDS = {"g": "solid", "kg": "solid", "ml": "liquid", "l": "liquid", "pieces": "pieces"}
_IN_BASE_UNITS = {"g": 1, "kg": 1000, "ml": 1, "l": 1000}
_SYMBOLS = {"g": Text.same("g"), "kg": Text.same("kg"), "ml": Text.same("ml"), "l": Text.same("L"),
            "pieces": Text("buah", "pieces")}  # fmt: skip


def net_line(label: Gathering, language: str) -> str:
    """ "Berat bersih 100 g"; for the United States ounces stand first."""
    quantity, unit = label.value("label.net_quantity"), label.value("label.net_unit")
    if quantity is None or unit not in _KINDS:
        label.lacks(
            NET,
            "label.net_quantity" if quantity is None else "label.net_unit",
            Text("Isi bersih dan satuannya (g, kg, ml atau liter) belum ada.",
                 "The net quantity and its unit (g, kg, ml or litres) are missing."),
        )  # fmt: skip
        return ""
    metric = f"{say_number(quantity).in_language(language)} {_SYMBOLS[unit].in_language(language)}"
    if label.order.market == UNITED_STATES:
        return _american(quantity, unit, metric)
    if label.order.market == EUROPE and language == "en":
        return metric if unit != "pieces" else f"{word('net', 'pieces').en} {metric}"
    return f"{word('net', _KINDS[unit]).in_language(language)} {metric}"


def net_height(label: Gathering) -> Decimal:
    """The least height in mm of the figures of the net quantity; 0 where no rule is known."""
    quantity, unit = label.value("label.net_quantity"), label.value("label.net_unit")
    if quantity is None or unit not in _IN_BASE_UNITS:
        return Decimal(0)
    return least_net_height(label.order.market, quantity * _IN_BASE_UNITS[unit])


def _american(quantity: Decimal, unit: str, metric: str) -> str:
    """ "Net Wt 3.52 oz (100 g)", never more than there is (21 CFR 101.7)."""
    if unit == "pieces":
        return metric
    base = quantity * _IN_BASE_UNITS[unit]
    if unit in ("g", "kg"):
        return f"Net Wt {_shortened(base / _us()['ounce_g'])} oz ({metric})"
    return f"{_shortened(base / _us()['fluid_ounce_ml'])} fl oz ({metric})"


def _shortened(amount: Decimal) -> str:
    return format(amount.quantize(_us()["stated_to"], ROUND_DOWN).normalize(), "f")


@functools.cache
def _us() -> dict[str, Decimal]:
    row = read_toml("lopo.labels.artwork", "words.toml")["us_net"]
    return {name: Decimal(row[name]) for name in ("ounce_g", "fluid_ounce_ml", "stated_to")}

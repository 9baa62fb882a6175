"""What a country's panel declares of the nutrients in 100 g: its own energy, carbohydrate and salt.

Indonesia and the United States declare carbohydrate with its fibre and energy as 9/4/4 of fat, protein and
carbohydrate. The European Union takes fibre out of carbohydrate, counts it with a factor of its own, and
declares salt for sodium. A measured energy stands before a reckoned one.
"""

from collections.abc import Mapping
from decimal import Decimal

from lopo.nutrition.panels.energy import energy_kcal, european_energy, kilojoules, salt_from_sodium
from lopo.nutrition.recipes.amounts import Nutrients

MACRONUTRIENTS = ("fat", "protein", "carbohydrate")

Declared = Mapping[str, Decimal | None]
"""Amounts by nutrient id in 100 g, ``None`` where not known; Europe's has ``energy_kj`` and ``salt``, too."""


def declared(per_100: Nutrients, country: str) -> Declared:
    """The amounts that the panel of ``country`` (a key of ``rounding.toml``) states, per 100."""
    known = {nutrient: per_100.known(nutrient) for nutrient in per_100.per_100}
    known["energy"] = energy_of(per_100)
    return _european(known, per_100) if country == "eu" else known


def energy_of(per_100: Nutrients) -> Decimal | None:
    """Kilocalories in 100 g: as measured; else 9/4/4; else as the table of composition has it."""
    given = per_100.per_100.get("energy")
    if given is not None and given.is_known and given.by != "recipe":
        return given.value
    fat, protein, carbohydrate = (per_100.known(each) for each in MACRONUTRIENTS)
    if fat is None or protein is None or carbohydrate is None:
        return per_100.known("energy")
    return energy_kcal(fat, protein, carbohydrate)


def _european(known: dict[str, Decimal | None], per_100: Nutrients) -> Declared:
    fat, protein, carbohydrate, fibre = (known.get(each) for each in (*MACRONUTRIENTS, "fibre"))
    sodium = known.get("sodium")
    available = None
    if carbohydrate is not None and fibre is not None:
        available = max(carbohydrate - fibre, Decimal(0))
    kj, kcal = None, known["energy"]
    if kcal is not None:
        kj = kilojoules(kcal)
    if fat is not None and protein is not None and available is not None and fibre is not None:
        kj, kcal = european_energy(fat, protein, available, fibre)
    return known | {
        "energy_kj": kj,
        "energy": kcal,
        "carbohydrate": available,
        "salt": None if sodium is None else salt_from_sodium(sodium),
    }

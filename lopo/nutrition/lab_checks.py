"""What cannot be true of a laboratory's result, and what looks odd in it. Amounts in 100 g or 100 ml."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from lopo.facts.text import Text
from lopo.facts.wording import say_date, say_number
from lopo.nutrition.foods.nutrients import nutrients
from lopo.nutrition.panels.energy import energy_adds_up, energy_kcal

PER_100_G = "100_g"
_PARTS_OF_ALL = ("fat", "protein", "carbohydrate")

NOTHING = Text("Isi paling sedikit satu angka dari laporan.", "Fill in at least one amount of the report.")
PART_TOO_MUCH = Text(
    "{part} ({found} g) adalah bagian dari {whole} ({most} g), jadi tidak bisa lebih. Periksa laporannya.",
    "{part} ({found} g) is a part of {whole} ({most} g) and cannot be more. Compare with the report.",
)
MORE_THAN_ALL = Text(
    "Lemak, protein dan karbohidrat bersama {sum} g dalam 100 g: tidak mungkin. Cocokkan dengan laporan.",
    "Fat, protein and carbohydrate together are {sum} g in 100 g: that cannot be. Compare with the report.",
)
NOT_YET = Text(
    "{day} belum tiba. Tulis tanggal uji dari laporan.",
    "{day} is still to come. Write the day in the report.",
)
ODD_ENERGY = Text(
    "Energinya {stated} kkal, padahal dari lemak, protein dan karbohidrat kira-kira {summed} kkal. "
    "Cocokkan sekali lagi dengan laporan.",
    "The energy is {stated} kcal, yet fat, protein and carbohydrate give about {summed} kcal. "
    "Compare it with the report once more.",
)


def lab_faults(
    amounts: Mapping[str, Decimal], per: str, tested_on: dt.date | None, today: dt.date
) -> dict[str, Text]:
    """What cannot be, by nutrient; ``tested_on`` for the day, "" for the whole."""
    faults: dict[str, Text] = {}
    if not amounts:
        faults[""] = NOTHING
    if tested_on is not None and tested_on > today:
        faults["tested_on"] = NOT_YET.filled(day=say_date(tested_on))
    for id_, amount in amounts.items():
        whole = nutrients()[id_].part_of
        if whole in amounts and amount > amounts[whole]:
            faults[id_] = PART_TOO_MUCH.filled(
                part=nutrients()[id_].title,
                whole=nutrients()[whole].title,
                found=say_number(amount),
                most=say_number(amounts[whole]),
            )
    together = sum((amounts.get(each, Decimal(0)) for each in _PARTS_OF_ALL), Decimal(0))
    if per == PER_100_G and together > 100:
        faults.setdefault("", MORE_THAN_ALL.filled(sum=say_number(together)))
    return faults


def lab_doubts(amounts: Mapping[str, Decimal]) -> tuple[Text, ...]:
    """What is kept as it was reported, but should be looked at once more."""
    if not {"energy", *_PARTS_OF_ALL} <= set(amounts):
        return ()
    stated, parts = amounts["energy"], [amounts[each] for each in _PARTS_OF_ALL]
    if energy_adds_up(stated, *parts):
        return ()
    summed = round(energy_kcal(*parts))
    return (ODD_ENERGY.filled(stated=say_number(stated), summed=say_number(summed)),)

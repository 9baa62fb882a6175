"""What two weighings say: how much is lost in cooking, how much oil is taken up. Weights in grams.

Only water is lost (as in :mod:`lopo.nutrition.recipes.recipe`):
what comes out = ingredients + oil taken up - water.
"""

from decimal import ROUND_HALF_UP, Decimal

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.wording import say_number

HUNDREDTH = Decimal("0.01")


def loss_percent(before: Decimal, after: Decimal, oil: Decimal = Decimal(0)) -> Decimal:
    """The per cent of the ingredients' weight ``before`` that left as water, to two decimals.

    ``after`` is the finished product, ``oil`` what it took up in frying. Raises :class:`Refused` where a
    weight is not more than zero, or more comes out than went in.
    """
    _check_weight(before)
    _check_weight(after)
    if after > before + oil:
        reason = Text(
            "Jadinya {after} g, lebih berat daripada bahannya ({before} g). Kalau ditambah air, tulis airnya "
            "sebagai bahan; lalu timbang lagi.",
            "What comes out weighs {after} g, more than what went in ({before} g). If water was added, write "
            "it down as an ingredient; then weigh again.",
        )
        raise Refused(reason.filled(after=say_number(after), before=say_number(before + oil)))
    return ((before + oil - after) * 100 / before).quantize(HUNDREDTH, ROUND_HALF_UP)


def oil_taken_up(before: Decimal, after: Decimal) -> Decimal:
    """Grams of oil taken up, from the oil's weight before and after frying.

    Raises :class:`Refused` where there is none before, or more after.
    """
    _check_weight(before)
    if after < 0 or after > before:
        reason = Text(
            "Minyak sesudah menggoreng ({after} g) tidak bisa lebih banyak daripada sebelumnya ({before} g). "
            "Periksa lagi timbangannya.",
            "The oil after frying ({after} g) cannot be more than before ({before} g). "
            "Look at the scales again.",
        )
        raise Refused(reason.filled(after=say_number(after), before=say_number(before)))
    return before - after


def _check_weight(grams: Decimal) -> None:
    if grams <= 0:
        raise Refused(Text("Beratnya harus lebih dari 0 gram.", "The weight must be more than 0 grams."))

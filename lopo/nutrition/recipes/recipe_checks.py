"""What cannot be true of a recipe, said in a sentence: each check returns the number it looked at."""

from collections.abc import Mapping
from decimal import Decimal, localcontext
from fractions import Fraction

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.wording import say_number
from lopo.nutrition.foods.food import Food
from lopo.nutrition.foods.nutrients import nutrients

_PLACES = 12
_DIGITS = 80
_MOST_IN_100_G = {"g": Decimal(100), "mg": Decimal(100_000), "mcg": Decimal(100_000_000)}


def checked_grams(name: str, grams: Decimal) -> Fraction:
    """The weight of an ingredient. Raises :class:`Refused` unless it is more than zero."""
    if not grams.is_finite() or grams <= 0:
        reason = Text(
            "Berat {name} harus lebih dari 0 g, bukan {found} g.",
            "The weight of {name} must be more than 0 g, not {found} g.",
        )
        raise Refused(reason.filled(name=name, found=said(grams)))
    return Fraction(grams)


def checked_loss(percent: Decimal) -> Fraction:
    """The part lost in cooking, 0 to 1. Raises :class:`Refused` for a per cent outside 0 to 100."""
    if not percent.is_finite() or not 0 <= percent <= 100:
        reason = Text(
            "Susut paling sedikit 0 % dan paling banyak 100 %, bukan {found} %.",
            "The loss is between 0 % and 100 %, not {found} %.",
        )
        raise Refused(reason.filled(found=said(percent)))
    return Fraction(percent) / 100


def check_water(lost: Fraction, most: Fraction, edible: Fraction) -> None:
    """Raises :class:`Refused` where more water is lost than there can be. Grams."""
    if lost > most:
        reason = Text(
            "Susutnya {lost} g, padahal air di dalam {edible} g bahan paling banyak {most} g. "
            "Timbang lagi sebelum dan sesudah dimasak.",
            "The loss is {lost} g, but there is at most {most} g of water in {edible} g of ingredients. "
            "Weigh again before and after cooking.",
        )
        raise Refused(reason.filled(lost=_tenths(lost), most=_tenths(most), edible=_tenths(edible)))


def check_finished(finished: Fraction) -> None:
    """Raises :class:`Refused` where nothing is left."""
    if finished <= 0:
        raise Refused(
            Text(
                "Setelah susut tidak ada yang tersisa. Periksa persen susutnya.",
                "After the loss nothing is left. Check the per cent lost.",
            )
        )


def check_food(food: Food) -> None:
    """Raises :class:`Refused` for a food that cannot be: less than nothing, more than 100 g in 100 g."""
    for nutrient, amount in food.per_100.items():
        known = nutrients().get(nutrient)
        most = _MOST_IN_100_G.get(known.unit) if known else None
        if not amount.is_finite() or amount < 0 or (most is not None and amount > most):
            title = known.title if known else Text.same(nutrient)
            reason = Text(
                "{food}: {nutrient} {found} dalam 100 g tidak mungkin. Benahi tabelnya.",
                "{food}: {nutrient} {found} in 100 g cannot be. Mend the table.",
            )
            raise Refused(reason.filled(food=food.name, nutrient=title, found=said(amount)))
    edible = food.edible_percent
    if edible is not None and not (edible.is_finite() and 0 < edible <= 100):
        reason = Text(
            "{food}: bagian yang dapat dimakan {found} % tidak mungkin. Benahi tabelnya.",
            "{food}: an edible part of {found} % cannot be. Mend the table.",
        )
        raise Refused(reason.filled(food=food.name, found=said(edible)))


def check_chain(name: str, path: tuple[str, ...], deepest: int) -> None:
    """Raises :class:`Refused` for a recipe that contains itself, with the chain, or stands too deep."""
    if name in path:
        chain = " → ".join((*path[path.index(name) :], name))
        raise Refused(
            Text(
                f"Resep ini memuat dirinya sendiri: {chain}. Hapus salah satunya.",
                f"This recipe contains itself: {chain}. Take one of them out.",
            )
        )
    if len(path) >= deepest:
        raise Refused(
            Text(
                f"Paling banyak {deepest} resep di dalam resep.", f"At most {deepest} recipes in one another."
            )
        )


def recipe_named(name: str, book: Mapping[str, object]) -> str:
    """The name of a recipe of the book. Raises :class:`Refused` where there is none."""
    if name not in book:
        raise Refused(Text(f"Resep “{name}” tidak ada.", f"There is no recipe “{name}”."))
    return name


def decimal_of(fraction: Fraction) -> Decimal:
    """The fraction with twelve decimals, half to even, without zeros at its end."""
    with localcontext() as context:
        context.prec = _DIGITS
        number = Decimal(round(fraction * 10**_PLACES)).scaleb(-_PLACES)
        whole = number.to_integral_value()
        return whole if number == whole else number.normalize()


def said(number: Decimal) -> Text:
    """A number as people write it, whatever it is."""
    return say_number(number) if number.is_finite() else Text.same(str(number))


def _tenths(grams: Fraction) -> Text:
    return say_number(decimal_of(Fraction(round(grams * 10), 10)))

"""What the nutrition page of a product lists: amounts in 100 g by source, and what the label prints."""

from dataclasses import dataclass
from decimal import Decimal

from lopo.facts.dossier import Dossier
from lopo.facts.text import Text
from lopo.nutrition.facts import PANEL
from lopo.nutrition.foods.nutrients import Nutrient, nutrients
from lopo.nutrition.panels.agreement import agrees
from lopo.nutrition.panels.declared import declared, energy_of
from lopo.nutrition.panels.panel_of import serving_of
from lopo.nutrition.panels.rounding import INDONESIA, rounded
from lopo.nutrition.recipes.amounts import Amount, Nutrients
from lopo.nutrition.recipes.per_100 import COMPULSORY, best_nutrients, lab_nutrients, recipe_answer


@dataclass(frozen=True, slots=True)
class AmountRow:
    """One nutrient in 100 g or ml, in its unit: from the recipe, from the laboratory, and how they differ.

    ``recipe`` with ``share`` below 100 (per cent of the recipe's weight) is an "at least"; ``lacking`` names
    the ingredients that leave it open, ``borrowed`` those taken from a like food. ``is_far`` where the two
    differ by more than the tolerance between a label and the truth.
    """

    nutrient: Nutrient
    recipe: Decimal | None = None
    share: Decimal = Decimal(0)
    lacking: tuple[str, ...] = ()
    borrowed: tuple[str, ...] = ()
    lab: Decimal | None = None
    difference: Decimal | None = None
    is_far: bool = False

    @property
    def is_known(self) -> bool:
        """Whether it may be printed."""
        return self.lab is not None or (self.recipe is not None and self.share == 100)

    @property
    def is_compulsory(self) -> bool:
        return self.nutrient.id in COMPULSORY


def amount_rows(dossier: Dossier) -> tuple[AmountRow, ...]:
    """The seven compulsory nutrients, then the others of which something is known."""
    answer, lab = recipe_answer(dossier), lab_nutrients(dossier)
    computed = None if answer is None else answer.nutrients
    if computed is None and lab is None:
        return ()
    rows = {id_: _row(nutrient, computed, lab) for id_, nutrient in nutrients().items()}
    others = (row for id_, row in rows.items() if id_ not in COMPULSORY)
    known = (row for row in others if row.lab is not None or row.share > 0)
    return (*(rows[id_] for id_ in COMPULSORY), *known)


def _row(nutrient: Nutrient, computed: Nutrients | None, lab: Nutrients | None) -> AmountRow:
    amount = None if computed is None else _from_recipe(nutrient.id, computed)
    measured = None if lab is None else lab.known(nutrient.id)
    value = None if amount is None or amount.known_share == 0 else amount.value
    same_basis = computed is not None and lab is not None and computed.basis == lab.basis
    both = (
        value is not None and measured is not None and same_basis and amount is not None and amount.is_known
    )
    return AmountRow(
        nutrient=nutrient,
        recipe=value,
        share=Decimal(0) if amount is None else amount.known_share * 100,
        lacking=() if amount is None else amount.lacking,
        borrowed=() if amount is None else amount.borrowed,
        lab=measured,
        difference=measured - value if both and measured is not None and value is not None else None,
        is_far=bool(both and not _near(nutrient.id, value, measured)),
    )


def _near(nutrient: str, one: Decimal | None, other: Decimal | None) -> bool:
    """Whether two amounts agree; one that no panel rounds is not judged."""
    if one is None or other is None:
        return True
    try:
        return agrees(one, other, nutrient)
    except KeyError:
        return True


def _from_recipe(nutrient: str, computed: Nutrients) -> Amount | None:
    if nutrient == "energy" and (factored := energy_of(computed)) is not None:
        return Amount(factored)
    return computed.per_100.get(nutrient)


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One amount per serving: what the label prints, what it should print, and whether they agree."""

    nutrient: Nutrient
    printed: Decimal | None
    wanted: Decimal | None
    agrees: bool | None


def printed_rows(dossier: Dossier) -> tuple[PrintedRow, ...]:
    """The seven amounts of the label that stands; none where it prints no amount at all."""
    printed = {nutrient: dossier.value(fact) for fact, nutrient in PANEL.items()}
    if all(amount is None for amount in printed.values()):
        return ()
    wanted = _per_serving(dossier)
    return tuple(
        _printed_row(nutrients()[each], amount, wanted.get(each)) for each, amount in printed.items()
    )


def _per_serving(dossier: Dossier) -> dict[str, Decimal]:
    known = best_nutrients(dossier)
    factor = None if known is None else serving_of(dossier).factor(known.basis)
    if known is None or factor is None:
        return {}
    amounts = declared(known, INDONESIA)
    return {each: amount * factor for each, amount in amounts.items() if amount is not None}


def _printed_row(nutrient: Nutrient, printed: Decimal | None, wanted: Decimal | None) -> PrintedRow:
    return PrintedRow(
        nutrient=nutrient,
        printed=printed,
        wanted=None if wanted is None else rounded(nutrient.id, wanted, INDONESIA).amount,
        agrees=None if printed is None or wanted is None else agrees(printed, wanted, nutrient.id),
    )


def route_held(dossier: Dossier) -> str | None:
    """The route of the number that the product holds: ``md``, ``pirt``, or ``None`` where it holds none."""
    if dossier.value("permit.md.number"):
        return "md"
    return "pirt" if dossier.value("permit.pirt.number") else None


PROOFS = {
    "lab": Text("Hasil uji laboratorium", "Laboratory result"),
    "estimate": Text(
        "Perkiraan dari resep, bukan uji laboratorium", "An estimate from the recipe, not a laboratory test"
    ),
    "part": Text(
        "Sebagian hasil laboratorium, sebagian perkiraan dari resep",
        "Partly a laboratory result, partly an estimate from the recipe",
    ),
}


def proof_words(dossier: Dossier, proof: str) -> Text:
    """What the amounts of a panel rest on, in words; ``proof`` is the panel's."""
    if proof != "lab" and lab_nutrients(dossier) is not None:
        return PROOFS["part"]
    return PROOFS["lab" if proof == "lab" else "estimate"]

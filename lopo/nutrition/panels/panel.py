"""The nutrition panel of one country, ready to be set in type: rows and cells as they print.

Countries, rows and words: ``panels/*.toml``; rounding: ``rounding.toml``; per cents:
``reference_values.toml``. What is not known stays open and is named; it never prints as zero.
"""

from dataclasses import dataclass
from decimal import Decimal

from lopo.facts.text import Text
from lopo.nutrition.panels.declared import Declared, declared
from lopo.nutrition.panels.household_measure import measure_text
from lopo.nutrition.panels.panel_cells import NOTHING, amount_cell, number_text, percent_cell, size_text
from lopo.nutrition.panels.panel_layout import PanelLayout, RowLayout, layout_of
from lopo.nutrition.panels.reference_values import reference_value
from lopo.nutrition.panels.rounding import rounded
from lopo.nutrition.panels.serving import Serving
from lopo.nutrition.recipes.amounts import Nutrients

COUNTRIES = ("id", "us", "eu")
PROOFS = ("none", "estimate", "published", "lab")

ESTIMATE = Text(
    "Angka ini perkiraan, bukan hasil laboratorium.", "These amounts are an estimate, not laboratory results."
)
NO_SERVING = Text(
    "Takaran saji belum diisi, jadi jumlah per sajian belum bisa dihitung.",
    "The serving is not filled in, so the amounts per serving cannot be worked out.",
)
NO_WEIGHT = Text(
    "Berat satu takaran saji dalam gram belum ditimbang, jadi jumlah per ml belum bisa dihitung.",
    "One serving has not been weighed in grams, so the amounts per ml cannot be worked out.",
)
NO_COUNT = Text(
    "Jumlah sajian per kemasan belum diketahui. Tulis berapa sajian isinya, "
    "atau takaran sajinya dalam satuan yang sama dengan isi bersih.",
    "The number of servings in a pack is not known. Write how many it holds, "
    "or give the serving in the unit of the net quantity.",
)


@dataclass(frozen=True, slots=True)
class PanelRow:
    """One line. ``cells`` holds one text a column of the panel, with its unit.

    A cell of ``None`` is not known; an empty text is a place where nothing prints. ``level`` is how far the
    title is indented (0, 1, 2); ``bold`` whether it prints bold.
    """

    nutrient: str
    title: Text
    cells: tuple[Text | None, ...]
    level: int = 0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel. ``country`` is ``id``, ``us`` or ``eu``; ``proof`` is none, estimate, published or lab.

    ``lead`` holds the lines above the table (serving, servings per pack), ``columns`` the heads of the cells,
    ``unknown`` the compulsory nutrients that nobody knows, ``warnings`` what its maker must be told.
    ``has_serving`` is false where amounts stay open because the serving, or its weight, is not known;
    ``has_count`` where a serving is stated and nobody knows how many a pack holds.
    """

    country: str
    title: Text
    lead: tuple[Text, ...]
    columns: tuple[Text, ...]
    rows: tuple[PanelRow, ...]
    footnotes: tuple[Text, ...]
    proof: str
    unknown: tuple[str, ...] = ()
    warnings: tuple[Text, ...] = ()
    has_serving: bool = True
    has_count: bool = True

    @property
    def complete(self) -> bool:
        """Whether every compulsory amount is known and can be stated: the panel may be printed."""
        return not self.unknown and self.has_serving and self.has_count

    @property
    def missing(self) -> tuple[Text, ...]:
        """What keeps the panel from being printed, by the names that the panel gives it."""
        titles = [row.title for row in self.rows if row.nutrient in self.unknown]
        serving = () if self.has_serving else (Text("takaran saji", "serving"),)
        count = () if self.has_count else (Text("jumlah sajian per kemasan", "servings per pack"),)
        return (*titles, *serving, *count)


def make_panel(country: str, per_100: Nutrients, serving: Serving, proof: str = "estimate") -> Panel:
    """The panel of ``country`` for amounts in 100 g or ml.

    Raises :class:`KeyError` for a country without a panel, :class:`ValueError` for an unknown proof.
    """
    if proof not in PROOFS:
        raise ValueError(f"proof {proof!r} is not one of {', '.join(PROOFS)}")
    layout = layout_of(country)
    amounts = declared(per_100, layout.rules)
    factors = _factors(layout, per_100, serving)
    return Panel(
        country=country,
        title=layout.title,
        lead=_lead(serving, layout),
        columns=_columns(per_100, serving, layout),
        rows=tuple(_row(row, amounts, factors, layout) for row in layout.rows),
        footnotes=_footnotes(layout, serving),
        proof=proof,
        unknown=tuple(
            row.nutrient for row in layout.rows if row.compulsory and amounts.get(row.nutrient) is None
        ),
        warnings=_warnings(layout, per_100, serving, proof),
        has_serving=None not in factors,
        has_count=serving.size is None or serving.count is not None,
    )


def _factors(layout: PanelLayout, per_100: Nutrients, serving: Serving) -> tuple[Decimal | None, ...]:
    """What amounts in 100 are multiplied by, column by column; the last also gives the per cent."""
    eaten = serving.factor(per_100.basis)
    if "per_100" not in layout.text:
        return (eaten,)
    per_100_factor = Decimal(1) if serving.size is None else serving.basis_per_unit(per_100.basis)
    return (per_100_factor,) if serving.size is None else (per_100_factor, eaten)


def _row(
    row: RowLayout, amounts: Declared, factors: tuple[Decimal | None, ...], layout: PanelLayout
) -> PanelRow:
    cells = [amount_cell(row, amounts, factor, layout) for factor in factors]
    title = row.title
    if row.around is not None and cells[-1] is not None:
        title, cells[-1] = row.around.filled(amount=cells[-1]), NOTHING
    if len(factors) > 1 or "per_100" not in layout.text:
        cells.append(percent_cell(row, amounts, factors[-1], layout))
    return PanelRow(row.nutrient, title, tuple(cells), row.level, row.bold)


def _lead(serving: Serving, layout: PanelLayout) -> tuple[Text, ...]:
    """The lines above the table, in the order in which the country prints them."""
    if serving.size is None or serving.is_whole_pack:
        return ()
    size = size_text(serving.size, serving.unit, layout)
    if serving.measure:
        size = layout.text["with_measure"].filled(size=size, measure=measure_text(serving.measure))
    lines = {"serving": layout.text["serving"].filled(size=size)}
    if serving.count is not None:
        lines["servings"] = _count_line(serving.count, layout)
    return tuple(lines[name] for name in layout.text if name in lines)


def _count_line(count: Decimal, layout: PanelLayout) -> Text:
    near = max(rounded("servings", count, layout.rules).amount, Decimal("0.5"))
    number = number_text(near)
    said = number if near == count else layout.text["about"].filled(count=number)
    return layout.text["one_serving" if near == 1 else "servings"].filled(count=said)


def _columns(per_100: Nutrients, serving: Serving, layout: PanelLayout) -> tuple[Text, ...]:
    words = layout.text
    unit = per_100.basis if serving.size is None else serving.unit
    heads = [words["per_100"].filled(unit=unit)] if "per_100" in words else []
    if heads and serving.size is None:
        return tuple(heads)
    eaten = NOTHING if serving.eaten is None else size_text(serving.eaten, serving.unit, layout)
    name = "amount_per_pack" if serving.is_whole_pack else "amount"
    return (*heads, words[name].filled(size=eaten), words["percent"])


def _footnotes(layout: PanelLayout, serving: Serving) -> tuple[Text, ...]:
    if "per_100" in layout.text and serving.size is None:
        return ()
    references = {
        name: number_text(value)
        for name in ("energy", "energy_kj")
        if (value := reference_value(name, layout.rules)) is not None
    }
    plain = Text.same(str(reference_value("energy", layout.rules)))
    return tuple(note.filled(**references, energy_plain=plain) for note in layout.footnotes)


def _warnings(layout: PanelLayout, per_100: Nutrients, serving: Serving, proof: str) -> tuple[Text, ...]:
    said = [] if proof in ("lab", "published") else [ESTIMATE]
    if serving.size is None and "per_100" not in layout.text:
        said.append(NO_SERVING)
    elif serving.size is not None and serving.basis_per_unit(per_100.basis) is None:
        said.append(NO_WEIGHT)
    if serving.size is not None and serving.count is None:
        said.append(NO_COUNT)
    return tuple(said)

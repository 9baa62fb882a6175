"""The definition of a fact: its name, kind, unit, meaning and the question that asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from lopo.facts import kinds
from lopo.facts.figures import say_number, say_rupiah
from lopo.facts.kinds import Refused, Value
from lopo.facts.text import Text
from lopo.facts.units import with_unit

SUBJECTS = ("business", "product")


@dataclass(frozen=True, slots=True)
class FactDefinition:
    """One entry of the catalogue of facts.

    ``name`` is dotted (``label.net_quantity``); its first part is the section of the dossier. ``kind`` is a
    key of :data:`lopo.facts.kinds.READERS`. ``unit`` is printed after numbers (``g``, ``mg/kg``, ``days``).
    ``computed_by`` names the module that works the fact out; such a fact is never asked,
    but the facts of ``computed_from`` are. ``asks`` is the
    question put to a person. ``subject`` says whether it is true of the whole business or of one product.
    ``never_empty`` is for a list that has something in it in every product, such as its ingredients.
    ``given`` marks what nobody changes to meet a demand, such as whether the product is liquid.
    ``apart`` marks a worked-out fact whose sources are asked on a page of their own, not among the questions
    that the standards put.
    ``lapses_with`` names the facts that it speaks about: when one of them changes, it counts no more.
    """

    name: str
    kind: str
    title: Text
    package: str
    subject: str = "product"
    unit: str = ""
    asks: Text | None = None
    help: Text | None = None
    choices: Mapping[str, Text] = field(default_factory=dict)
    least: Decimal | None = None
    most: Decimal | None = None
    never_empty: bool = False
    given: bool = False
    apart: bool = False
    lapses_with: tuple[str, ...] = ()
    computed_by: str = ""
    computed_from: tuple[str, ...] = ()

    @property
    def section(self) -> str:
        """The part of the dossier it stands in: ``label`` of ``label.net_quantity``."""
        return self.name.split(".", 1)[0]

    @property
    def is_computed(self) -> bool:
        return bool(self.computed_by)

    def read(self, raw: object) -> Value:
        """Turn typed input into this fact's value, or raise :class:`Refused` with a sentence."""
        value = kinds.READERS[self.kind](raw)
        if self.kind == "choice" and value not in self.choices:
            raise Refused(self._choices_wanted(str(value)))
        if self.kind == "list" and self.choices and isinstance(value, tuple):
            for part in value:
                if part not in self.choices:
                    raise Refused(self._choices_wanted(str(part)))
        if self.never_empty and value == ():
            raise Refused(Text("Tulis paling sedikit satu.", "Write at least one."))
        if self.kind in kinds.NUMBERS:
            self._check_range(Decimal(value))  # type: ignore[arg-type]
        return value

    def _choices_wanted(self, found: str) -> Text:
        codes = ", ".join(self.choices)
        return Text(
            f"“{found}” bukan pilihan di sini. Pilih salah satu: {codes}.",
            f"“{found}” is not a choice here. Choose one of: {codes}.",
        )

    def _check_range(self, number: Decimal) -> None:
        if self.least is not None and number < self.least:
            raise Refused(
                Text("Paling sedikit {bound}.", "At least {bound}.").filled(bound=self._said(self.least))
            )
        if self.most is not None and number > self.most:
            raise Refused(
                Text("Paling banyak {bound}.", "At most {bound}.").filled(bound=self._said(self.most))
            )

    def _said(self, bound: Decimal) -> Text:
        figure = say_rupiah(bound) if self.kind == "rupiah" else say_number(bound)
        return with_unit(figure, self.unit)

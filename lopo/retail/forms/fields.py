"""What the forms of trade share: their own number, counts, days, reasons as choices."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lopo.costing.forms.fields import ReadField
from lopo.facts.figures import say_rupiah
from lopo.facts.kinds import Refused, read_whole
from lopo.facts.text import Text
from lopo.producers.forms import language
from lopo.producers.number_field import CountField
from lopo.quality.forms.trace import DateField
from lopo.retail.trade.order import MOST_PIECES
from lopo.retail.trade.reasons import reasons

__all__ = ["MOST_PRICE_IDR", "DateField", "MoneyField", "Pieces", "ReasonField", "WordsField"]


class Pieces(CountField):
    """A count of pieces; nothing typed is nought."""

    def __init__(self, *, least: int = 0, most: int = MOST_PIECES, **options: Any) -> None:
        options.setdefault("required", least > 0)
        super().__init__(min_value=least, max_value=most, **options)

    def clean(self, value: Any) -> int:
        return super().clean(value) or 0


class ReasonField(forms.ChoiceField):
    """One reason of a group, in the reader's words."""

    def __init__(self, group: str, **options: Any) -> None:
        self.group = group
        super().__init__(choices=self._listed, **options)

    def _listed(self) -> list[tuple[str, Any]]:
        named = [(each.code, each.title.in_language(language())) for each in reasons(self.group).values()]
        return [("", _("Choose")), *named]


class WordsField(forms.CharField):
    """Some words more; they may stay empty."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        options.setdefault("max_length", 500)
        options.setdefault("required", False)
        super().__init__(**options)


MOST_PRICE_IDR = 1_000_000_000
"""Of one piece."""


def _money(most: int | None) -> Callable[[object], int]:
    def read(raw: object) -> int:
        amount = read_whole(raw)
        if amount < 1:
            raise Refused(Text("Tulis berapa rupiah.", "Say how many rupiah."))
        if most is not None and amount > most:
            said = Text(
                "Paling banyak {most}. Periksa angkanya.", "At most {most}. Look at the number again."
            )
            raise Refused(said.filled(most=say_rupiah(most)))
        return amount

    return read


class MoneyField(ReadField):
    """Whole rupiah, at least one and at most ``most``; grouped as it is typed."""

    def __init__(self, *, most: int | None = None, **options: Any) -> None:
        attributes = {"inputmode": "numeric", "autocomplete": "off", "data-rupiah": ""}
        options.setdefault("widget", forms.TextInput(attrs=attributes))
        super().__init__(_money(most), **options)

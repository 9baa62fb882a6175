"""Forms of a file of the tills: the file, its days and shop, what its columns are, whose its codes are."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lopo.facts.figures import say_number
from lopo.facts.kinds import Refused
from lopo.facts.table_file import check_size
from lopo.facts.text import Text
from lopo.producers.forms import language
from lopo.retail.forms.fields import DateField
from lopo.retail.models import Store
from lopo.retail.sellout.days import Span
from lopo.retail.sellout.layout import FIND_IN, Layout
from lopo.retail.sellout.numbers import read_number
from lopo.retail.sellout.titles import DAYS_TITLES, ROLE_TITLES, STORE_TITLES, lacks
from lopo.retail.sellout.words import ONCE
from lopo.standards.record_forms import SentOnceForm

SKIP = "-"
"""Chosen for a shop whose sales are of no concern."""
ACCEPTED = ".xlsx,.xls,.ods,.csv,.txt,.prn,.htm,.html,.xml,.json,.zip"


def _choices(titles: Mapping[str, Text]) -> list[tuple[str, str]]:
    return [(code, title.in_language(language())) for code, title in titles.items()]


MOST_INSIDE = 5_000


class FileForm(SentOnceForm):
    """A report of the tills as a file; gives its bytes and its name."""

    file = forms.FileField(label=_("Report of the tills (Excel or CSV)"), allow_empty_file=True)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].widget.attrs["accept"] = ACCEPTED

    def clean_file(self) -> tuple[str, bytes]:
        upload = self.cleaned_data["file"]
        try:
            check_size(upload.size)
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason.in_language(language())) from None
        name = "".join(letter for letter in upload.name or "" if letter.isprintable())
        return name, upload.read()


class ColumnsForm(forms.Form):
    """What each column of a heading means, and where shop and days are told."""

    store_from = forms.ChoiceField(label=_("Where is the shop told?"))
    days_from = forms.ChoiceField(label=_("Where are the days told?"))

    def __init__(
        self, *args: Any, layout: Layout, shown: Mapping[tuple[str, int], str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.layout = layout
        self.fields["store_from"].choices = _choices(STORE_TITLES)  # type: ignore[attr-defined]
        self.fields["days_from"].choices = _choices(DAYS_TITLES)  # type: ignore[attr-defined]
        self.fields["store_from"].initial, self.fields["days_from"].initial = (
            layout.store_from,
            layout.days_from,
        )
        if layout.wide:
            self.fields["wide_measure"] = forms.ChoiceField(
                label=_("What do the other columns count, where they do not say it?"),
                choices=[(each, ROLE_TITLES[each].in_language(language())) for each in ("pieces", "value")],
                initial=layout.wide_measure,
                required=False,
            )
        for place, each in enumerate(layout.columns):
            self.fields[f"role-{place}"] = forms.ChoiceField(
                label=shown.get((each.heading, each.nth), each.heading),
                choices=_choices(ROLE_TITLES),
                initial=each.role,
            )

    def told(self) -> Layout:
        """The layout as it was told."""
        columns = tuple(
            replace(each, role=self.cleaned_data[f"role-{place}"])
            for place, each in enumerate(self.layout.columns)
        )
        return replace(
            self.layout,
            columns=columns,
            store_from=self.cleaned_data["store_from"],
            days_from=self.cleaned_data["days_from"],
            wide_measure=self.cleaned_data.get("wide_measure") or self.layout.wide_measure,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        layout = self.told()
        roles = [each.role for each in layout.columns if each.role in ONCE]
        for role in dict.fromkeys(each for each in roles if roles.count(each) > 1):
            said = Text('Dua kolom dipilih sebagai "{role}". Pilih satu saja.',
                        'Two columns are chosen as "{role}". Choose one.')  # fmt: skip
            self.add_error(None, said.filled(role=ROLE_TITLES[role]).in_language(language()))
        for lacking in lacks(layout):
            self.add_error(None, lacking.in_language(language()))
        return cleaned


class HeadingForm(forms.Form):
    """Which row heads the file, where it was not found."""

    sheet = forms.IntegerField(min_value=1, max_value=99, required=False, widget=forms.HiddenInput)
    row = forms.IntegerField(
        label=_("In which row do the column headings stand?"), min_value=1, max_value=FIND_IN
    )
    high = forms.ChoiceField(
        label=_("How high are they?"), choices=[("1", _("one row")), ("2", _("two rows"))], required=False
    )


class SpanForm(forms.Form):
    """The days that a file is about, where it does not say them."""

    first = DateField(label=_("Sales from"))
    last = DateField(label=_("Until and with"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and cleaned["first"] > cleaned["last"]:
            self.add_error("last", _("This day is before the first one. Correct it."))
        return cleaned

    def span(self) -> Span:
        """Both days."""
        return Span(self.cleaned_data["first"], self.cleaned_data["last"])


class MarkForm(forms.Form):
    """Whether a count such as ``1.000`` is one piece or a thousand."""

    mark = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, count: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["mark"].label = _('How many pieces is "%(count)s"?') % {"count": count}
        marks = (",", ".") if "," in count else (".", ",")
        told = [(mark, say_number(read_number(count, mark)).in_language(language())) for mark in marks]
        choices = [(mark, _("%(count)s pieces") % {"count": number}) for mark, number in told]
        self.fields["mark"].choices = choices  # type: ignore[attr-defined]


class OneStoreForm(forms.Form):
    """The shop that a whole file is of."""

    store = forms.ChoiceField(label=_("Of which shop are these sales?"))

    def __init__(self, *args: Any, stores: Sequence[Store], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["store"].choices = [(each.code, each.name) for each in stores]  # type: ignore[attr-defined]


class StoresForm(forms.Form):
    """Which shop is meant by each name that nobody explained yet."""

    def __init__(self, *args: Any, names: Sequence[str], stores: Sequence[Store], **options: Any) -> None:
        super().__init__(*args, **options)
        self.names = names
        listed = [(str(each.pk), each.name) for each in stores]
        choices = [("", _("Choose")), *listed, (SKIP, _("not to be kept here"))]
        for place, name in enumerate(names):
            self.fields[f"store-{place}"] = forms.ChoiceField(label=name, choices=choices)

    def told(self) -> dict[str, int | None]:
        """The shop of each name, or nothing where it is of no concern."""
        chosen = [self.cleaned_data[f"store-{place}"] for place in range(len(self.names))]
        return {
            name: None if each == SKIP else int(each) for name, each in zip(self.names, chosen, strict=True)
        }


class CartonsForm(forms.Form):
    """How many pieces a carton holds, of each product and word for it; the makers' own book fills it in."""

    def __init__(
        self,
        *args: Any,
        asked: Sequence[tuple[int, str]],
        names: Mapping[int, str],
        booked: Mapping[int, int],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.asked = asked
        for place, (product, unit) in enumerate(asked):
            self.fields[f"inside-{place}"] = forms.IntegerField(
                label=f"{names.get(product, product)}: 1 {unit} =",
                min_value=1,
                max_value=MOST_INSIDE,
                initial=booked.get(product),
                help_text=_("pieces"),
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def told(self) -> dict[tuple[int, str], int]:
        """Pieces in one of each."""
        return {key: self.cleaned_data[f"inside-{place}"] for place, key in enumerate(self.asked)}

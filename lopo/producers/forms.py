"""Forms of the producers' pages. One question is a form of its own, made from the fact's definition."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lopo.accounts.models import Person
from lopo.accounts.phone import read_phone
from lopo.facts.definition import FactDefinition
from lopo.facts.kinds import Item, Refused, Value, read_date, read_text
from lopo.facts.text import Text
from lopo.producers.evidence import CleanFile, check_size, clean_upload
from lopo.producers.models import KINDS, PAPERS, Kelurahan, Paper, Product
from lopo.producers.papers import CHECKS, check_number

SPARE_ROWS = 5
GROUPED = "recipe.additives"
KIND_TITLES = {"food": _("Food"), "drink": _("Drink"), "craft": _("Craft"), "textile": _("Weaving or cloth")}

PAPER_TITLES = {
    "nib": _("NIB"),
    "pirt": _("P-IRT"),
    "md": _("BPOM MD"),
    "halal": _("Halal certificate"),
    "brand": _("Brand"),
    "gtin": _("Barcode (GTIN)"),
    "haccp": _("HACCP"),
    "pkp": _("Food-safety course (PKP)"),
    "cppob": _("CPPOB"),
    "sni": _("SNI"),
}


def language() -> str:
    return get_language() or "id"


class OneLine(forms.CharField):
    """A line of text as the facts take it: spaces tidied, hidden and direction-changing marks refused."""

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        try:
            return read_text(typed)
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason.in_language(language())) from None


class BusinessForm(forms.Form):
    """A business and where it is."""

    name = OneLine(label=_("Name of the business"), max_length=160)
    kelurahan = forms.ModelChoiceField(
        Kelurahan.objects.all(), label=_("Kelurahan"), empty_label=_("Choose a kelurahan")
    )


class ProductForm(forms.Form):
    """A new product: its name and what it is."""

    name = OneLine(label=_("Name of the product"), max_length=160)
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=[(k, KIND_TITLES[k]) for k, _k in KINDS], widget=forms.RadioSelect
    )


class AssistedForm(BusinessForm):
    """An owner without a smartphone, entered by an officer."""

    owner = OneLine(label=_("Name of the owner"), max_length=120)
    phone = forms.CharField(label=_("Phone, if there is one"), max_length=30, required=False)
    field_order = ("owner", "phone", "name", "kelurahan")

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        if not typed:
            return ""
        phone = read_phone(typed)
        if isinstance(phone, Text):
            raise forms.ValidationError(phone.in_language(language()))
        if Person.objects.filter(phone=phone).exists():
            raise forms.ValidationError(
                _("This number has an account already. The owner can sign in with it.")
            )
        return phone


class PaperForm(forms.ModelForm):
    """One paper: which, of what, its number, its dates, and a photo or PDF of it."""

    product = forms.ModelChoiceField(
        Product.objects.none(),
        label=_("It belongs to"),
        required=False,
        to_field_name="public_id",
        empty_label=_("The whole business"),
        error_messages={"invalid_choice": _("Choose the product this paper belongs to.")},
    )
    photo = forms.FileField(label=_("Photo or PDF"), required=False)
    field_order = ("kind", "product")

    class Meta:
        model = Paper
        fields = ("kind", "number", "issued_on", "valid_until")
        widgets = {  # noqa: RUF012 - Django's own way
            "issued_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "valid_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        labels = {  # noqa: RUF012
            "kind": _("Which paper"),
            "number": _("Number"),
            "issued_on": _("Issued on"),
            "valid_until": _("Valid until"),
        }

    def __init__(self, *args: Any, products: QuerySet[Product] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if products is not None:
            self.fields["product"].queryset = products  # type: ignore[attr-defined]
        self.fields["kind"].choices = [(kind, PAPER_TITLES[kind]) for kind in PAPERS]  # type: ignore[attr-defined]
        self.warnings: list[str] = []

    def clean_photo(self) -> CleanFile | None:
        upload = self.cleaned_data.get("photo")
        if not upload:
            return None
        try:
            # Asked before reading: a file of gigabytes is not taken into memory to be refused.
            check_size(upload.size)
            return clean_upload(upload.read())
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason.in_language(language())) from None

    def clean_number(self) -> str:
        try:
            return read_text(self.cleaned_data["number"])
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason.in_language(language())) from None

    def _clean_day(self, name: str) -> dt.date | None:
        """A day within living memory, as the facts take it; a slip of the year is refused."""
        day: dt.date | None = self.cleaned_data[name]
        if day is None:
            return None
        try:
            read_date(day.isoformat())
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason.in_language(language())) from None
        return day

    def clean_issued_on(self) -> dt.date | None:
        return self._clean_day("issued_on")

    def clean_valid_until(self) -> dt.date | None:
        return self._clean_day("valid_until")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind, number = cleaned.get("kind"), cleaned.get("number")
        if kind in ("nib", "pirt", "md", "halal", "gtin") and number:
            check = check_number(kind, number)
            for problem in check.problems:
                self.add_error("number", problem.in_language(language()))
            self.warnings = [warning.in_language(language()) for warning in check.warnings]
        first, last = cleaned.get("issued_on"), cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("This is before the day of issue."))
        return cleaned


class AnswerForm:
    """The answer to one question, read by the fact's own definition. What was typed is kept on error."""

    def __init__(self, definition: FactDefinition, data: Any = None, current: Value | None = None) -> None:
        self.definition = definition
        self.data = data
        self.current = current
        self.error = ""
        self.warnings: list[str] = []

    def read(self) -> object:
        """What was answered, as the definition takes it; raises :class:`Refused` with a sentence."""
        raw = self._raw()
        if raw == "" and self.definition.kind == "list":
            raw = []
        if raw in (None, "") and self.definition.kind not in ("text",):
            raise Refused(
                Text("Jawab dulu, atau pilih “Belum tahu”.", "Answer first, or choose “Not known yet”.")
            )
        self.definition.read(raw)
        self.warnings = self._check_number(str(raw)) if raw else []
        return raw

    def _check_number(self, number: str) -> list[str]:
        """What looks unusual in the number of a paper; one that cannot be right is refused."""
        section, _dot, rest = self.definition.name.partition(".")
        kind, _dot, part = rest.partition(".")
        if section != "permit" or part != "number" or kind not in CHECKS:
            return []
        check = check_number(kind, number)
        if check.problems:
            raise Refused(check.problems[0])
        return [warning.in_language(language()) for warning in check.warnings]

    def _raw(self) -> object:
        if self.definition.kind == "items":
            names, amounts = self.data.getlist("name"), self.data.getlist("amount")
            groups = self.data.getlist("group") or [""] * len(names)
            rows = zip(names, amounts, groups, strict=False)
            return [
                {"name": name, "group": group, **({"amount": amount} if amount.strip() else {})}
                for name, amount, group in rows
                if name.strip() or amount.strip()
            ]
        if self.definition.kind == "list" and self.definition.choices:
            return self.data.getlist("value")
        return self.data.get("value", "")

    @property
    def shown(self) -> str:
        """What stands in the field: what was typed, or what is on record."""
        if self.data is not None:
            return str(self.data.get("value", ""))
        if self.current is None:
            return ""
        if isinstance(self.current, bool):
            return "true" if self.current else "false"
        if isinstance(self.current, tuple):
            return "\n".join(str(part) for part in self.current)
        return str(self.current)

    @property
    def options(self) -> list[tuple[str, str, bool]]:
        """Code, title and whether chosen, for the choices and for yes or no."""
        if self.definition.kind == "yes_no":
            pairs = [("true", str(_("Yes"))), ("false", str(_("No")))]
        else:
            pairs = [(code, text.in_language(language())) for code, text in self.definition.choices.items()]
        chosen = set(self.data.getlist("value")) if self.data is not None else self._recorded()
        return [(code, title, code in chosen) for code, title in pairs]

    def _recorded(self) -> set[str]:
        if isinstance(self.current, tuple):
            return {str(part) for part in self.current}
        return {self.shown} if self.current is not None else set()

    @property
    def grouped(self) -> bool:
        """Whether the lines have a class, too, such as preservative or colour."""
        return self.definition.name == GROUPED or any(row.group for row in self.rows)

    @property
    def rows(self) -> list[Item]:
        """The lines of an ``items`` fact, and some spare ones."""
        spare = [Item("") for _row in range(SPARE_ROWS)]
        if self.data is not None:
            typed = self._raw()
            lines = typed if isinstance(typed, list) else []
            return [Item(row["name"], row.get("amount"), row.get("group", "")) for row in lines] + spare
        recorded = self.current if isinstance(self.current, tuple) else ()
        return [part for part in recorded if isinstance(part, Item)] + spare

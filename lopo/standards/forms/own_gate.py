"""Forms of a gate that is written here. Nobody writes code: a fact, a word, a value."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lopo.accounts.models import Organisation
from lopo.costing.forms.fields import ReadField
from lopo.facts.catalogue import load_catalogue
from lopo.facts.definition import FactDefinition
from lopo.facts.kinds import NUMBERS, Refused, read_date
from lopo.facts.table_file import check_size
from lopo.facts.text import Text
from lopo.facts.units import UNITS
from lopo.producers.forms import KIND_TITLES, OneLine, language
from lopo.standards.conditions.condition import facts_of
from lopo.standards.library import load_library
from lopo.standards.own_gates.composing import Composed, asked, compose, decompose, words_for
from lopo.standards.own_gates.titles import SEVERITY_TITLES
from lopo.standards.requirement import RUNGS, SEVERITIES, Requirement

ABOUT_MOST = 600
WORDS_MOST = 300
USUAL_BEGIN = "minimarket"
"""The known gate that is nearest to what most shops ask."""


class DayField(ReadField):
    """A day, from the picker or typed as 23/11/2026."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(read_date, **kwargs)


def both(first: str, second: str) -> Text:
    """A text of two languages; the one that was left empty is the same as the other."""
    return Text(first or second, second or first)


class HeadForm(forms.Form):
    """What a gate is called, whom it is for, and what it says of itself."""

    title_id = OneLine(label=_("Name of the gate, in Indonesian"), max_length=120)
    title_en = OneLine(label=_("In English"), max_length=120, required=False)
    about_id = OneLine(
        label=_("What it is, in one or two sentences"),
        max_length=ABOUT_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    about_en = OneLine(
        label=_("The same in English"),
        max_length=ABOUT_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    kinds = forms.MultipleChoiceField(
        label=_("For which products"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing chosen means: for every product."),
    )
    rung = forms.ChoiceField(label=_("On which rung of the ladder it stands"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rungs = {each.rung: each.title for each in load_library().ladders[0].rungs}
        self.fields["kinds"].choices = list(KIND_TITLES.items())  # type: ignore[attr-defined]
        self.fields["rung"].choices = [(each, rungs[each].in_language(language())) for each in RUNGS]  # type: ignore[attr-defined]
        self.fields["rung"].initial = "swalayan"

    @property
    def title(self) -> Text:
        return both(self.cleaned_data["title_id"], self.cleaned_data["title_en"])

    @property
    def about(self) -> Text:
        return both(self.cleaned_data["about_id"], self.cleaned_data["about_en"])


class NewGateForm(HeadForm):
    """The same, whose gate it is, and which known gate it begins from."""

    owner = forms.ModelChoiceField(Organisation.objects.none(), label=_("Whose gate it is"), empty_label=None)
    begin_from = forms.ChoiceField(
        label=_("Begin from"),
        help_text=_("What this gate asks is taken over; each demand can be taken out or added later."),
    )
    field_order = ("owner", "title_id", "title_en", "about_id", "about_en", "kinds", "rung", "begin_from")

    def __init__(self, *args: Any, owners: Any, gates: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]
        self.fields["begin_from"].choices = gates  # type: ignore[attr-defined]
        if USUAL_BEGIN in dict(gates):
            self.fields["begin_from"].initial = USUAL_BEGIN
        if owners.count() == 1:
            self.fields["owner"].initial = owners.get()


class DemandForm(forms.Form):
    """One demand of the gate's own, about one fact. Words left empty are the operator's own."""

    word = forms.ChoiceField(label=_("What is asked of it"))
    severity = forms.ChoiceField(label=_("How hard it is asked"), initial="major")
    step = forms.ChoiceField(
        label=_("What an owner does to meet it"),
        help_text=_("This step stands in her plan, with its lesson."),
    )
    asks_id = OneLine(
        label=_("In words, in Indonesian"),
        max_length=WORDS_MOST,
        required=False,
        help_text=_("Left empty, the words follow from what is asked."),
    )
    asks_en = OneLine(label=_("In words, in English"), max_length=WORDS_MOST, required=False)
    why_id = OneLine(label=_("Why, in Indonesian"), max_length=WORDS_MOST, required=False)
    why_en = OneLine(label=_("Why, in English"), max_length=WORDS_MOST, required=False)

    def __init__(
        self, definition: FactDefinition, *args: Any, before: Requirement | None = None, **kwargs: Any
    ) -> None:
        self.definition = definition
        self.before = before
        composed = decompose(before.needs, load_catalogue()) if before else None
        kwargs.setdefault("initial", _initial(before, composed) | {"step": _usual_step(definition.name)})
        if before is None and definition.kind in NUMBERS:
            kwargs["initial"].setdefault("word", "at_least")
        if before is not None:
            kwargs["initial"]["step"] = before.step.id
        super().__init__(*args, **kwargs)
        said = language()
        choices = {
            "word": [(each.key, each.title.in_language(said)) for each in words_for(definition)],
            "severity": [(each, SEVERITY_TITLES[each].in_language(said)) for each in SEVERITIES],
            "step": sorted(
                ((each.id, each.title.in_language(said)) for each in load_library().steps.values()),
                key=lambda each: each[1],
            ),
        }
        for name, listed in choices.items():
            self.fields[name].choices = listed  # type: ignore[attr-defined]
        self.fields["value"] = _value_field(definition)
        self.order_fields(["word", "value", "severity", "step", "asks_id", "asks_en", "why_id", "why_en"])
        if not definition.choices and definition.kind != "yes_no":
            self.initial["value"] = "; ".join(self.initial["value"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "word" in cleaned:
            typed = cleaned.get("value") or []
            values = typed if isinstance(typed, list) else self._parts(cleaned["word"], typed)
            try:
                cleaned["needs"] = compose(self.definition.name, cleaned["word"], values, load_catalogue())
            except Refused as refusal:
                self.add_error("value", refusal.reason.in_language(language()))
        return cleaned

    @staticmethod
    def _parts(word: str, typed: str) -> list[str]:
        """Several values are written with a semicolon between them."""
        return typed.split(";") if word in ("in", "not_in") else [typed]

    def asks(self) -> Text:
        """The words as typed; those that said what was asked before follow what is asked now."""
        catalogue = load_catalogue()
        own = asked(self.cleaned_data["needs"], catalogue) or Text.same(self.definition.name)
        before = asked(self.before.needs, catalogue) if self.before else None
        said = both(self.cleaned_data["asks_id"], self.cleaned_data["asks_en"])
        return own if not said.id or said == before else said

    def why(self, author: str) -> Text:
        said = both(self.cleaned_data["why_id"], self.cleaned_data["why_en"])
        return said if said.id else Text(f"Diminta oleh {author}.", f"Asked by {author}.")


def _initial(before: Requirement | None, composed: Composed | None) -> dict[str, Any]:
    if before is None:
        return {"value": ()}
    return {
        "word": composed.word if composed else "",
        "value": composed.values if composed else (),
        "severity": before.severity,
        "asks_id": before.asks.id,
        "asks_en": before.asks.en,
        "why_id": before.why.id,
        "why_en": before.why.en,
    }


def _usual_step(fact: str) -> str:
    """The step that mends most demands about the same fact or its neighbours."""
    near: dict[str, int] = {}
    for standard in load_library().standards:
        for each in standard.requirements:
            names = facts_of(each.needs)
            same_table = any(name.rpartition(".")[0] == fact.rpartition(".")[0] for name in names)
            near[each.step.id] = near.get(each.step.id, 0) + 100 * (fact in names) + same_table
    return max(near, key=lambda id: near[id])


def _value_field(definition: FactDefinition) -> forms.Field:
    said = language()
    label = _("Which value")
    if definition.kind == "yes_no":
        listed = [("true", _("Yes")), ("false", _("No"))]
        return forms.MultipleChoiceField(
            label=label, choices=listed, required=False, widget=forms.CheckboxSelectMultiple
        )
    if definition.choices:
        return forms.MultipleChoiceField(
            label=label,
            choices=[(code, text.in_language(said)) for code, text in definition.choices.items()],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("One, or several for “is one of”."),
        )
    help_text: Any = {
        "date": _("A day such as 23/11/2026, or a number of days where the words say days."),
        "text": _("Several values: write a semicolon between them."),
    }.get(definition.kind, "")
    numeric = {"inputmode": "decimal"} if definition.kind in ("whole", "decimal", "rupiah") else {}
    return forms.CharField(
        label=f"{label} ({UNITS[definition.unit].in_language(said)})" if definition.unit else label,
        required=False,
        max_length=500,
        help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "off", **numeric}),
    )


class RevisionForm(forms.Form):
    """Which state of a draft somebody saw, so that two who act at once are told apart."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class PublishForm(RevisionForm):
    """From which day the edition holds."""

    valid_from = DayField(label=_("Holds from"))


class WithdrawForm(forms.Form):
    """From which day an edition holds no more."""

    day = DayField(label=_("Holds no more from"))


class PackForm(RevisionForm):
    """A pack as a file."""

    file = forms.FileField(
        label=_("Pack file (.toml)"), widget=forms.FileInput(attrs={"accept": ".toml,text/plain"})
    )

    def clean_file(self) -> tuple[str, str]:
        upload = self.cleaned_data["file"]
        try:
            check_size(upload.size)
            return upload.read().decode("utf-8"), upload.name[:80]
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason.in_language(language())) from None
        except UnicodeDecodeError:
            raise forms.ValidationError(
                _("This file is not a text in UTF-8. Choose the .toml file.")
            ) from None

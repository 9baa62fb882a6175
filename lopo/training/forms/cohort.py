"""Forms of cohorts: what is taught, when, where and for how many; its timetable; a seat asked for."""

import datetime as dt
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lopo.accounts.models import Organisation, Person
from lopo.accounts.roles import Kind, Role
from lopo.costing.forms.fields import ReadField
from lopo.facts.kinds import Refused, read_whole
from lopo.facts.text import Text
from lopo.facts.wording import NO, YES, say_date, say_days
from lopo.producers.forms import OneLine, language
from lopo.producers.models import Business, Kelurahan, Product
from lopo.producers.number_field import CountField
from lopo.quality.forms.trace import DateField
from lopo.training.books.cohort_changes import FIELDS, MODULES_STAY, version_of
from lopo.training.models import Cohort, Session
from lopo.training.models.cohort import BY_CALL, BY_INVITATION
from lopo.training.module_titles import module_title, module_titles

SEATS_MOST = 500
DAYS_MOST = 120
"""Days from the first to the last: a slip in the year is caught."""


def _rupiah(typed: Any) -> int:
    amount = read_whole(typed)
    if amount < 0:
        raise Refused(Text("Biaya tidak bisa kurang dari nol.", "A cost cannot be less than nothing."))
    return amount


def trainers() -> QuerySet[Person]:
    """Who can be named as a trainer: trainers and the city's own people."""
    roles = (Role.TRAINER, Role.OFFICER, Role.ADMIN)
    held = Q(memberships__role__in=[role.value for role in roles])
    return Person.objects.filter(held, is_active=True).distinct().order_by("name", "pk")


def institutions() -> QuerySet[Organisation]:
    """Who can hold or pay for a course."""
    return Organisation.objects.exclude(kind=Kind.PRODUCER).order_by("name", "pk")


class CohortForm(forms.ModelForm):
    """A cohort, new or changed. What is taught stays once somebody has asked (``settled``)."""

    version = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    """The stamp of what the form showed."""

    title = OneLine(label=_("What is it called?"), max_length=120)
    modules = forms.MultipleChoiceField(label=_("What is taught?"), widget=forms.CheckboxSelectMultiple)
    organiser = forms.ModelChoiceField(institutions(), label=_("Who holds it?"), empty_label=None)
    trainer = forms.ModelChoiceField(
        trainers(), label=_("Trainer"), required=False, empty_label=_("not settled yet")
    )
    seats = CountField(label=_("Seats"), min_value=1, max_value=SEATS_MOST)
    apart = forms.BooleanField(
        label=_("Each module can be attended on its own"),
        help_text=_("Then the seats are those of each module."),
        required=False,
    )
    place = OneLine(label=_("Place"), max_length=160)
    kelurahan = forms.ModelChoiceField(
        Kelurahan.objects.all(), label=_("Kelurahan"), required=False, empty_label=_("outside the city")
    )
    starts_on = DateField(label=_("First day"), future=True)
    ends_on = DateField(label=_("Last day"), future=True)
    entry = forms.ChoiceField(
        label=_("Who can ask for a seat?"),
        choices=[(BY_CALL, _("Everybody: an open call")), (BY_INVITATION, _("Only who is invited"))],
        widget=forms.RadioSelect,
        initial=BY_CALL,
    )
    ask_until = DateField(label=_("Last day to ask"), required=False, future=True)
    bring = OneLine(
        label=_("What to bring"),
        required=False,
        max_length=300,
        help_text=_("Such as: one pack of the product, the label, a pen."),
    )
    cost_idr = ReadField(_rupiah, rupiah=True, label=_("Cost of the whole course (Rp)"), required=False)
    paid_by = forms.ModelChoiceField(
        institutions(), label=_("Paid by"), required=False, empty_label=_("not said")
    )

    class Meta:
        model = Cohort
        fields = FIELDS

    def __init__(self, *args: Any, settled: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.settled = settled
        if self.instance.pk:
            self.initial["version"] = version_of(self.instance)
        for name in ("modules", "apart") if settled else ():
            self.fields[name].disabled = True
            self.fields[name].help_text = MODULES_STAY.in_language(language())
        self.fields["modules"].choices = [  # type: ignore[attr-defined]
            (name, title.in_language(language())) for name, title in module_titles().items()
        ]

    def clean_modules(self) -> list[str]:
        chosen = set(self.cleaned_data["modules"])
        return [name for name in module_titles() if name in chosen]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last, until = (cleaned.get(name) for name in ("starts_on", "ends_on", "ask_until"))
        today = timezone.localdate()
        if first and first != self.instance.starts_on and first < today:
            self.add_error("starts_on", _("This day is over. A course begins today or later."))
        if until and until != self.instance.ask_until and until < today:
            self.add_error("ask_until", _("This day is over. Nobody could ask any more."))
        sent = set(self.data.getlist("modules")) if self.settled and isinstance(self.data, QueryDict) else ()
        if sent and sent != set(self.instance.modules):
            self.add_error("modules", MODULES_STAY.in_language(language()))
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first. Check both."))
        elif first and last and (last - first).days > DAYS_MOST:
            self.add_error("ends_on", _("That is a very long course. Check the year."))
        if first and until and until > first:
            self.add_error("ask_until", _("This is after the first day. Give people time before it."))
        return cleaned

    def show_again(self, stored: Cohort) -> list[str]:
        """Carry the stamp of what stands now. What stands otherwise than it was typed, one line a field."""
        typed = cast("QueryDict", self.data).copy()
        typed["version"] = version_of(stored)
        self.data = typed
        found = []
        for name in FIELDS:
            now = getattr(stored, name)
            if name in self.cleaned_data and now != self.cleaned_data[name]:
                found.append(f"{self.fields[name].label}: {_in_words(name, now)}")
        return found


def _in_words(name: str, value: Any) -> str:
    """A value of a course as a line says it."""
    if name == "modules":
        return ", ".join(module_title(each, language()) for each in value)
    if isinstance(value, dt.date):
        return say_date(value).in_language(language())
    if isinstance(value, bool):
        return (YES if value else NO).in_language(language())
    if name == "entry":
        return str(_("Everybody: an open call") if value == BY_CALL else _("Only who is invited"))
    return str(value) if value not in (None, "") else "–"


class SessionForm(forms.Form):
    """When and where one module is met, and who teaches it. ``days`` are the first and last of the course."""

    on = DateField(label=_("Day"), future=True)
    begins = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    ends = forms.TimeField(label=_("To"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    place = OneLine(label=_("Place, if another"), required=False, max_length=160)
    trainer = forms.ModelChoiceField(
        trainers(), label=_("Trainer"), required=False, empty_label=_("not settled yet")
    )

    def __init__(self, *args: Any, days: tuple[dt.date, dt.date] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.days = days

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        on, begins, ends = cleaned.get("on"), cleaned.get("begins"), cleaned.get("ends")
        if on and self.days and not self.days[0] <= on <= self.days[1]:
            said = say_days(*self.days).in_language(language())
            self.add_error("on", _("The course is on %(days)s. Choose one of its days.") % {"days": said})
        if begins and ends and ends <= begins:
            self.add_error("ends", _("It ends before it begins. Check both times."))
        return cleaned

    def applied_to(self, session: Session) -> Session:
        """The meeting with what was filled in, unsaved."""
        data, zone = self.cleaned_data, ZoneInfo(settings.TIME_ZONE)
        session.starts_at = dt.datetime.combine(data["on"], data["begins"], zone)
        session.ends_at = dt.datetime.combine(data["on"], data["ends"], zone)
        session.place, session.trainer = data["place"], data["trainer"]
        return session


class AskForm(forms.Form):
    """Who comes, for which business where there are several, and for which of its products."""

    attends = OneLine(label=_("Who comes?"), max_length=120)
    business = forms.ModelChoiceField(Business.objects.none(), label=_("For which business?"))
    product = forms.ModelChoiceField(
        Product.objects.none(),
        label=_("For which product?"),
        help_text=_("The one that the course helps most is chosen already."),
        empty_label=_("For the whole business"),
        required=False,
    )
    women_led = forms.ChoiceField(
        label=_("Is the business led by a woman?"),
        help_text=_("It need not be answered. With the answer, seats are shared out fairly."),
        choices=[("true", _("Yes")), ("false", _("No"))],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(
        self, *args: Any, businesses: QuerySet[Business], ask_women_led: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not ask_women_led:
            del self.fields["women_led"]
        field = self.fields["business"]
        field.queryset = businesses  # type: ignore[attr-defined]
        field.empty_label = None  # type: ignore[attr-defined]
        if len(businesses) == 1:
            field.initial, field.widget = businesses[0].pk, forms.HiddenInput()
        self._offer_products(list(businesses))

    def _offer_products(self, businesses: list[Business]) -> None:
        """The products that are not put away; with more than one business each says whose it is."""
        field = self.fields["product"]
        products = Product.objects.filter(business__in=businesses, archived_at=None)
        field.queryset = products.select_related("business").order_by("business__name", "name")  # type: ignore[attr-defined]
        if len(businesses) > 1:
            field.label_from_instance = lambda each: f"{each.name} ({each.business})"  # type: ignore[attr-defined]
        if not products:
            del self.fields["product"]

    def clean(self) -> dict[str, Any]:
        """A product of another business than the one chosen is not taken."""
        found = super().clean() or {}
        product, business = found.get("product"), found.get("business")
        if product and business and product.business_id != business.pk:
            said = _(
                "%(product)s is not made by %(business)s. Choose another product, or the whole business."
            )
            self.add_error("product", said % {"product": product, "business": business})
        return found

"""Enter a business through the doors that people use: forms, the catalogue's readers, an officer's decision.

Whatever a person could not enter is refused as :class:`BadCity`, with its place in the demo's files.
"""

from collections.abc import Collection
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.fields.files import FieldFile

from lopo.accounts.assisted import write_receipt
from lopo.accounts.consent import grant, log_look
from lopo.accounts.field_groups import FieldGroup, groups_in_grant_all
from lopo.accounts.models import Person
from lopo.accounts.roles import Role
from lopo.facts.kinds import Refused
from lopo.producers.evidence import CleanFile
from lopo.producers.forms import AssistedForm, BusinessForm, PaperForm, ProductForm
from lopo.producers.models import Business, Evidence, Kelurahan, Paper, Product
from lopo.producers.paper_refusal import REASONS
from lopo.producers.receipt_lines import receipt_lines
from lopo.producers.records import decide_paper, keep_evidence, record_fact, record_paper
from lopo.producers.views.paper import OF_THE_BUSINESS
from lopo.producers.views.product import new_business
from lopo.site.demo.inspected import look_around
from lopo.site.demo.paper_photo import paper_photo
from lopo.site.demo.people import Residents, demo_phone
from lopo.site.demo.plans import BadCity, BusinessPlan, ProductPlan
from lopo.site.demo.story import Step, ToldPaper

_ALL = "all"
_LOOKED_AT = 2
"""How many products of a business each partner has looked at."""


class Entry:
    """One business being entered: by its owner, or by the officer who types for her."""

    def __init__(self, plan: BusinessPlan, residents: Residents) -> None:
        self.plan, self.residents = plan, residents
        self.officer = residents.staff["officer"]
        self.products: dict[str, Product] = {}
        self.files: list[FieldFile] = []
        self.owner: Person | None = None
        if plan.entered_by:
            self.typist = self._officer(plan.entered_by)
            self.business = self._assisted()
        else:
            self.typist = self.owner = residents.person(plan.owner, plan.phone, plan.place)
            self.business = self._by_herself(self.owner)
        if plan.helper:
            helper = residents.person(*plan.helper, place=plan.place)
            residents.join(helper, self.business.organisation, Role.HELPER)

    def _officer(self, id: str) -> Person:
        if id not in self.residents.staff:
            raise BadCity(self.plan.place, f"{id!r} is nobody of people.toml")
        return self.residents.staff[id]

    def _by_herself(self, owner: Person) -> Business:
        form = self._good(BusinessForm({"name": self.plan.name, "kelurahan": self._kelurahan()}))
        return new_business(form.cleaned_data["name"], form.cleaned_data["kelurahan"], owner)

    def _assisted(self) -> Business:
        typed = {"owner": self.plan.owner, "phone": self.plan.phone, "name": self.plan.name}
        form = self._good(AssistedForm({**typed, "kelurahan": self._kelurahan()}))
        if form.cleaned_data["phone"]:
            phone = demo_phone(self.plan.phone, self.residents.city, self.plan.place)
            self.owner = Person.objects.create_user(phone=phone, name=form.cleaned_data["owner"])
            self.residents.give_password(self.owner)
        return new_business(form.cleaned_data["name"], form.cleaned_data["kelurahan"], self.owner)

    def _kelurahan(self) -> int:
        found = Kelurahan.objects.filter(name=self.plan.kelurahan).first()
        if found is None:
            raise BadCity(self.plan.place, f"{self.plan.kelurahan!r} is not a kelurahan of this city")
        return found.pk

    def _good(self, form: Any, place: str = "") -> Any:
        """The form when it takes what was typed. Raises :class:`BadCity` with the first of its complaints."""
        if form.is_valid():
            return form
        field, complaints = next(iter(form.errors.items()))
        typed = form.data.get(field, "")
        raise BadCity(f"{place or self.plan.place}: {field}", f"{typed!r}: {complaints[0]}")

    def tell(self, step: Step) -> Product | None:
        """Enter what was told on one day. The product, when it is about one."""
        product = None if step.product is None else self._product(step.product)
        for paper in step.papers:
            self._paper(paper, product, step)
        typist = self.residents.staff["inspector"] if step.said_by == "inspector" else self.typist
        for fact, value in look_around(self.business, step, typist, self.plan.owner).items():
            self._fact(fact, value, product, step, typist)
        return product

    def _product(self, plan: ProductPlan) -> Product:
        if plan.name not in self.products:
            kind = self.residents.city.kinds[plan.kind].kind
            form = self._good(ProductForm({"name": plan.name, "kind": kind}), plan.place)
            self.products[plan.name] = Product.objects.create(business=self.business, **form.cleaned_data)
        return self.products[plan.name]

    def _fact(self, fact: str, value: object, product: Product | None, step: Step, typist: Person) -> None:
        place = f"{step.place}: {fact}"
        try:
            record_fact(
                self.business,
                product,
                fact,
                value,
                typed_by=typist,
                said_by=step.said_by,
                said_on=step.day,
            )
        except Refused as refusal:
            raise BadCity(place, f"{value!r}: {refusal.reason.en}") from None
        except (KeyError, ValueError) as unknown:
            raise BadCity(place, f"no such fact can be told: {unknown}") from None

    def _paper(self, told: ToldPaper, product: Product | None, step: Step) -> None:
        place = f"{step.place}: {told.kind}"
        of_the_business = told.kind in OF_THE_BUSINESS
        if product is None and not of_the_business:
            raise BadCity(place, "this paper belongs to one product, not to the business")
        typed = {
            "kind": told.kind,
            "number": told.number,
            "issued_on": told.issued_on.isoformat(),
            "valid_until": told.valid_until.isoformat() if told.valid_until else "",
        }
        lines = [told.kind.upper(), told.number, self.plan.name, product.name if product else ""]
        photo = SimpleUploadedFile("surat.jpg", paper_photo(lines))
        form = self._good(PaperForm(typed, {"photo": photo}), place)
        paper = Paper(
            business=self.business,
            product=None if of_the_business else product,
            kind=told.kind,
            number=form.cleaned_data["number"],
            issued_on=form.cleaned_data["issued_on"],
            valid_until=form.cleaned_data["valid_until"],
            typed_by=self.typist,
            evidence=self._keep(form.cleaned_data["photo"]),
        )
        self._decide(record_paper(paper), told, place)

    def _keep(self, upload: CleanFile) -> Evidence:
        evidence = keep_evidence(upload, self.business, self.typist)
        self.files.append(evidence.file)
        return evidence

    def _decide(self, paper: Paper, told: ToldPaper, place: str) -> None:
        if told.state == "verified":
            decide_paper(paper, self.officer)
        elif told.state == "refused":
            if told.reason not in REASONS:
                raise BadCity(
                    place, f"{told.reason!r} is no reason to refuse; known are {', '.join(REASONS)}"
                )
            decide_paper(paper, self.officer, told.reason)

    def receipt(self) -> None:
        """What an officer typed for somebody else is kept as a receipt, as when she ends the entry."""
        if not self.plan.entered_by:
            return
        lines = receipt_lines(self.business, self.typist, "id")
        write_receipt(self.typist, self.business.organisation, lines)

    def show(self) -> None:
        """Show the partners what the owner lets them see; each looks once."""
        for partner, names in self.plan.shows.items():
            if self.owner is None or partner not in self.residents.partners:
                raise BadCity(self.plan.place, f"nobody here can show anything to {partner!r}")
            grantee, organisation = self.residents.partners[partner], self.business.organisation
            groups = self._groups(names)
            grant(organisation, grantee, sorted(groups), self.owner)
            for product in list(self.products.values())[:_LOOKED_AT]:
                log_look(self.residents.partner_of[partner], grantee.pk, organisation.pk, groups, product.pk)

    def _groups(self, names: Collection[str]) -> frozenset[FieldGroup]:
        """The field groups named; ``all`` stands for what "grant all" gives."""
        try:
            named = frozenset(FieldGroup(name) for name in names if name != _ALL)
        except ValueError as fault:
            raise BadCity(self.plan.place, str(fault)) from None
        return named | groups_in_grant_all() if _ALL in names else named

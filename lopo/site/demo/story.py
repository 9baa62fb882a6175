"""How the city was told, day by day: which facts and papers of whom, from the plans. Pure.

A stage that is told brings the ones before it along. Facts come from the kind of product and from what is
said to be different; a fact that the product says itself is told even where its stage is not reached.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase

from stdnum import ean

from lopo.producers.commitments import add_months
from lopo.producers.pirt import pack_digit
from lopo.site.demo.days import Filling
from lopo.site.demo.plans import (
    BadCity,
    BusinessPlan,
    CityPlan,
    PaperPlan,
    PaperTurn,
    ProductPlan,
    StagePlan,
    SubjectPlan,
)

WEIGHED = "quality.net.contents"
"""A fact that plans give as the name of a row of weighings, to be taken times the quantity on the label."""

INSPECTED, OWN_CHECK = "quality.cppb.inspected_on", "quality.cppb.self_checked_on"
FOUND_AT_FIRST = {"quality.cppb.major": 1, "quality.cppb.serious": 1}
"""An inspection is the second look: the first one, the days of the plan before, found this more."""

NO_END = "none"
_ISSUED = "told-3"


@dataclass(frozen=True, slots=True)
class ToldPaper:
    """A paper as it was shown; ``state`` as in :data:`lopo.site.demo.plans.STATES`."""

    kind: str
    number: str
    issued_on: dt.date
    valid_until: dt.date | None
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class Step:
    """What was told of a business, or of one ``product`` of it, on one day."""

    day: dt.date
    business: BusinessPlan
    product: ProductPlan | None
    facts: Mapping[str, object]
    papers: tuple[ToldPaper, ...]
    said_by: str

    @property
    def place(self) -> str:
        return (self.product or self.business).place


def story_of(business: BusinessPlan, city: CityPlan, on: dt.date) -> tuple[Step, ...]:
    """Everything told of ``business`` and its products until the day ``on``, in the order it was told.

    Raises :class:`BadCity`.
    """
    steps = list(_Telling(business, None, 0, city, on).steps())
    for place, product in enumerate(business.products, start=1):
        if product.kind not in city.kinds:
            raise BadCity(product.place, f"{product.kind!r} is no kind of product")
        steps += _Telling(business, product, place, city, on).steps()
    return tuple(sorted(steps, key=lambda step: step.day))  # the sort keeps a day in the order of the file


class _Telling:
    """The steps of one business (``product`` is ``None``) or of one product, the ``place``-th of it."""

    def __init__(
        self, business: BusinessPlan, product: ProductPlan | None, place: int, city: CityPlan, on: dt.date
    ) -> None:
        self.business, self.product, self.place, self.city, self.on = business, product, place, city, on
        self.subject: SubjectPlan = product or business
        self.stages = city.business_stages if product is None else city.product_stages
        kind = None if product is None else city.kinds[product.kind]
        self.facts = {**(city.business_facts if kind is None else kind.facts), **self.subject.facts}
        self.may_hold = tuple(city.papers) if kind is None else kind.papers
        self.words = self._words()
        self.left = dict(self.facts)
        self.shown: set[str] = set()

    def steps(self) -> Iterator[Step]:
        reached = self._reached()
        for name in (name for mending in self.subject.mended for name in mending.was):
            if name not in self.facts or self._is_left_out(name):
                raise BadCity(self.subject.place, f"{name!r} is mended and never told")
        for stage, days_ago in reached:
            day = self.on - dt.timedelta(days=days_ago)
            is_last = stage is reached[-1][0]
            papers = tuple(self._papers(stage, day, is_last=is_last))
            facts = self._facts(stage, day, is_last=is_last)
            yield from self._kitchen(facts, day, stage.said_by)
            yield from self._mended(facts, day)
            yield Step(day, self.business, self.product, facts, papers, stage.said_by)

    def _mended(self, facts: dict[str, object], day: dt.date) -> Iterator[Step]:
        """The days on which something in ``facts`` was mended; until then it is told as it was."""
        for mending in self.subject.mended:
            right = {name: facts[name] for name in mending.was if name in facts}
            if not right:
                continue
            mended_on = self.on - dt.timedelta(days=mending.ago)
            if mended_on <= day:
                raise BadCity(self.subject.place, f"{min(right)!r} is mended before it is told")
            filling = Filling(self.words, self.on, day)
            facts |= {name: filling.fill(mending.was[name]) for name in right}
            yield Step(mended_on, self.business, self.product, right, (), "owner")

    def _kitchen(self, facts: dict[str, object], day: dt.date, said_by: str) -> Iterator[Step]:
        """The first look, before the one in ``facts``, and the own check, which has a day of its own."""
        if INSPECTED in facts:
            earlier = day - dt.timedelta(days=self.business.first_look)
            counts = {name: value for name, value in facts.items() if name.startswith("quality.cppb.")}
            for name, more in FOUND_AT_FIRST.items():
                counts[name] = int(str(counts[name])) + more
            counts.pop(OWN_CHECK, None)
            yield Step(earlier, self.business, None, {**counts, INSPECTED: earlier}, (), said_by)
        own_check = facts.pop(OWN_CHECK, None)
        if isinstance(own_check, dt.date):
            yield Step(own_check, self.business, None, {OWN_CHECK: own_check}, (), "owner")

    def _reached(self) -> list[tuple[StagePlan, int]]:
        """The stages reached with their days ago; one that is not named came with the next that is."""
        told, place = dict(self.subject.told), self.subject.place
        if extra := sorted(set(told) - {stage.id for stage in self.stages}):
            raise BadCity(place, f"{extra[0]!r} is no stage; the stages stand in stages.toml")
        reached: list[tuple[StagePlan, int]] = []
        waiting: list[StagePlan] = []
        for stage in self.stages:
            waiting.append(stage)
            if stage.id in told:
                reached += [(each, told[stage.id]) for each in waiting]
                waiting = []
        days = [days_ago for _stage, days_ago in reached]
        if not days or days != sorted(days, reverse=True):
            raise BadCity(place, "a later stage must not be told before an earlier one")
        return reached

    def _words(self) -> dict[str, str]:
        return {
            "business": self.business.name,
            "owner": self.business.owner,
            "kelurahan": self.business.kelurahan,
            "name": self.subject.name,
        }

    def _is_left_out(self, name: str) -> bool:
        """Whether a fact or paper was never told, as the plan says."""
        return any(fnmatchcase(name, pattern) for pattern in self.subject.without)

    def _facts(self, stage: StagePlan, day: dt.date, *, is_last: bool) -> dict[str, object]:
        chosen = [
            name
            for name in self.left
            if any(fnmatchcase(name, pattern) for pattern in stage.tells)
            or (is_last and name in self.subject.facts)
        ]
        told = {}
        for name in chosen:
            value = Filling(self.words, self.on, day).fill(self.left.pop(name))
            if value is not None and not self._is_left_out(name):
                told[name] = self._weighings(str(value)) if name == WEIGHED else value
        return told

    def _weighings(self, name: str) -> list[dict[str, object]]:
        """The contents weighed: the row of that name times the quantity on the label, to 0.1 g."""
        if name not in self.city.weighings:
            raise BadCity(self.subject.place, f"{name!r} is no row of weighings")
        nominal = Decimal(str(self.facts["label.net_quantity"]))
        shares = self.city.weighings[name]
        return [
            {"name": str(pack), "amount": str(round(nominal * Decimal(share), 1))}
            for pack, share in enumerate(shares, start=1)
        ]

    def _papers(self, stage: StagePlan, day: dt.date, *, is_last: bool) -> Iterator[ToldPaper]:
        turns = self.subject.papers
        for kind in self.may_hold:
            due = kind in stage.papers or (is_last and kind in turns)
            if due and kind not in self.shown and not self._is_left_out(kind):
                self.shown.add(kind)
                paper = self._paper(self.city.papers[kind], turns.get(kind, PaperTurn()), day)
                self.words[kind] = paper.number
                if kind in ("pirt", "md"):
                    self.words["permit"] = paper.number
                yield paper

    def _paper(self, plan: PaperPlan, turn: PaperTurn, day: dt.date) -> ToldPaper:
        filling = Filling({}, self.on, day)
        issued_on = filling.day(turn.issued or _ISSUED)
        if issued_on is None:
            raise BadCity(
                f"{self.subject.place}: {plan.kind}", f"{turn.issued!r} is not a day such as today-40"
            )
        valid_until = None if turn.until == NO_END else filling.day(turn.until)
        if not turn.until and plan.years:
            valid_until = add_months(issued_on, 12 * plan.years)
        number = turn.number or self._number(plan, valid_until)
        return ToldPaper(plan.kind, number, issued_on, valid_until, turn.state, turn.reason)

    def _number(self, plan: PaperPlan, valid_until: dt.date | None) -> str:
        producer = self.business.number
        number = plan.number.format(
            producer=producer,
            product=self.place,
            serial=producer * 10 + self.place,
            pack=pack_digit(str(self.facts.get("pack.material"))),
            group=self.facts.get("product.food_group"),
            year=valid_until.year % 100 if valid_until else 0,
        )
        return number + ean.calc_check_digit(number) if plan.kind == "gtin" else number

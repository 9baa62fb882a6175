"""All that the programme knows, as frozen rows: read once from the database, then only reckoned with.

Days are those of the city. Only products that are not put away are in it.
"""

import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass, field

from lopo.facts.text import Text
from lopo.insight.history.past import Past
from lopo.insight.wanted import Wanted


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One product, where it is made and where it stands today; ``rung`` is empty below the first."""

    id: int
    public_id: str
    name: str
    business: int
    business_name: str
    kind: str
    ward: str
    ward_name: str
    entered_on: dt.date
    rung: str = ""
    lacking: tuple[str, ...] = ()
    """Names of the demands of the next rung that are open."""


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson that somebody of a business came to; without a product it is about all of the business's."""

    business: int
    product: int | None
    cohort: int
    module: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper that is neither refused nor superseded; without a product it is the business's."""

    business: int
    product: int | None
    kind: str
    verified_on: dt.date | None
    valid_until: dt.date | None


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """Something that happened on the market; ``shown`` when the shop itself, or a paper, says so."""

    product: int
    kind: str
    on: dt.date
    shown: bool
    amount_idr: int | None = None


@dataclass(frozen=True, slots=True)
class SpellRow:
    """Days on which a product stood on a shelf, both ends counted; no end while it stands there."""

    product: int
    since: dt.date
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class CohortRow:
    """One course; its cost in rupiah, ``None`` where nobody said so."""

    id: int
    title: str
    starts_on: dt.date
    cost_idr: int | None
    payer: int | None
    payer_name: str = ""
    seats: int | None = None
    came: int | None = None
    """People who were at one meeting at least."""
    certificates: int | None = None
    """Certificates that were given and are not revoked."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The test of one participant about one module; ``moment`` is ``before`` or ``after``."""

    enrolment: int
    business: int
    ward: str
    cohort: int
    module: str
    moment: str
    right: int
    asked: int
    on: dt.date


@dataclass(frozen=True)
class House:
    """Everything at once. ``findings`` has a row for each product and a column for each demand that is
    taught;
    ``rungs`` one column with the height reached, 0 to 4.
    """

    today: dt.date
    products: tuple[ProductRow, ...]
    lessons: tuple[LessonRow, ...]
    papers: tuple[PaperRow, ...]
    milestones: tuple[MilestoneRow, ...]
    cohorts: Mapping[int, CohortRow]
    sheets: tuple[SheetRow, ...]
    findings: Past
    rungs: Past
    taught: Mapping[str, tuple[int, ...]]
    """Module to the columns of ``findings`` that it teaches."""
    asks: Mapping[str, Text] = field(default_factory=dict)
    """Demand to what it asks."""
    modules: Mapping[str, Text] = field(default_factory=dict)
    """Module to its title."""
    rung_titles: Mapping[str, Text] = field(default_factory=dict)
    """Rung to what it is called; ``""`` is standing below them all."""
    spells: tuple[SpellRow, ...] = ()

    @functools.cached_property
    def row_of(self) -> dict[int, int]:
        """Product to its row in the tables of the past."""
        return {product.id: row for row, product in enumerate(self.products)}

    @functools.cached_property
    def products_of(self) -> dict[int, list[ProductRow]]:
        """Business to its products."""
        found: dict[int, list[ProductRow]] = {}
        for product in self.products:
            found.setdefault(product.business, []).append(product)
        return found

    @functools.cached_property
    def first_lesson(self) -> dict[int, LessonRow]:
        """Business to the first lesson that anybody of it ever came to."""
        found: dict[int, LessonRow] = {}
        for lesson in sorted(self.lessons, key=lambda each: (each.on, each.cohort, each.module)):
            found.setdefault(lesson.business, lesson)
        return found

    def module_title(self, module: str) -> Text:
        """What a module is called; its name where nobody gave it a title."""
        return self.modules.get(module, Text.same(module))

    def chosen(self, lesson: LessonRow | SheetRow, wanted: Wanted) -> bool:
        """Whether a lesson or a test is of the training that was asked for."""
        if wanted.cohort and lesson.cohort != wanted.cohort:
            return False
        if wanted.module and lesson.module != wanted.module:
            return False
        cohort = self.cohorts.get(lesson.cohort)
        if wanted.payer and (cohort is None or cohort.payer != wanted.payer):
            return False
        if wanted.since and lesson.on < wanted.since:
            return False
        return not (wanted.until and lesson.on > wanted.until)

    def lessons_of_products(self, wanted: Wanted) -> dict[int, list[LessonRow]]:
        """Product to the lessons asked for that are about it, earliest first; products without one are left
        out.
        """
        found: dict[int, list[LessonRow]] = {}
        for lesson in sorted(self.lessons, key=lambda each: each.on):
            if not self.chosen(lesson, wanted):
                continue
            for product in self.products_of.get(lesson.business, ()):
                about = lesson.product in (None, product.id)
                if about and (not wanted.kelurahan or product.ward == wanted.kelurahan):
                    found.setdefault(product.id, []).append(lesson)
        return found

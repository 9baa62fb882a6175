"""Who asks for a seat, what her products still lack for their next gate, and what the course teaches of it.

A product *would pass* by the course when every mandatory demand that is still open at its next gate is mended
by a module taught there. That a lesson closes the gap is an assumption, and the pages say so: a kitchen is
rebuilt by hands, not by a lesson about it.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from lopo.facts.text import Text

PINNED, FORBIDDEN = "pinned", "forbidden"


@dataclass(frozen=True, slots=True)
class Gap:
    """One open mandatory demand, and the module that teaches how to mend it; empty where none does."""

    requirement: str
    module: str = ""


@dataclass(frozen=True, slots=True)
class OpenProduct:
    """A product, the gate it climbs to next, and its gaps there; no gaps where it has passed every gate."""

    name: str
    gate: Text
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Applicant:
    """One business that asks. ``women_led`` is ``None`` where nobody said.

    ``wants`` are modules asked for whatever they close. ``clash`` says in words what else it has on the same
    day, where that keeps it out.
    """

    id: int
    name: str
    asked_at: dt.datetime
    products: tuple[OpenProduct, ...] = ()
    ward: str = ""
    women_led: bool | None = None
    first_time: bool = True
    wish: str = ""
    wish_reason: str = ""
    clash: Text | None = None
    wants: frozenset[str] = field(default_factory=frozenset)

    @property
    def may_sit(self) -> bool:
        """Whether nothing keeps her out beforehand."""
        return self.wish != FORBIDDEN and (self.clash is None or self.wish == PINNED)


@dataclass(frozen=True, slots=True)
class Course:
    """What is taught and for how many: ``seats`` in all or, where modules are attended ``apart``, in each."""

    seats: int
    modules: tuple[str, ...]
    apart: bool = False

    def teaches(self, product: OpenProduct) -> bool:
        """Whether the product would pass its next gate by this course."""
        return bool(product.gaps) and all(gap.module in self.modules for gap in product.gaps)


@dataclass(frozen=True, slots=True)
class Gain:
    """What the whole course would do for one applicant."""

    passes: tuple[OpenProduct, ...]
    by_module: dict[str, int]
    """Gaps that each module closes, over all her products; only modules that close any."""
    untaught: int
    """Gaps that the course does not teach, over all her products."""

    @property
    def closes(self) -> int:
        """Gaps the course closes, over all her products."""
        return sum(self.by_module.values())


def gain_of(applicant: Applicant, course: Course) -> Gain:
    """What ``course`` would do for ``applicant`` if she came to all of it."""
    by_module = dict.fromkeys(course.modules, 0)
    untaught = 0
    for product in applicant.products:
        for gap in product.gaps:
            if gap.module in by_module:
                by_module[gap.module] += 1
            else:
                untaught += 1
    passes = tuple(product for product in applicant.products if course.teaches(product))
    return Gain(passes, {name: count for name, count in by_module.items() if count}, untaught)


def first_come(applicants: Iterable[Applicant]) -> list[Applicant]:
    """In the order in which they asked; of two at the same moment, the lower number first."""
    return sorted(applicants, key=lambda each: (each.asked_at, each.id))

"""What the demo's files say, as they say it: partners, kinds of product, stages, papers, businesses."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lopo.facts.text import Text

STATES = ("verified", "waiting", "refused")
"""What came of a paper: an officer verified it, has not looked yet, or refused it."""

FIRST_LOOK = 21
"""Days between the first look at a kitchen and the inspection that is told, where no others are named."""


class BadCity(ValueError):
    """Something in the demo's files that cannot be entered: where, and why."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


@dataclass(frozen=True, slots=True)
class PartnerPlan:
    """An organisation that is no producer; ``kind`` as :class:`lopo.accounts.roles.Kind` names it."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class StaffPlan:
    """Somebody who signs in for a partner, with the secret of the authenticator in base 32."""

    id: str
    name: str
    phone: str
    partner: str
    role: str
    secret: str


@dataclass(frozen=True, slots=True)
class StagePlan:
    """What is told at one stage: the facts that match ``tells``, the ``papers`` shown, and who says so."""

    id: str
    tells: tuple[str, ...]
    papers: tuple[str, ...]
    said_by: str
    place: str


@dataclass(frozen=True, slots=True)
class PaperPlan:
    """How papers of a kind look: the pattern of their number, and for how many years (0: no end)."""

    kind: str
    number: str
    years: int


@dataclass(frozen=True, slots=True)
class PaperTurn:
    """What is different about one paper. ``issued`` and ``until`` are days such as ``today-40``."""

    issued: str = ""
    until: str = ""
    number: str = ""
    state: str = "verified"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class KindPlan:
    """A kind of product when everything about it is in order and known; ``papers`` are those it can hold."""

    id: str
    kind: str
    facts: Mapping[str, object]
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mending:
    """Facts that ``was`` first told with these values, and so many days ``ago`` with what is true since."""

    ago: int
    was: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class SubjectPlan:
    """What a business and a product have in common: stages by how many days ago, and what is different."""

    name: str
    place: str
    told: Mapping[str, int]
    facts: Mapping[str, object] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    papers: Mapping[str, PaperTurn] = field(default_factory=dict)
    mended: tuple[Mending, ...] = ()


@dataclass(frozen=True, slots=True)
class ProductPlan(SubjectPlan):
    """One product of a business and the kind it is of."""

    kind: str = ""


@dataclass(frozen=True, slots=True)
class BusinessPlan(SubjectPlan):
    """One business. ``entered_by`` is the officer of an assisted entry; ``shows`` what partners may see;
    ``first_look`` the days between the first inspection, which found more, and the one that is told.
    """

    number: int = 0
    owner: str = ""
    phone: str = ""
    kelurahan: str = ""
    helper: tuple[str, str] | None = None
    entered_by: str = ""
    first_look: int = FIRST_LOOK
    sign_in: Text | None = None
    shows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    products: tuple[ProductPlan, ...] = ()

    @property
    def joined(self) -> int:
        """How many days ago it was first heard of."""
        each = (self, *self.products)
        return max(days for subject in each for days in subject.told.values())


@dataclass(frozen=True, slots=True)
class CityPlan:
    """The whole demo city."""

    password: str
    phones: str
    partners: tuple[PartnerPlan, ...]
    staff: tuple[StaffPlan, ...]
    kinds: Mapping[str, KindPlan]
    papers: Mapping[str, PaperPlan]
    business_stages: tuple[StagePlan, ...]
    business_facts: Mapping[str, object]
    product_stages: tuple[StagePlan, ...]
    weighings: Mapping[str, tuple[str, ...]]
    businesses: tuple[BusinessPlan, ...]

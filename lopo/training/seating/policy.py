"""How seats are shared out, as ``policy.toml`` says: the floors of fairness and where the search stops."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.training.seating.applicant import Applicant

MOST, LEAST = "most", "least"
GROUPS = ("ward", "women_led", "first_time")


@dataclass(frozen=True, slots=True)
class Floor:
    """A share among the seats: ``most`` of it, rounded up, or ``least``, rounded down."""

    id: str
    group: str
    bound: str
    title: Text

    def groups(self, applicants: Iterable[Applicant]) -> Mapping[str, frozenset[int]]:
        """The applicants it speaks of, by group: each ward, or one group under the empty name."""
        found: dict[str, set[int]] = {}
        for each in applicants:
            if self.group == "ward":
                if each.ward:
                    found.setdefault(each.ward, set()).add(each.id)
            elif getattr(each, self.group):
                found.setdefault("", set()).add(each.id)
        return {name: frozenset(ids) for name, ids in sorted(found.items())}

    def wanted(self, members: int, applicants: int, seated: int) -> int:
        """How many of ``seated`` its share is, with ``members`` among ``applicants``."""
        share = members * seated
        return -(-share // applicants) if self.bound == MOST else share // applicants


@dataclass(frozen=True, slots=True)
class Policy:
    """The floors; ``seconds`` by the clock for a search, and ``seconds_longer`` for one that is asked to take
    its time; ``chunk`` applicants in one step of a tie-break.
    """

    floors: tuple[Floor, ...]
    seconds: float
    chunk: int
    seconds_longer: float = 0.0

    def taking_its_time(self) -> "Policy":
        """The same policy with the longer search."""
        return replace(self, seconds=max(self.seconds, self.seconds_longer))


def read_policy(table: Mapping[str, Any]) -> Policy:
    """The policy of a table as in ``policy.toml``. Raises :class:`ValueError` for a floor that cannot be."""
    floors = []
    for row in table.get("floor", ()):
        if row["group"] not in GROUPS or row["bound"] not in (MOST, LEAST):
            raise ValueError(
                f"floor {row['id']}: group is one of {', '.join(GROUPS)}; bound is most or least"
            )
        title = Text.from_table(row["title"], f"floor {row['id']}")
        floors.append(Floor(row["id"], row["group"], row["bound"], title))
    search = table["search"]
    return Policy(
        tuple(floors), float(search["seconds"]), int(search["chunk"]), float(search.get("seconds_longer", 0))
    )


@functools.cache
def load_policy() -> Policy:
    """The policy that ships with the house."""
    return read_policy(read_toml("lopo.training.seating", "policy.toml"))

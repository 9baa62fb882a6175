"""How a business comes to barcode numbers of its own: the steps, their price as far as it is known, one rule.

Steps, fee and sources stand in ``gs1_membership.toml``. The fee is an old figure from the press and is said
so; what GS1 Indonesia asks today is to be verified with it.
"""

import functools
from dataclasses import dataclass

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do."""

    title: Text
    how: Text
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Membership:
    """Everything said of joining GS1: ``fee_idr`` in whole rupiah, the least that was reported."""

    steps: tuple[Step, ...]
    fee_idr: int
    fee_for: Text
    fee_source: str
    once: Text
    """That a number is never used twice."""
    once_source: str

    @property
    def sources(self) -> tuple[str, ...]:
        """Where all of it is from, each source once."""
        named = [*(each.source for each in self.steps), self.fee_source, self.once_source]
        return tuple(dict.fromkeys(source for each in named for source in each.split("; ")))


@functools.cache
def load_membership() -> Membership:
    """What the page says to somebody who has no number yet."""
    table = read_toml("lopo.labels.codes", "gs1_membership.toml")
    steps = tuple(
        Step(
            Text.from_table(row["title"], "gs1_membership: title"),
            Text.from_table(row["how"], "gs1_membership: how"),
            row["source"],
            row["confidence"],
        )
        for row in table["steps"]
    )
    return Membership(
        steps=steps,
        fee_idr=table["fee"]["least_idr"],
        fee_for=Text.from_table(table["fee"]["for"], "gs1_membership: fee"),
        fee_source=table["fee"]["source"],
        once=Text.from_table(table["once"]["says"], "gs1_membership: once"),
        once_source=table["once"]["source"],
    )

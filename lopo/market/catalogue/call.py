"""Whom to call about a pack (``call.toml``)."""

import functools
from dataclasses import dataclass

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml


@dataclass(frozen=True, slots=True)
class Call:
    """A number that anybody may call, and how sure we are of it."""

    name: Text
    number: str
    is_sure: bool


@functools.cache
def calls() -> tuple[Call, ...]:
    """The numbers of offices, in the order of the file."""
    rows = read_toml("lopo.market.catalogue", "call.toml")["call"]
    return tuple(
        Call(Text.from_table(row["name"], "call"), str(row["number"]), row["confidence"] != "to-verify")
        for row in rows
    )

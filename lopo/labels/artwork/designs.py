"""The designs a label can have; ``designs.toml`` names them, ``typst/designs/`` draws them."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml


@dataclass(frozen=True, slots=True)
class Design:
    """A design by its name."""

    name: str
    title: Text
    about: Text


@functools.cache
def designs() -> Mapping[str, Design]:
    """Every design by name."""
    return {
        name: Design(name, Text.from_table(row["title"], name), Text.from_table(row["about"], name))
        for name, row in read_toml("lopo.labels.artwork", "designs.toml").items()
    }

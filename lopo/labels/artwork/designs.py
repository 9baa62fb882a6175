"""The designs a label can have; ``designs.toml`` names them, ``typst/designs/`` draws them."""

import functools
import importlib.resources
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from lopo.facts.text import Text


@dataclass(frozen=True, slots=True)
class Design:
    """A design by its name."""

    name: str
    title: Text
    about: Text


@functools.cache
def designs() -> Mapping[str, Design]:
    """Every design by name."""
    text = (importlib.resources.files("lopo.labels.artwork") / "designs.toml").read_text("utf-8")
    return {
        name: Design(name, Text.from_table(row["title"], name), Text.from_table(row["about"], name))
        for name, row in tomllib.loads(text).items()
    }

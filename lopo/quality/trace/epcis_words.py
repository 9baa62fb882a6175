"""The words and limits of ``epcis.toml``."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def words() -> dict[str, Any]:
    """The table as it stands in the file."""
    return tomllib.loads(resources.files("lopo.quality.trace").joinpath("epcis.toml").read_text("utf-8"))


NAMESPACE = "https://lopo.example/ns/"
"""Of what Lopo says about a lot or a place beyond the standard: its name, a phone. Prefix ``lopo``."""

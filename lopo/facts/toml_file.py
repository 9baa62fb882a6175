"""The figures that stand in a file beside the module that reckons with them."""

import importlib.resources
import tomllib
from typing import Any


def read_toml(package: str, name: str) -> dict[str, Any]:
    """The tables of the TOML file ``name`` in ``package``. Raises what a missing or broken file raises."""
    return tomllib.loads((importlib.resources.files(package) / name).read_text("utf-8"))

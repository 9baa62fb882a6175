"""The words and limits of ``epcis.toml``."""

from functools import cache
from typing import Any

from lopo.facts.toml_file import read_toml


@cache
def words() -> dict[str, Any]:
    """The table as it stands in the file."""
    return read_toml("lopo.quality.trace", "epcis.toml")


NAMESPACE = "https://lopo.example/ns/"
"""Of what Lopo says about a lot or a place beyond the standard: its name, a phone. Prefix ``lopo``."""

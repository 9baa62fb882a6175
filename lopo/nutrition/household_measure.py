"""A serving in spoons or pieces, in both languages. The words: ``household_measures.toml``."""

import functools
import importlib.resources
import re
import tomllib
from collections.abc import Mapping

from lopo.facts.text import Text

_COUNTED = re.compile(r"(?P<count>\d+(?:[.,/]\d+)?)\s+(?P<word>\D+)")


def measure_text(measure: str) -> Text:
    """ "3 keping" is "3 pieces"; a measure that is not in the list stands as it was written."""
    counted = _COUNTED.fullmatch(measure.strip())
    words = _measures().get(" ".join(counted["word"].lower().split())) if counted else None
    if counted is None or words is None:
        return Text.same(measure)
    count = counted["count"].replace(",", ".")
    return Text(measure, f"{count} {words[0] if count == '1' or '/' in count else words[1]}")


@functools.cache
def _measures() -> Mapping[str, tuple[str, str]]:
    text = (importlib.resources.files("lopo.nutrition") / "household_measures.toml").read_text("utf-8")
    return {word: (one, several) for word, (one, several) in tomllib.loads(text)["measure"].items()}

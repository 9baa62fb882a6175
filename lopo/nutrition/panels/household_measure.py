"""A serving in spoons or pieces, in both languages. The words: ``household_measures.toml``."""

import functools
import re
from collections.abc import Mapping

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml

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
    words = read_toml("lopo.nutrition.panels", "household_measures.toml")["measure"]
    return {word: (one, several) for word, (one, several) in words.items()}

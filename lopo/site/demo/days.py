"""Days and blanks in the demo's data: ``today-40`` is a day, ``{today+120}`` and ``{business}`` fill a text.

``told`` and ``told-5`` count from the day on which it is told, ``today`` from the day the city is made.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

_DAY = re.compile(r"(today|told)(?:([+-])(\d{1,4}))?")
_BLANK = re.compile(r"\{([a-z_]+(?:[+-]\d{1,4})?)\}")


@dataclass(frozen=True, slots=True)
class Filling:
    """What fills the blanks: words by name, and the two days from which other days are counted."""

    words: Mapping[str, str]
    today: dt.date
    told: dt.date

    def day(self, words: str) -> dt.date | None:
        """The day that ``today``, ``today-40`` or ``told+120`` names; nothing for other words."""
        found = _DAY.fullmatch(words)
        if found is None:
            return None
        days = int(found[3] or 0)
        start = self.today if found[1] == "today" else self.told
        return start + dt.timedelta(days=-days if found[2] == "-" else days)

    def fill(self, value: object) -> object | None:
        """``value`` with its day named and its blanks filled, lists and tables in it as well.

        Nothing when there is no word for a blank: the fact is then not told at all.
        """
        if isinstance(value, str):
            return self.day(value) or self._fill_text(value)
        if isinstance(value, list):
            parts = [self.fill(part) for part in value]
            return None if None in parts else parts
        if isinstance(value, dict):
            table = {key: self.fill(part) for key, part in value.items()}
            return None if None in table.values() else table
        return value

    def _fill_text(self, text: str) -> str | None:
        words = {name: self._word(name) for name in _BLANK.findall(text)}
        if None in words.values():
            return None
        return _BLANK.sub(lambda blank: str(words[blank[1]]), text)

    def _word(self, name: str) -> str | None:
        day = self.day(name)
        return self.words.get(name) if day is None else f"{day:%d-%m-%Y}"

"""What a label may promise on a study: a part of it, rounded down as a label says it.

The part and the steps are the house's own (``rules.toml``).
"""

import math
from dataclasses import dataclass

from lopo.facts.figures import say_number
from lopo.facts.text import Text
from lopo.facts.units import with_unit
from lopo.quality.storage.rules import rules

WEEK, MONTH = 7, 30


@dataclass(frozen=True, slots=True)
class Claim:
    """The life for the label, in days."""

    days: int

    @property
    def words(self) -> Text:
        """``12 hari``, ``5 minggu (35 hari)``, ``6 bulan (180 hari)``."""
        days = with_unit(say_number(self.days), "days")
        step = _step(self.days)
        if step == 1:
            return days
        names = {WEEK: (Text("minggu", "weeks"), "week"), MONTH: (Text("bulan", "months"), "month")}
        name, one = names[step]
        count = self.days // step
        said = Text(f"{count} {name.id}", f"{count} {one if count == 1 else name.en}")
        return Text(f"{said.id} ({days.id})", f"{said.en} ({days.en})")


def supported_days(studied_days: int) -> int:
    """The longest life a label may promise on a study: some is kept as safety."""
    return math.floor(studied_days * rules()["label"]["safety_percent"] / 100)


def label_claim(studied_days: int) -> Claim | None:
    """The promise for the label; nothing where not one day is left."""
    days = supported_days(studied_days)
    days -= days % _step(days)
    return Claim(days) if days > 0 else None


def _step(days: int) -> int:
    steps = rules()["label"]["step"]
    return next(int(step["days"]) for step in steps if days <= step.get("up_to", days))

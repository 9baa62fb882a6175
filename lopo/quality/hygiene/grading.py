"""From a sheet to its grade: counts, level, why, what to mend first, and when the owner checks herself next.

A sheet on which something was not looked at has no level, however bad or good the rest.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from lopo.facts.text import Text, joined
from lopo.quality.hygiene.checklist import SEVERITIES, SEVERITY_TITLES, Element
from lopo.quality.hygiene.level import (
    LEVELS,
    FindingCounts,
    allowed,
    count_findings,
    hygiene_level,
    next_audit,
    too_many,
)
from lopo.quality.hygiene.sheet import Sheet

_GRAVEST_FIRST = tuple(reversed(SEVERITIES))
_AND = Text(" dan ", " and ")


@dataclass(frozen=True, slots=True)
class Grade:
    """What a sheet comes to. ``level`` and ``next_audit`` are there only when nothing is ``left``."""

    counts: FindingCounts
    level: str | None
    why: Text
    left: tuple[Element, ...]
    next_audit: dt.date | None


def grade(sheet: Sheet, on: dt.date) -> Grade:
    """The grade of a sheet filled on the day ``on``."""
    counts = count_findings(each.number for each in sheet.findings)
    if sheet.left:
        return Grade(counts, None, _unfinished(len(sheet.left)), sheet.left, None)
    level = hygiene_level(counts)
    assert level is not None  # noqa: S101 - every count is known
    return Grade(counts, level, why_level(counts, level), (), next_audit(level, on))


def mend_first(sheet: Sheet) -> tuple[Element, ...]:
    """The findings in the order in which they are best mended: the gravest first."""
    return tuple(sorted(sheet.findings, key=lambda each: _GRAVEST_FIRST.index(each.severity)))


def why_level(counts: FindingCounts, level: str) -> Text:
    """Why it is this level and no better one, in a sentence."""
    found = {each: counts.of(each) for each in _GRAVEST_FIRST if counts.of(each)}
    if level == LEVELS[0]:
        if not found:
            return Text("Tidak ada temuan.", "There are no findings.")
        return Text("{found}: level I membolehkannya.", "{found}: level I allows that.").filled(
            found=_counted(found)
        )
    better = LEVELS[LEVELS.index(level) - 1]
    over = too_many(counts, better)
    return Text(
        "{over}; batas level {better}: {most}.",
        "{over}; level {better} allows {most}.",
    ).filled(
        over=_counted({each: counts.of(each) for each in over}),
        better=better,
        most=_bounds({each: most for each, most in allowed(better).items() if each in over}),
    )


def way_up(counts: FindingCounts, level: str) -> tuple[str, Mapping[str, int]] | None:
    """The next better level and how many findings of each severity are to be mended for it; none at I."""
    if level == LEVELS[0]:
        return None
    better = LEVELS[LEVELS.index(level) - 1]
    return better, too_many(counts, better)


def _counted(counts: Mapping[str, int | None]) -> Text:
    parts = []
    for severity in sorted(counts, key=_GRAVEST_FIRST.index):
        count, word = counts[severity], SEVERITY_TITLES[severity]
        plural = "" if count == 1 else "s"
        parts.append(Text(f"{count} temuan {word.id}", f"{count} {word.en} finding{plural}"))
    return joined(parts, _AND)


def _bounds(most: Mapping[str, int]) -> Text:
    parts = []
    for severity in sorted(most, key=_GRAVEST_FIRST.index):
        bound, word = most[severity], SEVERITY_TITLES[severity]
        at_most = Text(f"paling banyak {bound} {word.id}", f"at most {bound} {word.en}")
        parts.append(at_most if bound else Text(f"tanpa {word.id}", f"no {word.en}"))
    return joined(parts, _AND)


def _unfinished(left: int) -> Text:
    things = "thing is" if left == 1 else "things are"
    return Text(
        f"Belum ada levelnya: {left} hal belum dilihat.",
        f"There is no level yet: {left} {things} still to be looked at.",
    )

"""The charts of this house: how far products came, who closed gaps, who learnt."""

from collections.abc import Sequence

from lopo.facts.figures import say_number
from lopo.facts.text import Text
from lopo.insight.funnel.counting import StageCount
from lopo.insight.funnel.stages import TITLES
from lopo.insight.house import House
from lopo.insight.outcomes.difference import Share
from lopo.insight.outcomes.learning import Gain
from lopo.insight.outcomes.matching import Comparison
from lopo.insight.picture.bars import BESIDE, Bar, bars
from lopo.insight.tables.table import say_percent

_BEFORE_LESSON = Text("{before} sebelumnya", "{before} before")
_HAD_BEFORE = Text(
    "{before} di antaranya sudah sebelum pelajaran", "{before} of them already before the lesson"
)
_TOLD = Text("+ {told} hanya dikatakan", "+ {told} told only")
_TRAINED = Text("{days} hari: dilatih", "{days} days: trained")
_SIMILAR = Text("serupa, belum dilatih", "similar, not yet trained")
_BEFORE, _AFTER = Text("{module}: sebelum", "{module}: before"), Text("sesudah", "after")
LETTERS = 26
"""Letters of a module's title that fit beside a figure."""


def funnel_chart(counts: Sequence[StageCount], title: str, language: str, *, in_print: bool = False) -> str:
    """A bar for each stage, as long as its share of the trained products; hollow what was there before."""
    return bars([_stage(each, language) for each in counts], title, language, in_print=in_print)


def _stage(count: StageCount, language: str) -> Bar:
    words = TITLES[count.stage].in_language(language)
    if not count.measured:
        return Bar(words, "", None)
    figure = say_number(count.products).in_language(language)
    if count.share is not None:
        figure += f" ({say_percent(count.share).in_language(language)})"
    spoken, part = figure, count.share or 0.0
    if count.had_before:
        had = say_number(count.had_before)
        figure += f" · {_BEFORE_LESSON.filled(before=had).in_language(language)}"
        spoken += f", {_HAD_BEFORE.filled(before=had).in_language(language)}"
    if count.told_only:
        told = say_number(count.told_only)
        figure += f" +{told.in_language(language)}"
        spoken += f" {_TOLD.filled(told=told).in_language(language)}"
    of = count.of or 1
    return Bar(words, figure, part, count.told_only / of, spoken=spoken, before=count.had_before / of)


def comparison_chart(
    found: Sequence[Comparison], title: str, language: str, *, in_print: bool = False
) -> str:
    """Two bars for each number of days: the trained, and below them those who are similar."""
    rows = []
    for each in found:
        words = _TRAINED.filled(days=str(each.days)).in_language(language)
        rows.append(_side(words, each.closed, language, apart=True))
        rows.append(_side(_SIMILAR.in_language(language), each.closed_beside, language, kind=BESIDE))
    return bars(rows, title, language, in_print=in_print)


def learning_chart(house: House, gains: Sequence[Gain], title: str, language: str) -> str:
    """Two bars for each module: the mean share of right answers before and after."""
    rows = []
    for each in gains:
        module = house.module_title(each.module).in_language(language)
        short = module if len(module) <= LETTERS else module[: LETTERS - 1].rstrip() + "…"
        words = _BEFORE.filled(module=short).in_language(language)
        rows.append(_mean(words, each.before, language, apart=True, kind=BESIDE))
        rows.append(_mean(_AFTER.in_language(language), each.after, language))
    return bars(rows, title, language)


def _side(words: str, share: Share, language: str, *, kind: str = "shown", apart: bool = False) -> Bar:
    if share.value is None:
        return Bar(words, "", None, kind=kind, apart=apart)
    of = Text("{count} dari {of}", "{count} of {of}").filled(
        count=say_number(share.count), of=say_number(share.of)
    )
    figure = f"{of.in_language(language)} ({say_percent(share.value).in_language(language)})"
    return Bar(words, figure, share.value, kind=kind, apart=apart)


def _mean(words: str, share: float | None, language: str, *, kind: str = "shown", apart: bool = False) -> Bar:
    figure = "" if share is None else say_percent(share).in_language(language)
    return Bar(words, figure, share, kind=kind, apart=apart)

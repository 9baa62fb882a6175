"""The question to the index as one statement, the same on SQLite and PostgreSQL.

A group is what may stand for one word that was typed: the word itself, or the few it may have been meant as.
A product is found when it has one word of each group; what its words weigh where they stand is added up. The
rarest group comes first: CROSS JOIN keeps SQLite's planner at that order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

POSTING = "market_searchposting"
ENTRY = "market_catalogueentry"
TOP = 300
"""Of each word, so many of the best are looked at where a product need not have them all."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement and its parameters."""

    sql: str
    parameters: tuple[Any, ...]


def best(
    groups: Sequence[Sequence[int]], where: str, values: Sequence[object], limit: int, offset: int
) -> Statement:
    """The products with a word of every group, best first: (entry, score)."""
    score = " + ".join(f"p{at}.weight" for at in range(len(groups)))
    body, parameters = _matching(groups, where, values)
    order = "ORDER BY score DESC, p0.entry_id DESC LIMIT %s OFFSET %s"
    sql = f"SELECT p0.entry_id, {score} AS score {body} {order}"
    return Statement(sql, (*parameters, limit, offset))


def count(groups: Sequence[Sequence[int]], where: str, values: Sequence[object], most: int) -> Statement:
    """How many there are, at most ``most``."""
    body, parameters = _matching(groups, where, values)
    return Statement(f"SELECT COUNT(*) FROM (SELECT 1 AS one {body} LIMIT %s) AS found", (*parameters, most))  # noqa: S608


def _matching(
    groups: Sequence[Sequence[int]], where: str, values: Sequence[object]
) -> tuple[str, list[object]]:
    sources: list[str] = []
    conditions: list[str] = []
    in_sources: list[object] = []
    in_conditions: list[object] = []
    for at, group in enumerate(groups):
        if len(group) == 1:
            sources.append(f"{POSTING} p{at}")
            conditions.append(f"p{at}.word_id = %s")
            in_conditions += group
        else:
            sources.append(f"({_of_words(len(group))}) p{at}")
            in_sources += group
        if at:
            conditions.append(f"p{at}.entry_id = p0.entry_id")
    if where:
        sources.append(f"{ENTRY} e")
        conditions += ["e.id = p0.entry_id", where]
        in_conditions += values
    body = f"FROM {' CROSS JOIN '.join(sources)}"
    return f"{body} WHERE {' AND '.join(conditions) or '1 = 1'}", [*in_sources, *in_conditions]


def _of_words(words: int) -> str:
    marks = ", ".join(["%s"] * words)
    return (
        f"SELECT entry_id, MAX(weight) AS weight FROM {POSTING} WHERE word_id IN ({marks}) GROUP BY entry_id"  # noqa: S608
    )


def some(words: Sequence[int], where: str, values: Sequence[object], limit: int) -> Statement:
    """Products with at least one of ``words``, those with most of them first: (entry, score)."""
    each = (
        f"SELECT entry_id, weight FROM (SELECT entry_id, weight FROM {POSTING} WHERE word_id = %s "  # noqa: S608
        f"ORDER BY weight DESC, entry_id DESC LIMIT {TOP}) AS w"
    )
    union = " UNION ALL ".join(f"{each}{at}" for at in range(len(words)))
    joined = f" JOIN {ENTRY} e ON e.id = p.entry_id WHERE {where}" if where else ""
    sql = (
        f"SELECT p.entry_id, 100 * COUNT(*) + SUM(p.weight) AS score FROM ({union}) AS p{joined} "  # noqa: S608
        "GROUP BY p.entry_id ORDER BY score DESC, p.entry_id DESC LIMIT %s"
    )
    return Statement(sql, (*words, *(values if where else ()), limit))

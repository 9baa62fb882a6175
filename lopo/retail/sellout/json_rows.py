"""The records of a till in the cloud that hands out JSON, as rows of a table."""

import json
from typing import Any

from lopo.facts.kinds import Refused
from lopo.retail.sellout.grid import MOST_COLUMNS, NO_TABLE

_DEEPEST = 6


def json_rows(text: str) -> list[list[object]]:
    """The longest list of records: what is told around it as rows of a title, its names as the heading."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused(NO_TABLE) from None
    around, records = _records(told, 0)
    if not records:
        raise Refused(NO_TABLE)
    flat = [_flat(each) for each in records]
    names = list(dict.fromkeys(name for each in flat for name in each))[: MOST_COLUMNS + 1]
    titles: list[list[object]] = [[f"{name}: {value}"] for name, value in around.items()]
    return [*titles, list(names), *([each.get(name) for name in names] for each in flat)]


def _records(told: Any, depth: int) -> tuple[dict[str, object], list[dict[str, Any]]]:
    """What is told once, and the longest list of records in it."""
    if isinstance(told, list):
        return {}, [each for each in told if isinstance(each, dict)]
    if not isinstance(told, dict) or depth > _DEEPEST:
        return {}, []
    within = [_records(each, depth + 1) for each in told.values()]
    around, records = max(within, key=lambda each: len(each[1]), default=({}, []))
    once = {name: each for name, each in told.items() if isinstance(each, str | int | float)}
    return once | around, records


def _flat(record: dict[str, Any], before: str = "", depth: int = 0) -> dict[str, object]:
    """The fields of a record, those of a record within it under both names."""
    fields: dict[str, object] = {}
    for name, value in record.items():
        called = f"{before} {name}".strip()
        if isinstance(value, dict) and depth < _DEEPEST:
            fields |= _flat(value, called, depth + 1)
        elif isinstance(value, list):
            raise Refused(NO_TABLE)  # lists within a record are several rows in one
        else:
            fields[called] = value
    return fields

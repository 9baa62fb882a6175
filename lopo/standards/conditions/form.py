"""A condition as the fields of a form: for people who write no code.

A form is flat: each line has a number, an indent, and either a word that holds lines together (``all``,
``any``, ``not``) or a fact with its operator and operand. :func:`to_form` and :func:`from_form` lose nothing:
a condition shown as a form and read back is the same condition.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lopo.facts.catalogue import Catalogue
from lopo.standards.conditions.condition import BadCondition, Condition, parse_condition, write_condition

MAX_LINES = 200
JOINING = ("all", "any", "not")


def to_form(condition: Condition) -> dict[str, str]:
    """The condition as form fields: ``line-0-word``, ``line-0-indent``, ``line-0-fact`` and so on."""
    fields: dict[str, str] = {}
    _add_line(write_condition(condition), 0, fields)
    return fields


def _add_line(table: Mapping[str, Any], indent: int, fields: dict[str, str]) -> None:
    line = f"line-{sum(key.endswith('-indent') for key in fields)}"
    fields[f"{line}-indent"] = str(indent)
    if "fact" in table:
        word = next(key for key in table if key != "fact")
        fields |= {f"{line}-fact": table["fact"], f"{line}-word": word, f"{line}-value": _show(table[word])}
        return
    word, inner = next(iter(table.items()))
    fields[f"{line}-word"] = word
    for part in [inner] if word == "not" else inner:
        _add_line(part, indent + 1, fields)


def _show(operand: Any) -> str:
    return json.dumps(operand, default=_plain, ensure_ascii=False)


def _plain(operand: Any) -> Any:
    if isinstance(operand, Decimal):
        return {"decimal": str(operand)}
    return operand.isoformat()


def from_form(fields: Mapping[str, str], catalogue: Catalogue) -> Condition:
    """Read the condition back from its fields. Raises :class:`BadCondition` naming the line."""
    count = sum(key.endswith("-indent") for key in fields)
    if not 0 < count <= MAX_LINES:
        raise BadCondition(f"a form has 1 to {MAX_LINES} lines, found {count}")
    table, following = _read_line(fields, 0, count)
    if following != count:
        raise BadCondition(f"line {following + 1}: there can be only one outermost line")
    return parse_condition(table, catalogue)


def _read_line(fields: Mapping[str, str], number: int, count: int) -> tuple[dict[str, Any], int]:
    word = fields.get(f"line-{number}-word", "")
    if fact := fields.get(f"line-{number}-fact", ""):
        return {"fact": fact, word: _read_value(fields.get(f"line-{number}-value", ""), number)}, number + 1
    if word not in JOINING:
        raise BadCondition(f"line {number + 1}: choose a fact, or one of {', '.join(JOINING)}")
    indent = _indent(fields, number)
    parts = []
    following = number + 1
    while following < count and _indent(fields, following) > indent:
        part, following = _read_line(fields, following, count)
        parts.append(part)
    if word == "not":
        if len(parts) != 1:
            raise BadCondition(f'line {number + 1}: "not" holds exactly one line, found {len(parts)}')
        return {"not": parts[0]}, following
    return {word: parts}, following


def _indent(fields: Mapping[str, str], number: int) -> int:
    text = fields.get(f"line-{number}-indent", "")
    if not (text.isascii() and text.isdigit()) or len(text) > 3:
        raise BadCondition(f"line {number + 1}: the indent is missing")
    return int(text)


def _read_value(text: str, number: int) -> Any:
    try:
        return json.loads(text, object_hook=_decimal, parse_float=Decimal)
    except (ValueError, RecursionError):
        raise BadCondition(f"line {number + 1}: the value {text!r} cannot be read") from None


def _decimal(table: dict[str, Any]) -> Any:
    if set(table) != {"decimal"}:
        return table
    try:
        return Decimal(table["decimal"])
    except (ArithmeticError, TypeError, ValueError):
        raise ValueError("not a number") from None

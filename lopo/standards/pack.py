"""Read packs: the TOML files that hold standards, steps, gates and ladders.

Everything is checked at load: an unknown key, fact, operator, unit, step or rung is refused with the file,
the requirement and the reason.
"""

import datetime as dt
import itertools
import re
from collections.abc import Mapping
from typing import Any

from lopo.facts.catalogue import Catalogue
from lopo.facts.text import Text
from lopo.facts.typed_toml import parse_typed
from lopo.standards.conditions.condition import ALWAYS, BadCondition, Condition, parse_condition
from lopo.standards.requirement import (
    CONFIDENCES,
    GATE_KINDS,
    RUNGS,
    SEVERITIES,
    Gate,
    Ladder,
    Requirement,
    Standard,
    Step,
    Term,
)

_STANDARD_KEYS = {
    "id", "version", "title", "authority", "source", "rung", "valid_from", "valid_until", "applies",
    "confidence",
}  # fmt: skip
_REQUIREMENT_KEYS = {
    "id", "clause", "severity", "confidence", "source", "asks", "why", "needs", "applies", "remedy",
    "valid_from", "valid_until",
}  # fmt: skip
_STEP_KEYS = {
    "title", "how", "cost_idr", "cost_source", "days", "days_source", "after", "training", "pays",
}  # fmt: skip
_REMEDY_KEYS = {"step", "training", "cost_idr", "cost_source", "days", "days_source", "after"}
_GATE_KEYS = {"id", "title", "kind", "rung", "asks", "about", "applies", "terms"}
_TERM_KEYS = {"title", "says", "source", "confidence"}
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_LARGEST = 10**12
"""No cost in rupiah and no number of days is larger."""
_LADDER_KEYS = {"id", "title", "applies", "rungs"}


class BadPack(ValueError):
    """A pack that is refused. ``place`` says file and requirement, ``reason`` what is wrong."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


def parse_toml(text: str, file: str) -> dict[str, Any]:
    """Parse TOML with exact decimals. Raises :class:`BadPack` with line and column."""
    try:
        return parse_typed(text)
    except ValueError as fault:
        raise BadPack(file, f"not valid TOML: {fault}") from None


class Table:
    """A TOML table that refuses what it does not know and says where it stands."""

    def __init__(self, table: object, place: str, keys: set[str]) -> None:
        if not isinstance(table, Mapping):
            raise BadPack(place, f"expected a table, found {table!r}")
        self.table = table
        self.place = place
        if unknown := sorted(set(table) - keys):
            raise BadPack(place, f"unknown key {unknown[0]!r}; the keys are {', '.join(sorted(keys))}")

    def text(self, key: str, default: str | None = None) -> str:
        value = self.table.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise BadPack(self.place, f'"{key}" is missing or is not a text')
        return value

    def id(self) -> str:
        """The id: small letters, digits and hyphens, because it stands in names and addresses."""
        id = self.text("id")
        if not _ID.fullmatch(id):
            raise BadPack(self.place, f'"id" is {id!r}; use small letters, digits and hyphens')
        return id

    def both(self, key: str) -> Text:
        try:
            return Text.from_table(self.table.get(key), f'"{key}"')
        except ValueError as fault:
            raise BadPack(self.place, str(fault)) from None

    def one_of(self, key: str, words: tuple[str, ...], default: str | None = None) -> str:
        word = self.table.get(key, default)
        if word not in words:
            raise BadPack(self.place, f'"{key}" is {word!r}; the words are {", ".join(words)}')
        return str(word)

    def date(self, key: str) -> dt.date | None:
        value = self.table.get(key)
        if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
            return value
        raise BadPack(self.place, f'"{key}" is not a date such as 2018-10-19')

    def whole(self, key: str) -> int | None:
        value = self.table.get(key)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST:
            return value
        raise BadPack(self.place, f'"{key}" is not a whole number from nought to {_LARGEST}')

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(part, str) and part for part in value):
            raise BadPack(self.place, f'"{key}" is not a list of texts')
        return tuple(value)

    def condition(self, key: str, catalogue: Catalogue) -> Condition:
        if key not in self.table:
            return ALWAYS
        try:
            return parse_condition(self.table[key], catalogue)
        except BadCondition as fault:
            raise BadPack(self.place, f'"{key}": {fault}') from None


def parse_steps(text: str, file: str) -> dict[str, Step]:
    """Read ``steps.toml``: one table a step, keyed by its id."""
    return {id: _parse_step(id, Table(table, f"{file}: {id}", _STEP_KEYS))
            for id, table in parse_toml(text, file).items()}  # fmt: skip


def _parse_step(id: str, table: Table) -> Step:
    return Step(
        id=id,
        title=table.both("title"),
        how=table.both("how"),
        cost_idr=table.whole("cost_idr"),
        cost_source=table.text("cost_source", ""),
        days=table.whole("days"),
        days_source=table.text("days_source", ""),
        after=table.texts("after"),
        training=table.text("training", ""),
        pays=table.both("pays") if "pays" in table.table else None,
    )


def parse_standard(text: str, file: str, catalogue: Catalogue, steps: Mapping[str, Step]) -> Standard:
    """Read one standard. Raises :class:`BadPack`."""
    whole = Table(parse_toml(text, file), file, {"standard", "requirement"})
    head = Table(whole.table.get("standard"), f"{file}: [standard]", _STANDARD_KEYS)
    rows = whole.table.get("requirement")
    if not isinstance(rows, list) or not rows:
        raise BadPack(file, "there is no [[requirement]]")
    id = head.id()
    default = {
        "confidence": head.one_of("confidence", CONFIDENCES, "to-verify"),
        "source": head.text("source"),
    }
    requirements = []
    for number, row in enumerate(rows, 1):
        name = row.get("id", f"number {number}") if isinstance(row, Mapping) else f"number {number}"
        table = Table(row, f"{file}: requirement {name}", _REQUIREMENT_KEYS)
        requirements.append(_parse_requirement(table, id, default, catalogue, steps))
    _check_overlaps(requirements, file)
    standard = Standard(
        id=id,
        version=head.text("version"),
        title=head.both("title"),
        authority=head.text("authority"),
        source=head.text("source"),
        rung=head.one_of("rung", RUNGS),
        requirements=tuple(requirements),
        valid_from=head.date("valid_from"),
        valid_until=head.date("valid_until"),
        applies=head.condition("applies", catalogue),
    )
    _check_dates(head, standard.valid_from, standard.valid_until)
    return standard


def _parse_requirement(
    table: Table,
    standard: str,
    default: Mapping[str, str],
    catalogue: Catalogue,
    steps: Mapping[str, Step],
) -> Requirement:
    if "needs" not in table.table:
        raise BadPack(table.place, '"needs" is missing')
    requirement = Requirement(
        id=table.id(),
        standard=standard,
        clause=table.text("clause"),
        severity=table.one_of("severity", SEVERITIES),
        confidence=table.one_of("confidence", CONFIDENCES, default["confidence"]),
        source=table.text("source", default["source"]),
        asks=table.both("asks"),
        why=table.both("why"),
        needs=table.condition("needs", catalogue),
        step=_parse_remedy(table, steps),
        applies=table.condition("applies", catalogue),
        valid_from=table.date("valid_from"),
        valid_until=table.date("valid_until"),
    )
    _check_dates(table, requirement.valid_from, requirement.valid_until)
    return requirement


def _parse_remedy(table: Table, steps: Mapping[str, Step]) -> Step:
    remedy = Table(table.table.get("remedy"), f"{table.place}: remedy", _REMEDY_KEYS)
    name = remedy.text("step")
    step = steps.get(name)
    if step is None:
        raise BadPack(table.place, f"unknown step {name!r} in remedy")
    return Step(
        id=step.id,
        title=step.title,
        how=step.how,
        cost_idr=remedy.whole("cost_idr") if "cost_idr" in remedy.table else step.cost_idr,
        cost_source=remedy.text("cost_source", step.cost_source),
        days=remedy.whole("days") if "days" in remedy.table else step.days,
        days_source=remedy.text("days_source", step.days_source),
        after=remedy.texts("after") or step.after,
        training=remedy.text("training", step.training),
        pays=step.pays,
    )


def parse_gate(text: str, file: str, catalogue: Catalogue) -> Gate:
    """Read one gate file. Raises :class:`BadPack`."""
    return _parse_gate(Table(parse_toml(text, file), file, _GATE_KEYS), catalogue)


def _parse_gate(table: Table, catalogue: Catalogue) -> Gate:
    terms = table.table.get("terms", {})
    if not isinstance(terms, Mapping):
        raise BadPack(table.place, '"terms" is not a table of terms')
    asks = table.texts("asks")
    if not asks:
        raise BadPack(table.place, '"asks" is empty')
    return Gate(
        id=table.id(),
        title=table.both("title"),
        kind=table.one_of("kind", GATE_KINDS),
        rung=table.one_of("rung", RUNGS),
        asks=asks,
        about=table.both("about"),
        applies=table.condition("applies", catalogue),
        terms=tuple(
            _parse_term(id, Table(row, f"{table.place}: term {id}", _TERM_KEYS)) for id, row in terms.items()
        ),
    )


def _parse_term(id: str, table: Table) -> Term:
    return Term(
        id,
        table.both("title"),
        table.both("says"),
        table.text("source"),
        table.one_of("confidence", CONFIDENCES),
    )


def parse_ladder(text: str, file: str, catalogue: Catalogue) -> Ladder:
    """Read one ladder: its four rungs are gates of kind ``rung``. Raises :class:`BadPack`."""
    table = Table(parse_toml(text, file), file, _LADDER_KEYS)
    rows = table.table.get("rungs")
    if not isinstance(rows, list):
        raise BadPack(file, '"rungs" is missing')
    rungs = tuple(
        _parse_gate(Table({**row, "kind": "rung"}, f"{file}: rung {row.get('id')}", _GATE_KEYS), catalogue)
        if isinstance(row, Mapping)
        else _refuse_row(file, row)
        for row in rows
    )
    if tuple(gate.rung for gate in rungs) != RUNGS:
        raise BadPack(file, f"a ladder has these rungs in this order: {', '.join(RUNGS)}")
    return Ladder(table.id(), table.both("title"), table.condition("applies", catalogue), rungs)


def _refuse_row(file: str, row: object) -> Gate:
    raise BadPack(file, f"expected a table for a rung, found {row!r}")


def _check_dates(table: Table, first: dt.date | None, last: dt.date | None) -> None:
    if first and last and last < first:
        raise BadPack(table.place, f"valid_until {last} is before valid_from {first}")


def _check_overlaps(requirements: list[Requirement], file: str) -> None:
    """One demand may stand several times, each for its own days."""
    in_order = sorted(requirements, key=lambda each: (each.id, each.valid_from or dt.date.min))
    for earlier, later in itertools.pairwise(in_order):
        ends, begins = earlier.valid_until or dt.date.max, later.valid_from or dt.date.min
        if earlier.id == later.id and ends >= begins:
            raise BadPack(f"{file}: requirement {later.id}", "this id stands twice for the same dates")

"""Which work of the kitchen stands among the tasks, and when to remind of it (``kitchen_tasks.toml``)."""

import functools
from collections.abc import Iterable, Mapping

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.standards.promises import TaskRule


@functools.cache
def work_rules() -> Mapping[str, TaskRule]:
    """The rules of the kitchen's work by their names."""
    tables = dict(read_toml("lopo.standards", "kitchen_tasks.toml"))
    source = str(tables.pop("source"))
    return {id: _rule(id, table, source) for id, table in tables.items()}


def _rule(id: str, table: Mapping[str, object], source: str) -> TaskRule:
    days = table["remind_days"]
    assert isinstance(days, list)  # noqa: S101 - our own file
    return TaskRule(
        id=id,
        title=Text.from_table(table["title"], id),
        does=Text.from_table(table["does"], id),
        owner=str(table["owner"]),
        remind_days=tuple(days),
        source=source,
        gentle=bool(table.get("gentle", False)),
        pressing=bool(table.get("pressing", False)),
    )


def all_rules(promised: Iterable[TaskRule]) -> dict[str, TaskRule]:
    """Every rule that a task may stand under: those ``promised``, and those of the kitchen's work."""
    return {rule.id: rule for rule in promised} | dict(work_rules())

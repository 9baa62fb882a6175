"""A recorded dossier as a dossier file: what people told, with who said it, when and on what evidence.

What is worked out is left out: whoever reads the file works it out again.
:func:`lopo.facts.dossier_file.read_dossier` gives back the same facts.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import tomli_w

from lopo.facts.catalogue import Catalogue
from lopo.facts.dossier import OWNER, Dossier, Fact, Provenance
from lopo.facts.kinds import Item, Value


def write_dossier(dossier: Dossier, catalogue: Catalogue) -> str:
    """The told facts of ``dossier`` as TOML, in the order of the catalogue, a table for each section.

    The provenance that most of them share stands once, in the head.
    """
    told = {
        name: dossier[name]
        for name, definition in catalogue.items()
        if name in dossier and not definition.is_computed and dossier[name].provenance.said_by != "computed"
    }
    head = _shared([fact.provenance for fact in told.values()])
    lines = []
    if shared := _differences(head, OWNER):
        lines += ["[dossier]", *(f"{key} = {_literal(part)}" for key, part in shared.items()), ""]
    for section in dict.fromkeys(catalogue[name].section for name in told):
        lines.append(f"[{section}]")
        lines += [
            f"{name.removeprefix(f'{section}.')} = {_told(fact, head)}"
            for name, fact in told.items()
            if catalogue[name].section == section
        ]
        lines.append("")
    return "\n".join(lines)


def _shared(provenances: Iterable[Provenance]) -> Provenance:
    """Speaker, name and day of most. A day is shared only where every fact has one: it cannot be unsaid."""
    found = list(provenances)
    dated = all(each.on for each in found)
    keys: Counter[tuple[str, str, dt.date | None]] = Counter(
        (each.said_by, each.who, each.on if dated else None) for each in found
    )
    return Provenance(*keys.most_common(1)[0][0]) if keys else OWNER


def _told(fact: Fact, head: Provenance) -> str:
    value = _literal("" if fact.absent else _plain(fact.value))
    differences = _differences(fact.provenance, head)
    if not differences:
        return value
    parts = ", ".join(f"{key} = {_literal(part)}" for key, part in differences.items())
    return f"{{ value = {value}, {parts} }}"


def _differences(provenance: Provenance, default: Provenance) -> dict[str, Any]:
    """What of a provenance is not as in ``default``."""
    parts = {
        "said_by": provenance.said_by,
        "who": provenance.who,
        "on": provenance.on,
        "evidence": provenance.evidence,
    }
    return {key: part for key, part in parts.items() if part != getattr(default, key)}


def _literal(value: Any) -> str:
    return tomli_w.dumps({"x": value}).removeprefix("x = ").rstrip("\n")


def _plain(value: Value) -> Any:
    """The value as TOML carries it; an item without amount and group is its name alone."""
    if isinstance(value, tuple):
        return [_item(part) if isinstance(part, Item) else part for part in value]
    return _number(value) if isinstance(value, Decimal) else value


def _item(item: Item) -> Any:
    table: dict[str, Any] = {"name": item.name}
    if item.amount is not None:
        table["amount"] = _number(item.amount)
    if item.group:
        table["group"] = item.group
    return table if len(table) > 1 else item.name


def _number(number: Decimal) -> Decimal | int:
    """A number as a person writes it: 250, not 250.0."""
    return int(number) if number == number.to_integral_value() else number

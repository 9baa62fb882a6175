"""The JSON Schema of dossier files, made from the catalogue: for editors and for programs."""

from typing import Any

from lopo.facts.catalogue import Catalogue
from lopo.facts.definition import FactDefinition
from lopo.facts.dossier import SAID_BY
from lopo.facts.text import Text

_ITEM = {
    "oneOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {
                "name": {"type": "string", "minLength": 1},
                "amount": {"type": "number", "exclusiveMinimum": 0},
                "group": {"type": "string"},
            },
            "required": ["name"],
            "additionalProperties": False,
        },
    ]
}
_SAID = {
    "said_by": {"enum": list(SAID_BY[:-1])},
    "who": {"type": "string"},
    "on": {"$ref": "#/$defs/date"},
}
_DEFINITIONS: dict[str, dict[str, Any]] = {
    "date": {"type": "string", "description": "A date: 2026-11-23."},
    "item": _ITEM,
    "nothing": {"const": "", "description": "Looked at: there is none."},
    "told": {
        "type": "object",
        "properties": {"value": True, **_SAID, "evidence": {"type": "string"}},
        "required": ["value"],
        "additionalProperties": False,
    },
}
_VALUES: dict[str, dict[str, Any]] = {
    "yes_no": {"type": "boolean"},
    "whole": {"type": "integer"},
    "rupiah": {"type": "integer"},
    "decimal": {"type": "number"},
    "date": {"$ref": "#/$defs/date"},
    "text": {"type": "string"},
    "choice": {},
    "list": {"type": "array", "items": {"type": "string"}},
    "items": {"type": "array", "items": {"$ref": "#/$defs/item"}},
}
_WORKED_OUT = Text(
    "Dihitung oleh {by}; di sini hanya yang dikatakan pemeriksa atau laboratorium.",
    "Worked out by {by}; only what an inspector or a laboratory says stands here.",
)


def dossier_schema(catalogue: Catalogue, language: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a dossier file; titles and questions in ``language``."""
    root: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Lopo dossier",
        "type": "object",
        "properties": {"dossier": _head_schema(catalogue)},
        "additionalProperties": False,
        "$defs": _DEFINITIONS,
    }
    for definition in catalogue.values():
        place = root
        *path, last = definition.name.split(".")
        for part in path:
            place = place["properties"].setdefault(
                part, {"type": "object", "properties": {}, "additionalProperties": False}
            )
        place["properties"][last] = _fact_schema(definition, language)
    return root


def _head_schema(catalogue: Catalogue) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            **_SAID,
            "complete": {"type": "array", "items": {"enum": list(catalogue.sections())}},
        },
        "additionalProperties": False,
    }


def _fact_schema(definition: FactDefinition, language: str) -> dict[str, Any]:
    """A value, nothing at all, or one of both in a table with its provenance."""
    stated = [_value_schema(definition), {"$ref": "#/$defs/nothing"}]
    told = {"$ref": "#/$defs/told", "properties": {"value": {"anyOf": stated}}}
    description = (definition.asks or definition.title).in_language(language)
    if definition.is_computed:
        description = _WORKED_OUT.filled(by=definition.computed_by).in_language(language)
    title = definition.title.in_language(language)
    if definition.unit:
        title += f" ({definition.unit})"
    return {"title": title, "description": description, "anyOf": [*stated, told]}


def _value_schema(definition: FactDefinition) -> dict[str, Any]:
    value = dict(_VALUES[definition.kind])
    if definition.kind == "choice":
        value["enum"] = list(definition.choices)
    elif definition.choices:
        value["items"] = {"enum": list(definition.choices)}
    if definition.least is not None:
        value["minimum"] = float(definition.least)
    if definition.most is not None:
        value["maximum"] = float(definition.most)
    return value

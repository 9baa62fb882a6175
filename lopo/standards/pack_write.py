"""Write packs: a standard as TOML tables, which :mod:`lopo.standards.pack` reads back to an equal one."""

import datetime as dt
from typing import Any

from lopo.facts.text import Text
from lopo.standards.conditions.condition import ALWAYS, Condition, write_condition
from lopo.standards.requirement import Requirement, Standard


def write_standard(standard: Standard) -> dict[str, Any]:
    """The standard as TOML tables; writing them and reading them back gives an equal standard."""
    head = {
        "id": standard.id,
        "version": standard.version,
        "title": _write_text(standard.title),
        "authority": standard.authority,
        "source": standard.source,
        "rung": standard.rung,
        **_write_dates(standard),
        **_write_applies(standard.applies),
    }
    return {"standard": head, "requirement": [write_requirement(each) for each in standard.requirements]}


def write_requirement(requirement: Requirement) -> dict[str, Any]:
    """One requirement as a TOML table."""
    step = requirement.step
    remedy: dict[str, Any] = {"step": step.id, "training": step.training, "cost_source": step.cost_source}
    remedy |= {"days_source": step.days_source}
    if step.cost_idr is not None:
        remedy["cost_idr"] = step.cost_idr
    if step.days is not None:
        remedy["days"] = step.days
    if step.after:
        remedy["after"] = list(step.after)
    return {
        "id": requirement.id,
        "clause": requirement.clause,
        "severity": requirement.severity,
        "confidence": requirement.confidence,
        "source": requirement.source,
        "asks": _write_text(requirement.asks),
        "why": _write_text(requirement.why),
        **_write_dates(requirement),
        **_write_applies(requirement.applies),
        "needs": write_condition(requirement.needs),
        "remedy": remedy,
    }


def _write_text(text: Text) -> dict[str, str]:
    return {"id": text.id, "en": text.en}


def _write_dates(holder: Standard | Requirement) -> dict[str, dt.date]:
    dates = {"valid_from": holder.valid_from, "valid_until": holder.valid_until}
    return {key: day for key, day in dates.items() if day is not None}


def _write_applies(condition: Condition) -> dict[str, Any]:
    return {} if condition == ALWAYS else {"applies": write_condition(condition)}

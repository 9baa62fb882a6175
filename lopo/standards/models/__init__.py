"""What the standards keep: what is remembered of assessments, and gates that were written here."""

from lopo.standards.models.own_gate import GateEdition, OwnGate
from lopo.standards.models.remembered import (
    STATUSES,
    FindingChange,
    GateStanding,
    Reminder,
    RungChange,
    Standing,
    Task,
)

__all__ = [
    "STATUSES",
    "FindingChange",
    "GateEdition",
    "GateStanding",
    "OwnGate",
    "Reminder",
    "RungChange",
    "Standing",
    "Task",
]

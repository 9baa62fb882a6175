"""Of whom the reader asked to see: every field comes from the address and may be empty."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """A choice of products by where they are made and by the training they had.

    ``payer`` is the organisation that paid the course; ``since`` and ``until`` bound the day of the lesson,
    both
    ends counted. Nought and empty stand for "all".
    """

    kelurahan: str = ""
    cohort: int = 0
    module: str = ""
    payer: int = 0
    since: dt.date | None = None
    until: dt.date | None = None

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Wanted":
        """Read the address; what makes no sense is left out, never an error."""
        query = {name: text.replace("\x00", "").strip() for name, text in query.items()}
        return cls(
            kelurahan=query.get("kelurahan", "")[:20],
            cohort=_number(query.get("cohort", "")),
            module=query.get("module", "")[:40],
            payer=_number(query.get("payer", "")),
            since=_day(query.get("since", "")),
            until=_day(query.get("until", "")),
        )

    @property
    def query(self) -> dict[str, str]:
        """The fields that are not empty, for an address."""
        told = {
            "kelurahan": self.kelurahan,
            "cohort": str(self.cohort or ""),
            "module": self.module,
            "payer": str(self.payer or ""),
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
        }
        return {name: value for name, value in told.items() if value}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None

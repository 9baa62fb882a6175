"""A storage study out of whatever file is given: TOML, CSV or Excel. Used by the command and by the page."""

import tomllib

from lopo.facts.dossier_file import Problem
from lopo.facts.table_file import sheets_of
from lopo.facts.text import Text
from lopo.quality.storage.study import Study
from lopo.quality.storage.study_file import BadStudy, study_from_rows, study_from_toml


def study_of(content: bytes) -> Study:
    """What it is decides, not what it is called: whatever reads as TOML is TOML.

    Raises :class:`BadStudy` naming every fault, and :class:`lopo.facts.kinds.Refused` for no table at all.
    """
    if b"[study" in content or (content.strip() and _is_toml(content)):
        return study_from_toml(content)
    for sheet in sheets_of(content):
        return study_from_rows(sheet.rows)
    raise BadStudy([Problem("", Text("Berkas ini tidak punya tabel.", "This file has no table."))])


def _is_toml(content: bytes) -> bool:
    try:
        return bool(tomllib.loads(content.decode("utf-8-sig")))
    except (ValueError, RecursionError):
        return False

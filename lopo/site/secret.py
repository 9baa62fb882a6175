"""The site's secret key: given, or made once and kept."""

import os
import secrets
from pathlib import Path

KEY_BYTES = 64


def secret_key(folder: Path) -> str:
    """The key kept in ``folder/secret_key``; made on first use, readable by its owner only.

    Two processes starting at once agree: whoever comes second reads what the first wrote.
    """
    kept = folder / "secret_key"
    if not kept.exists():
        draft = folder / f".secret_key.{os.getpid()}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(KEY_BYTES))
        try:
            os.link(draft, kept)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return kept.read_text().strip()

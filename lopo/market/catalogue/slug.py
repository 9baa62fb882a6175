"""Names in addresses: readable, and told apart by a few letters at their end that cannot be counted."""

import re
import secrets
import unicodedata

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without those that are mistaken for one another when read aloud."""
_MOST = 60


def new_slug(name: str) -> str:
    """``Sambal lu'at`` as ``sambal-luat-k7wq3m``."""
    plain = (
        unicodedata.normalize("NFKD", re.sub("['’‘`]", "", name)).encode("ascii", "ignore").decode().lower()
    )
    words = re.sub(r"[^a-z0-9]+", "-", plain)[:_MOST].strip("-")
    end = "".join(secrets.choice(LETTERS) for _ in range(6))
    return f"{words}-{end}" if words else f"produk-{end}"

"""The keys that sign certificates: given by the environment, or made once and kept beside the database.

``LOPO_BADGE_KEYS``  files with keys in PEM, separated by commas; the first signs, the others did before
``LOPO_BADGE_HOST``  host name under which verifiers find our keys; by default the first of ``LOPO_HOSTS``

Without ``LOPO_BADGE_KEYS`` they lie in ``LOPO_DATA/badge_keys``, a file for each pair, readable by its owner
only; the newest signs. Old ones stay: with them the lists of revocations of what they signed are signed.
"""

import datetime as dt
import functools
import ipaddress
import os
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from lopo.training.badges.house import House
from lopo.training.badges.keys import Keys, new_keys, read_keys, write_keys

FOLDER = "badge_keys"


def signing_keys() -> tuple[Keys, ...]:
    """All keys, those that sign now first. Raises what a missing or broken file raises."""
    return _read(given_files() or tuple(_kept(settings.DATA / FOLDER)))


def given_files() -> tuple[Path, ...]:
    """The files that ``LOPO_BADGE_KEYS`` names."""
    named = os.environ.get("LOPO_BADGE_KEYS", "").split(",")
    return tuple(Path(each.strip()) for each in named if each.strip())


def keys_named(name: str) -> Keys | None:
    """One pair by its name."""
    return next((keys for keys in signing_keys() if keys.name == name), None)


def change_keys(folder: Path) -> Path:
    """Make a new pair in ``folder``, which signs from now on; gives the file."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S%f}.pem"
    _write(file, write_keys(new_keys()))
    return file


def house_of(request: HttpRequest) -> House:
    """Who issues at the address of ``request``: see :mod:`lopo.training.badges.house`."""
    host = _public_host()
    return House(f"https://{host}", host) if host else House(request.build_absolute_uri("/").rstrip("/"))


def _public_host() -> str:
    """The host name of a site on the web; nothing on a laptop, where no verifier could fetch keys."""
    if host := os.environ.get("LOPO_BADGE_HOST", "").strip():
        return host
    first = str(settings.ALLOWED_HOSTS[0]) if settings.ALLOWED_HOSTS else ""
    if not settings.TLS or first.startswith((".", "*", "[")) or "." not in first:
        return ""
    try:
        ipaddress.ip_address(first)
    except ValueError:
        return first
    return ""


def _kept(folder: Path) -> list[Path]:
    """The files of a folder, newest first; a first one is made, by whoever comes first."""
    files = sorted(folder.glob("2*.pem"), reverse=True)
    if files:
        return files
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(folder / "20000101T000000.pem", write_keys(new_keys()))
    return sorted(folder.glob("2*.pem"), reverse=True)


def _write(file: Path, text: str) -> None:
    """Write ``file`` whole, unless it is there; only its owner reads it."""
    draft = file.with_name(f".{file.name}.{os.getpid()}.{os.urandom(4).hex()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as opened:
            opened.write(text)
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


@functools.lru_cache(maxsize=4)
def _read(files: tuple[Path, ...]) -> tuple[Keys, ...]:
    return tuple(read_keys(file.read_text("ascii")) for file in files)

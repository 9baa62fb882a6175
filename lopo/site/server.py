"""Gunicorn's settings for a developer's machine: ``gunicorn -c python:lopo.site.server lopo.site.wsgi``.

One process with a few threads, started anew when code, a template or a translation changes; quiet but for
what goes wrong. It greets with the text that ``lopo manage up`` leaves in ``LOPO_WELCOME`` once it listens.
"""

import os
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent.parent

worker_class = "gthread"
workers = 1
threads = 4
timeout = 120
graceful_timeout = 3
loglevel = "error"
control_socket_disable = True
reload = True
reload_extra_files = [
    str(file) for ending in ("html", "toml", "csv", "mo") for file in sorted(_PACKAGE.rglob(f"*.{ending}"))
]


def when_ready(server: Any) -> None:
    """Gunicorn calls this once it listens."""
    print(os.environ.pop("LOPO_WELCOME", ""), flush=True)

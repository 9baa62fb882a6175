"""Which browser, how it is started, and the two screens it is looked at on."""

import shutil

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
ARGUMENTS += ["--disable-background-networking", "--disable-component-update"]
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1440, "height": 900}


def chromium_path() -> str | None:
    """The Chromium of the system; ``None`` leaves it to playwright."""
    return shutil.which("chromium") or shutil.which("google-chrome")

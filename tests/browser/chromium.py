"""Which browser, how it is started, and the two screens it is looked at on."""

import shutil

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
ARGUMENTS += ["--disable-background-networking", "--disable-component-update"]
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1440, "height": 900}


SHELL, WHOLE = "chromium-headless-shell", ("chromium", "google-chrome")


def chromium_path(whole: bool = False) -> str | None:
    """The Chromium of the system, best its headless shell; ``None`` leaves it to playwright.

    The shell is the same engine without the windows round it: it opens a page in a quarter of the processor
    time. A ``whole`` one also sends in the background when the network is back.
    """
    found = map(shutil.which, WHOLE if whole else (SHELL, *WHOLE))
    return next(filter(None, found), None)

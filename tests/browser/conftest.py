"""A real Chromium for the tests of pages."""

import os
from functools import wraps

import pytest
from django.conf import settings
from playwright.sync_api import Locator, Page, sync_playwright

from tests.browser.chromium import ARGUMENTS, PHONE, chromium_path

# Playwright's loop runs in this thread; Django would take every query of a test for one inside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def _reads_what_opens(act):
    """``act``, ended only when the page it may have opened has been read whole.

    Playwright returns as soon as the answer begins to arrive; what is then counted or measured at once,
    without a wait of its own, would be an empty page.
    """

    @wraps(act)
    def acted(self, *arguments, **named):
        answer = act(self, *arguments, **named)
        page = self if isinstance(self, Page) else self.page
        if not page.is_closed():
            page.wait_for_load_state("domcontentloaded")
        return answer

    return acted


@pytest.fixture(scope="session", autouse=True)
def whole_pages():
    """Clicks and keys wait for the page they open."""
    with pytest.MonkeyPatch.context() as patched:
        for kind, act in [(Locator, "click"), (Locator, "press"), (Page, "click"), (Page, "press")]:
            patched.setattr(kind, act, _reads_what_opens(getattr(kind, act)))
        yield


@pytest.fixture(scope="session")
def browsers():
    """Starts each browser once, the first time that one is asked for, by its path."""
    with sync_playwright() as playwright:
        started = {}

        def browser_at(path):
            if path not in started:
                started[path] = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
            return started[path]

        yield browser_at
        for browser in started.values():
            browser.close()


@pytest.fixture(scope="module")
def chromium(request, browsers):
    """The browser; a whole Chromium for a file that says ``WITHOUT_A_NETWORK = True``."""
    return browsers(chromium_path(whole=getattr(request.module, "WITHOUT_A_NETWORK", False)))


@pytest.fixture
def open_browser(chromium, live_server, client):
    """A page in a fresh profile, signed in as ``person`` when one is given."""
    contexts = []

    def opened(person=None, viewport=PHONE, language="id", dark=False, javascript=True):
        context = chromium.new_context(
            viewport=viewport,
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            locale={"id": "id-ID", "en": "en-GB"}[language],
            accept_downloads=True,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        cookies = {settings.LANGUAGE_COOKIE_NAME: language}
        if person is not None:
            client.force_login(person)
            cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": n, "value": v, "url": live_server.url} for n, v in cookies.items()])
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda fault: page.faults.append(str(fault)))
        page.on("console", lambda line: page.faults.append(line.text) if line.type == "error" else None)
        return page

    yield opened
    for context in contexts:
        context.close()

"""A real Chromium for the tests of pages."""

import os

import pytest
from django.conf import settings
from playwright.sync_api import sync_playwright

from tests.browser.chromium import ARGUMENTS, PHONE, chromium_path

# Playwright's loop runs in this thread; Django would take every query of a test for one inside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        yield browser
        browser.close()


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

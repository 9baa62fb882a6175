"""The demo city behind a server of its own, and people of it who sign in as they would at home."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page, expect

from lopo.accounts.models import Person
from lopo.site.demo.people import demo_sign_ins
from lopo.site.demo.reading import read_city
from lopo.site.views.demo import code_now
from tests.browser.chromium import PHONE

PATIENCE = 30_000
"""Milliseconds that are waited on a busy machine."""


@dataclass
class Round:
    """The city's address, and the browsers of those who opened it; whoever comes again is still signed in."""

    address: str
    chromium: Browser
    contexts: dict[str, BrowserContext] = field(default_factory=dict)

    def page(self, who: str = "", path: str = "/", viewport: dict[str, int] = PHONE) -> Page:
        """A page of ``who`` (by name) at ``path``; of somebody who does not sign in when nobody is named."""
        context = self.contexts.get(who)
        page = context.new_page() if context else self._new_page(who, viewport)
        if who and context is None:
            self._sign_in(page, who)
        page.goto(self.address + path)
        return page

    def _new_page(self, who: str, viewport: dict[str, int]) -> Page:
        context = self.chromium.new_context(viewport=viewport, locale="id-ID", accept_downloads=True)
        context.set_default_timeout(PATIENCE)
        self.contexts[who] = context
        return context.new_page()

    def _sign_in(self, page: Page, who: str) -> None:
        secrets = {each.name: each.secret for each in demo_sign_ins()}
        page.goto(f"{self.address}/akun/login/")
        page.locator('[name="login"]').fill(Person.objects.get(name=who).phone)
        page.locator('[name="password"]').fill(read_city().password)
        send(page)
        for _time in range(2):  # the six digits may change while they are typed
            if secrets.get(who) and page.locator('[name="code"]').count():
                page.locator('[name="code"]').fill(code_now(secrets[who]))
                send(page)
        assert "/akun/" not in page.url, page.locator("main").inner_text()

    def close(self) -> None:
        for context in self.contexts.values():
            context.close()


def send(page: Page) -> None:
    """The first button of the page's form, and what comes of it."""
    with page.expect_navigation():
        page.locator("main form button").first.click()


def answer_all(page: Page, module) -> None:
    """Every question of a test rightly, then handed in."""
    for question in module.questions:
        expect(page.locator("h1")).to_have_text(question.asks.id)
        page.locator(f'[name="jawaban"][value="{question.right}"]').check()
        page.get_by_role("button", name="Lanjutkan").click()
    page.get_by_role("button", name="Kirim", exact=True).click()
    expect(page.locator("h1")).to_have_text(re.compile(r"Sudah dikirim|(\d+) dari \1 benar"))

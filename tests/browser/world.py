"""One furnished portal for all tests that only look: loaded once, shown to many windows."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.management import call_command
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Page
from wagtail.models import Site

from portal.accounts.models import User
from portal.demo.cast import KASTANIE_HOST, LINDE_HOST, Cast
from tests.browser.people import let_in
from tests.browser.screen import STRANGER, Screen
from tests.browser.screens import furnish, screens

PHONE = {"width": 360, "height": 780}
DESK = {"width": 1280, "height": 900}
HOSTS = {"linde": LINDE_HOST, "kastanie": KASTANIE_HOST}
FULL = os.environ.get("PORTAL_BROWSER_WALK") == "full"
# By default every second screen is looked at on a phone, and the others at a desk.
EVEN, ODD = (slice(None), slice(None)) if FULL else (slice(0, None, 2), slice(1, None, 2))
# Screens that hold every kind of thing between them; the full walk takes all.
TELLING = (
    "login-errors",
    "emergency-signed-out",
    "start",
    "property",
    "case-errors",
    "report",
    "report-errors",
    "documents",
    "faq-found",
    "notifications",
    "profile",
)
# What Wagtail puts around our own admin pages is not ours to change.
WAGTAILS = (
    "#wagtail-sidebar, .messages, .w-slim-header, .skiplink, .avatar__edit-link, .w-pill, "
    ".w-human-readable-date, [data-w-swap-src-value], .xdsoft_datetimepicker"
)
# Long enough for a busy machine; a page that never comes is an error all the same.
PATIENCE_MS = 20_000


@dataclass
class Visitors:
    """One window for each person, opened when they first come."""

    world: "World"
    options: dict[str, Any]

    def __post_init__(self) -> None:
        self._pages: dict[tuple[str, str], Page] = {}

    def show(self, screen: Screen) -> Page:
        """The screen as its person sees it."""
        page = self.page_of(screen.who, screen.company)
        page.goto(self.world.address_of(screen.company) + screen.path)
        if screen.act:
            screen.act(page)
        return page

    def page_of(self, who: str, company: str = "linde") -> Page:
        """The page that a person has open at a company's portal."""
        if (who, company) not in self._pages:
            self._pages[who, company] = self._come_in(who, company).new_page()
        return self._pages[who, company]

    def _come_in(self, who: str, company: str) -> BrowserContext:
        window = self.world.browser.new_context(**self.options)
        window.set_default_timeout(PATIENCE_MS)
        cast = self.world.cast
        if who != STRANGER:
            address = self.world.address_of(company)
            let_in(window, address, getattr(cast, who), getattr(cast, company))
        return window

    def leave(self) -> None:
        """Close all windows."""
        for page in self._pages.values():
            page.context.close()


@dataclass
class World:
    """Linde's portal at an address, Kastanie's beside it, and all screens."""

    browser: Browser
    cast: Cast
    address: str
    screens: list[Screen]

    def address_of(self, company: str) -> str:
        """Where a company's portal answers: `address_of("kastanie")`."""
        return self.address.replace(LINDE_HOST, HOSTS[company])

    @contextmanager
    def visited(
        self, size: dict[str, int] = PHONE, language: str = "de", **options: Any
    ) -> Iterator[Visitors]:
        """Let people in who read this language, on screens of this size.

        Without the service worker, which would ask in place of the page: some screens are staged.
        """
        User.objects.update(language=language)
        usual = {"viewport": size, "locale": language, "service_workers": "block"}
        visitors = Visitors(self, usual | options)
        with translation.override(language):
            yield visitors
        visitors.leave()

    def screen(self, name: str) -> Screen:
        """One screen by its name."""
        return next(screen for screen in self.screens if screen.name == name)

    @property
    def telling(self) -> list[Screen]:
        """The screens that the checks look at."""
        return self.screens if FULL else [self.screen(name) for name in TELLING]


def furnished(browser: Browser, cast: Cast, address: str) -> World:
    """Fill the portal with the demo's past; `clear` takes it away."""
    Site.objects.update(port=int(address.rsplit(":", 1)[1]))
    Site.clear_site_root_paths_cache()
    for company in (cast.linde, cast.kastanie):
        company.site.refresh_from_db()
    furnish(cast)
    return World(browser, cast, address, screens(cast))


def clear() -> None:
    """Leave empty tables, as a test with a live server does."""
    call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)

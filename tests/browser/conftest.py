"""A real Chromium for the tests of this folder; every test in it is marked `browser`."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Site

from portal.demo.cast import Cast
from tests.browser import chromium
from tests.browser.world import DESK, PATIENCE_MS, World, clear, furnished
from tests.conftest import present_cast
from tests.required import missing

USUAL = {"locale": "de-DE", "service_workers": "block"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    if path is None:
        missing("browser", chromium.HOW)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS)
        expect.set_options(timeout=PATIENCE_MS)
        yield started
        started.close()


@pytest.fixture
def portal(cast: Cast, live_server: LiveServer) -> Callable[[str], str]:
    """Return the address of a company's portal by its host: `portal("localhost")`."""
    port = int(live_server.url.rsplit(":", 1)[1])
    Site.objects.update(port=port)
    Site.clear_site_root_paths_cache()
    for company in (cast.linde, cast.kastanie):
        company.site.refresh_from_db()
    return lambda host: f"http://{host}:{port}"


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Open browser windows that know nothing of each other: `window(PHONE)`, `window(DESK)`.

    Without the portal's service worker, which works on behind a test's back, unless it is asked for
    by `service_workers="allow"`.
    """
    opened: list[BrowserContext] = []

    def open_window(size: dict[str, int] = DESK, **options: object) -> BrowserContext:
        context = browser.new_context(viewport=size, **USUAL | options)
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        return context

    yield open_window
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def _one_world(
    browser: Browser, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[World]:
    """Made when first asked for: pytest-django runs tests without a database of theirs last."""
    with django_db_blocker.unblock():
        server = LiveServer("localhost")
        yield furnished(browser, present_cast(), server.url)
        server.stop()
        clear()


@pytest.fixture
def world(_one_world: World, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The demo's portal, furnished once for all tests that only look at it."""
    with django_db_blocker.unblock():
        yield _one_world

"""A real Chromium for the tests of this folder; every test in it is marked `browser`."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Site

from portal.demo.cast import Cast
from tests.browser import chromium
from tests.required import missing

PHONE = {"width": 360, "height": 780}
DESK = {"width": 1280, "height": 900}
# Long enough for a busy machine; a page that never comes is an error all the same.
PATIENCE_MS = 20_000


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
    return lambda host: f"http://{host}:{port}"


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Open browser windows that know nothing of each other: `window(PHONE)`, `window(DESK)`."""
    opened: list[BrowserContext] = []

    def open_window(size: dict[str, int] = DESK, **options: object) -> BrowserContext:
        context = browser.new_context(viewport=size, locale="de-DE", **options)
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        return context

    yield open_window
    for context in opened:
        context.close()

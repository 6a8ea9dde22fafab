"""The first view costs a phone little: 60 kB, 8 requests, no other host, nothing that jumps."""

import gzip
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Response

from tests.browser.world import PHONE, World

KILOBYTES, REQUESTS = 60, 8
NAMES = ["login", "start", "property", "case", "report-heating"]
# What Lighthouse calls good: a layout that shifts by less than a tenth, and a page of this size.
SHIFT, ELEMENTS, DEPTH = 0.1, 1500, 32
# What a proxy or whitenoise compresses; pictures are so already.
TEXT = ("text/", "application/javascript", "application/json", "image/svg+xml")


def weight(answer: Response) -> int:
    """Bytes over the wire: the body as production sends it, and the headers."""
    body = answer.body()
    if answer.headers.get("content-type", "").startswith(TEXT):
        body = gzip.compress(body)
    headers = sum(len(name) + len(value) + 4 for name, value in answer.all_headers().items())
    return len(body) + headers


@pytest.mark.parametrize("name", NAMES)
def test_the_first_view_is_light(world: World, name: str) -> None:
    screen = world.screen(name)
    answers: list[Response] = []
    with world.visited(PHONE) as visitors:
        page = visitors.page_of(screen.who)
        page.on("response", lambda answer: answers.append(answer))
        page.goto(world.address + screen.path, wait_until="networkidle")
        sizes = {answer.url: weight(answer) for answer in answers}
    assert len(answers) <= REQUESTS, sizes
    assert sum(sizes.values()) <= KILOBYTES * 1000, sizes
    assert {urlsplit(url).netloc for url in sizes} == {urlsplit(world.address).netloc}


# How far things jumped while the page came, as the browser itself adds it up.
SHIFTED = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(sum)));
})"""
# A script before the text keeps the text waiting.
BLOCKING = """() => [...document.querySelectorAll("head script[src], head script:not([src])")]
  .filter((script) => !script.defer && !script.async && script.type !== "module")
  .map((script) => script.outerHTML.slice(0, 120))"""
DEEPEST = """() => {
  const depth = (element) => 1 + Math.max(0, ...[...element.children].map(depth));
  return depth(document.documentElement);
}"""
UNSIZED = """() => [...document.images]
  .filter((image) => !image.hasAttribute("height") && !image.hasAttribute("width"))
  .map((image) => image.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("name", NAMES)
def test_the_first_view_comes_at_once_and_stays_where_it_is(world: World, name: str) -> None:
    screen = world.screen(name)
    with world.visited(PHONE) as visitors:
        page = visitors.page_of(screen.who)
        answer = page.goto(world.address + screen.path, wait_until="networkidle")
        assert answer
        assert "no-store" in answer.headers["cache-control"]
        assert page.evaluate(SHIFTED) < SHIFT
        assert page.evaluate(BLOCKING) == []
        assert page.evaluate(UNSIZED) == []
        assert page.evaluate("document.querySelectorAll('*').length") <= ELEMENTS
        assert page.evaluate(DEEPEST) <= DEPTH
        assert_is_introduced(page)


def assert_is_introduced(page: Page) -> None:
    """A title of its own, a language, and a width that follows the phone's."""
    assert page.title().strip()
    assert page.locator("html").get_attribute("lang") == "de"
    viewport = page.locator("meta[name=viewport]").get_attribute("content") or ""
    assert "width=device-width" in viewport
    assert "user-scalable" not in viewport

"""The first view costs a phone little: 60 kB over the wire, 8 requests, nobody else's host."""

import gzip
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Response

from tests.browser.world import PHONE, World

KILOBYTES, REQUESTS = 60, 8
# What a proxy or whitenoise compresses; pictures are so already.
TEXT = ("text/", "application/javascript", "application/json", "image/svg+xml")


def weight(answer: Response) -> int:
    """Bytes over the wire: the body as production sends it, and the headers."""
    body = answer.body()
    if answer.headers.get("content-type", "").startswith(TEXT):
        body = gzip.compress(body)
    headers = sum(len(name) + len(value) + 4 for name, value in answer.all_headers().items())
    return len(body) + headers


@pytest.mark.parametrize("name", ["login", "start", "property", "case", "report-heating"])
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

"""Water runs at night: how many taps it takes until the plumber's phone rings.

Every touch of the screen counts; nothing is typed.
"""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, expect

from portal.companies.calendar import ZONE
from portal.demo.cast import Cast
from tests.browser.people import let_in
from tests.browser.world import PHONE
from tests.stories import a_code

Window = Callable[..., BrowserContext]
Portal = Callable[[str], str]

PLUMBER = "tel:+493415550210"
# A phone would dial now; here the number is written down, and the page stays.
DIAL = """document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='tel:']");
  if (!link) return;
  event.preventDefault();
  window.dialled = link.getAttribute("href");
});"""


class Thumb:
    """Taps what is to be seen, and counts."""

    def __init__(self, page: Page) -> None:
        page.add_init_script(DIAL)
        self.page = page
        self.taps = 0

    def tap(self, what: Locator) -> None:
        expect(what).to_be_visible()
        what.tap()
        self.taps += 1

    def call(self, number: str) -> str:
        """Tap a number of the page; what the phone would dial."""
        self.tap(self.page.get_by_role("main").locator(f"a[href='{number}']"))
        dialled: str = self.page.evaluate("window.dialled")
        return dialled


@pytest.fixture(autouse=True)
def _at_half_past_two() -> Iterator[None]:
    night = timezone.localtime(timezone=ZONE).replace(hour=2, minute=30)
    with time_machine.travel(night, tick=True):
        yield


def test_a_leak_at_night_reaches_the_plumber_in_three_taps_from_the_start_page(
    cast: Cast, portal: Portal, window: Window
) -> None:
    phone = window(PHONE, has_touch=True)
    let_in(phone, portal("localhost"), cast.anna, cast.linde)
    thumb = Thumb(phone.new_page())
    thumb.page.goto(portal("localhost"))
    thumb.tap(thumb.page.get_by_role("banner").get_by_role("link", name="Notfall"))
    assert thumb.call(PLUMBER) == PLUMBER
    assert thumb.taps <= 3


def test_a_leak_at_night_reaches_the_plumber_in_two_taps_from_the_qr_page(
    cast: Cast, portal: Portal, window: Window
) -> None:
    thumb = Thumb(window(PHONE, has_touch=True).new_page())
    thumb.page.goto(f"{portal('localhost')}/notfall/{a_code(cast).code}/")
    assert thumb.call(PLUMBER) == PLUMBER
    assert thumb.taps <= 2
    # Whoever called has left nothing behind on the phone.
    assert thumb.page.context.cookies() == []

"""No page and no admin screen makes a browser contact anybody else, or breaks its content policy.

Recorded in a real Chromium, which walks wherever links lead.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from portal.demo.cast import PASSWORD, Cast
from tests.browser.walk import Walk, sign_in
from tests.browser.world import PHONE
from tests.stories import annas_case, answer, house_rules

Window = Callable[..., BrowserContext]
Portal = Callable[[str], str]


def assert_at_home(walk: Walk) -> None:
    assert "\n".join(walk.strangers) == ""
    assert "\n".join(walk.complaints) == ""


def test_a_stranger_at_the_door(cast: Cast, portal: Portal, window: Window) -> None:
    walk = Walk(window().new_page(), portal("localhost")).through("/konto/anmelden/")
    assert "/konto/passwort-vergessen/" in walk.seen
    assert_at_home(walk)


def test_anna_on_every_page_she_can_reach(cast: Cast, portal: Portal, window: Window) -> None:
    case = annas_case(cast)
    answer(case, cast.stefan)
    house_rules(cast)
    home = portal("localhost")
    page = window(PHONE).new_page()
    sign_in(page, home, cast.anna.email, PASSWORD)
    walk = Walk(page, home).through("/")
    assert {f"/vorgaenge/{case.uuid}/", "/dokumente/", "/faq/", "/benachrichtigungen/"} <= set(
        walk.seen
    )
    assert_at_home(walk)


@pytest.mark.parametrize(
    ("who", "screen"),
    [
        ("stefan", "/admin/vorgaenge/"),
        ("maria", "/admin/mitarbeitende/"),
        ("eva", "/admin/images/"),
    ],
)
def test_staff_in_the_admin(
    cast: Cast, portal: Portal, window: Window, who: str, screen: str
) -> None:
    annas_case(cast)
    home = portal("localhost")
    page = window().new_page()
    sign_in(page, home, getattr(cast, who).email, PASSWORD)
    walk = Walk(page, home).through("/admin/", within="/admin/")
    assert screen in walk.seen
    assert_at_home(walk)

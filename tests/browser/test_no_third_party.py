"""No page and no admin screen makes a browser contact anybody else, or breaks its content policy.

Recorded in a real Chromium, which walks wherever links lead.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from cms.models import ContentPage
from portal.demo.cast import PASSWORD, Cast
from tests.browser.walk import Walk, sign_in
from tests.browser.world import FULL, PHONE
from tests.mailbox import deliver, letters_to
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
    # Each screen of the admin takes half a second: CI's full walk goes further.
    walk = Walk(page, home).through("/admin/", within="/admin/", at_most=40 if FULL else 20)
    assert screen in walk.seen
    assert_at_home(walk)


def test_an_editor_who_chooses_an_image(cast: Cast, portal: Portal, window: Window) -> None:
    home = portal("localhost")
    page = window().new_page()
    sign_in(page, home, cast.eva.email, PASSWORD)
    walk = Walk(page, home)
    imprint = ContentPage.objects.child_of(cast.linde.site.root_page).get(slug="impressum")
    page.goto(f"{home}/admin/pages/{imprint.pk}/edit/")
    page.locator(".c-sf-add-button").first.click()
    page.get_by_role("option", name="Bild").click()
    page.get_by_role("button", name="Bild auswählen").click()
    chooser = page.locator(".modal-content")
    chooser.get_by_role("tab", name="Hochladen").click()
    expect(chooser.locator("input[type=file]")).to_be_attached()
    assert_at_home(walk)


def test_a_mail_shows_without_asking_anybody(cast: Cast, portal: Portal, window: Window) -> None:
    portal("localhost")
    answer(annas_case(cast), cast.stefan)
    house_rules(cast)
    deliver()
    page = window(PHONE).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    letters = letters_to(cast.anna.email)
    assert letters
    for letter in letters:
        page.set_content(next(part.content for part in letter.alternatives), wait_until="load")
        assert page.get_by_role("heading", level=1).count() == 1
    # Pictures within the letter itself are nobody's server.
    assert [url for url in asked if not url.startswith("data:")] == []

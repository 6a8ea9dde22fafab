"""Everybody can fill it in: with mistakes, by pasting, without losing the session over it."""

import time

import pytest
from playwright.sync_api import expect

from portal.demo.cast import PASSWORD
from tests.browser.screen import STRANGER
from tests.browser.walk import sign_in
from tests.browser.world import DESK, PHONE, World

SESSION_COOKIE = "treppenhaus_session"
TWENTY_HOURS = 20 * 60 * 60


@pytest.mark.parametrize(
    "name", ["login-errors", "report-errors", "case-errors", "password-errors", "reset-errors"]
)
def test_mistakes_are_told_first_and_lead_to_their_fields(world: World, name: str) -> None:
    with world.visited(PHONE) as visitors:
        page = visitors.show(world.screen(name))
        assert page.title().startswith("Fehler:")
        summary = page.locator(".errors")
        expect(summary).to_be_focused()
        expect(summary).to_be_in_viewport()
        told = summary.get_by_role("link").all()
        assert told
        for link in told:
            link.click()
            field = page.locator(":focus")
            expect(field).to_have_attribute("aria-invalid", "true")
            reason = page.locator(f"#{(field.get_attribute('aria-describedby') or '').split()[-1]}")
            expect(reason).to_be_visible()
        assert len({link.inner_text() for link in told}) == len(told)


def test_a_password_may_be_pasted(world: World) -> None:
    with world.visited(DESK, permissions=["clipboard-read", "clipboard-write"]) as visitors:
        page = visitors.show(world.screen("login"))
        page.evaluate("navigator.clipboard.writeText('aus dem Passwortspeicher')")
        for field in ("E-Mail", "Passwort"):
            page.get_by_label(field).first.focus()
            page.keyboard.press("Control+V")
            expect(page.get_by_label(field).first).to_have_value("aus dem Passwortspeicher")


def test_browsers_know_what_to_fill_in(world: World) -> None:
    known = {
        "login": ["username", "current-password"],
        "reset": ["username"],
        "new-password": ["new-password", "new-password"],
        "password": ["current-password", "new-password", "new-password"],
    }
    with world.visited(PHONE) as visitors:
        for name, expected in known.items():
            page = visitors.show(world.screen(name))
            fields = page.locator("main input:not([type=hidden])").all()
            assert [field.get_attribute("autocomplete") for field in fields] == expected, name


def test_nobody_is_signed_out_over_a_form(world: World) -> None:
    with world.visited(PHONE) as visitors:
        page = visitors.page_of(STRANGER)
        sign_in(page, world.address, world.cast.anna.email, PASSWORD)
        session = next(c for c in page.context.cookies() if c["name"] == SESSION_COOKIE)
    assert session["expires"] - time.time() >= TWENTY_HOURS

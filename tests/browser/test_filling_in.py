"""Everybody can fill it in: by keys alone, without a script, with mistakes, by pasting."""

import time

import pytest
from playwright.sync_api import Page, expect

from portal.demo.cast import PASSWORD
from tests.browser.people import a_photo
from tests.browser.screens import STRANGER
from tests.browser.walk import sign_in
from tests.browser.world import DESK, PHONE, World

SESSION_COOKIE = "treppenhaus_session"
TWENTY_HOURS = 20 * 60 * 60


def tab_to(page: Page, words: str) -> None:
    """Press the tab key until something with these words has the focus."""
    focused = "(document.activeElement.labels?.[0] ?? document.activeElement).innerText"
    for _press in range(80):
        page.keyboard.press("Tab")
        if words in page.evaluate(focused):
            return
    raise AssertionError(f"the tab key never reaches {words}")


def test_a_case_is_reported_by_keys_alone(world: World) -> None:
    with world.visited(DESK) as visitors:
        page = visitors.show(world.screen("start"))
        tab_to(page, "Heizung, Warmwasser")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Heizung, Warmwasser")
        tab_to(page, "Betreff")
        page.keyboard.type("Nur mit Tasten")
        tab_to(page, "Was ist passiert?")
        page.keyboard.type("Die Maus ist kaputt, die Heizung auch.")
        tab_to(page, "Wohnung 3")
        page.keyboard.press("ArrowDown")
        tab_to(page, "Vorgang senden")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Ihr Vorgang ist angekommen")
        expect(page.get_by_role("main")).to_contain_text("Nur mit Tasten")


def test_a_case_is_reported_without_a_script(world: World) -> None:
    with world.visited(PHONE, java_script_enabled=False) as visitors:
        page = visitors.show(world.screen("property"))
        page.get_by_role("main").get_by_role("link", name="Heizung, Warmwasser").first.click()
        page.get_by_label("Betreff").fill("Ganz ohne Skript")
        page.get_by_label("Was ist passiert?").fill("Kalt.")
        page.get_by_label("Fotos und Dateien").set_input_files([a_photo("ventil.jpg")])
        page.get_by_role("button", name="Vorgang senden").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Ihr Vorgang ist angekommen")
        expect(page.get_by_role("main")).to_contain_text("ventil.jpg")


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

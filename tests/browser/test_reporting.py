"""The report in a real browser: by keyboard alone, without a script, with answers while typing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from cases.models import Case
from portal.demo.cast import Cast
from tests.browser.people import a_photo, let_in
from tests.browser.world import DESK, PHONE
from tests.mailbox import deliver, letters_to

Window = Callable[..., BrowserContext]
Portal = Callable[[str], str]
# More than any page of the report has; who comes so far has gone round in circles.
MOST_STOPS = 80


@pytest.fixture
def open_page(cast: Cast, portal: Portal, window: Window) -> Callable[..., Page]:
    """Anna's browser at a page of her company."""

    def at(path: str, size: dict[str, int] = DESK, **options: object) -> Page:
        context = window(size, **options)
        let_in(context, portal("localhost"), cast.anna, cast.linde)
        page = context.new_page()
        page.goto(portal("localhost") + path)
        return page

    return at


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until it has the focus."""
    for _n in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"the keyboard does not reach {wanted}")


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def go_on(page: Page) -> None:
    tab_to(page, page.locator("main form button.primary"))
    page.keyboard.press("Enter")


def test_a_report_by_keyboard_alone(open_page: Callable[..., Page]) -> None:
    page = open_page("/vorgaenge/neu/")
    tab_to(page, page.get_by_role("main").get_by_role("link", name="Heizung, Warmwasser"))
    page.keyboard.press("Enter")
    heading(page, "Ist es ein Notfall?")
    tab_to(page, page.get_by_role("radio", name="Ja"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Nein")).to_be_checked()
    go_on(page)
    heading(page, "Beschreiben Sie Ihr Anliegen")
    go_on(page)
    # The summary of what is missing has the focus, and leads to the field.
    expect(page.get_by_role("alert")).to_be_focused()
    tab_to(page, page.get_by_role("link", name="Sagen Sie in wenigen Worten, worum es geht"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Betreff")).to_be_focused()
    page.keyboard.type("Heizkörper bleibt kalt")
    tab_to(page, page.get_by_label("Was ist passiert?"))
    page.keyboard.type("Seit gestern.")
    go_on(page)
    heading(page, "Wo ist es?")
    tab_to(page, page.get_by_label("Raum oder Stelle"))
    page.keyboard.type("Bad")
    go_on(page)
    heading(page, "Ein paar Angaben")
    tab_to(page, page.get_by_role("radio", name="Nur ein Heizkörper"))
    page.keyboard.press("Space")
    go_on(page)
    heading(page, "Fotos und Dateien")
    go_on(page)
    heading(page, "Stimmt alles?")
    go_on(page)
    heading(page, "Ihr Vorgang ist angekommen")
    case = Case.objects.get()
    assert (case.subject, case.place) == ("Heizkörper bleibt kalt", "Bad")
    assert [kept["value"] for kept in case.answers] == ["no", "Nur ein Heizkörper"]


def test_a_report_without_a_script(open_page: Callable[..., Page]) -> None:
    page = open_page("/vorgaenge/neu/", PHONE, java_script_enabled=False)
    page.get_by_role("main").get_by_role("link", name="Zählerstand").click()
    on = page.locator("main form button.primary")
    page.get_by_label("Betreff").fill("Warmwasser Bad")
    page.get_by_label("Worum geht es?").fill("Jahresablesung.")
    on.click()
    heading(page, "Ein paar Angaben")
    on.click()
    expect(page.get_by_role("alert")).to_contain_text("Bitte prüfen Sie 3 Angaben")
    page.get_by_role("radio", name="Warmwasser").check()
    page.get_by_label("Zählerstand").fill("1234,5")
    page.get_by_label("Wann haben Sie abgelesen?").fill("2026-11-20")
    on.click()
    heading(page, "Fotos und Dateien")
    page.get_by_label("Fotos und Dateien").set_input_files([a_photo("zaehler.jpg")])
    on.click()
    expect(page.locator("dl.answers")).to_contain_text("20. November 2026")
    expect(page.locator("dl.answers")).to_contain_text("zaehler.jpg")
    page.get_by_role("link", name="Ändern : Zählerstand").click()
    page.get_by_label("Zählerstand").fill("1243,5")
    on.click()
    heading(page, "Stimmt alles?")
    page.get_by_role("button", name="Vorgang senden").click()
    heading(page, "Ihr Vorgang ist angekommen")
    assert "1243,5" in {kept["value"] for kept in Case.objects.get().answers}
    deliver()
    assert Case.objects.get().number in letters_to("anna@example.org")[0].subject


def test_a_yes_leads_to_the_phone_and_the_case_stays_possible(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/vorgaenge/neu/lift/", PHONE)
    page.get_by_role("radio", name="Ja").check()
    page.locator("main form button.primary").click()
    expect(page.locator("main a[href^='tel:']").first).to_be_visible()
    expect(page.locator("main form")).to_have_count(0)
    page.get_by_role("link", name="Vorgang dazu eröffnen").click()
    heading(page, "Beschreiben Sie Ihr Anliegen")


def test_answers_come_while_one_types_and_the_focus_stays(open_page: Callable[..., Page]) -> None:
    page = open_page("/vorgaenge/neu/heating/was/", PHONE)
    subject = page.get_by_label("Betreff")
    subject.press_sequentially("Heizkörper kalt")
    expect(page.locator("#hinweise")).to_contain_text("Heizkörper")
    assert page.locator("#hinweise .row").count() <= 3
    expect(subject).to_be_focused()
    expect(subject).to_have_value("Heizkörper kalt")

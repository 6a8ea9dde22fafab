"""The portal's main job in a real browser: Anna reports, Stefan answers, Anna is told."""

from collections.abc import Callable
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from portal.demo.cast import PASSWORD, Cast
from tests.browser.people import a_paper, a_photo
from tests.browser.walk import sign_in
from tests.browser.world import DESK, PHONE
from tests.mailbox import addresses_in, deliver, letters_to
from tests.stories import house_rules

Windows = Callable[..., BrowserContext]


@pytest.fixture
def linde_address(portal: Callable[[str], str]) -> str:
    return portal("localhost")


def test_anna_reports_stefan_answers_and_anna_is_told(
    cast: Cast, linde_address: str, window: Windows
) -> None:
    anna = window(PHONE).new_page()
    sign_in(anna, linde_address, cast.anna.email, PASSWORD)
    report_from_the_property_view(anna, cast.lindenstrasse.name)

    stefan = window(DESK).new_page()
    sign_in(stefan, linde_address, cast.stefan.email, PASSWORD)
    answer_at_the_workplace(stefan, f"{linde_address}/admin/")
    deliver()

    letter = letters_to(cast.anna.email)[-1]
    assert "Der Monteur kommt am Mittwoch um 8 Uhr." in letter.body
    read_the_answer_from_the_bell(anna, linde_address)
    assert urldefrag(anna.url).url in [urldefrag(url).url for url in addresses_in(letter)]
    answer_with_a_file(anna)

    stefan.reload()
    expect(stefan.get_by_role("main")).to_contain_text("Hier ist der Vertrag.")
    expect(stefan.get_by_role("link", name="mietvertrag.pdf").first).to_be_visible()


def test_at_a_desk_anna_reports_from_the_left_hand_side_and_opens_a_document(
    cast: Cast, linde_address: str, window: Windows
) -> None:
    house_rules(cast)
    page = window(DESK).new_page()
    sign_in(page, linde_address, cast.anna.email, PASSWORD)
    page.locator(".side").get_by_role("link", name="Heizung, Warmwasser").click()
    fill_in_report(page, "Warmwasser bleibt lauwarm", "Im Bad, seit einer Woche.")
    page.locator(".side").get_by_role("link", name="Vorgänge").click()
    expect(page.get_by_role("main")).to_contain_text("Warmwasser bleibt lauwarm")

    page.goto(f"{linde_address}/dokumente/")
    with page.expect_event("response", lambda answer: "/d/" in answer.url) as opened:
        page.get_by_role("link", name="Hausordnung").click(no_wait_after=True)
    assert opened.value.status == 200
    assert opened.value.headers["content-type"] == "application/pdf"
    assert opened.value.headers["content-disposition"].startswith("inline")
    # Chromium hangs when a window is closed while its PDF viewer is still starting.
    page.wait_for_url("**/d/**", wait_until="commit")
    page.goto("about:blank")


def report_from_the_property_view(page: Page, house: str) -> None:
    """From the tab "Liegenschaft" to the case, which reads "Offen"."""
    page.locator(".tabbar").get_by_role("link", name="Liegenschaft").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(house)
    page.get_by_role("main").get_by_role("link", name="Heizung, Warmwasser").first.click()
    # Whom to call stands there before anything has to be typed.
    expect(page.get_by_role("main")).to_contain_text("Heizungsbau Kramer")
    fill_in_report(page, "Kinderzimmer bleibt kalt", "Seit gestern wird er nicht warm.")
    page.get_by_role("link", name="Vorgang ansehen").click()
    expect(page.get_by_role("main")).to_contain_text("Seit gestern wird er nicht warm.")
    expect(page.get_by_role("main")).to_contain_text("heizkoerper.jpg")
    expect(page.locator("main .status").first).to_have_text("Offen")


def fill_in_report(page: Page, subject: str, body: str) -> None:
    """No emergency; then page by page, with a photo, to the receipt."""
    on = page.locator("main form button.primary")
    page.get_by_role("radio", name="Nein").check()
    on.click()
    page.get_by_label("Betreff").fill(subject)
    page.get_by_label("Was ist passiert?").fill(body)
    on.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wo ist es?")
    on.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ein paar Angaben")
    on.click()
    page.get_by_label("Fotos und Dateien").set_input_files([a_photo()])
    on.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stimmt alles?")
    page.get_by_role("button", name="Vorgang senden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihr Vorgang ist angekommen")


def answer_at_the_workplace(page: Page, address: str) -> None:
    """From the start page of the admin to the case, and an answer that starts the work."""
    page.goto(address)
    page.get_by_role("main").get_by_role("link", name="Kinderzimmer bleibt kalt").first.click()
    expect(page.get_by_role("link", name="heizkoerper.jpg").first).to_be_visible()
    page.locator("#answer-body").fill("Der Monteur kommt am Mittwoch um 8 Uhr.")
    page.get_by_role("button", name="An Anna Berger senden").click()
    expect(page.locator(".case-thread")).to_contain_text("Der Monteur kommt am Mittwoch um 8 Uhr.")


def read_the_answer_from_the_bell(page: Page, address: str) -> None:
    """The bell counts, leads to the answer, and is silent once it is read."""
    page.goto(f"{address}/")
    bell = page.get_by_role("link", name="Benachrichtigungen")
    expect(bell).to_have_accessible_name("Benachrichtigungen, 1 ungelesen")
    bell.click()
    page.get_by_role("main").get_by_role("button", name="Stefan Vogt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kinderzimmer bleibt kalt")
    expect(bell).to_have_accessible_name("Benachrichtigungen")
    expect(page.locator("main .status").first).to_have_text("In Bearbeitung")
    expect(page.get_by_role("main")).to_contain_text("Der Monteur kommt am Mittwoch um 8 Uhr.")


def answer_with_a_file(page: Page) -> None:
    """Write back with a PDF; both stand in the thread."""
    page.get_by_role("link", name="Zur Antwort").click()
    page.get_by_label("Ihre Antwort").fill("Hier ist der Vertrag.")
    page.get_by_label("Dateien anhängen").set_input_files([a_paper()])
    page.get_by_role("button", name="Senden").click()
    thread = page.locator(".thread")
    expect(thread).to_contain_text("Hier ist der Vertrag.")
    expect(thread.get_by_role("link", name="mietvertrag.pdf")).to_be_visible()

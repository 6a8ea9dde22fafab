"""What the scripts add: lists that follow the typing, a bell and letters that come by themselves,
forms that are sent once. And that nothing is missing without them."""

import re
from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from cases.models import Case
from portal.demo.cast import Cast
from portal.notifications.models import Notification
from tests.browser.people import a_paper, let_in
from tests.browser.world import DESK, PHONE, World
from tests.stories import annas_case, answer

Window = Callable[..., BrowserContext]
Portal = Callable[[str], str]

# As if one came back to the page from another one: it looks for news at once.
LOOK = "document.dispatchEvent(new Event('visibilitychange'))"
# As if the browser had kept the page as it was when it was left.
BACK = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"


@pytest.fixture
def annas_page(cast: Cast, portal: Portal, window: Window) -> Page:
    """Anna's phone, on her start page."""
    context = window(PHONE)
    let_in(context, portal("localhost"), cast.anna, cast.linde)
    page = context.new_page()
    page.goto(portal("localhost"))
    return page


def begin_answer(page: Page, case: Case) -> Locator:
    """Anna opens her case and begins to write."""
    page.goto(urljoin(page.url, f"/vorgaenge/{case.uuid}/"))
    field = page.get_by_role("textbox", name="Ihre Antwort")
    field.fill("Ich bin am Mittwoch")
    return field


def is_same_page(page: Page) -> bool:
    return page.evaluate("window.seenBefore === true")


def mark_page(page: Page) -> None:
    page.evaluate("window.seenBefore = true")


def test_answers_follow_the_typing_and_the_field_keeps_the_focus(world: World) -> None:
    with world.visited(PHONE) as visitors:
        page = visitors.show(world.screen("faq"))
        mark_page(page)
        field, told = page.get_by_role("searchbox"), page.locator("#told")
        field.click()
        page.keyboard.type("Heizk")
        expect(told).to_have_text(re.compile(r"\d+ Antwort(en)? zu „Heizk“"))
        expect(page).to_have_url(re.compile(r"/faq/\?q=Heizk$"))
        page.keyboard.type("örper")
        expect(told).to_contain_text("zu „Heizkörper“")
        expect(field).to_be_focused()
        expect(field).to_have_value("Heizkörper")
        expect(page.locator(".qa").first).to_contain_text("Heizkörper")
        assert is_same_page(page)

        page.get_by_role("link", name="Link zu dieser Antwort").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Heizkörper")
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_have_text("Wie können wir helfen?")
        expect(page.get_by_role("searchbox")).to_have_value("Heizkörper")


def test_documents_follow_the_choice_of_a_kind(world: World) -> None:
    with world.visited(DESK) as visitors:
        page = visitors.show(world.screen("documents"))
        mark_page(page)
        before = page.locator("main .row").count()
        kind = page.get_by_label("Art")
        kind.focus()
        kind.select_option(label="Mietvertrag")
        expect(page.locator("#told")).to_have_text("1 Dokument")
        expect(page.locator("main .row")).to_have_count(1)
        expect(kind).to_be_focused()
        kind.select_option(label="Alle")
        expect(page.locator("main .row")).to_have_count(before)
        assert is_same_page(page)


def test_the_bell_counts_on_by_itself_and_says_so(cast: Cast, annas_page: Page) -> None:
    bell = annas_page.get_by_role("link", name="Benachrichtigungen")
    told = annas_page.locator("#bell-told")
    annas_page.clock.install()
    annas_page.reload()
    expect(bell).to_have_accessible_name("Benachrichtigungen")
    answer(annas_case(cast), cast.stefan)
    annas_page.clock.fast_forward("01:01")
    expect(bell).to_have_accessible_name("Benachrichtigungen, 1 ungelesen")
    expect(bell.locator(".count")).to_have_text("1")
    expect(told).to_have_text("Benachrichtigungen, 1 ungelesen")

    Notification.objects.in_portal(cast.anna, cast.linde).update(read_at="2026-01-01T00:00Z")
    annas_page.evaluate(LOOK)
    expect(bell).to_have_accessible_name("Benachrichtigungen")
    expect(bell.locator(".count")).to_be_hidden()
    expect(told).to_be_empty()


def test_a_letter_comes_while_anna_writes_and_disturbs_nothing(
    cast: Cast, annas_page: Page
) -> None:
    case = annas_case(cast)
    objections: list[str] = []
    annas_page.on("pageerror", lambda error: objections.append(str(error)))
    annas_page.on("console", lambda it: objections.append(it.text) if it.type == "error" else None)
    field = begin_answer(annas_page, case)
    mark_page(annas_page)
    before = field.bounding_box()
    letter = answer(case, cast.stefan, "Passt Mittwoch?\n\nDann komme ich um 8 Uhr.")
    annas_page.evaluate(LOOK)

    told = annas_page.locator("main").get_by_role("link", name="Eine neue Nachricht")
    expect(told).to_be_visible()
    expect(annas_page.locator(".thread")).to_contain_text("Passt Mittwoch?")
    expect(annas_page.locator("main .status").first).to_have_text("In Bearbeitung")
    expect(field).to_be_focused()
    annas_page.keyboard.type(" da.")
    expect(field).to_have_value("Ich bin am Mittwoch da.")
    after = field.bounding_box()
    assert abs(before["y"] - after["y"]) < 2
    assert is_same_page(annas_page)

    told.click()
    expect(annas_page).to_have_url(re.compile(f"#m-{letter.uuid}$"))
    expect(annas_page.get_by_text("Passt Mittwoch?")).to_be_in_viewport()
    expect(told).to_have_count(0)
    assert objections == []


def test_who_is_at_a_file_of_the_thread_stays_there(cast: Cast, annas_page: Page) -> None:
    case = annas_case(cast)
    field = begin_answer(annas_page, case)
    annas_page.get_by_label("Dateien anhängen").set_input_files([a_paper()])
    annas_page.get_by_role("button", name="Senden").click()
    file = annas_page.locator(".thread").get_by_role("link", name="mietvertrag.pdf")
    file.focus()
    answer(case, cast.stefan, "Danke.")
    annas_page.evaluate(LOOK)
    expect(annas_page.locator(".thread")).to_contain_text("Danke.")
    expect(file).to_be_focused()
    expect(field).to_have_value("")


def test_pressing_send_twice_sends_once_and_the_button_says_so(
    cast: Cast, annas_page: Page
) -> None:
    sent: list[str] = []

    def break_line(route: Route) -> None:
        """The first time nothing comes back: the page stays as it is."""
        if route.request.method == "POST":
            sent.append(route.request.url)
        if len(sent) == 1:
            route.fulfill(status=204)
        else:
            route.continue_()

    annas_page.goto(urljoin(annas_page.url, "/vorgaenge/neu/statement-question/was/"))
    annas_page.get_by_label("Betreff").fill("Doppelt hält besser")
    annas_page.get_by_label("Worum geht es?").fill("Ich klicke gern.")
    annas_page.get_by_role("button", name="Weiter").click()
    annas_page.get_by_role("button", name="Weiter").click()
    annas_page.route("**/pruefen/**", break_line)
    button = annas_page.locator("main form button.primary")
    button.dblclick()
    expect(button).to_have_text("Wird gesendet …")
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(button).to_be_focused()
    button.press("Enter")

    annas_page.evaluate(BACK)
    expect(button).to_have_text("Vorgang senden")
    expect(button).not_to_have_attribute("aria-disabled", "true")
    button.click()
    expect(annas_page.get_by_role("heading", level=1)).to_have_text("Ihr Vorgang ist angekommen")
    assert len(sent) == 2
    assert Case.objects.of(cast.linde).get().subject == "Doppelt hält besser"


def test_a_pressed_button_is_named_to_the_server(world: World) -> None:
    with world.visited(PHONE) as visitors:
        page = visitors.show(world.screen("emergency-signed-out"))
        page.get_by_role("button", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_session_that_is_over_leads_to_the_login_and_back(cast: Cast, annas_page: Page) -> None:
    case = annas_case(cast)
    field = begin_answer(annas_page, case)
    annas_page.context.clear_cookies(name="treppenhaus_session")
    annas_page.evaluate(LOOK)
    # What has been typed would be lost: she is told instead.
    expect(annas_page.get_by_role("alert")).to_contain_text("nicht mehr angemeldet")
    expect(field).to_have_value("Ich bin am Mittwoch")
    field.fill("")
    annas_page.evaluate(LOOK)
    expect(annas_page).to_have_url(re.compile(rf"/konto/anmelden/\?next=/vorgaenge/{case.uuid}/$"))


def test_without_a_script_one_searches_with_the_button(world: World) -> None:
    with world.visited(PHONE, java_script_enabled=False) as visitors:
        page = visitors.show(world.screen("faq"))
        page.get_by_role("searchbox").fill("Heizung")
        page.get_by_role("button", name="Suchen").click()
        expect(page.locator("#told")).to_contain_text("zu „Heizung“")
        page = visitors.show(world.screen("documents"))
        page.get_by_label("Art").select_option(label="Mietvertrag")
        page.get_by_role("button", name="Anzeigen").click()
        expect(page.locator("main .row")).to_have_count(1)
        expect(page.get_by_role("link", name="Benachrichtigungen")).to_be_visible()


def test_without_a_script_one_answers(world: World) -> None:
    with world.visited(PHONE, java_script_enabled=False) as visitors:
        page = visitors.show(world.screen("case-working"))
        page.get_by_role("textbox", name="Ihre Antwort").fill("Ganz ohne Skript.")
        page.get_by_role("button", name="Senden").click()
        expect(page.locator(".thread")).to_contain_text("Ganz ohne Skript.")

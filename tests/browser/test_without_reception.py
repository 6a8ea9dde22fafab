"""What a phone still shows in a cellar without reception, and that it keeps nothing personal.

Chromium takes the network away from the service worker too, not only from the page.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from portal.demo.cast import PASSWORD, Cast
from portal.properties.models import EmergencyContact
from tests.browser.people import let_in
from tests.browser.walk import sign_in
from tests.browser.world import PHONE
from tests.stories import a_code, annas_case, answer, house_rules

Window = Callable[..., BrowserContext]
Portal = Callable[[str], str]

READY = "() => navigator.serviceWorker.controller?.state === 'activated'"
# Looks for a new worker, as Chromium does after each page, and waits for it.
UPDATED = """async () => {
  const worker = navigator.serviceWorker;
  const changed = new Promise((resolve) => worker.addEventListener("controllerchange", resolve));
  await (await worker.ready).update();
  await changed;
}"""
# Every address in every cache, with what is kept under it.
KEPT = """async () => {
  const kept = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      kept[`${name} ${request.url}`] = await (await cache.match(request)).text();
    }
  }
  return kept;
}"""
NUMBER, NEW_NUMBER = "0341 555 01 99", "0341 555 09 09"


@pytest.fixture
def phone(cast: Cast, portal: Portal, window: Window) -> Page:
    """Anna's phone, which fetches what it keeps while she is signed in."""
    context = window(PHONE, service_workers="allow")
    let_in(context, portal("localhost"), cast.anna, cast.linde)
    page = context.new_page()
    page.goto(portal("localhost"))
    page.wait_for_function(READY)
    return page


def go(page: Page, path: str) -> None:
    parts = urlsplit(page.url)
    page.goto(f"{parts.scheme}://{parts.netloc}{path}")


def test_anna_finds_the_numbers_and_nothing_of_hers(cast: Cast, phone: Page) -> None:
    case = annas_case(cast)
    answer(case, cast.stefan)
    house_rules(cast)
    for path in ("/", "/vorgaenge/", f"/vorgaenge/{case.uuid}/", "/dokumente/", "/notfall/"):
        go(phone, path)
    expect(phone.get_by_role("main")).to_contain_text("Heizungsbau Kramer")
    phone.context.set_offline(True)

    go(phone, "/notfall/")
    expect(phone.get_by_role("main")).to_contain_text(NUMBER)
    assert "Heizungsbau Kramer" not in phone.content()
    assert "Anna" not in phone.content()

    for path in ("/vorgaenge/", f"/vorgaenge/{case.uuid}/", "/"):
        go(phone, path)
        expect(phone.get_by_role("heading", level=1)).to_have_text("Keine Verbindung")
        assert "Anna" not in phone.content()
        assert case.subject not in phone.content()
    expect(phone.get_by_role("link", name="0341 555 01 20")).to_be_visible()
    phone.get_by_role("link", name="Notfallnummern").click()
    expect(phone.get_by_role("main")).to_contain_text(NUMBER)


def test_the_code_in_the_hallway_still_leads_to_numbers(cast: Cast, phone: Page) -> None:
    path = f"/notfall/{a_code(cast).code}/"
    go(phone, path)
    expect(phone.get_by_role("main")).to_contain_text("Heizungsbau Kramer")
    phone.context.set_offline(True)
    go(phone, path)
    expect(phone.get_by_role("main")).to_contain_text(NUMBER)
    assert "Heizungsbau Kramer" not in phone.content()


def test_the_pages_without_reception_look_like_the_company(phone: Page) -> None:
    phone.context.set_offline(True)
    # The browser's own cache would hide a stylesheet that is not kept.
    phone.context.new_cdp_session(phone).send("Network.clearBrowserCache")
    for path in ("/vorgaenge/", "/notfall/"):
        go(phone, path)
        fill = "getComputedStyle(document.documentElement).getPropertyValue('--brand-fill')"
        assert phone.evaluate(fill) == "#1c5f4c"
        assert phone.evaluate("getComputedStyle(document.body).marginTop") == "0px"


def test_only_what_everybody_may_see_is_kept(cast: Cast, phone: Page) -> None:
    case = annas_case(cast)
    for path in ("/", "/vorgaenge/", f"/vorgaenge/{case.uuid}/", "/konto/", "/notfall/"):
        go(phone, path)
    kept = phone.evaluate(KEPT)
    paths = sorted(urlsplit(key.split()[1]).path for key in kept)
    brand_css = next(path for path in paths if path.startswith("/marke/"))
    assert paths == [brand_css, "/notfall/", "/offline/", "/static/portal/portal.css"]
    for text in kept.values():
        assert "Anna" not in text
        assert case.subject not in text


def test_back_in_reception_the_page_asked_for_comes(cast: Cast, phone: Page) -> None:
    case = annas_case(cast)
    phone.context.set_offline(True)
    go(phone, "/vorgaenge/")
    phone.context.set_offline(False)
    phone.get_by_role("link", name="Noch einmal versuchen").click()
    expect(phone.get_by_role("main")).to_contain_text(case.subject)


def test_an_english_reader_is_told_in_english(cast: Cast, portal: Portal, window: Window) -> None:
    cast.anna.language = "en"
    cast.anna.save()
    page = window(PHONE, service_workers="allow").new_page()
    # The login page is in the browser's language, German, and so is what it has the phone keep.
    sign_in(page, portal("localhost"), cast.anna.email, PASSWORD)
    page.wait_for_function("() => navigator.serviceWorker.controller?.scriptURL.endsWith('=en')")
    page.context.set_offline(True)
    go(page, "/vorgaenge/")
    expect(page.get_by_role("heading", level=1)).to_have_text("No connection")
    go(page, "/notfall/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Emergency")


@pytest.mark.parametrize("line", ["busy", "silent"])
def test_a_server_that_does_not_answer_holds_up_no_number(phone: Page, line: str) -> None:
    def hinder(route: Route) -> None:
        if line == "busy":
            route.fulfill(status=503, body="later")

    # Playwright hinders what the worker asks, but not what Chromium asks ahead of it.
    phone.evaluate("navigator.serviceWorker.ready.then((it) => it.navigationPreload.disable())")
    phone.context.route("**/notfall/", hinder)
    go(phone, "/notfall/")
    expect(phone.get_by_role("main")).to_contain_text(NUMBER)
    assert "Heizungsbau Kramer" not in phone.content()


def test_a_new_number_takes_the_place_of_the_old_one(cast: Cast, phone: Page) -> None:
    (before,) = phone.evaluate("caches.keys()")
    EmergencyContact.objects.of(cast.linde).update(phone=NEW_NUMBER)
    phone.evaluate(UPDATED)
    phone.wait_for_function(READY)
    (after,) = phone.evaluate("caches.keys()")
    assert after != before
    phone.context.set_offline(True)
    go(phone, "/notfall/")
    expect(phone.get_by_role("main")).to_contain_text(NEW_NUMBER)
    assert NUMBER not in phone.content()


def test_the_worker_asks_nobody_else_and_breaks_no_policy(phone: Page) -> None:
    hosts: set[str] = set()
    objections: list[str] = []
    phone.context.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    phone.on("console", lambda message: objections.append(message.text))
    phone.evaluate(
        "navigator.serviceWorker.getRegistration().then((worker) => worker.unregister())"
    )
    for path in ("/", "/notfall/", "/dokumente/"):
        go(phone, path)
        phone.wait_for_function(READY)
    assert hosts == {urlsplit(phone.url).netloc}
    assert objections == []

"""Files go up one by one, what is typed is kept: without reception and without a script too."""

from collections.abc import Callable
from urllib.parse import urljoin
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from cases.actions import change_status, save_draft
from cases.drafts import Target
from cases.models import Attachment, Case, CaseCategory, Draft
from portal.demo.cast import Cast
from tests.browser.people import a_photo, let_in
from tests.browser.world import PHONE
from tests.stories import annas_case

Window = Callable[..., BrowserContext]
Portal = Callable[[str], str]
DRAFT = "**/entwurf/*"
# A file dragged from the desktop, as the browser hands it over.
DROP = """field => {
  const data = new DataTransfer();
  data.items.add(new File(["Zählerstand 4711"], "zaehler.txt", { type: "text/plain" }));
  const told = { dataTransfer: data, bubbles: true, cancelable: true };
  for (const type of ["dragover", "drop"]) field.dispatchEvent(new DragEvent(type, told));
}"""


@pytest.fixture
def form(cast: Cast, portal: Portal, window: Window) -> Page:
    """The files of Anna's report about the heating, on her phone; all else is answered."""
    return begin(cast, portal, window(PHONE))


@pytest.fixture
def plain_form(cast: Cast, portal: Portal, window: Window) -> Page:
    """The same where no script runs."""
    return begin(cast, portal, window(PHONE, java_script_enabled=False))


def begin(cast: Cast, portal: Portal, context: BrowserContext) -> Page:
    heating = CaseCategory.objects.of(cast.linde).get(key="heating")
    draft = save_draft(
        user=cast.anna,
        target=Target(category=heating, property=cast.lindenstrasse),
        submission_key=uuid4(),
        values={
            "subject": "Heizkörper kalt",
            "body": "Seit gestern.",
            "unit": str(cast.annas_flat.uuid),
        },
    )
    assert draft is not None
    let_in(context, portal("localhost"), cast.anna, cast.linde)
    page = context.new_page()
    page.goto(portal("localhost") + draft.path.replace("/pruefen/", "/dateien/"))
    return page


def choose(page: Page, *names: str) -> None:
    page.get_by_label("Fotos und Dateien").set_input_files([a_photo(name) for name in names])


def go_on(page: Page) -> None:
    page.locator("main form button.primary").click()


def arrived(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Stimmt alles?")
    page.get_by_role("button", name="Vorgang senden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihr Vorgang ist angekommen")


def files_of_the_case() -> set[str]:
    return {file.name for file in Attachment.objects.filter(case=Case.objects.get())}


def test_chosen_files_go_up_at_once_and_along_with_the_case(form: Page) -> None:
    choose(form, "eins.jpg", "zwei.jpg")
    rows = form.get_by_role("list", name="Ihre Dateien").get_by_role("listitem")
    expect(rows).to_have_count(2)
    expect(rows.last).to_contain_text("Hochgeladen")
    expect(form.locator("#entwurf-stand")).to_contain_text("Entwurf gespeichert")
    go_on(form)
    arrived(form)
    assert files_of_the_case() == {"eins.jpg", "zwei.jpg"}
    assert not Draft.objects.exists()


def test_a_lost_connection_keeps_text_and_finished_files(form: Page) -> None:
    choose(form, "eins.jpg")
    expect(form.locator("[data-kept] .row")).to_have_count(1)
    form.route(DRAFT, lambda route: route.abort())
    choose(form, "zwei.jpg")
    lost = form.locator("[data-unsent]")
    expect(lost).to_contain_text("Nicht hochgeladen: keine Verbindung")
    go_on(form)
    expect(form.get_by_text("Eine Datei wurde nicht hochgeladen.")).to_be_visible()
    retry = form.get_by_role("button", name="Noch einmal versuchen zwei.jpg")
    expect(retry).to_be_focused()
    assert Draft.objects.get().values["subject"] == "Heizkörper kalt"
    assert not Case.objects.exists()

    form.unroute(DRAFT)
    retry.click()
    expect(form.locator("[data-kept] .row")).to_have_count(2)
    go_on(form)
    arrived(form)
    assert files_of_the_case() == {"eins.jpg", "zwei.jpg"}


def test_who_sends_early_waits_for_the_file(form: Page) -> None:
    held: list[Route] = []
    form.route(DRAFT, lambda route: held.append(route))
    choose(form, "eins.jpg")
    expect(form.get_by_role("progressbar", name="Wird hochgeladen: eins.jpg")).to_be_visible()
    go_on(form)
    expect(form.get_by_text("Ihre Dateien werden noch hochgeladen.")).to_be_visible()
    assert not Case.objects.exists()
    held[0].continue_()
    arrived(form)
    assert files_of_the_case() == {"eins.jpg"}


def test_taking_a_rejected_case_up_again_waits_for_the_file_too(
    cast: Cast, portal: Portal, window: Window
) -> None:
    case = annas_case(cast)
    change_status(user=cast.stefan, case=case, status="rejected", reason="Nicht unser Haus.")
    context, held = window(PHONE), []
    let_in(context, portal("localhost"), cast.anna, cast.linde)
    page = context.new_page()
    page.goto(portal("localhost") + f"/vorgaenge/{case.uuid}/")
    page.route(DRAFT, lambda route: held.append(route))
    page.locator("#antwort textarea").fill("Doch, sehen Sie.")
    page.get_by_label("Dateien anhängen").set_input_files([a_photo("beleg.jpg")])
    expect(page.get_by_role("progressbar", name="Wird hochgeladen: beleg.jpg")).to_be_visible()
    page.get_by_role("button", name="Senden und wieder öffnen").click()
    expect(page.get_by_text("Ihre Dateien werden noch hochgeladen.")).to_be_visible()
    for route in held:
        route.continue_()
    expect(page.get_by_text("Ihre Nachricht ist gesendet.")).to_be_visible()
    case.refresh_from_db()
    assert case.status == "in_progress"
    assert case.attachments.get().name == "beleg.jpg"


def test_a_refused_file_says_why_and_leaves_the_others(form: Page) -> None:
    choose(form, "eins.jpg", "programm.exe", "zwei.jpg")
    rows = form.locator("[data-kept] .row")
    expect(rows).to_have_count(2)
    expect(form.locator("#dateien [role=status]")).to_contain_text("zwei.jpg")
    choose(form, "programm.exe")
    expect(form.locator("[data-kept] .error")).to_contain_text("„programm.exe“")
    expect(rows).to_have_count(2)


def test_a_file_is_removed_and_the_focus_is_not_lost(form: Page) -> None:
    choose(form, "eins.jpg")
    form.get_by_role("button", name="Entfernen eins.jpg").click()
    expect(form.locator("#dateien .row")).to_have_count(0)
    expect(form.get_by_label("Fotos und Dateien")).to_be_focused()
    expect(form.locator("#dateien [role=status]")).to_have_text("Entfernt: eins.jpg")


def test_a_file_may_be_dropped_on_the_field(form: Page) -> None:
    form.locator(".field", has=form.locator("[type=file]")).evaluate(DROP)
    expect(form.locator("[data-kept] .row")).to_contain_text("zaehler.txt")


def test_what_is_typed_is_saved_by_itself(form: Page) -> None:
    form.goto(form.url.replace("/dateien/", "/was/"))
    with form.expect_response(DRAFT):
        form.get_by_label("Was ist passiert?").fill("Seit gestern. Und heute auch.")
    expect(form.locator("#entwurf-stand")).to_contain_text("Entwurf gespeichert heute")
    form.goto(urljoin(form.url, "/vorgaenge/neu/"))
    form.get_by_role("link", name="Heizkörper kalt", exact=True).click()
    expect(form.locator("dl.answers")).to_contain_text("Seit gestern. Und heute auch.")


def test_without_a_script_a_refused_file_costs_no_other(plain_form: Page) -> None:
    choose(plain_form, "eins.jpg", "programm.exe", "zwei.jpg")
    go_on(plain_form)
    expect(plain_form.get_by_role("alert")).to_contain_text("programm.exe")
    plain_form.get_by_role("button", name="Entfernen zwei.jpg").click()
    expect(plain_form.locator("[data-kept] .row")).to_have_count(1)
    go_on(plain_form)
    arrived(plain_form)
    assert files_of_the_case() == {"eins.jpg"}


def test_without_a_script_the_enter_key_goes_on_and_removes_nothing(plain_form: Page) -> None:
    choose(plain_form, "eins.jpg")
    plain_form.get_by_role("button", name="Entwurf speichern").click()
    expect(plain_form.locator("[data-kept] .row")).to_have_count(1)
    plain_form.goto(plain_form.url.replace("/dateien/", "/ort/"))
    plain_form.get_by_label("Raum oder Stelle").press("Enter")
    expect(plain_form.get_by_role("heading", level=1)).to_have_text("Ein paar Angaben")
    go_on(plain_form)
    expect(plain_form.locator("[data-kept] .row")).to_have_count(1)
    go_on(plain_form)
    arrived(plain_form)
    assert files_of_the_case() == {"eins.jpg"}

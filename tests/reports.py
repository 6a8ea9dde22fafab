"""A report as a resident makes it: page by page, from the topic to the receipt."""

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.pages import Page, form_of, links, send, soup

FORM = "main form.form"


def begin(browser: Client, topic: str = "heating", query: str = "") -> Page:
    """The first page with a question: on past the numbers, where they stand first."""
    page = browser.get(f"/vorgaenge/neu/{topic}/{query}", follow=True)
    return past_the_numbers(browser, page)


def past_the_numbers(browser: Client, page: Page) -> Page:
    """No emergency, or a case in spite of it."""
    form = soup(page).select_one(f'{FORM}[method="get"]')
    if form is not None:
        _action, values = form_of(page, FORM)
        asked = {str(field["name"]): "no" for field in form.select("input[type=radio]")}
        there = str(form["action"])
        return browser.get(there, values | asked | {"notfall": "gefragt"}, follow=True)
    on = links(page, "main a").get("Vorgang dazu eröffnen")
    return browser.get(on, follow=True) if on else page


def answer_page(browser: Client, page: Page, **typed: Any) -> Page:
    """Answer what the page asks, of all that is typed, and go on."""
    names = {str(field["name"]) for field in soup(page).select(f"{FORM} [name]")}
    return send(browser, page, FORM, **{k: v for k, v in typed.items() if k in names})


def step_of(page: Page) -> str:
    """The page's name in its address, for example "was"; "" for none of them."""
    parts = page.request["PATH_INFO"].strip("/").split("/")
    return parts[3] if parts[:2] == ["vorgaenge", "neu"] and len(parts) > 3 else ""


def walk(
    browser: Client,
    page: Page,
    to: str = "pruefen",
    files: Sequence[SimpleUploadedFile] = (),
    **typed: Any,
) -> Page:
    """From a page of the report to another; stops where something is refused."""
    if files:
        typed["files"] = list(files)
    for _n in range(6):
        here = step_of(page)
        if here == to or page.status_code != 200:
            break
        page = answer_page(browser, page, **typed)
        if step_of(page) == here:
            break
    return page


def report(browser: Client, topic: str = "heating", query: str = "", **typed: Any) -> Page:
    """The whole report, sent; the receipt, or the page that refuses it."""
    page = walk(browser, begin(browser, topic, query), **typed)
    return send(browser, page, FORM) if step_of(page) == "pruefen" else page

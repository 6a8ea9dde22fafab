"""Pages as a person uses them: read the words, follow links, fill in forms."""

from typing import TYPE_CHECKING, Any, TypeAlias

from bs4 import BeautifulSoup, Tag
from django.test import Client

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse

# An answer to the test client, which knows its request and where it was redirected.
Page: TypeAlias = "_MonkeyPatchedWSGIResponse"


def soup(page: Page) -> BeautifulSoup:
    """The page's HTML, ready to be asked."""
    return BeautifulSoup(page.content, "html.parser")


def words(page: Page, selector: str = "main") -> str:
    """What is to be read in a part of the page, blanks folded."""
    part = soup(page).select_one(selector)
    return " ".join(part.get_text(" ").split()) if part else ""


def links(page: Page, selector: str = "a") -> dict[str, str]:
    """The links of a part of the page: their words and where they lead."""
    found = soup(page).select(selector)
    return {" ".join(a.get_text(" ").split()): str(a.get("href")) for a in found}


def form_of(page: Page, selector: str) -> tuple[str, dict[str, Any]]:
    """A form's address and what it would send untouched, hidden fields included."""
    form = soup(page).select_one(selector)
    assert form is not None, f"no form {selector} on the page"
    values: dict[str, Any] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        _take(field, values)
    return str(form.get("action") or page.request["PATH_INFO"]), values


def send(browser: Client, page: Page, selector: str, **typed: Any) -> Page:
    """Fill in a form of the page and send it, as the browser would."""
    action, values = form_of(page, selector)
    return browser.post(action, values | typed, follow=True)


def _take(field: Tag, values: dict[str, Any]) -> None:
    name, kind = str(field["name"]), str(field.get("type", ""))
    if kind in {"checkbox", "radio"} and not field.has_attr("checked"):
        return
    if kind in {"submit", "file", "button"}:
        return
    if field.name == "textarea":
        # The line break that Django writes first is no part of the text (HTML, 13.2.6.4.7).
        values[name] = field.get_text().removeprefix("\n")
    elif field.name == "select":
        chosen = field.select_one("option[selected]") or field.select_one("option")
        values[name] = str(chosen.get("value", "")) if chosen else ""
    else:
        values[name] = str(field.get("value", ""))

"""What people do on a screen before it is looked at: send it empty, choose a file, meet a fault."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.shortcuts import render
from django.test import RequestFactory
from playwright.sync_api import Page

from portal.demo.cast import Cast
from portal.home.views import errors
from tests.browser.people import a_photo


def send(page: Page, form: str = "main form.form") -> None:
    """Send a form as it is."""
    with page.expect_navigation():
        page.locator(f"{form} button:not([formaction])").last.click()


def send_unchecked(page: Page, form: str) -> None:
    """Send a form as it is, though the browser would ask for what is missing."""
    with page.expect_navigation():
        page.locator(form).evaluate("form => { form.noValidate = true; form.requestSubmit(); }")


def lose_the_choices(page: Page) -> None:
    """No radio of the page can be unchosen; a browser that restores a form may do it."""
    page.locator("main input[type=radio]").evaluate_all(
        "all => all.forEach(r => r.checked = false)"
    )
    send(page, "main form.stack")


def choose_a_program(page: Page) -> None:
    page.locator("input[type=file]").set_input_files([a_photo("programm.exe")])
    page.locator("[data-kept] .error").wait_for()


def choose_without_reception(page: Page) -> None:
    page.route("**/entwurf/*", lambda route: route.abort())
    page.locator("input[type=file]").set_input_files([a_photo()])
    page.locator("[data-unsent]").wait_for()
    page.unroute("**/entwurf/*")


def send_too_late(page: Page) -> None:
    page.context.clear_cookies(name="treppenhaus_csrf")
    send(page)


def stage(page: Page, cast: Cast, status: int) -> None:
    """Put the page on screen that comes when something breaks: here nothing does."""
    request = RequestFactory().get("/stoerung/", SERVER_NAME=cast.linde.site.hostname)
    request.company, request.user = cast.linde, AnonymousUser()
    address, broken = page.url, _broken(request, status)
    page.route(address, lambda route: route.fulfill(status=status, **broken))
    page.goto(address)
    page.unroute(address)


def _broken(request: HttpRequest, status: int) -> dict[str, Any]:
    if status == 429:
        facts = {"layout": "gate.html", "status": 429, "retry_minutes": 5}
        page = render(request, "errors/429.html", facts, status=429)
    elif status == 413:
        page = errors.bad_request(request, RequestDataTooBig())
    elif status in {400, 403}:
        page = {400: errors.bad_request, 403: errors.forbidden}[status](request)
    else:
        page = render(request, f"errors/{status}.html", {"status": status}, status=status)
    return {"body": page.content, "content_type": "text/html; charset=utf-8"}

"""Promise 1: a password reset link is valid for 60 minutes, once; a new one any time."""

from datetime import timedelta
from urllib.parse import urlsplit

import time_machine
from django.test import Client
from django.utils import timezone

from portal.demo.cast import PASSWORD, Cast
from tests.doors import stranger
from tests.mailbox import addresses_in, deliver, letters_to
from tests.pages import Page

NEW_PASSWORD = "treppengelaender-aus-eiche"


def ask_for_link(browser: Client) -> str:
    """Anna asks on the login page and reads her mail; the path of the link in it."""
    login_page = browser.get("/konto/anmelden/").content.decode()
    assert "/konto/passwort-vergessen/" in login_page
    browser.post("/konto/passwort-vergessen/", {"email": "anna@example.org"})
    deliver()
    address = next(a for a in addresses_in(letters_to("anna@example.org")[-1]) if "/konto/" in a)
    assert address.startswith("http://localhost:8000/")
    return urlsplit(address).path


def choose_password(browser: Client, path: str, password: str = NEW_PASSWORD) -> Page:
    """Open the link and, if it lives, set a password on the page it leads to."""
    page = browser.get(path, follow=True)
    if 'type="password"' not in page.content.decode():
        return page
    form = page.redirect_chain[-1][0] if page.redirect_chain else path
    return browser.post(form, {"password1": password, "password2": password}, follow=True)


def can_sign_in(cast: Cast, password: str) -> bool:
    browser = stranger(cast.linde)
    browser.post("/konto/anmelden/", {"login": "anna@example.org", "password": password})
    return browser.get("/vorgaenge/").status_code == 200


def test_the_link_from_the_mail_sets_a_new_password(cast: Cast) -> None:
    choose_password(stranger(cast.linde), ask_for_link(stranger(cast.linde)))
    assert can_sign_in(cast, NEW_PASSWORD)
    assert not can_sign_in(cast, PASSWORD)


def test_it_still_works_shortly_before_60_minutes_are_over(cast: Cast) -> None:
    path = ask_for_link(stranger(cast.linde))
    with time_machine.travel(timezone.now() + timedelta(minutes=59, seconds=50)):
        choose_password(stranger(cast.linde), path)
        assert can_sign_in(cast, NEW_PASSWORD)


def test_it_is_dead_after_60_minutes(cast: Cast) -> None:
    path = ask_for_link(stranger(cast.linde))
    with time_machine.travel(timezone.now() + timedelta(minutes=60, seconds=10)):
        answer = choose_password(stranger(cast.linde), path)
        assert "/konto/passwort-vergessen/" in answer.content.decode()
        assert not can_sign_in(cast, NEW_PASSWORD)


def test_it_works_only_once(cast: Cast) -> None:
    path = ask_for_link(stranger(cast.linde))
    choose_password(stranger(cast.linde), path)
    choose_password(stranger(cast.linde), path, "ein-zweites-mal-versucht")
    assert can_sign_in(cast, NEW_PASSWORD)


def test_a_newer_link_kills_the_older_one_and_works(cast: Cast) -> None:
    older = ask_for_link(stranger(cast.linde))
    newer = ask_for_link(stranger(cast.linde))
    choose_password(stranger(cast.linde), older, "mit-dem-alten-link-gesetzt")
    assert not can_sign_in(cast, "mit-dem-alten-link-gesetzt")
    choose_password(stranger(cast.linde), newer)
    assert can_sign_in(cast, NEW_PASSWORD)

"""What people do at the portal's door: sign in, ask for a link, follow it."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.test import Client

from portal.companies.models import Company
from portal.demo.cast import PASSWORD
from tests.doors import stranger
from tests.mailbox import addresses_in, deliver, letters_to

LOGIN, RESET, CHANGE = "/konto/anmelden/", "/konto/passwort-vergessen/", "/konto/passwort/"
NEW_PASSWORD = "treppengelaender-aus-eiche"


def sign_in(browser: Client, email: str, password: str = PASSWORD, **extra: str) -> Any:
    """Fill in the login form."""
    return browser.post(LOGIN, {"login": email, "password": password}, **extra)


def without_token(page: Any) -> str:
    """A page's text without the token that differs each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())


def is_signed_in(browser: Client) -> bool:
    """Whether the account page opens."""
    return browser.get("/konto/").status_code == 200


def can_sign_in(company: Company, email: str, password: str) -> bool:
    """Whether a fresh browser gets in."""
    browser = stranger(company)
    sign_in(browser, email, password)
    return is_signed_in(browser)


def ask_for_link(company: Company, email: str = "anna@example.org") -> str:
    """Ask for a reset link and read it in the newest mail: its path on the company's host."""
    stranger(company).post(RESET, {"email": email})
    deliver()
    return link_in_last_letter(company, email)


def link_in_last_letter(company: Company, email: str) -> str:
    """The path of the link into the portal in the newest letter to an address."""
    links = addresses_in(letters_to(email)[-1])
    address = next(a for a in links if a.startswith(company.absolute_url("/konto/")))
    return urlsplit(address).path


def set_password(company: Company, path: str, password: str = NEW_PASSWORD) -> Any:
    """Fill in the page behind a reset link."""
    return stranger(company).post(path, {"password1": password, "password2": password})

"""Signing in: one answer for all who may not, a session for one host, no way out by `next`."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from portal.accounts.tasks import clear_sessions
from portal.companies.models import Company
from portal.demo.cast import PASSWORD, Cast
from portal.people.models import Person
from tests.doors import door, stranger
from tests.signin.doors import LOGIN, can_sign_in, is_signed_in, sign_in, without_token

User = get_user_model()


def test_anna_signs_in_with_her_address_in_whatever_case(linde: Company) -> None:
    assert can_sign_in(linde, " Anna@Example.org ", PASSWORD)


def test_sessions_that_have_run_out_are_cleared_away_and_no_others(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    with time_machine.travel(timezone.now() - timedelta(days=15)):
        door(cast.ben, cast.linde)
    assert Session.objects.count() == 2
    clear_sessions()
    assert Session.objects.count() == 1
    assert anna.get("/").status_code == 200


def test_the_login_page_offers_help_before_anybody_is_known(linde: Company) -> None:
    page = stranger(linde).get(LOGIN).content.decode()
    for address in ("/konto/passwort-vergessen/", "/notfall/", "/faq/", "tel:"):
        assert address in page
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page


def test_the_demo_lists_its_logins_of_this_host_only(linde: Company) -> None:
    page = stranger(linde).get(LOGIN).content.decode()
    assert "anna@example.org" in page
    assert "clara@example.org" not in page


def test_no_logins_are_listed_outside_the_demo(linde: Company, settings: Any) -> None:
    settings.PORTAL_DEMO = False
    page = stranger(linde).get(LOGIN).content.decode()
    assert "example.org" not in page
    assert PASSWORD not in page


@pytest.fixture
def refused(cast: Cast) -> dict[str, str]:
    """Everybody who does not come in, with the password they try."""
    User.objects.create_user("ruhend@example.org", PASSWORD, is_active=False)
    Person.objects.create(
        company=cast.linde, last_name="Ruhend", user=User.objects.get(email="ruhend@example.org")
    )
    User.objects.create_user("ohne@example.org")
    return {
        "anna@example.org": "falsch",
        "niemand@example.org": PASSWORD,
        "ruhend@example.org": PASSWORD,
        "ohne@example.org": PASSWORD,
        "clara@example.org": PASSWORD,
        "kai@example.org": PASSWORD,
    }


def test_au02_everybody_who_may_not_enter_gets_the_same_answer(
    linde: Company, refused: dict[str, str], settings: Any
) -> None:
    settings.PORTAL_DEMO = False
    answers = set()
    for email, password in refused.items():
        browser = stranger(linde)
        answer = sign_in(browser, email, password)
        answers.add((answer.status_code, without_token(answer).replace(email, "")))
        assert not is_signed_in(browser)
    assert len(answers) == 1


def test_au02_one_password_is_hashed_whoever_is_asked_for(
    linde: Company, refused: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counting(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    counts = {}
    for email, password in refused.items():
        hashed.clear()
        sign_in(stranger(linde), email, password)
        counts[email] = len(hashed)
    assert set(counts.values()) == {1}, counts


def test_au10_the_session_gets_a_new_key_at_login_and_dies_at_logout(linde: Company) -> None:
    browser = stranger(linde)
    browser.get(LOGIN)
    session = browser.session
    session["planted"] = "by somebody else"
    session.save()
    planted, token = session.session_key, browser.cookies["treppenhaus_csrf"].value
    sign_in(browser, "anna@example.org")
    entered = browser.session.session_key
    assert entered != planted
    assert browser.cookies["treppenhaus_csrf"].value != token

    browser.post("/konto/abmelden/")
    old = stranger(linde)
    for key in (planted, entered):
        old.cookies["treppenhaus_session"] = str(key)
        assert not is_signed_in(old)


def test_logging_out_asks_first_and_needs_a_post(cast: Cast) -> None:
    browser = door(cast.anna, cast.linde)
    assert browser.get("/konto/abmelden/").status_code == 200
    assert is_signed_in(browser)
    browser.post("/konto/abmelden/")
    assert not is_signed_in(browser)


FOREIGN = [
    "//evil.example",
    "/\\evil.example",
    "https:evil.example",
    "https://localhost@evil.example",
    "https://localhost.evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://kastanie.localhost/",
    "http://kastanie.localhost:8000/konto/",
]


@pytest.mark.parametrize("target", FOREIGN)
def test_au12_next_leads_to_this_host_only(cast: Cast, target: str) -> None:
    browser = stranger(cast.linde)
    entry = browser.post(
        f"{LOGIN}?next=/faq/",
        {"login": "anna@example.org", "password": PASSWORD, "next": target},
    )
    assert entry["Location"] == "/"
    again = browser.get(LOGIN, {"next": target})
    assert again["Location"] == "/"
    language = browser.post("/sprache/", {"language": "de", "next": target})
    assert language["Location"] == "/"
    leaving = browser.post("/konto/abmelden/", {"next": target})
    assert leaving["Location"] == LOGIN


def test_au12_next_leads_back_to_where_one_wanted_to_go(linde: Company) -> None:
    browser = stranger(linde)
    wanted = browser.get("/konto/")
    assert wanted["Location"] == f"{LOGIN}?next=/konto/"
    page = browser.get(wanted["Location"]).content.decode()
    assert '<input type="hidden" name="next" value="/konto/">' in page
    entry = browser.post(
        LOGIN, {"login": "anna@example.org", "password": PASSWORD, "next": "/konto/"}
    )
    assert entry["Location"] == "/konto/"


def test_a_session_of_one_host_is_nobody_on_the_other(cast: Cast) -> None:
    Person.objects.create(company=cast.kastanie, last_name="Berger", user=cast.anna)
    browser = stranger(cast.linde)
    sign_in(browser, "anna@example.org")
    other = stranger(cast.kastanie)
    other.cookies["treppenhaus_session"] = browser.cookies["treppenhaus_session"].value
    assert not is_signed_in(other)
    assert SESSION_KEY in browser.session
    assert is_signed_in(browser)


def test_cookies_stay_on_their_host(linde: Company) -> None:
    browser = stranger(linde)
    sign_in(browser, "anna@example.org")
    cookie = browser.cookies["treppenhaus_session"]
    assert cookie["domain"] == ""
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("path", ["signup/", "registrieren/", "email/", "inactive/", "login/"])
def test_allauths_other_pages_are_not_there(linde: Company, path: str) -> None:
    assert Client(SERVER_NAME="localhost").get(f"/konto/{path}").status_code in {302, 404}
    assert not stranger(linde).get(f"/konto/{path}", follow=True).content.count(b"password1")


def test_signing_in_speaks_the_persons_language_afterwards(cast: Cast) -> None:
    User.objects.filter(pk=cast.anna.pk).update(language="en")
    browser = stranger(cast.linde)
    assert browser.get(LOGIN)["Content-Language"] == "de"
    sign_in(browser, "anna@example.org")
    assert browser.get("/konto/")["Content-Language"] == "en"

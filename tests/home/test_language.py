"""The footer's language buttons: kept in the account when signed in, in a cookie otherwise."""

from django.conf import settings
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.companies.models import Company
from tests.doors import door, stranger

ADDRESS = "home:language"


def language_of(client: Client) -> str:
    return str(client.get(reverse("home:emergency")).headers["Content-Language"])


def test_a_stranger_reads_english_after_one_button(linde: Company) -> None:
    client = stranger(linde)
    assert language_of(client) == "de"
    answer = client.post(reverse(ADDRESS), {"language": "en", "next": "/notfall/"})
    assert answer.headers["Location"] == "/notfall/"
    assert language_of(client) == "en"


def test_annas_choice_is_kept_in_her_account(linde: Company, anna: User) -> None:
    door(anna, linde).post(reverse(ADDRESS), {"language": "en"})
    anna.refresh_from_db()
    assert anna.language == "en"
    assert language_of(door(anna, linde)) == "en"


def test_a_language_nobody_speaks_here_changes_nothing(linde: Company, anna: User) -> None:
    door(anna, linde).post(reverse(ADDRESS), {"language": "tlh"})
    anna.refresh_from_db()
    assert anna.language == ""
    assert settings.LANGUAGE_COOKIE_NAME not in stranger(linde).cookies


def test_the_button_leads_to_no_other_host(linde: Company) -> None:
    answer = stranger(linde).post(
        reverse(ADDRESS), {"language": "en", "next": "https://example.net/"}
    )
    assert "example.net" not in answer.headers["Location"]


def test_looking_changes_no_language(linde: Company) -> None:
    assert stranger(linde).get(reverse(ADDRESS) + "?language=en").status_code == 405

"""AU-07: wrong passwords are limited per account and per client, at every door that takes one."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.utils import timezone

from portal.companies.models import Company
from portal.demo.cast import PASSWORD, Cast
from portal.people.models import Person
from portal.signin import actions
from portal.signin.models import Attempt
from tests.doors import door, stranger
from tests.mailbox import deliver
from tests.signin.doors import (
    CHANGE,
    NEW_PASSWORD,
    RESET,
    ask_for_link,
    can_sign_in,
    is_signed_in,
    link_in_last_letter,
    set_password,
    sign_in,
)

User = get_user_model()
ANNA = "anna@example.org"


def tries(company: Company, times: Iterable[int], **headers: str) -> list[int]:
    """Wrong passwords for Anna, one after another; the status of each answer."""
    return [sign_in(stranger(company), ANNA, f"falsch-{n}", **headers).status_code for n in times]


def test_five_wrong_passwords_then_one_waits(linde: Company) -> None:
    assert tries(linde, range(7)) == [200] * 5 + [429] * 2


def test_the_answer_says_when_to_try_again_and_it_is_true(linde: Company) -> None:
    tries(linde, range(5))
    answer = sign_in(stranger(linde), ANNA)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 300
    assert answer.context["retry_minutes"] == 5
    assert not can_sign_in(linde, ANNA, PASSWORD)
    with time_machine.travel(timezone.now() + timedelta(seconds=int(answer["Retry-After"]) + 1)):
        assert can_sign_in(linde, ANNA, PASSWORD)


def test_trying_on_does_not_make_the_wait_longer(linde: Company) -> None:
    began = timezone.now()
    tries(linde, range(5))
    for minute in (1, 2, 3, 4):
        with time_machine.travel(began + timedelta(minutes=minute)):
            assert tries(linde, range(3)) == [429] * 3
    with time_machine.travel(began + timedelta(minutes=5, seconds=10)):
        assert can_sign_in(linde, ANNA, PASSWORD)


def test_right_passwords_use_nothing_up(linde: Company) -> None:
    for _ in range(12):
        assert can_sign_in(linde, ANNA, PASSWORD)
    assert not Attempt.objects.exists()


def test_a_right_password_between_wrong_ones_gives_no_new_tries(linde: Company) -> None:
    tries(linde, range(4))
    assert can_sign_in(linde, ANNA, PASSWORD)
    assert tries(linde, range(2)) == [200, 429]


def test_the_account_is_limited_over_all_clients_and_all_companies(cast: Cast) -> None:
    Person.objects.create(company=cast.kastanie, last_name="Berger", user=cast.anna)
    for number in range(5):
        company = cast.linde if number % 2 else cast.kastanie
        assert tries(company, [number], REMOTE_ADDR=f"198.51.100.{number}") == [200]
    assert tries(cast.linde, [6], REMOTE_ADDR="203.0.113.9") == [429]
    assert tries(cast.kastanie, [7], REMOTE_ADDR="203.0.113.9") == [429]


def test_the_port_in_the_address_bar_opens_no_second_count(linde: Company) -> None:
    tries(linde, range(5))
    assert tries(linde, [6], HTTP_HOST="localhost:1337") == [429]


def test_one_client_tries_ten_accounts_a_minute(linde: Company) -> None:
    answers = [
        sign_in(stranger(linde), f"bewohner{n}@example.org", "sommer2026").status_code
        for n in range(13)
    ]
    assert answers == [200] * 10 + [429] * 3
    assert can_sign_in(linde, ANNA, PASSWORD) is False
    with time_machine.travel(timezone.now() + timedelta(seconds=61)):
        assert can_sign_in(linde, ANNA, PASSWORD)


def test_a_client_cannot_change_its_address_by_writing_another_one(linde: Company) -> None:
    answers = [
        sign_in(
            stranger(linde),
            f"bewohner{n}@example.org",
            "sommer2026",
            HTTP_X_FORWARDED_FOR=f"198.51.100.{n}",
            HTTP_FORWARDED=f"for=198.51.100.{n}",
            HTTP_X_REAL_IP=f"198.51.100.{n}",
        ).status_code
        for n in range(11)
    ]
    assert answers == [200] * 10 + [429]


def test_behind_our_own_proxy_its_word_counts_and_not_the_clients(
    linde: Company, settings: Any
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(10):
        forwarded = f"192.0.2.{n}, 198.51.100.7"
        sign_in(stranger(linde), f"b{n}@example.org", "x", HTTP_X_FORWARDED_FOR=forwarded)
    same = sign_in(stranger(linde), ANNA, "x", HTTP_X_FORWARDED_FOR="192.0.2.99, 198.51.100.7")
    other = sign_in(stranger(linde), ANNA, "x", HTTP_X_FORWARDED_FOR="198.51.100.8")
    assert (same.status_code, other.status_code) == (429, 200)


def test_a_household_with_ipv6_is_one_client(linde: Company) -> None:
    answers = [
        sign_in(
            stranger(linde), f"b{n}@example.org", "x", REMOTE_ADDR=f"2001:db8:1:2::{n + 1}"
        ).status_code
        for n in range(11)
    ]
    assert answers == [200] * 10 + [429]
    assert tries(linde, [1], REMOTE_ADDR="2001:db8:1:3::1") == [200]


def test_who_sets_a_new_password_by_a_letter_need_not_wait(linde: Company) -> None:
    assert tries(linde, range(6))[-1] == 429
    set_password(linde, ask_for_link(linde))
    assert can_sign_in(linde, ANNA, NEW_PASSWORD)


def test_unknown_addresses_are_limited_just_the_same(linde: Company) -> None:
    answers = [sign_in(stranger(linde), "niemand@example.org", "x").status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]


def test_what_was_counted_names_nobody_and_goes_away(linde: Company) -> None:
    tries(linde, range(2))
    assert Attempt.objects.count() == 4
    assert not Attempt.objects.filter(digest__contains="anna").exists()
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        tries(linde, [3])
        assert Attempt.objects.count() == 2


# The other doors


def test_asking_for_links_is_limited_for_all_addresses_alike(linde: Company) -> None:
    for email in (ANNA, "niemand@example.org"):
        client = {"REMOTE_ADDR": "198.51.100.1" if email == ANNA else "198.51.100.2"}
        answers = [stranger(linde).post(RESET, {"email": email}, **client) for _ in range(6)]
        assert [answer.status_code for answer in answers] == [302] * 5 + [429]
        assert 0 < int(answers[-1]["Retry-After"]) <= 300


def test_guessing_the_present_password_is_limited_too(cast: Cast) -> None:
    browser = door(cast.anna, cast.linde)
    new = {"password1": "treppengelaender-aus-eiche", "password2": "treppengelaender-aus-eiche"}
    answers = [browser.post(CHANGE, {"oldpassword": f"f{n}", **new}) for n in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert is_signed_in(browser)


def test_proving_an_older_login_on_an_invitation_is_limited_too(cast: Cast) -> None:
    nora = Person.objects.create(company=cast.linde, last_name="Novak", email=cast.clara.email)
    actions.invite(user=cast.stefan, person=nora)
    deliver()
    path = link_in_last_letter(cast.linde, cast.clara.email)
    answers = [stranger(cast.linde).post(path, {"oldpassword": f"f{n}"}) for n in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert sign_in(stranger(cast.kastanie), cast.clara.email).status_code == 429


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/api/v1/me/"])
def test_there_is_no_second_door_that_takes_a_password(linde: Company, path: str) -> None:
    import base64

    basic = base64.b64encode(f"{ANNA}:{PASSWORD}".encode()).decode()
    browser = stranger(linde)
    browser.get(path, HTTP_AUTHORIZATION=f"Basic {basic}", follow=True)
    browser.post(path, {"username": ANNA, "password": PASSWORD})
    assert not is_signed_in(browser)

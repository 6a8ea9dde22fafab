"""Forgotten passwords: same answer for all, a link to the stored address and host, 60 minutes."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core import mail
from django.utils import timezone

from portal.accounts.actions import end_membership
from portal.accounts.models import StaffMembership
from portal.companies.models import Company
from portal.demo.cast import PASSWORD, Cast
from portal.notifications.models import Delivery, Notification
from portal.people.models import Person
from portal.signin import actions
from tests.doors import door, stranger
from tests.mailbox import addresses_in, deliver, letters_to
from tests.signin.doors import (
    LOGIN,
    NEW_PASSWORD,
    RESET,
    ask_for_link,
    can_sign_in,
    is_signed_in,
    link_in_last_letter,
    set_password,
    without_token,
)

User = get_user_model()


def is_dead(answer: Any) -> bool:
    """The neutral page: no password field, the way to a new link."""
    page = answer.content.decode()
    return answer.status_code == 410 and 'type="password"' not in page and RESET in page


# Asking


def test_au01_known_and_unknown_addresses_get_the_same_answer(
    linde: Company, django_capture_on_commit_callbacks: Any
) -> None:
    answers, bells = set(), []
    for email in ("anna@example.org", "niemand@example.org", "clara@example.org"):
        browser = stranger(linde)
        browser.get(RESET)
        with django_capture_on_commit_callbacks() as rung:
            answer = browser.post(RESET, {"email": email})
        bells.append(len(rung))
        # The one holds a nonce, the other the second of the answer.
        changing = {"Content-Security-Policy", "Expires"}
        headers = {k: v for k, v in answer.headers.items() if k not in changing}
        done = without_token(browser.get(answer["Location"]))
        answers.add((answer.status_code, str(headers), done))
    assert len(answers) == 1
    assert bells == [1, 1, 1]


@pytest.mark.parametrize("broken", ["mail", "broker"])
def test_au01_a_broken_backend_does_not_tell_a_known_address(
    linde: Company, settings: Any, broken: str, django_capture_on_commit_callbacks: Any
) -> None:
    if broken == "mail":
        settings.EMAIL_BACKEND = "nowhere.EmailBackend"
    else:
        settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    answers = set()
    for email in ("anna@example.org", "niemand@example.org"):
        with django_capture_on_commit_callbacks(execute=True):
            answer = stranger(linde).post(RESET, {"email": email})
        answers.add((answer.status_code, answer["Location"]))
    assert len(answers) == 1
    assert Delivery.objects.count() == 1


def test_strangers_and_other_companies_people_get_no_mail(cast: Cast) -> None:
    User.objects.create_user("ruhend@example.org", PASSWORD, is_active=False)
    User.objects.create_superuser("betrieb@example.org", PASSWORD)
    for email in (
        "niemand@example.org",
        "clara@example.org",
        "kai@example.org",
        "ruhend@example.org",
        "betrieb@example.org",
    ):
        stranger(cast.linde).post(RESET, {"email": email})
    deliver()
    assert mail.outbox == []


@pytest.mark.parametrize("who", ["anna", "dora", "stefan", "eva"])
def test_residents_former_ones_and_staff_get_a_letter(cast: Cast, who: str) -> None:
    user = getattr(cast, who)
    set_password(cast.linde, ask_for_link(cast.linde, user.email))
    assert can_sign_in(cast.linde, user.email, NEW_PASSWORD)


ODD = [
    {"email": ["anna@example.org", "a@evil.example"]},
    {"email": ["a@evil.example", "anna@example.org"]},
    {"email[]": ["anna@example.org", "a@evil.example"]},
    {"email": "anna@example.org,a@evil.example"},
    {"email": "anna@example.org a@evil.example"},
    {"email": "anna@example.org\ncc:a@evil.example"},
    {"email": "anna@example.org%0acc:a@evil.example"},
    {"email": '"anna@example.org" <a@evil.example>'},
    {"email": "anna@example.org\x00"},
    {"email": "anna@exampIe.org"},
]


@pytest.mark.parametrize("data", ODD, ids=str)
def test_au05_odd_addresses_bring_nobody_a_mail(linde: Company, data: dict[str, Any]) -> None:
    User.objects.create_user("a@evil.example", PASSWORD)
    answer = stranger(linde).post(RESET, data)
    assert answer.status_code in {200, 302}
    deliver()
    assert mail.outbox == []


def test_au05_json_is_no_form(linde: Company) -> None:
    body = '{"email": ["anna@example.org", "a@evil.example"]}'
    answer = stranger(linde).post(RESET, body, content_type="application/json")
    assert answer.status_code == 200
    deliver()
    assert mail.outbox == []


def test_au05_the_letter_goes_to_the_logins_address_not_to_the_companys_note(cast: Cast) -> None:
    Person.objects.filter(user=cast.anna).update(email="a@evil.example")
    stranger(cast.linde).post(RESET, {"email": "ANNA@example.org"})
    stranger(cast.linde).post(RESET, {"email": "a@evil.example"})
    deliver()
    assert [letter.to for letter in mail.outbox] == [["anna@example.org"]]


FORGED: list[tuple[dict[str, str], int]] = [
    ({"HTTP_HOST": "evil.example"}, 400),
    ({"HTTP_HOST": "localhost@evil.example"}, 400),
    ({"HTTP_HOST": "localhost:1337"}, 302),
    ({"HTTP_HOST": "localhost", "HTTP_X_FORWARDED_HOST": "evil.example"}, 302),
    ({"HTTP_HOST": "localhost", "HTTP_X_FORWARDED_HOST": "kastanie.localhost"}, 302),
    ({"HTTP_HOST": "localhost", "HTTP_FORWARDED": "host=evil.example"}, 302),
    ({"HTTP_HOST": "localhost", "HTTP_X_FORWARDED_PORT": "1337"}, 302),
]


@pytest.mark.parametrize(("headers", "status"), FORGED, ids=str)
def test_au04_links_are_made_of_the_companys_own_host(
    linde: Company, headers: dict[str, str], status: int
) -> None:
    answer = stranger(linde).post(RESET, {"email": "anna@example.org"}, **headers)
    assert answer.status_code == status
    deliver()
    letters = letters_to("anna@example.org")
    assert len(letters) == (1 if status == 302 else 0)
    for letter in letters:
        assert {urlsplit(a).netloc for a in addresses_in(letter)} == {"localhost:8000"}
        everything = str(letter.message())
        assert "evil" not in everything
        assert "1337" not in everything
        assert "kastanie" not in everything


def test_the_letter_says_how_long_in_the_readers_language(cast: Cast) -> None:
    User.objects.filter(pk=cast.anna.pk).update(language="en")
    ask_for_link(cast.linde)
    letter = letters_to("anna@example.org")[-1]
    assert "60 minutes" in letter.body
    assert "Anna Berger" in letter.body
    html = letter.alternatives[0][0]
    assert link_in_last_letter(cast.linde, "anna@example.org") in html


def test_it_is_no_news_for_the_bell(cast: Cast) -> None:
    ask_for_link(cast.linde)
    notification = Notification.objects.get()
    assert not notification.in_portal


# The link


@pytest.mark.parametrize(("minutes", "seconds", "works"), [(59, 50, True), (60, 10, False)])
def test_au03_a_link_lives_60_minutes(
    linde: Company, minutes: int, seconds: int, works: bool
) -> None:
    path = ask_for_link(linde)
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes, seconds=seconds)):
        page = stranger(linde).get(path)
        assert is_dead(page) != works
        answer = set_password(linde, path)
        assert is_dead(answer) != works
        assert can_sign_in(linde, "anna@example.org", NEW_PASSWORD) == works


@pytest.mark.parametrize(
    "asked_at",
    [
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2027, 3, 28, 0, 30, tzinfo=UTC),
    ],
    ids=["the doubled hour", "the missing hour"],
)
def test_au03_the_60_minutes_are_real_ones_when_clocks_change(
    linde: Company, asked_at: datetime
) -> None:
    with time_machine.travel(asked_at):
        path = ask_for_link(linde)
    with time_machine.travel(asked_at + timedelta(minutes=59, seconds=50)):
        assert stranger(linde).get(path).status_code == 200
    with time_machine.travel(asked_at + timedelta(minutes=60, seconds=10)):
        assert is_dead(stranger(linde).get(path))


def test_au03_a_link_works_once(linde: Company) -> None:
    path = ask_for_link(linde)
    assert set_password(linde, path)["Location"] == LOGIN
    assert is_dead(set_password(linde, path, "noch-ein-anderes-wort"))
    assert can_sign_in(linde, "anna@example.org", NEW_PASSWORD)


def test_au03_an_older_link_dies_with_a_newer_one(linde: Company) -> None:
    older, newer = ask_for_link(linde), ask_for_link(linde)
    assert is_dead(set_password(linde, older))
    assert set_password(linde, newer).status_code == 302


@pytest.mark.parametrize(
    "change",
    [
        {"email": "anna.neu@example.org"},
        {"is_active": False},
        {"password": "md5$salt$somethingelse"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_au03_a_link_dies_with_what_it_was_made_for(cast: Cast, change: dict[str, object]) -> None:
    path = ask_for_link(cast.linde)
    User.objects.filter(pk=cast.anna.pk).update(**change)
    assert is_dead(stranger(cast.linde).get(path))
    assert is_dead(set_password(cast.linde, path))


def test_a_link_dies_when_the_login_leaves_the_company(cast: Cast) -> None:
    path = ask_for_link(cast.linde, "stefan@example.org")
    end_membership(membership=StaffMembership.objects.get(user=cast.stefan))
    assert is_dead(set_password(cast.linde, path))


def test_a_link_outlives_a_sign_in_on_another_device(linde: Company) -> None:
    path = ask_for_link(linde)
    assert can_sign_in(linde, "anna@example.org", PASSWORD)
    assert set_password(linde, path).status_code == 302


def test_a_tampered_link_is_as_dead_as_an_old_one(cast: Cast) -> None:
    path = ask_for_link(cast.linde)
    other = path.replace(str(cast.anna.uuid), str(cast.ben.uuid))
    unknown = path.replace(str(cast.anna.uuid), "00000000-0000-4000-8000-000000000000")
    cut = f"{path[:-3]}/"
    pages = {
        without_token(stranger(cast.linde).get(p)).replace(p, "") for p in (other, unknown, cut)
    }
    assert len(pages) == 1
    assert is_dead(stranger(cast.linde).get(other))


def test_az14_a_link_works_on_the_host_it_was_asked_on(cast: Cast) -> None:
    Person.objects.create(company=cast.kastanie, last_name="Berger", user=cast.anna)
    path = ask_for_link(cast.linde)
    assert is_dead(set_password(cast.kastanie, path))
    assert set_password(cast.linde, path).status_code == 302


def test_after_a_reset_nobody_is_signed_in_anywhere(cast: Cast) -> None:
    at_home = door(cast.anna, cast.linde)
    browser = stranger(cast.linde)
    answer = browser.post(
        ask_for_link(cast.linde), {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    )
    assert answer["Location"] == LOGIN
    assert not is_signed_in(browser)
    assert not is_signed_in(at_home)


def test_a_weak_password_is_refused_and_the_link_stays_alive(linde: Company) -> None:
    path = ask_for_link(linde)
    for password in ("kurz", "qwertyuiop123", "anna@example.org"):
        answer = set_password(linde, path, password)
        assert answer.status_code == 200
        assert "password1" in answer.context["form"].errors
    answer = stranger(linde).post(path, {"password1": NEW_PASSWORD, "password2": "etwas anderes"})
    assert "password2" in answer.context["form"].errors
    assert set_password(linde, path).status_code == 302


# The outbox


def test_a_letter_that_waited_too_long_is_not_sent_after_a_newer_one(cast: Cast) -> None:
    stranger(cast.linde).post(RESET, {"email": "anna@example.org"})
    stranger(cast.linde).post(RESET, {"email": "anna@example.org"})
    deliver()
    assert len(letters_to("anna@example.org")) == 1
    assert set_password(cast.linde, link_in_last_letter(cast.linde, "anna@example.org"))


def test_a_waiting_letter_does_not_open_a_password_that_was_changed_meanwhile(cast: Cast) -> None:
    stranger(cast.linde).post(RESET, {"email": "anna@example.org"})
    actions.change_password(user=cast.anna, password=NEW_PASSWORD)
    deliver()
    assert mail.outbox == []
    assert Delivery.objects.get().state == Delivery.State.SKIPPED

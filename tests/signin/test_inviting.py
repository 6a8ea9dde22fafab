"""Invitations: a clerk sends a letter, the person sets a password once, on this host only."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.access.policies import NotAllowedError
from portal.companies.models import Company
from portal.demo.cast import PASSWORD, Cast
from portal.notifications.models import Delivery
from portal.people.models import Person
from portal.signin import actions
from portal.signin.models import Invitation
from portal.signin.policies import invitation_policy
from tests.doors import stranger
from tests.mailbox import deliver, letters_to
from tests.signin.doors import (
    LOGIN,
    NEW_PASSWORD,
    RESET,
    can_sign_in,
    is_signed_in,
    link_in_last_letter,
    set_password,
)

User = get_user_model()
FORM = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD, "language": "en"}


@pytest.fixture
def letter(cast: Cast, newcomer: Person) -> str:
    """The path in the letter that Stefan sent to Nora."""
    actions.invite(user=cast.stefan, person=newcomer)
    deliver()
    return link_in_last_letter(cast.linde, newcomer.email)


@pytest.fixture
def clara_invited(cast: Cast) -> str:
    """Linde invites Clara, who has a login of Kastanie: the path in her letter."""
    person = Person.objects.create(
        company=cast.linde, first_name="Clara", last_name="Novak", email="Clara@example.org"
    )
    actions.invite(user=cast.maria, person=person)
    deliver()
    return link_in_last_letter(cast.linde, "Clara@example.org")


def is_closed(answer: Any) -> bool:
    """The page that says why it does not work, without a form."""
    return answer.status_code == 410 and 'type="password"' not in answer.content.decode()


# Sending


def test_nora_sets_a_password_and_is_in(linde: Company, newcomer: Person, letter: str) -> None:
    browser = stranger(linde)
    page = browser.get(letter)
    assert page.status_code == 200
    answer = browser.post(letter, FORM)
    assert answer["Location"] == "/"
    assert is_signed_in(browser)
    newcomer.refresh_from_db()
    assert newcomer.user.email == "nora@example.org"
    assert str(newcomer.user) == "Nora Weiß"
    assert newcomer.user.language == "en"
    assert can_sign_in(linde, "nora@example.org", NEW_PASSWORD)


def test_the_page_shows_initials_and_never_a_name(linde: Company, letter: str) -> None:
    page = stranger(linde).get(letter).content.decode()
    assert "N•••" in page
    assert "W•••" in page
    for secret in ("Nora", "Weiß", "nora@", "0151"):
        assert secret not in page


def test_the_session_belongs_to_the_inviting_host(cast: Cast, letter: str) -> None:
    browser = stranger(cast.linde)
    browser.post(letter, FORM)
    other = stranger(cast.kastanie)
    other.cookies["treppenhaus_session"] = browser.cookies["treppenhaus_session"].value
    assert not is_signed_in(other)


@pytest.mark.parametrize("who", ["anna", "eva", "kai", "clara"])
def test_only_the_companys_case_staff_invite(cast: Cast, newcomer: Person, who: str) -> None:
    with pytest.raises(NotAllowedError):
        actions.invite(user=getattr(cast, who), person=newcomer)
    assert not Invitation.objects.exists()
    assert not Delivery.objects.exists()


def test_only_case_staff_see_who_is_invited(cast: Cast, newcomer: Person) -> None:
    invitation = actions.invite(user=cast.stefan, person=newcomer)
    seers = set(invitation_policy.who_may_see(invitation))
    assert seers == {cast.stefan, cast.maria}
    for user in (cast.anna, cast.eva, cast.kai, cast.clara, cast.stefan, cast.maria):
        sees = invitation_policy.visible_to(user, cast.linde).exists()
        assert sees == (user in seers)


def test_who_has_no_address_or_has_access_is_not_invited(cast: Cast, newcomer: Person) -> None:
    Person.objects.filter(pk=newcomer.pk).update(email="")
    newcomer.refresh_from_db()
    couple = Person.objects.create(company=cast.linde, last_name="Berger", email=cast.anna.email)
    for person in (newcomer, cast.person(cast.anna), couple):
        with pytest.raises(ValidationError):
            actions.invite(user=cast.stefan, person=person)
    assert not Invitation.objects.exists()


def test_the_letter_is_in_the_persons_language_and_free_of_secrets_in_the_database(
    cast: Cast, newcomer: Person
) -> None:
    Person.objects.filter(pk=newcomer.pk).update(language="en")
    invitation = actions.invite(user=cast.stefan, person=newcomer)
    deliver()
    (sent,) = letters_to("nora@example.org")
    assert "Set up access" in sent.body
    token = link_in_last_letter(cast.linde, "nora@example.org").split("/")[-2]
    signature = token.partition(".")[2]
    stored = [str(row) for row in Invitation.objects.values()]
    stored += [str(row) for row in Delivery.objects.values()]
    stored.append(str(invitation))
    assert signature
    assert not any(signature in row for row in stored)


# Links that do not work


def test_a_letter_works_once(linde: Company, letter: str) -> None:
    stranger(linde).post(letter, FORM)
    again = stranger(linde).post(letter, FORM | {"password1": "ein-anderes-wort"})
    assert is_closed(again)
    assert LOGIN in again.content.decode()
    assert can_sign_in(linde, "nora@example.org", NEW_PASSWORD)


@pytest.mark.parametrize(("offset", "works"), [(-10, True), (10, False)])
def test_a_letter_expires_on_its_day(linde: Company, letter: str, offset: int, works: bool) -> None:
    end = timezone.now() + timedelta(days=14, seconds=offset)
    with time_machine.travel(end):
        page = stranger(linde).get(letter)
        assert is_closed(page) != works
        assert ("tel:" in page.content.decode()) is True


def test_a_newer_letter_kills_the_older_one(cast: Cast, newcomer: Person, letter: str) -> None:
    actions.invite(user=cast.maria, person=newcomer)
    deliver()
    newer = link_in_last_letter(cast.linde, newcomer.email)
    assert is_closed(stranger(cast.linde).post(letter, FORM))
    assert stranger(cast.linde).post(newer, FORM).status_code == 302


def test_an_older_letter_that_still_waits_is_not_sent(cast: Cast, newcomer: Person) -> None:
    actions.invite(user=cast.stefan, person=newcomer)
    actions.invite(user=cast.stefan, person=newcomer)
    deliver()
    assert len(letters_to(newcomer.email)) == 1


def test_a_letter_dies_when_the_address_turns_out_wrong(
    linde: Company, newcomer: Person, letter: str
) -> None:
    Person.objects.filter(pk=newcomer.pk).update(email="nora.weiss@example.org")
    assert is_closed(stranger(linde).post(letter, FORM))
    assert not User.objects.filter(email__startswith="nora").exists()


def test_an_invitation_of_one_company_is_unknown_to_the_other(cast: Cast, letter: str) -> None:
    answer = stranger(cast.kastanie).post(letter, FORM)
    assert is_closed(answer)
    assert "Linde" not in answer.content.decode()
    assert not User.objects.filter(email="nora@example.org").exists()


@pytest.mark.parametrize("token", ["x", "0" * 32, f"{'0' * 32}.abc", "%00", "a.b.c", "é"])
def test_made_up_tokens_are_told_apart_from_nothing(linde: Company, token: str) -> None:
    assert is_closed(stranger(linde).get(f"/konto/einladung/{token}/"))


def test_weak_or_unequal_passwords_keep_the_letter_alive(linde: Company, letter: str) -> None:
    for wrong in (
        {"password1": "kurz", "password2": "kurz"},
        {"password2": "etwas ganz anderes"},
        {"password1": "nora@example.org", "password2": "nora@example.org"},
        {"language": "xx"},
    ):
        answer = stranger(linde).post(letter, FORM | wrong)
        assert answer.status_code == 200
        assert answer.context["form"].errors
    assert stranger(linde).post(letter, FORM).status_code == 302


def test_looking_at_the_page_changes_nothing(linde: Company, letter: str) -> None:
    stranger(linde).get(letter)
    stranger(linde).head(letter)
    assert Invitation.objects.get().state == Invitation.State.OPEN


# Somebody who has a login already


def test_az14_who_has_a_login_proves_it_by_its_password(cast: Cast, clara_invited: str) -> None:
    page = stranger(cast.linde).get(clara_invited).content.decode()
    assert "password1" not in page
    assert "Kastanie" not in page
    refused = stranger(cast.linde).post(clara_invited, {"oldpassword": NEW_PASSWORD})
    assert refused.status_code == 200
    assert not Person.objects.filter(company=cast.linde, user=cast.clara).exists()

    stranger(cast.linde).post(clara_invited, FORM)
    assert can_sign_in(cast.kastanie, cast.clara.email, PASSWORD)

    browser = stranger(cast.linde)
    assert browser.post(clara_invited, {"oldpassword": PASSWORD})["Location"] == "/"
    assert is_signed_in(browser)
    assert User.objects.filter(email__iexact="clara@example.org").count() == 1


def test_az14_one_login_of_two_companies_sees_each_on_its_own_host(
    cast: Cast, clara_invited: str
) -> None:
    browser = stranger(cast.linde)
    browser.post(clara_invited, {"oldpassword": PASSWORD})
    for path in ("/konto/", "/liegenschaften/", "/vorgaenge/", "/benachrichtigungen/"):
        assert "Kastanienallee" not in browser.get(path, follow=True).content.decode()
    at_kastanie = stranger(cast.kastanie)
    at_kastanie.post(LOGIN, {"login": cast.clara.email, "password": PASSWORD})
    assert "Kastanienallee" in at_kastanie.get("/konto/").content.decode()


def test_who_forgot_the_older_password_gets_a_link_from_the_inviting_company(
    cast: Cast, clara_invited: str
) -> None:
    stranger(cast.linde).post(RESET, {"email": cast.clara.email})
    deliver()
    set_password(cast.linde, link_in_last_letter(cast.linde, cast.clara.email))
    assert not can_sign_in(cast.linde, cast.clara.email, NEW_PASSWORD)
    browser = stranger(cast.linde)
    browser.post(clara_invited, {"oldpassword": NEW_PASSWORD})
    assert is_signed_in(browser)


def test_a_deactivated_login_cannot_be_linked(cast: Cast, clara_invited: str) -> None:
    User.objects.filter(pk=cast.clara.pk).update(is_active=False)
    browser = stranger(cast.linde)
    assert browser.post(clara_invited, {"oldpassword": PASSWORD}).status_code == 200
    assert not is_signed_in(browser)
    assert not Person.objects.filter(company=cast.linde, user=cast.clara).exists()


def test_staff_who_never_set_a_password_set_it_now(cast: Cast) -> None:
    User.objects.create_user("neu@example.org", language="de")
    person = Person.objects.create(company=cast.linde, last_name="Neu", email="neu@example.org")
    actions.invite(user=cast.maria, person=person)
    deliver()
    stranger(cast.linde).post(link_in_last_letter(cast.linde, "neu@example.org"), FORM)
    assert can_sign_in(cast.linde, "neu@example.org", NEW_PASSWORD)
    assert len(mail.outbox) == 1

"""A clerk invites a person from their page; the letter is the one every other door would send."""

import pytest
from django.urls import reverse

from portal.accounts.models import User
from portal.companies.models import Company
from portal.demo.cast import Cast
from portal.notifications.models import Delivery
from portal.people.models import Person
from portal.signin.models import Invitation
from tests.doors import door


@pytest.fixture
def nora(linde: Company) -> Person:
    return Person.objects.create(
        company=linde, first_name="Nora", last_name="Neu", email="nora@example.org"
    )


def address(person: Person) -> str:
    return reverse("signin_admin_invite", args=[person.pk])


def test_a_clerk_invites_from_the_persons_page(stefan: User, linde: Company, nora: Person) -> None:
    client = door(stefan, linde)
    page = client.get(reverse("person:inspect", args=[nora.pk]))
    assert address(nora) in page.text
    assert nora.email in client.get(address(nora)).text
    assert not Invitation.objects.exists()
    client.post(address(nora))
    invitation = Invitation.objects.get()
    assert (invitation.person, invitation.created_by) == (nora, stefan)
    assert Delivery.objects.filter(notification__recipient_person=nora).count() == 1


def test_who_signs_in_already_is_not_invited(
    stefan: User, anna: User, linde: Company, cast: Cast
) -> None:
    client, person = door(stefan, linde), cast.person(anna)
    assert address(person) not in client.get(reverse("person:inspect", args=[person.pk])).text
    assert client.post(address(person)).status_code == 422
    assert not Invitation.objects.exists()


def test_without_an_address_the_page_says_so(stefan: User, linde: Company) -> None:
    person = Person.objects.create(company=linde, last_name="Ohne")
    client = door(stefan, linde)
    assert reverse("person:edit", args=[person.pk]) in client.get(address(person)).text
    assert client.post(address(person)).status_code == 422


def test_nobody_else_invites(
    eva: User, anna: User, kai: User, linde: Company, kastanie: Company, nora: Person
) -> None:
    for user, company in ((eva, linde), (anna, linde), (kai, linde), (kai, kastanie)):
        client = door(user, company)
        assert client.get(address(nora)).status_code == 404
        assert client.post(address(nora)).status_code == 404
    assert not Invitation.objects.exists()

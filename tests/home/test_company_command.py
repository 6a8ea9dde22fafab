"""An operator opens a company's portal by one command."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from portal.accounts.models import Role, User
from portal.accounts.roles import role_of
from portal.companies.models import Company
from tests.doors import stranger

AHORN = ["Hausverwaltung Ahorn", "--slug", "ahorn", "--host", "ahorn.localhost"]


def company(*arguments: str) -> str:
    said = StringIO()
    call_command("company", *arguments, stdout=said)
    return said.getvalue()


@pytest.mark.django_db
def test_a_new_company_answers_on_its_host_and_has_a_manager() -> None:
    said = company(*AHORN, "--manager", "Jana@Ahorn.example")
    ahorn = Company.objects.get(slug="ahorn")
    jana = User.objects.get(email="jana@ahorn.example")
    assert role_of(jana, ahorn) == Role.MANAGER
    assert not jana.has_usable_password()
    assert "https://ahorn.localhost/" in said
    assert stranger(ahorn).get(reverse("account_login")).status_code == 200


@pytest.mark.parametrize(
    "arguments",
    [
        ["Zweite Linde", "--slug", "linde", "--host", "zwei.localhost"],
        ["Zweite Linde", "--slug", "linde-2", "--host", "LOCALHOST", "--port", "8000"],
        ["Ein Name", "--slug", "not a slug", "--host", "name.localhost"],
    ],
)
def test_a_taken_or_wrong_name_makes_no_company(linde: Company, arguments: list[str]) -> None:
    before = Company.objects.count(), User.objects.count()
    with pytest.raises(CommandError):
        company(*arguments, "--manager", "jana@ahorn.example")
    assert (Company.objects.count(), User.objects.count()) == before


def test_somebody_who_works_for_one_company_is_not_made_manager_of_another(maria: User) -> None:
    with pytest.raises(CommandError, match="works for another company"):
        company(*AHORN, "--manager", maria.email)

"""Promise 7's page: the numbers stand there before anything has to be typed, signed out as well."""

from django.urls import reverse

from portal.accounts.models import User
from portal.companies.models import Company
from portal.demo.cast import Cast
from portal.properties.models import EmergencyContact
from tests.doors import door, stranger

ADDRESS = "home:emergency"


def test_a_stranger_sees_112_first_and_the_companys_number(linde: Company) -> None:
    html = stranger(linde).get(reverse(ADDRESS)).content.decode()
    assert html.index('href="tel:112"') < html.index('href="tel:+493415550199"')
    assert 'href="tel:+493415550120"' in html
    assert "<form" not in html[html.index("<main") : html.index("</main>")]


def test_a_stranger_sees_no_providers_and_no_other_companys_number(linde: Company) -> None:
    html = stranger(linde).get(reverse(ADDRESS)).content.decode()
    assert "Heizungsbau Kramer" not in html
    assert "0351 555 07 99" not in html


def test_a_propertys_own_number_is_for_its_residents(
    cast: Cast, linde: Company, anna: User, ben: User
) -> None:
    EmergencyContact.objects.create(
        company=linde, property=cast.gartenhof, name="Garagentor", phone="0341 555 06 60"
    )
    assert "0341 555 06 60" in door(ben, linde).get(reverse(ADDRESS)).content.decode()
    assert "0341 555 06 60" not in door(anna, linde).get(reverse(ADDRESS)).content.decode()
    assert "0341 555 06 60" not in stranger(linde).get(reverse(ADDRESS)).content.decode()


def test_anna_sees_who_is_on_call_and_which_address_to_say(linde: Company, anna: User) -> None:
    html = door(anna, linde).get(reverse(ADDRESS)).content.decode()
    assert "Lindenstraße 12, 04109 Leipzig" in html
    assert 'href="tel:+493415550220"' in html


def test_a_number_all_of_bens_houses_share_is_said_once(linde: Company, ben: User) -> None:
    html = door(ben, linde).get(reverse(ADDRESS)).content.decode()
    assert html.count('href="tel:+493415550199"') == 1

"""One's own houses: what stands there, and that other people's are not found."""

import uuid

import pytest
from django.urls import reverse

from cases.models import CaseCategory
from portal.accounts.models import User
from portal.companies.models import Company
from portal.demo.cast import Cast
from tests.doors import door
from tests.home.stories import a_case

TABS = ("home:property", "home:property-contacts", "home:property-emergency")


def test_anna_comes_straight_to_her_only_property(cast: Cast, linde: Company, anna: User) -> None:
    answer = door(anna, linde).get(reverse("home:properties"))
    assert answer.headers["Location"] == reverse("home:property", args=[cast.lindenstrasse.uuid])


def test_ben_chooses_among_his_properties(linde: Company, ben: User) -> None:
    html = door(ben, linde).get(reverse("home:properties")).content.decode()
    main = html[html.index("<main") :]
    assert "WEG Gartenhof" in main
    assert "Rosenweg 4" in main
    assert "Lindenstraße 12" not in main


def test_the_property_view_shows_unit_contacts_and_topics(
    cast: Cast, linde: Company, anna: User
) -> None:
    address = reverse("home:property", args=[cast.lindenstrasse.uuid])
    html = door(anna, linde).get(address).content.decode()
    assert "Wohnung 3" in html
    assert 'href="tel:+493415550199"' in html
    assert 'href="tel:+493415550220"' in html
    assert f"{reverse('cases:new')}?liegenschaft={cast.lindenstrasse.uuid}" in html
    for category in CaseCategory.objects.of(linde).filter(key__in=["heating", "rent-increase"]):
        assert category.name in html


@pytest.mark.parametrize("name", TABS)
def test_other_peoples_houses_are_not_found(
    name: str, cast: Cast, linde: Company, kastanie: Company, anna: User, clara: User, dora: User
) -> None:
    lindenstrasse = reverse(name, args=[cast.lindenstrasse.uuid])
    assert door(anna, linde).get(lindenstrasse).status_code == 200
    assert door(anna, linde).get(reverse(name, args=[cast.gartenhof.uuid])).status_code == 404
    assert door(dora, linde).get(lindenstrasse).status_code == 404
    assert door(clara, kastanie).get(lindenstrasse).status_code == 404
    assert door(anna, linde).get(reverse(name, args=[uuid.uuid4()])).status_code == 404


def test_the_view_shows_only_annas_open_cases_of_this_house(
    cast: Cast, linde: Company, anna: User, ben: User
) -> None:
    a_case(cast, anna, "Licht im Keller flackert")
    a_case(cast, anna, "Längst erledigt", status="resolved")
    a_case(cast, ben, "Bens Sache")
    address = reverse("home:property", args=[cast.lindenstrasse.uuid])
    html = door(anna, linde).get(address).content.decode()
    assert "Licht im Keller flackert" in html
    assert "Längst erledigt" not in html
    assert "Bens Sache" not in html

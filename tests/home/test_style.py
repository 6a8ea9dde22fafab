"""The style page: every component, for staff and the demo."""

from django.test import override_settings
from django.urls import reverse

from portal.accounts.models import User
from portal.companies.models import Company
from tests.doors import door

ADDRESS = "home:style"


def test_every_component_shows_up(linde: Company, stefan: User) -> None:
    html = door(stefan, linde).get(reverse(ADDRESS)).content.decode()
    for mark in ("s-you", "leaf due", 'class="errors"', 'class="stairs"', 'class="thread"'):
        assert mark in html
    assert html.count("<h1") == 1


@override_settings(PORTAL_DEMO=False)
def test_outside_the_demo_it_is_for_staff(linde: Company, anna: User, eva: User) -> None:
    assert door(anna, linde).get(reverse(ADDRESS)).status_code == 404
    assert door(eva, linde).get(reverse(ADDRESS)).status_code == 200

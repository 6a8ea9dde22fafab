"""The start page: what waits for the resident comes first."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from portal.accounts.models import User
from portal.companies.models import Company
from portal.demo.cast import Cast
from portal.notifications.models import Notification
from tests.doors import door, stranger
from tests.home.stories import a_case
from tests.stories import a_notice

ADDRESS = "home:start"


def test_a_stranger_is_led_to_the_login_page(linde: Company) -> None:
    answer = stranger(linde).get(reverse(ADDRESS))
    assert answer.status_code == 302
    assert reverse("account_login") in answer.headers["Location"]


def test_what_waits_for_anna_stands_before_what_is_only_open(
    cast: Cast, linde: Company, anna: User
) -> None:
    waiting = a_case(cast, anna, "Termin bestätigen", status="waiting_resident")
    a_case(cast, anna, "Licht im Keller flackert")
    html = door(anna, linde).get(reverse(ADDRESS)).content.decode()
    assert html.index("Termin bestätigen") < html.index("Licht im Keller flackert")
    assert "s-you" in html
    assert waiting.number in html


def test_at_most_three_open_cases_are_shown(cast: Cast, linde: Company, anna: User) -> None:
    for number in range(5):
        a_case(cast, anna, f"Sache {number}")
    html = door(anna, linde).get(reverse(ADDRESS)).content.decode()
    assert html.count("Sache ") == 3


def test_a_case_with_unread_news_is_marked(cast: Cast, linde: Company, anna: User) -> None:
    case = a_case(cast, anna, "Licht im Keller flackert")
    Notification.objects.create(
        company=linde,
        kind="cases.reply",
        recipient_person=cast.person(anna),
        target_type="cases.case",
        target_uuid=case.uuid,
    )
    html = door(anna, linde).get(reverse(ADDRESS)).content.decode()
    assert 'class="row unread"' in html


def test_a_subject_is_shown_as_text(cast: Cast, linde: Company, anna: User) -> None:
    a_case(cast, anna, "<img src=x onerror=alert(1)>")
    html = door(anna, linde).get(reverse(ADDRESS)).content.decode()
    assert "<img" not in html
    assert "&lt;img" in html


def test_nobody_sees_anybody_elses_cases(
    cast: Cast, linde: Company, kastanie: Company, anna: User, ben: User, clara: User
) -> None:
    a_case(cast, anna, "Annas Sache")
    for user, company in ((ben, linde), (clara, kastanie)):
        assert "Annas Sache" not in door(user, company).get(reverse(ADDRESS)).content.decode()


def test_dora_is_told_that_her_time_is_over(linde: Company, dora: User) -> None:
    html = door(dora, linde).get(reverse(ADDRESS)).content.decode()
    assert 'id="moved-out"' in html


@pytest.mark.parametrize("name", ["stefan", "eva"])
def test_staff_are_led_to_their_workplace(
    name: str, linde: Company, request: pytest.FixtureRequest
) -> None:
    html = door(request.getfixturevalue(name), linde).get(reverse(ADDRESS)).content.decode()
    assert html.count(reverse("wagtailadmin_home")) >= 2


@pytest.mark.parametrize("amount", [2, 20])
def test_the_page_costs_the_same_with_two_and_with_twenty_cases_and_notices(
    amount: int,
    cast: Cast,
    linde: Company,
    anna: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(amount):
        a_case(cast, anna, f"Sache {number}")
        a_notice(cast, title=f"Aushang {number}")
    client = door(anna, linde)
    assert "Aushang 1" in client.get(reverse(ADDRESS)).content.decode()
    with django_assert_max_num_queries(12):
        client.get(reverse(ADDRESS))

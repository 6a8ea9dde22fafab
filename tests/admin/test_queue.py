"""The queue: what waits, for whom, found by number, word or person."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.actions import assign, change_status
from cases.models import Case
from portal.accounts.models import User
from portal.companies.models import Company
from portal.demo.cast import Cast
from tests.doors import door
from tests.stories import annas_case, answer, put


def queue(client: Client, **query: str) -> Any:
    return client.get(reverse("casework:index"), query or {"state": ""})


def subjects(page: Any) -> list[str]:
    rows = BeautifulSoup(page.content, "html.parser").select(".queue-title")
    return [row.text for row in rows]


@pytest.fixture
def stories(cast: Cast, stefan: User, maria: User) -> dict[str, Case]:
    """One case in each situation a clerk asks for."""
    made = {
        "new": annas_case(cast, subject="Ganz neu"),
        "mine": annas_case(cast, subject="Meiner"),
        "hers": annas_case(cast, subject="Marias", category="water"),
        "done": annas_case(cast, subject="Fertig"),
    }
    assign(user=stefan, case=made["mine"], assignee=stefan)
    assign(user=stefan, case=made["hers"], assignee=maria)
    change_status(user=stefan, case=made["done"], status="resolved")
    return made


def test_the_queue_opens_with_what_is_not_finished_and_says_so(
    stefan: User, linde: Company, stories: dict[str, Case]
) -> None:
    page = door(stefan, linde).get(reverse("casework:index"), follow=True)
    assert page.redirect_chain == [(reverse("casework:index") + "?state=unfinished", 302)]
    assert set(subjects(page)) == {"Ganz neu", "Meiner", "Marias"}
    assert BeautifulSoup(page.content, "html.parser").select(".w-active-filters .w-pill")


def test_filters_narrow_the_queue(
    stefan: User, maria: User, linde: Company, stories: dict[str, Case], cast: Cast
) -> None:
    client = door(stefan, linde)
    water = stories["hers"].category
    for query, expected in (
        ({"state": ""}, {"Ganz neu", "Meiner", "Marias", "Fertig"}),
        ({"state": "resolved"}, {"Fertig"}),
        ({"assignee": "me"}, {"Meiner"}),
        ({"assignee": "none"}, {"Ganz neu", "Fertig"}),
        ({"assignee": str(maria.uuid)}, {"Marias"}),
        ({"category": str(water.pk)}, {"Marias"}),
        ({"urgency": water.urgency}, {"Marias"}),
        ({"property": str(cast.gartenhof.pk)}, set()),
        ({"state": "unfinished", "assignee": "me"}, {"Meiner"}),
    ):
        assert set(subjects(queue(client, **query))) == expected, query


def test_search_finds_number_subject_and_person(
    stefan: User, linde: Company, stories: dict[str, Case]
) -> None:
    client = door(stefan, linde)
    for words, expected in (
        ("Meiner", {"Meiner"}),
        ("anna berger", {"Ganz neu", "Meiner", "Marias", "Fertig"}),
        ("Berger Fertig", {"Fertig"}),
        (stories["new"].number[2:], {"Ganz neu"}),
        ("Novak", set()),
    ):
        assert set(subjects(queue(client, q=words))) == expected, words


def test_a_whole_number_leads_to_its_case(
    stefan: User, linde: Company, stories: dict[str, Case]
) -> None:
    case = stories["mine"]
    page = queue(door(stefan, linde), q=case.number.lower())
    assert page["Location"] == reverse("casework:case", args=[case.uuid])


def test_the_newest_change_stands_first_and_the_order_can_be_turned(
    stefan: User, linde: Company, stories: dict[str, Case]
) -> None:
    client = door(stefan, linde)
    answer(stories["new"], stefan)
    assert subjects(queue(client))[0] == "Ganz neu"
    oldest_first = subjects(queue(client, ordering="updated_at"))
    assert oldest_first[-1] == "Ganz neu"


@pytest.mark.parametrize(
    "query",
    [
        {"opened_by__password__startswith": "a"},
        {"ordering": "opened_by__password"},
        {"company": "2"},
        {"p": "x"},
        {"p": "-1"},
        {"p": "99999999999999999999"},
        {"p": "9" * 5000},
        {"q": "\x00"},
        {"assignee": "nonsense"},
        {"property": "999999"},
    ],
)
def test_nonsense_and_unknown_filters_change_nothing(
    query: dict[str, str], stefan: User, linde: Company, stories: dict[str, Case]
) -> None:
    page = queue(door(stefan, linde), **query)
    assert page.status_code == 200
    assert len(subjects(page)) == len(stories)


def test_cases_of_the_other_company_are_in_no_list_filter_or_search(
    kai: User, kastanie: Company, stories: dict[str, Case], cast: Cast
) -> None:
    client = door(kai, kastanie)
    for query in ({}, {"q": "Berger"}, {"q": stories["mine"].number}, {"assignee": "none"}):
        page = queue(client, **query)
        assert page.status_code == 200
        assert subjects(page) == []
        assert cast.lindenstrasse.name not in page.text
        assert "Stefan" not in page.text


def test_the_start_page_shows_three_piles_with_their_numbers(
    stefan: User, linde: Company, stories: dict[str, Case]
) -> None:
    waiting = stories["hers"]
    change_status(user=stefan, case=waiting, status="waiting_resident")
    week_ago = timezone.now() - timezone.timedelta(days=8)
    Case.objects.filter(pk=waiting.pk).update(updated_at=week_ago)
    page = BeautifulSoup(door(stefan, linde).get("/admin/").content, "html.parser")
    piles = {
        pile["aria-labelledby"]: [row.text for row in pile.select(".pile-subject")]
        for pile in page.select(".pile")
    }
    assert piles == {
        "pile-mine": ["Meiner"],
        "pile-unassigned": ["Ganz neu"],
        "pile-waiting": ["Marias"],
    }
    assert [number.text for number in page.select(".pile-count")] == ["1", "1", "1"]


@pytest.fixture
def dates(stories: dict[str, Case]) -> dict[str, Case]:
    """Two have missed their date, one has it ahead, and one waits for Anna."""
    now = timezone.now()
    for name, days in (("new", -1), ("mine", -3), ("hers", 2), ("done", -5)):
        Case.objects.filter(pk=stories[name].pk).update(due_at=now + timedelta(days=days))
    put(stories["done"], "waiting_resident")
    return stories


def test_what_is_overdue_can_be_listed_and_says_so_in_words(
    stefan: User, linde: Company, dates: dict[str, Case]
) -> None:
    client = door(stefan, linde)
    page = queue(client, due="overdue", ordering="due_at")
    assert subjects(page) == ["Meiner", "Ganz neu"]
    late = BeautifulSoup(page.content, "html.parser").select(".queue-due .queue-late")
    assert [cell.text for cell in late] == ["überfällig", "überfällig"]
    assert "?due=overdue\\u0026ordering=due_at" in client.get("/admin/").text


def test_the_queue_can_be_sorted_by_date_and_cases_without_one_stand_last(
    stefan: User, linde: Company, dates: dict[str, Case]
) -> None:
    client = door(stefan, linde)
    Case.objects.filter(pk=dates["done"].pk).update(due_at=None)
    assert subjects(queue(client, ordering="due_at")) == ["Meiner", "Ganz neu", "Marias", "Fertig"]
    assert subjects(queue(client, ordering="-due_at")) == ["Marias", "Ganz neu", "Meiner", "Fertig"]


def test_the_other_companys_overdue_cases_are_not_there(
    kai: User, kastanie: Company, dates: dict[str, Case]
) -> None:
    assert subjects(queue(door(kai, kastanie), due="overdue")) == []


def test_the_editors_start_page_shows_no_cases(
    eva: User, linde: Company, stories: dict[str, Case]
) -> None:
    page = door(eva, linde).get("/admin/").text
    for words in ("Berger", "pile-mine", *(case.subject for case in stories.values())):
        assert words not in page, words


def many(case: Case, number: int) -> None:
    """More cases of the same shape, made quickly."""
    moment = timezone.now()
    Case.objects.bulk_create(
        Case(
            company=case.company,
            number=f"V-1999-{n:06}",
            category=case.category,
            property=case.property,
            unit=case.unit,
            subject=f"Fall {n}",
            urgency=case.urgency,
            opened_for=case.opened_for,
            opened_by=case.opened_by,
            submission_key=uuid4(),
            due_at=moment - timedelta(hours=1),
            updated_at=moment,
        )
        for n in range(number)
    )


def test_the_queue_needs_as_many_queries_for_ten_cases_as_for_a_thousand(
    stefan: User, linde: Company, stories: dict[str, Case]
) -> None:
    client = door(stefan, linde)

    def queries(path: str) -> list[str]:
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        return [query["sql"] for query in captured]

    index = reverse("casework:index")
    paths = (f"{index}?state=unfinished", f"{index}?due=overdue&ordering=due_at", "/admin/")
    few = [len(queries(path)) for path in paths]
    many(stories["new"], 1000)
    listed, overdue, home = (queries(path) for path in paths)
    assert [len(listed), len(overdue), len(home)] == few
    for asked in (listed, overdue):
        assert len(asked) <= 25
        assert not [sql for sql in asked if "COUNT(" in sql and "cases_case" in sql]


def test_the_pages_of_the_queue_show_every_case_once(
    stefan: User, linde: Company, stories: dict[str, Case]
) -> None:
    many(stories["new"], 60)
    client, seen = door(stefan, linde), []
    for number in ("1", "2", "3"):
        seen += subjects(queue(client, state="", p=number))
    assert len(seen) == len(set(seen)) == 64

"""Documents as JSON: the same rule, the same link."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils.dateparse import parse_datetime

from portal.demo.cast import Cast
from portal.documents.audience import Audience
from tests.documents.conftest import Shelf
from tests.doors import api_door, stranger

LIST = "/api/v1/documents/"


def titles(answer: Any) -> set[str]:
    assert answer.status_code == 200, answer.content
    return {row["title"] for row in answer.json()["results"]}


def test_anna_lists_her_documents_and_ben_does_not_see_them(cast: Cast, shelf: Shelf) -> None:
    shelf.for_anna("Mieterhöhung")
    shelf.add("Hausordnung", Audience.RESIDENTS, category="house_rules")
    assert titles(api_door(cast.anna, cast.linde).get(LIST)) == {"Mieterhöhung", "Hausordnung"}
    assert titles(api_door(cast.ben, cast.linde).get(LIST)) == set()
    assert titles(api_door(cast.clara, cast.kastanie).get(LIST)) == set()
    assert stranger(cast.linde).get(LIST).status_code == 403


def test_a_document_tells_what_it_is(cast: Cast, shelf: Shelf) -> None:
    document = shelf.for_anna(category="rent_increase", dated_on=date(2026, 4, 14))
    shown = api_door(cast.anna, cast.linde).get(f"{LIST}{document.uuid}/").json()
    assert shown["category"] == {"key": "rent_increase", "title": "Mieterhöhung"}
    assert shown["property"]["name"] == "Lindenstraße 12"
    assert shown["audience"]["code"] == "person"
    assert (shown["dated_on"], shown["content_type"]) == ("2026-04-14", "application/pdf")
    assert shown["is_new"] is True
    assert not [key for key, value in shown.items() if "key" not in key and "private" in str(value)]


def test_a_link_is_made_by_post_and_opens_without_a_session(cast: Cast, shelf: Shelf) -> None:
    document = shelf.for_anna()
    client = api_door(cast.anna, cast.linde)
    assert client.get(f"{LIST}{document.uuid}/link/").status_code == 405
    made = client.post(f"{LIST}{document.uuid}/link/").json()
    assert made["url"].startswith(cast.linde.absolute_url("/d/"))
    left = parse_datetime(made["expires_at"]) - document.published_at
    assert timedelta(minutes=59) < left < timedelta(minutes=61)
    path = made["url"].removeprefix(cast.linde.absolute_url(""))
    assert stranger(cast.linde).get(path).content.startswith(b"%PDF-")


def test_a_foreign_document_is_as_absent_as_one_that_never_was(cast: Cast, shelf: Shelf) -> None:
    document = shelf.for_anna()
    strangers = [
        api_door(cast.ben, cast.linde),
        api_door(cast.eva, cast.linde),
        api_door(cast.clara, cast.kastanie),
        api_door(cast.kai, cast.kastanie),
    ]
    for client in strangers:
        foreign = client.get(f"{LIST}{document.uuid}/")
        never = client.get(f"{LIST}{uuid4()}/")
        assert (foreign.status_code, foreign.content) == (404, never.content)
        assert client.post(f"{LIST}{document.uuid}/link/").status_code == 404


def test_the_list_is_filtered_by_property_category_and_year(cast: Cast, shelf: Shelf) -> None:
    shelf.for_anna("Alt", dated_on=date(2024, 5, 1))
    shelf.for_anna("Neu", dated_on=date(2026, 5, 1), category="lease")
    client = api_door(cast.anna, cast.linde)
    assert titles(client.get(LIST, {"year": 2024})) == {"Alt"}
    assert titles(client.get(LIST, {"category": "lease"})) == {"Neu"}
    assert titles(client.get(LIST, {"property": cast.lindenstrasse.uuid})) == {"Alt", "Neu"}
    assert titles(client.get(LIST, {"property": cast.gartenhof.uuid})) == set()


@pytest.mark.parametrize(
    "query",
    [
        {"year": "99999999999"},
        {"year": "x"},
        {"property": "1"},
        {"property__name__startswith": "L"},
        {"person__email": "anna@example.org"},
        {"company": "kastanie"},
        {"format": "csv"},
        {"ordering": "person__email"},
        {"category": "a\0b"},
    ],
)
def test_az_05_what_is_not_on_the_list_of_filters_is_refused(
    cast: Cast, query: dict[str, str]
) -> None:
    answer = api_door(cast.anna, cast.linde).get(LIST, query)
    assert answer.status_code in {400, 404}
    assert answer["Content-Type"] == "application/problem+json"

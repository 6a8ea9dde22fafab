"""Announcements as JSON: the same rule, the same action."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.announcements.models import AnnouncementRead
from portal.demo.cast import Cast
from tests.doors import api_door, stranger
from tests.stories import a_notice

LIST = "/api/v1/announcements/"


def titles(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [row["title"] for row in answer.json()["results"]]


def test_each_lists_what_hangs_for_them(cast: Cast) -> None:
    a_notice(cast, title="Für alle")
    a_notice(cast, title="Entwurf", published=False)
    a_notice(cast, title="Für Eigentümer", properties=[cast.gartenhof], audience="owners")
    assert titles(api_door(cast.anna, cast.linde).get(LIST)) == ["Für alle"]
    assert titles(api_door(cast.ben, cast.linde).get(LIST)) == ["Für Eigentümer"]
    assert len(titles(api_door(cast.stefan, cast.linde).get(LIST))) == 3
    for user, company in ((cast.dora, cast.linde), (cast.eva, cast.linde)):
        assert titles(api_door(user, company).get(LIST)) == []
    assert titles(api_door(cast.clara, cast.kastanie).get(LIST)) == []
    assert stranger(cast.linde).get(LIST).status_code == 403


def test_the_list_has_pages(cast: Cast) -> None:
    for number in range(3):
        a_notice(cast, starts_at=timezone.now() - timedelta(hours=number), title=f"Nr. {number}")
    anna = api_door(cast.anna, cast.linde)
    first = anna.get(LIST, {"limit": 2})
    assert titles(first) == ["Nr. 0", "Nr. 1"]
    assert titles(anna.get(first.json()["next"])) == ["Nr. 2"]


def test_a_notice_tells_what_it_is_and_only_the_readers_own_houses(cast: Cast) -> None:
    notice = a_notice(cast, properties=[cast.lindenstrasse, cast.gartenhof], pinned=True)
    shown = api_door(cast.anna, cast.linde).get(f"{LIST}{notice.uuid}/").json()
    assert shown["properties"] == [
        {"id": str(cast.lindenstrasse.uuid), "name": "Lindenstraße 12"},
    ]
    assert shown["audience"] == {
        "code": "everyone",
        "label": "Alle Eigentümer:innen und Mieter:innen",
    }
    assert (shown["pinned"], shown["is_current"], shown["read_at"]) == (True, True, None)
    assert shown["starts_at"].endswith("Z")


def test_reading_is_said_by_post_and_once(cast: Cast) -> None:
    notice = a_notice(cast)
    anna = api_door(cast.anna, cast.linde)
    assert anna.get(f"{LIST}{notice.uuid}/read/").status_code == 405
    first = anna.post(f"{LIST}{notice.uuid}/read/").json()
    again = anna.post(f"{LIST}{notice.uuid}/read/").json()
    assert first["read_at"] is not None
    assert again["read_at"] == first["read_at"]
    assert AnnouncementRead.objects.count() == 1


def test_a_clerk_who_does_not_live_there_confirms_nothing(cast: Cast) -> None:
    notice = a_notice(cast)
    refused = api_door(cast.stefan, cast.linde).post(f"{LIST}{notice.uuid}/read/")
    assert refused.status_code == 403
    assert refused["Content-Type"] == "application/problem+json"


def test_a_foreign_notice_is_as_absent_as_one_that_never_was(cast: Cast) -> None:
    notice = a_notice(cast)
    strangers = [
        api_door(cast.ben, cast.linde),
        api_door(cast.eva, cast.linde),
        api_door(cast.clara, cast.kastanie),
        api_door(cast.kai, cast.kastanie),
    ]
    for client in strangers:
        foreign = client.get(f"{LIST}{notice.uuid}/")
        never = client.get(f"{LIST}{uuid4()}/")
        assert (foreign.status_code, foreign.content) == (404, never.content)
        assert client.post(f"{LIST}{notice.uuid}/read/").status_code == 404


def test_the_list_is_filtered_by_property_alone(cast: Cast) -> None:
    a_notice(cast)
    a_notice(cast, title="Hof", properties=[cast.gartenhof, cast.lindenstrasse])
    ben = api_door(cast.ben, cast.linde)
    assert titles(ben.get(LIST, {"property": cast.gartenhof.uuid})) == ["Hof"]


def test_az_05_the_filter_says_nothing_of_a_house_the_answer_does_not_name(cast: Cast) -> None:
    a_notice(cast, title="Hof", properties=[cast.gartenhof, cast.lindenstrasse])
    anna = api_door(cast.anna, cast.linde)
    assert titles(anna.get(LIST, {"property": cast.lindenstrasse.uuid})) == ["Hof"]
    assert titles(anna.get(LIST, {"property": cast.gartenhof.uuid})) == []


@pytest.mark.parametrize(
    "query", [{"property": "1"}, {"reads__person__email": "a"}, {"company": "kastanie"}]
)
def test_az_05_what_is_not_on_the_list_of_filters_is_refused(
    cast: Cast, query: dict[str, str]
) -> None:
    assert api_door(cast.anna, cast.linde).get(LIST, query).status_code == 400


def test_the_list_costs_the_same_with_two_and_with_thirty(cast: Cast) -> None:
    anna, costs = api_door(cast.anna, cast.linde), []
    for more in (2, 28):
        for _number in range(more):
            a_notice(cast)
        with CaptureQueriesContext(connection) as seen:
            assert anna.get(LIST, {"limit": 50}).status_code == 200
        costs.append(len(seen))
    assert costs[0] == costs[1]


def test_the_schema_describes_it_with_an_example(cast: Cast) -> None:
    schema = api_door(cast.anna, cast.linde).get("/api/v1/schema/?format=json").json()
    listed = schema["paths"][LIST]["get"]["responses"]["200"]["content"]["application/json"]
    example = listed["examples"]["PinnedAndNotReadYet"]["value"]["results"][0]
    notice = a_notice(cast)
    shown = api_door(cast.anna, cast.linde).get(f"{LIST}{notice.uuid}/").json()
    assert list(example) == list(shown)
    assert "post" in schema["paths"][f"{LIST}{{uuid}}/read/"]

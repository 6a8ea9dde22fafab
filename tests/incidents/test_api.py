"""Incidents as JSON: the same rule, the same actions."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions import join_incident
from cases.models import CaseCategory, Incident, IncidentJoin
from portal.demo.cast import Cast
from tests.doors import api_door, stranger
from tests.stories import a_neighbour, an_incident, annas_case, news, over

LIST = "/api/v1/incidents/"


def titles(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [row["title"] for row in answer.json()["results"]]


def new(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What Stefan's app sends."""
    return {
        "title": "Aufzug steht",
        "body": "Der Aufzug steht im Erdgeschoss.",
        "property_ids": [str(cast.lindenstrasse.uuid)],
        **changes,
    }


def test_each_lists_what_concerns_them(cast: Cast) -> None:
    an_incident(cast, title="Hier")
    an_incident(cast, title="Dort", properties=[cast.gartenhof])
    assert titles(api_door(cast.anna, cast.linde).get(LIST)) == ["Hier"]
    assert titles(api_door(cast.ben, cast.linde).get(LIST)) == ["Dort"]
    assert len(titles(api_door(cast.stefan, cast.linde).get(LIST))) == 2
    for user, company in ((cast.dora, cast.linde), (cast.eva, cast.linde)):
        assert titles(api_door(user, company).get(LIST)) == []
    assert titles(api_door(cast.clara, cast.kastanie).get(LIST)) == []
    assert stranger(cast.linde).get(LIST).status_code == 403


def test_the_list_has_pages_and_two_filters(cast: Cast) -> None:
    now = timezone.now()
    for number in range(3):
        an_incident(cast, title=f"Nr. {number}", starts_at=now - timedelta(hours=number))
    over(cast, Incident.objects.get(title="Nr. 1"))
    anna = api_door(cast.anna, cast.linde)
    first = anna.get(LIST, {"limit": 2})
    assert titles(first) == ["Nr. 0", "Nr. 1"]
    assert titles(anna.get(first.json()["next"])) == ["Nr. 2"]
    assert titles(anna.get(LIST, {"status": "ended"})) == ["Nr. 1"]
    assert len(titles(anna.get(LIST, {"property": cast.lindenstrasse.uuid}))) == 3
    an_incident(cast, properties=[cast.lindenstrasse, cast.gartenhof])
    assert titles(anna.get(LIST, {"property": cast.gartenhof.uuid})) == []


@pytest.mark.parametrize(
    "query",
    [{"status": "maybe"}, {"property": "1"}, {"joins__person__email": "a"}, {"company": "x"}],
)
def test_az_05_what_is_not_on_the_list_of_filters_is_refused(
    cast: Cast, query: dict[str, str]
) -> None:
    assert api_door(cast.anna, cast.linde).get(LIST, query).status_code == 400


def test_one_incident_tells_news_own_joining_and_own_houses_only(cast: Cast) -> None:
    incident = an_incident(cast, properties=[cast.lindenstrasse, cast.gartenhof])
    news(cast, incident)
    shown = api_door(cast.anna, cast.linde).get(f"{LIST}{incident.uuid}/").json()
    assert [place["name"] for place in shown["places"]] == ["Lindenstraße 12"]
    assert shown["places"][0]["building_id"] is None
    assert [update["body"] for update in shown["updates"]] == ["Der Monteur ist im Haus."]
    assert shown["status"] == {"code": "active", "label": "Besteht noch"}
    assert (shown["joined_at"], shown["joined_count"]) == (None, None)
    staff = api_door(cast.stefan, cast.linde).get(f"{LIST}{incident.uuid}/").json()
    assert staff["joined_count"] == 0
    assert len(staff["places"]) == 2


def test_joining_by_post_and_taking_it_back_by_delete(cast: Cast) -> None:
    incident = an_incident(cast)
    anna, path = api_door(cast.anna, cast.linde), f"{LIST}{incident.uuid}/join/"
    assert anna.get(path).status_code == 405
    first, again = anna.post(path).json(), anna.post(path).json()
    assert first["joined_at"] is not None
    assert again["joined_at"] == first["joined_at"]
    assert IncidentJoin.objects.count() == 1
    assert anna.delete(path).json()["joined_at"] is None
    assert anna.delete(path).status_code == 200
    assert not IncidentJoin.objects.exists()


def test_staff_join_nothing_and_nobody_what_is_over(cast: Cast) -> None:
    incident = an_incident(cast)
    path = f"{LIST}{incident.uuid}/join/"
    assert api_door(cast.stefan, cast.linde).post(path).status_code == 403
    over(cast, incident)
    late = api_door(cast.anna, cast.linde).post(path)
    assert late.status_code == 409
    assert late.json()["current"] == "ended"
    assert late["Content-Type"] == "application/problem+json"


def test_a_clerk_raises_one_out_of_a_case(cast: Cast) -> None:
    case = annas_case(cast)
    heating = CaseCategory.objects.of(cast.linde).get(key="heating")
    stefan = api_door(cast.stefan, cast.linde)
    sent = new(cast, case_id=str(case.uuid), category_id=str(heating.uuid), tell=True)
    sent["submission_key"] = str(uuid4())
    answers = [stefan.post(LIST, sent, format="json") for _time in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json()["id"] == answers[1].json()["id"]
    incident = Incident.objects.get()
    assert (incident.raised_by, incident.category) == (cast.stefan, heating)
    assert incident.cases.get() == case
    assert answers[0].json()["joined_count"] == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"property_ids": []}, "properties"),
        ({"expected_end_at": "2020-01-01T10:00:00Z"}, "expected_end_at"),
        ({"expected_end_at": "bald"}, "expected_end_at"),
    ],
)
def test_what_is_wrong_is_said_by_field(cast: Cast, changes: dict[str, Any], field: str) -> None:
    answer = api_door(cast.stefan, cast.linde).post(LIST, new(cast, **changes), format="json")
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]


def test_another_companys_house_is_no_choice(cast: Cast) -> None:
    foreign = new(cast, property_ids=[str(cast.kastanienallee.uuid)])
    never = new(cast, property_ids=[str(uuid4())])
    stefan = api_door(cast.stefan, cast.linde)
    answers = [stefan.post(LIST, sent, format="json") for sent in (foreign, never)]
    assert [answer.status_code for answer in answers] == [400, 400]
    assert answers[0].json() == answers[1].json()


def test_residents_and_editors_raise_tell_and_end_nothing(cast: Cast) -> None:
    incident = an_incident(cast)
    anna = api_door(cast.anna, cast.linde)
    assert anna.post(LIST, new(cast), format="json").status_code == 403
    for path, sent in (("updates", {"body": "x"}), ("end", {"body": "x", "cases": "leave"})):
        answer = anna.post(f"{LIST}{incident.uuid}/{path}/", sent, format="json")
        assert answer.status_code == 403
    eva = api_door(cast.eva, cast.linde)
    assert eva.post(LIST, new(cast), format="json").status_code in {400, 403}
    assert Incident.objects.count() == 1


def test_news_leave_the_expected_end_unless_they_name_another(cast: Cast) -> None:
    end = timezone.now() + timedelta(hours=3)
    incident = an_incident(cast, expected_end_at=end)
    stefan, path = api_door(cast.stefan, cast.linde), f"{LIST}{incident.uuid}/updates/"
    answer = stefan.post(path, {"body": "Teil bestellt."}, format="json")
    assert (answer.status_code, answer.json()["author"]) == (201, "Stefan Vogt")
    incident.refresh_from_db()
    assert incident.expected_end_at == end
    stefan.post(path, {"body": "Unklar.", "expected_end_at": None}, format="json")
    incident.refresh_from_db()
    assert incident.expected_end_at is None


def test_the_end_by_post_and_no_news_after_it(cast: Cast) -> None:
    incident = an_incident(cast)
    stefan, path = api_door(cast.stefan, cast.linde), f"{LIST}{incident.uuid}/"
    wrong = stefan.post(f"{path}end/", {"body": "Gut.", "cases": "burn"}, format="json")
    assert wrong.status_code == 400
    sent = {"body": "Gut.", "cases": "leave"}
    ended = stefan.post(f"{path}end/", sent, format="json").json()
    assert ended["status"]["code"] == "ended"
    assert stefan.post(f"{path}end/", sent, format="json").json()["ended_at"] == ended["ended_at"]
    late = stefan.post(f"{path}updates/", {"body": "Noch was."}, format="json")
    assert (late.status_code, late.json()["current"]) == (409, "ended")


def test_a_foreign_incident_is_as_absent_as_one_that_never_was(cast: Cast) -> None:
    incident = an_incident(cast)
    strangers = [
        api_door(cast.ben, cast.linde),
        api_door(cast.eva, cast.linde),
        api_door(cast.clara, cast.kastanie),
        api_door(cast.kai, cast.kastanie),
    ]
    for client in strangers:
        foreign = client.get(f"{LIST}{incident.uuid}/")
        never = client.get(f"{LIST}{uuid4()}/")
        assert (foreign.status_code, foreign.content) == (404, never.content)
        for path in ("join", "updates", "end"):
            assert client.post(f"{LIST}{incident.uuid}/{path}/").status_code == 404


def test_the_list_costs_the_same_with_two_and_with_thirty(cast: Cast) -> None:
    anna, costs, nora = api_door(cast.anna, cast.linde), [], a_neighbour(cast, "Nora")
    for more in (2, 28):
        for _number in range(more):
            incident = an_incident(cast)
            join_incident(user=nora, incident=incident)
            news(cast, incident)
        with CaptureQueriesContext(connection) as seen:
            assert anna.get(LIST, {"limit": 50}).status_code == 200
        costs.append(len(seen))
    assert costs[0] == costs[1]


def test_the_schema_describes_it_with_examples(cast: Cast) -> None:
    schema = api_door(cast.anna, cast.linde).get("/api/v1/schema/?format=json").json()
    listed = schema["paths"][LIST]["get"]["responses"]["200"]["content"]["application/json"]
    example = listed["examples"]["GoingOn,AndJoined"]["value"]["results"][0]
    incident = an_incident(cast)
    shown = api_door(cast.anna, cast.linde).get(f"{LIST}{incident.uuid}/").json()
    assert list(example) == list(shown)
    assert {"post", "delete"} <= schema["paths"][f"{LIST}{{uuid}}/join/"].keys()
    for path in (LIST, f"{LIST}{{uuid}}/updates/", f"{LIST}{{uuid}}/end/"):
        asked = schema["paths"][path]["post"]["requestBody"]["content"]["application/json"]
        assert asked["examples"], path

"""Which notifications come by e-mail, as JSON: the page's rules behind another door."""

from typing import Any

import pytest

from portal.demo.cast import Cast
from portal.notifications.models import Delivery, Preference
from tests.doors import api_door, stranger
from tests.stories import annas_case, answer

SETTINGS = "/api/v1/me/notification-settings/"


def choices(answer: Any) -> dict[str, str]:
    """By kind, what the answer says is chosen."""
    return {row["kind"]: row["choice"]["code"] for row in answer.json()["settings"]}


def test_anna_reads_what_she_may_choose(cast: Cast) -> None:
    rows = api_door(cast.anna, cast.linde).get(SETTINGS).json()["settings"]
    assert rows[0] == {
        "kind": "case_replied",
        "label": "Neue Antwort in einem Vorgang",
        "group": {"code": "cases", "label": "Vorgänge"},
        "choice": {"code": "immediately", "label": "E-Mail sofort und im Portal"},
    }
    assert [row["kind"] for row in rows] == [
        "case_replied",
        "case_status",
        "case_due",
        "case_shared",
        "case_appointment",
        "incident_raised",
        "incident_updated",
        "incident_ended",
        "document_published",
        "announcement_hung",
    ]


def test_anna_reads_answers_in_the_portal_alone(cast: Cast) -> None:
    anna = api_door(cast.anna, cast.linde)
    changed = anna.patch(SETTINGS, {"choices": {"case_replied": "portal_only"}}, format="json")
    assert changed.status_code == 200
    expected = {
        "case_replied": "portal_only",
        "case_status": "immediately",
        "case_due": "immediately",
        "case_shared": "immediately",
        "case_appointment": "immediately",
        "incident_raised": "immediately",
        "incident_updated": "immediately",
        "incident_ended": "immediately",
        "announcement_hung": "immediately",
        "document_published": "immediately",
    }
    assert choices(changed) == choices(anna.get(SETTINGS)) == expected
    answer(annas_case(cast), cast.stefan)
    assert anna.get("/api/v1/notifications/unread/").json() == {"unread": 1}
    mailed = Delivery.objects.filter(notification__recipient_person__user=cast.anna)
    assert [row.notification.kind for row in mailed] == ["case_received"]


def test_what_is_not_named_stays_as_it_was(cast: Cast) -> None:
    anna = api_door(cast.anna, cast.linde)
    anna.patch(SETTINGS, {"choices": {"case_replied": "portal_only"}}, format="json")
    after = anna.patch(SETTINGS, {"choices": {"case_status": "portal_only"}}, format="json")
    assert choices(after)["case_replied"] == "portal_only"


@pytest.mark.parametrize("kind", ["password_reset", "case_received", "case_opened", "invented"])
def test_a_kind_that_is_not_annas_to_choose_is_refused_with_all_the_rest(
    cast: Cast, kind: str
) -> None:
    body = {"choices": {kind: "portal_only", "case_replied": "portal_only"}}
    refused = api_door(cast.anna, cast.linde).patch(SETTINGS, body, format="json")
    assert refused.status_code == 400
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert list(refused.json()["errors"]["choices"]) == [kind]
    assert not Preference.objects.exists()


@pytest.mark.parametrize(
    "body",
    [{}, {"choices": {}}, {"choices": {"case_replied": "daily"}}, {"choices": ["case_replied"]}],
)
def test_what_is_no_choice_is_refused(cast: Cast, body: dict[str, object]) -> None:
    refused = api_door(cast.anna, cast.linde).patch(SETTINGS, body, format="json")
    assert refused.status_code == 400
    assert not Preference.objects.exists()


def test_everybody_reads_and_changes_their_own(cast: Cast) -> None:
    ben, anna = api_door(cast.ben, cast.linde), api_door(cast.anna, cast.linde)
    anna.patch(SETTINGS, {"choices": {"case_replied": "portal_only"}}, format="json")
    ben.patch(SETTINGS, {"choices": {"case_status": "portal_only"}}, format="json")
    assert choices(ben.get(SETTINGS))["case_replied"] == "immediately"
    assert choices(anna.get(SETTINGS))["case_status"] == "immediately"
    assert stranger(cast.linde).get(SETTINGS).status_code == 403
    assert api_door(cast.eva, cast.linde).get(SETTINGS).json() == {"settings": []}


def test_the_schema_describes_it_with_an_example(cast: Cast) -> None:
    schema = api_door(cast.anna, cast.linde).get("/api/v1/schema/?format=json").json()
    operation = schema["paths"][SETTINGS]["patch"]
    body = operation["requestBody"]["content"]["application/json"]
    assert [example["value"] for example in body["examples"].values()] == [
        {"choices": {"document_published": "portal_only"}}
    ]
    shown = schema["paths"][SETTINGS]["get"]["responses"]["200"]["content"]["application/json"]
    assert shown["examples"]

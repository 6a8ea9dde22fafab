"""The same cases as JSON: read, report, write, attach; and what the API refuses."""

from base64 import b64encode
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from cases.models import Case, CaseCategory, CaseMessage
from portal.demo.cast import Cast
from portal.demo.scale import add_cases
from portal.documents import uploads
from tests.doors import api_door, door
from tests.stories import annas_case, answer, paper, picture, put

CASES = "/api/v1/cases/"


def report(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What Anna's app sends."""
    topic = CaseCategory.objects.of(cast.linde).get(key="heating")
    return {
        "category_id": str(topic.uuid),
        "property_id": str(cast.lindenstrasse.uuid),
        "unit_id": str(cast.annas_flat.uuid),
        "subject": "Heizkörper bleibt kalt",
        "body": "Seit gestern.",
        "submission_key": str(uuid4()),
    } | changes


def test_anna_reports_by_the_api_and_a_repetition_is_the_same_case(cast: Cast) -> None:
    anna, sent = api_door(cast.anna, cast.linde), report(cast)
    first, second = (anna.post(CASES, sent, format="json") for _ in range(2))
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    answered = first.json()
    assert answered["status"] == {"code": "open", "label": "Offen"}
    assert answered["may_reply"] is True
    assert answered["id"] == str(Case.objects.get().uuid)
    assert "pk" not in str(answered)


def test_files_come_as_multipart_with_the_report_and_with_a_message(cast: Cast) -> None:
    anna = api_door(cast.anna, cast.linde)
    sent = report(cast, files=[picture("eins.jpg"), paper("zwei.pdf")])
    case = anna.post(CASES, sent, format="multipart").json()
    path = f"{CASES}{case['id']}/messages/"
    message = anna.post(path, {"body": "Anbei.", "files": [picture()]}, format="multipart").json()
    assert [file["name"] for file in message["attachments"]] == ["heizkoerper.jpg"]
    files = anna.get(f"{CASES}{case['id']}/attachments/").json()["results"]
    assert [file["name"] for file in files] == ["eins.jpg", "zwei.pdf", "heizkoerper.jpg"]


def test_a_file_that_is_not_what_it_says_is_a_400_and_nothing_is_kept(cast: Cast) -> None:
    fake = picture("bild.png")
    fake.seek(0)
    fake.write(b"<script>")
    anna = api_door(cast.anna, cast.linde)
    refused = anna.post(CASES, report(cast, files=[fake]), format="multipart")
    assert refused.status_code == 400
    assert "bild.png" in str(refused.json()["errors"]["files"])
    assert not Case.objects.exists()


def test_a_link_to_a_file_works_without_the_session(cast: Cast) -> None:
    case = annas_case(cast, files=uploads.check([picture()]))
    file = case.attachments.get()
    link = api_door(cast.anna, cast.linde).post(f"/api/v1/attachments/{file.uuid}/link/").json()
    assert link["url"].startswith("http://localhost:8000/d/")
    opened = APIClient(SERVER_NAME="localhost").get(
        link["url"].removeprefix("http://localhost:8000")
    )
    assert opened.status_code == 200


def test_messages_are_read_in_order_notes_by_staff_alone(cast: Cast) -> None:
    case = annas_case(cast)
    answer(case, cast.stefan, "Geheim.", internal=True)
    answer(case, cast.stefan, "Wir kommen.")
    path = f"{CASES}{case.uuid}/messages/"
    annas = api_door(cast.anna, cast.linde).get(path).json()["results"]
    stefans = api_door(cast.stefan, cast.linde).get(path).json()["results"]
    assert [m["body"] for m in annas] == ["Seit gestern wird er nicht mehr warm.", "Wir kommen."]
    assert [m["internal"] for m in stefans] == [False, True, False]
    assert annas[0]["author"] == "Anna Berger"


def test_staff_answer_note_move_and_assign(cast: Cast) -> None:
    case = annas_case(cast)
    stefan, path = api_door(cast.stefan, cast.linde), f"{CASES}{case.uuid}/"
    wrote = {"body": "Passt?", "next_status": "waiting_resident"}
    assert stefan.post(f"{path}messages/", wrote, format="json").status_code == 201
    moved = stefan.post(f"{path}status/", {"status": "resolved"}, format="json").json()
    assert moved["status"] == {"code": "resolved", "label": "Erledigt"}
    assigned = stefan.post(
        f"{path}assign/", {"assignee_id": str(cast.maria.uuid)}, format="json"
    ).json()
    assert assigned["assignee"]["name"] == "Maria Lenz"
    freed = stefan.post(f"{path}assign/", {"assignee_id": None}, format="json").json()
    assert freed["assignee"] is None


def test_cc_02_a_step_the_table_forbids_is_a_409_with_the_present_status(cast: Cast) -> None:
    case = annas_case(cast)
    path = f"{CASES}{case.uuid}/status/"
    refused = api_door(cast.stefan, cast.linde).post(path, {"status": "closed"}, format="json")
    assert refused.status_code == 409
    assert refused.json()["current"] == "open"
    assert refused.headers["Content-Type"] == "application/problem+json"


def test_cc_02_an_answer_after_the_end_is_a_409_too(cast: Cast) -> None:
    case = put(annas_case(cast), "closed")
    path = f"{CASES}{case.uuid}/messages/"
    refused = api_door(cast.anna, cast.linde).post(path, {"body": "Zu spät."}, format="json")
    assert (refused.status_code, refused.json()["current"]) == (409, "closed")
    assert case.messages.count() == 1


@pytest.mark.parametrize(
    ("part", "sent"),
    [("status", {"status": "resolved"}), ("assign", {"assignee_id": None})],
)
def test_az_04_anna_can_neither_move_nor_assign(
    cast: Cast, part: str, sent: dict[str, Any]
) -> None:
    case = annas_case(cast)
    refused = api_door(cast.anna, cast.linde).post(
        f"{CASES}{case.uuid}/{part}/", sent, format="json"
    )
    assert refused.status_code == 403
    case.refresh_from_db()
    assert (case.status, case.assignee) == ("open", None)


def test_az_04_nothing_but_a_report_can_be_set_with_a_report(cast: Cast) -> None:
    extra = {
        "company": str(cast.kastanie.uuid),
        "status": "closed",
        "number": "V-1",
        "urgency": "low",
        "assignee_id": str(cast.stefan.uuid),
        "opened_for": str(cast.person(cast.ben).uuid),
        "created_at": "2000-01-01T00:00:00Z",
    }
    anna = api_door(cast.anna, cast.linde)
    assert anna.post(CASES, report(cast) | extra, format="json").status_code == 201
    case = Case.objects.get()
    assert (case.company, case.status, case.urgency) == (cast.linde, "open", "high")
    assert (case.assignee, case.opened_for.user) == (None, cast.anna)
    assert case.created_at.year > 2000


@pytest.mark.parametrize("extra", [{"internal": True}, {"next_status": "resolved"}])
def test_az_04_anna_can_neither_note_nor_move_with_a_message(
    cast: Cast, extra: dict[str, Any]
) -> None:
    case = annas_case(cast)
    path = f"{CASES}{case.uuid}/messages/"
    sent = {"body": "Hallo"} | extra
    refused = api_door(cast.anna, cast.linde).post(path, sent, format="json")
    assert refused.status_code == 403
    assert case.messages.count() == 1
    case.refresh_from_db()
    assert case.status == "open"


def test_az_03_foreign_ids_are_refused_like_ids_that_never_were(cast: Cast) -> None:
    foreign = {
        "category_id": CaseCategory.objects.of(cast.kastanie).get(key="heating").uuid,
        "property_id": cast.kastanienallee.uuid,
        "unit_id": cast.bens_flat.uuid,
    }
    anna = api_door(cast.anna, cast.linde)
    for field, uuid in foreign.items():
        refusals = [
            anna.post(CASES, report(cast, **{field: str(value)}), format="json")
            for value in (uuid, uuid4(), "no uuid", 7)
        ]
        assert {refused.status_code for refused in refusals} == {400}
        assert len({refused.content for refused in refusals}) == 1
        assert list(refusals[0].json()["errors"]) == [field]
    assert not Case.objects.exists()


@pytest.mark.parametrize("who", ["anna", "eva", "kai", "clara"])
def test_az_03_only_clerks_of_the_company_can_be_put_in_charge(cast: Cast, who: str) -> None:
    case = annas_case(cast)
    path = f"{CASES}{case.uuid}/assign/"
    stefan = api_door(cast.stefan, cast.linde)
    refusals = [
        stefan.post(path, {"assignee_id": str(uuid)}, format="json")
        for uuid in (getattr(cast, who).uuid, uuid4())
    ]
    assert {refused.status_code for refused in refusals} == {400}
    assert refusals[0].content == refusals[1].content


@pytest.mark.parametrize("who", ["ben", "dora", "eva", "clara", "kai"])
def test_az_02_strangers_find_no_case_by_any_verb(cast: Cast, who: str) -> None:
    case = annas_case(cast, files=uploads.check([picture()]))
    company = cast.kastanie if who in {"clara", "kai"} else cast.linde
    api = api_door(getattr(cast, who), company)
    base, file = f"{CASES}{case.uuid}/", case.attachments.get()
    asked = [
        api.get(base),
        api.get(f"{base}messages/"),
        api.get(f"{base}attachments/"),
        api.post(f"{base}messages/", {"body": "x"}, format="json"),
        api.post(f"{base}status/", {"status": "resolved"}, format="json"),
        api.post(f"{base}assign/", {"assignee_id": None}, format="json"),
        api.post(f"/api/v1/attachments/{file.uuid}/link/"),
    ]
    assert {answered.status_code for answered in asked} == {404}
    assert str(case.uuid) not in api.get(CASES).content.decode()
    assert case.messages.count() == 1


@pytest.mark.parametrize(
    "query",
    ["search=Heizung", "ordering=opened_for__email", "opened_for__email__startswith=a", "status=x"],
)
def test_az_05_unknown_filters_are_refused(cast: Cast, query: str) -> None:
    assert api_door(cast.anna, cast.linde).get(f"{CASES}?{query}").status_code == 400


def test_the_list_is_filtered_by_status_and_walked_by_cursor(cast: Cast) -> None:
    add_cases(cast.person(cast.anna), cast.lindenstrasse, cast.stefan, 70)
    anna = api_door(cast.anna, cast.linde)
    url, seen = f"{CASES}?status=open&status=resolved&limit=7", []
    while url:
        page = anna.get(url).json()
        seen += [row["id"] for row in page["results"]]
        url = page["next"]
    expected = Case.objects.filter(status__in=["open", "resolved"]).order_by("-updated_at", "-pk")
    assert seen == [str(case.uuid) for case in expected]


@pytest.mark.parametrize("path", ["cases", "case-categories", "properties", "documents", "faq"])
@pytest.mark.parametrize(
    "position", ["abc", "\x00", "9" * 30, "0001-01-01T00:00:00+05:00", "0001-01-01"]
)
def test_a_cursor_nobody_gave_out_is_no_fault(cast: Cast, path: str, position: str) -> None:
    cursor = b64encode(urlencode({"p": position}).encode()).decode()
    answer = api_door(cast.anna, cast.linde).get(f"/api/v1/{path}/", {"cursor": cursor})
    assert answer.status_code in {200, 404}


def test_staff_take_over_with_their_answer_and_residents_may_not(cast: Cast) -> None:
    case = annas_case(cast)
    path = f"{CASES}{case.uuid}/messages/"
    for user, status in ((cast.anna, 403), (cast.stefan, 201)):
        sent = {"body": "Gut.", "submission_key": str(uuid4()), "take_over": True}
        made = api_door(user, cast.linde).post(path, sent, format="json")
        assert made.status_code == status
    case.refresh_from_db()
    assert case.assignee == cast.stefan
    assert case.messages.count() == 2


@pytest.mark.parametrize("count", [10, 1000])
def test_the_list_costs_the_same_for_ten_and_a_thousand_cases(
    cast: Cast, count: int, django_assert_max_num_queries: Any
) -> None:
    add_cases(cast.person(cast.anna), cast.lindenstrasse, cast.stefan, count)
    anna = api_door(cast.anna, cast.linde)
    anna.get(CASES)
    with django_assert_max_num_queries(6):
        assert anna.get(CASES).json()["results"]


def test_anna_reads_the_topics_she_may_pick(cast: Cast) -> None:
    topics = api_door(cast.anna, cast.linde).get("/api/v1/case-categories/?limit=100").json()
    by_key = {topic["key"]: topic for topic in topics["results"]}
    assert by_key["water"]["urgency"] == {"code": "emergency", "label": "Notfall"}
    assert by_key["water"]["guidance"][0].startswith("Drehen Sie das Wasser ab")
    assert "meeting-proxy" not in by_key


def test_a_write_without_the_csrf_token_is_refused(cast: Cast) -> None:
    browser = door(cast.anna, cast.linde)
    strict = APIClient(enforce_csrf_checks=True, SERVER_NAME="localhost")
    strict.cookies = browser.cookies
    assert strict.post(CASES, report(cast), format="json").status_code == 403
    assert not CaseMessage.objects.exists()

"""Uploading in two steps by the API: files first, then the report or the answer that takes them."""

from typing import Any
from uuid import uuid4

import pytest

from cases.models import Attachment, Case, CaseCategory, Draft, DraftFile
from portal.demo.cast import Cast
from tests.doors import api_door
from tests.stories import annas_case, picture

UPLOADS = "/api/v1/uploads/"


def about(cast: Cast, **changes: Any) -> dict[str, Any]:
    """To what the files belong: Anna's report about the heating."""
    topic = CaseCategory.objects.of(cast.linde).get(key="heating")
    values = {"category_id": str(topic.uuid), "property_id": str(cast.lindenstrasse.uuid)}
    return values | changes


def test_files_uploaded_one_by_one_go_along_with_the_report(cast: Cast) -> None:
    anna, key = api_door(cast.anna, cast.linde), str(uuid4())
    for name in ("eins.jpg", "zwei.jpg"):
        sent = about(cast, submission_key=key, files=[picture(name)])
        made = anna.post(UPLOADS, sent, format="multipart")
        assert made.status_code == 201
    assert [file["name"] for file in made.json()["files"]] == ["eins.jpg", "zwei.jpg"]
    assert anna.get(f"{UPLOADS}{key}/").json() == made.json()
    report = about(cast, submission_key=key, subject="Kalt", body="Seit gestern.")
    for _n in range(2):
        case = anna.post("/api/v1/cases/", report, format="json")
        assert case.status_code == 201
    assert {a.name for a in Attachment.objects.filter(case=Case.objects.get())} == {
        "eins.jpg",
        "zwei.jpg",
    }
    assert anna.get(f"{UPLOADS}{key}/").status_code == 404
    late = anna.post(
        UPLOADS, about(cast, submission_key=key, files=[picture()]), format="multipart"
    )
    assert late.status_code == 400
    assert not Draft.objects.exists()


def test_an_answers_file_is_uploaded_before_it_too(cast: Cast) -> None:
    case, anna, key = annas_case(cast), api_door(cast.anna, cast.linde), str(uuid4())
    sent = {"submission_key": key, "case_id": str(case.uuid), "files": [picture()]}
    assert anna.post(UPLOADS, sent, format="multipart").status_code == 201
    letter = {"submission_key": key, "body": "Hier."}
    made = anna.post(f"/api/v1/cases/{case.uuid}/messages/", letter, format="json")
    assert [file["name"] for file in made.json()["attachments"]] == ["heizkoerper.jpg"]


def test_one_file_is_taken_back_or_all_of_them(cast: Cast) -> None:
    anna, key = api_door(cast.anna, cast.linde), str(uuid4())
    sent = about(cast, submission_key=key, files=[picture("eins.jpg"), picture("zwei.jpg")])
    first, _second = anna.post(UPLOADS, sent, format="multipart").json()["files"]
    assert anna.delete(f"{UPLOADS}{key}/?file={first['id']}").status_code == 204
    assert [file.name for file in DraftFile.objects.all()] == ["zwei.jpg"]
    assert anna.delete(f"{UPLOADS}{key}/?file=unsinn").status_code == 400
    assert anna.delete(f"{UPLOADS}{key}/").status_code == 204
    assert not Draft.objects.exists()


@pytest.mark.parametrize("left_out", [{"property_id"}, {"category_id"}, {"files"}])
def test_half_of_it_is_refused(cast: Cast, left_out: set[str]) -> None:
    sent = about(cast, submission_key=str(uuid4()), files=[picture()])
    rest = {name: value for name, value in sent.items() if name not in left_out}
    anna = api_door(cast.anna, cast.linde)
    assert anna.post(UPLOADS, rest, format="multipart").status_code == 400
    assert not Draft.objects.exists()


def test_a_program_is_refused_and_nothing_is_kept(cast: Cast) -> None:
    sent = about(cast, submission_key=str(uuid4()), files=[picture("virus.exe")])
    refused = api_door(cast.anna, cast.linde).post(UPLOADS, sent, format="multipart")
    assert refused.status_code == 400
    assert "virus.exe" in str(refused.json()["errors"]["files"])
    assert not DraftFile.objects.exists()


def test_nobody_else_sees_or_touches_what_anna_uploads(cast: Cast) -> None:
    case, key = annas_case(cast), str(uuid4())
    sent = about(cast, submission_key=key, files=[picture()])
    api_door(cast.anna, cast.linde).post(UPLOADS, sent, format="multipart")
    for who, company in (
        (cast.ben, cast.linde),
        (cast.maria, cast.linde),
        (cast.clara, cast.kastanie),
    ):
        other = api_door(who, company)
        assert other.get(f"{UPLOADS}{key}/").status_code == 404
        assert other.delete(f"{UPLOADS}{key}/").status_code == 404
    foreign = {"submission_key": str(uuid4()), "case_id": str(case.uuid), "files": [picture()]}
    ben = api_door(cast.ben, cast.linde).post(UPLOADS, foreign, format="multipart")
    assert ben.status_code == 400
    assert DraftFile.objects.count() == 1


@pytest.mark.parametrize("files", [[], None])
def test_without_a_file_there_is_nothing_to_upload(cast: Cast, files: list[str] | None) -> None:
    sent = about(cast, submission_key=str(uuid4()), files=files)
    answer = api_door(cast.anna, cast.linde).post(UPLOADS, sent, format="json")
    assert answer.status_code == 400
    assert not Draft.objects.exists()

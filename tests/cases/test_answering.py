"""Within a case: resident and company write, the status follows."""

import pytest

from cases.actions import assign, change_status
from cases.models import Case, CaseMessage
from cases.status import TransitionError
from portal.access.policies import NotAllowedError
from portal.demo.cast import Cast
from tests.doors import door
from tests.pages import send, words
from tests.stories import annas_case, answer, picture

Status = Case.Status


def status_of(case: Case) -> str:
    case.refresh_from_db()
    return case.status


def test_the_first_answer_of_a_clerk_takes_up_the_case(cast: Cast) -> None:
    case = annas_case(cast)
    answer(case, cast.stefan)
    assert status_of(case) == Status.IN_PROGRESS


def test_the_clerk_may_choose_another_status_with_the_answer(cast: Cast) -> None:
    case = annas_case(cast)
    answer(case, cast.stefan, "Passt Mittwoch?", next_status=Status.WAITING_RESIDENT)
    assert status_of(case) == Status.WAITING_RESIDENT
    assert [e.data["to"] for e in case.events.filter(kind="status")] == ["waiting_resident"]


def test_an_internal_note_moves_nothing_and_leaves_no_trace(cast: Cast) -> None:
    case = annas_case(cast)
    before = (case.status, case.updated_at, case.last_message_preview)
    answer(case, cast.stefan, "Ruft oft an.", internal=True)
    case.refresh_from_db()
    assert (case.status, case.updated_at, case.last_message_preview) == before


@pytest.mark.parametrize("status", [Status.WAITING_RESIDENT, Status.RESOLVED])
def test_annas_answer_brings_the_case_back_to_work(cast: Cast, status: str) -> None:
    case = change_status(user=cast.stefan, case=annas_case(cast), status=status)
    anna = door(cast.anna, cast.linde)
    page = send(anna, anna.get(f"/vorgaenge/{case.uuid}/"), "#antwort", body="Noch nicht behoben.")
    assert status_of(case) == Status.IN_PROGRESS
    message = CaseMessage.objects.get(body="Noch nicht behoben.")
    assert page.redirect_chain == [(f"/vorgaenge/{case.uuid}/#m-{message.uuid}", 302)]
    assert case.last_message_preview == "Noch nicht behoben."
    assert case.last_message_by_staff is False


@pytest.mark.parametrize("status", [Status.WAITING_PROVIDER, Status.IN_PROGRESS])
def test_annas_answer_leaves_other_statuses_alone(cast: Cast, status: str) -> None:
    case = change_status(user=cast.stefan, case=annas_case(cast), status=status)
    answer(case, cast.anna, "Nur zur Kenntnis.")
    assert status_of(case) == status


def test_assigning_takes_up_the_case_and_taking_away_does_not(cast: Cast) -> None:
    case = annas_case(cast)
    assign(user=cast.maria, case=case, assignee=cast.stefan)
    assert status_of(case) == Status.IN_PROGRESS
    assign(user=cast.maria, case=case, assignee=None)
    case.refresh_from_db()
    assert case.assignee is None
    assert [e.kind for e in case.events.all()] == ["opened", "assigned", "status", "assigned"]


def test_a_rejection_tells_anna_why(cast: Cast) -> None:
    case = annas_case(cast)
    change_status(user=cast.stefan, case=case, status=Status.REJECTED, reason="Nicht unser Haus.")
    page = door(cast.anna, cast.linde).get(f"/vorgaenge/{case.uuid}/")
    assert "Nicht unser Haus." in words(page)


def test_cc_02_a_closed_case_shows_no_form_and_takes_no_answer(cast: Cast) -> None:
    case = annas_case(cast)
    anna = door(cast.anna, cast.linde)
    page = anna.get(f"/vorgaenge/{case.uuid}/")
    change_status(user=cast.stefan, case=case, status=Status.RESOLVED)
    change_status(user=cast.stefan, case=case, status=Status.CLOSED)
    late = send(anna, page, "#antwort", body="Ich bin zu spät.")
    assert late.status_code == 409
    assert "Ich bin zu spät." in words(late, "#antwort")
    assert "geschlossen" in words(late, "#antwort")
    assert not CaseMessage.objects.filter(body="Ich bin zu spät.").exists()
    assert status_of(case) == Status.CLOSED


def test_an_empty_answer_is_refused_and_files_are_asked_for_again(cast: Cast) -> None:
    case = annas_case(cast)
    anna = door(cast.anna, cast.linde)
    page = send(
        anna, anna.get(f"/vorgaenge/{case.uuid}/"), "#antwort", body="  ", files=[picture()]
    )
    assert page.status_code == 422
    assert "Schreiben Sie zuerst Ihre Antwort" in words(page, ".errors")
    assert case.messages.count() == 1


def test_dora_reads_her_past_and_cannot_answer(cast: Cast, doras_case: Case) -> None:
    dora = door(cast.dora, cast.linde)
    page = dora.get(f"/vorgaenge/{doras_case.uuid}/")
    assert "nicht mehr antworten" in words(page, "#antwort")
    late = dora.post(f"/vorgaenge/{doras_case.uuid}/antworten/", {"body": "Hallo?"})
    assert late.status_code == 403
    assert doras_case.messages.count() == 1


def test_residents_neither_note_nor_move_nor_assign(cast: Cast) -> None:
    case = annas_case(cast)
    with pytest.raises(NotAllowedError):
        answer(case, cast.anna, "Intern", internal=True)
    with pytest.raises(NotAllowedError):
        answer(case, cast.anna, "Fertig", next_status=Status.RESOLVED)
    with pytest.raises(NotAllowedError):
        change_status(user=cast.anna, case=case, status=Status.RESOLVED)
    with pytest.raises(NotAllowedError):
        assign(user=cast.anna, case=case, assignee=cast.stefan)
    assert case.messages.count() == 1


@pytest.mark.parametrize("who", ["ben", "clara", "eva", "kai", "dora"])
def test_strangers_do_nothing_to_annas_case(cast: Cast, who: str) -> None:
    case = annas_case(cast)
    stranger = getattr(cast, who)
    with pytest.raises(NotAllowedError):
        answer(case, stranger)
    with pytest.raises(NotAllowedError):
        change_status(user=stranger, case=case, status=Status.RESOLVED)
    assert case.messages.count() == 1
    assert status_of(case) == Status.OPEN


def test_an_answer_with_a_status_the_table_forbids_is_not_kept(cast: Cast) -> None:
    case = annas_case(cast)
    with pytest.raises(TransitionError):
        answer(case, cast.stefan, "Fertig.", next_status=Status.CLOSED)
    assert not CaseMessage.objects.filter(body="Fertig.").exists()

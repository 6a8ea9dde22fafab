"""The page of one case in the admin: read, answer, note, move on, hand over."""

from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.actions import assign, change_status
from cases.models import Case, CaseEvent, CaseMessage
from portal.accounts.models import User
from portal.companies.models import Company
from portal.demo.cast import Cast
from portal.notifications.models import Notification
from portal.people.models import Person
from tests.doors import door
from tests.stories import annas_case, answer, picture

ACTIONS = ("answer", "status", "assign")


@pytest.fixture
def case(cast: Cast) -> Case:
    return annas_case(cast)


def page_of(client: Client, case: Case) -> Any:
    return client.get(reverse("casework:case", args=[case.uuid]))


def send(client: Client, case: Case, page: Any = None, **typed: Any) -> Any:
    """Fill in the composer of the page as it was read and send it."""
    read = BeautifulSoup((page or page_of(client, case)).content, "html.parser")
    hidden = {
        field["name"]: field.get("value", "")
        for field in read.select(".composer input[type=hidden]")
    }
    form = {"mode": "public", "next_status": ""} | hidden | typed
    return client.post(reverse("casework:answer", args=[case.uuid]), form)


def test_a_clerk_reads_the_whole_case_on_one_page(
    stefan: User, linde: Company, case: Case, cast: Cast
) -> None:
    answer(case, stefan, "Rückruf zugesagt.", internal=True)
    page = page_of(door(stefan, linde), case)
    assert page.status_code == 200
    for words in (
        case.number,
        case.subject,
        "Seit gestern wird er nicht mehr warm.",
        "Rückruf zugesagt.",
        "Anna Berger",
        "anna@example.org",
        cast.lindenstrasse.name,
        "0341 555 01 99",
        "Heizungsbau Kramer",
    ):
        assert words in page.text, words


def test_an_answer_goes_to_the_resident_and_starts_the_work(
    stefan: User, anna: User, linde: Company, case: Case
) -> None:
    before = Notification.objects.filter(recipient_person__user=anna).count()
    sent = send(door(stefan, linde), case, body="Wir schicken jemanden.")
    assert sent.status_code == 302
    message = case.messages.get(author=stefan)
    assert message.visibility == CaseMessage.Visibility.PUBLIC
    case.refresh_from_db()
    assert case.status == Case.Status.IN_PROGRESS
    assert Notification.objects.filter(recipient_person__user=anna).count() == before + 1


def test_who_answers_takes_the_case_over_unless_told_otherwise(
    stefan: User, linde: Company, case: Case
) -> None:
    client = door(stefan, linde)
    composer = BeautifulSoup(page_of(client, case).content, "html.parser")
    assert composer.select_one("[name=take_over][checked]")
    send(client, case, body="Ich frage nach.")
    case.refresh_from_db()
    assert case.assignee is None
    send(client, case, body="Wer hat das aufgenommen?", mode="internal", take_over="on")
    case.refresh_from_db()
    assert case.assignee is None
    send(client, case, body="Wir schicken jemanden.", take_over="on")
    case.refresh_from_db()
    assert case.assignee == stefan
    assert case.events.filter(kind="assigned", actor=stefan).count() == 1
    assert "Ich übernehme den Vorgang" not in page_of(client, case).text


def test_a_clerks_own_case_stays_with_nobody_when_they_write_in_it(
    stefan: User, cast: Cast, linde: Company, case: Case
) -> None:
    Person.objects.filter(user=cast.anna).update(user=stefan)
    client = door(stefan, linde)
    assert "Ich übernehme den Vorgang" not in page_of(client, case).text
    send(client, case, body="Es tropft noch.", take_over="on")
    case.refresh_from_db()
    assert case.assignee is None


def test_what_somebody_has_already_nobody_takes_away_by_answering(
    stefan: User, cast: Cast, linde: Company, case: Case
) -> None:
    assign(user=stefan, case=case, assignee=stefan)
    send(door(cast.maria, linde), case, body="Ich antworte für Herrn Vogt.", take_over="on")
    case.refresh_from_db()
    assert case.assignee == stefan


def test_a_note_stays_among_colleagues(
    stefan: User, anna: User, linde: Company, case: Case
) -> None:
    before = Notification.objects.filter(recipient_person__user=anna).count()
    send(door(stefan, linde), case, body="Mieterin klang verärgert.", mode="internal")
    assert case.messages.get(author=stefan).is_internal
    assert Notification.objects.filter(recipient_person__user=anna).count() == before
    page = door(anna, linde).get(reverse("cases:detail", args=[case.uuid]))
    assert "verärgert" not in page.text


@pytest.mark.parametrize("mode", ["", "everybody"])
def test_without_saying_who_reads_it_nothing_is_sent(
    mode: str, stefan: User, linde: Company, case: Case
) -> None:
    refused = send(door(stefan, linde), case, body="Wer liest das?", mode=mode)
    assert refused.status_code == 422
    assert "Wer liest das?" in refused.text
    assert not case.messages.filter(author=stefan).exists()


def test_a_fresh_page_always_begins_with_the_answer_to_the_resident(
    stefan: User, linde: Company, case: Case
) -> None:
    client = door(stefan, linde)
    send(client, case, body="Nur für uns.", mode="internal")
    composer = BeautifulSoup(page_of(client, case).content, "html.parser")
    assert composer.select_one("[name=mode][checked]")["value"] == "public"


def test_recipients_are_named_beside_the_button(stefan: User, linde: Company, case: Case) -> None:
    composer = BeautifulSoup(page_of(door(stefan, linde), case).content, "html.parser")
    assert "Anna Berger" in composer.select_one(".composer__to--public").text
    assert "Anna Berger" in composer.select_one(".composer__button--public").text
    assert "Anna Berger" not in composer.select_one(".composer__button--internal").text


def test_answer_and_status_go_in_one(stefan: User, linde: Company, case: Case) -> None:
    send(door(stefan, linde), case, body="Passt Mittwoch?", next_status="waiting_resident")
    case.refresh_from_db()
    assert case.status == Case.Status.WAITING_RESIDENT


def test_files_are_sent_along_and_open_by_their_link(
    stefan: User, linde: Company, case: Case
) -> None:
    client = door(stefan, linde)
    send(client, case, body="Siehe Bild.", uploads=[picture()])
    file = case.messages.get(author=stefan).attachments.get()
    link = reverse("cases:attachment", args=[case.uuid, file.uuid])
    assert link in page_of(client, case).text
    assert client.get(link)["Location"].startswith("/d/")


def test_a_refused_file_keeps_the_text(stefan: User, linde: Company, case: Case) -> None:
    evil = picture("rechnung.exe")
    refused = send(door(stefan, linde), case, body="Bitte prüfen.", uploads=[evil])
    assert refused.status_code == 422
    assert "Bitte prüfen." in refused.text
    assert not case.messages.filter(author=stefan).exists()


def test_an_empty_answer_is_refused(stefan: User, linde: Company, case: Case) -> None:
    assert send(door(stefan, linde), case, body="  \n ").status_code == 422


def test_the_same_form_sent_twice_is_one_message(stefan: User, linde: Company, case: Case) -> None:
    client = door(stefan, linde)
    page = page_of(client, case)
    for _ in range(2):
        assert send(client, case, page, body="Einmal.").status_code == 302
    assert case.messages.filter(author=stefan).count() == 1


def test_a_newer_message_is_shown_before_the_answer_goes_out(
    stefan: User, maria: User, anna: User, linde: Company, case: Case
) -> None:
    client = door(stefan, linde)
    page = page_of(client, case)
    answer(case, anna, "Es tropft jetzt auch!")
    warned = send(client, case, page, body="Wir kommen nächste Woche.")
    assert warned.status_code == 409
    assert "Wir kommen nächste Woche." in warned.text
    assert "Es tropft jetzt auch!" in warned.text
    assert not case.messages.filter(author=stefan).exists()
    again = send(client, case, warned, body="Wir kommen heute.")
    assert again.status_code == 302
    assert case.messages.get(author=stefan).body == "Wir kommen heute."


def test_a_colleagues_note_counts_as_newer_too(
    stefan: User, maria: User, linde: Company, case: Case
) -> None:
    client = door(stefan, linde)
    page = page_of(client, case)
    answer(case, maria, "Ich rufe gerade an.", internal=True)
    assert send(client, case, page, body="Hallo").status_code == 409


def test_a_clerk_moves_the_case_on(stefan: User, linde: Company, case: Case) -> None:
    address = reverse("casework:status", args=[case.uuid])
    assert door(stefan, linde).post(address, {"status": "in_progress"}).status_code == 302
    case.refresh_from_db()
    assert case.status == Case.Status.IN_PROGRESS
    assert case.events.filter(kind=CaseEvent.Kind.STATUS).count() == 1


def test_only_possible_steps_are_offered(stefan: User, linde: Company, case: Case) -> None:
    read = BeautifulSoup(page_of(door(stefan, linde), case).content, "html.parser")
    offered = {option["value"] for option in read.select("#status-status option")}
    assert offered == {
        "in_progress",
        "waiting_resident",
        "waiting_provider",
        "resolved",
        "rejected",
    }


def test_the_later_of_two_clerks_hears_where_the_case_stands(
    stefan: User, maria: User, linde: Company, case: Case
) -> None:
    change_status(user=maria, case=case, status="resolved")
    late = door(stefan, linde).post(
        reverse("casework:status", args=[case.uuid]), {"status": "waiting_provider"}
    )
    assert late.status_code == 409
    assert str(Case.Status.RESOLVED.label) in late.text
    case.refresh_from_db()
    assert case.status == Case.Status.RESOLVED


def test_an_answer_to_a_case_closed_meanwhile_keeps_its_text(
    stefan: User, maria: User, linde: Company, case: Case
) -> None:
    client = door(stefan, linde)
    page = page_of(client, case)
    change_status(user=maria, case=case, status="resolved")
    change_status(user=maria, case=case, status="closed")
    late = send(client, case, page, body="Mühsam geschrieben.")
    assert late.status_code == 409
    assert "Mühsam geschrieben." in late.text
    assert not case.messages.filter(author=stefan).exists()


def test_a_rejection_needs_its_reason(stefan: User, linde: Company, case: Case) -> None:
    client, address = door(stefan, linde), reverse("casework:status", args=[case.uuid])
    assert client.post(address, {"status": "rejected"}).status_code == 422
    reason = "Nicht unser Haus."
    assert client.post(address, {"status": "rejected", "reason": reason}).status_code == 302
    case.refresh_from_db()
    assert (case.status, case.status_reason) == (Case.Status.REJECTED, reason)


def test_a_clerk_takes_a_case_and_hands_it_over(
    stefan: User, maria: User, linde: Company, case: Case
) -> None:
    client, address = door(stefan, linde), reverse("casework:assign", args=[case.uuid])
    for assignee in (stefan, maria):
        client.post(address, {"assignee": assignee.uuid})
        case.refresh_from_db()
        assert case.assignee == assignee
    client.post(address, {"assignee": ""})
    case.refresh_from_db()
    assert case.assignee is None


@pytest.mark.parametrize("who", ["anna", "eva", "kai", "nobody"])
def test_only_colleagues_who_handle_cases_can_be_assigned(
    who: str, cast: Cast, stefan: User, linde: Company, case: Case
) -> None:
    uuid = uuid4() if who == "nobody" else getattr(cast, who).uuid
    refused = door(stefan, linde).post(
        reverse("casework:assign", args=[case.uuid]), {"assignee": uuid}
    )
    assert refused.status_code == 422
    case.refresh_from_db()
    assert case.assignee is None


def test_the_history_tells_who_did_what(
    stefan: User, maria: User, linde: Company, case: Case
) -> None:
    assign(user=stefan, case=case, assignee=maria)
    read = BeautifulSoup(page_of(door(stefan, linde), case).content, "html.parser")
    history = read.select_one("[data-side-panel=history]").text
    assert "Stefan Vogt" in history
    assert "Maria Lenz" in history


def test_another_companys_clerk_gets_404_on_every_address(
    kai: User, linde: Company, kastanie: Company, case: Case
) -> None:
    for company in (linde, kastanie):
        client = door(kai, company)
        assert page_of(client, case).status_code == 404
        for action in ACTIONS:
            address = reverse(f"casework:{action}", args=[case.uuid])
            form = {"mode": "public", "body": "x", "submission_key": uuid4(), "status": "closed"}
            assert client.post(address, form).status_code == 404, (company, action)
    assert case.messages.count() == 1


def test_editors_and_residents_get_404_on_every_address(
    eva: User, anna: User, linde: Company, case: Case
) -> None:
    for user in (eva, anna):
        client = door(user, linde)
        assert client.get(reverse("casework:index")).status_code == 404
        assert page_of(client, case).status_code == 404
        for action in ACTIONS:
            address = reverse(f"casework:{action}", args=[case.uuid])
            assert client.post(address, {"status": "resolved"}).status_code == 404
    case.refresh_from_db()
    assert case.status == Case.Status.OPEN


def test_nothing_changes_by_a_get(stefan: User, linde: Company, case: Case) -> None:
    client = door(stefan, linde)
    for action in ACTIONS:
        assert client.get(reverse(f"casework:{action}", args=[case.uuid])).status_code == 405


def test_a_form_without_its_token_is_refused(stefan: User, linde: Company, case: Case) -> None:
    client = door(stefan, linde)
    client.handler.enforce_csrf_checks = True
    address = reverse("casework:status", args=[case.uuid])
    assert client.post(address, {"status": "resolved"}).status_code == 403


def test_the_page_escapes_what_people_typed(
    stefan: User, anna: User, linde: Company, cast: Cast
) -> None:
    case = annas_case(cast, subject="<script>alert(1)</script>", body="<img src=x onerror=y>")
    page = page_of(door(stefan, linde), case).text
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page


def test_a_long_thread_needs_no_more_queries_than_a_short_one(
    stefan: User, anna: User, linde: Company, case: Case
) -> None:
    client = door(stefan, linde)

    def queries() -> int:
        page_of(client, case)
        with CaptureQueriesContext(connection) as captured:
            page_of(client, case)
        return len(captured)

    answer(case, stefan, "erste")
    few = queries()
    for number in range(40):
        answer(case, anna if number % 2 else stefan, f"Nachricht {number}")
    assert queries() == few <= 25

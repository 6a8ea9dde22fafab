"""The end: what becomes of the cases, who is told how, and how long it can be read."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from cases.actions import change_status, join_incident, link_case, resolve_case
from cases.models import Case, Incident
from cases.status import TransitionError
from portal.access.policies import NotAllowedError
from portal.accounts.models import User
from portal.demo.cast import Cast
from portal.notifications.models import Notification
from tests.doors import door
from tests.mailbox import deliver, letters_to
from tests.pages import links, words
from tests.stories import a_neighbour, an_incident, annas_case, over

WORD = "Die Pumpe ist getauscht, die Heizung läuft."


@pytest.fixture
def incident(cast: Cast) -> Incident:
    """Anna has a case that belongs to it, Nora has joined."""
    found = an_incident(cast)
    link_case(user=cast.stefan, case=annas_case(cast), incident=found)
    join_incident(user=a_neighbour(cast, "Nora"), incident=found)
    Notification.objects.all().delete()
    return found


def told() -> dict[str, list[str]]:
    """Which kinds each person was told; the last one's news are one line."""
    found: dict[str, list[str]] = {}
    for row in Notification.objects.exclude(recipient_person=None).order_by("pk"):
        found.setdefault(row.recipient_person.first_name, []).append(row.kind)
    return found


def test_resolving_closes_the_cases_with_the_word_as_the_reason(
    cast: Cast, incident: Incident
) -> None:
    over(cast, incident, "resolve")
    case = Case.objects.get()
    assert (case.status, case.status_reason) == ("resolved", WORD)
    assert told() == {"Anna": ["case_status"], "Nora": ["incident_ended"]}
    assert case.events.filter(kind="status").last().data["reason"] == WORD


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ending", ["resolve", "ask"])
def test_what_a_resident_settles_in_this_moment_does_not_hinder_the_end(
    cast: Cast, ending: str
) -> None:
    incident = an_incident(cast)
    cases = [annas_case(cast) for _n in range(8)]
    for case in cases:
        link_case(user=cast.stefan, case=case, incident=incident)
    start = Barrier(2)

    def at_once(act: Callable[[], object]) -> None:
        try:
            start.wait()
            act()
        finally:
            connection.close()

    def settle() -> None:
        for case in reversed(cases):
            with suppress(TransitionError):
                resolve_case(user=cast.anna, case=case)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(at_once, [settle, lambda: over(cast, incident, ending)]))
    incident.refresh_from_db()
    assert not incident.is_active
    settled = {"resolved"} if ending == "resolve" else {"resolved", "waiting_resident"}
    assert set(Case.objects.values_list("status", flat=True)) <= settled


def test_asking_writes_into_the_cases_and_waits_for_the_answer(
    cast: Cast, incident: Incident
) -> None:
    over(cast, incident, "ask")
    case = Case.objects.get()
    assert case.status == "waiting_resident"
    letter = case.messages.last()
    assert letter.body.startswith(WORD)
    assert "Ist es auch bei Ihnen behoben?" in letter.body
    assert told() == {"Anna": ["case_replied"], "Nora": ["incident_ended"]}
    nora = words(door(_nora(), cast.linde).get("/benachrichtigungen/"))
    assert "Ist es bei Ihnen behoben? Heizung und Warmwasser ausgefallen" in nora
    deliver()
    (mail,) = letters_to("nora@example.org")
    assert mail.subject.startswith("Ist es bei Ihnen behoben?")
    assert "Wenn nein, sagen Sie es uns bitte im Portal." in str(mail.body)


def test_the_question_is_asked_in_the_residents_language(cast: Cast, incident: Incident) -> None:
    cast.anna.language = "en"
    cast.anna.save()
    over(cast, incident, "ask")
    assert "Is it fixed for you as well?" in Case.objects.get().messages.last().body


def test_leaving_them_changes_no_case_and_tells_all_alike(cast: Cast, incident: Incident) -> None:
    over(cast, incident, "leave")
    assert Case.objects.get().status == "open"
    assert told() == {"Anna": ["incident_ended"], "Nora": ["incident_ended"]}


@pytest.mark.parametrize("cases", ["resolve", "ask"])
def test_cases_that_were_finished_before_stay_so(
    cast: Cast, incident: Incident, cases: str
) -> None:
    change_status(user=cast.stefan, case=Case.objects.get(), status="resolved", reason="Schon gut")
    Notification.objects.all().delete()
    over(cast, incident, cases)
    case = Case.objects.get()
    assert (case.status, case.status_reason) == ("resolved", "Schon gut")
    assert told() == {"Anna": ["incident_ended"], "Nora": ["incident_ended"]}


def test_ending_it_again_changes_and_tells_nothing(cast: Cast, incident: Incident) -> None:
    ended = over(cast, incident, "resolve")
    before = told()
    again = over(cast, incident, "ask")
    assert again.ended_at == ended.ended_at
    assert told() == before
    assert incident.updates.count() == 1


def test_a_long_word_is_cut_where_it_is_a_reason(cast: Cast, incident: Incident) -> None:
    over(cast, incident, "resolve", body="Lang. " * 100)
    assert len(Case.objects.get().status_reason) <= 300


def test_without_a_word_it_does_not_end(cast: Cast, incident: Incident) -> None:
    with pytest.raises(ValidationError):
        over(cast, incident, "resolve", body=" ")
    incident.refresh_from_db()
    assert incident.is_active
    assert Case.objects.get().status == "open"


def test_only_case_staff_end_it(cast: Cast, incident: Incident) -> None:
    for user in (cast.anna, cast.ben, cast.eva, cast.kai):
        with pytest.raises(NotAllowedError):
            over(cast, incident, user=user, submission_key=uuid4())


def test_the_ended_page_says_so_and_helps_those_for_whom_it_is_not(
    cast: Cast, incident: Incident
) -> None:
    over(cast, incident)
    page = door(cast.anna, cast.linde).get(f"/stoerungen/{incident.uuid}/")
    assert "Diese Störung ist beendet" in words(page)
    assert WORD in words(page)
    assert "Betrifft mich auch" not in words(page)
    report = links(page)["Bei mir ist es nicht behoben"]
    assert report.startswith("/vorgaenge/neu/heating/?betreff=Heizung")
    form = door(cast.anna, cast.linde).get(report)
    assert 'value="Heizung und Warmwasser ausgefallen"' in form.content.decode()


def test_it_leaves_start_page_and_reporting_at_once(cast: Cast, incident: Incident) -> None:
    anna = door(cast.anna, cast.linde)
    paths = ("/", "/vorgaenge/neu/", "/vorgaenge/neu/heating/")
    assert all(f"/stoerungen/{incident.uuid}/" in links(anna.get(p)).values() for p in paths)
    over(cast, incident)
    assert not any(f"/stoerungen/{incident.uuid}/" in links(anna.get(p)).values() for p in paths)


def test_neighbours_read_it_for_two_weeks_those_who_had_joined_longer(
    cast: Cast, incident: Incident
) -> None:
    nils = a_neighbour(cast, "Nils")
    over(cast, incident)
    path, now = f"/stoerungen/{incident.uuid}/", timezone.now()
    for days, answers in ((13, [200, 200]), (15, [404, 200])):
        with time_machine.travel(now + timedelta(days=days)):
            seen = [door(who, cast.linde).get(path).status_code for who in (nils, _nora())]
        assert seen == answers, days


def _nora() -> User:
    return User.objects.get(email="nora@example.org")

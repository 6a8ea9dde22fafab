"""The end of a case: Anna says it is done, that it is not, and goes on later."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.actions import (
    assign,
    change_status,
    close_case,
    open_case,
    rate_case,
    reopen,
    resolve_case,
    share_case,
)
from cases.ending import REST
from cases.models import Case
from cases.status import TransitionError
from cases.tasks import close_ended
from portal.access.policies import NotAllowedError
from portal.core import facts
from portal.core.words import day_long
from portal.demo.cast import Cast
from portal.notifications.models import Notification
from tests.doors import api_door, door
from tests.mailbox import deliver, letters_to
from tests.pages import Page, form_of, links, send, soup, words
from tests.reports import past_the_numbers, walk
from tests.stories import a_neighbour, annas_case, answer, put


def annas_page(cast: Cast, case: Case) -> Page:
    return door(cast.anna, cast.linde).get(f"/vorgaenge/{case.uuid}/")


def forms_on(page: Page) -> set[str]:
    """To where the forms of the page send, beside the frame's own."""
    return {str(form.get("action")).split("/")[-2] for form in soup(page).select("main form")}


def news(kind: str) -> list[str]:
    rows = Notification.objects.filter(kind=kind).order_by("pk")
    return [str(row.recipient_user or row.recipient_person) for row in rows]


def test_anna_says_herself_that_it_is_done(cast: Cast) -> None:
    case = annas_case(cast)
    anna = door(cast.anna, cast.linde)
    page = send(anna, annas_page(cast, case), 'form[action$="/erledigt/"]')
    assert "Danke für Ihre Nachricht. Der Vorgang ist erledigt." in words(page, "body")
    case.refresh_from_db()
    assert (case.status, case.due_at) == ("resolved", None)
    assert case.ended_at is not None
    # Nobody was in charge yet: the whole staff hears it, and Anna does not.
    assert news("case_status") == ["Stefan Vogt", "Maria Lenz"]


def test_pressed_twice_it_is_said_where_it_stands(cast: Cast) -> None:
    case = annas_case(cast)
    anna = door(cast.anna, cast.linde)
    for _n in range(2):
        page = anna.post(f"/vorgaenge/{case.uuid}/erledigt/", follow=True)
    assert "Der Vorgang hat schon den Status „Erledigt“" in words(page, "body")
    assert case.events.filter(kind="status").count() == 1


def test_the_clerk_in_charge_gets_a_letter_that_names_anna(cast: Cast) -> None:
    case = annas_case(cast)
    assign(user=cast.stefan, case=case, assignee=cast.stefan)
    resolve_case(user=cast.anna, case=case)
    deliver()
    letter = letters_to("stefan@example.org")[-1]
    assert "Anna Berger hat den Status des Vorgangs gesetzt: Erledigt" in letter.body
    # When it closes concerns whoever may still take it up again.
    assert "Danach wird er geschlossen" not in letter.body


def test_anna_reads_by_when_she_can_say_that_it_is_not_fixed(cast: Cast, resolved: Case) -> None:
    deliver()
    letter = letters_to("anna@example.org")[-1]
    day = timezone.localtime(resolved.ended_at + REST)
    assert f"Schreiben Sie uns bis zum {day:%d.%m.%Y} im Vorgang" in letter.body
    page = annas_page(cast, resolved)
    assert "Ist alles erledigt?" in words(page)
    assert "Ventil getauscht." in words(page)
    assert {"abschliessen", "bewerten", "nicht-behoben"} <= forms_on(page)
    assert "erledigt" not in forms_on(page)


def test_not_fixed_takes_it_up_again_with_her_words(cast: Cast, resolved: Case) -> None:
    anna = door(cast.anna, cast.linde)
    page = send(anna, annas_page(cast, resolved), "form.composer", body="Er tropft noch.")
    assert "Er tropft noch." in words(page)
    resolved.refresh_from_db()
    assert (resolved.status, resolved.ended_at) == ("in_progress", None)
    assert resolved.due_at is not None
    assert news("case_replied")[-1] == "Stefan Vogt"
    assert news("case_status").count("Stefan Vogt") == 0


def test_a_rejected_case_is_answered_with_and_without_taking_it_up(cast: Cast) -> None:
    case = annas_case(cast)
    change_status(user=cast.stefan, case=case, status="rejected", reason="Nicht unser Haus.")
    anna = door(cast.anna, cast.linde)
    send(anna, annas_page(cast, case), "form.composer", body="Schade.")
    case.refresh_from_db()
    assert (case.status, case.due_at) == ("rejected", None)
    page = annas_page(cast, case)
    again = soup(page).select_one('form.composer [formaction$="/nicht-behoben/"]')
    assert again is not None
    _action, values = form_of(page, "form.composer")
    anna.post(str(again["formaction"]), values | {"body": "Doch, es ist Ihr Haus."})
    case.refresh_from_db()
    assert case.status == "in_progress"


def test_taking_up_what_goes_on_keeps_her_text(cast: Cast, resolved: Case) -> None:
    page = annas_page(cast, resolved)
    change_status(user=cast.stefan, case=resolved, status="in_progress")
    late = send(door(cast.anna, cast.linde), page, "form.composer", body="Er tropft noch.")
    assert late.status_code == 409
    assert "Inzwischen ist der Vorgang schon wieder in Bearbeitung." in words(late)
    sent = send(door(cast.anna, cast.linde), late, "form.composer")
    assert (sent.status_code, resolved.messages.last().body) == (200, "Er tropft noch.")


def test_the_same_words_sent_twice_take_it_up_once(cast: Cast, resolved: Case) -> None:
    key = uuid4()
    first, second = (
        reopen(user=cast.anna, case=resolved, body="Er tropft.", submission_key=key)
        for _n in range(2)
    )
    assert first == second
    assert resolved.events.filter(kind="status", data__to="in_progress").count() == 2


def test_anna_confirms_the_end_and_nothing_more_can_be_written(cast: Cast, resolved: Case) -> None:
    anna = door(cast.anna, cast.linde)
    page = send(anna, annas_page(cast, resolved), 'form[action$="/abschliessen/"]')
    assert "Der Vorgang ist geschlossen und bleibt lesbar." in words(page, "body")
    assert forms_on(page) == {"bewerten"}
    with pytest.raises(TransitionError):
        close_case(user=cast.anna, case=resolved)


@pytest.mark.parametrize("who", ["ben", "dora", "eva", "clara", "kai"])
def test_nobody_else_ends_annas_case(cast: Cast, resolved: Case, who: str) -> None:
    user = getattr(cast, who)
    for act in (resolve_case, close_case):
        with pytest.raises(NotAllowedError):
            act(user=user, case=resolved)
    with pytest.raises(NotAllowedError):
        rate_case(user=user, case=resolved, score=1)
    company = cast.kastanie if who in {"clara", "kai"} else cast.linde
    for word in ("erledigt", "abschliessen", "nicht-behoben", "bewerten"):
        page = f"/vorgaenge/{resolved.uuid}/{word}/"
        assert door(user, company).post(page, {"score": 1}).status_code == 404
    resolved.refresh_from_db()
    assert resolved.status == "resolved"


def test_whoever_it_is_shared_with_says_not_fixed_but_does_not_end_it(cast: Cast) -> None:
    flatmate = a_neighbour(cast, "Frida")
    case = annas_case(cast)
    share_case(user=cast.anna, case=case, circle="tenants")
    with pytest.raises(NotAllowedError):
        resolve_case(user=flatmate, case=case)
    change_status(user=cast.stefan, case=case, status="resolved")
    with pytest.raises(NotAllowedError):
        rate_case(user=flatmate, case=case, score=5)
    page = door(flatmate, cast.linde).get(f"/vorgaenge/{case.uuid}/")
    assert forms_on(page) == {"nicht-behoben"}
    reopen(user=flatmate, case=case, body="Nein.", submission_key=uuid4())
    case.refresh_from_db()
    assert case.status == "in_progress"


# By itself


def test_two_weeks_after_its_end_a_case_closes_by_itself_and_tells_nobody(
    cast: Cast, resolved: Case
) -> None:
    told = Notification.objects.count()
    with time_machine.travel(timezone.now() + REST - timedelta(minutes=1)):
        close_ended()
        resolved.refresh_from_db()
        assert resolved.status == "resolved"
    with time_machine.travel(timezone.now() + REST + timedelta(minutes=1)):
        close_ended()
        close_ended()
    resolved.refresh_from_db()
    assert resolved.status == "closed"
    assert Notification.objects.count() == told
    assert "Status: Geschlossen, automatisch" in words(annas_page(cast, resolved))
    admin = door(cast.stefan, cast.linde).get(f"/admin/vorgaenge/{resolved.uuid}/")
    assert "Automatisch" in words(admin, "body")


def test_taken_up_again_it_rests_anew_from_its_second_end(cast: Cast, resolved: Case) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=10)):
        reopen(user=cast.anna, case=resolved, body="Nein.", submission_key=uuid4())
        change_status(user=cast.stefan, case=resolved, status="resolved")
    with time_machine.travel(timezone.now() + REST + timedelta(days=1)):
        close_ended()
    resolved.refresh_from_db()
    assert resolved.status == "resolved"


def test_a_letter_to_a_rejected_case_lets_it_rest_anew(cast: Cast) -> None:
    case = annas_case(cast)
    change_status(user=cast.stefan, case=case, status="rejected", reason="Nicht unser Haus.")
    tenth = timezone.now() + timedelta(days=10)
    with time_machine.travel(tenth):
        answer(case, cast.anna, "Schade.")
    closing = timezone.localtime(tenth + REST)
    day = " ".join(day_long(closing).split())
    assert f"schließen wir den Vorgang am {day}" in words(annas_page(cast, case))
    for late, status in ((timedelta(days=-1), "rejected"), (timedelta(days=1), "closed")):
        with time_machine.travel(closing + late):
            close_ended()
        case.refresh_from_db()
        assert case.status == status


def test_the_faq_knows_how_long_a_case_rests(cast: Cast) -> None:
    fact = facts.get("case_rest_days")
    assert fact is not None
    assert fact.read(cast.linde) == REST.days == 14


@pytest.mark.parametrize("broken", [{"ended_at": None}, {"status": "open"}])
def test_the_database_keeps_status_and_end_together(
    resolved: Case, broken: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=resolved.pk).update(**broken)


# Going on later


def test_a_closed_case_goes_on_in_a_new_one_and_each_names_the_other(
    cast: Cast, resolved: Case
) -> None:
    close_case(user=cast.anna, case=resolved)
    anna = door(cast.anna, cast.linde)
    follow = links(annas_page(cast, resolved), "#antwort a")["Folgevorgang eröffnen"]
    first = past_the_numbers(anna, anna.get(follow, follow=True))
    check = walk(anna, first, subject="Wieder kalt", body="Seit heute.")
    assert send(anna, check, "main form.form").status_code == 200
    newer = Case.objects.get(subject="Wieder kalt")
    assert newer.follows == resolved
    assert links(annas_page(cast, newer))[resolved.number] == f"/vorgaenge/{resolved.uuid}/"
    assert links(annas_page(cast, resolved))[newer.number] == f"/vorgaenge/{newer.uuid}/"
    admin = door(cast.stefan, cast.linde).get(f"/admin/vorgaenge/{newer.uuid}/")
    assert resolved.number in words(admin, "body")


def test_only_ones_own_closed_case_can_be_followed(cast: Cast, resolved: Case) -> None:
    def follow(case: Case) -> None:
        annas_case(cast, follows=case, submission_key=uuid4())

    with pytest.raises(ValidationError) as refused:
        follow(resolved)
    assert list(refused.value.message_dict) == ["follows"]
    closed = close_case(user=cast.anna, case=resolved)
    with pytest.raises(ValidationError):
        open_case(
            company=cast.linde,
            user=cast.ben,
            category=resolved.category,
            property=cast.gartenhof,
            unit=cast.bens_flat,
            place="",
            subject="Fremd",
            body="Fremd.",
            submission_key=uuid4(),
            follows=closed,
        )
    follow(closed)


# As JSON


def test_the_whole_end_by_the_api(cast: Cast, resolved: Case) -> None:
    anna, path = api_door(cast.anna, cast.linde), f"/api/v1/cases/{resolved.uuid}/"
    shown = anna.get(path).json()
    may = {key: shown[key] for key in shown if key.startswith("may_")}
    assert may == {
        "may_reply": True,
        "may_share": True,
        "may_resolve": False,
        "may_close": True,
        "may_reopen": True,
        "may_rate": True,
    }
    assert shown["closes_at"] > shown["ended_at"]
    rated = anna.post(f"{path}rate/", {"score": 4, "comment": "Gut."}, format="json")
    assert (rated.status_code, rated.json()["rating"]) == (200, {"score": 4, "comment": "Gut."})
    letter = {"body": "Er tropft.", "submission_key": str(uuid4())}
    first, second = (anna.post(f"{path}reopen/", letter, format="json") for _n in range(2))
    assert first.status_code == second.status_code == 201
    assert first.json()["id"] == second.json()["id"]
    assert anna.post(f"{path}resolve/").json()["status"]["code"] == "resolved"
    assert anna.post(f"{path}close/").json()["status"]["code"] == "closed"
    refused = anna.post(f"{path}close/")
    assert (refused.status_code, refused.json()["current"]) == (409, "closed")
    topic, house = resolved.category.uuid, cast.lindenstrasse.uuid
    new = {"category_id": str(topic), "property_id": str(house), "subject": "Neu", "body": "Neu."}
    made = anna.post("/api/v1/cases/", new | {"follows_id": str(resolved.uuid)}, format="json")
    assert made.json()["follows"] == {"id": str(resolved.uuid), "number": resolved.number}


def test_a_rating_is_for_anna_and_the_staff_alone(cast: Cast) -> None:
    case = annas_case(cast)
    flatmate = a_neighbour(cast, "Frida")
    share_case(user=cast.anna, case=case, circle="tenants")
    rate_case(user=cast.anna, case=put(case, "resolved"), score=1)
    path = f"/api/v1/cases/{case.uuid}/"
    assert api_door(cast.stefan, cast.linde).get(path).json()["rating"]["score"] == 1
    assert api_door(flatmate, cast.linde).get(path).json()["rating"] is None


@pytest.mark.parametrize("sent", [{}, {"score": 6}, {"score": "gut"}])
def test_a_rating_that_is_none_is_a_400(
    cast: Cast, resolved: Case, sent: dict[str, object]
) -> None:
    path = f"/api/v1/cases/{resolved.uuid}/rate/"
    assert api_door(cast.anna, cast.linde).post(path, sent, format="json").status_code == 400


def test_staff_answer_after_the_end_without_taking_it_up(cast: Cast, resolved: Case) -> None:
    answer(resolved, cast.stefan, "Noch ein Wort.")
    resolved.refresh_from_db()
    assert resolved.status == "resolved"

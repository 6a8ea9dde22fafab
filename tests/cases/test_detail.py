"""One case on its page: letters, what happened between, files, and what it costs to show."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions import assign, change_status
from cases.models import Attachment, Case, CaseEvent, CaseMessage
from portal.demo.cast import Cast
from portal.documents import uploads
from portal.notifications.models import Notification
from tests.doors import door
from tests.pages import links, send, soup, words
from tests.stories import annas_case, answer, paper, picture


def test_the_page_tells_the_story_in_order(cast: Cast) -> None:
    case = annas_case(cast)
    assign(user=cast.maria, case=case, assignee=cast.stefan)
    answer(case, cast.stefan, "Passt Mittwoch?", next_status="waiting_resident")
    thread = soup(door(cast.anna, cast.linde).get(f"/vorgaenge/{case.uuid}/")).select(
        ".thread > .msg, .thread > .event"
    )
    lines = [" ".join(part.get_text(" ").split()) for part in thread]
    expected = [
        "Seit gestern wird er nicht mehr warm.",
        "Eingang bestätigt.",
        "Stefan Vogt ist jetzt zuständig.",
        "Status: In Bearbeitung",
        "Passt Mittwoch?",
        "Status: Wartet auf Sie",
    ]
    assert len(lines) == len(expected)
    assert all(part in line for part, line in zip(expected, lines, strict=True))
    assert [part.get("class") for part in thread if "msg" in part["class"]] == [
        ["msg", "mine"],
        ["msg"],
    ]


def test_a_new_day_gets_a_mark_and_what_is_unread_too(cast: Cast) -> None:
    case = annas_case(cast)
    case.messages.update(created_at=timezone.now() - timedelta(days=3))
    case.events.update(created_at=timezone.now() - timedelta(days=3))
    answer(case, cast.stefan)
    page = door(cast.anna, cast.linde).get(f"/vorgaenge/{case.uuid}/")
    days = soup(page).select(".thread > .day")
    assert len(days) == 2
    assert ["mark" in day["class"] for day in days] == [False, True]


def test_opening_the_page_marks_nothing_answering_does(cast: Cast) -> None:
    case = annas_case(cast)
    answer(case, cast.stefan)
    anna = door(cast.anna, cast.linde)
    page = anna.get(f"/vorgaenge/{case.uuid}/")
    unread = Notification.objects.in_portal(cast.anna, cast.linde).unread()
    assert unread.count() == 1
    send(anna, page, "#antwort", body="Danke.")
    assert unread.count() == 0


def test_what_people_type_is_text_not_markup(cast: Cast) -> None:
    evil = '<img src=x onerror=alert(1)> {{ 7|add:"7" }} {% load x %}'
    case = annas_case(cast, subject=evil[:100], body=evil, place=evil[:100])
    page = door(cast.anna, cast.linde).get(f"/vorgaenge/{case.uuid}/")
    assert b"<img src=x" not in page.content
    assert evil in words(page, ".letter")


def test_internal_notes_and_their_files_are_nowhere_on_annas_pages(cast: Cast) -> None:
    case = annas_case(cast)
    files = uploads.check([paper("vermerk.pdf")])
    answer(case, cast.stefan, "Schuldet Miete.", internal=True, files=files)
    anna = door(cast.anna, cast.linde)
    for path in (f"/vorgaenge/{case.uuid}/", "/vorgaenge/", "/", "/benachrichtigungen/"):
        html = anna.get(path).content.decode()
        assert "Schuldet" not in html
        assert "vermerk" not in html
    file = Attachment.objects.get()
    assert anna.get(f"/vorgaenge/{case.uuid}/dateien/{file.uuid}/").status_code == 404


def test_a_file_of_the_thread_opens_by_a_fresh_link(cast: Cast) -> None:
    case = annas_case(cast, files=uploads.check([picture("flur.jpg")]))
    anna = door(cast.anna, cast.linde)
    page = anna.get(f"/vorgaenge/{case.uuid}/")
    path = next(href for name, href in links(page).items() if "flur.jpg" in name)
    answered = anna.get(path)
    assert answered.status_code == 302
    assert answered.headers["Location"].startswith("/d/")
    assert anna.get(answered.headers["Location"]).status_code == 200


@pytest.mark.parametrize("status", ["resolved", "rejected", "closed", "waiting_provider"])
def test_every_status_has_its_stairs(cast: Cast, status: str) -> None:
    case = annas_case(cast)
    if status == "closed":
        change_status(user=cast.stefan, case=case, status="resolved")
    change_status(user=cast.stefan, case=case, status=status, reason="Darum.")
    page = door(cast.anna, cast.linde).get(f"/vorgaenge/{case.uuid}/")
    current = words(page, '.stairs [aria-current="step"]')
    assert current.startswith(words(page, ".head .status"))
    assert len(soup(page).select(".stairs li")) <= 4


def add_letters(cast: Cast, case: Case, count: int) -> None:
    letters = CaseMessage.objects.bulk_create(
        CaseMessage(
            company=cast.linde,
            case=case,
            author=cast.stefan if n % 2 else cast.anna,
            by_staff=bool(n % 2),
            body=f"Brief {n}",
            submission_key=uuid4(),
        )
        for n in range(count)
    )
    Attachment.objects.bulk_create(
        Attachment(company=cast.linde, case=case, message=letter, file="x/y", name="a.pdf", size=1)
        for letter in letters
    )
    CaseEvent.objects.bulk_create(
        CaseEvent(
            company=cast.linde, case=case, kind="status", data={"from": "open", "to": "in_progress"}
        )
        for _ in range(count)
    )


def test_the_page_costs_the_same_for_five_and_fifty_letters(cast: Cast) -> None:
    case = annas_case(cast)
    assign(user=cast.maria, case=case, assignee=cast.maria)
    assign(user=cast.maria, case=case, assignee=cast.stefan)
    anna = door(cast.anna, cast.linde)
    path, asked = f"/vorgaenge/{case.uuid}/", {}
    for count, more in ((5, 4), (50, 45)):
        add_letters(cast, case, more)
        anna.get(path)
        with CaptureQueriesContext(connection) as queries:
            page = anna.get(path)
        assert len(soup(page).select(".msg")) == count
        # Each letter has a file, but the report.
        assert len(soup(page).select(".thread .clip")) == count - 1
        asked[count] = len(queries)
    assert asked[5] == asked[50] <= 14

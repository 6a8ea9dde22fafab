"""Whom a case's news reaches, once each, in which words; and whom it must never reach."""

from collections import Counter

import pytest
from django.core import mail

from cases.actions import assign, change_status
from cases.models import Case
from portal.demo.cast import Cast
from portal.documents import uploads
from portal.notifications.models import Notification
from portal.people.models import Occupancy
from tests.doors import door
from tests.mailbox import addresses_in, deliver, letters_to
from tests.pages import words
from tests.stories import annas_case, answer, paper


def told_since(before: int) -> Counter[tuple[str, str]]:
    """Who has been told what by the newest notices: (kind, first name)."""
    rows = Notification.objects.order_by("pk")[before:]
    return Counter((n.kind, n.login.first_name) for n in rows)


def count() -> int:
    return int(Notification.objects.count())


def test_a_new_case_is_news_for_the_staff_and_a_receipt_for_anna(cast: Cast) -> None:
    annas_case(cast)
    assert told_since(0) == {
        ("case_opened", "Stefan"): 1,
        ("case_opened", "Maria"): 1,
        ("case_received", "Anna"): 1,
    }


def test_the_receipt_is_a_letter_and_rings_no_bell(cast: Cast) -> None:
    annas_case(cast)
    assert not Notification.objects.in_portal(cast.anna, cast.linde).exists()


def test_a_clerks_answer_is_told_once_although_the_status_moved_too(cast: Cast) -> None:
    case = annas_case(cast)
    before = count()
    answer(case, cast.stefan, next_status="waiting_resident")
    assert told_since(before) == {("case_replied", "Anna"): 1}


def test_a_colleagues_answer_is_told_to_the_clerk_in_charge_too(cast: Cast) -> None:
    case = assign(user=cast.maria, case=annas_case(cast), assignee=cast.stefan)
    before = count()
    answer(case, cast.maria)
    assert told_since(before) == {("case_replied", "Anna"): 1, ("case_replied", "Stefan"): 1}


def test_annas_answer_reaches_all_staff_until_somebody_is_in_charge(cast: Cast) -> None:
    case = annas_case(cast)
    before = count()
    answer(case, cast.anna, "Noch etwas.")
    assert told_since(before) == {("case_replied", "Stefan"): 1, ("case_replied", "Maria"): 1}
    assign(user=cast.maria, case=case, assignee=cast.stefan)
    before = count()
    answer(case, cast.anna, "Und noch etwas.")
    assert told_since(before) == {("case_replied", "Stefan"): 1}


def test_assigning_tells_the_clerk_and_that_work_begins_anna(cast: Cast) -> None:
    case = annas_case(cast)
    before = count()
    assign(user=cast.maria, case=case, assignee=cast.stefan)
    assert told_since(before) == {("case_assigned", "Stefan"): 1, ("case_status", "Anna"): 1}
    before = count()
    assign(user=cast.stefan, case=case, assignee=cast.maria)
    assert told_since(before) == {("case_assigned", "Maria"): 1}


def test_a_new_status_alone_is_told_to_anna(cast: Cast) -> None:
    case = annas_case(cast)
    before = count()
    change_status(user=cast.stefan, case=case, status="resolved")
    assert told_since(before) == {("case_status", "Anna"): 1}


def test_az_08_an_internal_note_reaches_the_clerk_in_charge_and_no_resident(cast: Cast) -> None:
    case = assign(user=cast.maria, case=annas_case(cast), assignee=cast.stefan)
    deliver()
    before, sent = count(), len(mail.outbox)
    answer(case, cast.maria, "Schuldet Miete.", internal=True)
    deliver()
    assert told_since(before) == {("case_replied", "Stefan"): 1}
    assert [letter.to for letter in mail.outbox[sent:]] == [["stefan@example.org"]]


def test_az_08_a_note_with_a_new_status_tells_anna_the_status_alone(cast: Cast) -> None:
    case = annas_case(cast)
    deliver()
    before = count()
    answer(case, cast.stefan, "Schuldet Miete.", internal=True, next_status="in_progress")
    deliver()
    assert told_since(before) == {("case_status", "Anna"): 1}
    assert not any("Schuldet" in str(m.body) for m in letters_to("anna@example.org"))


def test_az_08_a_note_whose_reader_has_left_the_company_is_not_sent(cast: Cast) -> None:
    case = assign(user=cast.maria, case=annas_case(cast), assignee=cast.stefan)
    deliver()
    answer(case, cast.maria, "Schuldet Miete.", internal=True)
    cast.stefan.memberships.update(is_active=False)
    deliver()
    assert not any("Schuldet" in str(m.body) for m in letters_to("stefan@example.org"))


def test_who_lost_the_right_to_see_the_case_hears_no_more_of_it(cast: Cast) -> None:
    case = annas_case(cast)
    Occupancy.objects.filter(person__user=cast.anna).delete()
    before = count()
    answer(case, cast.stefan)
    assert told_since(before) == {}


def every_mail(cast: Cast) -> Case:
    case = annas_case(cast, category="water")
    assign(user=cast.maria, case=case, assignee=cast.stefan)
    files = uploads.check([paper("termin.pdf")])
    answer(case, cast.stefan, "Passt Mittwoch?\n\nViele Grüße", files=files)
    answer(case, cast.maria, "Nur für uns.", internal=True)
    change_status(user=cast.maria, case=case, status="rejected", reason="Nicht unser Haus.")
    deliver()
    return case


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", ["Ihr Vorgang", "Neue Nachricht", "„Abgelehnt“", "„In Bearbeitung“"]),
        ("en", ["We have received", "New message", "“Rejected”", "“In progress”"]),
    ],
)
def test_every_mail_is_written_in_the_readers_language(
    cast: Cast, language: str, expected: list[str]
) -> None:
    cast.anna.language = language
    cast.anna.save()
    case = every_mail(cast)
    letters = letters_to("anna@example.org")
    subjects = " | ".join(str(letter.subject) for letter in letters)
    assert len(letters) == len(expected)
    assert all(part in subjects for part in expected)
    for letter in [*letters, *letters_to("stefan@example.org")]:
        html = str(letter.alternatives[0][0])
        room = "" if letter in letters else "admin/"
        address = f"http://localhost:8000/{room}vorgaenge/{case.uuid}/"
        assert address in " ".join(addresses_in(letter))
        assert address in html
        assert case.number in html
        assert case.number in str(letter.body)
        assert not letter.attachments


def test_a_reply_is_quoted_in_text_and_html_with_the_names_of_its_files(cast: Cast) -> None:
    every_mail(cast)
    letter = next(m for m in letters_to("anna@example.org") if "Nachricht" in m.subject)
    html = str(letter.alternatives[0][0])
    for part in ("Passt Mittwoch?", "Viele Grüße", "termin.pdf", "Stefan Vogt"):
        assert part in html
        assert part in str(letter.body)


def test_in_03_a_subject_can_neither_add_headers_nor_markup(cast: Cast) -> None:
    annas_case(cast, subject="<a href=//evil>x</a>\r\nBcc: opfer@example.org")
    deliver()
    (letter,) = letters_to("stefan@example.org")
    message = letter.message()
    assert "Bcc" not in message
    assert "<a href=//evil>" not in str(letter.alternatives[0][0])


def test_the_bells_page_words_each_kind_and_leads_to_the_case(cast: Cast) -> None:
    case = every_mail(cast)
    annas = words(door(cast.anna, cast.linde).get("/benachrichtigungen/"))
    stefans = words(door(cast.stefan, cast.linde).get("/benachrichtigungen/"))
    assert "Stefan Vogt hat Ihnen geschrieben" in annas
    assert "Status: Abgelehnt" in annas
    assert "Interne Notiz von Maria Lenz" in stefans
    assert "Sie sind jetzt zuständig" in stefans
    assert case.number in annas

"""Letters by post: printed by case staff, filed as sent, or taken out; never by the worker."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Case
from portal.demo.cast import Cast
from portal.documents import uploads
from portal.notifications.delivery import sweep
from portal.notifications.models import Delivery, Reason
from portal.people.models import Occupancy, Person
from tests.doors import door
from tests.mailbox import letters_to
from tests.pages import words
from tests.pdf import pages_of
from tests.stories import annas_call, answer, picture, put, without_login

State = Delivery.State


def pile() -> Any:
    return Delivery.objects.filter(channel=Delivery.Channel.LETTER).order_by("pk")


@pytest.fixture
def case(cast: Cast) -> Case:
    """Anna has neither a login nor e-mail; Stefan writes her call down and answers."""
    anna = without_login(cast.anna, email="", salutation="ms")
    case = annas_call(cast, person=anna)
    answer(case, cast.stefan, "Wir kommen am Dienstag.\n\nBitte lassen Sie uns hinein.")
    return case


@pytest.fixture
def clerk(cast: Cast) -> Client:
    return door(cast.stefan, cast.linde)


def do(client: Client, act: str, rows: Any = None) -> Any:
    """Tick these letters, all unless told otherwise, and press a button."""
    chosen = [str(row.uuid) for row in (pile() if rows is None else rows)]
    return client.post(reverse("letter:index"), {"do": act, "letter": chosen})


def states() -> list[str]:
    return [row.state for row in pile()]


def test_the_pile_says_to_whom_and_about_what(case: Case, clerk: Client) -> None:
    page = words(clerk.get(reverse("letter:index")))
    assert page.count("Anna Berger") >= 2
    assert f"{case.subject} · {case.number}" in page
    assert "Noch nicht gedruckt" in page


def test_the_print_has_a_page_for_each_with_the_address_in_the_window(
    case: Case, clerk: Client
) -> None:
    printed = do(clerk, "print")
    assert printed["Content-Type"] == "application/pdf"
    receipt, letter = pages_of(printed.content)
    for page in (receipt, letter):
        assert "Frau Anna Berger Lindenstraße 12 04109 Leipzig" in page.replace("\ufffe", "")
        assert case.number in page
        assert "Mit freundlichen Grüßen Hausverwaltung Linde" in page
        assert "http" not in page
    assert "Dies ist Ihre Eingangsbestätigung." in receipt
    assert "Wir kommen am Dienstag. Bitte lassen Sie uns hinein." in letter


def test_letters_leave_the_pile_when_they_are_filed_and_not_before(
    case: Case, clerk: Client
) -> None:
    do(clerk, "print")
    assert states() == [State.SENDING] * 2
    assert "Gedruckt:" in words(clerk.get(reverse("letter:index")))
    do(clerk, "print")
    do(clerk, "file")
    assert states() == [State.SENT] * 2
    assert all(row.sent_at for row in pile())
    assert "Es wartet kein Brief" in words(clerk.get(reverse("letter:index")))


def test_nothing_is_filed_that_was_not_printed(case: Case, clerk: Client) -> None:
    do(clerk, "print", pile()[:1])
    answered = clerk.post(
        reverse("letter:index"),
        {"do": "file", "letter": [str(row.uuid) for row in pile()]},
        follow=True,
    )
    assert "bevor Sie ihn als versandt ablegen" in words(answered)
    assert states() == [State.SENDING, State.PENDING]


def test_a_letter_that_is_not_needed_is_taken_out(case: Case, clerk: Client) -> None:
    do(clerk, "take-out", pile()[:1])
    first, second = pile()
    assert (first.state, first.reason) == (State.SKIPPED, Reason.TAKEN_OUT)
    assert second.state == State.PENDING


def test_the_worker_leaves_letters_alone_and_they_keep_no_mail_waiting(
    cast: Cast, case: Case, clerk: Client
) -> None:
    do(clerk, "print")
    Person.objects.filter(pk=case.opened_for_id).update(email="anna@example.org")
    answer(case, cast.stefan, "Jetzt per Mail.")
    sweep()
    assert states() == [State.SENDING] * 2
    assert "Jetzt per Mail." in str(letters_to("anna@example.org")[-1].body)


def test_without_an_address_it_stays_and_says_why(case: Case, clerk: Client) -> None:
    Occupancy.objects.filter(person=case.opened_for_id).update(
        ends_on="2020-01-02", starts_on="2020-01-01"
    )
    Case.objects.filter(pk=case.pk).update(created_at="2020-01-01T12:00:00Z")
    do(clerk, "print")
    assert states() == [State.PENDING] * 2
    assert "Die Postanschrift fehlt" in words(clerk.get(reverse("letter:index")))
    Person.objects.filter(pk=case.opened_for_id).update(
        postal_address="c/o Novak\nKastanienallee 21\n01099 Dresden"
    )
    assert "c/o Novak Kastanienallee 21 01099 Dresden" in pages_of(do(clerk, "print").content)[0]


def test_what_the_person_may_not_read_any_more_is_not_printed(case: Case, clerk: Client) -> None:
    Case.objects.filter(pk=case.pk).update(created_at="2001-01-01T12:00:00Z")
    printed = do(clerk, "print")
    assert printed.status_code == 302
    assert [(row.state, row.reason) for row in pile()] == [(State.SKIPPED, Reason.NO_RIGHT)] * 2


def test_a_file_is_named_and_markup_is_only_text(cast: Cast, case: Case, clerk: Client) -> None:
    put(case, "in_progress")
    answer(
        case, cast.stefan, '#read("/etc/passwd") *fett*', files=uploads.check([picture("rohr.jpg")])
    )
    page = pages_of(do(clerk, "print", pile()[2:]).content)[0]
    assert '#read("/etc/passwd") *fett*' in page
    assert "rohr.jpg" in page


@pytest.mark.parametrize(("who", "status"), [("anna", 404), ("eva", 404), ("kai", 404)])
def test_nobody_but_the_companys_case_staff_sees_the_pile(
    cast: Cast, case: Case, who: str, status: int
) -> None:
    client = door(getattr(cast, who), cast.linde)
    assert client.get(reverse("letter:index")).status_code == status
    assert do(client, "print").status_code == status
    assert states() == [State.PENDING] * 2


def test_another_companys_clerk_cannot_touch_them_at_home(cast: Cast, case: Case) -> None:
    kai = door(cast.kai, cast.kastanie)
    for act in ("print", "file", "take-out"):
        assert do(kai, act).status_code == 302
    assert states() == [State.PENDING] * 2


@pytest.mark.parametrize(
    "typed", [{}, {"do": "print"}, {"do": "burn"}, {"do": "print", "letter": "kein-uuid"}]
)
def test_a_button_without_letters_says_so(case: Case, clerk: Client, typed: dict[str, str]) -> None:
    answered = clerk.post(reverse("letter:index"), typed, follow=True)
    assert "Bitte wählen Sie mindestens einen Brief aus." in words(answered)


def test_the_pile_needs_no_more_queries_for_more_letters(
    cast: Cast, case: Case, clerk: Client, django_assert_max_num_queries: Any
) -> None:
    clerk.get(reverse("letter:index"))
    for _ in range(10):
        answer(case, cast.stefan)
    with django_assert_max_num_queries(22):
        assert clerk.get(reverse("letter:index")).context["count"] == 12


def test_clerks_see_no_mail_of_the_outgoing_post(cast: Cast, case: Case, clerk: Client) -> None:
    answer(
        annas_call(
            cast, person=cast.person(cast.ben), property=cast.gartenhof, unit=cast.bens_flat
        ),
        cast.stefan,
    )
    page = clerk.get(reverse("letter:index"))
    assert {row.delivery.channel for row in page.context["waiting"]} == {"letter"}
    assert clerk.get(reverse("delivery:index")).status_code == 404

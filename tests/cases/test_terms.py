"""By when one is answered: promised on opening, kept by an answer, and said when it is not."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.actions import assign, change_status, open_case
from cases.models import CaseCategory
from portal.companies.models import BrandingSettings, ClosedPeriod, Company
from portal.demo.cast import Cast
from portal.people.models import Person
from tests.cases.clock import BERLIN, HIGH, LOW, MEDIUM, Clock, due, money
from tests.doors import api_door, door
from tests.mailbox import deliver, letters_to
from tests.pages import send, soup, words
from tests.stories import annas_case, answer

# What is promised


@pytest.mark.parametrize(
    ("topic", "weekday", "time_of_day", "promised_on", "until"),
    [
        (MEDIUM, 0, "10:00", 2, "23:59"),
        (MEDIUM, 4, "18:00", 8, "23:59"),
        (MEDIUM, 0, "23:59", 2, "23:59"),
        (LOW, 0, "10:00", 7, "23:59"),
        (HIGH, 0, "10:00", 0, "15:00"),
        (HIGH, 4, "18:00", 7, "14:00"),
        (HIGH, 0, "23:59", 1, "14:00"),
        ("water", 0, "11:30", 0, "13:30"),
    ],
)
def test_a_topics_term_gives_the_date(
    cast: Cast,
    clock: Clock,
    topic: str,
    weekday: int,
    time_of_day: str,
    promised_on: int,
    until: str,
) -> None:
    clock.is_now(weekday, time_of_day)
    case = annas_case(cast, category=topic)
    assert due(case) == f"{clock.day(promised_on)} {until}"


def test_the_same_question_in_another_company_waits_for_its_own_days(
    cast: Cast, clock: Clock
) -> None:
    ClosedPeriod.objects.create(
        settings=cast.kastanie.branding, starts_on=clock.day(1), ends_on=clock.day(2)
    )
    hers = open_case(
        company=cast.kastanie,
        user=cast.clara,
        category=CaseCategory.objects.of(cast.kastanie).get(key=MEDIUM),
        property=cast.kastanienallee,
        unit=cast.claras_flat,
        place="",
        subject="Abrechnung",
        body="Warum mehr?",
        submission_key="7f3b2f0a-4b1e-4a55-9d0e-0c6a86f4e001",
    )
    assert due(money(cast)) == f"{clock.day(2)} 23:59"
    assert due(hers) == f"{clock.day(4)} 23:59"


def test_a_changed_term_holds_for_new_cases_only(cast: Cast, clock: Clock) -> None:
    before = money(cast)
    page = door(cast.maria, cast.linde)
    topic = CaseCategory.objects.of(cast.linde).get(key=MEDIUM)
    path = reverse("register_vorgangsarten_modeladmin_edit", args=[topic.pk])
    typed = {"answer_within": "4", "is_active": "on"}
    changed = send(page, page.get(path), "form[action*=vorgangsarten]", **typed)
    assert changed.redirect_chain
    assert due(before) == f"{clock.day(2)} 23:59"
    assert due(money(cast)) == f"{clock.day(4)} 23:59"


@pytest.mark.parametrize("within", ["0", "201", "-1", "x"])
def test_a_term_of_no_days_or_of_a_year_is_refused(cast: Cast, within: str) -> None:
    page = door(cast.maria, cast.linde)
    topic = CaseCategory.objects.of(cast.linde).get(key=MEDIUM)
    path = reverse("register_vorgangsarten_modeladmin_edit", args=[topic.pk])
    send(page, page.get(path), "form[action*=vorgangsarten]", answer_within=within)
    topic.refresh_from_db()
    assert topic.answer_within == 2


def test_a_topic_without_a_term_promises_nothing_and_says_nothing(cast: Cast, clock: Clock) -> None:
    CaseCategory.objects.of(cast.linde).filter(key=MEDIUM).update(answer_within=None)
    case = money(cast)
    assert due(case) == ""
    anna = door(cast.anna, cast.linde)
    for path in (f"/vorgaenge/{case.uuid}/", f"/vorgaenge/{case.uuid}/gesendet/"):
        assert "Wir melden uns" not in words(anna.get(path))
    assert (
        api_door(cast.anna, cast.linde).get(f"/api/v1/cases/{case.uuid}/").json()["expected"]
        is None
    )


def test_without_a_date_the_page_says_who_takes_care_and_whom_we_wait_for(
    cast: Cast, clock: Clock
) -> None:
    case, anna = money(cast), door(cast.anna, cast.linde)
    answer(case, cast.stefan)
    page = f"/vorgaenge/{case.uuid}/"
    assert words(anna.get(page), "#next") == "Hausverwaltung Linde kümmert sich darum"
    assign(user=cast.stefan, case=case, assignee=cast.stefan)
    assert words(anna.get(page), "#next") == "Stefan Vogt kümmert sich darum"
    change_status(user=cast.stefan, case=case, status="waiting_provider")
    assert words(anna.get(page), "#next") == "Wir warten auf den Dienstleister"


# Where Anna reads it


def test_anna_reads_the_date_on_the_receipt_on_the_page_and_in_the_mail(
    cast: Cast, clock: Clock
) -> None:
    case, anna = money(cast), door(cast.anna, cast.linde)
    promise = f"Wir melden uns bis {clock.written(2)}"
    for path in (f"/vorgaenge/{case.uuid}/gesendet/", f"/vorgaenge/{case.uuid}/"):
        assert words(anna.get(path), "#next") == promise
    deliver()
    (receipt,) = letters_to("anna@example.org")
    assert promise in str(receipt.body)
    assert promise in str(receipt.alternatives[0].content)


def test_anna_reads_it_in_english_too(cast: Cast, clock: Clock) -> None:
    case, anna = money(cast), door(cast.anna, cast.linde)
    day = clock.day(2)
    promise = f"We get back to you by Wed, {day.day} {day:%b}"
    page = anna.get(f"/vorgaenge/{case.uuid}/", headers={"accept-language": "en"})
    assert words(page, "#next") == promise
    Person.objects.filter(user=cast.anna).update(language="en")
    deliver()
    assert promise in str(letters_to("anna@example.org")[0].body)


def test_a_term_of_hours_is_told_with_its_time(cast: Cast, clock: Clock) -> None:
    page = door(cast.anna, cast.linde).get(f"/vorgaenge/{annas_case(cast).uuid}/")
    assert words(page, "#next") == f"Wir melden uns bis {clock.written(0)}, 15:00 Uhr"


def test_a_passed_date_is_said_with_the_number_to_call(cast: Cast, clock: Clock) -> None:
    case = money(cast)
    clock.is_now(2, "23:58")
    assert "verstrichen" not in words(door(cast.anna, cast.linde).get(f"/vorgaenge/{case.uuid}/"))
    clock.is_now(3, "00:30")
    anna = door(cast.anna, cast.linde)
    for path in (f"/vorgaenge/{case.uuid}/", f"/vorgaenge/{case.uuid}/gesendet/"):
        page = anna.get(path)
        assert words(page, "#next") == f"Unsere Frist ist verstrichen ({clock.written(2)})."
        assert "Wir melden uns bis" not in words(page)
        assert soup(page).select_one("section[aria-labelledby=next] a")["href"] == (
            "tel:+493415550120"
        )


def test_without_a_number_anna_is_asked_to_write(cast: Cast, clock: Clock) -> None:
    case = money(cast)
    BrandingSettings.objects.filter(site=cast.linde.site).update(phone="")
    clock.is_now(3)
    page = door(cast.anna, cast.linde).get(f"/vorgaenge/{case.uuid}/")
    assert "Bitte schreiben Sie uns noch einmal" in words(page, "section[aria-labelledby=next]")


def test_while_annas_answer_is_waited_for_no_date_is_told(cast: Cast, clock: Clock) -> None:
    case = money(cast)
    change_status(user=cast.stefan, case=case, status="waiting_resident")
    clock.is_now(4)
    page = door(cast.anna, cast.linde).get(f"/vorgaenge/{case.uuid}/")
    assert words(page, "#next") == "Wir warten auf Ihre Antwort"
    assert "verstrichen" not in words(page)


# What becomes of it


def test_an_answer_keeps_the_promise_and_a_note_or_an_assignment_does_not(
    cast: Cast, clock: Clock
) -> None:
    case = money(cast)
    promised = due(case)
    answer(case, cast.stefan, internal=True)
    assign(user=cast.stefan, case=case, assignee=cast.stefan)
    assert due(case) == promised
    answer(case, cast.stefan)
    assert due(case) == ""


def test_annas_next_question_begins_a_new_promise(cast: Cast, clock: Clock) -> None:
    case = money(cast)
    answer(case, cast.stefan, next_status="waiting_resident")
    clock.is_now(1)
    answer(case, cast.anna, "Ja, passt.")
    assert due(case) == f"{clock.day(3)} 23:59"
    clock.is_now(2)
    answer(case, cast.anna, "Noch etwas.")
    assert due(case) == f"{clock.day(3)} 23:59", "a second letter does not put the answer off"


def test_waiting_for_anna_is_never_overdue_and_her_answer_sets_a_new_date(
    cast: Cast, clock: Clock
) -> None:
    case = money(cast)
    change_status(user=cast.stefan, case=case, status="waiting_resident")
    clock.is_now(7)
    case.refresh_from_db()
    assert not case.is_overdue
    answer(case, cast.anna, "Ja, passt.")
    assert due(case) == f"{clock.day(9)} 23:59"
    clock.is_now(10)
    assert case.is_overdue


@pytest.mark.parametrize("end", ["resolved", "rejected"])
def test_a_finished_case_owes_nothing_and_a_reopened_one_an_answer(
    cast: Cast, clock: Clock, end: str
) -> None:
    case = money(cast)
    change_status(user=cast.stefan, case=case, status=end, reason="Darum.")
    assert due(case) == ""
    clock.is_now(1)
    change_status(user=cast.stefan, case=case, status="in_progress")
    assert due(case) == f"{clock.day(3)} 23:59"


def test_not_fixed_reopens_with_a_new_date(cast: Cast, clock: Clock) -> None:
    case = money(cast)
    answer(case, cast.stefan, next_status="resolved")
    clock.is_now(2)
    anna = door(cast.anna, cast.linde)
    page = send(anna, anna.get(f"/vorgaenge/{case.uuid}/"), "#antwort", body="Nicht behoben.")
    assert words(page, "#next") == f"Wir melden uns bis {clock.written(4)}"


# JSON


def test_the_api_tells_the_date_in_the_readers_language(cast: Cast, clock: Clock) -> None:
    case = money(cast)
    path, anna = f"/api/v1/cases/{case.uuid}/", api_door(cast.anna, cast.linde)
    told = anna.get(path).json()
    moment = datetime.combine(clock.day(2), time(23, 59), tzinfo=BERLIN)
    assert told["due_at"] == moment.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert told["expected"] == {
        "code": "promised",
        "label": f"Wir melden uns bis {clock.written(2)}",
    }
    english = anna.get(path, headers={"accept-language": "en"}).json()["expected"]["label"]
    assert english.startswith("We get back to you by Wed, ")
    staff = api_door(cast.stefan, cast.linde).get(path).json()["expected"]
    assert staff["label"] == f"Fällig bis {clock.written(2)}"


def test_the_api_says_late_and_whom_to_call_and_whose_turn_it_is(cast: Cast, clock: Clock) -> None:
    case = money(cast)
    clock.is_now(3)
    path, anna = f"/api/v1/cases/{case.uuid}/", api_door(cast.anna, cast.linde)
    assert anna.get(path).json()["expected"] == {
        "code": "late",
        "label": f"Unsere Frist ist verstrichen ({clock.written(2)}). "
        "Rufen Sie uns an: 0341 555 01 20",
    }
    staff = api_door(cast.stefan, cast.linde).get(path).json()["expected"]
    assert staff == {"code": "late", "label": f"Überfällig seit {clock.written(2)}"}
    change_status(user=cast.stefan, case=case, status="waiting_resident")
    assert anna.get(path).json()["expected"] == {
        "code": "waiting_resident",
        "label": "Wir warten auf Sie",
    }


# What it costs


def test_opening_reads_the_calendar_once(cast: Cast, clock: Clock) -> None:
    money(cast)
    linde = Company.objects.select_related("site__brandingsettings").get(pk=cast.linde.pk)
    with CaptureQueriesContext(connection) as queries:
        money(cast, company=linde)
    asked = [q["sql"] for q in queries if "companies_officehours" in q["sql"]]
    assert len(asked) == 1
    assert mail.outbox == []

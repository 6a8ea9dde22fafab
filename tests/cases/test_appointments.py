"""An appointment in a case: named, moved and called off by staff; read and kept by Anna."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from icalendar import Calendar

from cases.actions import call_off_appointment, set_appointment
from cases.models import Case, CaseAppointment
from portal.access.policies import NotAllowedError
from portal.accounts.models import User
from portal.core.words import day_short
from portal.demo.cast import Cast
from portal.notifications.models import Notification
from tests.doors import api_door, door
from tests.mailbox import deliver, letters_to
from tests.pages import links, send, words
from tests.stories import annas_case, put

PLUMBER = "Der Klempner kommt. Bitte räumen Sie den Schrank aus."


def next_week(hour: int) -> datetime:
    """That hour in Berlin, a week from today."""
    day = timezone.localdate() + timedelta(days=7)
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


def agree(cast: Cast, case: Case, user: User | None = None, **changes: Any) -> CaseAppointment:
    values = {"starts_at": next_week(8), "ends_at": next_week(10), "note": PLUMBER} | changes
    return set_appointment(user=user or cast.stefan, case=case, **values)


def test_stefan_names_a_time_and_anna_reads_it_everywhere(cast: Cast) -> None:
    case = annas_case(cast)
    stefan = door(cast.stefan, cast.linde)
    page = send(
        stefan,
        stefan.get(f"/admin/vorgaenge/{case.uuid}/"),
        'form[action$="/termin/"]',
        day=f"{next_week(8):%Y-%m-%d}",
        starts="08:00",
        ends="10:00",
        note=PLUMBER,
    )
    told = f"{day_short(next_week(8))}, 8:00 Uhr bis 10:00 Uhr"
    assert f"Anna Berger weiß von dem Termin: {told}" in words(page, "body")
    seen = words(door(cast.anna, cast.linde).get(f"/vorgaenge/{case.uuid}/"))
    assert told in seen
    assert PLUMBER in seen
    assert f"Termin: {told}" in seen
    deliver()
    letter = letters_to("anna@example.org")[-1]
    assert told in " ".join(str(letter.body).split())
    assert PLUMBER in letter.body


def test_anna_puts_it_into_her_calendar_and_a_moved_one_replaces_it(cast: Cast) -> None:
    case = annas_case(cast)
    agree(cast, case)
    anna = door(cast.anna, cast.linde)
    path = links(anna.get(f"/vorgaenge/{case.uuid}/"))["In den Kalender übernehmen"]
    file = anna.get(path)
    assert file["Content-Type"] == "text/calendar; charset=utf-8"
    (first,) = Calendar.from_ical(file.content).walk("VEVENT")
    assert (first["dtstart"].dt, first["dtend"].dt) == (next_week(8), next_week(10))
    assert case.number in str(first["description"])
    assert cast.lindenstrasse.street in str(first["location"])
    agree(cast, case, starts_at=next_week(9))
    (moved,) = Calendar.from_ical(anna.get(path).content).walk("VEVENT")
    assert moved["uid"] == first["uid"]
    assert moved["sequence"] > first["sequence"]


def test_in_01_a_subject_with_line_breaks_adds_no_line_to_the_calendar(cast: Cast) -> None:
    case = annas_case(cast, subject="Bad; BEGIN:VALARM, \\n TRIGGER")
    agree(cast, case, note="END:VEVENT BEGIN:VALARM")
    file = door(cast.anna, cast.linde).get(f"/vorgaenge/{case.uuid}/termin.ics")
    calendar = Calendar.from_ical(file.content)
    assert [part.name for part in calendar.walk()] == ["VCALENDAR", "VEVENT"]
    assert "BEGIN:VALARM" in str(calendar.walk("VEVENT")[0]["summary"])


def test_called_off_it_is_gone_and_anna_is_told(cast: Cast) -> None:
    case = annas_case(cast)
    agree(cast, case)
    stefan = door(cast.stefan, cast.linde)
    page = f"/admin/vorgaenge/{case.uuid}/"
    send(stefan, stefan.get(page), 'form[action$="/absage/"]')
    assert not CaseAppointment.objects.exists()
    anna = door(cast.anna, cast.linde)
    assert anna.get(f"/vorgaenge/{case.uuid}/termin.ics").status_code == 404
    seen = words(anna.get(f"/vorgaenge/{case.uuid}/"))
    assert f"Der Termin am {day_short(next_week(8))} entfällt" in seen
    deliver()
    assert "entfällt" in letters_to("anna@example.org")[-1].subject
    call_off_appointment(user=cast.stefan, case=case)
    assert Notification.objects.filter(kind="case_appointment").count() == 2


def test_the_same_time_again_tells_nobody(cast: Cast) -> None:
    case = annas_case(cast)
    assert agree(cast, case) == agree(cast, case)
    assert Notification.objects.filter(kind="case_appointment").count() == 1
    assert case.events.filter(kind="appointment").count() == 1


def test_what_is_over_is_shown_no_more(cast: Cast) -> None:
    case = annas_case(cast)
    agree(cast, case)
    past = timezone.now() - timedelta(hours=3)
    CaseAppointment.objects.update(starts_at=past - timedelta(hours=1), ends_at=past)
    anna = door(cast.anna, cast.linde)
    assert "In den Kalender übernehmen" not in links(anna.get(f"/vorgaenge/{case.uuid}/"))
    assert anna.get(f"/vorgaenge/{case.uuid}/termin.ics").status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_at": timezone.now() - timedelta(minutes=1)}, "starts_at"),
        ({"starts_at": timezone.now() + timedelta(days=400)}, "starts_at"),
        ({"ends_at": next_week(8)}, "ends_at"),
        ({"ends_at": next_week(8) + timedelta(days=2)}, "ends_at"),
        ({"note": "x" * 201}, "note"),
    ],
)
def test_a_time_that_cannot_be_meant_is_refused(
    cast: Cast, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        agree(cast, annas_case(cast), **changes)
    assert list(refused.value.message_dict) == [field]
    assert not CaseAppointment.objects.exists()


@pytest.mark.parametrize("who", ["anna", "ben", "eva", "clara", "kai"])
def test_only_the_companys_staff_make_appointments(cast: Cast, who: str) -> None:
    case = annas_case(cast)
    with pytest.raises(NotAllowedError):
        agree(cast, case, getattr(cast, who))
    with pytest.raises(NotAllowedError):
        call_off_appointment(user=getattr(cast, who), case=case)


@pytest.mark.parametrize("who", ["ben", "dora", "eva"])
def test_nobody_else_gets_the_entry(cast: Cast, who: str) -> None:
    case = annas_case(cast)
    agree(cast, case)
    path = f"/vorgaenge/{case.uuid}/termin.ics"
    assert door(getattr(cast, who), cast.linde).get(path).status_code == 404


def test_a_closed_case_has_no_appointments_any_more(cast: Cast) -> None:
    case = put(annas_case(cast), "closed")
    with pytest.raises(NotAllowedError):
        agree(cast, case)


def test_the_same_by_the_api(cast: Cast) -> None:
    case = annas_case(cast)
    stefan, anna = api_door(cast.stefan, cast.linde), api_door(cast.anna, cast.linde)
    path = f"/api/v1/cases/{UUID(str(case.uuid))}/appointment/"
    sent = {"starts_at": next_week(8).isoformat(), "ends_at": next_week(10).isoformat()}
    assert anna.put(path, sent, format="json").status_code == 403
    made = stefan.put(path, sent | {"note": PLUMBER}, format="json")
    assert made.json()["appointment"]["note"] == PLUMBER
    shown = anna.get(f"/api/v1/cases/{case.uuid}/").json()["appointment"]
    assert datetime.fromisoformat(shown["starts_at"]) == next_week(8)
    assert stefan.delete(path).status_code == 204
    assert anna.get(f"/api/v1/cases/{case.uuid}/").json()["appointment"] is None
    assert stefan.put(path, {"starts_at": "morgen"}, format="json").status_code == 400

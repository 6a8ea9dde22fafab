"""A clerk names the day by which the resident hears from the company."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.actions import change_status, set_due
from cases.models import Case, CaseEvent
from portal.access.policies import NotAllowedError
from portal.demo.cast import Cast
from portal.notifications.models import Notification
from tests.cases.clock import Clock, due, money
from tests.doors import door
from tests.mailbox import deliver, letters_to
from tests.pages import send, words
from tests.stories import answer


def set_day(cast: Cast, case: Case, day: date | str | None) -> Any:
    clerk = door(cast.stefan, cast.linde)
    page = clerk.get(reverse("casework:case", args=[case.uuid]))
    return send(clerk, page, f"form[action$='{case.uuid}/frist/']", day=day or "")


def test_stefan_names_another_day_and_anna_is_told_and_reads_it(cast: Cast, clock: Clock) -> None:
    case = money(cast)
    page = set_day(cast, case, clock.day(9))
    assert page.status_code == 200
    assert due(case) == f"{clock.day(9)} 23:59"
    promise = f"Wir melden uns bis {clock.written(9)}"
    seen = door(cast.anna, cast.linde).get(f"/vorgaenge/{case.uuid}/")
    assert words(seen, "#next") == promise
    assert promise in words(seen, ".thread")
    event = CaseEvent.objects.get(case=case, kind="due")
    assert event.actor == cast.stefan
    assert set(event.data) == {"from", "to"}
    deliver()
    assert promise in letters_to("anna@example.org")[-1].subject
    assert f"Nächste Nachricht bis {clock.written(9)}" in words(page, "body")


def test_the_clerks_day_outlives_an_answer_until_it_has_passed(cast: Cast, clock: Clock) -> None:
    case = money(cast)
    set_due(user=cast.stefan, case=case, day=clock.day(4))
    answer(case, cast.stefan, "Ich melde mich mit einem Termin.")
    assert due(case) == f"{clock.day(4)} 23:59"
    clock.is_now(7)
    assert case.is_overdue
    answer(case, cast.stefan, "Entschuldigung, morgen.")
    assert due(case) == ""


def test_a_day_taken_back_is_told_too(cast: Cast, clock: Clock) -> None:
    case = money(cast)
    set_day(cast, case, None)
    assert due(case) == ""
    page = door(cast.anna, cast.linde).get(f"/vorgaenge/{case.uuid}/")
    assert f"Die genannte Frist gilt nicht mehr: {clock.written(2)}" in words(page, ".thread")
    deliver()
    assert "kein Datum nennen" in letters_to("anna@example.org")[-1].subject


def test_the_same_day_again_tells_nobody(cast: Cast, clock: Clock) -> None:
    case = money(cast)
    for _ in range(2):
        set_due(user=cast.stefan, case=case, day=clock.day(3))
    assert CaseEvent.objects.filter(case=case, kind="due").count() == 1
    assert Notification.objects.filter(kind="case_due").count() == 1


@pytest.mark.parametrize("shift", [-1, 400])
def test_a_day_in_the_past_or_too_far_away_is_refused_in_words(
    cast: Cast, clock: Clock, shift: int
) -> None:
    case = money(cast)
    promised = due(case)
    page = set_day(cast, case, clock.day(shift))
    assert page.status_code == 422
    assert "innerhalb eines Jahres" in words(page, ".case-bar")
    assert due(case) == promised


def test_what_is_no_day_is_refused(cast: Cast, clock: Clock) -> None:
    case = money(cast)
    promised = due(case)
    assert set_day(cast, case, "morgen").status_code == 422
    assert due(case) == promised


def test_a_finished_case_takes_no_day(cast: Cast, clock: Clock) -> None:
    case = money(cast)
    change_status(user=cast.stefan, case=case, status="resolved")
    with pytest.raises(ValidationError):
        set_due(user=cast.stefan, case=case, day=clock.day(3))
    path = reverse("casework:due", args=[case.uuid])
    page = door(cast.stefan, cast.linde).post(path, {"day": clock.day(3).isoformat()})
    assert page.status_code == 422
    assert "abgeschlossen" in words(page, ".case-bar")


@pytest.mark.parametrize("who", ["anna", "ben", "eva", "kai", "clara"])
def test_nobody_but_the_companys_case_staff_sets_a_day(cast: Cast, clock: Clock, who: str) -> None:
    case = money(cast)
    user = getattr(cast, who)
    with pytest.raises(NotAllowedError):
        set_due(user=user, case=case, day=clock.day(3))
    company = cast.kastanie if who in {"kai", "clara"} else cast.linde
    path = reverse("casework:due", args=[case.uuid])
    assert door(user, company).post(path, {"day": clock.day(3).isoformat()}).status_code == 404
    assert due(case) == f"{clock.day(2)} 23:59"

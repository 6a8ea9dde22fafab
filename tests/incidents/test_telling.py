"""One update reaches all: who has joined, whose case belongs to it, once each."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions import join_incident, leave_incident, link_case
from cases.models import IncidentUpdate
from portal.access.policies import NotAllowedError
from portal.demo.cast import Cast
from portal.notifications.models import Notification
from portal.people.models import Occupancy
from tests.doors import door
from tests.mailbox import deliver, letters_to
from tests.pages import soup, words
from tests.stories import a_neighbour, an_incident, annas_case, news, over


def told() -> list[str]:
    rows = Notification.objects.filter(kind="incident_updated")
    return sorted(row.recipient_person.first_name for row in rows)


def test_who_has_joined_and_whose_case_belongs_to_it_are_told_once(cast: Cast) -> None:
    incident = an_incident(cast)
    nora = a_neighbour(cast, "Nora")
    a_neighbour(cast, "Nils")
    join_incident(user=nora, incident=incident)
    # Anna has joined by her case, and has two of them.
    for _case in range(2):
        link_case(user=cast.stefan, case=annas_case(cast), incident=incident)
    news(cast, incident)
    assert told() == ["Anna", "Nora"]


def test_who_takes_it_back_is_not_told_unless_a_case_belongs_to_it(cast: Cast) -> None:
    incident, nora = an_incident(cast), a_neighbour(cast, "Nora")
    link_case(user=cast.stefan, case=annas_case(cast), incident=incident)
    join_incident(user=nora, incident=incident)
    for user in (cast.anna, nora):
        leave_incident(user=user, incident=incident)
    news(cast, incident)
    assert told() == ["Anna"]


def test_who_has_moved_out_is_not_told(cast: Cast) -> None:
    incident = an_incident(cast)
    join_incident(user=cast.anna, incident=incident)
    yesterday = timezone.localdate() - timedelta(days=1)
    Occupancy.objects.of_user(cast.anna, cast.linde).update(ends_on=yesterday)
    news(cast, incident)
    assert told() == []


def test_the_mail_brings_the_news_and_the_new_date(cast: Cast) -> None:
    incident = an_incident(cast)
    join_incident(user=cast.anna, incident=incident)
    news(cast, incident, expected_end_at=timezone.now() + timedelta(days=1))
    deliver()
    (letter,) = letters_to("anna@example.org")
    assert letter.subject == "Neues zur Störung: Heizung und Warmwasser ausgefallen"
    assert "Der Monteur ist im Haus." in str(letter.body)
    assert "Voraussichtlich behoben: morgen" in str(letter.body)
    page = door(cast.anna, cast.linde).get(f"/stoerungen/{incident.uuid}/")
    assert "Voraussichtlich behoben morgen" in words(page)


def test_the_page_shows_the_newest_first_under_its_day(cast: Cast) -> None:
    incident = an_incident(cast)
    old = news(cast, incident, body="Gestern gesagt.")
    IncidentUpdate.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=1))
    news(cast, incident, body="Heute gesagt.")
    page = soup(door(cast.anna, cast.linde).get(f"/stoerungen/{incident.uuid}/"))
    lines = [" ".join(item.get_text(" ").split()) for item in page.select(".thread > li")]
    assert len(lines) == 4
    assert "Heute gesagt." in lines[1]
    assert "Gestern gesagt." in lines[3]
    assert page.select(".thread > li.day time")[0]["datetime"] == str(timezone.localdate())


def test_what_staff_write_is_shown_as_text(cast: Cast) -> None:
    incident = an_incident(cast, title="Kalt <b>&", body="<script>alert(1)</script>")
    news(cast, incident, body="<img src=x>")
    html = door(cast.anna, cast.linde).get(f"/stoerungen/{incident.uuid}/").content.decode()
    assert "<script>alert" not in html
    assert "<img src=x>" not in html
    assert "Kalt &lt;b&gt;&amp;" in html


def test_a_promise_that_has_passed_is_not_shown_any_more(cast: Cast) -> None:
    now = timezone.now()
    incident = an_incident(
        cast, starts_at=now - timedelta(hours=9), expected_end_at=now - timedelta(hours=2)
    )
    anna = door(cast.anna, cast.linde)
    for path in ("/", f"/stoerungen/{incident.uuid}/"):
        page = anna.get(path)
        assert incident.title in words(page)
        assert "Voraussichtlich" not in words(page)


def test_the_same_update_sent_twice_is_told_once(cast: Cast) -> None:
    incident, key = an_incident(cast), uuid4()
    join_incident(user=cast.anna, incident=incident)
    first = news(cast, incident, submission_key=key)
    assert news(cast, incident, submission_key=key, body="Anders") == first
    assert told() == ["Anna"]
    with pytest.raises(ValidationError):
        news(cast, an_incident(cast), submission_key=key)


def test_residents_and_other_companies_tell_nothing_nor_does_anybody_at_the_end(
    cast: Cast,
) -> None:
    incident = an_incident(cast)
    for user in (cast.anna, cast.eva, cast.kai):
        with pytest.raises(NotAllowedError):
            news(cast, incident, user=user)
    over(cast, incident)
    with pytest.raises(NotAllowedError):
        news(cast, incident)


def test_the_bells_page_names_it_and_leads_to_it(cast: Cast) -> None:
    incident = an_incident(cast)
    join_incident(user=cast.anna, incident=incident)
    news(cast, incident)
    anna = door(cast.anna, cast.linde)
    shown = words(anna.get("/benachrichtigungen/"))
    assert "Neues zur Störung: Heizung und Warmwasser ausgefallen" in shown
    assert "Der Monteur ist im Haus." in shown
    bell = Notification.objects.get()
    read = anna.post(f"/benachrichtigungen/{bell.uuid}/gelesen/")
    assert read["Location"] == f"/stoerungen/{incident.uuid}/"


def test_one_update_costs_the_same_for_ten_and_for_two_hundred(cast: Cast) -> None:
    incident, costs, number = an_incident(cast), [], 0
    news(cast, incident)  # asks for Stefan's role, which is remembered
    for more in (10, 190):
        for _neighbour in range(more):
            join_incident(user=a_neighbour(cast, f"Nora{number}"), incident=incident)
            number += 1
        with CaptureQueriesContext(connection) as seen:
            news(cast, incident)
        # SQLite takes so many rows in one INSERT.
        costs.append(sum("INSERT" not in query["sql"] for query in seen))
    assert costs[0] == costs[1]
    assert len(told()) == 10 + 200

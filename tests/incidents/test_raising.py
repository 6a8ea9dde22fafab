"""Staff make an incident known: where, out of a case, with or without a notice."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.db.transaction import atomic
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions import link_case
from cases.models import Incident, IncidentJoin
from portal.access.policies import NotAllowedError
from portal.companies.models import CompanyMismatchError
from portal.demo.cast import Cast
from portal.notifications.models import Delivery, Notification
from portal.properties.models import Building
from tests.cases.clock import BERLIN
from tests.doors import door
from tests.mailbox import deliver, letters_to
from tests.pages import links, words
from tests.stories import a_neighbour, an_incident, annas_case, over


def told() -> list[str]:
    rows = Notification.objects.filter(kind="incident_raised")
    return sorted(row.recipient_person.first_name for row in rows)


def test_without_the_wish_nobody_is_told(cast: Cast) -> None:
    an_incident(cast)
    assert not Notification.objects.exists()


def test_with_it_everybody_it_concerns_is_told_once(cast: Cast) -> None:
    a_neighbour(cast, "Nora")
    # Ben has two units in Gartenhof.
    an_incident(cast, properties=[cast.lindenstrasse, cast.gartenhof], tell=True)
    assert told() == ["Anna", "Ben", "Nora"]


def test_the_mail_says_what_is_known_and_leads_to_the_page(cast: Cast) -> None:
    incident = an_incident(
        cast, tell=True, expected_end_at=timezone.now() + timedelta(days=1), body="Kalt <b>&"
    )
    deliver()
    (letter,) = letters_to("anna@example.org")
    assert letter.subject == "Störung: Heizung und Warmwasser ausgefallen"
    assert cast.linde.absolute_url(f"/stoerungen/{incident.uuid}/") in str(letter.body)
    assert "Kalt <b>&" in str(letter.body)
    assert "Voraussichtlich behoben: morgen" in str(letter.body)


def test_a_mail_that_waits_until_the_end_is_not_sent(cast: Cast) -> None:
    incident = an_incident(cast, tell=True)
    over(cast, incident)
    deliver()
    assert letters_to("anna@example.org") == []
    assert [d.reason for d in Delivery.objects.all()] == ["obsolete"]


def test_out_of_a_case_it_takes_the_case_and_its_resident_along(cast: Cast) -> None:
    case = annas_case(cast)
    incident = an_incident(cast, from_case=case)
    case.refresh_from_db()
    assert case.incident == incident
    join = IncidentJoin.objects.get()
    assert (join.person.user, join.unit) == (cast.anna, cast.annas_flat)
    assert case.events.last().kind == "incident"
    page = door(cast.anna, cast.linde).get(f"/vorgaenge/{case.uuid}/")
    assert "Gehört zu einer bekannten Störung" in words(page)
    assert links(page)[incident.title] == f"/stoerungen/{incident.uuid}/"


def test_a_case_is_added_later_and_taken_out_again(cast: Cast) -> None:
    case, incident = annas_case(cast), an_incident(cast)
    for _time in range(2):
        link_case(user=cast.stefan, case=case, incident=incident)
    assert incident.cases.get() == case
    assert [event.kind for event in case.events.all()] == ["opened", "incident"]
    link_case(user=cast.stefan, case=case, incident=None)
    assert not incident.cases.exists()


def test_a_case_of_elsewhere_or_an_incident_that_is_over_do_not_go_together(cast: Cast) -> None:
    case = annas_case(cast)
    elsewhere = an_incident(cast, properties=[cast.gartenhof])
    ended = over(cast, an_incident(cast))
    for incident in (elsewhere, ended):
        with pytest.raises(ValidationError):
            link_case(user=cast.stefan, case=case, incident=incident)
    assert not IncidentJoin.objects.exists()


def test_only_case_staff_of_the_company_raise_and_link(cast: Cast) -> None:
    case, incident = annas_case(cast), an_incident(cast)
    for user in (cast.anna, cast.ben, cast.eva, cast.kai):
        with pytest.raises(NotAllowedError):
            an_incident(cast, user=user)
        with pytest.raises(NotAllowedError):
            link_case(user=user, case=case, incident=incident)


def test_another_companys_house_is_refused(cast: Cast) -> None:
    with pytest.raises(CompanyMismatchError):
        an_incident(cast, properties=[cast.kastanienallee])
    assert not Incident.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"body": "x" * 4001}, "body"),
        ({"body": ""}, "body"),
        ({"properties": []}, "properties"),
        ({"starts_at": datetime(1, 1, 1, tzinfo=BERLIN)}, "starts_at"),
        ({"starts_at": timezone.now() + timedelta(days=400)}, "starts_at"),
        ({"expected_end_at": timezone.now() - timedelta(days=1)}, "expected_end_at"),
    ],
)
def test_what_is_missing_or_wrong_is_said_by_field(
    cast: Cast, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        an_incident(cast, **changes)
    assert list(refused.value.message_dict) == [field]
    assert not Incident.objects.exists()


def test_a_building_must_lie_in_a_chosen_property(cast: Cast) -> None:
    garage = Building.objects.get(property=cast.gartenhof, name="Tiefgarage")
    with pytest.raises(ValidationError):
        an_incident(cast, buildings=[garage])


def test_of_several_properties_one_may_be_meant_in_part(cast: Cast) -> None:
    garage = Building.objects.get(property=cast.gartenhof, name="Tiefgarage")
    incident = an_incident(
        cast, properties=[cast.lindenstrasse, cast.gartenhof], buildings=[garage], tell=True
    )
    assert {scope.name for scope in incident.scopes.all()} == {
        "Lindenstraße 12",
        "WEG Gartenhof, Tiefgarage",
    }
    assert told() == ["Anna", "Ben"]


def test_the_same_form_sent_twice_is_the_same_incident(cast: Cast) -> None:
    key = uuid4()
    first = an_incident(cast, submission_key=key, tell=True)
    assert an_incident(cast, submission_key=key, tell=True, title="Anders") == first
    assert told() == ["Anna"]


def test_the_database_knows_that_what_is_over_has_an_end(cast: Cast) -> None:
    incident = an_incident(cast)
    for wrong in (
        {"status": "ended"},
        {"ended_at": timezone.now()},
        {"status": "paused"},
        {"expected_end_at": incident.starts_at},
    ):
        with pytest.raises(IntegrityError), atomic():
            Incident.objects.filter(pk=incident.pk).update(**wrong)


def test_telling_many_takes_as_many_queries_as_telling_few(cast: Cast) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            an_incident(cast, tell=True)
        return len(seen)

    cost()  # asks for Stefan's role, which is remembered
    few = cost()
    for number in range(30):
        a_neighbour(cast, f"Nora{number}")
    assert cost() == few

"""One tap instead of a call: joining an incident, once, and taking it back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from cases.actions import join_incident, leave_incident
from cases.models import Incident, IncidentJoin
from portal.demo.cast import Cast
from portal.notifications.models import Notification
from tests.doors import api_door, door, stranger
from tests.pages import send, soup, words
from tests.stories import a_neighbour, an_incident, over

DABEI = "Sie sind dabei. Wir sagen Ihnen Bescheid, sobald es Neues gibt."
NEIGHBOURS = "Ihre Nachbarn haben das auch gemeldet"


def test_anna_joins_with_one_tap_and_reads_that_she_is_among_them(cast: Cast) -> None:
    incident = an_incident(cast)
    anna = door(cast.anna, cast.linde)
    page = anna.get(f"/stoerungen/{incident.uuid}/")
    assert "Die Umwälzpumpe ist defekt." in words(page)
    assert "Lindenstraße 12" in words(page)
    joined = send(anna, page, "#dabei")
    assert DABEI in words(joined)
    join = IncidentJoin.objects.get()
    assert (join.person.user, join.unit) == (cast.anna, cast.annas_flat)


def test_looking_at_it_changes_nothing(cast: Cast) -> None:
    incident = an_incident(cast)
    anna = door(cast.anna, cast.linde)
    anna.get(f"/stoerungen/{incident.uuid}/")
    assert anna.get(f"/stoerungen/{incident.uuid}/dabei/").status_code == 405
    assert not IncidentJoin.objects.exists()


def test_a_second_tap_is_the_same_joining(cast: Cast) -> None:
    incident = an_incident(cast)
    anna = door(cast.anna, cast.linde)
    for _tap in range(2):
        assert anna.post(f"/stoerungen/{incident.uuid}/dabei/").status_code == 302
    assert IncidentJoin.objects.count() == 1


def test_she_takes_it_back(cast: Cast) -> None:
    incident = an_incident(cast)
    join_incident(user=cast.anna, incident=incident)
    anna = door(cast.anna, cast.linde)
    page = anna.get(f"/stoerungen/{incident.uuid}/")
    left = send(anna, page, "#nicht-dabei")
    assert soup(left).select_one("#dabei")
    assert not IncidentJoin.objects.exists()
    leave_incident(user=cast.anna, incident=incident)


def test_from_what_is_over_for_long_she_takes_it_back_too(cast: Cast) -> None:
    incidents = [an_incident(cast) for _door in range(2)]
    for incident in incidents:
        join_incident(user=cast.anna, incident=incident)
        over(cast, incident)
    Incident.objects.update(ended_at=timezone.now() - timedelta(days=20))
    page = door(cast.anna, cast.linde).post(
        f"/stoerungen/{incidents[0].uuid}/nicht-dabei/", follow=True
    )
    assert page.redirect_chain == [("/", 302)]
    app = api_door(cast.anna, cast.linde)
    assert app.delete(f"/api/v1/incidents/{incidents[1].uuid}/join/").status_code == 204
    assert not IncidentJoin.objects.exists()


def test_who_does_not_live_there_cannot_join(cast: Cast) -> None:
    incident = an_incident(cast)
    for user, company, status in (
        (cast.ben, cast.linde, 404),
        (cast.dora, cast.linde, 404),
        (cast.clara, cast.kastanie, 404),
        (cast.stefan, cast.linde, 403),
    ):
        for what in ("dabei", "nicht-dabei"):
            answer = door(user, company).post(f"/stoerungen/{incident.uuid}/{what}/")
            assert answer.status_code == status, (user, what)
    assert stranger(cast.linde).post(f"/stoerungen/{incident.uuid}/dabei/").status_code == 302
    assert not IncidentJoin.objects.exists()


def test_staff_see_it_as_residents_do_without_a_button(cast: Cast) -> None:
    page = door(cast.stefan, cast.linde).get(f"/stoerungen/{an_incident(cast).uuid}/")
    assert page.status_code == 200
    assert not soup(page).select("#dabei, #nicht-dabei")


def test_what_is_over_cannot_be_joined_and_says_so(cast: Cast) -> None:
    incident = an_incident(cast)
    over(cast, incident)
    answer = door(cast.anna, cast.linde).post(f"/stoerungen/{incident.uuid}/dabei/", follow=True)
    assert "inzwischen vorbei" in words(answer, "body")
    assert not IncidentJoin.objects.exists()


def test_of_the_others_residents_read_no_number_and_no_name(cast: Cast) -> None:
    incident = an_incident(cast)
    anna, path = door(cast.anna, cast.linde), f"/stoerungen/{incident.uuid}/"
    join_incident(user=a_neighbour(cast, "Nora"), incident=incident)
    # One neighbour would be somebody.
    assert NEIGHBOURS not in words(anna.get(path))
    join_incident(user=a_neighbour(cast, "Nils"), incident=incident)
    shown = words(anna.get(path))
    assert NEIGHBOURS in shown
    assert "Nora" not in shown
    join_incident(user=cast.anna, incident=incident)
    assert NEIGHBOURS in words(anna.get(path))


def test_joining_quiets_the_bell_about_it(cast: Cast) -> None:
    incident = an_incident(cast, tell=True)
    assert Notification.objects.unread().count() == 1
    join_incident(user=cast.anna, incident=incident)
    assert not Notification.objects.unread().exists()


@pytest.mark.django_db(transaction=True)
def test_twenty_taps_at_once_join_once(cast: Cast) -> None:
    incident = an_incident(cast)
    browsers = [door(cast.anna, cast.linde) for _tap in range(20)]

    def tap(browser: Client) -> int:
        try:
            return browser.post(f"/stoerungen/{incident.uuid}/dabei/").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(tap, browsers))
    assert answers == [302] * 20
    assert IncidentJoin.objects.count() == 1

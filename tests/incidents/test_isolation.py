"""The wall: what concerns others is as absent as what never was."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser

from cases.actions import join_incident
from cases.incident_policy import incident_policy
from cases.models import Incident
from portal.access.policies import Action
from portal.demo.cast import Cast
from portal.people.models import Occupancy
from portal.properties.models import Building
from tests.doors import door, stranger
from tests.pages import words
from tests.stories import a_neighbour, an_incident, over

PEOPLE = ["anna", "ben", "clara", "dora", "stefan", "maria", "eva", "kai"]


@pytest.mark.parametrize("who", ["ben", "dora", "eva", "clara", "kai"])
def test_annas_incident_is_not_there_for_strangers(cast: Cast, who: str) -> None:
    incident = an_incident(cast)
    company = cast.kastanie if who in {"clara", "kai"} else cast.linde
    browser = door(getattr(cast, who), company)
    answered = browser.get(f"/stoerungen/{incident.uuid}/")
    absent = browser.get(f"/stoerungen/{uuid4()}/")
    assert answered.status_code == absent.status_code == 404
    assert words(answered, "html") == words(absent, "html")


def test_it_is_not_there_on_the_other_companys_host(cast: Cast) -> None:
    incident = an_incident(cast)
    browser = door(cast.anna, cast.linde)
    answered = browser.get(f"/stoerungen/{incident.uuid}/", SERVER_NAME="kastanie.localhost")
    assert answered.status_code in {302, 404}
    assert incident.title not in answered.content.decode()


def test_without_login_the_page_asks_for_it(cast: Cast) -> None:
    answered = stranger(cast.linde).get(f"/stoerungen/{an_incident(cast).uuid}/")
    assert answered.status_code == 302
    assert answered.headers["Location"].startswith("/konto/anmelden/")


def test_who_moves_out_sees_it_no_more_even_after_joining(cast: Cast) -> None:
    incident = an_incident(cast)
    join_incident(user=cast.anna, incident=incident)
    Occupancy.objects.of_user(cast.anna, cast.linde).delete()
    assert door(cast.anna, cast.linde).get(f"/stoerungen/{incident.uuid}/").status_code == 404


def test_the_policy_answers_alike_from_all_three_sides(cast: Cast) -> None:
    nora = a_neighbour(cast, "Nora")
    garage = Building.objects.get(property=cast.gartenhof, name="Tiefgarage")
    empty = Building.objects.get(property=cast.gartenhof, name="Gartenweg 5")
    recent, old = over(cast, an_incident(cast)), an_incident(cast)
    join_incident(user=nora, incident=old)
    over(cast, old)
    Incident.objects.filter(pk=old.pk).update(
        starts_at="2024-01-01T10:00Z", ended_at="2024-01-02T10:00Z"
    )
    incidents = [
        an_incident(cast),
        recent,
        Incident.objects.get(pk=old.pk),
        an_incident(cast, properties=[cast.gartenhof], buildings=[garage]),
        an_incident(cast, properties=[cast.gartenhof], buildings=[empty]),
        an_incident(cast, properties=[cast.lindenstrasse, cast.gartenhof], buildings=[empty]),
    ]
    shown = {}
    for incident in incidents:
        readers = set(incident_policy.who_may_see(incident))
        for user in (*(getattr(cast, who) for who in PEOPLE), nora):
            seen = incident_policy.visible_to(user, cast.linde).filter(pk=incident.pk).exists()
            may = incident_policy.may(user, Action.VIEW, incident)
            assert seen == may == (user in readers), (user, incident)
            shown[user, incident.pk] = seen
        assert not incident_policy.may(AnonymousUser(), Action.VIEW, incident)
        assert not incident_policy.visible_to(AnonymousUser(), cast.linde).exists()
    residents = [[shown[user, i.pk] for i in incidents] for user in (cast.anna, nora, cast.ben)]
    assert residents == [
        [True, True, False, False, False, True],
        [True, True, True, False, False, True],
        [False, False, False, True, False, False],
    ]


def test_a_login_that_was_shut_off_sees_nothing(cast: Cast) -> None:
    incident = an_incident(cast)
    cast.anna.is_active = False
    cast.anna.save()
    assert not incident_policy.may(cast.anna, Action.VIEW, incident)
    assert not incident_policy.may(cast.anna, "join", incident)
    assert cast.anna not in incident_policy.who_may_see(incident)

"""What is known is seen before anything has to be typed, by those it concerns."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions import join_incident
from cases.models import CaseCategory, IncidentJoin
from portal.demo.cast import Cast
from portal.people.models import Occupancy, Person
from portal.properties.models import Building
from tests.doors import door
from tests.pages import links, send, soup, words
from tests.stories import an_incident


def known(page: Any) -> list[str]:
    """The incidents the page leads to, by their titles."""
    return [title for title, url in links(page).items() if url.startswith("/stoerungen/")]


def test_the_topics_page_names_it_and_leads_to_it(cast: Cast) -> None:
    incident = an_incident(cast)
    page = door(cast.anna, cast.linde).get("/vorgaenge/neu/")
    assert "Schon bekannt" in words(page)
    assert (
        links(page, "[aria-labelledby=known] a")[incident.title] == f"/stoerungen/{incident.uuid}/"
    )


def test_a_topic_shows_what_is_about_it_or_about_none(cast: Cast) -> None:
    an_incident(cast, title="Heizung kalt")
    an_incident(cast, title="Strom weg", category=None)
    anna = door(cast.anna, cast.linde)
    assert sorted(known(anna.get("/vorgaenge/neu/heating/"))) == ["Heizung kalt", "Strom weg"]
    assert known(anna.get("/vorgaenge/neu/lift/")) == ["Strom weg"]


def test_who_has_several_houses_sees_it_while_choosing_and_then_of_that_house(cast: Cast) -> None:
    an_incident(cast, title="Hof", properties=[cast.gartenhof])
    an_incident(cast, title="Rosen", properties=[cast.rosenweg])
    ben = door(cast.ben, cast.linde)
    form = "/vorgaenge/neu/heating/"
    assert sorted(known(ben.get(form))) == ["Hof", "Rosen"]
    assert known(ben.get(form, {"liegenschaft": cast.rosenweg.uuid})) == ["Rosen"]
    page = ben.get("/vorgaenge/neu/", {"liegenschaft": cast.gartenhof.uuid})
    assert known(page) == ["Hof"]


def test_start_and_the_house_show_it_in_front(cast: Cast) -> None:
    incident = an_incident(cast)
    anna = door(cast.anna, cast.linde)
    for path in ("/", f"/liegenschaften/{cast.lindenstrasse.uuid}/"):
        banner = soup(anna.get(path)).select_one(".banner")
        assert incident.title in banner.get_text()
        assert banner.select_one("a")["href"] == f"/stoerungen/{incident.uuid}/"


def test_who_has_joined_reads_so_everywhere(cast: Cast) -> None:
    incident = an_incident(cast)
    join_incident(user=cast.anna, incident=incident)
    anna = door(cast.anna, cast.linde)
    for path in ("/", "/vorgaenge/neu/", "/vorgaenge/neu/heating/"):
        assert "Sie sind dabei" in words(anna.get(path)), path


@pytest.mark.parametrize(
    "path", ["/", "/liegenschaften/{}/", "/vorgaenge/neu/", "/vorgaenge/neu/heating/"]
)
def test_from_wherever_it_is_shown_one_tap_joins(cast: Cast, path: str) -> None:
    incident = an_incident(cast)
    anna = door(cast.anna, cast.linde)
    page = anna.get(path.format(cast.lindenstrasse.uuid))
    joined = send(anna, page, f'form[action="/stoerungen/{incident.uuid}/dabei/"]')
    assert "Sie sind dabei." in words(joined)
    assert IncidentJoin.objects.get().person.user == cast.anna


def test_who_does_not_live_there_gets_no_button(cast: Cast) -> None:
    an_incident(cast)
    page = door(cast.stefan, cast.linde).get(f"/liegenschaften/{cast.lindenstrasse.uuid}/")
    assert "Bekannte Störung" in words(page)
    assert not soup(page).select('form[action$="/dabei/"]')


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("Der Aufzug macht Lärm", True),
        ("Aufzugs-Tür", True),
        ("Das Fenster geht nicht zu", False),
        ("", False),
    ],
)
def test_while_typing_what_is_known_on_another_topic_comes_up(
    cast: Cast, typed: str, named: bool
) -> None:
    lift = CaseCategory.objects.of(cast.linde).get(key="lift")
    an_incident(cast, title="Aufzug fährt nicht", category=lift)
    anna = door(cast.anna, cast.linde)
    page = anna.get("/vorgaenge/neu/other-damage/", follow=True)
    assert known(page) == []
    there = str(soup(page).select_one("#hinweise")["hx-get"])
    assert ("Aufzug fährt nicht" in known(anna.get(there, {"subject": typed}))) is named


def test_without_one_nothing_is_said(cast: Cast) -> None:
    an_incident(cast, properties=[cast.gartenhof])
    anna = door(cast.anna, cast.linde)
    for path in ("/", "/vorgaenge/neu/", "/vorgaenge/neu/heating/"):
        page = anna.get(path)
        assert known(page) == []
        assert "Schon bekannt" not in words(page)


@pytest.mark.parametrize(("building", "sees"), [("Gartenweg 3", True), ("Gartenweg 5", False)])
def test_of_a_building_only_those_in_it_see_it(cast: Cast, building: str, sees: bool) -> None:
    Occupancy.objects.of_user(cast.ben, cast.linde).filter(unit__kind="parking").delete()
    place = Building.objects.get(property=cast.gartenhof, name=building)
    an_incident(cast, properties=[cast.gartenhof], buildings=[place], title="Klingel stumm")
    page = door(cast.ben, cast.linde).get("/")
    assert known(page) == (["Stand der Arbeiten ansehen Klingel stumm"] if sees else [])


def test_of_other_houses_a_resident_reads_no_name(cast: Cast) -> None:
    incident = an_incident(cast, properties=[cast.lindenstrasse, cast.parkstrasse])
    anna = door(cast.anna, cast.linde)
    for path in ("/", "/vorgaenge/neu/", f"/stoerungen/{incident.uuid}/"):
        assert "Parkstraße" not in words(anna.get(path))
    stefan = door(cast.stefan, cast.linde)
    assert "Parkstraße 8" in words(stefan.get(f"/stoerungen/{incident.uuid}/"))


def test_a_clerk_who_lives_there_has_at_home_what_is_in_their_own_house(cast: Cast) -> None:
    Person.objects.filter(user=cast.anna).update(user=cast.stefan)
    an_incident(cast, title="Daheim")
    an_incident(cast, title="Anderswo", properties=[cast.gartenhof])
    shown = words(door(cast.stefan, cast.linde).get("/"))
    assert "Daheim" in shown
    assert "Anderswo" not in shown


def test_the_pages_cost_the_same_with_one_and_with_ten(cast: Cast) -> None:
    anna, costs = door(cast.anna, cast.linde), []
    paths = ("/", "/vorgaenge/neu/", "/vorgaenge/neu/heating/")
    anna.get("/")  # remembers the company's look
    for more in (1, 9):
        for number in range(more):
            an_incident(cast, title=f"Nr. {number}", starts_at=timezone.now())
        cost = []
        for path in paths:
            with CaptureQueriesContext(connection) as seen:
                assert anna.get(path).status_code == 200
            cost.append(len(seen))
        costs.append(cost)
    assert costs[0] == costs[1]

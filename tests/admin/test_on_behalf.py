"""Vorgang aufnehmen: find the person, choose place and topic, write down what was said."""

from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from cases.actions import change_status
from cases.models import Case, CaseCategory, CategoryQuestion
from portal.demo.cast import Cast
from portal.people.models import Person
from tests.doors import door
from tests.pages import words
from tests.stories import an_incident, over, picture, without_login

FIND = "/admin/vorgaenge/aufnehmen/"


@pytest.fixture
def clerk(cast: Cast) -> Client:
    return door(cast.stefan, cast.linde)


def page_for(cast: Cast, person: Person, topic: str = "heating") -> str:
    """The address of the second form, as the first one leads to it."""
    chosen = CaseCategory.objects.of(cast.linde).get(key=topic)
    path = reverse("casework:behalf", args=[person.uuid])
    return f"{path}?place={cast.annas_flat.uuid}&topic={chosen.uuid}"


def write_down(client: Client, path: str, **typed: Any) -> Any:
    """Fill in the page's form as it was read, and send it."""
    form = BeautifulSoup(client.get(path).content, "html.parser").select_one("form[method=post]")
    assert form is not None
    key = form.select_one("input[name=submission_key]")
    assert key is not None
    said = {
        "source": "phone",
        "subject": "Heizkörper bleibt kalt",
        "body": "Seit gestern kalt.",
        "submission_key": key["value"],
    }
    return client.post(path, said | typed)


@pytest.mark.parametrize(
    "query", ["Berger", "anna", "berger linden", "anna@example.org", "Lindenstraße Berg"]
)
def test_a_person_is_found_by_any_words_of_theirs(clerk: Client, query: str, cast: Cast) -> None:
    page = clerk.get(FIND, {"q": query})
    anna = cast.person(cast.anna)
    assert reverse("casework:behalf", args=[anna.uuid]) in page.text
    assert "Wohnung 3" in words(page)


@pytest.mark.parametrize("query", ["Novak", "zzz", "\x00", "%"])
def test_others_are_not_found(clerk: Client, query: str) -> None:
    page = clerk.get(FIND, {"q": query})
    assert page.status_code == 200
    assert page.context["people"] == []


def test_whoever_moved_out_is_found_but_has_no_form(clerk: Client, cast: Cast) -> None:
    assert "hat keine Einheit mehr" in words(clerk.get(FIND, {"q": "Klein"}))
    dora = cast.person(cast.dora)
    page = clerk.get(reverse("casework:behalf", args=[dora.uuid]))
    assert "kein Vorgang möglich" in words(page)


def test_place_and_topic_are_chosen_then_the_topic_asks(clerk: Client, cast: Cast) -> None:
    topic = CaseCategory.objects.of(cast.linde).get(key="heating")
    CategoryQuestion.objects.create(
        company=cast.linde, category=topic, label="Zählernummer?", kind="text", is_required=True
    )
    anna = cast.person(cast.anna)
    first = clerk.get(reverse("casework:behalf", args=[anna.uuid]))
    assert "Wohnung 3 · Lindenstraße 12" in words(first)
    assert "Zählernummer?" not in words(first)
    second = words(clerk.get(page_for(cast, anna)))
    assert "Zählernummer?" in second
    assert "Wohnung 3 · Lindenstraße 12" in second


def test_what_was_said_becomes_a_case_with_files(clerk: Client, cast: Cast) -> None:
    sent = write_down(
        clerk, page_for(cast, cast.person(cast.anna)), place="Bad", uploads=picture("brief.jpg")
    )
    case = Case.objects.get()
    assert sent["Location"] == reverse("casework:case", args=[case.uuid])
    assert (case.opened_for.user, case.opened_by) == (cast.anna, cast.stefan)
    assert (case.source, case.place, case.unit) == ("phone", "Bad", cast.annas_flat)
    assert case.attachments.get().name == "brief.jpg"
    page = words(clerk.get(sent["Location"]))
    assert f"Vorgang {case.number} ist aufgenommen." in page
    assert "bekommt die Eingangsbestätigung per E-Mail und im Portal" in page


def test_the_fiftieth_call_about_the_heating_joins_what_is_known(clerk: Client, cast: Cast) -> None:
    incident = an_incident(cast)
    path = page_for(cast, cast.person(cast.anna))
    assert incident.title in words(clerk.get(path))
    write_down(clerk, path, incident=str(incident.uuid))
    assert Case.objects.get().incident == incident
    assert incident.joins.get().person.user == cast.anna
    write_down(clerk, path, incident="")
    assert Case.objects.filter(incident=None).count() == 1


def test_an_incident_that_has_ended_meanwhile_keeps_no_case_from_being_opened(
    clerk: Client, cast: Cast
) -> None:
    incident, other = an_incident(cast), an_incident(cast, title="Strom weg", category=None)
    path = page_for(cast, cast.person(cast.anna))
    over(cast, incident)
    sent = write_down(clerk, path, incident=str(incident.uuid))
    assert "Diese Störung ist beendet." in words(clerk.get(sent["Location"]), "body")
    assert Case.objects.get().incident is None
    over(cast, other)
    write_down(clerk, path, incident=str(other.uuid))
    assert Case.objects.filter(incident=None).count() == 2


def test_sent_again_after_it_was_closed_the_case_stays_as_it_is(clerk: Client, cast: Cast) -> None:
    incident, key = an_incident(cast), str(uuid4())
    path = page_for(cast, cast.person(cast.anna))
    write_down(clerk, path, submission_key=key)
    case = Case.objects.get()
    change_status(user=cast.stefan, case=case, status="resolved")
    change_status(user=cast.stefan, case=case, status="closed")
    sent = write_down(clerk, path, submission_key=key, incident=str(incident.uuid))
    assert "Der Vorgang wurde der Störung nicht zugeordnet." in words(
        clerk.get(sent["Location"]), "body"
    )


def test_for_whoever_gets_letters_the_pages_say_so(clerk: Client, cast: Cast) -> None:
    anna = without_login(cast.anna, email="")
    write_down(clerk, page_for(cast, anna), source="counter")
    case = Case.objects.get()
    page = words(clerk.get(reverse("casework:case", args=[case.uuid])))
    assert "bekommt die Eingangsbestätigung per Brief" in page
    assert "Anna Berger bekommt das per Brief." in page
    assert "Aufgenommen von Stefan Vogt (Schalter)" in page
    assert "Hat den Vorgang aufgenommen (Schalter)" in page


def test_sent_twice_it_is_one_case(clerk: Client, cast: Cast) -> None:
    path = page_for(cast, cast.person(cast.anna))
    key = "0e5f3c9e-3f6f-4b2c-9a55-0d5c3a2f7b11"
    for _ in range(2):
        write_down(clerk, path, submission_key=key)
    assert Case.objects.count() == 1


def test_a_mistake_keeps_what_was_written(clerk: Client, cast: Cast) -> None:
    refused = write_down(clerk, page_for(cast, cast.person(cast.anna)), subject="")
    assert refused.status_code == 422
    assert "Seit gestern kalt." in refused.text
    assert "Sagen Sie in wenigen Worten, worum es geht" in words(refused)
    assert not Case.objects.exists()


def test_a_topic_that_does_not_fit_the_house_is_refused_in_words(clerk: Client, cast: Cast) -> None:
    weg = CaseCategory.objects.of(cast.linde).filter(group="weg").first()
    assert weg is not None
    path = reverse("casework:behalf", args=[cast.person(cast.anna).uuid])
    page = clerk.get(f"{path}?place={cast.annas_flat.uuid}&topic={weg.uuid}")
    assert page.status_code == 200
    assert not page.context["chosen"]
    assert clerk.post(f"{path}?topic={weg.uuid}").status_code == 404


@pytest.mark.parametrize("who", ["anna", "eva", "kai"])
def test_nobody_but_the_companys_case_staff_gets_in(cast: Cast, who: str) -> None:
    client = door(getattr(cast, who), cast.linde)
    anna = cast.person(cast.anna)
    for path in (FIND, reverse("casework:behalf", args=[anna.uuid])):
        assert client.get(path).status_code == 404
        assert client.post(path).status_code in {404, 405}


def test_another_companys_person_is_not_there(clerk: Client, cast: Cast) -> None:
    clara = cast.person(cast.clara)
    assert clerk.get(reverse("casework:behalf", args=[clara.uuid])).status_code == 404


def test_the_way_there_is_in_the_queue_and_on_the_persons_page(clerk: Client, cast: Cast) -> None:
    anna = cast.person(cast.anna)
    assert FIND in clerk.get(reverse("casework:index") + "?state=unfinished").text
    page = clerk.get(reverse("person:inspect", args=[anna.pk]))
    assert reverse("casework:behalf", args=[anna.uuid]) in page.text

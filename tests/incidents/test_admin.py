"""Staff raise, tell, end and link in the admin; nobody else gets in."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.actions import join_incident, link_case
from cases.models import Case, CaseCategory, Incident, IncidentUpdate
from portal.demo.cast import Cast
from portal.notifications.models import Notification
from portal.properties.models import Building
from tests.doors import door
from tests.pages import form_of, links, send, soup, words
from tests.stories import a_neighbour, an_incident, annas_case, news, over

LIST = reverse("incident:index")
ADD = reverse("incident:add")


def page_of(incident: Incident, view: str = "inspect") -> str:
    return reverse(f"incident:{view}", args=[incident.pk])


def form(cast: Cast, **changes: Any) -> dict[str, Any]:
    """The form as Stefan fills it in."""
    return {
        "title": "Aufzug steht",
        "body": "Der Aufzug steht im Erdgeschoss.",
        "properties": [cast.lindenstrasse.pk],
        "buildings": [],
        "category": "",
        "starts_at": timezone.localtime().strftime("%Y-%m-%d %H:%M"),
        "expected_end_at": "",
        "submission_key": str(uuid4()),
        **changes,
    }


@pytest.mark.parametrize("typed", ["0001-01-01 00:00", "9999-12-31 23:59"])
def test_a_beginning_nobody_can_mean_is_asked_again(cast: Cast, typed: str) -> None:
    answer = door(cast.stefan, cast.linde).post(ADD, form(cast, starts_at=typed))
    assert answer.status_code == 200
    assert "höchstens ein Jahr entfernt" in words(answer, "body")
    assert not Incident.objects.exists()


def test_a_clerk_raises_one_and_tells_everybody_it_concerns(cast: Cast) -> None:
    answer = door(cast.stefan, cast.linde).post(ADD, form(cast, tell="on"))
    incident = Incident.objects.get()
    assert answer["Location"] == page_of(incident)
    assert incident.raised_by == cast.stefan
    assert [n.recipient_person.user for n in Notification.objects.all()] == [cast.anna]


def test_the_empty_form_has_a_key_so_that_twice_is_once(cast: Cast) -> None:
    stefan = door(cast.stefan, cast.linde)
    _action, untouched = form_of(stefan.get(ADD), "form[data-edit-form]")
    sent = form(cast, submission_key=untouched["submission_key"])
    for _time in range(2):
        stefan.post(ADD, sent)
    assert Incident.objects.count() == 1


def test_out_of_a_case_the_form_knows_what_the_case_says_but_not_its_words(cast: Cast) -> None:
    case, stefan = annas_case(cast), door(cast.stefan, cast.linde)
    raise_url = links(stefan.get(reverse("casework:case", args=[case.uuid])))["Als Störung melden"]
    page = stefan.get(raise_url)
    _action, known = form_of(page, "form[data-edit-form]")
    assert known["title"] == "Heizkörper bleibt kalt"
    assert known["category"] == str(case.category.pk)
    assert known["properties"] == str(cast.lindenstrasse.pk)
    assert known["body"] == ""
    assert "Seit gestern" not in words(page, "body")
    stefan.post(ADD, form(cast, case=str(case.uuid)))
    assert Incident.objects.get().cases.get() == case


def test_a_case_that_is_not_there_leads_to_404(cast: Cast) -> None:
    stefan = door(cast.stefan, cast.linde)
    for uuid in (str(uuid4()), "x"):
        assert stefan.get(ADD, {"case": uuid}).status_code == 404
    assert stefan.post(ADD, form(cast, case=str(uuid4()))).status_code == 404
    assert not Incident.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"body": ""}, "body"),
        ({"properties": []}, "properties"),
        ({"starts_at": "gestern"}, "starts_at"),
        ({"expected_end_at": "2020-01-01 08:00"}, "expected_end_at"),
        ({"submission_key": ""}, "submission_key"),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_its_field(
    cast: Cast, changes: dict[str, Any], field: str
) -> None:
    answer = door(cast.stefan, cast.linde).post(ADD, form(cast, **changes))
    assert list(answer.context["form"].errors) == [field]
    assert not Incident.objects.exists()


def test_what_only_the_action_can_refuse_is_said_above_the_form(cast: Cast) -> None:
    case = annas_case(cast)
    sent = form(cast, case=str(case.uuid), properties=[cast.gartenhof.pk])
    answer = door(cast.stefan, cast.linde).post(ADD, sent)
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["__all__"]
    assert not Incident.objects.exists()


def test_another_companys_rows_are_no_choice(cast: Cast) -> None:
    foreign = {
        "properties": [cast.kastanienallee.pk],
        "buildings": [Building.objects.of(cast.kastanie).first().pk],
        "category": CaseCategory.objects.of(cast.kastanie).first().pk,
    }
    stefan = door(cast.stefan, cast.linde)
    for field, value in foreign.items():
        assert field in stefan.post(ADD, form(cast, **{field: value})).context["form"].errors
    for path in (ADD, LIST):
        assert "Kastanienallee" not in stefan.get(path).content.decode()


def test_its_page_names_who_has_joined_and_which_cases_belong_to_it(cast: Cast) -> None:
    incident, case = an_incident(cast), annas_case(cast)
    link_case(user=cast.stefan, case=case, incident=incident)
    join_incident(user=a_neighbour(cast, "Nora"), incident=incident)
    news(cast, incident)
    shown = words(door(cast.maria, cast.linde).get(page_of(incident)))
    assert "2 Personen sind dabei." in shown
    for word in ("Anna Berger", "Nora Nachbar", "Wohnung 3", case.number, "Der Monteur ist"):
        assert word in shown


def test_news_are_told_from_the_page(cast: Cast) -> None:
    incident = an_incident(cast)
    join_incident(user=cast.anna, incident=incident)
    stefan = door(cast.stefan, cast.linde)
    end = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    told = send(stefan, stefan.get(page_of(incident)), "#neues", body="Bald.", expected_end_at=end)
    assert "Bald." in words(told)
    incident.refresh_from_db()
    assert incident.expected_end_at is not None
    assert [n.kind for n in Notification.objects.all()] == ["incident_updated"]
    # The next form starts with the date that holds.
    assert form_of(told, "#neues")[1]["expected_end_at"] == end


def test_a_form_with_a_gap_keeps_what_was_typed(cast: Cast) -> None:
    incident, stefan = an_incident(cast), door(cast.stefan, cast.linde)
    page = stefan.get(page_of(incident))
    answer = send(stefan, page, "#neues", body="Getippt.", expected_end_at="irgendwann")
    assert answer.status_code == 422
    assert form_of(answer, "#neues")[1]["body"] == "Getippt."
    answer = send(stefan, page, "#ende", body="", cases="ask")
    assert answer.status_code == 422
    assert soup(answer).select_one("#ende input[value=ask]").has_attr("checked")
    assert not IncidentUpdate.objects.exists()


def test_the_end_from_the_page_resolves_the_cases(cast: Cast) -> None:
    incident = an_incident(cast)
    link_case(user=cast.stefan, case=annas_case(cast), incident=incident)
    stefan = door(cast.stefan, cast.linde)
    ended = send(stefan, stefan.get(page_of(incident)), "#ende", body="Läuft wieder.")
    assert "Beendet" in words(ended)
    assert Case.objects.get().status == "resolved"
    assert not soup(ended).select("#neues, #ende")


def test_news_that_come_too_late_change_nothing_and_say_so(cast: Cast) -> None:
    incident, stefan = an_incident(cast), door(cast.stefan, cast.linde)
    page = stefan.get(page_of(incident))
    over(cast, incident)
    late = send(stefan, page, "#neues", body="Noch was.")
    assert "Es wurde nichts geändert." in words(late, "body")
    assert incident.updates.count() == 1


def test_a_case_is_put_to_an_incident_of_its_property_and_out_of_it(cast: Cast) -> None:
    case, incident = annas_case(cast), an_incident(cast)
    an_incident(cast, title="Anderswo", properties=[cast.gartenhof])
    over(cast, an_incident(cast, title="Vorbei"))
    stefan, path = door(cast.stefan, cast.linde), reverse("casework:case", args=[case.uuid])
    link = f"form[action='{reverse('casework:link', args=[case.uuid])}']"
    page = stefan.get(path)
    offered = [option.get_text() for option in soup(page).select(f"{link} option")]
    assert offered == ["Keine", incident.title]
    linked = send(stefan, page, link, incident=str(incident.uuid))
    assert f"Der Vorgang gehört zur Störung „{incident.title}“" in words(linked, "body")
    assert links(linked)["Störung ansehen"] == page_of(incident)
    assert f"Gehört zur Störung: {incident.title}" in words(linked, "body")
    send(stefan, linked, link, incident="")
    case.refresh_from_db()
    assert case.incident is None


def test_a_foreign_incident_is_no_choice_for_a_case(cast: Cast) -> None:
    case = annas_case(cast)
    elsewhere = an_incident(cast, properties=[cast.gartenhof])
    path = reverse("casework:link", args=[case.uuid])
    an_incident(cast)
    stefan = door(cast.stefan, cast.linde)
    assert stefan.post(path, {"incident": str(elsewhere.uuid)}).status_code == 422
    case.refresh_from_db()
    assert case.incident is None


def test_nobody_else_finds_the_incidents_in_the_admin(cast: Cast) -> None:
    incident, case = an_incident(cast), annas_case(cast)
    reading = [LIST, ADD, page_of(incident)]
    writing = [page_of(incident, "news"), page_of(incident, "end")]
    writing.append(reverse("casework:link", args=[case.uuid]))
    for user in (cast.anna, cast.ben, cast.eva):
        browser = door(user, cast.linde)
        assert {browser.get(path).status_code for path in reading} == {404}
        assert {browser.post(path, {"body": "x"}).status_code for path in writing} == {404}
    kai = door(cast.kai, cast.kastanie)
    assert kai.get(page_of(incident)).status_code == 404
    assert {kai.post(path, {"body": "x"}).status_code for path in writing} == {404}
    assert incident.title not in words(kai.get(LIST))
    incident.refresh_from_db()
    assert incident.is_active


def test_an_incident_is_neither_edited_nor_deleted(cast: Cast) -> None:
    incident, maria = an_incident(cast), door(cast.maria, cast.linde)
    for view in ("edit", "delete", "history", "copy"):
        assert maria.post(f"{LIST}{view}/{incident.pk}/").status_code == 404


def test_the_list_is_narrowed_by_status_property_and_topic(cast: Cast) -> None:
    an_incident(cast, title="Hier")
    an_incident(cast, title="Dort", properties=[cast.gartenhof], category=None)
    over(cast, an_incident(cast, title="Vorbei"))
    stefan = door(cast.stefan, cast.linde)

    def shown(**query: Any) -> list[str]:
        rows = soup(stefan.get(LIST, query)).select("tbody td.title a")
        return sorted({row.get_text(strip=True) for row in rows} & {"Hier", "Dort", "Vorbei"})

    assert shown() == ["Dort", "Hier", "Vorbei"]
    assert shown(status="active") == ["Dort", "Hier"]
    assert shown(property=cast.lindenstrasse.pk) == ["Hier", "Vorbei"]
    heating = CaseCategory.objects.of(cast.linde).get(key="heating")
    assert shown(category=heating.pk) == ["Hier", "Vorbei"]


def test_list_and_page_cost_the_same_with_ten_and_with_two_hundred(cast: Cast) -> None:
    incident, stefan, number = an_incident(cast), door(cast.stefan, cast.linde), 0
    costs = []
    for more in (10, 190):
        for _neighbour in range(more):
            join_incident(user=a_neighbour(cast, f"Nora{number}"), incident=incident)
            link_case(user=cast.stefan, case=annas_case(cast), incident=incident)
            number += 1
        an_incident(cast)
        cost = []
        for path in (LIST, page_of(incident)):
            with CaptureQueriesContext(connection) as seen:
                page = stefan.get(path)
            cost.append(len(seen))
        costs.append(cost)
    assert costs[0] == costs[1]
    # Two hundred neighbours and Anna, by her cases.
    assert "201 Personen sind dabei." in words(page)
    listed = words(stefan.get(LIST), "tbody")
    assert "201" in listed
    assert "200" in listed

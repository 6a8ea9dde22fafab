"""A case on somebody's behalf: a clerk writes down what came by phone, letter or in person."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from cases.actions import assign, change_status, link_case
from cases.models import Case, CaseCategory, CategoryQuestion
from portal.access.policies import NotAllowedError
from portal.demo.cast import Cast
from portal.notifications.models import Delivery, Notification
from portal.people.models import Occupancy, Person
from tests.doors import api_door, door
from tests.mailbox import addresses_in, deliver, letters_to
from tests.pages import words
from tests.pdf import text_of
from tests.stories import (
    an_incident,
    annas_call,
    annas_case,
    answer,
    news,
    over,
    without_login,
)

Channel = Delivery.Channel


def told(kind: str) -> list[tuple[str, str]]:
    """By which way which person was told."""
    rows = Delivery.objects.filter(notification__kind=kind, notification__recipient_user=None)
    return [(str(row.recipient), row.channel) for row in rows.order_by("pk")]


def test_it_is_the_residents_case_with_all_that_a_report_brings(cast: Cast) -> None:
    case = annas_call(cast)
    assert case.opened_for == cast.person(cast.anna)
    assert (case.opened_by, case.source) == (cast.stefan, "phone")
    assert case.due_at is not None
    assert case.number.startswith("V-")
    assert not case.last_message_by_staff
    assert door(cast.anna, cast.linde).get(f"/vorgaenge/{case.uuid}/").status_code == 200


def test_the_resident_gets_the_receipt_and_the_colleagues_the_news(cast: Cast) -> None:
    annas_call(cast)
    deliver()
    [receipt] = letters_to("anna@example.org")
    assert "    Seit gestern wird er nicht mehr warm." in str(receipt.body)
    assert "Seit gestern wird er nicht mehr warm." in str(receipt.alternatives[0][0])
    assert letters_to("maria@example.org")
    assert not letters_to("stefan@example.org")


def test_the_same_form_twice_is_one_case(cast: Cast) -> None:
    key = uuid4()
    assert annas_call(cast, submission_key=key) == annas_call(cast, submission_key=key)
    assert Notification.objects.filter(kind="case_received").count() == 1


def test_everybody_reads_whose_words_they_are_and_who_wrote_them_down(cast: Cast) -> None:
    case = annas_call(cast)
    sentence = "Aufgenommen von Stefan Vogt (Telefon)"
    annas = door(cast.anna, cast.linde)
    page = words(annas.get(f"/vorgaenge/{case.uuid}/"))
    assert f"Sie {sentence}" in page
    assert sentence in words(door(cast.stefan, cast.linde).get(f"/admin/vorgaenge/{case.uuid}/"))
    record = text_of(annas.get(f"/vorgaenge/{case.uuid}/protokoll.pdf").content)
    assert f"Anna Berger · {sentence}" in record
    message = api_door(cast.anna, cast.linde).get(f"/api/v1/cases/{case.uuid}/messages/")
    first = message.json()["results"][0]
    assert (first["author"], first["by_staff"]) == ("Anna Berger", False)
    assert first["written_down"] == sentence


def test_a_clerks_own_answers_stay_the_companys(cast: Cast) -> None:
    case = annas_call(cast)
    message = answer(case, cast.stefan)
    assert message.by_staff
    page = words(door(cast.anna, cast.linde).get(f"/vorgaenge/{case.uuid}/"))
    assert page.count("Aufgenommen von") == 1


def test_what_the_topic_must_know_may_stay_open_on_the_phone(cast: Cast) -> None:
    topic = CaseCategory.objects.of(cast.linde).get(key="heating")
    question = CategoryQuestion.objects.create(
        company=cast.linde, category=topic, label="Zählernummer?", kind="text", is_required=True
    )
    with pytest.raises(ValidationError):
        annas_case(cast)
    assert annas_call(cast).answers == []
    case = annas_call(cast, answers={str(question.uuid): "4711"})
    assert [kept["value"] for kept in case.answers] == ["4711"]


@pytest.mark.parametrize("who", ["anna", "ben", "eva", "kai", "clara", "dora"])
def test_nobody_but_the_companys_case_staff_may_do_it(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowedError):
        annas_call(cast, user=getattr(cast, who))
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"source": "portal"}, "source"),
        ({"source": "fax"}, "source"),
        ({"subject": " "}, "subject"),
        ({"body": ""}, "body"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(
    cast: Cast, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        annas_call(cast, **changes)
    assert list(refused.value.message_dict) == [field]


def test_only_for_what_the_person_holds(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        annas_call(cast, property=cast.gartenhof, unit=None)
    assert list(refused.value.message_dict) == ["property"]
    with pytest.raises(ValidationError) as refused:
        annas_call(cast, unit=cast.bens_flat)
    assert list(refused.value.message_dict) == ["unit"]


def test_another_companys_person_is_none_of_theirs(cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        annas_call(cast, person=cast.person(cast.clara))


def test_whoever_moved_out_has_no_new_case(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        annas_call(cast, person=cast.person(cast.dora))


# By the API


def call(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What an app of Stefan's sends while Anna is on the phone."""
    sent: dict[str, Any] = {
        "person_id": cast.person(cast.anna).uuid,
        "source": "phone",
        "category_id": CaseCategory.objects.of(cast.linde).get(key="heating").uuid,
        "property_id": cast.lindenstrasse.uuid,
        "unit_id": cast.annas_flat.uuid,
        "subject": "Heizkörper bleibt kalt",
        "body": "Seit gestern.",
        "submission_key": uuid4(),
    }
    return sent | changes


def test_a_clerk_does_it_by_the_api_and_a_repetition_is_the_same_case(cast: Cast) -> None:
    app, sent = api_door(cast.stefan, cast.linde), call(cast)
    answers = [app.post("/api/v1/cases/on-behalf/", sent, format="json") for _ in range(2)]
    assert [answered.status_code for answered in answers] == [201, 201]
    case = Case.objects.get()
    for answered in answers:
        assert answered.json()["id"] == str(case.uuid)
        assert answered.json()["source"] == {"code": "phone", "label": "Telefon"}
    assert (case.opened_for.user, case.opened_by) == (cast.anna, cast.stefan)


def test_az_04_residents_write_no_case_down_for_themselves(cast: Cast) -> None:
    app = api_door(cast.anna, cast.linde)
    assert app.post("/api/v1/cases/on-behalf/", call(cast), format="json").status_code == 403
    assert not Case.objects.exists()


def test_az_03_what_is_foreign_is_refused_like_what_never_was(cast: Cast) -> None:
    app = api_door(cast.stefan, cast.linde)
    foreign = {
        "person_id": cast.person(cast.clara).uuid,
        "property_id": cast.kastanienallee.uuid,
        "unit_id": cast.claras_flat.uuid,
    }
    for field, uuid in foreign.items():
        refusals = [
            app.post("/api/v1/cases/on-behalf/", call(cast, **{field: value}), format="json")
            for value in (uuid, uuid4())
        ]
        assert {refused.status_code for refused in refusals} == {400}
        assert len({refused.content for refused in refusals}) == 1
        assert list(refusals[0].json()["errors"]) == [field]


# By which way the answer goes


def test_without_a_login_everything_comes_by_mail_and_leads_nowhere(cast: Cast) -> None:
    anna = without_login(cast.anna)
    case = annas_call(cast, person=anna)
    answer(case, cast.stefan, "Wir kommen am Dienstag.")
    assert told("case_received") == [("Anna Berger", Channel.EMAIL)]
    deliver()
    receipt, letter = letters_to("anna@example.org")
    for sent in (receipt, letter):
        assert "/vorgaenge/" not in " ".join(addresses_in(sent))
        html = str(sent.alternatives[0][0])
        assert "/vorgaenge/" not in html
        assert f"nennen Sie die Nummer {case.number}" in str(sent.body)
        assert "weil Hausverwaltung Linde einen Vorgang für Sie bearbeitet" in str(sent.body)
    assert "Wir kommen am Dienstag." in str(letter.body)


def test_a_long_answer_reaches_whoever_cannot_read_on_in_the_portal(cast: Cast) -> None:
    case = annas_call(cast, person=without_login(cast.anna))
    answer(case, cast.stefan, "Ein langer Absatz. " * 120 + "Das Ende.")
    deliver()
    assert "Das Ende." in str(letters_to("anna@example.org")[-1].body)


def test_with_neither_login_nor_address_it_is_a_letter(cast: Cast) -> None:
    anna = without_login(cast.anna, email="")
    case = annas_call(cast, person=anna)
    answer(case, cast.stefan)
    assert told("case_received") == [("Anna Berger", Channel.LETTER)]
    assert told("case_replied") == [("Anna Berger", Channel.LETTER)]
    deliver()
    assert not letters_to("anna@example.org")


def test_whoever_has_chosen_letters_gets_them_and_the_portal(cast: Cast) -> None:
    anna = cast.person(cast.anna)
    Person.objects.filter(pk=anna.pk).update(contact_by=Person.ContactBy.LETTER)
    case = annas_call(cast)
    answer(case, cast.stefan)
    assert told("case_replied") == [("Anna Berger", Channel.LETTER)]
    assert "hat Ihnen geschrieben" in words(door(cast.anna, cast.linde).get("/benachrichtigungen/"))


def test_that_work_has_begun_is_not_worth_a_stamp(cast: Cast) -> None:
    case = annas_call(cast, person=without_login(cast.anna, email=""))
    assign(user=cast.maria, case=case, assignee=cast.stefan)
    assert told("case_status") == []
    change_status(user=cast.stefan, case=case, status="resolved")
    assert told("case_status") == [("Anna Berger", Channel.LETTER)]


def test_news_of_an_incident_reach_whoever_has_called_about_it(cast: Cast) -> None:
    case = annas_call(cast, person=without_login(cast.anna, email=""))
    incident = an_incident(cast)
    link_case(user=cast.stefan, case=case, incident=incident)
    news(cast, incident)
    over(cast, incident)
    assert told("incident_raised") == []
    assert told("incident_updated") == [("Anna Berger", Channel.LETTER)]
    assert told("incident_ended") == [("Anna Berger", Channel.LETTER)]


def test_others_without_a_login_hear_nothing_of_a_shared_case(cast: Cast) -> None:
    topic = CaseCategory.objects.of(cast.linde).get(key="heating")
    CaseCategory.objects.filter(pk=topic.pk).update(shared_with_owners=True)
    ben = without_login(cast.ben)
    Occupancy.objects.create(
        company=cast.linde,
        person=ben,
        unit=cast.annas_flat,
        role=Occupancy.Role.OWNER,
        starts_on="2020-01-01",
    )
    case = annas_call(cast)
    answer(case, cast.stefan)
    assert [name for name, _way in told("case_replied")] == ["Anna Berger"]
    assert told("case_shared") == []


def test_a_reported_case_says_nothing_of_anybody_writing_it_down(cast: Cast) -> None:
    case = annas_case(cast)
    assert case.source == Case.Source.PORTAL
    assert "Aufgenommen von" not in words(
        door(cast.anna, cast.linde).get(f"/vorgaenge/{case.uuid}/")
    )

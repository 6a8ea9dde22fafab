"""A resident opens a case: pick a topic, say what happened, read the number."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from cases.actions import open_case
from cases.models import Case, CaseCategory, CaseEvent
from portal.access.policies import NotAllowedError
from portal.demo.cast import Cast
from tests.doors import door
from tests.pages import form_of, links, send, soup, words
from tests.stories import annas_case, paper, picture

HEATING = "/vorgaenge/neu/heating/"
STORY = {"subject": "Heizkörper bleibt kalt", "body": "Seit gestern.", "place": "Kinderzimmer"}


def test_anna_sends_the_form_with_photos_and_reads_her_number(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    files = [picture("eins.jpg"), picture("zwei.jpg"), paper("messung.pdf")]
    page = send(anna, anna.get(HEATING), "main form", files=files, **STORY)
    case = Case.objects.get(subject="Heizkörper bleibt kalt")
    assert page.redirect_chain == [(f"/vorgaenge/{case.uuid}/gesendet/", 302)]
    assert case.number in words(page, ".hero")
    assert (case.opened_for.user, case.unit, case.place) == (
        cast.anna,
        cast.annas_flat,
        "Kinderzimmer",
    )
    assert [a.name for a in case.attachments.all()] == ["eins.jpg", "zwei.jpg", "messung.pdf"]
    assert case.urgency == "high"
    assert [e.kind for e in case.events.all()] == [CaseEvent.Kind.OPENED]


def test_an_empty_form_says_what_is_missing_and_keeps_the_rest(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    page = send(anna, anna.get(HEATING), "main form", subject="Kalt", body="", files=[picture()])
    assert page.status_code == 422
    assert links(page, ".errors a") == {"Beschreiben Sie, was passiert ist": "#id_body"}
    assert form_of(page, "main form")[1]["subject"] == "Kalt"
    assert "heizkoerper.jpg" in words(page, ".files")
    assert not Case.objects.exists()


def test_a_file_that_is_no_photo_is_refused_and_no_case_is_opened(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    fake = picture("bild.png")
    fake.seek(0)
    fake.write(b"<script>alert(1)</script>")
    page = send(anna, anna.get(HEATING), "main form", files=[fake], **STORY)
    assert page.status_code == 422
    assert "bild.png" in words(page, ".errors")
    assert not Case.objects.exists()


def test_the_same_form_sent_twice_is_one_case_and_one_receipt(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    form = anna.get(HEATING)
    first, second = (send(anna, form, "main form", **STORY) for _ in range(2))
    assert Case.objects.count() == 1
    assert first.redirect_chain == second.redirect_chain


def test_a_light_in_the_cellar_belongs_to_no_flat(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    send(anna, anna.get("/vorgaenge/neu/light-bell/"), "main form", unit="house", **STORY)
    assert Case.objects.get().unit is None


def test_a_question_about_money_needs_no_place_and_takes_the_only_flat(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    page = anna.get("/vorgaenge/neu/statement-question/")
    assert {"unit", "place"}.isdisjoint(form_of(page, "main form")[1])
    send(anna, page, "main form", subject="Abrechnung", body="Warum mehr?")
    assert Case.objects.get().unit == cast.annas_flat


def test_ben_with_two_properties_is_asked_which_one(cast: Cast) -> None:
    ben = door(cast.ben, cast.linde)
    page = ben.get(HEATING)
    choices = links(page, ".picks a").values()
    assert list(choices) == [
        f"{HEATING}?liegenschaft={cast.rosenweg.uuid}",
        f"{HEATING}?liegenschaft={cast.gartenhof.uuid}",
    ]
    send(ben, ben.get(f"{HEATING}?liegenschaft={cast.rosenweg.uuid}"), "main form", **STORY)
    assert Case.objects.get().property == cast.rosenweg


def test_ben_chooses_between_flat_parking_space_and_house(cast: Cast) -> None:
    ben = door(cast.ben, cast.linde)
    page = ben.get(f"/vorgaenge/neu/water/?liegenschaft={cast.gartenhof.uuid}")
    labels = [" ".join(x.get_text().split()) for x in soup(page).select("main form .choice")]
    assert labels == ["Wohnung 5", "Stellplatz 14", "Im Haus oder draußen"]


@pytest.mark.parametrize(
    ("topic", "first"), [("water", "Elster"), ("heating", "Kramer"), ("power-cut", "Sommer")]
)
def test_the_fitting_trade_stands_before_the_others(cast: Cast, topic: str, first: str) -> None:
    page = door(cast.anna, cast.linde).get(f"/vorgaenge/neu/{topic}/")
    rows = [row.get_text(" ") for row in soup(page).select("#numbers ~ .rows .row, .before .row")]
    assert "Notruf der Hausverwaltung" in rows[0]
    assert first in rows[1]


def test_no_numbers_stand_before_a_question_about_money(cast: Cast) -> None:
    page = door(cast.anna, cast.linde).get("/vorgaenge/neu/statement-question/")
    assert "0341 555 01 99" not in words(page, "main")


@pytest.mark.parametrize("house", ["kastanienallee", "parkstrasse"])
def test_a_property_one_does_not_live_in_is_not_there(cast: Cast, house: str) -> None:
    anna = door(cast.anna, cast.linde)
    foreign = f"{HEATING}?liegenschaft={getattr(cast, house).uuid}"
    assert anna.get(foreign).status_code == 404
    assert anna.post(foreign, STORY).status_code == 404
    assert anna.get(f"/vorgaenge/neu/?liegenschaft={uuid4()}").status_code == 404
    assert not Case.objects.exists()


def test_annas_tenancy_knows_no_owners_topics(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    offered = anna.get("/vorgaenge/neu/").content.decode()
    assert "/vorgaenge/neu/rent-increase/" in offered
    assert "/vorgaenge/neu/resolution-request/" not in offered
    assert anna.get("/vorgaenge/neu/resolution-request/").status_code == 404
    assert anna.post("/vorgaenge/neu/resolution-request/", STORY).status_code == 404


def test_a_topic_the_company_has_switched_off_is_gone(cast: Cast) -> None:
    CaseCategory.objects.of(cast.linde).filter(key="heating").update(is_active=False)
    anna = door(cast.anna, cast.linde)
    assert anna.get(HEATING).status_code == 404
    with pytest.raises(NotAllowedError):
        annas_case(cast)


def test_dora_who_moved_out_is_told_why_she_cannot_open_one(cast: Cast) -> None:
    page = door(cast.dora, cast.linde).get("/vorgaenge/neu/")
    assert page.status_code == 403
    assert "keinen Vorgang eröffnen" in words(page)
    with pytest.raises(NotAllowedError):
        annas_case(cast, user=cast.dora)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"property": "parkstrasse"}, "property"),
        ({"property": "kastanienallee"}, "property"),
        ({"unit": "bens_flat"}, "unit"),
        ({"unit": "claras_flat"}, "unit"),
    ],
)
def test_the_action_refuses_places_anna_does_not_hold(
    cast: Cast, changes: dict[str, str], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        annas_case(cast, **{name: getattr(cast, value) for name, value in changes.items()})
    assert list(refused.value.message_dict) == [field]
    assert not Case.objects.exists()


def test_an_owners_topic_does_not_fit_a_rented_flat(cast: Cast) -> None:
    """Ben owns in Rosenweg (SEV), where there is no owners' meeting."""
    category = CaseCategory.objects.of(cast.linde).get(key="meeting-proxy")
    with pytest.raises(ValidationError) as refused:
        open_case(
            company=cast.linde,
            user=cast.ben,
            category=category,
            property=cast.rosenweg,
            unit=None,
            place="",
            subject="Vollmacht",
            body="Bitte.",
            submission_key=uuid4(),
        )
    assert list(refused.value.message_dict) == ["property"]

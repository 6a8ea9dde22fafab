"""A resident opens a case: pick a topic, say what happened, read the number."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from cases.actions import open_case
from cases.models import Case, CaseCategory, CaseEvent
from portal.access.policies import NotAllowedError
from portal.demo.cast import Cast
from portal.notifications.models import Notification
from tests.doors import door
from tests.mailbox import deliver, letters_to
from tests.pages import form_of, links, send, soup, words
from tests.reports import FORM, answer_page, begin, report, step_of, walk
from tests.stories import annas_case, paper, picture

HEATING = "/vorgaenge/neu/heating/"
STORY = {"subject": "Heizkörper bleibt kalt", "body": "Seit gestern.", "place": "Kinderzimmer"}


def test_anna_answers_page_by_page_and_reads_her_number(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    files = [picture("eins.jpg"), picture("zwei.jpg"), paper("messung.pdf")]
    page = report(anna, files=files, **STORY)
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


def test_each_page_asks_one_thing_and_leads_to_the_next(cast: Cast) -> None:
    anna, seen = door(cast.anna, cast.linde), []
    page = begin(anna)
    while step_of(page) != "pruefen":
        seen.append((step_of(page), words(page, "h1"), words(page, ".head .meta").split(" · ")[1]))
        page = answer_page(anna, page, **STORY)
    assert seen == [
        ("was", "Beschreiben Sie Ihr Anliegen", "Schritt 2 von 6"),
        ("ort", "Wo ist es?", "Schritt 3 von 6"),
        ("angaben", "Ein paar Angaben", "Schritt 4 von 6"),
        ("dateien", "Fotos und Dateien", "Schritt 5 von 6"),
    ]
    assert words(page, "h1") == "Stimmt alles?"


def test_a_page_left_empty_says_what_is_missing_and_keeps_the_rest(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    page = send(anna, begin(anna), FORM, subject="Kalt", body="")
    assert page.status_code == 422
    assert links(page, ".errors a") == {"Beschreiben Sie, was passiert ist": "#id_body"}
    assert form_of(page, FORM)[1]["subject"] == "Kalt"
    assert not Case.objects.exists()


def test_a_file_that_is_no_photo_is_refused_and_no_case_is_opened(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    fake = picture("bild.png")
    fake.seek(0)
    fake.write(b"<script>alert(1)</script>")
    page = report(anna, files=[fake], **STORY)
    assert (page.status_code, step_of(page)) == (422, "dateien")
    assert "bild.png" in words(page, ".errors")
    assert not Case.objects.exists()


def test_the_last_page_shows_all_answers_and_each_can_be_changed(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    check = walk(anna, begin(anna), files=[picture()], **STORY)
    told = words(check, "dl.answers")
    for value in ("Lindenstraße 12", *STORY.values(), "Wohnung 3", "heizkoerper.jpg"):
        assert value in told
    change = links(check, "dl.answers a")["Ändern : Betreff"]
    page = send(anna, anna.get(change), FORM, subject="Bad bleibt kalt")
    assert step_of(page) == "pruefen"
    assert "Bad bleibt kalt" in words(page, "dl.answers")
    send(anna, page, FORM)
    assert Case.objects.get().subject == "Bad bleibt kalt"


def test_a_page_that_was_left_out_is_asked_before_anything_is_sent(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    page = answer_page(anna, begin(anna), **STORY)
    check = page.request["PATH_INFO"].replace("/ort/", "/pruefen/")
    page = anna.get(f"{check}?{page.request['QUERY_STRING']}", follow=True)
    assert step_of(page) == "ort"
    assert not Case.objects.exists()


def test_without_a_draft_the_last_page_leads_to_the_first(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    assert step_of(anna.get(f"{HEATING}pruefen/", follow=True)) == "was"
    assert step_of(anna.post(f"{HEATING}pruefen/", {"submission_key": "x"}, follow=True)) == "was"
    assert anna.get(f"{HEATING}unsinn/").status_code == 404


def test_cc_01_the_same_page_sent_twice_is_one_case_and_one_receipt(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    check = walk(anna, begin(anna), **STORY)
    first, second = (send(anna, check, FORM) for _ in range(2))
    assert Case.objects.count() == 1
    assert first.redirect_chain == second.redirect_chain
    assert Notification.objects.filter(kind="case_received").count() == 1


def test_cc_01_going_back_after_sending_changes_nothing(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    what = begin(anna)
    check = walk(anna, what, **STORY)
    send(anna, check, FORM)
    # The first page is still open, with the key of what has gone out.
    key = form_of(check, FORM)[1]["submission_key"]
    late = send(anna, what, FORM, **STORY, submission_key=key)
    assert late.status_code == 422
    assert "schon gesendet" in words(late, ".errors")
    assert Case.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_cc_01_twenty_at_once_are_one_case_one_notice_and_one_mail(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    check = walk(anna, begin(anna), files=[picture()], **STORY)
    action, values = form_of(check, FORM)

    def press(_n: int) -> str:
        try:
            browser = door(cast.anna, cast.linde)
            return browser.post(action, values)["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        led_to = set(pool.map(press, range(20)))
    case = Case.objects.get()
    assert led_to == {f"/vorgaenge/{case.uuid}/gesendet/"}
    assert case.attachments.count() == 1
    deliver()
    assert len(letters_to("anna@example.org")) == 1


def test_cc_01_sent_by_another_tab_between_two_looks_it_leads_to_the_same_case(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    check = walk(anna, begin(anna), **STORY)
    action, values = form_of(check, FORM)
    led_to: list[str] = []

    def quicker(execute: Any, sql: str, *rest: Any) -> Any:
        result = execute(sql, *rest)
        if not led_to and "submission_key" in sql:
            led_to.append("")
            led_to[0] = door(cast.anna, cast.linde).post(action, values)["Location"]
        return result

    with connection.execute_wrapper(quicker):
        led_to.append(anna.post(action, values)["Location"])
    assert led_to == [f"/vorgaenge/{Case.objects.get().uuid}/gesendet/"] * 2


def test_a_light_in_the_cellar_belongs_to_no_flat(cast: Cast) -> None:
    report(door(cast.anna, cast.linde), "light-bell", unit="house", **STORY)
    assert Case.objects.get().unit is None


def test_a_question_about_money_needs_no_place_and_takes_the_only_flat(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    page = answer_page(anna, begin(anna, "statement-question"), subject="Abrechnung", body="Mehr?")
    assert step_of(page) == "dateien"
    send(anna, walk(anna, page), FORM)
    assert Case.objects.get().unit == cast.annas_flat


def test_ben_with_two_properties_is_asked_which_one(cast: Cast) -> None:
    ben = door(cast.ben, cast.linde)
    page = ben.get(HEATING)
    choices = links(page, ".picks a").values()
    assert list(choices) == [
        f"{HEATING}?liegenschaft={cast.rosenweg.uuid}",
        f"{HEATING}?liegenschaft={cast.gartenhof.uuid}",
    ]
    report(ben, query=f"?liegenschaft={cast.rosenweg.uuid}", **STORY)
    assert Case.objects.get().property == cast.rosenweg


def test_ben_chooses_between_flat_parking_space_and_house(cast: Cast) -> None:
    ben = door(cast.ben, cast.linde)
    page = begin(ben, "water", f"?liegenschaft={cast.gartenhof.uuid}")
    page = answer_page(ben, page, **STORY)
    labels = [" ".join(x.get_text().split()) for x in soup(page).select("main form .choice")]
    assert labels == ["Wohnung 5", "Stellplatz 14", "Im Haus oder draußen"]


@pytest.mark.parametrize(
    ("topic", "first"), [("water", "Elster"), ("heating", "Kramer"), ("power-cut", "Sommer")]
)
def test_the_fitting_trade_stands_before_the_others(cast: Cast, topic: str, first: str) -> None:
    page = door(cast.anna, cast.linde).get(f"/vorgaenge/neu/{topic}/")
    section = soup(page).select_one("section[aria-labelledby=numbers]")
    assert section is not None
    rows = [row.get_text(" ") for row in section.select(".row")]
    assert "Notruf der Hausverwaltung" in rows[0]
    assert first in rows[1]


def test_no_numbers_stand_before_a_question_about_money(cast: Cast) -> None:
    page = door(cast.anna, cast.linde).get("/vorgaenge/neu/statement-question/", follow=True)
    assert step_of(page) == "was"
    assert "0341 555 01 99" not in words(page, "main")


@pytest.mark.parametrize("house", ["kastanienallee", "parkstrasse"])
def test_a_property_one_does_not_live_in_is_not_there(cast: Cast, house: str) -> None:
    anna = door(cast.anna, cast.linde)
    foreign = f"?liegenschaft={getattr(cast, house).uuid}"
    for page in ("", "was/", "pruefen/", "hinweise/"):
        assert anna.get(f"{HEATING}{page}{foreign}").status_code == 404
    for page in ("was/", "pruefen/", "entwurf/"):
        assert anna.post(f"{HEATING}{page}{foreign}", STORY).status_code == 404
    assert anna.get(f"/vorgaenge/neu/?liegenschaft={uuid4()}").status_code == 404
    assert not Case.objects.exists()


def test_annas_tenancy_knows_no_owners_topics(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    offered = anna.get("/vorgaenge/neu/").content.decode()
    assert "/vorgaenge/neu/rent-increase/" in offered
    assert "/vorgaenge/neu/resolution-request/" not in offered
    assert anna.get("/vorgaenge/neu/resolution-request/").status_code == 404
    assert anna.post("/vorgaenge/neu/resolution-request/was/", STORY).status_code == 404


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

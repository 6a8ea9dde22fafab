"""What a topic asks beside the story: answered by page and API, kept with the case, read later."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from cases.actions import open_case
from cases.defaults.questions import COLD, METER
from cases.models import Case, CaseCategory, CategoryQuestion
from cases.questions import answers_of
from cases.record import contents
from portal.demo.cast import Cast
from tests.doors import api_door, door
from tests.pages import form_of, links, send, soup, words
from tests.reports import FORM, answer_page, begin, report, step_of, walk
from tests.stories import annas_call, annas_case

CATEGORIES = "/api/v1/case-categories/"
STORY = {"subject": "Zählerstand Bad", "body": "Jahresablesung."}


def questions(cast: Cast, topic: str = "meter-reading") -> dict[str, CategoryQuestion]:
    """By their words."""
    rows = CategoryQuestion.objects.of(cast.linde).filter(category__key=topic)
    return {question.label: question for question in rows}


def reading(cast: Cast, **changes: str) -> dict[str, str]:
    """What Anna reads off her meter, by the ids of the questions."""
    asked = questions(cast)
    values = {
        "Welcher Zähler?": "Warmwasser",
        "Zählerstand": "1234,5",
        "Wann haben Sie abgelesen?": "2026-11-20",
    } | changes
    return {str(asked[label].uuid): value for label, value in values.items()}


def told(cast: Cast, answers: dict[str, str], topic: str = "meter-reading") -> Case:
    return open_case(
        company=cast.linde,
        user=cast.anna,
        category=CaseCategory.objects.of(cast.linde).get(key=topic),
        property=cast.lindenstrasse,
        unit=cast.annas_flat,
        place="",
        subject="Zählerstand",
        body="Jahresablesung.",
        submission_key=uuid4(),
        answers=answers,
    )


def test_anna_answers_on_a_page_of_its_own_and_everybody_reads_it(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    typed = {f"answer-{uuid}": value for uuid, value in reading(cast).items()}
    sent = report(anna, "meter-reading", **STORY, **typed)
    assert sent.status_code == 200
    case = Case.objects.get()
    page = words(anna.get(f"/vorgaenge/{case.uuid}/"), "#about")
    assert "Welcher Zähler? Warmwasser" in page
    assert "Zählerstand 1234,5" in page
    assert "Wann haben Sie abgelesen? 20. November 2026" in page
    admin = door(cast.stefan, cast.linde).get(f"/admin/vorgaenge/{case.uuid}/")
    assert "1234,5" in words(admin, ".panel-facts")
    assert ["Zählerstand", "1234,5"] in contents(case, cast.anna)["facts"]


def test_what_must_be_answered_is_asked_for_by_name(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    page = walk(anna, begin(anna, "meter-reading"), "angaben", **STORY)
    page = answer_page(anna, page)
    assert (page.status_code, step_of(page)) == (422, "angaben")
    assert list(links(page, ".errors a")) == [
        "Bitte beantworten: Welcher Zähler?",
        "Bitte beantworten: Zählerstand",
        "Bitte beantworten: Wann haben Sie abgelesen?",
    ]


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Zählerstand", "viel"),
        ("Zählerstand", "1" * 31),
        ("Zählerstand", ""),
        ("Welcher Zähler?", "Öl"),
        ("Wann haben Sie abgelesen?", "gestern"),
        ("Wann haben Sie abgelesen?", "2026-02-30"),
    ],
)
def test_an_answer_that_is_none_is_refused_at_its_question(
    cast: Cast, label: str, value: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        told(cast, reading(cast, **{label: value}))
    assert list(refused.value.message_dict) == [f"answer-{questions(cast)[label].uuid}"]
    assert not Case.objects.exists()


@pytest.mark.parametrize("value", ["0", "1.234,5", "12 345", "-3", "4711"])
def test_a_number_is_kept_as_it_was_typed(cast: Cast, value: str) -> None:
    case = told(cast, reading(cast, Zählerstand=value))
    assert value in [answered.text for answered in answers_of(case)]


def test_what_the_topic_does_not_ask_is_refused(cast: Cast) -> None:
    other = questions(cast, "heating")["Was ist betroffen?"]
    for foreign in (str(uuid4()), str(other.uuid)):
        with pytest.raises(ValidationError) as refused:
            told(cast, reading(cast) | {foreign: "Warmwasser"})
        assert list(refused.value.message_dict) == ["answers"]


def test_a_question_rewritten_later_changes_no_case(cast: Cast) -> None:
    case = told(cast, reading(cast))
    CategoryQuestion.objects.filter(label="Zählerstand").update(label="Wie viel?")
    CategoryQuestion.objects.filter(kind="choice").delete()
    case.refresh_from_db()
    assert [(a.label, a.text) for a in answers_of(case)] == [
        ("Welcher Zähler?", "Warmwasser"),
        ("Zählerstand", "1234,5"),
        ("Wann haben Sie abgelesen?", "20.\N{NO-BREAK SPACE}November 2026"),
    ]


def test_an_english_reader_reads_question_and_choice_in_english(cast: Cast) -> None:
    case = told(cast, reading(cast))
    with translation.override("en"):
        read = [(answered.label, answered.text) for answered in answers_of(case)]
    assert read[0] == ("Which meter?", "Hot water")


def test_a_wanted_photo_is_asked_for_and_never_required(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    typed = {f"answer-{uuid}": value for uuid, value in reading(cast).items()}
    page = walk(anna, begin(anna, "meter-reading"), "dateien", **STORY, **typed)
    assert "Ein Foto des Zählers" in words(page)
    assert "Weiter ohne Dateien" in words(page, FORM)
    assert step_of(answer_page(anna, page)) == "pruefen"


# Emergency questions


def test_the_questions_come_before_anything_is_typed_and_numbers_stand_beside_them(
    cast: Cast,
) -> None:
    page = door(cast.anna, cast.linde).get("/vorgaenge/neu/lift/")
    assert "Ist jemand im Aufzug eingeschlossen?" in words(page, FORM)
    assert not soup(page).select(f"{FORM} input[checked]")
    assert "tel:+493415550199" in links(page, "main a").values()


def test_a_yes_leaves_the_report_with_the_numbers_and_the_first_steps(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    action, values = form_of(anna.get("/vorgaenge/neu/lift/"), FORM)
    trapped = questions(cast, "lift")["Ist jemand im Aufzug eingeschlossen?"]
    asked = {"notfall": "gefragt", f"answer-{trapped.uuid}": "yes"}
    page = anna.get(action, values | asked, follow=True)
    assert not soup(page).select(FORM)
    assert "tel:112" in links(page, "main a").values()
    on = links(page, "main a")["Vorgang dazu eröffnen"]
    send(anna, walk(anna, anna.get(on), subject="Aufzug steht", body="Jemand ist drin."), FORM)
    case = Case.objects.get()
    assert case.urgency == "emergency"
    assert [kept["value"] for kept in case.answers] == ["yes"]
    assert [(a.label, a.text) for a in answers_of(case)] == [
        ("Ist jemand im Aufzug eingeschlossen?", "Ja")
    ]


def test_by_the_api_and_on_the_phone_one_yes_makes_it_an_emergency_too(cast: Cast) -> None:
    trapped = str(questions(cast, "lift")["Ist jemand im Aufzug eingeschlossen?"].uuid)
    lift = CaseCategory.objects.of(cast.linde).get(key="lift")
    of_lift = {
        "category_id": str(lift.uuid),
        "property_id": str(cast.lindenstrasse.uuid),
        **STORY,
    }
    app = api_door(cast.anna, cast.linde)
    for answer, urgency in (("yes", "emergency"), ("no", "high")):
        sent = of_lift | {"submission_key": str(uuid4()), "answers": {trapped: answer}}
        made = app.post("/api/v1/cases/", sent, format="json")
        assert made.json()["urgency"]["code"] == urgency
    assert annas_call(cast, category=lift, answers={trapped: "yes"}).urgency == "emergency"


def test_an_emergency_question_left_open_is_asked_again(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    page = anna.get("/vorgaenge/neu/lift/?notfall=gefragt", follow=True)
    assert page.status_code == 422
    assert list(links(page, ".errors a")) == ["Wählen Sie Ja oder Nein"]


def test_an_emergency_topic_needs_no_question(cast: Cast) -> None:
    page = door(cast.anna, cast.linde).get("/vorgaenge/neu/water/")
    assert not soup(page).select(FORM)
    assert "Vorgang dazu eröffnen" in links(page, "main a")


# As JSON


def test_the_api_names_the_questions_and_takes_the_answers(cast: Cast) -> None:
    anna = api_door(cast.anna, cast.linde)
    topics = {t["key"]: t for t in anna.get(CATEGORIES, {"limit": 100}).json()["results"]}
    asked = topics["meter-reading"]["questions"]
    assert [q["kind"] for q in asked] == [question.kind for question in METER]
    assert asked[0]["choices"][1] == {"code": "Warmwasser", "label": "Warmwasser"}
    assert [q["kind"] for q in topics["heating"]["questions"]] == [q.kind for q in COLD]
    sent: dict[str, Any] = {
        "category_id": topics["meter-reading"]["id"],
        "property_id": str(cast.lindenstrasse.uuid),
        "unit_id": str(cast.annas_flat.uuid),
        "answers": reading(cast),
        **STORY,
    }
    made = anna.post("/api/v1/cases/", sent, format="json")
    assert made.status_code == 201
    assert {"label": "Zählerstand", "text": "1234,5"} in made.json()["answers"]
    refused = anna.post("/api/v1/cases/", sent | {"answers": {}}, format="json")
    assert refused.status_code == 400
    assert Case.objects.count() == 1


# The rows


@pytest.mark.parametrize(
    "broken",
    [
        {"kind": "sound"},
        {"kind": "choice", "choices": ""},
        {"kind": "text", "choices": "Ja\nNein"},
        {"kind": "photo", "is_required": True},
        {"kind": "emergency", "is_required": True},
    ],
)
def test_the_database_keeps_questions_in_order(cast: Cast, broken: dict[str, Any]) -> None:
    category = CaseCategory.objects.of(cast.linde).get(key="heating")
    with pytest.raises(IntegrityError), transaction.atomic():
        CategoryQuestion.objects.create(
            company=cast.linde, category=category, label="Frage", **broken
        )


def test_a_case_without_questions_keeps_none(cast: Cast) -> None:
    assert annas_case(cast, category="noise").answers == []

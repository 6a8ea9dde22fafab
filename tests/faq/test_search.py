"""Searching answers as people type: umlauts, endings, compounds, slips."""

import unicodedata

import pytest

from faq.models import FaqPage
from faq.stems import stems
from portal.accounts.models import User
from portal.companies.models import Company
from portal.core import answers
from tests.doors import door, stranger
from tests.faq.conftest import Write
from tests.pages import soup, words


@pytest.mark.parametrize(
    "typed", ["kündigen", "kuendigen", "Kündigung", "KUENDIGUNG", "meine Kündigungen?"]
)
def test_umlauts_and_endings_do_not_matter(typed: str) -> None:
    assert stems(typed) == ["kundig"]


def test_an_umlaut_of_two_signs_is_the_same_word() -> None:
    assert stems(unicodedata.normalize("NFD", "Schlüssel")) == stems("Schlüssel")


@pytest.mark.parametrize(
    "typed",
    [
        "Heizkörper",
        "heizkoerper kalt",
        "kalte Heizkörper",
        "wie wird mein Heizkörper warm",
        "Heizkröper",
        "thermostat",
        "entlüften",
        "radiator",
    ],
)
def test_the_radiator_is_found(anna: User, linde: Company, write: Write, typed: str) -> None:
    wanted = write(
        linde,
        "Ein Heizkörper bleibt kalt. Was kann ich tun?",
        "<p>Drehen Sie das Thermostat auf und entlüften Sie. Dann wird er warm.</p>",
        search_words="Radiator",
    )
    other = write(linde, "Wer liest den Zählerstand ab?", "<p>Der Messdienst.</p>")

    page = door(anna, linde).get("/faq/", {"q": typed})

    assert wanted in page.context["listing"].hits
    assert other not in page.context["listing"].hits


def test_a_match_in_the_question_comes_before_one_in_the_answer(
    anna: User, linde: Company, write: Write
) -> None:
    in_answer = write(linde, "Was steht im Brief?", "<p>Dort steht Ihr Kellerabteil.</p>")
    in_question = write(linde, "Wem gehört das Kellerabteil?")

    hits = door(anna, linde).get("/faq/", {"q": "Kellerabteil"}).context["listing"].hits

    assert hits == [in_question, in_answer]


def test_all_words_are_wanted_while_something_holds_them_all(
    anna: User, linde: Company, write: Write
) -> None:
    both = write(linde, "Fahrrad im Treppenhaus?", "<p>Bitte in den Schuppen.</p>")
    one = write(linde, "Wer putzt das Treppenhaus?")
    browser = door(anna, linde)

    assert browser.get("/faq/", {"q": "Fahrrad Treppenhaus"}).context["listing"].hits == [both]
    hits = browser.get("/faq/", {"q": "Ziegelstein Treppenhaus"}).context["listing"].hits
    assert set(hits) == {both, one}


@pytest.mark.parametrize("typed", ["%", "'; DROP TABLE", "\x00", "und der die das", "x" * 5000])
def test_odd_words_find_nothing_and_break_nothing(
    anna: User, linde: Company, write: Write, typed: str
) -> None:
    write(linde, "Fahrrad im Treppenhaus?")

    page = door(anna, linde).get("/faq/", {"q": typed})

    assert page.status_code == 200
    assert page.context["listing"].hits == []


def test_what_was_typed_is_shown_escaped(anna: User, linde: Company, write: Write) -> None:
    page = door(anna, linde).get("/faq/", {"q": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert(1)" not in page


def test_while_one_types_only_what_was_found_comes_and_how_much(
    anna: User, linde: Company, write: Write
) -> None:
    write(linde, "Wem gehört das Kellerabteil?")
    browser = door(anna, linde)
    page = browser.get("/faq/", {"q": "Kellerabteil"})
    part = browser.get("/faq/", {"q": "Kellerabteil"}, headers={"HX-Request": "true"})

    assert "<h1" not in part.content.decode()
    assert words(part, "#told") == words(page, "#told") == "1 Antwort zu „Kellerabteil“"
    for selector in ("#hits + .rows", ".jump"):
        assert str(soup(part).select_one(selector)) == str(soup(page).select_one(selector))
    assert "HX-Request" in part.headers["Vary"]
    assert "HX-Request" in page.headers["Vary"]


def test_a_stranger_who_types_finds_no_more_than_on_the_page(linde: Company, write: Write) -> None:
    write(linde, "Wem gehört das Kellerabteil?")
    public = write(linde, "Wie melde ich ein Kellerabteil an?", topic="Anmelden", public=True)

    part = stranger(linde).get("/faq/", {"q": "Kellerabteil"}, headers={"HX-Request": "true"})

    assert part.context["listing"].hits == [public]


def test_saving_keeps_the_stems_in_step(linde: Company, write: Write) -> None:
    page = write(linde, "Fahrrad im Treppenhaus?")
    assert "fahrrad" in page.stems

    page.title = "Kinderwagen im Treppenhaus?"
    page.save_revision().publish()

    stored = FaqPage.objects.get(pk=page.pk).stems
    assert "kinderwag" in stored
    assert "fahrrad" not in stored


def test_a_subject_being_typed_gets_suggestions(anna: User, linde: Company, write: Write) -> None:
    page = write(linde, "Ein Heizkörper bleibt kalt. Was kann ich tun?")

    found = answers.suggest(linde, "Unsere Heizkörper sind seit gestern kalt")

    assert [answer.title for answer in found][:1] == [page.title]
    assert door(anna, linde).get(found[0].path).status_code == 200


def test_a_subject_about_something_else_gets_no_suggestion(linde: Company, write: Write) -> None:
    write(linde, "Ein Heizkörper bleibt kalt.", "<p>Das sagt der Hausmeister.</p>")

    assert answers.suggest(linde, "Hausmeister gesucht, Vorgartenzwerg verschwunden") == []

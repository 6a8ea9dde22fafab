"""Who reads which answers, before login and after."""

from django.urls import reverse

from portal.accounts.models import User
from portal.companies.models import Company
from tests.doors import door, stranger
from tests.faq.conftest import Write
from tests.pages import links, soup
from tests.reports import past_the_numbers


def test_public_topics_are_readable_before_login_and_others_ask_for_it(
    linde: Company, write: Write
) -> None:
    public = write(linde, "Wie melde ich mich an?", topic="Anmelden", public=True)
    closed = write(linde, "Wo liegt der Wasserhahn?", topic="Haus")
    browser = stranger(linde)

    index = browser.get("/faq/").content.decode()
    assert public.title in index
    assert closed.title not in index
    assert browser.get(f"/faq/{public.slug}/").status_code == 200
    answer = browser.get(f"/faq/{closed.slug}/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))


def test_a_closed_answer_and_one_that_never_was_look_the_same_before_login(
    linde: Company, write: Write
) -> None:
    closed = write(linde, "Wo liegt der Wasserhahn?", topic="Haus")
    browser = stranger(linde)

    for slug in (closed.slug, "nie-geschrieben"):
        answer = browser.get(f"/faq/{slug}/")
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"{reverse('account_login')}?next=/faq/{slug}/"


def test_anna_reads_all_topics(anna: User, linde: Company, write: Write) -> None:
    closed = write(linde, "Wo liegt der Wasserhahn?", topic="Haus")
    browser = door(anna, linde)

    assert closed.title in browser.get("/faq/").content.decode()
    assert closed.title in browser.get(f"/faq/{closed.slug}/").content.decode()


def test_drafts_and_the_other_companys_answers_are_absent(
    anna: User, linde: Company, kastanie: Company, write: Write
) -> None:
    draft = write(linde, "Entwurf zur Hausordnung", live=False)
    foreign = write(kastanie, "Kastanien sammeln", topic="Garten", public=True)
    browser = door(anna, linde)

    for query in ("", "?q=hausordnung", "?q=kastanien", f"?thema={foreign.topic.uuid}"):
        page = browser.get(f"/faq/{query}").content.decode()
        assert draft.title not in page
        assert foreign.title not in page
    assert browser.get(f"/faq/{draft.slug}/").status_code == 404
    assert browser.get(f"/faq/{foreign.slug}/").status_code == 404


def test_related_questions_name_only_what_the_reader_may_read(
    anna: User, linde: Company, write: Write
) -> None:
    closed = write(linde, "Wo liegt der Wasserhahn?", topic="Haus")
    public = write(linde, "Wie melde ich mich an?", topic="Anmelden", public=True)
    public.related = [closed]
    public.save()

    assert closed.title in door(anna, linde).get(f"/faq/{public.slug}/").content.decode()
    assert closed.title not in stranger(linde).get(f"/faq/{public.slug}/").content.decode()


def test_words_of_a_search_become_the_subject_of_a_case(anna: User, linde: Company) -> None:
    browser = door(anna, linde)
    found_nothing = browser.get("/faq/", {"q": "Fahrrad & Elefant"})

    topics = browser.get(links(found_nothing, "main a")["Vorgang eröffnen"])
    topic = next(href for href in links(topics, "main a").values() if "?" in href)
    form = past_the_numbers(browser, browser.get(topic, follow=True))

    assert soup(form).select_one("input[name=subject]")["value"] == "Fahrrad & Elefant"


def test_before_login_a_visitor_is_led_to_it_instead(linde: Company) -> None:
    page = stranger(linde).get("/faq/")

    assert f"{reverse('account_login')}?next=/faq/" in links(page, "main a").values()

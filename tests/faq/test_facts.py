"""The FAQ never lies: facts come from the live configuration, unknown ones are refused."""

import pytest
from django.core.exceptions import ValidationError
from pytest_django import Settings

from cases.status import resident_label
from cms.filling import validate_facts
from faq.models import FaqPage
from faq.starter import STARTER_TOPICS
from portal.accounts.models import User
from portal.companies.models import BrandingSettings, Company
from tests.doors import door, stranger
from tests.faq.conftest import Write

STARTER_ANSWERS = [answer for topic in STARTER_TOPICS for answer in topic.answers]


@pytest.mark.parametrize(
    ("slug", "setting", "value", "expected"),
    [
        ("warum-geht-der-link-nicht-mehr", "PORTAL_DOCUMENT_LINK_MINUTES", 45, "45 Minuten"),
        ("passwort-vergessen", "PASSWORD_RESET_TIMEOUT", 30 * 60, "30 Minuten"),
        ("wie-schicke-ich-dateien", "PORTAL_UPLOAD_MAX_MB", 7, "7 MB"),
        ("wie-schicke-ich-dateien", "PORTAL_UPLOAD_MAX_FILES", 4, "4 Dateien"),
        ("wie-bekomme-ich-einen-zugang", "PORTAL_INVITATION_DAYS", 9, "9 Tage"),
    ],
)
def test_a_changed_setting_changes_the_answer(
    anna: User,
    linde: Company,
    settings: Settings,
    slug: str,
    setting: str,
    value: int,
    expected: str,
) -> None:
    browser = door(anna, linde)
    assert expected not in browser.get(f"/faq/{slug}/").content.decode()

    setattr(settings, setting, value)

    assert expected in browser.get(f"/faq/{slug}/").content.decode()
    assert expected in browser.get("/faq/").content.decode()


def test_the_names_of_statuses_are_those_that_residents_read(anna: User, linde: Company) -> None:
    page = door(anna, linde).get("/faq/was-bedeutet-der-status/").content.decode()

    assert "[[" not in page
    assert f"„{resident_label('open')}“ zu „{resident_label('in_progress')}“" in page


def test_a_company_says_its_own_phone_number(linde: Company, kastanie: Company) -> None:
    BrandingSettings.objects.filter(site=linde.site).update(phone="069 1111")
    BrandingSettings.objects.filter(site=kastanie.site).update(phone="")

    path = "/faq/wie-bekomme-ich-einen-zugang/"
    assert "069\N{NO-BREAK SPACE}1111" in stranger(linde).get(path).content.decode()
    other = stranger(kastanie).get(path).content.decode()
    assert "1111" not in other
    assert "[[" not in other


def test_a_value_is_escaped_and_not_expanded_again(linde: Company, write: Write) -> None:
    BrandingSettings.objects.filter(site=linde.site).update(phone="<b>[[upload_max_mb]]</b>{{7*7}}")
    page = write(linde, "Telefon?", "<p>Tel. [[company_phone]]</p>", public=True)

    html = stranger(linde).get(f"/faq/{page.slug}/").content.decode()

    assert "Tel. &lt;b&gt;[[upload_max_mb]]&lt;/b&gt;{{7*7}}" in html


def test_template_code_in_an_answer_is_only_text(linde: Company, write: Write) -> None:
    page = write(linde, "Rechnen?", "<p>{{ 7|add:7 }}{% now 'Y' %}</p>", public=True)

    assert (
        "{{ 7|add:7 }}{% now 'Y' %}" in stranger(linde).get(f"/faq/{page.slug}/").content.decode()
    )


@pytest.mark.parametrize(
    "text",
    ["<p>[[no_such_fact]]</p>", "<p>[[upload_<b>max</b>_mb]]</p>", "<p>[[company.site]]</p>"],
)
def test_a_placeholder_that_would_stay_empty_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        validate_facts(text)


def test_an_answer_with_an_unknown_fact_cannot_be_published(linde: Company, write: Write) -> None:
    page = write(linde, "Wie lange?")
    page.answer = "<p>[[no_such_fact]] Minuten</p>"

    with pytest.raises(ValidationError, match="no_such_fact"):
        page.save_revision().publish()


@pytest.mark.parametrize("answer", STARTER_ANSWERS, ids=lambda answer: answer.slug)
def test_every_starter_answer_names_known_facts_and_related_questions(answer: object) -> None:
    validate_facts(answer.html)
    assert set(answer.related) <= {other.slug for other in STARTER_ANSWERS} - {answer.slug}


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        ("Wie lange gilt der Passwort-Link", "passwort-vergessen"),
        ("Was kostet das", "was-kostet-das-portal"),
        ("einloggen", "wie-melde-ich-mich-an"),
        ("Dokument Link abgelaufen", "warum-geht-der-link-nicht-mehr"),
        ("Vorgang eröffnen", "wie-eroeffne-ich-einen-vorgang"),
        ("in Bearbeitung", "was-bedeutet-der-status"),
        ("dringend", "es-ist-dringend"),
        ("Foto schicken", "wie-schicke-ich-dateien"),
        ("Benachrichtigung", "wie-erfahre-ich-von-einer-antwort"),
    ],
)
def test_each_of_the_nine_promises_has_an_answer_that_is_found(
    anna: User, linde: Company, asked: str, slug: str
) -> None:
    hits = door(anna, linde).get("/faq/", {"q": asked}).context["listing"].hits

    assert hits[0].slug == slug


def test_what_one_needs_before_login_is_public(linde: Company) -> None:
    browser = stranger(linde)

    for slug in ("wie-melde-ich-mich-an", "passwort-vergessen", "es-ist-dringend"):
        assert browser.get(f"/faq/{slug}/").status_code == 200
    assert not FaqPage.objects.filter(slug="welche-dokumente-sehe-ich", topic__is_public=True)

"""`/sw.js` and `/offline/`: what a phone is told to keep is the same for everybody."""

import json
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from portal.accounts.models import User
from portal.companies.models import Company
from portal.properties.models import EmergencyContact
from tests.doors import door, stranger
from tests.pages import words

ADDRESS = "/sw.js"


def kept(answer: HttpResponse) -> dict[str, Any]:
    """The facts in the line that the portal writes above the worker."""
    line = answer.content.decode().partition("\n")[0]
    return json.loads(line.removeprefix("const KEEP = ").removesuffix(";"))


def policy(answer: HttpResponse) -> list[str]:
    """The directives of the answer's content security policy, which stand in no fixed order."""
    return answer.headers["Content-Security-Policy"].split("; ")


def test_it_is_a_script_that_browsers_ask_for_anew(linde: Company) -> None:
    answer = stranger(linde).get(ADDRESS)
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    known = answer.headers["ETag"]
    assert stranger(linde).get(ADDRESS, headers={"If-None-Match": known}).status_code == 304


def test_pages_may_run_it_and_it_may_ask_this_host_alone(linde: Company) -> None:
    page, script = stranger(linde).get(reverse("home:offline")), stranger(linde).get(ADDRESS)
    assert "worker-src 'self'" in policy(page)
    assert "connect-src 'self'" in policy(script)


def test_anna_is_given_the_same_script_as_a_stranger(linde: Company, anna: User) -> None:
    assert door(anna, linde).get(ADDRESS).content == stranger(linde).get(ADDRESS).content


def test_each_company_keeps_its_own_files(linde: Company, kastanie: Company) -> None:
    for company, other in ((linde, kastanie), (kastanie, linde)):
        facts = kept(stranger(company).get(ADDRESS))
        assert facts["emergency"] == "/notfall/"
        _portal_css, brand_css = facts["files"]
        assert stranger(company).get(brand_css).status_code == 200
        assert stranger(other).get(brand_css).status_code == 404


def test_a_new_emergency_number_is_a_new_version(linde: Company, kastanie: Company) -> None:
    def versions() -> list[str]:
        return [kept(stranger(company).get(ADDRESS))["version"] for company in (linde, kastanie)]

    before = versions()
    EmergencyContact.objects.of(linde).update(phone="0341 555 09 09")
    after = versions()
    assert before[0] != after[0]
    assert before[1] == after[1]


def test_the_copies_are_in_the_language_of_the_page_that_asks(linde: Company) -> None:
    assert kept(stranger(linde).get(f"{ADDRESS}?lang=en"))["language"] == "en"
    assert kept(stranger(linde).get(f"{ADDRESS}?lang=de"))["language"] == "de"
    assert kept(stranger(linde).get(f"{ADDRESS}?lang=x%22;alert(1)"))["language"] == "de"


def test_the_page_without_reception_knows_the_companys_phone_and_nobody(
    linde: Company, anna: User
) -> None:
    answer = door(anna, linde).get(reverse("home:offline"))
    assert "Keine Verbindung" in words(answer)
    assert 'href="tel:+493415550120"' in answer.content.decode()
    assert 'href="/notfall/"' in answer.content.decode()
    assert "Anna" not in answer.content.decode()
    assert "csrf" not in answer.content.decode()

"""`/manifest.webmanifest`: on a home screen the portal bears its company's name and icons."""

import re
from typing import Any

import pytest
from django.urls import reverse

from portal.companies.models import Company
from portal.home.views.manifest import short_name
from tests.doors import stranger

ADDRESS = "/manifest.webmanifest"


def manifest(company: Company, language: str = "de") -> dict[str, Any]:
    answer = stranger(company).get(ADDRESS, headers={"Accept-Language": language})
    assert answer.headers["Content-Type"] == "application/manifest+json"
    return answer.json()


def test_each_host_tells_its_own_company(linde: Company, kastanie: Company) -> None:
    ours, theirs = manifest(linde), manifest(kastanie)
    assert (ours["name"], ours["short_name"]) == ("Hausverwaltung Linde", "Linde")
    assert (theirs["name"], theirs["short_name"]) == ("Kastanie Immobilien", "Kastanie")
    assert ours["theme_color"] == linde.branding.palette.light["brand-deep"]
    assert theirs["theme_color"] == kastanie.branding.palette.light["brand-deep"]


def test_it_is_an_app_that_begins_at_the_start_page(linde: Company) -> None:
    facts = manifest(linde)
    assert (facts["id"], facts["start_url"], facts["scope"]) == ("/", "/", "/")
    assert facts["display"] == "standalone"


def test_every_icon_it_names_is_there(kastanie: Company) -> None:
    icons = manifest(kastanie)["icons"]
    sizes = {(icon["sizes"], icon["purpose"]) for icon in icons}
    assert sizes == {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}
    for icon in icons:
        assert stranger(kastanie).get(icon["src"]).status_code == 200


@pytest.mark.parametrize(
    ("language", "names"),
    [("de", ["Vorgang eröffnen", "Notfall"]), ("en", ["Open a case", "Emergency"])],
)
def test_its_shortcuts_speak_the_browsers_language(
    linde: Company, language: str, names: list[str]
) -> None:
    facts = manifest(linde, language)
    assert facts["lang"] == language
    assert [shortcut["name"] for shortcut in facts["shortcuts"]] == names
    assert [shortcut["url"] for shortcut in facts["shortcuts"]] == ["/vorgaenge/neu/", "/notfall/"]


def test_a_browser_that_knows_it_is_told_so(linde: Company) -> None:
    known = stranger(linde).get(ADDRESS).headers["ETag"]
    assert stranger(linde).get(ADDRESS, headers={"If-None-Match": known}).status_code == 304
    branding = linde.branding
    branding.brand_colour = "#224488"
    branding.save()
    assert stranger(linde).get(ADDRESS, headers={"If-None-Match": known}).status_code == 200


@pytest.mark.parametrize("page", ["home:emergency", "account_login"])
def test_pages_link_it_with_icons_and_the_colour_of_the_phones_bar(
    linde: Company, page: str
) -> None:
    html = stranger(linde).get(reverse(page)).content.decode()
    assert '<link rel="manifest" href="/manifest.webmanifest">' in html
    bars = re.findall(r'<meta name="theme-color" media="\((.*?)\)" content="(#.{6})">', html)
    assert [scheme for scheme, _colour in bars] == [
        "prefers-color-scheme: light",
        "prefers-color-scheme: dark",
    ]
    for icon in re.findall(r'<link rel="(?:apple-touch-)?icon" href="(.*?)"', html):
        assert stranger(linde).get(icon).status_code == 200


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ahorn", "Ahorn"),
        ("Hausverwaltung Müller GmbH", "Müller"),
        ("Immobilien Verwaltungs GmbH", "Immobilien"),
        ("Schmidt-Rottluff & Partner Hausverwaltung", "Schmidt-Rottluff"),
    ],
)
def test_the_name_below_the_icon_is_short(name: str, short: str) -> None:
    assert short_name(name) == short

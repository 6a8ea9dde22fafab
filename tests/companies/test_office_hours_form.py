"""Managers say when their company works; residents read it, and nobody else's hours change."""

from typing import Any

import pytest
from django.urls import reverse

from portal.accounts.models import User
from portal.companies.models import BrandingSettings, ClosedPeriod, Company, OfficeHours
from tests.doors import door
from tests.pages import form_of, send, words


def form_address(company: Company) -> str:
    return reverse("wagtailsettings:edit", args=["companies", "brandingsettings", company.site.pk])


def rows(name: str, *lines: dict[str, str]) -> dict[str, str]:
    """Lines that were added to an empty formset, as the browser sends them."""
    sent = {f"{name}-TOTAL_FORMS": str(len(lines)), f"{name}-INITIAL_FORMS": "0"}
    for n, line in enumerate(lines):
        sent |= {f"{name}-{n}-{field}": value for field, value in line.items()}
    return sent


def span(weekday: int, opens: str, closes: str) -> dict[str, str]:
    return {"weekday": str(weekday), "opens": opens, "closes": closes}


def save(user: User, company: Company, *hours: dict[str, str], **typed: str) -> Any:
    OfficeHours.objects.filter(settings=company.branding).delete()
    browser = door(user, company)
    page = browser.get(form_address(company))
    sent = rows("hours", *hours) | rows("closed_periods") | typed
    return send(browser, page, "#main form[method=POST]", **sent)


def hours_of(company: Company) -> str:
    return Company.objects.get(pk=company.pk).branding.office_hours


def test_maria_enters_hours_and_residents_read_them(
    linde: Company, maria: User, anna: User
) -> None:
    week = [span(day, "8:30", "12:00") for day in range(4)] + [span(1, "14:00", "18:00")]
    save(maria, linde, *week, federal_state="BY", office_hours_note="und nach Vereinbarung")
    assert hours_of(linde) == (
        "Mo 8:30–12 Uhr, Di 8:30–12 und 14–18 Uhr, Mi und Do 8:30–12 Uhr, und nach Vereinbarung"
    )
    assert Company.objects.get(pk=linde.pk).branding.federal_state == "BY"
    page = door(anna, linde).get("/notfall/")
    assert "Mi und Do 8:30–12 Uhr" in words(page, "body").replace("\u2060", "")


def test_the_hours_speak_english_too(linde: Company, anna: User) -> None:
    page = door(anna, linde).get("/notfall/", headers={"accept-language": "en"})
    text = words(page, "body").replace("\u2060", "")
    assert "Mon to Thu 9:00–12:00 and 13:00–16:00, Fri 9:00–12:00" in text


def test_what_was_written_before_stays_as_the_remark(linde: Company) -> None:
    OfficeHours.objects.filter(settings=linde.branding).delete()
    BrandingSettings.objects.filter(site=linde.site).update(office_hours_note="Mo bis Fr 8–12 Uhr")
    assert hours_of(linde) == "Mo bis Fr 8–12 Uhr"


@pytest.mark.parametrize(
    ("hours", "complaint"),
    [
        ([span(0, "12:00", "9:00")], "Das Büro schließt, nachdem es geöffnet hat."),
        ([span(0, "9:00", "9:00")], "Das Büro schließt, nachdem es geöffnet hat."),
        ([span(0, "9:00", "12:00"), span(0, "9:00", "13:00")], "doppelte"),
        ([span(9, "9:00", "12:00")], "gültige Auswahl"),
        ([span(0, "9:00", "")], "Dieses Feld muss ausgefüllt werden."),
    ],
)
def test_impossible_hours_are_refused_in_words(
    linde: Company, maria: User, hours: list[dict[str, str]], complaint: str
) -> None:
    page = save(maria, linde, *hours)
    assert complaint in words(page, "body")
    assert hours_of(linde) == ""


def test_maria_enters_the_companys_own_closed_days(linde: Company, maria: User) -> None:
    period = {"starts_on": "2026-12-24", "ends_on": "2026-12-31", "reason": "Betriebsferien"}
    save(maria, linde, **rows("closed_periods", period))
    assert str(ClosedPeriod.objects.get(settings=linde.branding)) == "2026-12-24–2026-12-31"
    turned = {"starts_on": "2027-01-02", "ends_on": "2027-01-01", "reason": ""}
    page = save(maria, linde, **rows("closed_periods", turned))
    assert "Der letzte Tag liegt nicht vor dem ersten." in words(page, "body")


def test_hours_of_the_other_company_can_be_neither_changed_nor_taken(
    linde: Company, kastanie: Company, maria: User
) -> None:
    theirs, before = OfficeHours.objects.filter(settings=kastanie.branding), hours_of(kastanie)
    foreign = span(0, "6:00", "7:00") | {"id": str(theirs[0].pk)}
    browser = door(maria, linde)
    page = browser.get(form_address(linde))
    sent = form_of(page, "#main form[method=POST]")[1] | rows("hours", foreign)
    browser.post(form_address(linde), sent | {"hours-INITIAL_FORMS": "1"})
    assert browser.post(form_address(kastanie), sent).status_code == 404
    assert hours_of(kastanie) == before

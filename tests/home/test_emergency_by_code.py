"""The notice in the hallway: its code opens the numbers of the house, and nothing of any person."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from portal.access.policies import NotAllowedError
from portal.companies.calendar import ZONE, Calendar
from portal.companies.models import Company
from portal.demo.cast import LOGINS, Cast
from portal.properties.actions import renew_emergency_code
from portal.properties.models import (
    CODE_LENGTH,
    Building,
    EmergencyCode,
    EmergencyContact,
    ServiceProvider,
    Trade,
    new_code,
)
from tests.doors import door, stranger
from tests.pages import Page, links, words
from tests.stories import a_code

OFFICE, EMERGENCY = "tel:+493415550120", "tel:+493415550199"
PLUMBER, HEATING = "tel:+493415550210", "tel:+493415550220"


def scanned(cast: Cast, code: EmergencyCode) -> Page:
    return stranger(cast.linde).get(f"/notfall/{code.code}/")


def calls(page: Page) -> list[str]:
    return [href for href in links(page, "main a").values() if href.startswith("tel:")]


def test_whoever_scans_the_code_sees_whom_to_call_what_to_do_and_who_pays(cast: Cast) -> None:
    page = scanned(cast, a_code(cast))
    assert page.status_code == 200
    assert calls(page)[0] == "tel:112"
    assert {EMERGENCY, PLUMBER, HEATING, OFFICE} <= set(calls(page))
    for told in (
        "Lindenstraße 12, 04109 Leipzig",
        "Sanitär Notdienst Elster · rund um die Uhr",
        "Was Sie sofort tun können",
        "Wer zahlt?",
    ):
        assert told in words(page).replace("\xa0", " ")


def test_the_code_of_a_building_says_its_own_address(cast: Cast) -> None:
    front = Building.objects.get(name="Vorderhaus")
    page = scanned(cast, a_code(cast, property=cast.parkstrasse, building=front))
    assert "Vorderhaus, Parkstraße 8, 04109 Leipzig. " in words(page)
    entrance = Building.objects.get(name="Gartenweg 5")
    page = scanned(cast, a_code(cast, property=cast.gartenhof, building=entrance))
    assert " Gartenweg 5, 04109 Leipzig. " in words(page)


def test_it_names_no_person_not_even_to_who_is_signed_in(cast: Cast) -> None:
    code = a_code(cast)
    for browser in (stranger(cast.linde), door(cast.anna, cast.linde)):
        html = browser.get(f"/notfall/{code.code}/").content.decode()
        for login in LOGINS:
            assert login.last_name not in html
            assert login.email not in html


def test_it_leaves_no_cookie_no_trace_and_no_copy(cast: Cast) -> None:
    for path in (a_code(cast).code, new_code()):
        page = stranger(cast.linde).get(f"/notfall/{path}/")
        assert not page.cookies
        assert page["Referrer-Policy"] == "no-referrer"
        assert page["X-Robots-Tag"] == "noindex"
        assert "no-store" in page["Cache-Control"]
        assert "<form" not in page.content.decode()


def test_it_speaks_the_language_of_the_phone(cast: Cast) -> None:
    page = stranger(cast.linde).get(
        f"/notfall/{a_code(cast).code}/", headers={"Accept-Language": "en"}
    )
    assert "Who pays?" in words(page)


def test_a_code_typed_in_capitals_opens_it_too(cast: Cast) -> None:
    assert stranger(cast.linde).get(f"/notfall/{a_code(cast).code.upper()}/").status_code == 200


def test_a_renewed_code_ends_the_one_before(cast: Cast) -> None:
    before = a_code(cast)
    after = a_code(cast)
    assert scanned(cast, after).status_code == 200
    assert_helps_all_the_same(scanned(cast, before))
    before.refresh_from_db()
    assert before.retired_at is not None
    # Other places keep theirs.
    house = Building.objects.get(name="Lindenstraße 12")
    a_code(cast, building=house)
    assert scanned(cast, after).status_code == 200


def assert_helps_all_the_same(page: Page) -> None:
    assert page.status_code == 404
    assert calls(page)[0] == "tel:112"
    assert {EMERGENCY, OFFICE} <= set(calls(page))
    assert PLUMBER not in calls(page)
    assert "Dieser Aushang gilt nicht mehr." in words(page)
    assert "Lindenstraße" not in words(page)


@pytest.mark.parametrize("code", ["abc", "a" * CODE_LENGTH, "ö" * CODE_LENGTH, "a%00b", "%00" * 26])
def test_a_code_that_never_was_shows_the_companys_numbers(cast: Cast, code: str) -> None:
    assert_helps_all_the_same(stranger(cast.linde).get(f"/notfall/{code}/"))


def test_at_kastanies_host_a_code_of_linde_opens_nothing(cast: Cast) -> None:
    code = a_code(cast)
    for browser in (stranger(cast.kastanie), door(cast.kai, cast.kastanie)):
        page = browser.get(f"/notfall/{code.code}/")
        assert page.status_code == 404
        assert "tel:+493515550799" in calls(page)
        assert not {EMERGENCY, PLUMBER} & set(calls(page))
        assert "Lindenstraße" not in page.content.decode()


def test_other_houses_numbers_and_firms_not_on_call_are_not_shown(cast: Cast) -> None:
    gate, roof = "0341 555 06 60", "0341 555 06 61"
    EmergencyContact.objects.create(
        company=cast.linde, property=cast.gartenhof, name="Garagentor", phone=gate
    )
    ServiceProvider.objects.create(company=cast.linde, name="Dach", trade="roof", phone=roof)
    told = words(scanned(cast, a_code(cast)))
    assert gate not in told
    assert roof not in told
    assert gate in words(scanned(cast, a_code(cast, property=cast.gartenhof)))


def an_hour_at_which(linde: Company, *, is_open: bool) -> datetime:
    """Noon or midnight of the next day on which Linde works the whole morning."""
    calendar, day = Calendar.of(linde), date.today() + timedelta(days=1)
    while not calendar.is_working_day(day):
        day += timedelta(days=1)
    return datetime.combine(day, time(10 if is_open else 2), tzinfo=ZONE)


def test_at_night_the_emergency_number_comes_first_and_the_office_last(cast: Cast) -> None:
    code = a_code(cast)
    with time_machine.travel(an_hour_at_which(cast.linde, is_open=False)):
        page = scanned(cast, code)
    assert calls(page)[2] == EMERGENCY
    assert calls(page)[-1] == OFFICE
    assert "Jetzt erreichbar" not in words(page)


def test_while_the_office_is_open_it_comes_first(cast: Cast) -> None:
    code = a_code(cast)
    with time_machine.travel(an_hour_at_which(cast.linde, is_open=True)):
        page, kept = scanned(cast, code), stranger(cast.linde).get("/notfall/")
    assert calls(page)[2] == OFFICE
    assert "Jetzt erreichbar" in words(page)
    # Phones keep this one for days: it must not say so at night.
    assert calls(kept)[2] == EMERGENCY
    assert "Jetzt erreichbar" not in words(kept)


def test_water_comes_before_light(cast: Cast) -> None:
    page = scanned(cast, a_code(cast))
    electrics = "tel:+493415550230"
    assert [c for c in calls(page) if c in {PLUMBER, HEATING, electrics}] == [
        PLUMBER,
        HEATING,
        electrics,
    ]


def test_ten_more_firms_cost_no_more_questions(cast: Cast) -> None:
    code = a_code(cast)
    browser = stranger(cast.linde)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get(f"/notfall/{code.code}/")
        return len(queries)

    asked()
    before = asked()
    for number in range(10):
        ServiceProvider.objects.create(
            company=cast.linde,
            name=f"Firma {number}",
            trade=Trade.LOCKS,
            phone=f"0341 555 08 {number:02}",
            is_on_call=True,
        )
        EmergencyContact.objects.create(
            company=cast.linde, name=f"Nummer {number}", phone=f"0341 555 09 {number:02}"
        )
    assert asked() == before


def test_a_code_cannot_be_guessed() -> None:
    codes = {new_code() for _n in range(100)}
    assert len(codes) == 100
    assert all(len(code) == 26 and code.isascii() and code.isalnum() for code in codes)
    # Thirty-two signs are five bits each.
    assert CODE_LENGTH * 5 >= 128


@pytest.mark.parametrize("who", ["anna", "ben", "stefan", "eva", "clara", "kai"])
def test_only_the_companys_managers_make_codes(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowedError):
        a_code(cast, user=getattr(cast, who))
    assert not EmergencyCode.objects.exists()


def test_a_building_of_another_property_gets_no_code_of_this_one(cast: Cast) -> None:
    with pytest.raises(ValueError, match="another property"):
        renew_emergency_code(
            user=cast.maria,
            property=cast.lindenstrasse,
            building=Building.objects.get(name="Vorderhaus"),
        )


def test_no_place_has_two_living_codes(cast: Cast) -> None:
    house = Building.objects.get(name="Lindenstraße 12")
    for building in (None, house):
        a_code(cast, building=building)
        with pytest.raises(IntegrityError), transaction.atomic():
            EmergencyCode.objects.create(
                company=cast.linde, property=cast.lindenstrasse, building=building
            )
    assert EmergencyCode.objects.filter(retired_at=None).count() == 2

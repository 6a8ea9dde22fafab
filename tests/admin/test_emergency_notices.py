"""Staff see the codes of a property, print the notice and renew it; nobody else gets in."""

from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.core.typesetting import TypesettingError
from portal.demo.cast import LOGINS, Cast
from portal.people.admin import emergency
from portal.properties.models import Building, EmergencyCode, EmergencyContact, Property
from tests.doors import door, stranger
from tests.pages import links, soup, words
from tests.pdf import pages_of
from tests.stories import a_code


def page_of(house: Property, step: str = "") -> str:
    return f"/admin/liegenschaften/notices/{house.pk}/{step}"


def sheet(cast: Cast, code: EmergencyCode, who: str = "stefan") -> str:
    """The words of the notice; it is one page, whatever it says."""
    query = f"?building={code.building_id}" if code.building_id else ""
    answer = door(getattr(cast, who), cast.linde).get(page_of(code.property, f"pdf/{query}"))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    (page,) = pages_of(answer.content)
    return page


def test_from_a_propertys_page_stefan_finds_its_notices(cast: Cast) -> None:
    stefan, code = door(cast.stefan, cast.linde), a_code(cast)
    house = stefan.get(f"/admin/liegenschaften/inspect/{cast.lindenstrasse.pk}/")
    assert page_of(cast.lindenstrasse) in links(house).values()
    page = stefan.get(page_of(cast.lindenstrasse))
    assert f"http://localhost:8000/notfall/{code.code}/" in words(page)
    assert page_of(cast.lindenstrasse, "pdf/") in links(page).values()
    # A clerk reads registers, a manager keeps them.
    assert page_of(cast.lindenstrasse, "renew/") not in links(page).values()
    assert "Die Leitung legt Codes an" in words(page)


def test_maria_makes_the_first_notice_of_a_building_in_one_click(cast: Cast) -> None:
    maria = door(cast.maria, cast.linde)
    page = maria.get(page_of(cast.parkstrasse))
    assert words(page).count("Noch kein Aushang") == 3
    front = Building.objects.get(name="Vorderhaus")
    form = soup(page).select_one(f"form[action$='?building={front.pk}']")
    answer = maria.post(str(form["action"]), follow=True)
    code = EmergencyCode.objects.get()
    assert (code.property, code.building, code.created_by) == (
        cast.parkstrasse,
        front,
        cast.maria,
    )
    assert code.code in words(answer)
    assert "Maria Lenz" in words(answer)


def test_renewing_asks_first_and_is_a_post(cast: Cast) -> None:
    maria, before = door(cast.maria, cast.linde), a_code(cast)
    asked = maria.get(page_of(cast.lindenstrasse, "renew/"))
    assert "Der alte Code gilt sofort nicht mehr" in words(asked)
    assert stranger(cast.linde).get(f"/notfall/{before.code}/").status_code == 200
    answer = maria.post(page_of(cast.lindenstrasse, "renew/"))
    assert answer["Location"] == page_of(cast.lindenstrasse)
    assert stranger(cast.linde).get(f"/notfall/{before.code}/").status_code == 404
    after = EmergencyCode.objects.get(retired_at=None)
    assert stranger(cast.linde).get(f"/notfall/{after.code}/").status_code == 200


def test_the_sheet_has_the_numbers_and_the_address_of_the_code_in_print(cast: Cast) -> None:
    code = a_code(cast)
    told = sheet(cast, code)
    for part in (
        "Notfall?",
        "Lindenstraße 12",
        "04109 Leipzig",
        "112",
        "110",
        "0341 555 01 99",
        "Wasser und Sanitär",
        "0341 555 02 10",
        "Hausverwaltung Linde",
    ):
        assert part in told.replace("\xa0", " ")
    assert f"localhost:8000/notfall/{code.code}/" in told.replace(" ", "")
    for login in LOGINS:
        assert login.last_name not in told


def test_the_file_is_named_after_the_place(cast: Cast) -> None:
    a_code(cast, property=cast.gartenhof)
    answer = door(cast.stefan, cast.linde).get(page_of(cast.gartenhof, "pdf/"))
    assert "Notfall-Aushang Gartenweg 3–7.pdf" in unquote(answer["Content-Disposition"])


def test_the_sheet_is_german_whoever_prints_it(cast: Cast) -> None:
    cast.stefan.language = "en"
    cast.stefan.save()
    assert "Alle Nummern für dieses Haus" in sheet(cast, a_code(cast))


def test_the_sheet_of_an_entrance_names_it(cast: Cast) -> None:
    front = Building.objects.get(name="Vorderhaus")
    assert "Vorderhaus, Parkstraße 8" in sheet(
        cast, a_code(cast, property=cast.parkstrasse, building=front)
    )


def test_without_an_emergency_number_the_sheet_has_the_offices(cast: Cast) -> None:
    EmergencyContact.objects.all().delete()
    assert "0341 555 01 20" in sheet(cast, a_code(cast)).replace("\xa0", " ")


def test_however_much_a_company_says_it_is_one_sheet(cast: Cast) -> None:
    EmergencyContact.objects.all().delete()
    for number in range(8):
        EmergencyContact.objects.create(
            company=cast.linde,
            name="Bereitschaft der Technik und der Hausmeisterei " * 2,
            phone="+49 (0) 341 555 01 99 - 12",
            hours="Montag bis Freitag 16 bis 8 Uhr, am Wochenende und an Feiertagen immer",
            description=("Wasserrohrbruch, Heizungsausfall, Stromausfall, Aufzug " * 4)[:200],
            position=number,
        )
    assert "Notfall?" in sheet(cast, a_code(cast))


@pytest.mark.parametrize("step", ["", "pdf/", "renew/"])
def test_nobody_else_finds_them(cast: Cast, step: str) -> None:
    a_code(cast)
    path = page_of(cast.lindenstrasse, step)
    assert stranger(cast.linde).get(path)["Location"].startswith("/konto/anmelden/")
    for who in ("anna", "eva"):
        assert door(getattr(cast, who), cast.linde).get(path).status_code == 404
    assert door(cast.kai, cast.kastanie).get(path).status_code == 404


@pytest.mark.parametrize("who", ["stefan", "kai"])
def test_who_may_not_renew_does_not(cast: Cast, who: str) -> None:
    code = a_code(cast)
    company = cast.kastanie if who == "kai" else cast.linde
    answer = door(getattr(cast, who), company).post(page_of(cast.lindenstrasse, "renew/"))
    assert answer.status_code in {403, 404} or answer["Location"] == "/admin/"
    code.refresh_from_db()
    assert code.retired_at is None


@pytest.mark.parametrize("step", ["pdf/", "renew/"])
@pytest.mark.parametrize("building", ["999999", "x", "Vorderhaus"])
def test_another_propertys_building_is_not_there(cast: Cast, step: str, building: str) -> None:
    a_code(cast)
    wanted = Building.objects.filter(name=building).values_list("pk", flat=True).first() or building
    maria, path = door(cast.maria, cast.linde), page_of(cast.lindenstrasse, step)
    assert maria.get(f"{path}?building={wanted}").status_code == 404
    if step == "renew/":
        assert maria.post(f"{path}?building={wanted}").status_code == 404
    assert EmergencyCode.objects.count() == 1


def test_there_is_no_sheet_without_a_code(cast: Cast) -> None:
    assert door(cast.stefan, cast.linde).get(page_of(cast.lindenstrasse, "pdf/")).status_code == 404


def test_when_the_sheet_cannot_be_made_staff_are_told(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_code: Any) -> bytes:
        raise TypesettingError("took too long")

    a_code(cast)
    monkeypatch.setattr(emergency, "make_notice", fail)
    answer = door(cast.stefan, cast.linde).get(page_of(cast.lindenstrasse, "pdf/"), follow=True)
    assert "Der Aushang konnte nicht erstellt werden." in words(answer, "body")


def test_more_buildings_cost_no_more_questions(cast: Cast) -> None:
    maria = door(cast.maria, cast.linde)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            maria.get(page_of(cast.gartenhof))
        return len(queries)

    a_code(cast, property=cast.gartenhof)
    asked()
    before = asked()
    for number in range(5):
        building = Building.objects.create(
            company=cast.linde, property=cast.gartenhof, name=f"Haus {number}"
        )
        a_code(cast, property=cast.gartenhof, building=building)
    assert asked() == before

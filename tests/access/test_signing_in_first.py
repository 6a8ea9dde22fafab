"""Who has not signed in is sent to the login page; htmx is told so and keeps its hands off."""

import pytest

from portal.companies.models import Company
from portal.demo.cast import Cast
from tests.doors import door, stranger

HTMX = {"HX-Request": "true"}
CLOSED = [
    "/",
    "/vorgaenge/",
    "/dokumente/",
    "/benachrichtigungen/ungelesen/",
    "/faq/nie-geschrieben/",
    "/gibt-es-nicht/",
    "/admin/",
]


@pytest.mark.parametrize("path", CLOSED)
def test_a_part_of_a_page_is_refused_and_a_page_leads_to_the_login(
    linde: Company, path: str
) -> None:
    browser = stranger(linde)
    part, page = browser.get(path, headers=HTMX), browser.get(path)
    assert part.status_code == 401
    assert part.content == b""
    assert page.headers["Location"] == f"/konto/anmelden/?next={path}"
    assert "HX-Request" in part.headers["Vary"]
    assert "HX-Request" in page.headers["Vary"]


def test_another_companys_session_gets_no_part_either(cast: Cast) -> None:
    annas_at_linde = door(cast.anna, cast.linde)
    answer = annas_at_linde.get("/vorgaenge/", headers=HTMX | {"Host": cast.kastanie.site.hostname})
    assert answer.status_code == 401


@pytest.mark.parametrize("path", ["/dokumente/", "/faq/?q=Heizung"])
def test_parts_of_a_signed_in_persons_pages_are_never_stored(cast: Cast, path: str) -> None:
    answer = door(cast.anna, cast.linde).get(path, headers=HTMX)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert "<html" not in answer.content.decode()

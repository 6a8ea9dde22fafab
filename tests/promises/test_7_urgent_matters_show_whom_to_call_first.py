"""Promise 7: the emergency number and the on-call providers come before anything is typed."""

from portal.demo.cast import Cast
from tests.doors import door, stranger
from tests.pages import links, soup

OFFICE, PLUMBER = "tel:+493415550199", "tel:+493415550210"


def numbers(found: dict[str, str]) -> set[str]:
    return {href for href in found.values() if href.startswith("tel:")}


def test_the_numbers_stand_before_the_form_of_an_urgent_topic(cast: Cast) -> None:
    for topic in ("water", "heating"):
        page = door(cast.anna, cast.linde).get(f"/vorgaenge/neu/{topic}/")
        assert numbers(links(page)) >= {OFFICE, PLUMBER}
        # Here nothing can be typed yet: the report comes after this page, if at all.
        assert not soup(page).select("main textarea, main input[type=text]")


def test_notfall_is_one_link_away_on_every_page(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    for path in ("/", "/vorgaenge/", "/dokumente/", "/faq/", "/benachrichtigungen/"):
        assert "/notfall/" in " ".join(links(anna.get(path), "header a").values())


def test_the_emergency_page_shows_the_numbers_and_who_is_on_call(cast: Cast) -> None:
    assert numbers(links(door(cast.anna, cast.linde).get("/notfall/"))) >= {OFFICE, PLUMBER}


def test_nobody_has_to_sign_in_for_the_companys_number(cast: Cast) -> None:
    visitor = stranger(cast.linde)
    login = links(visitor.get("/konto/anmelden/"))
    assert "/notfall/" in login.values()
    assert OFFICE in numbers(links(visitor.get("/notfall/")))


def test_the_other_companys_numbers_are_not_shown(cast: Cast) -> None:
    assert OFFICE not in numbers(links(stranger(cast.kastanie).get("/notfall/")))

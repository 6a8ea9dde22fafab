"""What an open page of a case learns of by itself: new letters and where the case stands now."""

from typing import Any

import pytest
from django.test import Client

from cases.actions import assign, change_status
from cases.models import Case
from portal.demo.cast import Cast
from portal.documents import uploads
from portal.notifications.models import Notification
from tests.doors import door, stranger
from tests.pages import Page, links, soup, words
from tests.stories import annas_case, answer, paper

HTMX = {"HX-Request": "true"}

TOKEN = "input[name=csrfmiddlewaretoken]"


def address_in(page: Page) -> str:
    """Where the page asks for what is new."""
    asks = soup(page).select_one("[hx-get*=neues]")
    assert asks is not None
    return str(asks["hx-get"])


def opened(browser: Client, case: Case) -> str:
    """The page is opened; what it will ask for from now on."""
    return address_in(browser.get(f"/vorgaenge/{case.uuid}/"))


def news(browser: Client, address: str) -> Page:
    return browser.get(address, headers=HTMX)


def test_nothing_new_costs_next_to_nothing(cast: Cast, django_assert_max_num_queries: Any) -> None:
    anna = door(cast.anna, cast.linde)
    address = opened(anna, annas_case(cast))
    with django_assert_max_num_queries(5):
        answered = news(anna, address)
    assert answered.status_code == 204
    assert answered.content == b""


def test_an_answer_comes_with_its_place_the_stairs_and_the_next_question(cast: Cast) -> None:
    case, anna = annas_case(cast), door(cast.anna, cast.linde)
    address = opened(anna, case)
    files = uploads.check([paper("plan.pdf")])
    letter = answer(
        case, cast.stefan, "Passt Mittwoch?", next_status="waiting_resident", files=files
    )
    part = news(anna, address)
    assert links(part, "#told a") == {"Eine neue Nachricht": f"#m-{letter.uuid}"}
    assert "Passt Mittwoch?" in words(part, f"#letters #m-{letter.uuid}")
    assert "neu für Sie" in words(part, "#letters .day.mark")
    assert words(part, "#standing .status") == "Wartet auf Sie"
    assert words(part, ".stairs [aria-current]").startswith("Wartet auf Sie")
    assert "Wir warten auf Ihre Antwort" in words(part, "#turn")
    assert "plan.pdf" in words(part, "#about")


def test_the_parts_are_those_of_the_page(cast: Cast) -> None:
    case, anna = annas_case(cast), door(cast.anna, cast.linde)
    address = opened(anna, case)
    answer(case, cast.stefan)
    part, page = news(anna, address), anna.get(f"/vorgaenge/{case.uuid}/")
    for id in ("standing", "turn", "letters", "about"):
        here, there = soup(part).select_one(f"#{id}"), soup(page).select_one(f"#{id}")
        for token in (*here.select(TOKEN), *there.select(TOKEN)):
            # The same secret, masked anew in every form.
            token["value"] = ""
        assert here.decode_contents() == there.decode_contents()
    assert "composer" not in part.content.decode()


def test_having_heard_of_it_one_hears_of_it_once(cast: Cast) -> None:
    case, anna = annas_case(cast), door(cast.anna, cast.linde)
    address = opened(anna, case)
    for body in ("Eins.", "Zwei.", "Drei."):
        answer(case, cast.stefan, body)
    part = news(anna, address)
    assert words(part, "#told") == "3 neue Nachrichten"
    assert news(anna, address_in(part)).status_code == 204


def test_a_new_status_is_told_and_so_is_nothing_one_did_oneself(cast: Cast) -> None:
    case, anna = annas_case(cast), door(cast.anna, cast.linde)
    address = opened(anna, case)
    assign(user=cast.maria, case=case, assignee=cast.stefan)
    moved = news(anna, address)
    assert words(moved, "#told") == "Status: In Bearbeitung"
    answer(case, cast.anna, "Danke.")
    part = news(anna, address_in(moved))
    assert "Danke." in words(part, "#letters")
    assert words(part, "#told") == ""


def test_looking_for_news_marks_nothing_as_read(cast: Cast) -> None:
    case, anna = annas_case(cast), door(cast.anna, cast.linde)
    address = opened(anna, case)
    answer(case, cast.stefan)
    news(anna, address)
    assert Notification.objects.in_portal(cast.anna, cast.linde).unread().count() == 1


def test_a_note_of_the_company_is_no_news(cast: Cast) -> None:
    case, anna = annas_case(cast), door(cast.anna, cast.linde)
    address = opened(anna, case)
    files = uploads.check([paper("vermerk.pdf")])
    answer(case, cast.stefan, "Schuldet Miete.", internal=True, files=files)
    assert news(anna, address).status_code == 204
    answer(case, cast.stefan)
    html = news(anna, address).content.decode()
    assert "Schuldet" not in html
    assert "vermerk" not in html


def test_a_closed_case_asks_no_more(cast: Cast) -> None:
    case, anna = annas_case(cast), door(cast.anna, cast.linde)
    address = opened(anna, case)
    change_status(user=cast.stefan, case=case, status="resolved")
    change_status(user=cast.stefan, case=case, status="closed")
    assert b"hx-get" not in news(anna, address).content
    assert b"neues/" not in anna.get(f"/vorgaenge/{case.uuid}/").content


@pytest.mark.parametrize("moment", ["", "gestern", "2026-01-01", "2026-13-45T00:00:00+00:00", "\0"])
def test_who_names_no_moment_gets_everything_and_no_announcement(cast: Cast, moment: str) -> None:
    case = annas_case(cast)
    path = f"/vorgaenge/{case.uuid}/neues/"
    part = door(cast.anna, cast.linde).get(path, {"seit": moment}, headers=HTMX)
    assert part.status_code == 200
    assert words(part, "#told") == ""
    assert "Seit gestern" in words(part, "#letters")


@pytest.mark.parametrize("who", ["ben", "dora", "eva", "clara", "kai"])
def test_nobody_else_hears_of_annas_case(cast: Cast, who: str) -> None:
    case = annas_case(cast)
    address = opened(door(cast.anna, cast.linde), case)
    company = cast.kastanie if who in {"clara", "kai"} else cast.linde
    # As absent while nothing has changed as when something has.
    for _round in range(2):
        assert news(door(getattr(cast, who), company), address).status_code == 404
        answer(case, cast.stefan)


def test_signed_out_one_is_told_so(cast: Cast) -> None:
    case = annas_case(cast)
    address = opened(door(cast.anna, cast.linde), case)
    assert news(stranger(cast.linde), address).status_code == 401

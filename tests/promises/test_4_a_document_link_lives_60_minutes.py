"""Promise 4: a document link is valid for 60 minutes; then one clicks again and gets a new one."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from portal.demo.cast import Cast
from tests.doors import door, stranger
from tests.pages import links
from tests.stories import house_rules


@pytest.fixture
def link(cast: Cast) -> str:
    """The address that Anna's browser is sent to when she clicks the house rules."""
    house_rules(cast)
    return click(cast)


def click(cast: Cast) -> str:
    anna = door(cast.anna, cast.linde)
    found = links(anna.get("/dokumente/"), "main a")
    title = next(words for words in found if "Hausordnung" in words)
    return str(anna.get(found[title]).headers["Location"])


def test_a_click_opens_the_document(cast: Cast, link: str) -> None:
    page = door(cast.anna, cast.linde).get(link)
    assert page.status_code == 200
    assert b"".join(page).startswith(b"%PDF")


def test_the_phones_pdf_viewer_needs_no_session(cast: Cast, link: str) -> None:
    assert stranger(cast.linde).get(link).status_code == 200


def test_the_link_works_until_60_minutes_are_over(cast: Cast, link: str) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=59, seconds=50)):
        assert stranger(cast.linde).get(link).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=60, seconds=10)):
        assert stranger(cast.linde).get(link).status_code in {403, 404, 410}


def test_after_that_the_page_leads_to_the_document_again(cast: Cast, link: str) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        anna = door(cast.anna, cast.linde)
        ways_on = [href for href in links(anna.get(link)).values() if "/oeffnen/" in href]
        fresh = anna.get(ways_on[0]).headers["Location"]
        assert anna.get(fresh).status_code == 200


def test_it_opens_nothing_on_the_other_companys_host(cast: Cast, link: str) -> None:
    assert stranger(cast.kastanie).get(link).status_code == 404

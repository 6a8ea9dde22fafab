"""Promise 2: the portal is free for owners and tenants: no payment, no ads, no tracking."""

import re

import pytest

from portal.demo.cast import Cast
from tests.doors import door, stranger

PAGES = ["/", "/vorgaenge/", "/vorgaenge/neu/", "/dokumente/", "/benachrichtigungen/", "/faq/"]
FOREIGN = re.compile(r"""(?:src|href|action|srcset|poster)\s*=\s*["'](?:https?:)?//""")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_loads_or_links_anything_of_a_third_party(cast: Cast, path: str) -> None:
    page = door(cast.anna, cast.linde).get(path)
    assert page.status_code == 200
    assert FOREIGN.findall(page.content.decode()) == []


@pytest.mark.parametrize("path", PAGES)
def test_the_browser_is_forbidden_to_load_anything_of_a_third_party(cast: Cast, path: str) -> None:
    policy = door(cast.anna, cast.linde).get(path).headers["Content-Security-Policy"]
    allowed = {source for part in policy.split(";") for source in part.split()[1:]}
    assert {source for source in allowed if source.startswith("http") or source == "*"} == set()


def test_a_visitor_gets_no_cookie_beyond_what_signing_in_needs(cast: Cast) -> None:
    visitor = stranger(cast.linde)
    visitor.get("/konto/anmelden/")
    assert set(visitor.cookies) <= {"treppenhaus_csrf", "treppenhaus_session"}


def test_residents_and_owners_pay_nothing_wherever_they_look(cast: Cast) -> None:
    for user in (cast.anna, cast.ben):
        browser = door(user, cast.linde)
        text = " ".join(browser.get(path).content.decode() for path in PAGES).lower()
        assert "kreditkarte" not in text
        assert "kostenpflichtig" not in text

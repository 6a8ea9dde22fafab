"""What the questions cost: a fixed number of queries, however many answers there are."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.accounts.models import User
from portal.companies.models import Company
from tests.doors import door
from tests.faq.conftest import Write

# Of the page itself; the frame's are counted on a page that is nothing but frame.
MOST_OF_ITS_OWN = 8


def queries(user: User, company: Company, path: str) -> list[str]:
    """The SQL of a second visit, when the addresses of sites are known."""
    browser = door(user, company)
    assert browser.get(path).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as captured:
        browser.get(path)
    return [query["sql"] for query in captured.captured_queries]


@pytest.mark.parametrize("path", ["/faq/", "/faq/?q=passwort", "/faq/passwort-vergessen/"])
def test_the_questions_cost_at_most_eight_queries_beside_the_frame(
    anna: User, linde: Company, write: Write, path: str
) -> None:
    frame = len(queries(anna, linde, "/mehr/"))
    few = len(queries(anna, linde, path))

    for number in range(40):
        write(linde, f"Frage zum Passwort Nummer {number}", topic=f"Thema {number % 5}")
    cache.delete("wagtail_site_root_paths")

    assert len(queries(anna, linde, path)) == few
    assert few - frame <= MOST_OF_ITS_OWN, f"{few} queries, {frame} of them the frame's"

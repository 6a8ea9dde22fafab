"""How many queries the residents' pages of the cases need: as many at 1,000 cases as at 10."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.actions import save_draft
from cases.drafts import Target
from cases.models import Case, CaseCategory
from portal.demo.cast import Cast
from portal.demo.scale import add_cases
from tests.doors import api_door, door

# Page and the most it may ask, session and login included.
PAGES = {
    "/": 24,
    "/vorgaenge/": 12,
    "/vorgaenge/neu/": 14,
    "/vorgaenge/neu/heating/": 16,
    "/vorgaenge/neu/heating/was/": 16,
    "/vorgaenge/neu/heating/ort/": 16,
    "/vorgaenge/neu/heating/angaben/": 16,
    "/vorgaenge/neu/heating/dateien/": 16,
    "/vorgaenge/neu/heating/pruefen/": 16,
    "/api/v1/cases/": 8,
}


def queries(browser: Client, path: str) -> int:
    """Of the second visit: the first one fills caches."""
    browser.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(path).status_code == 200
    return len(captured)


@pytest.fixture
def begun(cast: Cast) -> None:
    """Anna has begun a report, with all that must be answered."""
    heating = CaseCategory.objects.of(cast.linde).get(key="heating")
    texts = {"subject": "Kalt", "body": "Seit gestern.", "unit": str(cast.annas_flat.uuid)}
    save_draft(
        user=cast.anna,
        target=Target(category=heating, property=cast.lindenstrasse),
        submission_key="7f3b2f0a-4b1e-4a55-9d0e-0c6a86f4e001",
        values=texts,
    )


@pytest.mark.usefixtures("begun")
def test_ten_and_a_thousand_cases_cost_the_same(cast: Cast) -> None:
    add_cases(cast.person(cast.anna), cast.lindenstrasse, cast.stefan, 10)
    anna, app = door(cast.anna, cast.linde), api_door(cast.anna, cast.linde)
    case = Case.objects.filter(status="open")[:1].get()
    pages = dict(PAGES) | {f"/vorgaenge/{case.uuid}/": 14, f"/api/v1/cases/{case.uuid}/": 10}
    few = {path: queries(app if "/api/" in path else anna, path) for path in pages}
    add_cases(cast.person(cast.anna), cast.lindenstrasse, cast.stefan, 990)
    many = {path: queries(app if "/api/" in path else anna, path) for path in pages}
    assert many == few
    assert {path: asked for path, asked in few.items() if asked > pages[path]} == {}

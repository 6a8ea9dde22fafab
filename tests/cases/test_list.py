"""One's cases in a list: what is shown, how it is paged, and what it costs."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions import change_status
from cases.models import Case
from portal.demo.cast import Cast
from portal.demo.scale import add_cases
from tests.doors import door
from tests.pages import links, soup, words
from tests.stories import annas_case, answer


def titles(page: Any) -> list[str]:
    return [a.get_text(strip=True) for a in soup(page).select(".rows .row-link")]


def test_open_waiting_and_finished_cases_stand_apart(cast: Cast) -> None:
    annas_case(cast, subject="Neu")
    waiting = annas_case(cast, subject="Wartet")
    change_status(user=cast.stefan, case=waiting, status="waiting_resident")
    done = annas_case(cast, subject="Fertig")
    change_status(user=cast.stefan, case=done, status="resolved")
    anna = door(cast.anna, cast.linde)
    assert titles(anna.get("/vorgaenge/")) == ["Wartet", "Neu"]
    assert titles(anna.get("/vorgaenge/?stand=wartet")) == ["Wartet"]
    assert titles(anna.get("/vorgaenge/?stand=abgeschlossen")) == ["Fertig"]
    assert titles(anna.get("/vorgaenge/?stand=unsinn")) == ["Wartet", "Neu"]


def test_a_row_says_number_status_and_what_is_new(cast: Cast) -> None:
    case = annas_case(cast)
    answer(case, cast.stefan, "Der Monteur kommt.")
    row = words(door(cast.anna, cast.linde).get("/vorgaenge/"), ".rows")
    for part in (case.number, "In Bearbeitung", "Der Monteur kommt.", "1 "):
        assert part in row


@pytest.mark.parametrize("who", ["ben", "dora", "stefan", "maria", "eva"])
def test_annas_case_is_in_nobody_elses_list(cast: Cast, who: str) -> None:
    annas_case(cast)
    assert titles(door(getattr(cast, who), cast.linde).get("/vorgaenge/")) == []


def test_all_pages_together_show_every_case_once_newest_first(cast: Cast) -> None:
    add_cases(cast.person(cast.anna), cast.lindenstrasse, cast.stefan, 60)
    moment = timezone.now()
    # The same moment for many: the next page must neither skip nor repeat one of them.
    Case.objects.filter(pk__in=Case.objects.order_by("-updated_at")[:30]).update(updated_at=moment)
    Case.objects.update(status="open", ended_at=None)
    anna = door(cast.anna, cast.linde)
    path, seen = "/vorgaenge/", []
    while path:
        page = anna.get(path)
        seen += [str(a["href"]) for a in soup(page).select(".rows .row-link")]
        more = [a["href"] for a in soup(page).select('a[rel="next"]')]
        path = f"{more[0]}" if more else ""
    expected = [f"/vorgaenge/{c.uuid}/" for c in Case.objects.order_by("-updated_at", "-pk")]
    assert seen == expected


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "2026-01-01_x",
        "_",
        "2026-01-01T00:00:00_" + "0" * 32,
        "0001-01-01T00:00:00+05:00_" + "0" * 32,
    ],
)
def test_a_cursor_nobody_gave_out_starts_anew(cast: Cast, cursor: str) -> None:
    annas_case(cast)
    assert len(titles(door(cast.anna, cast.linde).get("/vorgaenge/", {"nach": cursor}))) == 1


def test_the_list_costs_the_same_for_ten_and_a_thousand_cases(cast: Cast) -> None:
    anna = door(cast.anna, cast.linde)
    asked = {}
    for count, more in ((10, 10), (1000, 990)):
        add_cases(cast.person(cast.anna), cast.lindenstrasse, cast.stefan, more)
        anna.get("/vorgaenge/")
        with CaptureQueriesContext(connection) as queries:
            assert titles(anna.get("/vorgaenge/"))
        asked[count] = len(queries)
    assert asked[10] == asked[1000] <= 10


def test_the_empty_list_leads_to_a_new_case(cast: Cast) -> None:
    page = door(cast.anna, cast.linde).get("/vorgaenge/")
    assert "/vorgaenge/neu/" in links(page, "main a").values()

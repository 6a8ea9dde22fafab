"""The pages people find their documents on."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from portal.demo.cast import Cast
from portal.documents.audience import Audience
from portal.documents.models import Document
from portal.documents.queries import PAGE_SIZE
from tests.documents.conftest import Shelf, checked
from tests.doors import door, stranger
from tests.pages import links, words

LIST = "/dokumente/"


def titles(page: Any) -> list[str]:
    return [document.title for _year, rows in page.context["years"] for document in rows]


def test_documents_stand_under_their_year_newest_first(cast: Cast, shelf: Shelf) -> None:
    shelf.for_anna("Mietvertrag", category="lease", dated_on=date(2025, 2, 12))
    shelf.for_anna("Mieterhöhung", category="rent_increase", dated_on=date(2026, 4, 14))
    shelf.add("Hausordnung", Audience.RESIDENTS, category="house_rules", dated_on=date(2025, 5, 3))
    page = door(cast.anna, cast.linde).get(LIST)
    assert [year for year, _rows in page.context["years"]] == [2026, 2025]
    assert titles(page) == ["Mieterhöhung", "Hausordnung", "Mietvertrag"]


def test_a_link_says_what_one_is_going_to_open(cast: Cast, shelf: Shelf) -> None:
    document = shelf.for_anna("Mietvertrag", upload=checked("vertrag.pdf"))
    Document.objects.update(size=312_000)
    page = door(cast.anna, cast.linde).get(LIST)
    assert links(page, ".rows a") == {
        "Mietvertrag , PDF, 312 kB": f"/dokumente/{document.uuid}/oeffnen/"
    }


def test_titles_are_text_whatever_stands_in_them(cast: Cast, shelf: Shelf) -> None:
    shelf.for_anna("<img src=x onerror=alert(1)>")
    page = door(cast.anna, cast.linde).get(LIST).content.decode()
    assert "&lt;img src=x" in page
    assert "<img src=x" not in page


def test_the_filter_narrows_by_year_kind_and_word(cast: Cast, shelf: Shelf) -> None:
    shelf.for_anna("Mietvertrag", category="lease", dated_on=date(2025, 2, 12))
    shelf.for_anna("Mieterhöhung", category="rent_increase", dated_on=date(2026, 4, 14))
    anna = door(cast.anna, cast.linde)
    assert titles(anna.get(LIST, {"year": "2025"})) == ["Mietvertrag"]
    assert titles(anna.get(LIST, {"category": "rent_increase"})) == ["Mieterhöhung"]
    assert titles(anna.get(LIST, {"q": "vertrag"})) == ["Mietvertrag"]
    assert titles(anna.get(LIST, {"year": "2025", "category": "rent_increase"})) == []


def test_while_one_types_only_what_was_found_comes_and_how_much(cast: Cast, shelf: Shelf) -> None:
    shelf.for_anna("Mietvertrag", category="lease", dated_on=date(2025, 2, 12))
    shelf.for_anna("Mieterhöhung", category="rent_increase", dated_on=date(2026, 4, 14))
    anna = door(cast.anna, cast.linde)
    for query, told in (({"q": "vertrag"}, "1 Dokument"), ({"q": "x"}, "0 Dokumente"), ({}, "")):
        page, part = anna.get(LIST, query), anna.get(LIST, query, headers={"HX-Request": "true"})
        assert "<h1" not in part.content.decode()
        assert titles(part) == titles(page)
        assert words(part, "#told") == words(page, "#told") == told
        assert "HX-Request" in part.headers["Vary"]
        assert "HX-Request" in page.headers["Vary"]


@pytest.mark.parametrize(
    "query",
    [
        {"year": "1999"},
        {"year": "99999999999999999999"},
        {"category": "lease' OR 1=1"},
        {"after": "x"},
        {"q": "\0"},
        {"person__email": "anna@example.org"},
    ],
)
def test_the_list_shrugs_at_what_it_never_offered(
    cast: Cast, shelf: Shelf, query: dict[str, str]
) -> None:
    shelf.for_anna("Mietvertrag")
    page = door(cast.anna, cast.linde).get(LIST, query)
    assert page.status_code == 200
    assert titles(page) == ["Mietvertrag"]


def test_the_filter_offers_only_what_one_has(cast: Cast, shelf: Shelf) -> None:
    shelf.for_anna("Mietvertrag", category="lease", dated_on=date(2025, 2, 12))
    shelf.add("Protokoll", Audience.OWNERS, property=cast.gartenhof, category="minutes")
    page = words(door(cast.anna, cast.linde).get(LIST), "form.filter")
    assert "2025" in page
    assert "Mietvertrag" in page
    assert "Protokoll" not in page


def test_a_long_list_goes_on_from_the_last_row(cast: Cast, shelf: Shelf) -> None:
    first = shelf.for_anna("Nummer 0")
    copies = []
    for number in range(1, PAGE_SIZE + 5):
        copy = Document.objects.get(pk=first.pk)
        copy.pk, copy.id, copy._state.adding = None, None, True
        copy.uuid = uuid4()
        copy.title = f"Nummer {number}"
        copy.dated_on = first.dated_on - timedelta(days=number // 3)
        copies.append(copy)
    Document.objects.bulk_create(copies)
    anna = door(cast.anna, cast.linde)
    page = anna.get(LIST)
    rest = anna.get(LIST + page.context["more_url"])
    assert len(titles(page)) == PAGE_SIZE
    assert len(set(titles(page) + titles(rest))) == PAGE_SIZE + 5
    assert rest.context["more_url"] == ""
    assert words(anna.get(LIST, {"q": "Nummer"}), "#told") == f"Mehr als {PAGE_SIZE} Dokumente"


def test_a_new_document_says_so_until_it_was_opened(cast: Cast, shelf: Shelf) -> None:
    document = shelf.for_anna()
    anna = door(cast.anna, cast.linde)
    assert anna.get(LIST).context["years"][0][1][0].is_new
    anna.get(f"/dokumente/{document.uuid}/oeffnen/", follow=True)
    assert not anna.get(LIST).context["years"][0][1][0].is_new


def test_who_has_no_documents_is_told_what_to_expect(cast: Cast) -> None:
    page = door(cast.anna, cast.linde).get(LIST)
    assert "form" not in words(page)
    assert page.context["years"] == []
    assert page.status_code == 200


def test_the_property_page_shows_only_the_documents_of_this_house(cast: Cast, shelf: Shelf) -> None:
    ben = cast.person(cast.ben)
    shelf.add("Hier", Audience.PERSON, person=ben, property=cast.gartenhof)
    shelf.add("Dort", Audience.PERSON, person=ben, property=cast.rosenweg)
    page = door(cast.ben, cast.linde).get(f"/liegenschaften/{cast.gartenhof.uuid}/dokumente/")
    assert titles(page) == ["Hier"]


def test_nobody_else_learns_that_a_document_exists(cast: Cast, shelf: Shelf) -> None:
    document = shelf.for_anna()
    opened = f"/dokumente/{document.uuid}/oeffnen/"
    doors = [
        door(cast.ben, cast.linde),
        door(cast.dora, cast.linde),
        door(cast.eva, cast.linde),
        door(cast.clara, cast.kastanie),
        door(cast.kai, cast.kastanie),
        door(cast.anna, cast.kastanie),
    ]
    for client in doors:
        assert client.get(opened).status_code == 404
        assert document.title not in client.get(LIST).content.decode()
    assert stranger(cast.linde).get(opened)["Location"].startswith("/konto/anmelden/")


def test_the_list_takes_at_most_10_queries_however_long_it_is(
    cast: Cast, shelf: Shelf, django_assert_max_num_queries: Any
) -> None:
    anna = door(cast.anna, cast.linde)
    house = f"/liegenschaften/{cast.lindenstrasse.uuid}/dokumente/"
    counts: dict[str, list[int]] = {LIST: [], house: []}
    anna.get(LIST)  # Wagtail remembers its sites from the first page on
    for _round in range(2):
        for days in range(5):
            shelf.for_anna(dated_on=timezone.localdate() - timedelta(days=200 * days))
        for path, seen in counts.items():
            with django_assert_max_num_queries(10) as queries:
                assert anna.get(path).status_code == 200
            seen.append(len(queries))
    assert all(few == many for few, many in counts.values()), counts

"""The page tree's door: public pages, closed ones, and the pages of properties."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.actions import publish_property_page
from cms.models import ContentPage, PropertyIndexPage, PropertyPage
from cms.pages import home_page, property_page
from cms.slugs import RESERVED
from portal.accounts.groups import collection_of
from portal.companies.models import Company
from portal.demo.cast import Cast
from tests.cms.test_api import GIF
from tests.doors import door, stranger

# Wagtail leaves the file open that it scales an image into.
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)

BODY = [
    {"type": "text", "value": "<p>Der Fahrradkeller ist von 6 bis 22 Uhr offen.</p>"},
    {
        "type": "notice",
        "value": {"kind": "attention", "title": "Keller", "text": "<p>Bitte lüften.</p>"},
    },
    {"type": "contact", "value": {"title": "Waschküche", "phone": "069 1234", "name": ""}},
]


def first_segments() -> set[str]:
    """The literal beginnings of every address in the URL map, below the languages of paths."""
    found: set[str] = set()

    def walk(patterns: list[URLPattern | URLResolver], prefix: str) -> None:
        for pattern in patterns:
            route = prefix + str(pattern.pattern).lstrip("^")
            if "/" in route:
                found.add(route.split("/")[0])
            elif isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, route)

    walk(get_resolver().url_patterns, "")
    return {segment for segment in found if segment and segment[0] not in "(<"}


def test_every_first_segment_of_the_url_map_is_reserved() -> None:
    assert first_segments() <= RESERVED


def test_legal_pages_are_readable_before_login_and_linked_from_the_footer(linde: Company) -> None:
    browser = stranger(linde)

    login = browser.get(reverse("account_login")).content.decode()

    for slug in ("impressum", "datenschutz", "barrierefreiheit"):
        assert f'href="/{slug}/"' in login
        page = browser.get(f"/{slug}/")
        assert page.status_code == 200
        assert linde.name in page.content.decode()
        assert "[[" not in page.content.decode()


def test_a_closed_page_asks_for_login_and_then_shows(cast: Cast) -> None:
    page = home_page(cast.linde).add_child(
        instance=ContentPage(title="Hofordnung", slug="hofordnung", body=BODY)
    )

    asked = stranger(cast.linde).get("/hofordnung/")
    assert asked.headers["Location"] == f"{reverse('account_login')}?next=/hofordnung/"
    assert page.title in door(cast.anna, cast.linde).get("/hofordnung/").content.decode()
    assert door(cast.clara, cast.kastanie).get("/hofordnung/").status_code == 404


@pytest.mark.parametrize("path", ["/gibt-es-nicht/", "/hilfe/darunter/"])
def test_pages_that_never_were_are_404_behind_login(cast: Cast, path: str) -> None:
    assert door(cast.anna, cast.linde).get(path).status_code == 404


def test_pages_answer_to_reading_only(cast: Cast) -> None:
    assert door(cast.anna, cast.linde).post("/hilfe/").status_code == 405


def test_a_property_page_leads_those_who_may_see_the_property_to_it(cast: Cast) -> None:
    page = publish_property_page(property=cast.lindenstrasse, body=BODY)
    path = page.get_url_parts()[2]

    for user in (cast.anna, cast.stefan, cast.maria):
        answer = door(user, cast.linde).get(path)
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"/liegenschaften/{cast.lindenstrasse.uuid}/"
    for user in (cast.ben, cast.dora, cast.eva):
        assert door(user, cast.linde).get(path).status_code == 404
    assert stranger(cast.linde).get(path).headers["Location"].startswith(reverse("account_login"))


def test_what_editors_tell_stands_in_the_property_view(cast: Cast) -> None:
    publish_property_page(property=cast.lindenstrasse, body=BODY)

    view = door(cast.anna, cast.linde).get(f"/liegenschaften/{cast.lindenstrasse.uuid}/")

    html = view.content.decode()
    assert "Der Fahrradkeller ist von 6 bis 22 Uhr offen." in html
    assert "Bitte lüften." in html
    assert 'href="tel:+49691234"' in html


def test_reading_a_page_with_an_image_writes_nothing(cast: Cast) -> None:
    image = get_image_model().objects.create(
        title="Der Hof",
        file=ImageFile(BytesIO(GIF), "hof.gif"),
        collection=collection_of(cast.linde),
    )
    shown = {"image": image.pk, "alt_text": "Der Hof mit Linde", "decorative": False}
    page = ContentPage(title="Hof", slug="hof", body=[{"type": "image", "value": shown}])
    home_page(cast.linde).add_child(instance=page)
    browser = door(cast.anna, cast.linde)

    with CaptureQueriesContext(connection) as captured:
        html = browser.get("/hof/").content.decode()

    assert 'alt="Der Hof mit Linde"' in html
    assert not [q["sql"] for q in captured if q["sql"].startswith(("INSERT", "UPDATE"))]


def test_a_draft_about_a_property_stays_with_the_editors(cast: Cast) -> None:
    page = publish_property_page(property=cast.lindenstrasse, body=BODY)
    page.unpublish()

    assert property_page(cast.lindenstrasse) is None


def test_a_property_page_of_another_companys_property_is_refused(cast: Cast) -> None:
    index = PropertyIndexPage.objects.descendant_of(home_page(cast.linde)).get()
    foreign = PropertyPage(title="Fremd", property=cast.kastanienallee)

    with pytest.raises(ValidationError) as refused:
        index.add_child(instance=foreign)

    assert set(refused.value.error_dict) == {"property"}


def test_a_page_moves_neither_to_another_company_nor_onto_a_portal_address(cast: Cast) -> None:
    home, other = home_page(cast.linde), home_page(cast.kastanie)
    imprint = ContentPage.objects.child_of(home).get(slug="impressum")
    below = imprint.add_child(instance=ContentPage(title="Konto", slug="konto"))

    assert not imprint.can_move_to(other)
    assert not below.can_move_to(home)
    assert below.can_move_to(ContentPage.objects.child_of(home).get(slug="hilfe"))


def test_containers_lead_to_the_portals_own_pages(cast: Cast) -> None:
    index = PropertyIndexPage.objects.child_of(home_page(cast.linde)).get()

    answer = door(cast.anna, cast.linde).get(index.get_url_parts()[2])

    assert answer.headers["Location"] == reverse("home:properties")


def test_wagtails_own_restrictions_cannot_be_set(cast: Cast) -> None:
    assert all(
        page.specific.private_page_options == [] for page in Page.objects.filter(depth__gt=1)
    )

"""The content API: pages and images of one company, behind login."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.actions import publish_property_page
from cms.pages import home_page
from faq.models import FaqPage
from portal.accounts.groups import collection_of
from portal.accounts.models import User
from portal.companies.models import Company
from portal.demo.cast import Cast
from tests.doors import api_door, stranger

PAGES, IMAGES = "/api/cms/v2/pages/", "/api/cms/v2/images/"
GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,"
    b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)


def titles(answer: object) -> set[str]:
    return {item["title"] for item in answer.json()["items"]}


@pytest.mark.parametrize("path", [PAGES, IMAGES, f"{PAGES}1/", f"{PAGES}find/?html_path=/faq/"])
def test_strangers_must_sign_in(linde: Company, path: str) -> None:
    assert stranger(linde).get(path).status_code in {401, 403}


def test_anna_reads_answers_with_links_and_facts_filled_in(anna: User, linde: Company) -> None:
    page = FaqPage.objects.get(topic__company=linde, slug="passwort-vergessen")

    found = api_door(anna, linde).get(f"{PAGES}{page.pk}/").json()

    assert "60 Minuten" in found["answer"]
    assert "[[" not in found["answer"]
    assert found["topic_title"] == "Zugang und Anmeldung"


def test_body_texts_are_filled_in_as_well(anna: User, linde: Company) -> None:
    client = api_door(anna, linde)
    found = client.get(PAGES, {"type": "cms.ContentPage", "fields": "body", "limit": 20})

    texts = str(found.json())
    assert linde.name in texts
    assert "[[" not in texts


def test_internal_links_are_expanded(anna: User, linde: Company) -> None:
    page = FaqPage.objects.get(topic__company=linde, slug="passwort-vergessen")
    other = FaqPage.objects.get(topic__company=linde, slug="es-ist-dringend")
    page.answer = f'<p><a linktype="page" id="{other.pk}">dort</a></p>'
    page.save()

    found = api_door(anna, linde).get(f"{PAGES}{page.pk}/").json()

    assert "linktype" not in found["answer"]
    assert "/faq/es-ist-dringend/" in found["answer"]


def test_the_other_companys_pages_are_nowhere(
    anna: User, linde: Company, kastanie: Company
) -> None:
    client = api_door(anna, linde)
    home = home_page(kastanie)
    foreign = list(Page.objects.descendant_of(home, inclusive=True))
    ids = {page.pk for page in foreign}

    for page in foreign:
        assert client.get(f"{PAGES}{page.pk}/").status_code == 404
        assert client.get(f"{PAGES}find/", {"id": page.pk}).status_code == 404
    listed = client.get(PAGES, {"limit": 20, "offset": 0, "search": "Passwort"}).json()["items"]
    assert listed
    assert not ids & {item["id"] for item in listed}
    for query in ({"child_of": home.pk}, {"descendant_of": home.pk}, {"ancestor_of": home.pk}):
        assert client.get(PAGES, query).status_code == 400


@pytest.mark.parametrize("path", ["", "{pk}/", "find/?id={pk}"])
def test_the_site_parameter_opens_no_other_tree(
    anna: User, linde: Company, kastanie: Company, path: str
) -> None:
    home = home_page(kastanie)
    address = PAGES + path.format(pk=home.pk)
    address += ("&" if "?" in address else "?") + "site=kastanie.localhost"

    answer = api_door(anna, linde).get(address)

    assert answer.status_code in {400, 404}
    assert home.title not in answer.content.decode()


def test_drafts_are_absent(anna: User, linde: Company) -> None:
    page = FaqPage.objects.get(topic__company=linde, slug="passwort-vergessen")
    page.unpublish()

    assert api_door(anna, linde).get(f"{PAGES}{page.pk}/").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "?type=auth.User",
        "?fields=nonsense",
        "?owner=1",
        "?limit=-1",
        "find/?id=x",
        "999999999999999999999/",
    ],
)
def test_nonsense_is_refused_and_breaks_nothing(anna: User, linde: Company, query: str) -> None:
    assert api_door(anna, linde).get(f"{PAGES}{query}").status_code in {400, 404}


def test_property_pages_are_for_those_who_may_see_the_property(cast: Cast) -> None:
    page = publish_property_page(property=cast.gartenhof, body=[])
    listing = {"type": "cms.PropertyPage"}

    for user, sees in (
        (cast.ben, True),
        (cast.stefan, True),
        (cast.anna, False),
        (cast.eva, False),
    ):
        client = api_door(user, cast.linde)
        assert (page.title in titles(client.get(PAGES, listing))) is sees
        assert client.get(f"{PAGES}{page.pk}/").status_code == (200 if sees else 404)
        found = client.get(f"{PAGES}find/", {"html_path": page.get_url_parts()[2]})
        assert found.status_code == (302 if sees else 404)


def test_images_are_those_of_the_companys_collection(
    anna: User, linde: Company, kastanie: Company
) -> None:
    own, foreign = (
        get_image_model().objects.create(
            title=f"Haus von {company}",
            file=SimpleUploadedFile("haus.gif", GIF, "image/gif"),
            collection=collection_of(company),
        )
        for company in (linde, kastanie)
    )
    client = api_door(anna, linde)

    assert titles(client.get(IMAGES)) == {own.title}
    assert client.get(f"{IMAGES}{own.pk}/").status_code == 200
    assert client.get(f"{IMAGES}{foreign.pk}/").status_code == 404

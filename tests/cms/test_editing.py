"""Eva edits pages in the admin: what she may choose, and what is refused."""

import json
from io import BytesIO
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from cms.models import ContentPage, HomePage, PropertyIndexPage, PropertyPage
from cms.pages import home_page
from faq.models import FaqIndexPage, FaqPage, FaqTopic
from portal.accounts.groups import collection_of
from portal.companies.models import Company
from portal.demo.cast import Cast
from tests.cms.test_api import GIF
from tests.doors import door
from tests.pages import links

# Wagtail leaves the file open that it scales an image into.
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture
def desk(cast: Cast) -> Client:
    """Eva's browser."""
    return door(cast.eva, cast.linde)


def own(model: type[Page], company: Company) -> Page:
    """The company's page of a kind of which it has one."""
    return model.objects.descendant_of(home_page(company), inclusive=True).get()


def save(desk: Client, model: type[Page], parent: Page, **fields: Any) -> Any:
    """Fill in the form of a new page and press the button that publishes."""
    kind = f"{model._meta.app_label}/{model._meta.model_name}"
    chosen = {"related": fields.pop("related", [])}
    form = {"search_description": "", "comments": inline_formset([]), **fields}
    pressed = {"action-publish": "1"}
    return desk.post(
        f"/admin/pages/add/{kind}/{parent.pk}/", nested_form_data(form) | chosen | pressed
    )


def test_pages_have_no_comments_whose_mails_would_go_past_the_outbox(
    desk: Client, cast: Cast
) -> None:
    page = desk.get(f"/admin/pages/{own(HomePage, cast.linde).pk}/edit/")
    assert "comments" not in page.context["form"].formsets


def errors(answer: Any) -> dict[str, list[str]]:
    """What the form complained about."""
    assert answer.status_code == 200, answer.headers.get("Location")
    return answer.context["form"].errors


def answer_fields(company: Company, **changes: Any) -> dict[str, Any]:
    """A question as an editor fills it in."""
    topic = FaqTopic.objects.of(company).first()
    return {
        "title": "Wo steht die Leiter?",
        "slug": "wo-steht-die-leiter",
        "topic": topic.pk,
        "answer": rich_text("<p>Im Keller, <b>[[upload_max_mb]]</b> Sprossen.</p>"),
        "search_words": "",
    } | changes


def test_eva_publishes_an_answer_that_residents_read(cast: Cast, desk: Client) -> None:
    index = own(FaqIndexPage, cast.linde)

    answer = save(desk, FaqPage, index, **answer_fields(cast.linde))

    assert answer.status_code == 302
    shown = door(cast.anna, cast.linde).get("/faq/wo-steht-die-leiter/").content.decode()
    assert "<b>15</b> Sprossen" in shown
    assert "leit" in FaqPage.objects.get(slug="wo-steht-die-leiter").stems


def test_an_unknown_fact_is_refused_in_the_editor(cast: Cast, desk: Client) -> None:
    index = own(FaqIndexPage, cast.linde)
    fields = answer_fields(cast.linde, answer=rich_text("<p>[[no_such_fact]]</p>"))

    assert "no_such_fact" in str(errors(save(desk, FaqPage, index, **fields))["answer"])


def test_the_editor_lists_the_facts_with_todays_values(cast: Cast, desk: Client) -> None:
    page = FaqPage.objects.get(topic__company=cast.linde, slug="passwort-vergessen")

    form = desk.get(f"/admin/pages/{page.pk}/edit/").content.decode()

    assert "[[document_link_minutes]]" in form
    assert "[[status_in_progress]]" in form


def test_another_companys_topic_and_answers_are_no_choice(cast: Cast, desk: Client) -> None:
    index = own(FaqIndexPage, cast.linde)
    foreign = FaqPage.objects.filter(topic__company=cast.kastanie).first()
    fields = answer_fields(cast.linde, topic=foreign.topic.pk, related=[foreign.pk])

    found = errors(save(desk, FaqPage, index, **fields))

    assert set(found) == {"topic", "related"}
    form = desk.get(f"/admin/pages/add/faq/faqpage/{index.pk}/").context["form"]
    assert not form.fields["topic"].queryset.filter(company=cast.kastanie).exists()
    assert foreign not in form.fields["related"].queryset


def test_another_companys_property_is_no_choice(cast: Cast, desk: Client) -> None:
    index = own(PropertyIndexPage, cast.linde)
    fields = {"title": "Fremd", "slug": "fremd", "body": streamfield([])}

    found = errors(save(desk, PropertyPage, index, **fields, property=cast.kastanienallee.pk))

    assert set(found) == {"property"}
    assert cast.kastanienallee.name not in str(found)


@pytest.mark.parametrize("slug", ["admin", "konto", "faq", "Notfall", "liegenschaften"])
def test_the_portals_own_addresses_are_refused_as_slugs(
    cast: Cast, desk: Client, slug: str
) -> None:
    fields = {"title": "Neu", "slug": slug, "body": streamfield([])}

    found = errors(save(desk, ContentPage, own(HomePage, cast.linde), **fields))

    assert slug in str(found["slug"])


def test_deeper_down_every_slug_is_free(cast: Cast, desk: Client) -> None:
    imprint = ContentPage.objects.get(
        slug="impressum", path__startswith=own(HomePage, cast.linde).path
    )
    fields = {"title": "Notfall", "slug": "notfall", "body": streamfield([])}

    assert save(desk, ContentPage, imprint, **fields).status_code == 302


def test_an_image_needs_a_description(cast: Cast, desk: Client) -> None:
    image = [("image", {"image": "", "alt_text": "", "decorative": ""})]
    fields = {"title": "Bild", "slug": "bild", "body": streamfield(image)}

    assert "body" in errors(save(desk, ContentPage, own(HomePage, cast.linde), **fields))


def test_texts_point_only_at_pages_of_the_own_company(cast: Cast, desk: Client) -> None:
    index = own(FaqIndexPage, cast.linde)
    foreign = home_page(cast.kastanie)
    link = '<p><a linktype="page" id="{}">dort</a></p>'

    other = answer_fields(cast.linde, answer=rich_text(link.format(foreign.pk)))
    assert save(desk, FaqPage, index, **other).status_code == 404

    inner = answer_fields(cast.linde, answer=rich_text(link.format(index.pk)))
    assert save(desk, FaqPage, index, **inner).status_code == 302


def test_blocks_show_only_images_of_the_own_company(cast: Cast, desk: Client) -> None:
    home = own(HomePage, cast.linde)
    for company, is_allowed in ((cast.kastanie, False), (cast.linde, True)):
        image = get_image_model().objects.create(
            title=f"Haus von {company}",
            file=ImageFile(BytesIO(GIF), "haus.gif"),
            collection=collection_of(company),
        )
        block = {"image": image.pk, "alt_text": "Ein Haus", "decorative": ""}
        fields = {"title": "Bild", "slug": "bild", "body": streamfield([("image", block)])}

        answer = save(desk, ContentPage, home, **fields)

        assert answer.status_code == (302 if is_allowed else 404)


def test_scripts_and_foreign_schemes_do_not_survive_the_editor(cast: Cast, desk: Client) -> None:
    index = own(FaqIndexPage, cast.linde)
    content = {
        "blocks": [
            {
                "key": "a",
                "text": "<script>alert(1)</script><img src=x onerror=alert(2)> klick",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [{"key": 0, "offset": 0, "length": 5}],
            },
            {
                "key": "b",
                "text": "Kasten",
                "type": 'header-two" onclick="alert(3)',
                "depth": 0,
                "inlineStyleRanges": [{"offset": 0, "length": 3, "style": "SCRIPT"}],
                "entityRanges": [],
            },
        ],
        "entityMap": {
            "0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(4)"}}
        },
    }
    fields = answer_fields(cast.linde, answer=json.dumps(content), title="<img src=x onerror=a()>")

    assert save(desk, FaqPage, index, **fields).status_code == 302
    shown = door(cast.anna, cast.linde).get("/faq/wo-steht-die-leiter/").content.decode()
    assert "klick" in shown
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert "javascript:" not in shown
    assert "onclick" not in shown


def test_no_embed_or_image_hides_in_rich_text(cast: Cast, desk: Client) -> None:
    page = own(FaqIndexPage, cast.linde)

    form = desk.get(f"/admin/pages/add/faq/faqpage/{page.pk}/").context["form"]

    features = form.fields["answer"].widget.features
    assert not {"embed", "image", "document-link"} & set(features)


def test_the_preview_may_be_framed_by_the_editor_alone(cast: Cast, desk: Client) -> None:
    page = FaqPage.objects.get(topic__company=cast.linde, slug="passwort-vergessen")

    preview = desk.get(f"/admin/pages/{page.pk}/view_draft/")
    live = door(cast.anna, cast.linde).get("/faq/passwort-vergessen/")

    assert preview.status_code == 200
    assert page.title in preview.content.decode()
    assert "frame-ancestors 'self'" in preview.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in live.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        "",
        "edit/",
        "view_draft/",
        "copy/",
        "move/",
        "delete/",
        "history/",
        "usage/",
        "edit/preview/",
    ],
)
def test_the_other_companys_pages_are_absent_from_every_view(
    cast: Cast, desk: Client, path: str
) -> None:
    foreign = FaqPage.objects.filter(topic__company=cast.kastanie).first()

    answer = desk.get(f"/admin/pages/{foreign.pk}/{path}")

    assert answer.status_code == 404
    assert foreign.title not in answer.content.decode()


def test_a_copy_lands_neither_at_the_portals_addresses_nor_with_strangers(
    cast: Cast, desk: Client
) -> None:
    home, foreign = own(HomePage, cast.linde), home_page(cast.kastanie)
    page = ContentPage.objects.child_of(home).get(slug="hilfe")
    form = {"new_title": "Hilfe", "new_slug": "konto", "new_parent_page": home.pk}

    reserved = desk.post(f"/admin/pages/{page.pk}/copy/", form)
    assert "new_slug" in reserved.context["form"].errors
    stranger = desk.post(f"/admin/pages/{page.pk}/copy/", form | {"new_parent_page": foreign.pk})
    assert foreign.title not in stranger.content.decode()
    assert not Page.objects.filter(slug="konto").exists()


def test_a_copied_property_page_waits_for_a_property_of_its_own(cast: Cast, desk: Client) -> None:
    index = own(PropertyIndexPage, cast.linde)
    fields = {"title": "Haus", "slug": "haus", "body": streamfield([])}
    save(desk, PropertyPage, index, **fields, property=cast.gartenhof.pk)
    page = PropertyPage.objects.get(slug="haus")
    form = {"new_title": "Haus 2", "new_slug": "haus-2", "new_parent_page": index.pk}

    assert desk.post(f"/admin/pages/{page.pk}/copy/", form).status_code == 302

    assert PropertyPage.objects.get(slug="haus-2").property is None
    assert PropertyPage.objects.get(slug="haus").property == cast.gartenhof


def test_topics_are_kept_by_editors_of_the_same_company(cast: Cast, desk: Client) -> None:
    listed = desk.get("/admin/register/themen/").content.decode()
    assert "Zugang und Anmeldung" in listed
    foreign = FaqTopic.objects.of(cast.kastanie).first()
    assert desk.get(f"/admin/register/themen/edit/{foreign.pk}/").status_code == 404

    new = {"name": "Garten", "name_en": "", "icon": "house", "position": "5", "is_public": "on"}
    assert desk.post("/admin/register/themen/create/", new).status_code == 302

    assert FaqTopic.objects.get(name="Garten").company == cast.linde
    for user in (cast.stefan, cast.maria, cast.anna):
        assert door(user, cast.linde).get("/admin/register/themen/").status_code == 404


def test_evas_start_page_leads_to_her_texts_and_names_the_gaps(cast: Cast, desk: Client) -> None:
    imprint = ContentPage.objects.child_of(own(HomePage, cast.linde)).get(slug="impressum")
    answer = FaqPage.objects.get(topic__company=cast.linde, slug="passwort-vergessen")
    answer.title = "Passwort weg?"
    answer.save_revision()

    shown = links(desk.get("/admin/"), ".pile a")

    assert f"/admin/pages/{own(FaqIndexPage, cast.linde).pk}/" in shown.values()
    assert f"/admin/pages/{imprint.pk}/edit/" in shown.values()
    assert f"/admin/pages/{answer.pk}/edit/" in shown.values()
    foreign = Page.objects.descendant_of(home_page(cast.kastanie), inclusive=True)
    assert not {f"/admin/pages/{page.pk}/edit/" for page in foreign} & set(shown.values())

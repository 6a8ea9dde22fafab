"""The admin's wall: who gets in, and that nobody reads another company's pages over it."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from portal.accounts.groups import collection_of
from portal.accounts.models import User
from portal.companies.models import Company
from tests.doors import door, stranger

ADMIN = "/admin/"
# It makes renditions through temporary files that it leaves to the garbage collector.
_WAGTAIL_LEAVES_FILES_OPEN = pytest.mark.filterwarnings(
    "ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture
def operator(db: None) -> User:
    return User.objects.create_superuser("betrieb@example.org", "portal-demo-2026")


@pytest.fixture
def foreign_page(kastanie: Company) -> Page:
    """A page of Kastanie with a title nobody at Linde may read."""
    page = Page(title="Geheimnis der Kastanie", slug="geheim")
    kastanie.site.root_page.add_child(instance=page)
    return page


def test_a_visitor_is_sent_to_our_login_with_the_way_back(linde: Company) -> None:
    answer = stranger(linde).get("/admin/pages/")
    assert answer.status_code == 302
    assert answer["Location"] == reverse("account_login") + "?next=/admin/pages/"


def test_residents_get_404_in_the_admin(anna: User, linde: Company) -> None:
    client = door(anna, linde)
    for path in (ADMIN, "/admin/account/", "/admin/pages/", "/admin/sprite/"):
        assert client.get(path).status_code == 404, path


def test_staff_enter_on_their_own_companys_host(
    stefan: User, maria: User, eva: User, linde: Company
) -> None:
    for user in (stefan, maria, eva):
        assert door(user, linde).get(ADMIN).status_code == 200, user


def test_staff_get_404_on_another_companys_host(
    stefan: User, maria: User, eva: User, kastanie: Company
) -> None:
    for user in (stefan, maria, eva):
        assert door(user, kastanie).get(ADMIN).status_code == 404, user


def test_somebody_who_has_left_gets_404(stefan: User, linde: Company) -> None:
    stefan.memberships.update(is_active=False)
    assert door(stefan, linde).get(ADMIN).status_code == 404


def test_operators_enter_on_every_host(operator: User, linde: Company, kastanie: Company) -> None:
    for company in (linde, kastanie):
        assert door(operator, company).get(ADMIN).status_code == 200


def test_wagtails_sign_in_and_reset_lead_to_ours(linde: Company) -> None:
    client = stranger(linde)
    login = client.get("/admin/login/?next=/admin/pages/")
    assert login["Location"] == reverse("account_login") + "?next=/admin/pages/"
    for path in ("/admin/password_reset/", "/admin/password_reset/confirm/MQ/abc-def/"):
        assert client.get(path)["Location"] == reverse("account_reset_password")
        assert client.post(path, {"email": "anna@example.org"}).status_code == 302


def test_signing_out_in_the_admin_ends_the_session(eva: User, linde: Company) -> None:
    client = door(eva, linde)
    client.post(reverse("wagtailadmin_logout"))
    assert client.get(ADMIN).status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        "/admin/users/",
        "/admin/groups/",
        "/admin/sites/",
        "/admin/reports/site-history/",
        "/admin/reports/locked/",
        "/admin/collections/",
        "/admin/redirects/",
        "/admin/documents/",
        "/admin/documents/chooser/",
        "/admin/workflows/list/",
        "/admin/tag-autocomplete/",
        "/admin/api/main/images/",
    ],
)
def test_wagtails_management_is_closed_to_all_staff(
    path: str, stefan: User, maria: User, eva: User, linde: Company
) -> None:
    for user in (stefan, maria, eva):
        assert door(user, linde).get(path).status_code == 404, user


def test_wagtails_documents_are_closed_even_to_operators(operator: User, linde: Company) -> None:
    assert door(operator, linde).get("/admin/documents/").status_code == 404


def test_clerks_and_managers_reach_no_page_editor(
    stefan: User, maria: User, linde: Company
) -> None:
    page = linde.site.root_page.pk
    for user in (stefan, maria):
        client = door(user, linde)
        for path in (
            "/admin/pages/",
            f"/admin/pages/{page}/",
            f"/admin/pages/{page}/edit/",
            f"/admin/pages/{page}/add_subpage/",
            f"/admin/pages/{page}/history/",
            "/admin/pages/search/?q=a",
            "/admin/images/",
        ):
            assert client.get(path).status_code == 404, (user, path)
            assert client.post(path).status_code == 404, (user, path)


def _foreign_paths(page: Page, own: Page) -> list[str]:
    foreign = page.pk
    return [
        f"/admin/pages/{foreign}/",
        f"/admin/pages/{foreign}/edit/",
        f"/admin/pages/{foreign}/view_draft/",
        f"/admin/pages/{foreign}/history/",
        f"/admin/pages/{foreign}/usage/",
        f"/admin/pages/{foreign}/copy/",
        f"/admin/pages/{foreign}/move/",
        f"/admin/pages/{foreign}/delete/",
        f"/admin/pages/{foreign}/unpublish/",
        f"/admin/pages/{foreign}/lock/",
        f"/admin/pages/{foreign}/privacy/",
        f"/admin/pages/{foreign}/add_subpage/",
        f"/admin/pages/{foreign}/revisions/compare/live...latest/",
        f"/admin/pages/{own.pk}/move/{foreign}/confirm/",
        f"/admin/choose-page/{foreign}/",
        f"/admin/choose-page/chosen-multiple/?id={foreign}",
        f"/admin/bulk/wagtailcore/page/publish/?id={foreign}",
        f"/admin/bulk/wagtailcore/page/move/?id=all&childOf={foreign}",
        "/admin/bulk/wagtailcore/page/delete/?id=all",
        f"/admin/api/main/pages/{foreign}/",
        f"/admin/api/main/pages/?child_of={foreign}",
    ]


def test_an_editor_gets_404_and_no_title_for_another_companys_page(
    eva: User, linde: Company, foreign_page: Page
) -> None:
    client = door(eva, linde)
    for path in _foreign_paths(foreign_page, linde.site.root_page):
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code == 404, path
            assert foreign_page.title not in answer.text, path


def _stripped(page: str) -> str:
    """Without what differs between any two answers: tokens, and the address one asked for."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|/admin/pages/\d+/', "", page)


def test_a_foreign_page_looks_like_one_that_never_was(
    eva: User, linde: Company, foreign_page: Page
) -> None:
    client = door(eva, linde)
    there = client.get(f"/admin/pages/{foreign_page.pk}/edit/")
    never = client.get("/admin/pages/999999/edit/")
    assert there.status_code == never.status_code == 404
    assert _stripped(there.text) == _stripped(never.text)


def test_copying_under_a_foreign_page_tells_nothing(
    eva: User, linde: Company, foreign_page: Page
) -> None:
    own = Page(title="Eigene Seite", slug="eigene")
    linde.site.root_page.add_child(instance=own)
    form = {"new_title": "x", "new_slug": "x", "new_parent_page": foreign_page.pk}
    for path in (f"/admin/pages/{own.pk}/copy/", f"/admin/pages/{own.pk}/move/"):
        answer = door(eva, linde).post(path, form)
        assert answer.status_code == 404
        assert foreign_page.title not in answer.text
    assert not foreign_page.get_children().exists()


def test_the_page_chooser_shows_the_companys_tree_only(
    eva: User, maria: User, linde: Company, foreign_page: Page
) -> None:
    own = Page(title="Eigene Seite", slug="eigene")
    linde.site.root_page.add_child(instance=own)
    root = Page.get_first_root_node().pk
    for user in (eva, maria):
        client = door(user, linde)
        for path in ("/admin/choose-page/", f"/admin/choose-page/{root}/"):
            shown = client.get(path).json()["html"]
            assert own.title in shown
            assert "Kastanie" not in shown
        found = client.get("/admin/choose-page/search/?q=Geheimnis")
        assert foreign_page.title not in found.text


def test_explorer_and_search_show_the_companys_tree_only(
    eva: User, linde: Company, foreign_page: Page
) -> None:
    client = door(eva, linde)
    for path in (
        "/admin/pages/",
        f"/admin/pages/{linde.site.root_page.pk}/",
        "/admin/pages/search/?q=Geheimnis",
        f"/admin/pages/{linde.site.root_page.pk}/?q=Geheimnis&search_all=1",
        f"/admin/pages/{linde.site.root_page.pk}/results/?q=Geheimnis&search_all=1",
        "/admin/api/main/pages/",
    ):
        answer = client.get(path, follow=True)
        assert answer.status_code == 200, path
        assert "Kastanie" not in answer.text, path


@pytest.fixture
def images(linde: Company, kastanie: Company, eva: User) -> dict[str, Image]:
    """An image of each company in its own collection."""
    file = get_test_image_file()
    return {
        company.slug: Image.objects.create(
            title=f"Bild von {company.name}", file=file, collection=collection_of(company)
        )
        for company in (linde, kastanie)
    }


@_WAGTAIL_LEAVES_FILES_OPEN
def test_an_editor_sees_the_companys_images_only(
    eva: User, linde: Company, images: dict[str, Image]
) -> None:
    client = door(eva, linde)
    own, foreign = images["linde"], images["kastanie"]
    for path in ("/admin/images/", "/admin/images/chooser/"):
        listed = client.get(path).text
        assert own.title in listed
        assert foreign.title not in listed
    assert client.get(f"/admin/images/{own.pk}/").status_code == 200
    for path in (
        f"/admin/images/{foreign.pk}/",
        f"/admin/images/{foreign.pk}/delete/",
        f"/admin/images/usage/{foreign.pk}/",
        f"/admin/images/chooser/{foreign.pk}/",
        f"/admin/images/chooser/{foreign.pk}/select_format/",
        f"/admin/bulk/wagtailimages/image/delete/?id={foreign.pk}",
        f"/admin/bulk/wagtailimages/image/add_tags/?id={own.pk}",
    ):
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code == 404, path


@_WAGTAIL_LEAVES_FILES_OPEN
def test_images_have_no_tags_to_be_read_by_others(
    eva: User, linde: Company, images: dict[str, Image]
) -> None:
    form = door(eva, linde).get(f"/admin/images/{images['linde'].pk}/")
    assert 'name="tags"' not in form.text


def test_only_the_manager_opens_the_branding_and_only_the_own_one(
    stefan: User, maria: User, eva: User, linde: Company, kastanie: Company
) -> None:
    own = f"/admin/settings/companies/brandingsettings/{linde.site_id}/"
    foreign = f"/admin/settings/companies/brandingsettings/{kastanie.site_id}/"
    assert door(maria, linde).get(own).status_code == 200
    assert door(maria, linde).get(foreign).status_code == 404
    assert door(maria, linde).post(foreign, {"phone": "1"}).status_code == 404
    for user in (stefan, eva):
        assert door(user, linde).get(own).status_code == 404


def test_a_foreign_page_in_the_branding_form_tells_nothing(
    maria: User, linde: Company, foreign_page: Page
) -> None:
    own = f"/admin/settings/companies/brandingsettings/{linde.site_id}/"
    answer = door(maria, linde).post(own, {"imprint_page": foreign_page.pk})
    assert answer.status_code == 404
    assert foreign_page.title not in answer.text


def test_the_menu_names_only_what_one_may_open(
    stefan: User, maria: User, eva: User, linde: Company
) -> None:
    for user in (stefan, maria, eva):
        page = door(user, linde).get(ADMIN).text
        for path in ("/admin/documents/", "/admin/reports/", "/admin/users/", "wagtail.org"):
            assert path not in page, (user, path)


def test_the_admin_runs_under_its_own_policy_without_foreign_hosts(
    client: Client, eva: User, linde: Company
) -> None:
    policy = door(eva, linde).get(ADMIN)["Content-Security-Policy"]
    assert "http" not in policy

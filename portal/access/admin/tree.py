"""What of Wagtail belongs to a company: the pages of its tree and the images of its collection."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import ResolverMatch
from wagtail.admin.views.chooser import BrowseView
from wagtail.images import get_image_model
from wagtail.models import Page

from portal.accounts.http import PortalRequest
from portal.accounts.roles import is_operator
from portal.companies.models import Company

PAGE_KWARGS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "pk", "object_id")
# Names under which Wagtail's forms and listings carry ids of pages.
PAGE_PARAMETERS = (
    "id",
    "childOf",
    "child_of",
    "chooser",
    "new_parent_page",
    "parent_page_id",
    "target_pages[]",
)
BRANDING_PAGES = ("imprint_page", "privacy_page", "accessibility_page")


def pages_of(company: Company) -> "QuerySet[Page]":
    """The company's tree, its root included."""
    rows: QuerySet[Page] = Page.objects.descendant_of(company.site.root_page, inclusive=True)
    return rows


def images_of(company: Company) -> "QuerySet[Any]":
    """The images of the company's own collection (accounts.groups.collection_of)."""
    rows: QuerySet[Any] = get_image_model().objects.filter(
        collection__name=company.slug, collection__depth=2
    )
    return rows


def pages_belong(request: PortalRequest, match: ResolverMatch) -> bool:
    """Whether every page an address or a form names lies in the company's tree.

    Wagtail's error messages and choosers tell the title of a page one may not touch, so the
    question comes before its own.
    """
    named = [*_named(match, PAGE_KWARGS), *match.args[:1], *_sent(request, PAGE_PARAMETERS)]
    if "all" in named and not _sent(request, ["childOf"]):
        return False
    return _all_in(pages_of(request.company), named)


def privacy_belongs(request: PortalRequest, match: ResolverMatch) -> bool:
    """A page may be asked who reads it, not told: the form would name all companies' groups."""
    if request.method != "GET" or not pages_belong(request, match):
        return False
    page = pages_of(request.company).filter(pk=match.kwargs["page_id"]).first()
    return page is not None and not page.specific_class.private_page_options


def images_belong(request: PortalRequest, match: ResolverMatch) -> bool:
    """The same for images."""
    named = [*_named(match, ["image_id", "pk"]), *_sent(request, ["id"])]
    return _all_in(images_of(request.company), named)


def bulk_belongs(request: PortalRequest, match: ResolverMatch) -> bool:
    """Bulk actions exist for pages and images only; tags would be everybody's."""
    if match.kwargs["action"] == "add_tags":
        return False
    target = (match.kwargs["app_label"], match.kwargs["model_name"])
    if target == ("wagtailcore", "page"):
        return pages_belong(request, match)
    return target == ("wagtailimages", "image") and images_belong(request, match)


def branding_belongs(request: PortalRequest, match: ResolverMatch) -> bool:
    """Only the company's own branding, with pages and a logo of its own."""
    setting = (match.kwargs["app_name"], match.kwargs["model_name"])
    site = match.kwargs.get("pk", request.company.site_id)
    return (
        setting == ("companies", "brandingsettings")
        and site == request.company.site_id
        and _all_in(pages_of(request.company), _sent(request, BRANDING_PAGES))
        and _all_in(images_of(request.company), _sent(request, ["logo"]))
    )


def limit_chooser(pages: "QuerySet[Page]", request: PortalRequest) -> "QuerySet[Page]":
    """Wagtail's hook construct_page_chooser_queryset: operators see all, staff their tree."""
    if is_operator(request.user):
        return pages
    return pages.filter(path__startswith=request.company.site.root_page.path)


def limit_explorer(
    parent: Page, pages: "QuerySet[Page]", request: PortalRequest
) -> "QuerySet[Page]":
    """Wagtail's hook construct_explorer_page_queryset."""
    return limit_chooser(pages, request)


def choose_page(request: PortalRequest, parent_page_id: int | None = None) -> HttpResponse:
    """Wagtail's page chooser, beginning at the company's tree instead of everybody's root."""
    if not is_operator(request.user):
        root = request.company.site.root_page
        above = [page.pk for page in root.get_ancestors()]
        if parent_page_id is None or parent_page_id in above:
            parent_page_id = root.pk
        if not pages_of(request.company).filter(pk=parent_page_id).exists():
            raise Http404
    response: HttpResponse = BrowseView.as_view()(request, parent_page_id=parent_page_id)
    return response


def _named(match: ResolverMatch, names: Iterable[str]) -> list[str]:
    return [str(match.kwargs[name]) for name in names if name in match.kwargs]


def _sent(request: PortalRequest, names: Iterable[str]) -> list[str]:
    return [
        value
        for name in names
        for sent in (request.GET, request.POST)
        for value in sent.getlist(name)
        if value
    ]


def _all_in(rows: "QuerySet[Any]", named: Iterable[str]) -> bool:
    ids = {int(value) for value in named if value.isdecimal()}
    return not ids or rows.filter(pk__in=ids).count() == len(ids)

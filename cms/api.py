"""`/api/cms/v2/`: Wagtail's content API behind login, with this company's pages and images only."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import IsAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Page

from cms.models import PropertyPage
from portal.access.admin.tree import images_of, pages_of
from portal.people.policies import property_policy


class _Closed(BaseAPIViewSet):
    """What both endpoints share."""

    authentication_classes: ClassVar[list[type]] = [SessionAuthentication]
    permission_classes: ClassVar[list[type]] = [IsAuthenticated]
    renderer_classes: ClassVar[list[type]] = [JSONRenderer]

    def find_object(self, queryset: "QuerySet[Any]", request: Request) -> Any:
        """Words are no id: nothing is found, and nothing breaks."""
        wanted = request.GET.get("id", "0")
        return super().find_object(queryset, request) if wanted.isdecimal() else None


class CompanyPagesAPIViewSet(_Closed, PagesAPIViewSet):
    """The published pages of the company; property pages for those who may see the property."""

    # `site` opens another company's tree; languages come with translated content.
    known_query_parameters = PagesAPIViewSet.known_query_parameters - {
        "site",
        "locale",
        "translation_of",
    }
    meta_fields: ClassVar[list[str]] = [
        name
        for name in PagesAPIViewSet.meta_fields
        if name not in {"show_in_menus", "seo_title", "alias_of", "locale"}
    ]

    @classmethod
    def get_detail_default_fields(cls, model: type[Page]) -> list[str]:
        """All fields there are; Wagtail's own version expects a locale among them."""
        names: list[str] = cls.get_available_fields(model)
        return names

    def get_base_queryset(self) -> "QuerySet[Page]":
        """Also what every lookup by id and every `child_of` starts from.

        Not Wagtail's own: that one follows `?site=`, which only lists refuse.
        """
        user, company = self.request.user, self.request.company
        shown = property_policy.visible_to(user, company)
        hidden = PropertyPage.objects.exclude(property__in=shown)
        pages: Any = pages_of(company)
        rows: QuerySet[Page] = pages.live().public().exclude(pk__in=hidden.values("pk"))
        return rows


class CompanyImagesAPIViewSet(_Closed, ImagesAPIViewSet):
    """The images of the company's collection."""

    # Tags are shared by all companies.
    meta_fields: ClassVar[list[str]] = [n for n in ImagesAPIViewSet.meta_fields if n != "tags"]
    listing_default_fields: ClassVar[list[str]] = [
        name for name in ImagesAPIViewSet.listing_default_fields if name != "tags"
    ]

    def get_queryset(self) -> "QuerySet[Any]":
        """Instead of everybody's."""
        return images_of(self.request.company).order_by("id")


router = WagtailAPIRouter("cms_api")
router.register_endpoint("pages", CompanyPagesAPIViewSet)
router.register_endpoint("images", CompanyImagesAPIViewSet)

"""The start page of editors: where their texts are, and which of them wait for something."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms.models import ContentPage, HomePage
from cms.starter import GAP
from portal.access.admin.tree import pages_of
from portal.accounts.http import PortalRequest
from portal.accounts.models import Role
from portal.accounts.roles import role_of
from portal.companies.models import Company


class PlacesPanel(Component):
    """The branches of the page tree, each one click away."""

    order = 10
    template_name = "cms/admin/places.html"

    def __init__(self, company: Company) -> None:
        self.company = company

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The home page and its branches; leaves are reached through them."""
        pages: Any = pages_of(self.company)
        pages = pages.filter(depth__lte=self.company.site.root_page.depth + 1)
        branches = [p for p in pages.specific() if not isinstance(p, ContentPage)]
        return {
            "places": [
                (_title(page), reverse("wagtailadmin_explore", args=[page.pk])) for page in branches
            ]
        }


class WaitingPanel(Component):
    """Pages with gaps to fill in, and changes that nobody has published."""

    order = 20
    template_name = "cms/admin/waiting.html"

    def __init__(self, company: Company) -> None:
        self.company = company

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Each page once, with what it waits for."""
        tree = pages_of(self.company)
        texts = ContentPage.objects.descendant_of(self.company.site.root_page)
        rows = [(page, _("Gaps to fill in")) for page in texts if _has_gaps(page)]
        drafts = tree.filter(has_unpublished_changes=True).order_by("-latest_revision_created_at")
        rows += [(page, _("Not published yet")) for page in drafts[:10]]
        return {"rows": rows}


def _title(page: Page) -> str:
    if isinstance(page, HomePage):
        return _("Imprint, help and other texts")
    return str(page.title)


def _has_gaps(page: ContentPage) -> bool:
    return any(GAP in str(block) for block in page.body.raw_data)


def add_panels(request: PortalRequest, panels: list[Any]) -> None:
    """Wagtail's hook construct_homepage_panels."""
    if role_of(request.user, request.company) == Role.EDITOR:
        panels[:] = [PlacesPanel(request.company), WaitingPanel(request.company)]

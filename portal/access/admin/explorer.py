"""Wagtail's page listing without filters that name other companies' sites and logins."""

from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import MultipleUserFilter
from wagtail.admin.views.pages.listing import EditedByFilter, GenericPageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from portal.accounts.http import PortalRequest
from portal.accounts.models import User


def colleagues(request: PortalRequest) -> "QuerySet[User]":
    """Everybody who works or has worked for the company."""
    return User.objects.filter(memberships__company=request.company).distinct()


class CompanyPageFilterSet(GenericPageFilterSet):
    """Without the filter by site, and with colleagues only."""

    site = None
    owner = MultipleUserFilter(
        label=_("Page owner"), queryset=colleagues, widget=CheckboxSelectMultiple
    )
    edited_by = EditedByFilter(
        label=_("Edited by"), queryset=colleagues, widget=CheckboxSelectMultiple
    )


class CompanyPageViewSet(PageViewSet):
    """Stands in for Wagtail's listing of every type of page."""

    model = Page
    filterset_class = CompanyPageFilterSet

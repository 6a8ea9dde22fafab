"""Questions about the page tree: whose page is it, and which page belongs to a property."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import Page

from portal.companies.models import Company
from portal.properties.models import Property

if TYPE_CHECKING:
    from cms.models import HomePage, PropertyPage


def company_of(page: Page | None) -> Company | None:
    """The company in whose tree a page lies; None for the root and for pages not yet in a tree."""
    if page is None or not page.path:
        return None
    paths = [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
    return Company.objects.filter(site__root_page__path__in=paths).first()


def is_of(page: Page, company: Company) -> bool:
    """Whether a page lies in the company's tree."""
    return bool(page.path.startswith(company.site.root_page.path))


def home_page(company: Company) -> HomePage | None:
    """The container of the company's pages; holds the texts of the login page."""
    from cms.models import HomePage

    home: HomePage | None = HomePage.objects.filter(pk=company.site.root_page_id).first()
    return home


def property_page(property: Property) -> PropertyPage | None:
    """What editors have published about a property, if anything."""
    from cms.models import PropertyPage

    page: PropertyPage | None = PropertyPage.objects.live().filter(property=property).first()
    return page

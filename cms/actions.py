"""Changes to a company's page tree: its beginning, its first pages, the pages of properties."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.models import ContentPage, HomePage, PropertyIndexPage, PropertyPage
from cms.starter import STARTER_PAGES
from portal.companies.models import BrandingSettings, Company
from portal.properties.models import Property


@transaction.atomic
def create_home(*, company_name: str) -> HomePage:
    """Make the root of a company's pages, with the container of its property pages."""
    root = Page.get_first_root_node()
    home: HomePage = root.add_child(instance=HomePage(title=company_name))
    home.add_child(instance=PropertyIndexPage(title="Liegenschaften", slug="haeuser"))
    return home


@transaction.atomic
def create_starter_pages(*, company: Company) -> list[ContentPage]:
    """Publish imprint, privacy policy, accessibility statement and help, and name the first three
    in the company's branding, where the footer finds them."""
    home = HomePage.objects.get(pk=company.site.root_page_id)
    branding = BrandingSettings.for_site(company.site)
    pages = []
    for starter in STARTER_PAGES:
        page = ContentPage(
            title=starter.title, slug=starter.slug, body=starter.body, is_public=True, **_now()
        )
        home.add_child(instance=page)
        if starter.branding_field:
            setattr(branding, starter.branding_field, page)
        pages.append(page)
    branding.save()
    return pages


@transaction.atomic
def publish_property_page(*, property: Property, body: list[dict[str, Any]]) -> PropertyPage:
    """Publish what editors tell about a property; `body` as PropertyPage.body stores it."""
    home = HomePage.objects.get(pk=property.company.site.root_page_id)
    index = PropertyIndexPage.objects.child_of(home).get()
    page: PropertyPage = index.add_child(
        instance=PropertyPage(title=property.name, property=property, body=body, **_now())
    )
    return page


def _now() -> dict[str, Any]:
    now = timezone.now()
    return {
        "first_published_at": now,
        "last_published_at": now,
        "latest_revision_created_at": now,
    }

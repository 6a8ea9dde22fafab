"""Whose page is it: questions about places in the page tree."""

from wagtail.models import Page

from portal.companies.models import Company


def company_of(page: Page | None) -> Company | None:
    """The company in whose tree a page lies; None for the root and for pages not yet in a tree."""
    if page is None or not page.path:
        return None
    paths = [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
    return Company.objects.filter(site__root_page__path__in=paths).first()


def is_of(page: Page, company: Company) -> bool:
    """Whether a page lies in the company's tree."""
    return bool(page.path.startswith(company.site.root_page.path))

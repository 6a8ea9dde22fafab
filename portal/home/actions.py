"""Setting up a company: site, page tree, groups, default registers; for demo and production."""

from django.db import transaction
from wagtail.models import Site

from cases.defaults import ensure_default_categories as ensure_topics
from cms.actions import create_home, create_starter_pages
from faq.actions import create_index, create_starter_answers
from portal.accounts.groups import group_of
from portal.accounts.models import Role
from portal.companies.models import BrandingSettings, Company
from portal.documents.defaults import ensure_default_categories as ensure_document_kinds


@transaction.atomic
def set_up_company(
    *,
    name: str,
    slug: str,
    hostname: str,
    port: int = 443,
    branding: dict[str, str] | None = None,
) -> Company:
    """Make a company with everything its portal needs on the first day.

    `hostname` and `port` become the address of links in mails. Raises IntegrityError when the slug
    or the host is taken.
    """
    home = create_home(company_name=name)
    create_index(home=home)
    site = Site.objects.create(hostname=hostname, port=port, site_name=name, root_page=home)
    company = Company.objects.create(name=name, slug=slug, site=site)
    BrandingSettings.objects.create(site=site, **(branding or {}))
    for role in Role:
        group_of(company, role)
    ensure_topics(company)
    ensure_document_kinds(company)
    create_starter_pages(company=company)
    create_starter_answers(company=company)
    return company

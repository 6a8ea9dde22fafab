"""A company's page tree as it stands on the first day."""

from wagtail.models import Page, Site

from cms.models import HomePage, PropertyIndexPage
from cms.pages import home_page
from cms.tree import company_of
from faq.models import FaqIndexPage
from portal.companies.models import Company


def test_a_new_company_has_a_home_with_property_pages_and_questions(linde: Company) -> None:
    home = home_page(linde)

    assert isinstance(home, HomePage)
    kinds = {type(child) for child in home.get_children().specific()}
    assert {PropertyIndexPage, FaqIndexPage} <= kinds


def test_a_page_knows_its_company_by_its_place_in_the_tree(
    linde: Company, kastanie: Company
) -> None:
    assert company_of(home_page(linde).get_children().first()) == linde
    assert company_of(home_page(kastanie).get_children().first()) == kastanie
    assert company_of(Page.get_first_root_node()) is None


def test_wagtails_welcome_page_and_site_are_gone(linde: Company) -> None:
    assert not Site.objects.filter(company=None).exists()
    assert all(company_of(page) for page in Page.objects.filter(depth=2))

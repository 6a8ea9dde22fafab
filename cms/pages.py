"""The pages that other rooms ask for."""

from cms.models import HomePage, PropertyPage
from portal.companies.models import Company
from portal.properties.models import Property


def home_page(company: Company) -> HomePage | None:
    """The container of the company's pages; holds the texts of the login page."""
    home: HomePage | None = HomePage.objects.filter(pk=company.site.root_page_id).first()
    return home


def property_page(property: Property) -> PropertyPage | None:
    """What editors have published about a property, if anything."""
    page: PropertyPage | None = PropertyPage.objects.live().filter(property=property).first()
    return page

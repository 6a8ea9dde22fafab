"""Making a company's page tree."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import HomePage, PropertyIndexPage

PROPERTY_PAGES_SLUG = "haeuser"


@transaction.atomic
def create_home(*, company_name: str) -> HomePage:
    """Make the root of a company's pages, with the container of its property pages."""
    root = Page.get_first_root_node()
    home: HomePage = root.add_child(instance=HomePage(title=company_name))
    home.add_child(instance=PropertyIndexPage(title=_("Property pages"), slug=PROPERTY_PAGES_SLUG))
    return home

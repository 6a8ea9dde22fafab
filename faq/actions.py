"""Making a company's questions and answers."""

from django.utils.translation import gettext as _

from cms.models import HomePage
from faq.models import FaqIndexPage


def create_index(*, home: HomePage) -> FaqIndexPage:
    """Make the page that lists the questions."""
    index: FaqIndexPage = home.add_child(
        instance=FaqIndexPage(title=_("Questions and answers"), slug=FaqIndexPage.own_slug)
    )
    return index

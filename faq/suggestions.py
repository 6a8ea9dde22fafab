"""Answers for somebody who is typing a subject: offered to other rooms through the registry."""

from faq.models import FaqPage
from faq.search import about
from portal.companies.models import Company
from portal.core.answers import Answer


def suggest(company: Company, text: str, limit: int) -> list[Answer]:
    """Answers about the text; whoever asks offers them to people who have signed in."""
    hits = about(FaqPage.objects.published_by(company), text)[:limit]
    return [Answer(page.title, page.get_url_parts()[2]) for page in hits]

"""Answers to tell stories about."""

from collections.abc import Callable

import pytest

from cms.pages import home_page
from faq.models import FaqIndexPage, FaqPage, FaqTopic
from portal.companies.models import Company

Write = Callable[..., FaqPage]


@pytest.fixture
def write(db: None) -> Write:
    """Publish an answer: `write(linde, "Frage?", topic="Portal", public=True)`."""

    def publish(
        company: Company,
        question: str,
        answer: str = "<p>Eine Antwort.</p>",
        *,
        topic: str = "Verschiedenes",
        public: bool = False,
        live: bool = True,
        search_words: str = "",
    ) -> FaqPage:
        heading, _created = FaqTopic.objects.update_or_create(
            company=company, name=topic, defaults={"is_public": public}
        )
        index = FaqIndexPage.objects.child_of(home_page(company)).get()
        page = FaqPage(
            title=question, answer=answer, topic=heading, search_words=search_words, live=live
        )
        return index.add_child(instance=page)

    return publish

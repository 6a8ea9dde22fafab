"""Making a company's questions and answers."""

from django.db import transaction
from django.utils import timezone

from cms.models import HomePage
from faq.models import FaqIndexPage, FaqPage, FaqTopic
from faq.starter import STARTER_TOPICS, Topic
from portal.companies.models import Company


def create_index(*, home: HomePage) -> FaqIndexPage:
    """Make the page that lists the questions."""
    index: FaqIndexPage = home.add_child(
        instance=FaqIndexPage(title="Häufige Fragen", slug=FaqIndexPage.own_slug)
    )
    return index


@transaction.atomic
def create_starter_answers(*, company: Company) -> list[FaqPage]:
    """Publish the questions that every portal is asked, for editors to go on with."""
    index = FaqIndexPage.objects.descendant_of(company.site.root_page).get()
    pages: dict[str, FaqPage] = {}
    for place, starter in enumerate(STARTER_TOPICS, start=1):
        topic = _topic(company, starter, position=10 * place)
        for answer in starter.answers:
            now = timezone.now()
            pages[answer.slug] = index.add_child(
                instance=FaqPage(
                    title=answer.question,
                    slug=answer.slug,
                    topic=topic,
                    answer=answer.html,
                    search_words=answer.search_words,
                    first_published_at=now,
                    last_published_at=now,
                    latest_revision_created_at=now,
                )
            )
    _relate(pages)
    return list(pages.values())


def _topic(company: Company, starter: Topic, *, position: int) -> FaqTopic:
    topic: FaqTopic = FaqTopic.objects.create(
        company=company,
        name=starter.name,
        name_en=starter.name_en,
        icon=starter.icon,
        is_public=starter.is_public,
        position=position,
    )
    return topic


def _relate(pages: dict[str, FaqPage]) -> None:
    # The table itself: saving each page again would only say that nothing else has changed.
    through = FaqPage.related.through
    through.objects.bulk_create(
        through(from_faqpage_id=pages[answer.slug].pk, to_faqpage_id=pages[other].pk)
        for topic in STARTER_TOPICS
        for answer in topic.answers
        for other in answer.related
    )

"""The topics a new company starts with (domain.md); it may rename, hide or add to them."""

from cases.defaults.damage import DAMAGE
from cases.defaults.matters import MATTERS
from cases.defaults.topic import Topic
from cases.models import CaseCategory, CategoryQuestion
from portal.companies.models import Company


def ensure_default_categories(company: Company) -> None:
    """Add the default topics the company lacks; what it has made of the others stays."""
    present = set(CaseCategory.objects.of(company).values_list("key", flat=True))
    missing = [
        (place, topic)
        for place, topic in enumerate((*DAMAGE, *MATTERS), start=1)
        if topic.key not in present
    ]
    CaseCategory.objects.bulk_create(
        CaseCategory(company=company, position=10 * place, **topic.fields())
        for place, topic in missing
    )
    _add_questions(company, [topic for _place, topic in missing])


def _add_questions(company: Company, topics: list[Topic]) -> None:
    made = {category.key: category for category in CaseCategory.objects.of(company)}
    CategoryQuestion.objects.bulk_create(
        CategoryQuestion(
            company=company, category=made[topic.key], position=10 * place, **question.fields()
        )
        for topic in topics
        for place, question in enumerate(topic.questions, start=1)
    )

"""Which topics and answers somebody may read: one rule, for pages, search, API and suggestions."""

from typing import Any, Self

from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from portal.access.policies import AnyUser
from portal.accounts.roles import is_staff
from portal.companies.models import Company, CompanyQuerySet
from portal.people.residency import residency_of


class FaqTopicQuerySet(CompanyQuerySet):
    """Questions about topics."""

    def visible_to(self, user: AnyUser, company: Company) -> Self:
        """Public topics are for everybody, the others for the company's residents and staff."""
        topics = self.of(company)
        return topics if _is_inside(user, company) else topics.filter(is_public=True)


class FaqPageQuerySet(PageQuerySet):
    """Questions about answers."""

    def published_by(self, company: Company) -> Any:
        """A company's published answers in the editors' order."""
        return (
            self.live()
            .descendant_of(company.site.root_page)
            .filter(topic__company=company)
            .select_related("topic")
            .order_by("topic__position", "topic__name", "path")
        )

    def visible_to(self, user: AnyUser, company: Company) -> Any:
        """The published answers below the topics that one may read."""
        answers = self.published_by(company)
        return answers if _is_inside(user, company) else answers.filter(topic__is_public=True)


FaqPageManager = PageManager.from_queryset(FaqPageQuerySet)


def _is_inside(user: AnyUser, company: Company) -> bool:
    residency = residency_of(user, company)
    return is_staff(user, company) or (residency is not None and residency.person is not None)

"""The topics a resident may open a case about, as the sidebar and the property page offer them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from cases.models import CaseCategory, Urgency
from portal.accounts.models import User
from portal.companies.models import Company
from portal.people.models import Occupancy
from portal.people.residency import residency_of

_AUDIENCE_OF_ROLE = {
    Occupancy.Role.OWNER: CaseCategory.Audience.OWNERS,
    Occupancy.Role.TENANT: CaseCategory.Audience.TENANTS,
}


@dataclass(frozen=True, slots=True)
class Topic:
    """A case category with the address that opens a case about it."""

    category: CaseCategory

    @property
    def url(self) -> str:
        """The form for this topic."""
        return reverse("cases:new-details", args=[self.category.uuid])

    @property
    def label(self) -> str:
        """Its name in the reader's language."""
        return self.category.title

    @property
    def icon(self) -> str:
        """A lucide name."""
        return self.category.icon

    @property
    def is_emergency(self) -> bool:
        """Whether one should call before writing."""
        return self.category.urgency == Urgency.EMERGENCY

    @property
    def is_common(self) -> bool:
        """Whether it stands in the sidebar and first on the property page."""
        return self.category.in_sidebar


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """Topics under one heading."""

    title: str
    topics: list[Topic]


def topics_for(user: User, company: Company) -> list[Topic]:
    """Every topic this resident may pick, in the company's order; none without a unit today."""
    residency = residency_of(user, company)
    roles = residency.roles if residency else set()
    if not roles:
        return []
    audiences = [CaseCategory.Audience.ALL]
    audiences += [_AUDIENCE_OF_ROLE[Occupancy.Role(role)] for role in roles]
    rows = CaseCategory.objects.of(company).filter(is_active=True, audience__in=audiences)
    return [Topic(category) for category in rows]


def grouped(topics: list[Topic]) -> list[TopicGroup]:
    """The topics under their headings, headings in the order of the model."""
    order = {group.value: place for place, group in enumerate(CaseCategory.Group)}
    topics = sorted(topics, key=lambda topic: order[topic.category.group])
    return [
        TopicGroup(str(CaseCategory.Group(group).label), list(members))
        for group, members in groupby(topics, key=lambda topic: topic.category.group)
    ]

"""The topics a resident may open a case about, as the sidebar and the property page offer them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from cases.models import CaseCategory, Urgency
from cases.policies import category_policy
from portal.accounts.models import User
from portal.companies.models import Company
from portal.properties.models import Property


@dataclass(frozen=True, slots=True)
class Topic:
    """A case category with the address that opens a case about it."""

    category: CaseCategory
    house: Property | None = None

    @property
    def url(self) -> str:
        """The form for this topic, already for this house if there is one."""
        path = reverse("cases:new-details", args=[self.category.key])
        return f"{path}?liegenschaft={self.house.uuid}" if self.house else path

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
    """Every topic this resident may pick, in the company's order."""
    return [Topic(category) for category in category_policy.offered_to(user, company)]


def topics_at(user: User, house: Property) -> list[Topic]:
    """The topics this resident may pick for one property."""
    return [Topic(category, house) for category in category_policy.offered_at(user, house)]


def grouped(topics: list[Topic]) -> list[TopicGroup]:
    """The topics under their headings, headings in the order of the model."""
    order = {group.value: place for place, group in enumerate(CaseCategory.Group)}
    topics = sorted(topics, key=lambda topic: order[topic.category.group])
    return [
        TopicGroup(str(CaseCategory.Group(group).label), list(members))
        for group, members in groupby(topics, key=lambda topic: topic.category.group)
    ]

"""What the list of questions shows: by topic, one topic alone, or the hits of a search."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import ngettext

from faq.search import find

if TYPE_CHECKING:
    from faq.models import FaqPage, FaqTopic

_LONGEST_QUERY = 100


@dataclass(frozen=True, slots=True)
class Group:
    """A topic with its answers."""

    topic: FaqTopic
    answers: list[FaqPage]


class Listing:
    """The answers somebody may read, sorted for the page."""

    def __init__(self, answers: Iterable[FaqPage], query: str, topic: str) -> None:
        self._answers = list(answers)
        self.query = " ".join(query.split())[:_LONGEST_QUERY]
        self._topic = topic

    @cached_property
    def topics(self) -> list[FaqTopic]:
        """The topics that hold at least one answer."""
        return list({a.topic_id: a.topic for a in self._answers}.values())

    @cached_property
    def chosen(self) -> FaqTopic | None:
        """The one topic that is shown alone."""
        return next((topic for topic in self.topics if str(topic.uuid) == self._topic), None)

    @cached_property
    def hits(self) -> list[FaqPage]:
        """What the search finds, best first."""
        return find(self._answers, self.query) if self.query else []

    @property
    def told(self) -> str:
        """How many answers a search has found."""
        if not self.query:
            return ""
        return ngettext(
            "%(counter)s answer to “%(query)s”",
            "%(counter)s answers to “%(query)s”",
            len(self.hits),
        ) % {"counter": len(self.hits), "query": self.query}

    @cached_property
    def groups(self) -> list[Group]:
        """The answers by topic, or those of the chosen one."""
        shown = [self.chosen] if self.chosen else self.topics
        return [
            Group(topic, [a for a in self._answers if a.topic_id == topic.pk]) for topic in shown
        ]

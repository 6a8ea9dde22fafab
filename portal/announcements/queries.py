"""Announcements as people look for them: what hangs, what is new, what hung until lately."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from portal.accounts.models import User
from portal.announcements.models import Announcement
from portal.announcements.policies import announcement_policy
from portal.companies.models import Company
from portal.people.policies import property_policy
from portal.properties.models import Building, Property

_SHOWN = 3
# More than hangs on any board; keeps pages bounded whatever happens.
_READ = 100


@dataclass(frozen=True)
class Board:
    """What hangs now, in the order people should see it, and what hung in the last year."""

    current: list[Announcement]
    over: list[Announcement]

    @property
    def first(self) -> list[Announcement]:
        """As many as have room beside other things."""
        return self.current[:_SHOWN]

    @property
    def unread(self) -> int:
        """How many of those that hang the reader has not confirmed."""
        return sum(announcement.is_unread for announcement in self.current)  # type: ignore[attr-defined] # annotated by announcements_of


def announcements_of(user: User, company: Company) -> "QuerySet[Announcement]":
    """What the user may see, with `is_unread` and, of its places, those the user may see.

    The places lie in `shown_properties` and `shown_buildings`.
    """
    houses = property_policy.visible_to(user, company)
    buildings = Building.objects.of(company).filter(property__in=houses)
    return _read_by(user, company).prefetch_related(
        Prefetch("properties", queryset=houses, to_attr="shown_properties"),
        Prefetch("buildings", queryset=buildings, to_attr="shown_buildings"),
    )


def board(
    user: User,
    company: Company,
    house: Property | None = None,
    *,
    with_past: bool = False,
    names_houses: bool = False,
) -> Board:
    """The board of one house, or of all that the user may see; pinned and unread ones first.

    `names_houses` reads where each hangs, for those who have several houses.
    """
    rows: Any = _read_by(user, company)
    if house is not None:
        rows = rows.filter(properties=house)
    if names_houses:
        houses = property_policy.visible_to(user, company)
        rows = rows.prefetch_related(
            Prefetch("properties", queryset=houses, to_attr="shown_properties")
        )
    current = rows.current().order_by("-pinned", "-is_unread", "-starts_at", "-pk")
    over = rows.over().order_by("-ends_at", "-pk") if with_past else rows.none()
    return Board(list(current[:_READ]), list(over[:_READ]))


def _read_by(user: User, company: Company) -> "QuerySet[Announcement]":
    rows: Any = announcement_policy.visible_to(user, company)
    read: QuerySet[Announcement] = rows.with_reading(user, company)
    return read

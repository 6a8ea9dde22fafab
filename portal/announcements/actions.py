"""Everything that happens to an announcement; every door (admin, API, scheduler) calls these."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.policies import Action, ensure
from portal.accounts.models import User
from portal.announcements import notices
from portal.announcements.audience import Audience
from portal.announcements.models import Announcement, AnnouncementRead
from portal.announcements.policies import MARK_READ, PUBLISH, WITHDRAW, announcement_policy
from portal.companies.models import Company, CompanyMismatchError
from portal.notifications.actions import mark_read as mark_notifications_read
from portal.notifications.models import Notification
from portal.people.residency import residency_of
from portal.properties.models import Building, Property


@transaction.atomic
def draft_announcement(
    *,
    user: User,
    company: Company,
    title: str,
    body: str,
    properties: Iterable[Property],
    starts_at: datetime,
    ends_at: datetime,
    buildings: Iterable[Building] = (),
    audience: str = Audience.EVERYONE,
    pinned: bool = False,
    by_mail: bool = False,
) -> Announcement:
    """Staff write a notice; nobody else sees it before it is published.

    Raises ValidationError for a period without length, no property, or a building of elsewhere.
    """
    announcement = Announcement(company=company, created_by=user)
    ensure(announcement_policy, user, Action.ADD, announcement)
    fields = {"title": title, "body": body, "audience": audience, "pinned": pinned}
    fields |= {"by_mail": by_mail, "starts_at": starts_at, "ends_at": ends_at}
    _write(announcement, fields, list(properties), list(buildings))
    return announcement


@transaction.atomic
def publish_announcement(*, user: User, announcement: Announcement) -> Announcement:
    """Put it up and tell its audience, when its period begins if that lies ahead.

    Also for one that was withdrawn; those who were told then are not told again.
    """
    announcement = _locked(announcement)
    ensure(announcement_policy, user, PUBLISH, announcement)
    if announcement.is_published:
        return announcement
    if announcement.is_over:
        raise ValidationError(_("Its period is over. Please choose a later end first."))
    announcement.published_at = timezone.now()
    announcement.withdrawn_at = None
    announcement.save()
    _tell(announcement, actor=user)
    return announcement


@transaction.atomic
def change_announcement(
    *,
    user: User,
    announcement: Announcement,
    properties: Iterable[Property],
    buildings: Iterable[Building] = (),
    **fields: Any,
) -> Announcement:
    """Change what it says, for whom or when; only those who were not told yet are told now."""
    announcement = _locked(announcement)
    ensure(announcement_policy, user, Action.CHANGE, announcement)
    _write(announcement, fields, list(properties), list(buildings))
    _tell(announcement, actor=user)
    return announcement


@transaction.atomic
def withdraw_announcement(*, user: User, announcement: Announcement) -> Announcement:
    """Take it down at once, or give up a draft; letters on their way are not sent any more."""
    announcement = _locked(announcement)
    ensure(announcement_policy, user, WITHDRAW, announcement)
    if announcement.withdrawn_at is None:
        announcement.withdrawn_at = timezone.now()
        announcement.save()
    return announcement


@transaction.atomic
def mark_read(*, user: User, announcement: Announcement) -> None:
    """A resident has read it; saying so twice changes nothing."""
    ensure(announcement_policy, user, MARK_READ, announcement)
    company = announcement.company
    residency = residency_of(user, company)
    assert residency is not None  # noqa: S101 -- the policy has found this reader
    assert residency.person is not None  # noqa: S101
    AnnouncementRead.objects.bulk_create(
        [AnnouncementRead(company=company, announcement=announcement, person=residency.person)],
        ignore_conflicts=True,
    )
    news = Notification.objects.in_portal(user, company).filter(target_uuid=announcement.uuid)
    mark_notifications_read(user=user, company=company, uuids=news.values_list("uuid", flat=True))


def tell_begun() -> int:
    """Tell the audiences of those whose period has begun since; how many announcements."""
    waiting = Announcement.objects.current().filter(told_at=None)
    return sum(_tell_waiting(pk) for pk in waiting.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _tell_waiting(pk: int) -> bool:
    announcement = _locked(Announcement(pk=pk))
    if announcement.told_at is not None or not announcement.is_current:
        # Another process was quicker, or a clerk has taken it down.
        return False
    _tell(announcement, actor=announcement.created_by)
    return True


def _tell(announcement: Announcement, actor: User | None) -> None:
    if not announcement.is_current:
        return
    if announcement.told_at is None:
        announcement.told_at = timezone.now()
        announcement.save()
    notices.hung(announcement, actor)


def _write(
    announcement: Announcement,
    fields: dict[str, Any],
    properties: list[Property],
    buildings: list[Building],
) -> None:
    for name, value in fields.items():
        setattr(announcement, name, value)
    announcement.title = " ".join(announcement.title.split())
    announcement.full_clean(exclude=["created_by"])
    check_places(properties, buildings)
    for place in (*properties, *buildings):
        # Rows between two models are nobody's save(): asked here what that asks.
        if place.company_id != announcement.company_id:
            raise CompanyMismatchError(place._meta.label)
    announcement.save()
    announcement.properties.set(properties)
    announcement.buildings.set(buildings)


def check_places(properties: Iterable[Property], buildings: Iterable[Building]) -> None:
    """Raise ValidationError unless there is a property, and buildings lie in each or are none."""
    chosen = {house.pk for house in properties}
    named = {building.property_id for building in buildings}
    if not chosen:
        raise ValidationError({"properties": _("Choose at least one property.")})
    if named - chosen:
        raise ValidationError({"buildings": _("A building lies in a property not chosen.")})
    if named and chosen - named:
        raise ValidationError(
            {"buildings": _("Choose a building of each property, or none at all.")}
        )


def _locked(announcement: Announcement) -> Announcement:
    rows = Announcement.objects.select_for_update(of=("self",))
    found: Announcement = rows.select_related("company__site").get(pk=announcement.pk)
    return found

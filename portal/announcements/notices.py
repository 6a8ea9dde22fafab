"""Whom a new announcement is told, and how it is worded."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.access.policies import Action
from portal.accounts.models import User
from portal.announcements.models import Announcement
from portal.announcements.policies import announcement_policy
from portal.companies.models import Company
from portal.notifications.actions import notify
from portal.notifications.models import Notification
from portal.notifications.registry import Group, Kind, Occasion, register

HUNG = "announcement_hung"


def hung(announcement: Announcement, actor: User | None) -> None:
    """Tell those of its readers who can sign in, each once however often this is called."""
    told = Notification.objects.of(announcement.company).filter(
        kind=HUNG, target_uuid=announcement.uuid
    )
    readers = announcement_policy.readers(announcement).filter(user__is_active=True)
    notify(
        kind=HUNG,
        company=announcement.company,
        target=announcement,
        recipients=readers.exclude(pk__in=told.values("recipient_person")),
        actor=actor,
        by_mail=announcement.by_mail,
    )


def _load(notification: Notification) -> Announcement | None:
    rows = Announcement.objects.of(notification.company).select_related("company__site")
    found: Announcement | None = rows.filter(uuid=notification.target_uuid).first()
    return found


def _may_see(notification: Notification, announcement: Announcement) -> bool:
    login = notification.login
    # Staff see withdrawn ones too; news they are not.
    return (
        login is not None
        and announcement.is_published
        and announcement_policy.may(login, Action.VIEW, announcement)
    )


def _visible(user: User, company: Company, rows: Sequence[Notification]) -> dict[int, Announcement]:
    """The same for a whole page of notifications, with one query."""
    wanted = {row.target_uuid for row in rows}
    seen = Announcement.objects.visible_to(user, company).hung().filter(uuid__in=wanted)
    by_uuid = {announcement.uuid: announcement for announcement in seen}
    return {row.pk: by_uuid[row.target_uuid] for row in rows if row.target_uuid in by_uuid}


def _title(notification: Notification, announcement: Announcement) -> str:
    return _("Notice: %(title)s") % {"title": announcement.title}


def _text(notification: Notification, announcement: Announcement) -> str:
    return announcement.preview


def _path(notification: Notification, announcement: Announcement) -> str:
    return reverse("announcements:detail", args=[announcement.uuid])


def _context(notification: Notification, announcement: Announcement) -> dict[str, Any]:
    return {"announcement": announcement}


def _is_over(notification: Notification, announcement: Announcement) -> bool:
    return announcement.is_over


def register_kinds() -> None:
    """Offer this room's kind to the outbox; called once from `ready()`."""
    register(
        Kind(
            key=HUNG,
            load=_load,
            may_see=_may_see,
            visible=_visible,
            title=_title,
            text=_text,
            path=_path,
            template="announcements/hung",
            context=_context,
            icon="pin",
            is_obsolete=_is_over,
            occasion=Occasion(
                Group("announcements", gettext_lazy("Notices")),
                for_residents=gettext_lazy("New notice in the house"),
            ),
        )
    )

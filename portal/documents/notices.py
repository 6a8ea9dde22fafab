"""Whom a published document is told, and how it is worded."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.access.policies import Action
from portal.accounts.models import User
from portal.accounts.roles import case_staff_of
from portal.companies.models import Company
from portal.documents.models import Document
from portal.documents.policies import document_policy
from portal.notifications.actions import notify
from portal.notifications.models import Notification
from portal.notifications.registry import Group, Kind, Occasion, register

PUBLISHED = "document_published"
LOCKED = "document_locked"


def published(document: Document, actor: User) -> None:
    """Tell those it is meant for who can sign in; without a login there is nothing to open."""
    readers = document_policy.readers(document).filter(user__is_active=True)
    notify(
        kind=PUBLISHED,
        company=document.company,
        target=document,
        recipients=readers,
        actor=actor,
    )


def locked(document: Document) -> None:
    """Malware was found in it: the staff are told, and nobody can open it."""
    company = document.company
    notify(kind=LOCKED, company=company, target=document, recipients=case_staff_of(company))


def _load(notification: Notification) -> Document | None:
    rows = Document.objects.of(notification.company).select_related(
        "company__site", "category", "property"
    )
    found: Document | None = rows.filter(uuid=notification.target_uuid).first()
    return found


def _may_see(notification: Notification, document: Document) -> bool:
    person = notification.recipient_person
    reader = person.user if person else notification.recipient_user
    # Staff see withdrawn ones too; news they are not.
    return (
        reader is not None
        and (document.is_published or notification.kind == LOCKED)
        and document_policy.may(reader, Action.VIEW, document)
    )


def _visible(user: User, company: Company, rows: Sequence[Notification]) -> dict[int, Document]:
    """The same for a whole page of notifications, with one query."""
    wanted = {row.target_uuid for row in rows}
    seen = Document.objects.visible_to(user, company).filter(uuid__in=wanted)
    by_uuid = {document.uuid: document for document in seen.select_related("property")}
    return {
        row.pk: by_uuid[row.target_uuid]
        for row in rows
        if row.target_uuid in by_uuid
        and (by_uuid[row.target_uuid].is_published or row.kind == LOCKED)
    }


def _title(notification: Notification, document: Document) -> str:
    return _("New document: %(title)s") % {"title": document.title}


def _locked_title(notification: Notification, document: Document) -> str:
    return _("Malware was found in a document: %(title)s") % {"title": document.title}


def _text(notification: Notification, document: Document) -> str:
    return str(document.property)


def _path(notification: Notification, document: Document) -> str:
    return reverse("documents:open", args=[document.uuid])


def _admin_path(notification: Notification, document: Document) -> str:
    return reverse("document:inspect", args=[document.pk])


def _context(notification: Notification, document: Document) -> dict[str, Any]:
    return {"document": document}


_GROUP = Group("documents", gettext_lazy("Documents"))


def register_kinds() -> None:
    """Offer this room's kinds to the outbox; called once from `ready()`."""
    kind = partial(
        Kind, load=_load, may_see=_may_see, visible=_visible, text=_text, context=_context
    )
    register(
        kind(
            key=PUBLISHED,
            title=_title,
            path=_path,
            template="documents/published",
            icon="file-text",
            occasion=Occasion(_GROUP, for_residents=gettext_lazy("New document")),
        )
    )
    # An alarm: nobody switches it off.
    register(
        kind(
            key=LOCKED,
            title=_locked_title,
            path=_admin_path,
            template="documents/locked",
            icon="triangle-alert",
        )
    )
